"""Small council papers drawn for the tests, in the layouts of many councils."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from corpus.model import Span
from corpus.page.edges import edge_pieces
from corpus.page.furniture import furniture_of
from corpus.page.layout import PageLayout
from corpus.page.stamps import find_stamps

PORTRAIT = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
WORDS = (
    "The Panel keeps the ferry timetable under review and hears from residents twice a year.",
    "Income from moorings rose while the cost of dredging the inner basin stayed as it was.",
    "Officers will bring a further paper once the harbour survey has been completed.",
    "Comments received from three parish councils are set out in the appendix to this paper.",
)


@dataclass(frozen=True)
class Print:
    """Words at ``x``, ``y`` points from the top left, turned by ``angle`` degrees."""

    x: float
    y: float
    words: str
    bold: bool = False
    size: float = 11
    angle: float = 0
    right: bool = False


@dataclass
class Sheet:
    """One page."""

    prints: list[Print] = field(default_factory=list)
    size: tuple[float, float] = PORTRAIT
    rotate: int = 0
    picture: bool = False

    def put(self, x: float, y: float, words: str, **style: object) -> Sheet:
        self.prints.append(Print(x, y, words, **style))  # type: ignore[arg-type]
        return self

    def prose(self, lines: int = 6, top: float = 150.0, left: float = 72.0) -> Sheet:
        """Print paragraphs, so that the page looks like one."""
        for at in range(lines):
            self.put(left, top + 15 * at, WORDS[at % len(WORDS)])
        return self

    def draw(self, canvas: Canvas) -> None:
        canvas.setPageSize(self.size)
        if self.rotate:
            canvas.setPageRotation(self.rotate)
        if self.picture:
            canvas.drawInlineImage(_picture(), 72, 200, 300, 200)
        for one in self.prints:
            canvas.saveState()
            canvas.setFont("Helvetica-Bold" if one.bold else "Helvetica", one.size)
            canvas.translate(one.x, self.size[1] - one.y)
            canvas.rotate(one.angle)
            (canvas.drawRightString if one.right else canvas.drawString)(0, 0, one.words)
            canvas.restoreState()


def _picture() -> object:
    from PIL import Image

    return Image.new("RGB", (30, 20), (200, 210, 220))


def pdf(sheets: Sequence[Sheet], bookmarks: Sequence[tuple[str, int]] = ()) -> bytes:
    """Return a PDF of the sheets; bookmarks are (title, physical page)."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    for number, sheet in enumerate(sheets, 1):
        sheet.draw(canvas)
        for title, page in bookmarks:
            if page == number:
                canvas.bookmarkPage(f"p{page}")
                canvas.addOutlineEntry(title, f"p{page}", level=0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def stamped(
    count: int, stamp: Callable[[Sheet, int], object], skip: Sequence[int] = ()
) -> list[Sheet]:
    """Return pages of prose, each but those in ``skip`` given its number by ``stamp``."""
    sheets = [Sheet().prose() for _ in range(count)]
    for number, sheet in enumerate(sheets, 1):
        if number not in skip:
            stamp(sheet, number)
    return sheets


def find_furniture(layouts: Sequence[PageLayout]) -> dict[int, tuple[Span, ...]]:
    """Return the furniture of pages, by number, as reading a paper finds it."""
    pieces = {layout.number: edge_pieces(layout) for layout in layouts}
    stamps = {number: find_stamps(found) for number, found in pieces.items()}
    return furniture_of(layouts, pieces, stamps)
