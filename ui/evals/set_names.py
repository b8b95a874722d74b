"""What sets of questions are called, and what each is, in words."""

from __future__ import annotations

from evals.sets import Expect, QuestionSet
from ui.language import N_, _
from ui.words import counted

# By the names of their files, which runs keep.
_CALLED = {"questions": N_("Your own questions"), "reviews": N_("Reviews of answers")}
_ABOUT = {
    "everyday": N_("Questions about the sample papers in residents’ everyday words."),
    "people": N_("Short questions, slips, greetings and whole chats about the sample papers."),
    "sample": N_("Questions of every kind about the sample papers."),
    "questions": N_("Questions that officers made of answers or brought along, with right pages."),
    "reviews": N_("Questions whose answers somebody called right or wrong on the Ask page."),
}
_WITHIN = " within "


def set_called(name: str) -> str:
    """Return how a set is called in the app; "questions" is the council's own."""
    sets, _sign, within = name.partition(_WITHIN)
    called = " + ".join(_(_CALLED[one]) if one in _CALLED else one for one in sets.split("+"))
    if within:
        return _("{name}, of the collection {collection}").format(name=called, collection=within)
    return called


def set_about(questions: QuestionSet) -> str:
    """Return a line on what a set is: what it asks, and how many questions no paper answers."""
    about = _ABOUT.get(questions.name.partition(_WITHIN)[0], "")
    told = [_(about)] if about else []
    none = sum(one.expect is Expect.NONE for one in questions.questions)
    follows = sum(bool(one.history) for one in questions.questions)
    if none:
        told.append(_("No paper answers {count} of them.").format(count=none))
    if follows:
        told.append(
            _("Asked as part of a chat: {questions}.").format(
                questions=counted(follows, "question")
            )
        )
    return " ".join(told)
