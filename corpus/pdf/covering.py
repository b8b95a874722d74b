"""Pages as pictures on which words are covered, alone and among the pages of a copy."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter

from corpus.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

# Boxes on pages as displayed, by physical page.
Covered = Mapping[int, Sequence[Box]]
_GREY = (128, 128, 128)
# Letters stand out of their boxes a little, and their edges are blurred, in points.
_ROUND = 1.5


def cover(image: Image, boxes: Sequence[Box], scale: float) -> None:
    """Paint grey over ``boxes`` of a page drawn with ``scale`` pixels a point."""
    for box in boxes:
        left, top = int((box.x0 - _ROUND) * scale), int((box.y0 - _ROUND) * scale)
        right, bottom = int((box.x1 + _ROUND) * scale) + 1, int((box.y1 + _ROUND) * scale) + 1
        whole = (max(0, left), max(0, top), min(image.width, right), min(image.height, bottom))
        if whole[0] < whole[2] and whole[1] < whole[3]:
            image.paste(_GREY if image.mode == "RGB" else _GREY[0], whole)


def as_page(picture: bytes, width: float) -> bytes:
    """Return a picture as a PDF of one page, ``width`` points wide."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        out = io.BytesIO()
        image.save(out, format="PDF", resolution=72 * image.width / width)
    return out.getvalue()


def put_together(copied: bytes | None, drawn: Sequence[bytes | None]) -> bytes:
    """Return a PDF of the pages ``drawn``; each None is the next page of ``copied``."""
    writer = PdfWriter(io.BytesIO(copied)) if copied else PdfWriter()
    for at, page in enumerate(drawn):
        if page is not None:
            writer.insert_page(PdfReader(io.BytesIO(page)).pages[0], at)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
