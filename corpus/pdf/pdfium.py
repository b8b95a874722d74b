"""Opens PDFs and reads their pages as drawn, with pypdfium2.

pdfium is not safe to call from two threads, and Streamlit runs each session in
its own, so every call holds one lock. All coordinates that leave this file are
points from the top left of the page as displayed (after /Rotate, inside the
crop box), so they can be drawn straight onto the page picture.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.model import (
    Box,
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    NotAPdfError,
    UnreadablePaperError,
)
from corpus.page import (
    PageLayout,
    left_out,
    tidied,
    told_apart,
    without_garble,
    without_strays,
)
from corpus.pdf.copying import drawn_alone
from corpus.pdf.covering import Covered, as_page, cover, put_together
from corpus.pdf.drawing import Drawing, read_drawing
from corpus.pdf.frame import Frame
from corpus.pdf.laid_over import NOTHING, LaidOver, ShownFile, is_laid_over
from corpus.pdf.layers import hides_layers
from corpus.pdf.letters import Addresses, Letters, read_letters
from corpus.pdf.looks import without_looks
from corpus.pdf.over_scans import boxes_over_scan
from corpus.pdf.placing import in_own_order, in_place
from corpus.pdf.printed import take_printed
from corpus.pdf.runs import text_runs
from corpus.pdf.seen import find_hidden
from corpus.pdf.watermarks import find_watermarks, words_across

if TYPE_CHECKING:
    from PIL.Image import Image

_LOCK = threading.RLock()
# No page may hold up the others for longer than this.
_PAGE_SECONDS = 20.0
# Pixels a point of a page that is given as a picture, 216 an inch, and of a vast one in all.
_DRAWN = 3.0
_MOST_DRAWN = 9_000_000
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^<>]*/Count\s+0\b|/Count\s+0\b[^<>]*/Type\s*/Pages\b")


class PdfFile:
    """An open PDF, whose pages are physical and count from 1; use through :func:`open_pdf`."""

    def __init__(self, document: pdfium.PdfDocument, name: str, content: bytes) -> None:
        self._document = document
        self._content = content
        self._opened: ShownFile | None = None
        self.name = name

    def close(self) -> None:
        """Close the file."""
        with _LOCK:
            if self._opened is not None:
                self._opened.close()
            self._document.close()

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        with _LOCK:
            return len(self._document)

    @cached_property
    def _hides_layers(self) -> bool:
        return hides_layers(self._content)

    def layout(self, number: int) -> PageLayout:
        """Read physical page ``number`` (from 1).

        Raises:
            DamagedPaperError: pdfium cannot load this page, or reading it takes too long.
        """
        with _LOCK:
            page, over = self._shown(number)
            try:
                return _read_layout(page, number, self._hides_layers, over)
            except pdfium.PdfiumError as error:
                message = f"{self.name}, page {number}: its text cannot be read ({error})"
                raise DamagedPaperError(message) from error
            except TimeoutError as error:
                message = f"{self.name}, page {number}: took longer than {_PAGE_SECONDS:.0f} s"
                raise DamagedPaperError(message) from error
            finally:
                page.close()

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of page ``number`` in points, as displayed.

        Raises:
            DamagedPaperError: pdfium cannot load this page.
        """
        with _LOCK:
            page = self._page(number)
            try:
                width, height = page.get_size()
            finally:
                page.close()
        return width, height

    def picture(self, number: int, scale: float = 1.5, covered: Sequence[Box] = ()) -> bytes:
        """Return page ``number`` as PNG, ``scale`` pixels a point, with grey over ``covered``.

        Raises:
            DamagedPaperError: pdfium cannot load this page.
        """
        out = io.BytesIO()
        self._image(number, scale, covered).save(out, format="PNG", compress_level=1)
        return out.getvalue()

    def _image(self, number: int, scale: float, covered: Sequence[Box]) -> Image:
        with _LOCK:
            page, _ = self._shown(number)
            try:
                image = page.render(scale=scale).to_pil()
            except pdfium.PdfiumError as error:
                raise DamagedPaperError(f"{self.name}, page {number}: cannot be drawn") from error
            finally:
                page.close()
        cover(image, covered, scale)
        return _lean(image)

    def _as_picture(self, number: int, covered: Sequence[Box]) -> bytes:
        """Return a page as a picture; what is read of it stands on it too, if none is ``covered``.

        What is covered in the file itself is not read.
        """
        width, height = self.size(number)
        scale = min(_DRAWN, (_MOST_DRAWN / max(width * height, 1.0)) ** 0.5)
        layout = None if covered else self.layout(number)
        words = [(layout.text[w.start : w.end], w.box) for w in layout.words] if layout else []
        return as_page(self._image(number, scale, covered), (width, height), words)

    def copy(self, numbers: Sequence[int], covered: Covered | None = None) -> bytes:
        """Return the pages ``numbers`` as a PDF of their own, which holds nothing of the others.

        What is drawn is the same; bookmarks, properties and links within the file are left out.
        With ``covered``, boxes by page, the pages in it are pictures with grey over these; so
        nothing of what is under them, or covered in the file itself, is in the copy. Links that
        lead out of the file are left out too: they may hold what is covered.

        Raises:
            DamagedPaperError: these pages cannot be copied.
        """
        out = io.BytesIO()
        drawn = {
            number: self._as_picture(number, boxes) for number, boxes in (covered or {}).items()
        }
        plain = [number for number in numbers if number not in drawn]
        if not plain:
            return put_together(None, [drawn[number] for number in numbers])
        try:
            with _LOCK:
                copy = pdfium.PdfDocument.new()
                try:
                    # What several pages share is copied once for those that come together.
                    for document, some in groupby(plain, self._to_copy):
                        copy.import_pages(document, [number - 1 for number in some])
                    copy.save(out)
                finally:
                    copy.close()
            alone = drawn_alone(out.getvalue(), self._content, links=covered is None)
            if not drawn:
                return alone
            return put_together(alone, [drawn.get(number) for number in numbers])
        except (pdfium.PdfiumError, ValueError) as error:
            which = ", ".join(map(str, numbers[:3])) + (", …" if len(numbers) > 3 else "")
            raise DamagedPaperError(f"{self.name}, page {which}: cannot be copied") from error

    def _shown(self, number: int) -> tuple[pdfium.PdfPage, LaidOver]:
        """Return a page with what is laid over it."""
        page = self._page(number)
        if not is_laid_over(page):
            return page, NOTHING
        try:
            if self._opened is None:
                self._opened = ShownFile(self._content)
            return self._opened.page(number, page)
        except (pdfium.PdfiumError, ValueError) as error:
            message = f"{self.name}, page {number}: what is laid over it cannot be drawn ({error})"
            raise DamagedPaperError(message) from error
        finally:
            page.close()

    @cached_property
    def _lacks_looks(self) -> frozenset[int]:
        return without_looks(self._content)

    def _to_copy(self, number: int) -> pdfium.PdfDocument:
        """Return the file that a page is copied from: that in which all is drawn, if it must be."""
        if number in self._lacks_looks:
            page, over = self._shown(number)
            page.close()
            if over.things and self._opened is not None:
                return self._opened.document
        return self._document

    def _page(self, number: int) -> pdfium.PdfPage:
        try:
            return self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise DamagedPaperError(f"{self.name}, page {number}: cannot be loaded") from error


