"""The items of lists of which some are decisions: those that the tagger has missed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from corpus.decisions.features import Sentence, mark_of
from corpus.decisions.tagger import Decision, taken
from corpus.minutes import CLAUSE
from corpus.model import DecisionKind

_AND = re.compile(r"[;,]\s*(?:and)?\W*$", re.IGNORECASE)
# Who agrees where all items of a list are agreed, and by what.
_THEY = ("body", "it", "we", "all")
_AGREES = ("agree", "approve")
# No list of what was agreed has more items.
_MOST = 20


def joined_items(
    sentences: Sequence[Sentence], leaps: Collection[int], found: Sequence[Decision]
) -> Iterator[Decision]:
    """Yield the items of lists that an "and" joins to a decision before them."""
    own = set(taken(found))
    for one in found:
        at = one.last + 1
        while at < len(sentences) and at not in own and at not in leaps:
            joined = _AND.search(sentences[at - 1].text)
            if not (joined and sentences[at].listed and sentences[at].unit.opens):
                break
            yield Decision(at, at, one.kind, one.chance)
            own.add(at)
            at += 1


def agreed_items(
    sentences: Sequence[Sentence], leaps: Collection[int], found: Sequence[Decision]
) -> Iterator[Decision]:
    """Yield the items under "The Board agreed:" that are no decision yet, where another is one."""
    own = taken(found)
    for lead, sentence in enumerate(sentences):
        if not sentence.leads or not _agrees(sentence):
            continue
        items = list(_items(sentences, leaps, lead))
        if len(items) > 1 and any(at in own for item in items for at in item):
            for item in items:
                if not any(at in own for at in item):
                    yield Decision(item[0], item[-1], DecisionKind.DECISION, 1.0)


def _agrees(lead: Sentence) -> bool:
    last = lead.deeds[-1]
    return last.group in _AGREES and last.by in _THEY and last.auxiliary in ("", "was", "were")


def _items(sentences: Sequence[Sentence], leaps: Collection[int], lead: int) -> Iterator[range]:
    """Yield the items of a list, in sentences: those with a mark like the first one's."""
    at, mark = lead + 1, ""
    for _ in range(_MOST):
        told = CLAUSE.match(sentences[at].text) if at < len(sentences) else None
        if not told or not sentences[at].unit.opens or at in leaps:
            return
        mark = mark or mark_of(told.group())
        if mark_of(told.group()) != mark or sentences[at].unit.heading:
            return
        first, at = at, at + 1
        while at < len(sentences) and not sentences[at].unit.opens and at not in leaps:
            at += 1
        yield range(first, at)
