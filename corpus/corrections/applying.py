"""The register as it was read, made what officers say that it is.

Corrections are taken in while a paper is read, before it is cut into passages, so that passages,
answers and lists follow. Each is a claim about words and not about an entry: it holds however a
later version of the reader reads the same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from corpus.corrections.placing import Texts, letters, placed, shared
from corpus.minutes import Roll, Sitting, find_sittings, item_of, make_roll, numbers_of
from corpus.model import (
    AgendaItem,
    Claim,
    Complete,
    Correction,
    CorrectionKind,
    Corrections,
    MinuteMeeting,
    Page,
    Paper,
    Particulars,
    Quote,
    Resolution,
    Span,
)
from corpus.page import Line

Minutes = tuple[tuple[MinuteMeeting, ...], tuple[Resolution, ...]]
# Of an entry's characters: with more than this share of them it is meant by a correction.
_MEANT = 0.5


def corrected(
    found: Minutes,
    said: Corrections,
    pages: Sequence[Page],
    lines: Mapping[int, tuple[Line, ...]],
    items: Sequence[AgendaItem],
    paper: Paper,
    told: Particulars | None = None,
) -> Minutes:
    """Return the meetings and the register of a paper as officers say that it is.

    Args:
        found: what was read on ``pages``.
        pages: the paper's pages in order, all of them or the open ones only. An entry any part
            of which stands on a page that is not among them is left out.
        lines: page number to its body lines in reading order.
        items: the pack's agenda items; an entry gets the item of its first page.
        told: what is known of the paper beside its pages.
    A correction whose words stand nowhere on their page any more changes nothing.
    """
    meetings, read = found
    register = _Register(list(read), pages, lines, items, paper, told)
    if said.complete is None or not register.replace_all(said.complete):
        for one in said.made:
            register.take(one)
    return meetings, tuple(register.entries)


@dataclass
class _Register:
    """The entries of a paper while corrections are taken in, in the order of the paper."""

    entries: list[Resolution]
    pages: Sequence[Page]
    lines: Mapping[int, tuple[Line, ...]]
    items: Sequence[AgendaItem]
    paper: Paper
    told: Particulars | None
    texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {page.number: page.text for page in self.pages}

    def take(self, one: Correction) -> None:
        """Take in one correction."""
        was = self._here(one.was) if one.was else None
        if one.kind is CorrectionKind.REMOVED:
            self._drop(was, None)
            return
        assert one.claim is not None
        claim = self._claimed(replace(one.claim, corrected=one.day))
        elsewhere = any(self._beyond(quote) for quote in one.quotes)
        if claim is None and not elsewhere:
            return
        new = claim.words.spans if claim else self._here(one.claim.words)
        before = self._meant(new or was or ())
        at = self._drop(was, new)
        if claim:
            self._put(self._entry(claim, before), at)

    def replace_all(self, complete: Complete) -> bool:
        """Put the entries that were said to be all in place of those read.

        False, and nothing done, where the words of one of them stand there no more.
        """
        told = [one for one in complete.claims if not any(map(self._beyond, one.quotes))]
        claims = [self._claimed(one) for one in told]
        if None in claims:
            return False
        self.entries = [self._entry(one, self._meant(one.words.spans)) for one in claims if one]
        return True

    def _beyond(self, quote: Quote) -> bool:
        return any(span.page not in self.texts for span in quote.spans)

    def _here(self, quote: Quote) -> tuple[Span, ...] | None:
        """Return the place of a quote; of one that runs on to a page not here, the part here."""
        if self._beyond(quote):
            return tuple(span for span in quote.spans if span.page in self.texts)
        now = placed(quote, self.texts)
        return now.spans if now else None

    def _claimed(self, claim: Claim) -> Claim | None:
        """Return a claim with its places as they are now; None where any of its words is gone."""
        words = placed(claim.words, self.texts)
        beside = [
            placed(one, self.texts) if one else None
            for one in (claim.told, claim.moved, claim.voted)
        ]
        if words is None or len([one for one in beside if one]) < len(list(claim.quotes)) - 1:
            return None
        told, moved, voted = beside
        number = placed(claim.number, self.texts) if claim.number else None
        return replace(claim, words=words, told=told, moved=moved, voted=voted, number=number)

    def _meant(self, spans: Sequence[Span]) -> Resolution | None:
        """Return the entry that shares most words with ``spans``; None where none does."""
        best = max(self.entries, key=lambda one: shared(one.spans, spans), default=None)
        return best if best and shared(best.spans, spans) else None

    def _drop(self, was: Sequence[Span] | None, new: Sequence[Span] | None) -> int | None:
        """Drop the entries whose words are those of ``was`` or ``new``; return the first's place.

        Of ``new`` also those that hold it, for nothing is decided twice in the same words.
        """
        dropped = [at for at, one in enumerate(self.entries) if _is_of(one, was, new)]
        self.entries = [one for at, one in enumerate(self.entries) if at not in dropped]
        return dropped[0] if dropped else None

    def _put(self, entry: Resolution, at: int | None) -> None:
        if at is None:
            first = entry.spans[0]
            later = (n for n, one in enumerate(self.entries) if one.spans and one.spans[0] > first)
            at = next(later, len(self.entries))
        self.entries.insert(at, entry)

    def _entry(self, claim: Claim, before: Resolution | None) -> Resolution:
        """Return what a claim says as the register keeps it.

        ``before`` is the entry that the reader made of the same words: number, title, meeting
        and day are its own. Without one they are those of the minute that the words stand in.
        """
        spans = claim.words.spans
        if before:
            number, title = before.number, before.title
            committee, held = before.committee, before.date
        else:
            number, title, committee, held = self._minute(spans)
        return Resolution(
            paper_id=self.paper.id,
            item=item_of(self.items, spans[0].page),
            number=claim.number.words if claim.number else number,
            title=title,
            text=claim.words.words,
            outcome=claim.outcome,
            outcome_class=claim.outcome_class,
            committee=committee,
            date=held,
            spans=spans,
            mover=claim.mover,
            seconder=claim.seconder,
            vote=claim.vote,
            outcome_spans=claim.told.spans if claim.told else (),
            moved_spans=claim.moved.spans if claim.moved else (),
            vote_spans=claim.voted.spans if claim.voted else (),
            kind=claim.kind,
            corrected=claim.corrected,
        )

    def _minute(
        self, spans: Sequence[Span]
    ) -> tuple[str | None, str | None, str | None, date | None]:
        """Return number and title of the minute that words stand in, its body and day."""
        for sitting in self._sittings:
            at = _offset(sitting.roll, spans)
            if at is not None:
                meeting = sitting.meeting
                return *numbers_of(sitting).at(at), meeting.committee, meeting.date
        return None, None, self.paper.committee, self.paper.meeting_date

    @cached_property
    def _sittings(self) -> tuple[Sitting, ...]:
        roll = make_roll(self.pages, self.lines)
        return find_sittings(roll, self.pages, self.items, self.paper, self.told)


def _is_of(entry: Resolution, was: Sequence[Span] | None, new: Sequence[Span] | None) -> bool:
    size = letters(entry.spans)
    if was and shared(entry.spans, was) > _MEANT * size:
        return True
    return bool(new) and shared(entry.spans, new or ()) > _MEANT * min(size, letters(new or ()))


def _offset(roll: Roll, spans: Sequence[Span]) -> int | None:
    """Return where the last of the words that are in a roll end in it, less one; None for none.

    The minute is told by their end, as the reader tells it: a line may begin with a heading.
    """
    ends = [
        row.at + min(span.end, row.end) - row.start - 1
        for row in roll.rows
        for span in spans
        if row.page == span.page and row.start < span.end and span.start < row.end
    ]
    return max(ends, default=None)
