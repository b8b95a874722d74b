"""The papers of a catalogue whose register an officer has said to be right and complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.model import (
    Access,
    CorrectedPaper,
    CorrectionKind,
    Paper,
    Quote,
    Reading,
    Scope,
    body_of,
)


@dataclass(frozen=True, slots=True)
class LabelledPaper:
    """A paper whose register is complete, as far as its reader may see it.

    ``removed`` are the words that look like decisions and are none.
    """

    reading: Reading
    removed: tuple[Quote, ...]

    @property
    def paper(self) -> Paper:
        """The paper itself."""
        return self.reading.paper

    @property
    def named(self) -> str | None:
        """The body whose minutes it holds, as ``committees`` has it; None where it names none."""
        return body_of(self.reading.paper, self.reading.meetings)

    @property
    def body(self) -> str:
        """The body; the file's name where none is named, so that it counts as one of its own."""
        return self.named or self.paper.file_name


def labelled_papers(
    catalogue: Catalogue, clearance: Access = Access.PUBLIC
) -> Iterator[LabelledPaper | str]:
    """Yield each paper whose register is complete, by file name, or a sentence why it is left out.

    Papers that are exempt as a whole are not so much as named to a reader who may not see them.
    """
    for said in catalogue.corrections(Scope(clearance=clearance)):
        if said.complete is None:
            continue
        if reason := _not_now(said):
            yield f"{said.file_name}: {reason}"
            continue
        reading = catalogue.reading(said.paper_id, clearance)
        yield LabelledPaper(reading, _removed(said, reading))


def read_by_ocr(reading: Reading) -> bool:
    """Whether any words of the register were read by OCR, which a reader of the file has not."""
    scanned = {page.number for page in reading.pages if page.source.by_ocr}
    return any(span.page in scanned for said in reading.resolutions for span in said.spans)


def _not_now(said: CorrectedPaper) -> str:
    if said.waiting:
        return "its corrections have yet to be taken in"
    return (
        "" if said.complete_fits else "it has not all the words any more that it was said to have"
    )


def _removed(said: CorrectedPaper, reading: Reading) -> tuple[Quote, ...]:
    """Return the words of entries that are none, but for those that stand in one after all."""
    spans = [span for one in reading.resolutions for span in one.spans]
    return tuple(
        kept.correction.was
        for kept in said.made
        if kept.fits
        and kept.correction.kind is CorrectionKind.REMOVED
        and kept.correction.was
        and not any(one.overlaps(other) for one in kept.correction.was.spans for other in spans)
    )
