"""How well each quotable unit of a passage answers, word by word of the question.

A unit's tokens are found again among the token vectors kept with its passage,
so that nothing is embedded at question time but the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from corpus.language import clean
from corpus.model import Passage, PassageKind, TokenVectors
from retrieval.model import Ranking
from retrieval.ranking.late import Floats, Weighted
from retrieval.ranking.units import Unit, units_of

Tokenize = Callable[[Sequence[str]], list[list[int]]]
# Only the first tokens of a unit are compared: cleaning may join words at its end.
_HEAD = 4
# Passages whose units are placed once; those that lead come back from question to question.
_REMEMBERED = 4096


@dataclass(frozen=True)
class Evidence:
    """One unit of a passage; ``score`` is its own late interaction from 0 to 1.

    ``position`` counts the units of the passage from 0; ``matches`` is float32
    of shape (question tokens,): the best cosine of each in this unit. ``pages``
    are the physical pages it stands on, each with the score of what stands there.
    """

    passage: Passage
    unit: Unit
    position: int
    score: float
    matches: Floats
    pages: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit and the tokens of its passage that are its own: ``start`` to ``end``, half-open."""

    unit: Unit
    start: int
    end: int


class Placer:
    """Finds the units of passages among their tokens; remembers those found before."""

    def __init__(self, tokenize: Tokenize, constants: Ranking) -> None:
        self._tokenize = tokenize
        self._carried_over = constants.carried_over
        self._placed = lru_cache(maxsize=_REMEMBERED)(self._place_again)

    def evidence(
        self, question: Weighted, passage: Passage, tokens: TokenVectors, similarity: Floats
    ) -> tuple[Evidence, ...]:
        """Return what each unit of ``passage`` says to the question, in reading order.

        ``similarity`` are the passage's cosines, of shape (passage tokens, vectors): see
        :func:`retrieval.ranking.late.similarities`.
        """
        weighed: list[Evidence] = []
        official = passage.kind in (PassageKind.RESOLUTION, PassageKind.FORM)
        units = self._placed(passage, tokens.ids.tobytes())
        met = question.best_in(similarity, [(placed.start, placed.end) for placed in units])
        for position, (placed, matches) in enumerate(zip(units, met, strict=True)):
            score = question.share(matches)
            pages = tuple(self._by_page(question, placed, similarity, score, official))
            weighed.append(Evidence(passage, placed.unit, position, score, matches, pages))
        return tuple(weighed)

    def _place_again(self, passage: Passage, raw: bytes) -> tuple[Placed, ...]:
        ids = np.frombuffer(raw, dtype=np.int32)
        units = units_of(passage)
        encoded = self._tokenize([clean(u.text) for u in units] + [passage.context])
        after = len(encoded.pop())
        placed: list[Placed] = []
        for unit, own in zip(units, encoded, strict=True):
            start, after = _find(ids, own, after)
            placed.append(Placed(unit, start, after))
        return tuple(placed)

    def _by_page(
        self,
        question: Weighted,
        placed: Placed,
        similarity: Floats,
        score: float,
        official: bool,
    ) -> Iterator[tuple[int, float]]:
        """Score what stands on each page of a unit; its tokens fall to pages as its characters do.

        Official wording, which is one unit however long, opens where it begins. What goes
        on overleaf must answer better for its page to be the one to open.
        """
        spans = placed.unit.spans
        pages = dict.fromkeys(span.page for span in spans)
        if len(pages) == 1 or official:
            yield from ((page, score) for page in pages)
            return
        length = sum(span.end - span.start for span in spans)
        at = 0
        for page, group in groupby(spans, key=lambda span: span.page):
            size = sum(span.end - span.start for span in group)
            first, last = (
                placed.start + (placed.end - placed.start) * chars // length
                for chars in (at, at + size)
            )
            own = question.share(question.best_matches(similarity[first:last]))
            yield page, own if not at else self._carried_over * own
            at += size


def _find(passage: npt.NDArray[np.int32], unit: list[int], after: int) -> tuple[int, int]:
    """Find a unit's tokens in its passage; (after, after) where the passage was cut short."""
    head = np.asarray(unit[:_HEAD], dtype=passage.dtype).tobytes()
    if not head:
        return after, after
    held, size = passage.tobytes(), passage.itemsize
    for origin in (after, 0):
        at = held.find(head, size * origin)
        # Bytes may also agree from the middle of a token on.
        while at > 0 and at % size:
            at = held.find(head, at + 1)
        if at >= 0:
            start = at // size
            return start, min(start + len(unit), len(passage))
    return after, after
