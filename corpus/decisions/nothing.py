"""What came to nothing, and what says nothing.

Minutes that mark what they resolve ("RESOLVED") tell in running text of motions that found no
seconder, were withdrawn or lost, and of what was refused. Words of the agenda, and "None.", are no
decision.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from corpus.decisions.features import Sentence
from corpus.decisions.tagger import Decision, taken
from corpus.model import DecisionKind

# What the agenda says of a matter, and what a minute that says nothing says.
_TO_DO = re.compile(r"\W*(?:[\w./]{1,8}[.)]? )?To [a-z]")
_NOTHING = re.compile(r"\W*(?:none|nil|nothing|n/?a)\W*", re.IGNORECASE)


def rejects(sentence: Sentence) -> bool:
    """Whether a sentence tells by itself that a motion was withdrawn, or a proposal refused."""
    return "rejects" in sentence.held and not sentence.unit.heading


def fallen(sentences: Sequence[Sentence], found: Sequence[Decision]) -> Iterator[Decision]:
    """Yield the sentences that tell so and belong to no decision."""
    decided = taken(found)
    for at, sentence in enumerate(sentences):
        if at not in decided and rejects(sentence):
            yield Decision(at, at, DecisionKind.DECISION, 1.0)


def says_nothing(
    sentences: Sequence[Sentence],
    one: Decision,
    found: Sequence[Decision],
    beside: Collection[int],
) -> bool:
    """Whether a decision is only what the agenda says, "6. To agree the budget", or "None."

    That is, where the minute decides more, or does not say ``beside`` it that it was done.
    """
    own = sentences[one.first : one.last + 1]
    if all(_NOTHING.fullmatch(each.text) for each in own):
        return True
    if len(own) > 1 or not own[0].unit.heading or not _TO_DO.match(own[0].text):
        return False
    upto = one.last + 1
    while upto < len(sentences) and not sentences[upto].unit.heading:
        upto += 1
    more = any(one.last < each.first < upto for each in found)
    return more or not any(sentences[at].verdict for at in beside)
