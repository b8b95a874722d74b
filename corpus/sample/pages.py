"""Page templates: where the text stands, and the furniture round it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from corpus.sample.papers import Part
from corpus.sample.styles import CARD, LETTER, MINUTES, PLAN, REPORT, SLIDES, TRACKER, Face

_WIDE, _HIGH = A4
_PINK = HexColor("#f9d5dc")


@dataclass(frozen=True, slots=True)
class Style:
    """A layout: the size of the sheet, how its content is turned, columns, face.

    ``size`` and ``margin`` are points. ``turned`` pages are portrait sheets whose content is
    drawn a quarter turn to the left; ``page_rotation`` sets the PDF's own /Rotate on top of
    that, in degrees.
    """

    face: Face
    size: tuple[float, float] = A4
    margin: float = 64.0
    columns: int = 1
    turned: bool = False
    page_rotation: int = 0

    @property
    def wide(self) -> bool:
        """Whether the text runs along the long side."""
        return self.turned or self.size[0] > self.size[1]

    @property
    def measure(self) -> float:
        """The width of a column of text in points."""
        across = self.size[1] if self.turned else self.size[0]
        gap = 18.0 * (self.columns - 1)
        return (across - 2 * self.margin - gap) / self.columns

    @property
    def mark(self) -> str:
        """The letter of the table of pages: L landscape, R turned content."""
        if self.turned and not self.page_rotation:
            return "R"
        return "L" if self.wide else ""


STYLES: dict[str, Style] = {
    "front": Style(REPORT),
    "report": Style(REPORT),
    "minutes": Style(MINUTES),
    "letter": Style(LETTER, columns=2, margin=58),
    "plan": Style(PLAN),
    "landscape": Style(PLAN, landscape(A4), margin=54),
    "slides": Style(SLIDES, landscape(A4), margin=70),
    "tracker": Style(TRACKER, landscape(A4), margin=36),
    "rotated": Style(CARD, margin=40, turned=True),
    "scan": Style(REPORT, margin=6),
    "rotated-flag": Style(TRACKER, margin=36, turned=True, page_rotation=90),
}

Noted = Callable[[int, Part], None]


def page_template(name: str, part: Part, first: int, total: int, noted: Noted) -> PageTemplate:
    """Return the template that draws ``part``'s sheets.

    ``first`` is the printed number of physical page 1, ``total`` the number of
    pages (0 while it is not known); ``noted`` is told of every page begun.
    """
    style = STYLES[part.style]
    begun: list[int] = []

    def begin(canvas: Canvas, doc: BaseDocTemplate) -> None:
        noted(doc.page, part)
        begun.append(doc.page)
        if part.pink:
            canvas.setFillColor(_PINK)
            canvas.rect(0, 0, *style.size, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        if part.stamp == "first":
            _stamp(canvas, style, f"Page {first + doc.page - 1}")
        if style.turned:
            canvas.rotate(90)
            canvas.translate(0, -style.size[0])
        _running(canvas, style, part, len(begun))

    def end(canvas: Canvas, doc: BaseDocTemplate) -> None:
        if style.turned:
            canvas.translate(0, style.size[0])
            canvas.rotate(-90)
        if words := {"foot": "Page {}", "of": "Page {} of {}", "dash": "- {} -"}.get(part.stamp):
            _stamp(canvas, style, words.format(first + doc.page - 1, total))

    template = PageTemplate(name, _frames(style), onPage=begin, onPageEnd=end)
    # reportlab takes the size as displayed and swaps the sides where /Rotate is set.
    template.pagesize = style.size[::-1] if style.page_rotation else style.size
    template.rotation = style.page_rotation
    return template


def _frames(style: Style) -> list[Frame]:
    width, height = style.size
    high = width if style.turned else height
    step = style.measure + 18.0
    return [
        Frame(
            style.margin + at * step,
            52,
            style.measure,
            high - 52 - 58,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        for at in range(style.columns)
    ]


def _stamp(canvas: Canvas, style: Style, words: str) -> None:
    """Print the pack's page number: in the foot, sideways on landscape sheets."""
    canvas.saveState()
    canvas.setFont("Helvetica", 9)
    width, height = style.size
    if width > height:
        canvas.translate(20, height / 2)
        canvas.rotate(90)
        canvas.drawCentredString(0, 0, words)
    else:
        canvas.drawCentredString(width / 2, 18, words)
    canvas.restoreState()


def _running(canvas: Canvas, style: Style, part: Part, own: int) -> None:
    """Print the part's own running head and foot; ``#`` in them is its own page number."""
    canvas.setFont(style.face.regular, 8)
    high = style.size[0] if style.turned else style.size[1]
    if part.head:
        canvas.drawString(style.margin, high - 38, part.head.replace("#", str(own)))
    if part.foot:
        canvas.drawString(style.margin, 34, part.foot.replace("#", str(own)))
