"""Type styles of the sample papers; only fonts that ship with reportlab."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(reportlab.__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface with its sizes in points: body and table; ``leading`` is a share of the size."""

    regular: str
    bold: str
    body: float
    table: float
    leading: float = 1.22

    def style(self, size: float | None = None, **changes: object) -> ParagraphStyle:
        """Return a paragraph style in this face, ``size`` points high."""
        points = size or self.body
        told: dict[str, object] = {
            "fontName": self.regular,
            "fontSize": points,
            "leading": points * self.leading,
            "spaceAfter": points * 0.75,
        }
        return ParagraphStyle("text", **(told | changes))

    def heading(self, level: int) -> ParagraphStyle:
        """Return the style of a heading of ``level`` 1 to 3."""
        size = self.body * {1: 1.25, 2: 1.05, 3: 1.0}[level]
        return self.style(size, fontName=self.bold, spaceBefore=size * 0.4, keepWithNext=1)

    def centred(self) -> ParagraphStyle:
        """Return the style of centred body text."""
        return self.style(alignment=TA_CENTER)

    def right(self) -> ParagraphStyle:
        """Return the style of body text set to the right."""
        return self.style(alignment=TA_RIGHT)


REPORT = Face("Helvetica", "Helvetica-Bold", 12, 9.5, 1.3)
MINUTES = Face("Helvetica", "Helvetica-Bold", 12, 9.5, 1.32)
LETTER = Face("Times-Roman", "Times-Bold", 11.5, 10, 1.15)
SLIDES = Face("Vera", "VeraBd", 17, 14)
PLAN = Face("Vera", "VeraBd", 10, 8)
TRACKER = Face("Vera", "VeraBd", 10, 9.6, 1.28)
CARD = Face("Vera", "VeraBd", 9, 7.4)


def register_fonts() -> None:
    """Make the Vera family known to reportlab, bold and italics by mark-up too."""
    names = {"Vera": "Vera.ttf", "VeraBd": "VeraBd.ttf", "VeraIt": "VeraIt.ttf"}
    for name, file in (names | {"VeraBI": "VeraBI.ttf"}).items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    pdfmetrics.registerFontFamily("Vera", "Vera", "VeraBd", "VeraIt", "VeraBI")
