"""What a meeting says to planning applications that its minutes list one by one.

"24/00071/F 3 Mill Row. Rear porch. No objections": the comment ends what is said of it, in a
paragraph of its own or behind the last words. In a list of those that others decided, or have
yet to decide, a comment is of an earlier day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus.decisions.features import Sentence, business
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
# Sentences that are said of an application before the comment, and of one without a reference.
_LONG, _BRIEF = 8, 1
# A reference that stands alone has no more stems.
_BARE = 3
# Deeds that a comment or a description has.
_PLAIN = frozenset(("comment", "approve", "refuse", "recommend", "defer"))
_TOLD = frozenset(("told", "persondid", "had", "opinion", "view"))
_DONE = frozenset(("itwas", "bodydid"))


@dataclass(frozen=True, slots=True)
class Application:
    """Sentences ``first`` to ``last`` (both in it), the comment last; ``old`` of an earlier day."""

    first: int
    last: int
    old: bool


def find_commented(sentences: Sequence[Sentence], leaps: Collection[int]) -> Iterator[Application]:
    """Yield the applications that a comment ends, in order; pages are left out before ``leaps``."""
    old = False
    begun: tuple[int, int] | None = None
    for at, sentence in enumerate(sentences):
        comments = "objects" in sentence.held
        if _BEGINS.match(sentence.text):
            begun = _from(sentences, leaps, at), _LONG
        elif _heads(sentence) and not comments:
            old, begun = _OTHERS.search(sentence.text) is not None, None
        elif begun is not None and (at in leaps or _ends(sentence, at, *begun)):
            begun = None
        if begun is None and not old and _listed(sentence):
            begun = at, _BRIEF
        if begun is not None and comments:
            if all(deed.group in _PLAIN for deed in sentence.deeds):
                yield Application(begun[0], at, old)
            begun = None


def _from(sentences: Sequence[Sentence], leaps: Collection[int], at: int) -> int:
    """Return where an application begins: its reference, or what stands above a bare one."""
    bare = at > 0 and at not in leaps and len(sentences[at].stems) <= _BARE
    return at - 1 if bare and _describes(sentences[at - 1]) else at


def _ends(sentence: Sentence, at: int, first: int, most: int) -> bool:
    """Whether no more is said of an application that began with the sentence ``first``."""
    another = most == _BRIEF and sentence.unit.opens and not sentence.verdict
    return another or at - first > most


def _listed(sentence: Sentence) -> bool:
    """Whether an application may begin that has no reference, in a list of such."""
    planning = "planning" in business(sentence.unit.title)
    return planning and sentence.unit.opens and not (sentence.unit.heading or sentence.held & _TOLD)


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
        if any(_DONE & sentences[at].held for each in own for at in each.places):
            continue
        if any(each.kind is DecisionKind.ACTION for each in own):
            continue
        kept = [each for each in kept if each not in own]
        if not one.old:
            last = max([one.last, *(each.last for each in own)])
            kept.append(Decision(one.first, last, DecisionKind.DECISION, 1.0))
    return sorted(kept, key=lambda each: each.first)
