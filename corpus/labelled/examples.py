"""What one body's officers teach the tagger: their complete registers, as labelled examples.

An example is a paper's open pages laid out as a roll, with marks where decisions stand:

========  =====================================================================
``D``     a decision of business; ``R`` a routine one; ``A`` a task. Stretches of one decision
          that stand apart share its number.
``V``     its outcome or vote, ``M`` who moved it, where they stand apart from its words
``X``     looks like a decision and is none: an entry that an officer removed
========  =====================================================================

``lesson_of`` of :mod:`corpus.decisions` makes of each what ``train`` takes beside the drawn ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.catalogue import Catalogue
from corpus.decisions import Example, Mark
from corpus.labelled.papers import LabelledPaper, labelled_papers
from corpus.minutes import Roll, make_roll
from corpus.model import Access, DecisionKind, Particulars, Span, records
from corpus.pdf import Scan
from corpus.reading import read_with_lines

_LABELS = {DecisionKind.DECISION: "D", DecisionKind.ROUTINE: "R", DecisionKind.ACTION: "A"}


def taught_by(
    catalogue: Catalogue, body: str, clearance: Access = Access.PUBLIC
) -> tuple[Example, ...]:
    """Return the labelled minutes of a body: its papers whose register is complete.

    A body is a committee as the catalogue calls it (``catalogue.committees()``), and a paper is
    that body's whose committee it names; case does not matter. What a tagger learns stays in it,
    so exempt pages and papers teach only where ``clearance`` says so.

    The files are read again in this process, for where their lines stand is not kept. A paper
    that is left out of the export teaches nothing either, but for one that was read by OCR.

    Raises:
        UnreadablePaperError: a file is there no more or cannot be read.
    """
    return tuple(
        _example(catalogue, one)
        for one in labelled_papers(catalogue, clearance)
        if not isinstance(one, str) and one.body.casefold() == body.casefold()
    )


def _example(catalogue: Catalogue, one: LabelledPaper) -> Example:
    paper, work = one.paper, catalogue.work
    known = work.find(paper.id)
    meta = records.load(Particulars, known.given) if known and known.given else None
    kept = work.scans.of(paper.id)
    scans = {page: records.load(Scan, record) for page, record in kept.items()}
    _, lines = read_with_lines(
        catalogue.kept(paper.id), file_name=paper.file_name, meta=meta, ocr=scans
    )
    # The pages that a reader of this clearance has: no line of another is laid out.
    roll = make_roll(one.reading.pages, lines)
    return Example(paper.file_name, one.body, roll, tuple(_marks(roll, one)))


def _marks(roll: Roll, one: LabelledPaper) -> Iterator[Mark]:
    for number, said in enumerate(one.reading.resolutions):
        for start, end in _stretches(roll, said.spans):
            yield Mark(start, end, _LABELS[said.kind], number)
        for label, spans in (
            ("V", said.outcome_spans),
            ("V", said.vote_spans),
            ("M", said.moved_spans),
        ):
            for start, end in _stretches(roll, spans):
                yield Mark(start, end, label, None)
    for quote in one.removed:
        for start, end in _stretches(roll, quote.spans):
            yield Mark(start, end, "X", None)


def _stretches(roll: Roll, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield where the words of ``spans`` stand in a roll, rows that follow each other as one."""
    start, end = 0, -1
    for row in roll.rows:
        for span in spans:
            if row.page != span.page or span.start >= row.end or span.end <= row.start:
                continue
            low = row.at + max(span.start - row.start, 0)
            high = row.at + min(span.end, row.end) - row.start
            if end >= 0 and row.at - end <= 1:
                end = high
                continue
            if end >= 0:
                yield start, end
            start, end = low, high
    if end >= 0:
        yield start, end