def _lean(image: Image) -> Image:
    """Return a picture without colours in one byte a pixel: the same to see, half as large."""
    colours = image.getcolors(256) or [(0, 0)]
    grey = all(isinstance(colour, tuple) and len(set(colour)) == 1 for _, colour in colours)
    return image.convert("L") if grey else image


@contextmanager
def open_pdf(source: Path | bytes, name: str | None = None) -> Iterator[PdfFile]:
    """Open a PDF from a path or its bytes; ``name`` is what errors call it.

    Raises:
        UnreadablePaperError: the path cannot be read.
        NotAPdfError: it is none.
        EncryptedPaperError: it asks for a password.
        DamagedPaperError: it cannot be loaded.
        EmptyPaperError: the file is empty or has no pages.
    """
    label = name or (source.name if isinstance(source, Path) else "PDF")
    data = file_bytes(source, label) if isinstance(source, Path) else source
    if not data:
        raise EmptyPaperError(f"{label}: the file is empty (0 bytes); download it again")
    with _LOCK:
        file = PdfFile(_load(data, label), label, data)
    try:
        if not file.page_count:
            raise EmptyPaperError(f"{label}: the PDF has no pages; download it again")
        yield file
    finally:
        file.close()


def file_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a paper's file; ``name`` is what errors call it.

    Raises:
        UnreadablePaperError: the path cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadablePaperError(f"{name}: cannot be read: {error.strerror}") from error


