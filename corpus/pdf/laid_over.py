"""What is laid over a page: values of form fields, and annotations (ISO 32000-1, 12.5 and 12.7).

pdfium draws them into the page, so that they are read, covered and drawn as all else is. A field
or a free text that the file gives no appearance gets one. What a viewer does not show (hidden
fields, pop-ups) is left out, and so are links, which show nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.pdf.free_texts import MOST_CHARACTERS, FreeText, free_text, has_looks, string_of, write
from corpus.pdf.looks import with_own_resources

# The flags of an annotation (ISO 32000-1, 12.5.3). The first is of kinds that nobody knows.
_INVISIBLE, _UNSHOWN = 1, 2 | 32
_UNDRAWN = (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP)
_CHOICES = (pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON)
# What these say is shown when they are opened (12.5.6.2). What others say stands on the page, or
# is no word for its reader.
_OPENED = (
    pdfium_c.FPDF_ANNOT_TEXT,
    pdfium_c.FPDF_ANNOT_LINE,
    pdfium_c.FPDF_ANNOT_SQUARE,
    pdfium_c.FPDF_ANNOT_CIRCLE,
    pdfium_c.FPDF_ANNOT_POLYGON,
    pdfium_c.FPDF_ANNOT_POLYLINE,
    pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE,
    pdfium_c.FPDF_ANNOT_SQUIGGLY,
    pdfium_c.FPDF_ANNOT_STRIKEOUT,
    pdfium_c.FPDF_ANNOT_CARET,
    pdfium_c.FPDF_ANNOT_INK,
)
# A picture of so few dots is drawn only to have pdfium make the appearances that are missing.
_DOTS = 8.0

# Left, bottom, right and top in the page's own space, in points.
Sides = tuple[float, float, float, float]


class Kind(Enum):
    """What is laid over: the value of a field, a box or ring to tick, an annotation."""

    VALUE = auto()
    CHOICE = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Laid:
    """One thing laid over a page, and where; ``chosen`` says of a choice that it is ticked.

    ``quad`` is left, bottom, right and top in the page's own space, in points.
    """

    kind: Kind
    quad: Sides
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class LaidOver:
    """What is laid over one page: ``things`` in the order in which they are painted.

    pdfium has drawn all but the last ones into the page's last object of ``objects``; 0 where it
    had nothing to draw. Each of the last ones is a free text, ``written`` as so many objects
    after that. ``strikes`` are struck out. ``popups`` are what is said in words that do not
    stand on the page, and where that is which opens them.
    """

    things: tuple[Laid, ...] = ()
    objects: int = 0
    written: tuple[int, ...] = ()
    strikes: tuple[Sides, ...] = ()
    popups: tuple[tuple[str, Sides], ...] = ()


NOTHING = LaidOver()


def is_laid_over(page: pdfium.PdfPage) -> bool:
    """Whether anything is laid over a page but links."""
    return any(kind not in _UNDRAWN for _, kind in _annotations(page.raw))


class ShownFile:
    """A PDF once more, in whose pages that is drawn which is laid over them.

    What pdfium cannot load or draw is its own error.

    Raises:
        ValueError: its pages cannot be taken apart.
    """

    def __init__(self, content: bytes) -> None:
        self.document = pdfium.PdfDocument(with_own_resources(content))
        self.document.init_forms()
        self._over: dict[int, LaidOver] = {}

    def close(self) -> None:
        """Close the file; its pages are closed before."""
        self.document.close()

    def page(self, number: int, plain: pdfium.PdfPage) -> tuple[pdfium.PdfPage, LaidOver]:
        """Return physical page ``number`` (from 1), to be closed, and what is laid over it.

        ``plain`` is the same page as the file has it.
        """
        if number not in self._over:
            # Of a free text without an appearance pdfium draws what fits into its first line.
            bare = _bare_texts(plain.raw)
            self._over[number] = self._written(number, self._drawn_into(number, bare), bare)
        return self.document[number - 1], self._over[number]

    def _drawn_into(self, number: int, bare: Sequence[FreeText]) -> LaidOver:
        page = self.document[number - 1]
        try:
            popups, strikes = tuple(_popups(page.raw)), tuple(_strikes(page.raw))
            _leave_out(page.raw, bare)
            page.render(scale=_DOTS / max(*page.get_size(), _DOTS))
            things = tuple(self._things(page.raw))
            done = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            if done == pdfium_c.FLATTEN_FAIL:
                raise pdfium.PdfiumError("pdfium refuses")
        finally:
            page.close()
        return LaidOver(things, done == pdfium_c.FLATTEN_SUCCESS, (), strikes, popups)

    def _things(self, page: Any) -> Iterator[Laid]:
        form = self.document.formenv.raw if self.document.formenv else None
        for found, kind in _annotations(page):
            quad = _quad(found)
            if kind != pdfium_c.FPDF_ANNOT_WIDGET:
                yield Laid(Kind.NOTE, quad)
            elif form and pdfium_c.FPDFAnnot_GetFormFieldType(form, found) in _CHOICES:
                yield Laid(Kind.CHOICE, quad, bool(pdfium_c.FPDFAnnot_IsChecked(form, found)))
            else:
                yield Laid(Kind.VALUE, quad)

    def _written(self, number: int, over: LaidOver, bare: Sequence[FreeText]) -> LaidOver:
        page = self.document[number - 1]
        try:
            objects = pdfium_c.FPDFPage_CountObjects(page.raw) if over.objects else 0
            written = tuple(write(self.document.raw, page.raw, one) for one in bare)
            if bare:
                page.gen_content()
        finally:
            page.close()
        things = (*over.things, *(Laid(Kind.NOTE, one.quad) for one in bare))
        return LaidOver(things, objects, written, over.strikes, over.popups)


def _annotations(page: Any) -> Iterator[tuple[Any, int]]:
    """Yield every annotation of a page with its kind, open until the next is asked for."""
    for at in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        found = pdfium_c.FPDFPage_GetAnnot(page, at)
        if found:
            try:
                yield found, pdfium_c.FPDFAnnot_GetSubtype(found)
            finally:
                pdfium_c.FPDFPage_CloseAnnot(found)


def _is_shown(found: Any) -> bool:
    return not pdfium_c.FPDFAnnot_GetFlags(found) & _UNSHOWN


def _leave_out(page: Any, bare: Sequence[FreeText]) -> None:
    """Take out of a page what pdfium is not to draw, and let what it is to draw be shown."""
    undrawn = []
    for at, (found, kind) in enumerate(_annotations(page)):
        text = free_text(found, _quad(found)) if kind == pdfium_c.FPDF_ANNOT_FREETEXT else None
        if kind in _UNDRAWN or not _is_shown(found) or text in bare:
            undrawn.append(at)
        elif (flags := pdfium_c.FPDFAnnot_GetFlags(found)) & _INVISIBLE:
            pdfium_c.FPDFAnnot_SetFlags(found, flags & ~_INVISIBLE)
    for at in reversed(undrawn):
        pdfium_c.FPDFPage_RemoveAnnot(page, at)


def _bare_texts(page: Any) -> list[FreeText]:
    return [
        text
        for found, kind in _annotations(page)
        if kind == pdfium_c.FPDF_ANNOT_FREETEXT and _is_shown(found) and not has_looks(found)
        if (text := free_text(found, _quad(found)))
    ]


def _popups(page: Any) -> Iterator[tuple[str, Sides]]:
    for found, kind in _annotations(page):
        if kind in _OPENED and _is_shown(found):
            words = string_of(found, b"Contents")[:MOST_CHARACTERS]
            lines = "\n".join(line.strip() for line in words.splitlines() if line.strip())
            if lines:
                yield lines, _quad(found)


def _strikes(page: Any) -> Iterator[Sides]:
    points = pdfium_c.FS_QUADPOINTSF()
    for found, kind in _annotations(page):
        if kind != pdfium_c.FPDF_ANNOT_STRIKEOUT or not _is_shown(found):
            continue
        for at in range(pdfium_c.FPDFAnnot_CountAttachmentPoints(found)):
            pdfium_c.FPDFAnnot_GetAttachmentPoints(found, at, points)
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            yield min(xs), min(ys), max(xs), max(ys)


def _quad(found: Any) -> Sides:
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(found, rect)
    return rect.left, rect.bottom, rect.right, rect.top
