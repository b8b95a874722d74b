"""What a member needs to know of an item before the meeting, taken word for word from its form."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import AgendaItem, FormName, Paper
from retrieval.matters import Mention
from ui.language import N_, spoken
from ui.meetings.figures import figures
from ui.words import day, verbatim

# The lines of a card in the order in which members look for them, as they are named on it.
_LINES = {
    FormName.KEY_DECISION: N_("Key decision"),
    FormName.DECISION_TYPE: N_("Type of decision"),
    FormName.WARDS: N_("Wards"),
    FormName.IMPLEMENTATION: N_("Deadline"),
    FormName.LEAD: N_("Lead"),
    FormName.OFFICER: N_("Officer"),
    FormName.REPORT_OF: N_("Report of"),
}
_DECIDE = {
    FormName.RECOMMENDATIONS: N_("What members are asked to decide"),
    FormName.PURPOSE: N_("What the report is for"),
}
# Said by the item itself, or by its meeting.
_SAID = {FormName.TITLE, FormName.MEETING, FormName.DATE}


@dataclass(frozen=True, slots=True)
class Briefing:
    """One item of a paper; ``decide`` and ``lines`` are (name, words as printed) pairs.

    ``figures`` are those of the recommendation. ``last`` is the last time that the
    subject came up before this meeting. ``closed`` are the words by which the public agenda
    closes the item to the public, "" where it does not.
    """

    paper: Paper
    item: AgendaItem
    decide: tuple[tuple[str, str], ...]
    figures: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    last: Mention | None = None
    closed: str = ""

    @property
    def asks(self) -> bool:
        """Whether members are asked to decide something."""
        return any(label == _DECIDE[FormName.RECOMMENDATIONS] for label, _ in self.decide)

    @property
    def empty(self) -> bool:
        """Whether the report has no form that could be read."""
        return not self.decide and not self.lines


def brief(
    paper: Paper, item: AgendaItem, last: Mention | None = None, closed: str = ""
) -> Briefing:
    """Return the briefing on an item; ``last`` is when its subject last came up before.

    ``closed`` are the words of the agenda that close it, "" for none.
    """
    said = {field.name: verbatim(field.value) for field in item.form}
    decide = tuple((label, said[name]) for name, label in _DECIDE.items() if said.get(name))
    known = [(label, said[name]) for name, label in _LINES.items() if said.get(name)]
    other = [
        (field.name, verbatim(field.value))
        for field in item.form
        if field.name not in (*_LINES, *_DECIDE, *_SAID) and field.value
    ]
    asked = said.get(FormName.RECOMMENDATIONS, "")
    return Briefing(paper, item, decide, figures(asked), (*known, *other), last, closed)


def last_words(last: Mention) -> str:
    """Return "9 October 2017 (Item 4 of the agenda pack)"."""
    return f"{day(last.when)} ({spoken(last.about)})"
