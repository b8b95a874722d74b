"""PDF documents of our own: the one user of reportlab in the app.

The library is loaded by the first export, since no page should wait for it.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ui.files.blocks import Block, Style

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

# Fonts that come with reportlab, and where systems keep one with more letters.
_FACES = {"Briefing": "Vera.ttf", "Briefing-Bold": "VeraBd.ttf"}
_WIDE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
_MARGIN = 40
_SIZES = {Style.TITLE: 13.0, Style.HEADING: 10.0, Style.SUBHEADING: 8.6, Style.NOTE: 7.2}
_BODY = 7.8
_BULLETS = dict.fromkeys(map(ord, "●▪■◦‣"), "•")


def pdf_document(blocks: Sequence[Block], title: str) -> bytes:
    """Return the blocks as a PDF, A4, with the title and page numbers in the foot."""
    return _drawn(blocks, title, 1.0)[0]


def sides(blocks: Sequence[Block], size: float = 1.0) -> int:
    """Return how many pages of A4 the blocks take, in letters ``size`` times as large."""
    return _drawn(blocks, "", size)[1]


def _drawn(blocks: Sequence[Block], title: str, size: float) -> tuple[bytes, int]:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    _register()
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=title,
        invariant=True,
    )

    def foot(canvas: Any, _: object) -> None:
        canvas.setFont("Briefing", 6.5)
        canvas.drawString(_MARGIN, 22, _letters(title)[:130])
        canvas.drawRightString(A4[0] - _MARGIN, 22, f"Page {canvas.getPageNumber()}")

    document.build(_flowables(blocks, size), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue(), document.page


def _flowables(blocks: Sequence[Block], size: float) -> list[Flowable]:
    from reportlab.platypus import Paragraph

    found: list[Flowable] = []
    for block in blocks:
        label = f"<b>{_marked(block.label)}</b> " if block.label else ""
        lines = [_marked(line) for line in block.text.splitlines()]
        text = "<br/>".join(lines)
        if block.link:
            text = f'<link href="{escape(block.link, {chr(34): "&quot;"})}"><u>{text}</u></link>'
        found.append(Paragraph(label + text, _style(block.style, size)))
        found += [Paragraph(_marked(note), _style(Style.NOTE, size)) for note in block.notes]
    return found


def _style(style: Style, size: float) -> ParagraphStyle:
    from reportlab.lib.styles import ParagraphStyle

    points = _SIZES.get(style, _BODY) * size
    bold = style in (Style.TITLE, Style.HEADING, Style.SUBHEADING)
    return ParagraphStyle(
        style.value,
        fontName="Briefing-Bold" if bold else "Briefing",
        fontSize=points,
        leading=points * 1.24,
        spaceBefore=5 if bold else 0,
        spaceAfter=2,
        keepWithNext=bold,
    )


@cache
def _register() -> None:
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    plain, bold = _FACES
    pdfmetrics.registerFontFamily(plain, plain, bold, plain, bold)
    if _WIDE.is_file():
        pdfmetrics.registerFont(TTFont("Wide", str(_WIDE)))


def _marked(text: str) -> str:
    """Return ``text`` as reportlab's markup, each letter in a font that has it."""
    parts = []
    for letter in _letters(text):
        drawn = escape(letter)
        parts.append(drawn if _has("Briefing", letter) else f'<font name="Wide">{drawn}</font>')
    return "".join(parts)


def _letters(text: str) -> str:
    """Return ``text`` with letters that no font here has in their plainest form."""
    letters = text.translate(_BULLETS)
    return "".join(c if _drawable(c) else _plainest(c) for c in letters)


def _plainest(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if _drawable(c)) or "?"


def _drawable(letter: str) -> bool:
    return _has("Briefing", letter) or _has("Wide", letter)


def _has(font: str, letter: str) -> bool:
    from reportlab.pdfbase import pdfmetrics

    if font not in pdfmetrics.getRegisteredFontNames():
        return False
    return ord(letter) in pdfmetrics.getFont(font).face.charToGlyph
