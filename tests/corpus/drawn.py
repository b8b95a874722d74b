"""Small PDFs of tables, drawn for the tests: every box, rule and word is given."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from corpus.page.layout import PageLayout
from corpus.pdf.pdfium import open_pdf

LINE = 11.0
Draw = Callable[[Canvas], None]


@dataclass
class Sketch:
    """Pages drawn in points from the top left; each is ``size`` wide and high."""

    size: tuple[float, float] = (842.0, 595.0)
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])

    def page(self) -> Sketch:
        """Begin a new page."""
        self.pages.append([])
        return self

    def text(self, x: float, y: float, said: str, *, bold: bool = False, size: float = 9) -> Sketch:
        """Write lines of text with their first baseline at ``y``."""
        height = self.size[1]

        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            for at, line in enumerate(said.split("\n")):
                canvas.drawString(x, height - y - at * LINE, line)

        self.pages[-1].append(draw)
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Sketch:
        """Draw the outline of a box."""
        height = self.size[1]
        self.pages[-1].append(lambda canvas: canvas.rect(x0, height - y1, x1 - x0, y1 - y0))
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> Sketch:
        """Draw a thin filled box, as Word draws its rules."""
        height = self.size[1]
        self.pages[-1].append(
            lambda canvas: canvas.rect(x0, height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        )
        return self

    def cell(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        said: str = "",
        *,
        bold: bool = False,
        size: float = 9,
    ) -> Sketch:
        """Draw a box with text in its top left corner."""
        self.box(x0, y0, x1, y1)
        return self.text(x0 + 3, y0 + 10, said, bold=bold, size=size) if said else self

    def row(
        self,
        edges: Sequence[float],
        y0: float,
        y1: float,
        said: Sequence[str],
        *,
        bold: bool = False,
    ) -> Sketch:
        """Draw a row of boxes side by side."""
        for x0, x1, words in zip(edges, edges[1:], said, strict=False):
            self.cell(x0, y0, x1, y1, words, bold=bold)
        return self

    def pdf(self, turn: int = 0, rotate: int = 0) -> bytes:
        """Return the PDF; ``turn`` 270 draws it reading up the page, ``rotate`` is /Rotate."""
        out = io.BytesIO()
        width, height = self.size
        sides = (height, width) if turn else (width, height)
        # reportlab takes the size of the page as displayed.
        canvas = Canvas(out, pagesize=sides[::-1] if rotate % 180 else sides, invariant=1)
        for drawn in self.pages:
            if rotate:
                canvas.setPageRotation(rotate)
            if turn == 270:  # the reader turns the head to the left
                canvas.translate(height, 0)
                canvas.rotate(90)
            elif turn == 90:
                canvas.translate(0, width)
                canvas.rotate(-90)
            for draw in drawn:
                draw(canvas)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def layouts(self, turn: int = 0, rotate: int = 0) -> list[PageLayout]:
        """Return the pages as read."""
        return layouts_of(self.pdf(turn, rotate))


def layouts_of(data: bytes) -> list[PageLayout]:
    with open_pdf(data, "drawn.pdf") as file:
        return [file.layout(number + 1) for number in range(file.page_count)]


def texts_of(layouts: Sequence[PageLayout]) -> Mapping[int, str]:
    return {layout.number: layout.text for layout in layouts}
