"""What officers say of links between a decision and what came of it: right, or not.

As a correction does, a judgement names words with their place and not an entry: it holds
however a later version of the reader cuts them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import records
from corpus.model.corrections import Quote
from corpus.model.papers import Access


class LinkVerdict(StrEnum):
    """What an officer says of a link."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One end of a link: words of a paper with their place.

    Of an item that is meant as a whole, ``item`` is its number; then any words of its papers
    stand for it. ``page`` is physical, from 1.
    """

    paper_id: str
    page: int
    words: Quote
    item: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """That ``later`` speaks of the matter that was decided in ``earlier``, or does not.

    ``at`` is an ISO time in UTC, to the second. ``access`` is exempt where any of it stood on an
    exempt page when it was judged.
    """

    earlier: LinkEnd
    later: LinkEnd
    verdict: LinkVerdict
    by: str
    at: str
    access: Access = Access.PUBLIC

    @property
    def id(self) -> str:
        """16 hexadecimal digits of what is linked, whatever is said of it."""
        told = records.dump([self.earlier, self.later])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def day(self) -> date:
        """The day on which it was said, in UTC."""
        return date.fromisoformat(self.at[:10])

    @property
    def ends(self) -> Iterator[LinkEnd]:
        """Both ends, the earlier first."""
        yield from (self.earlier, self.later)


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A judgement as it is kept; ``fits`` tells whether the words of both ends are there still."""

    link: JudgedLink
    fits: bool = True
