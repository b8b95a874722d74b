"""How much a language model can be sent: tokens counted from above, trimmed by whole sentences.

Every model cuts words in its own way and fetching its tokenizer would need a
network, so tokens are estimated, and rather too many than too few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

_PIECES = re.compile(r"[A-Za-z]+|\d|\n|[^\sA-Za-z\d]")
# The longest run of letters that is surely one token in any of the common vocabularies.
_LETTERS = 3
# What chat templates put round two messages.
_TEMPLATE = 64


class Weighed(Protocol):
    """A sentence with its line as sent and how much it matters."""

    @property
    def line(self) -> str: ...
    @property
    def relevance(self) -> float:
        """Its score: the sentence with the higher one matters more."""
        ...


SentenceT = TypeVar("SentenceT", bound=Weighed)


def tokens(text: str) -> int:
    """Return how many tokens ``text`` may be for a model, at most."""
    return sum(_cost(piece) for piece in _PIECES.findall(text))


def room(window: int, answer: int, *texts: str) -> int:
    """Return how many tokens of ``window`` are left beside ``texts`` and an answer; at least 0.

    ``answer`` is in tokens too.
    """
    return max(window - answer - _TEMPLATE - sum(map(tokens, texts)), 0)


def trimmed(sentences: Sequence[SentenceT], most: int) -> tuple[SentenceT, ...]:
    """Return the sentences that fit into ``most`` tokens, in their order, most relevant kept."""
    kept: set[int] = set()
    left = most
    for at in sorted(range(len(sentences)), key=lambda at: -sentences[at].relevance):
        cost = tokens(sentences[at].line) + 1
        if cost <= left:
            kept.add(at)
            left -= cost
        elif cost <= most // 2:
            # Nothing less relevant goes in where something more relevant had to stay out;
            # only what would take up most of the room by itself gives way.
            break
    return tuple(sentences[at] for at in sorted(kept))


def _cost(piece: str) -> int:
    if piece.isascii():
        return -(-len(piece) // _LETTERS) if piece.isalpha() else 1
    return len(piece.encode())
