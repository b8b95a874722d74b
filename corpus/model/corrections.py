"""What officers say of the register: corrections of what was read, in words as printed.

Words are never typed in. A correction names spans of pages and keeps the words that stood
there when it was made, so that it can be told later whether they still do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from corpus.model import records
from corpus.model.minutes import DecisionKind, OutcomeClass
from corpus.model.papers import Access, Span


class CorrectionKind(StrEnum):
    """What a correction says of an entry of the register."""

    REMOVED = "no decision"
    CHANGED = "changed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a paper: where they stand and what stands there, white space folded."""

    spans: tuple[Span, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A decision as an officer says that it stands in the paper.

    ``told``, ``moved`` and ``voted`` are where outcome, mover with seconder, and vote are printed
    apart from the decision's own ``words``; ``number`` is the minute's, None where the reader's
    own holds. ``corrected`` is the day of the correction that made it so, None of an entry that
    was right as it was read.
    """

    words: Quote
    outcome_class: OutcomeClass
    kind: DecisionKind
    outcome: str = ""
    mover: str | None = None
    seconder: str | None = None
    vote: str | None = None
    told: Quote | None = None
    moved: Quote | None = None
    voted: Quote | None = None
    number: Quote | None = None
    corrected: date | None = None

    @property
    def quotes(self) -> Iterator[Quote]:
        """Everything that must be printed where the claim says, for it to hold."""
        yield from (one for one in (self.words, self.told, self.moved, self.voted) if one)


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that an officer said of the register of the paper with the id ``paper_id``.

    ``was`` are the words of the entry that is no decision, or is changed; ``claim`` is what
    stands in its place, or was missing. ``at`` is an ISO time in UTC, to the second. ``access``
    is exempt where any of it stood on an exempt page when it was made.
    """

    paper_id: str
    kind: CorrectionKind
    was: Quote | None
    claim: Claim | None
    by: str
    at: str
    access: Access = Access.PUBLIC

    @property
    def id(self) -> str:
        """16 hexadecimal digits of what is said: the same said twice is the same correction."""
        said = (self.paper_id, self.kind, self.was, self.claim and _undated(self.claim))
        return hashlib.sha256(records.dump(said).encode()).hexdigest()[:16]

    @property
    def day(self) -> date:
        """The day on which it was made, in UTC."""
        return date.fromisoformat(self.at[:10])

    @property
    def words(self) -> Quote:
        """The words that it is about, as they are to stand or, of no decision, as they stood."""
        said = self.claim.words if self.claim else self.was
        assert said is not None
        return said

    @property
    def quotes(self) -> Iterator[Quote]:
        """Everything that must be printed where the correction says, for it to fit."""
        if self.was:
            yield self.was
        if self.claim:
            yield from self.claim.quotes
            if self.claim.number:
                yield self.claim.number


@dataclass(frozen=True, slots=True)
class Complete:
    """An officer's word that the register of a paper is right and lacks nothing.

    ``claims`` are its entries as they stood then, which no later reading changes.
    """

    paper_id: str
    claims: tuple[Claim, ...]
    by: str
    at: str

    @property
    def day(self) -> date:
        """The day on which it was said, in UTC."""
        return date.fromisoformat(self.at[:10])


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that officers say of the register of one paper, in the order in which it was said."""

    made: tuple[Correction, ...] = ()
    complete: Complete | None = None

    @property
    def digest(self) -> str:
        """16 hexadecimal digits of all that is said; "" where nothing is."""
        if not self.made and self.complete is None:
            return ""
        told = records.dump([[(one.id, one.at) for one in self.made], self.complete])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction as it is kept; ``fits`` tells whether its words are printed there still."""

    correction: Correction
    fits: bool = True


@dataclass(frozen=True, slots=True)
class CorrectedPaper:
    """What is said of the register of one paper, called ``file_name``.

    ``complete_fits`` tells whether all words of ``complete`` are printed there still. ``waiting``
    tells that the paper has yet to be read anew with all this.
    """

    paper_id: str
    file_name: str
    made: tuple[KeptCorrection, ...] = field(default=())
    complete: Complete | None = None
    complete_fits: bool = True
    waiting: bool = False


def _undated(claim: Claim) -> Claim:
    return replace(claim, corrected=None)
