"""Draw the sample papers: ``python -m corpus.sample.draw FOLDER``.

The same content gives the same bytes: dates and ids are fixed, page streams are
not compressed (zlib differs between machines), and only fonts that ship with
reportlab are used.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    NextPageTemplate,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)

from corpus.sample.blocks import Setting, set_blocks
from corpus.sample.front_sheet import Ranges, front_sheet, notice
from corpus.sample.gold import PageGold, page_table
from corpus.sample.listed import LIST, sums
from corpus.sample.markup import read_blocks
from corpus.sample.pages import STYLES, page_template
from corpus.sample.papers import Part, SamplePaper, load_papers
from corpus.sample.scan import scan_sheets
from corpus.sample.styles import TRACKER, register_fonts

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn paper: its bytes and the truth about its pages.

    ``first`` is the printed number that physical page 1 stands for.
    """

    paper: SamplePaper
    data: bytes
    pages: tuple[PageGold, ...]
    first: int

    @property
    def last_printed(self) -> int:
        """The printed number of its last page."""
        return self.first + len(self.pages) - 1


class _PaperDoc(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Draws one paper and notes what stands on which page."""

    def __init__(self, out: io.BytesIO, paper: SamplePaper, first: int) -> None:
        super().__init__(out, invariant=1, pageCompression=0, allowSplitting=1)
        self.title = paper.title
        self.author = "Marlhaven Borough Council (fictional)"
        self.first = first
        self.pages: list[PageGold] = []
        self._last: str | None = None
        self._opened: set[int] = set()

    def note_page(self, number: int, part: Part) -> None:
        """Begin a page's gold (reportlab calls this before anything is drawn on it)."""
        printed = str(self.first + number - 1) if part.stamp != "none" else None
        mark = "E" if part.pink else "S" if part.style == "scan" else STYLES[part.style].mark
        self.pages.append(PageGold(number, printed, part.item, mark))

    def begin_part(self, part: Part, key: str) -> None:
        """Start a part: nothing is carried over, and its bookmark is set."""
        self._last = None
        if part.bookmark:
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(part.bookmark, key, 0)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        page = self.pages[-1]
        told = getattr(flowable, "gold", None)
        words = isinstance(flowable, (Paragraph, Table))
        if words and not told and not page.told and page.carried is None:
            page.carried = self._last
        if told:
            page.told.append(told)
            self._last = told


class _PartStart(Spacer):  # type: ignore[misc]  # reportlab has no types
    """An empty flowable that tells the document which part begins."""

    def __init__(self, doc: _PaperDoc, part: Part, key: str) -> None:
        super().__init__(0, 0.01)
        self._begin: Callable[[], None] = lambda: doc.begin_part(part, key)

    def draw(self) -> None:
        self._begin()


def draw_papers() -> tuple[Drawn, ...]:
    """Draw every sample paper in memory, in the order of their file names.

    Raises:
        RuntimeError: the page ranges of one do not settle.
    """
    register_fonts()
    drawn: dict[str, Drawn] = {}
    for paper in load_papers():
        first = drawn[paper.follows].last_printed if paper.follows else 1
        drawn[paper.file] = draw_paper(paper, first)
    return tuple(drawn[name] for name in sorted(drawn))


def draw_paper(paper: SamplePaper, first: int) -> Drawn:
    """Draw until the page ranges on the front sheet are those of the pages.

    ``first`` is the printed number that physical page 1 stands for.

    Raises:
        RuntimeError: the ranges do not settle in five rounds.
    """
    ranges: Ranges = {}
    total = 0
    for _ in range(5):
        drawn = _draw_once(paper, first, ranges, total)
        found = _ranges(drawn.pages)
        if found == ranges and total == len(drawn.pages):
            return drawn
        ranges, total = found, len(drawn.pages)
    raise RuntimeError(f"{paper.file}: page ranges do not settle")


def _draw_once(paper: SamplePaper, first: int, ranges: Ranges, total: int) -> Drawn:
    out = io.BytesIO()
    doc = _PaperDoc(out, paper, first)
    parts = paper.all_parts()
    if paper.front is not None:
        parts = (_front_part(), *parts)
    doc.addPageTemplates(
        [
            page_template(f"part{at}", part, first, total, doc.note_page)
            for at, part in enumerate(parts)
        ]
    )
    story: list[Flowable] = []
    for at, part in enumerate(parts):
        story += [NextPageTemplate(f"part{at}"), PageBreak()] if at else []
        story.append(_PartStart(doc, part, f"part{at}"))
        story += front_sheet(paper, ranges) if part.style == "front" else _content(part, at == 0)
    doc.build(story, canvasmaker=_labelled(paper, first))
    return Drawn(paper, out.getvalue(), tuple(doc.pages), first)


def _labelled(paper: SamplePaper, first: int) -> type[Canvas]:
    """Return a canvas class that writes /PageLabels for papers that follow another."""

    class LabelledCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
        def __init__(self, *args: object, **told: object) -> None:
            super().__init__(*args, **told)
            if paper.follows:
                self.addPageLabel(0, "ROMAN_LOWER", 1)
                self.addPageLabel(1, "ARABIC", first + 1)

    return LabelledCanvas


def _front_part() -> Part:
    return Part(Path(), "front", None, None, "none", "", "", "lines", False, True)


def _content(part: Part, opens: bool) -> list[Flowable]:
    blocks = read_blocks(part.source.read_text(encoding="utf-8"))
    if part.style == "scan":
        return list(scan_sheets(blocks))
    style = STYLES[part.style]
    flows = style.face is TRACKER
    setting = Setting(style.face, style.measure, part.form, part.repeat_header, flows)
    return ([notice()] if opens else []) + set_blocks(blocks, setting)


def _ranges(pages: tuple[PageGold, ...]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for page in pages:
        if page.item and page.printed:
            number = int(page.printed)
            found[page.item] = (found.get(page.item, (number, 0))[0], number)
    return found


def remarks(drawn: Drawn) -> Iterator[str]:
    """Yield what a reader of the table should know of a paper."""
    paper = drawn.paper
    yield f"{len(drawn.pages)} pages; {paper.committee}, {paper.date}: {paper.title}."
    marked = [part.bookmark for part in paper.all_parts() if part.bookmark]
    yield f"bookmarks: {len(marked)}; /PageLabels: {'yes' if paper.follows else 'no'}."


def main(folder: Path) -> None:
    """Write the PDFs, their sums and PAGES.md into ``folder``; raises as :func:`draw_papers`."""
    every = draw_papers()
    for drawn in every:
        (folder / drawn.paper.file).write_bytes(drawn.data)
        print(f"{drawn.paper.file}: {len(drawn.pages)} pages, {len(drawn.data):,} bytes")
    listed = sums({one.paper.file: one.data for one in every})
    (folder / LIST.name).write_text(listed, encoding="utf-8")
    rows = [(one.paper.file, list(remarks(one)), list(one.pages)) for one in every]
    (folder / "PAGES.md").write_text(page_table(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
