"""When to refuse, and in which words; a refusal is a result like any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from corpus.model import Paper, PassageKind, Scope, is_item
from prompts import fill, joined, worded
from retrieval.asking.names_missing import bodies_missing, missing
from retrieval.asking.sufficiency import Support, confidence, words_unknown
from retrieval.model import Intent, counted_papers, either, span_words
from retrieval.question import asking_words, share_met, topic_words
from retrieval.search import Found, Sought


def judge(found: Found, support: Support, has_statements: bool) -> bool:
    """Whether the evidence is enough to answer.

    A recorded outcome that holds every word of the topic, the report form of the
    very item asked about, and what stands at the very number asked for, in the
    period asked for, are answers whatever the model of near misses thinks. What is
    of another place, person or body than the question names is none, nor what is asked
    with a word that no paper has, nor a vote or a mover that the register does not record, nor
    is a sum or day answered by words that tell none of it.
    """
    if missing(found) or support.unrecorded or support.untold or support.unknown:
        return False
    if bodies_missing(found):
        return False
    constants = found.constants.sufficiency
    whole = constants.whole
    recorded = support.decided_quoted >= whole or _form_of_item(found) or _at_the_number(found)
    sure = recorded and support.period >= whole
    enough = sure or confidence(support) >= constants.enough
    return bool(found.hits) and has_statements and enough


def _form_of_item(found: Found) -> bool:
    query = found.query
    named = query.item is not None or bool(query.decisions)
    if query.intent is not Intent.DECISION_ASKED or not named or not found.hits:
        return False
    first = found.hits[0].passage
    own = query.item is not None and is_item(first.item, query.item)
    of_item = own or found.looked_up.rank(first, None) is not None
    return first.kind is PassageKind.FORM and of_item


def _at_the_number(found: Found) -> bool:
    """Whether the number asked for stands in the papers, and what else is asked stands there."""
    asked = found.looked_up
    if not asked.places or not found.hits:
        return False
    if asked.sought in (Sought.ITEM, Sought.AGENDA, Sought.ACRONYM):
        return asked.bare
    if asked.sought is Sought.DECISION:
        return asked.bare or asked.meets_rest(found.query, (found.hits[0].passage,))
    return asked.meets_rest(found.query, asked.places[0].passages)


def was_searched(found: Found | None) -> TypeGuard[Found]:
    """Tell whether there was a word to search for, and a paper to search; else all is refused."""
    return found is not None and bool(found.papers)


def refusal_message(found: Found | None, scope: Scope, near: bool = False) -> str:
    """Say plainly what was searched and that nothing answers clearly; or why nothing was searched.

    It names what was asked of that stands in nothing found. ``found`` is None for a question
    without words; ``near`` says that passages which come close are shown.
    """
    if found is None:
        return fill("empty_question")
    if not was_searched(found):
        return fill("no_papers")
    searched = _searched(list(found.papers.values()), scope)
    named = missing(found)
    if named:
        said = fill("not_named", unmet=_listed(named), searched=searched)
        return joined(" ", (said, fill("nearest_pages") if found.pages else ""))
    if not near:
        said = fill("refusal", searched=searched)
        return joined(" ", (said, fill("nearest_pages") if found.pages else ""))
    said = fill("closest", searched=searched)
    unmet = words_unmet(found)
    return joined(" ", (said, fill("closest_unmet", unmet=_listed(unmet)) if unmet else ""))


def words_unmet(found: Found) -> tuple[str, ...]:
    """Return the words of the question's topic, as read, that no passage shown as closest holds."""
    unknown = words_unknown(found)
    if unknown:
        return unknown
    near = found.hits[: found.constants.quoting.closest]
    said = " ".join(
        f"{hit.passage.labelled or hit.passage.text} {hit.passage.context}" for hit in near
    )
    bodies = bodies_missing(found)
    named = {word for body in bodies for word in body.lower().split()} | asking_words()
    unmet = (
        word
        for word in topic_words(found.query)
        if not (word.isdigit() or word in named or share_met((word,), said, found.query))
    )
    return (*bodies, *unmet)


def _listed(words: Sequence[str]) -> str:
    return either([f"“{word}”" for word in words])


def _searched(papers: list[Paper], scope: Scope) -> str:
    days = sorted(paper.meeting_date for paper in papers if paper.meeting_date)
    papers_of = counted_papers(len(papers))
    if scope.committee:
        papers_of = worded("{papers} of {committee}", papers=papers_of, committee=scope.committee)
    return joined(", ", (papers_of, span_words(days)))