def _load(data: bytes, label: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if b"%PDF-" not in data[:1024]:
            raise NotAPdfError(f"{label}: not a PDF; convert it to PDF first") from error
        # pdfium refuses these without saying why, and its last reason still stands.
        if _NO_PAGES.search(data):
            raise EmptyPaperError(f"{label}: the PDF has no pages; download it again") from error
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            message = f"{label}: encrypted; save it without a password and add it again"
            raise EncryptedPaperError(message) from error
        message = f"{label}: damaged or cut short; download it again"
        raise DamagedPaperError(message) from error


def _read_layout(page: pdfium.PdfPage, number: int, layers: bool, over: LaidOver) -> PageLayout:
    frame = Frame(page.get_rotation(), *page.get_bbox())
    drawing = read_drawing(page.raw, frame, _PAGE_SECONDS, layers, over)
    unprinted = take_printed(page, number, drawing, _PAGE_SECONDS)
    layout, objects = _laid_out(page, number, frame, drawing, over)
    runs = text_runs(layout, objects, drawing)
    watermarks = find_watermarks(layout, runs)
    across = words_across(layout, runs, watermarks)
    hidden = find_hidden(page, layout, runs, drawing, watermarks)
    covered = hidden.passages + boxes_over_scan(page, layout, drawing, hidden.covered)
    if hidden.gone:
        # pdfium takes a page apart into lines by all that it draws: not by what nobody sees.
        places = hidden.places(layout, objects)
        for handle in hidden.gone:
            pdfium_c.FPDFPageObj_SetIsActive(handle, False)
        layout, objects = _laid_out(page, number, frame, drawing, over)
        hidden = hidden.moved(layout, objects, places)
    if hidden.chars.any():
        layout = left_out(layout, hidden.chars, hidden.covered)
    popups = told_apart(layout, drawing.popups)
    layout = without_strays(without_garble(tidied(layout, drawing.strikes)))
    return replace(layout, covered=covered, popups=popups, across=across, unprinted=unprinted)


def _laid_out(
    page: pdfium.PdfPage, number: int, frame: Frame, drawing: Drawing, over: LaidOver
) -> tuple[PageLayout, Addresses]:
    letters = in_own_order(partial(_letters, page, frame), drawing)
    letters = in_place(letters, drawing, over)
    width, height = page.get_size()
    layout = PageLayout(
        number,
        width,
        height,
        frame.rotation,
        letters.text,
        letters.boxes,
        letters.angles,
        letters.sizes,
        letters.bold,
        letters.notes,
        tuple(drawing.rules),
        drawing.pictures,
    )
    return layout, letters.objects


def _letters(page: pdfium.PdfPage, frame: Frame, turn: int) -> Letters:
    """Read a page as if it were shown turned on by so many degrees clockwise."""
    if turn:
        page.set_rotation((frame.rotation + turn) % 360)
    try:
        textpage = page.get_textpage()
        try:
            return read_letters(textpage.raw, textpage.count_chars(), frame, _PAGE_SECONDS)
        finally:
            textpage.close()
    finally:
        if turn:
            page.set_rotation(frame.rotation)
