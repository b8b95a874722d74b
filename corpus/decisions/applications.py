"""Applications that minutes list one by one, with the verdict on each in a line under it.

"Licence no. 40112, The Weir Inn. It asks for later hours. There are two doors." and then
"Granted": what is granted is all of it, of which the tagger may tell one sentence or two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from corpus.decisions.deeds import groups_of
from corpus.decisions.features import Sentence
from corpus.decisions.tagger import Decision
from corpus.decisions.units import REFERENCE
from corpus.model import DecisionKind

# A verdict is of what stands above it, up to the verdict before, where so many stand so.
VERDICTS = 3
# Deeds by which a verdict ends an application, which has no more sentences than this.
_ENDS, _LONG = {"grant", "approve", "refuse", "defer", "comment", "recommend"}, 40
# What is moved is a motion, however many applications it names.
_MOVED = {"moved", "motion"}


def stamped(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Return the sentences, by place, at whose end a verdict in capitals stands: "Ms Orr GRANTED".

    Only where the minutes end others so as well; then also where words follow that say why.
    """
    told = {
        at: [one for one in sentence.deeds if one.capital and one.group in _ENDS]
        for at, sentence in enumerate(sentences)
        if not sentence.verdict and not sentence.unit.heading and not sentence.held & _MOVED
    }
    ended = sum(bool(deeds) and deeds[-1].then == "end" for deeds in told.values())
    return frozenset(at for at, deeds in told.items() if deeds and ended >= VERDICTS)


def repeated(sentences: Sequence[Sentence]) -> Counter[tuple[str, ...]]:
    """Return how often each verdict begins or ends a paragraph, by its stems."""
    ends = (one for one in sentences if one.unit.opens or one.unit.closes)
    return Counter(one.stems for one in ends if one.verdict)


def whole_applications(
    sentences: Sequence[Sentence],
    apart: Sequence[bool],
    leaps: Collection[int],
    found: Sequence[Decision],
) -> list[Decision]:
    """Return decisions with those on one application as one, from its reference to its verdict.

    Only where the minutes have the same verdict under others as well; one in which a task is
    told stays as it is.

    Args:
        sentences: of a sitting, in order.
        apart: whether each only tells the outcome of one beside it.
        leaps: sentences, by place from 0, before which pages are left out.
        found: the decisions so far, in order.
    """
    counted, ending = repeated(sentences), stamped(sentences)
    kept, floor = list(found), 0
    for at, sentence in enumerate(sentences):
        if at in ending:
            first = _begin(sentences, apart, leaps, at, floor)
            if {"reference", "address"} & _held(sentences, first, at):
                own = [one for one in kept if first <= one.last and one.first <= at]
                first = min([first, *(one.first for one in own)])
                last = max([at, *(one.last for one in own)])
                whole = Decision(first, last, DecisionKind.DECISION, 1.0)
                kept = [*(one for one in kept if one not in own), whole]
                floor = at + 1
            continue
        if not sentence.verdict or sentence.calls or not sentence.unit.opens:
            continue
        if counted[sentence.stems] >= VERDICTS and _ENDS & {*groups_of(sentence.deeds)}:
            first = _begin(sentences, apart, leaps, at, floor)
            own = [one for one in kept if first <= one.last < at]
            if own and all(one.kind is not DecisionKind.ACTION for one in own):
                first = min(first, own[0].first)
                chance = max(one.chance for one in own)
                whole = Decision(first, at - 1, own[0].kind, chance)
                kept = [*(one for one in kept if one not in own), whole]
        floor = at + 1
    return sorted(kept, key=lambda one: one.first)


def _held(sentences: Sequence[Sentence], first: int, last: int) -> frozenset[str]:
    return frozenset().union(*(one.held for one in sentences[first : last + 1]))


def _begin(
    sentences: Sequence[Sentence],
    apart: Sequence[bool],
    leaps: Collection[int],
    verdict: int,
    floor: int,
) -> int:
    """Return the first sentence of the application above a verdict; itself where none is."""
    first, found = verdict, verdict
    while first > max(floor, verdict - _LONG) and first not in leaps:
        before = sentences[first - 1]
        if before.unit.heading or apart[first - 1] or before.held & _MOVED:
            break
        first -= 1
        if before.held & {"reference", "address"}:
            found = first
            if before.unit.opens and REFERENCE.match(before.text):
                break
    return found
