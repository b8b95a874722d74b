"""What a meeting says to planning applications that its minutes list one by one.

"24/00071/F 3 Mill Row. Rear porch. No objections": the comment ends what is said of it, in a
paragraph of its own or behind the last words. In a list of those that others decided, or have
yet to decide, a comment is of an earlier day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus.decisions.features import Sentence
from corpus.decisions.tagger import Decision
from corpus.decisions.units import REFERENCE
from corpus.model import DecisionKind

# An application begins with its reference, or with that of another authority before it.
_BEGINS = re.compile(
    rf"\W*+(?:\S{{1,14}}\s)?{REFERENCE.pattern}|\W*+[A-Z]{{1,3}}[./]\d{{3,5}}/\d{{2}}\b"
)
# The head of a list of applications that are not before the meeting, and of one that are.
_OTHERS = re.compile(
    r"\b(?:await\w*|pending|under (?:\w+ )?consideration|undecided|undetermined"
    r"|(?:applications?|decisions?) (?:\w+ ){0,2}(?:decided|determined|approved|refused|granted"
    r"|permitted|received|made by|by|from)|decision notices?|previous(?:ly)?|earlier|appeals?)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\b(?:applications?|decisions?|appeals?|notices?|consultations?)\b", re.I)
_SHORT = 8
# No application is said so much of before the comment.
_LONG = 8
# A reference that stands alone has no more stems.
_BARE = 3
# Deeds that a comment or a description has.
_PLAIN = frozenset(("comment", "approve", "refuse", "recommend", "defer"))
_DONE = frozenset(("itwas", "bodydid"))


@dataclass(frozen=True, slots=True)
class Application:
    """Sentences ``first`` to ``last`` (both in it), the comment last; ``old`` of an earlier day."""

    first: int
    last: int
    old: bool


def find_commented(sentences: Sequence[Sentence], leaps: Collection[int]) -> Iterator[Application]:
    """Yield the applications that a comment ends, in order; pages are left out before ``leaps``."""
    old, first = False, None
    for at, sentence in enumerate(sentences):
        begins = _BEGINS.match(sentence.text) is not None
        if begins:
            bare = at > 0 and at not in leaps and len(sentence.stems) <= _BARE
            first = at - 1 if bare and _describes(sentences[at - 1]) else at
        elif at in leaps or (first is not None and at - first > _LONG):
            first = None
        comments = "objects" in sentence.held
        if not begins and not comments and _heads(sentence):
            old, first = _OTHERS.search(sentence.text) is not None, None
        if first is None or not comments:
            continue
        if all(deed.group in _PLAIN for deed in sentence.deeds):
            yield Application(first, at, old)
        first = None


def _describes(before: Sentence) -> bool:
    """Whether a sentence may say what the reference under it is about."""
    unit = before.unit
    return unit.opens and unit.closes and not (unit.heading or before.deeds or _heads(before))


def _heads(sentence: Sentence) -> bool:
    """Whether a sentence stands over what follows: a heading, or a few words of such a list."""
    unit, few = sentence.unit, len(sentence.stems) <= _SHORT
    alone = unit.opens and unit.closes and few and _HEAD.search(sentence.text) is not None
    return alone or unit.heading


def with_commented(
    sentences: Sequence[Sentence], leaps: Collection[int], found: Sequence[Decision]
) -> list[Decision]:
    """Return decisions with the comments on applications among them, each as one.

    Those of an earlier day are none, but where a sentence says that the meeting did it.
    """
    kept = list(found)
    for one in find_commented(sentences, leaps):
        own = [each for each in kept if each.first <= one.last and each.last >= one.first]
        if any(_DONE & sentences[at].held for each in own for at in _of(each)):
            continue
        if any(each.kind is DecisionKind.ACTION for each in own):
            continue
        kept = [each for each in kept if each not in own]
        if not one.old:
            last = max([one.last, *(each.last for each in own)])
            kept.append(Decision(one.first, last, DecisionKind.DECISION, 1.0))
    return sorted(kept, key=lambda each: each.first)


def _of(one: Decision) -> range:
    return range(one.first, one.last + 1)
