"""Pages as pictures on which words are covered, alone and among the pages of a copy."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
)

from corpus.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

# Boxes on pages as displayed, by physical page.
Covered = Mapping[int, Sequence[Box]]
_GREY = (128, 128, 128)
# Letters stand out of their boxes a little, and their edges are blurred, in points.
_ROUND = 1.5
# Of a picture that is no drawing: nobody sees what is lost.
_QUALITY = 90
# How much of the height of a word's box is below its baseline, about.
_BELOW = 0.2
# A font whose letters are not drawn needs no file (a composite one: ISO 32000-1, 9.7). Its codes
# are UTF-16 and mean themselves; each letter is half as wide as it is high.
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Words /Encoding /Identity-H >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Words /DW 500"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    "<< /Type /FontDescriptor /FontName /Words /Flags 4 /FontBBox [0 -200 500 800]"
    " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>",
)
_MEANING = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Words def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


def cover(image: Image, boxes: Sequence[Box], scale: float) -> None:
    """Paint grey over ``boxes`` of a page drawn with ``scale`` pixels a point."""
    for box in boxes:
        left, top = int((box.x0 - _ROUND) * scale), int((box.y0 - _ROUND) * scale)
        right, bottom = int((box.x1 + _ROUND) * scale) + 1, int((box.y1 + _ROUND) * scale) + 1
        whole = (max(0, left), max(0, top), min(image.width, right), min(image.height, bottom))
        if whole[0] < whole[2] and whole[1] < whole[3]:
            image.paste(_GREY if image.mode == "RGB" else _GREY[0], whole)


def as_page(
    image: Image, size: tuple[float, float], words: Sequence[tuple[str, Box]] = ()
) -> bytes:
    """Return a picture as a PDF of one page of ``size`` points, width and height.

    ``words`` stand on it unseen, so that they can be searched and copied (ISO 32000-1, 9.3.6).
    """
    writer = PdfWriter()
    page = writer.add_blank_page(*size)
    pictures, fonts = DictionaryObject(), DictionaryObject()
    pictures[NameObject("/Picture")] = writer._add_object(_picture(image))
    if words:
        fonts[NameObject("/Words")] = _font(writer)
    lists = {NameObject("/XObject"): pictures, NameObject("/Font"): fonts}
    page[NameObject("/Resources")] = DictionaryObject(lists)
    content = DecodedStreamObject()
    content.set_data("\n".join(_drawn(size, words)).encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(size: tuple[float, float], words: Sequence[tuple[str, Box]]) -> Iterator[str]:
    width, height = size
    yield f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Picture Do Q"
    yield "BT 3 Tr"
    for word, box in words:
        code = word.encode("utf-16-be", "replace")
        high, wide = max(box.y1 - box.y0, 0.1), max(box.x1 - box.x0, 0.1)
        stretched = 100 * wide / (high * len(code) / 4)
        foot = height - box.y1 + _BELOW * high
        yield f"/Words {high:.2f} Tf {stretched:.2f} Tz 1 0 0 1 {box.x0:.2f} {foot:.2f} Tm"
        yield f"<{code.hex()}0020> Tj"
    yield "ET"


def _picture(image: Image) -> StreamObject:
    """Return a picture without loss, or as JPEG where that is smaller: as it is of a photograph."""
    exact, lossy = zlib.compress(image.tobytes(), 1), io.BytesIO()
    image.save(lossy, format="JPEG", quality=_QUALITY)
    shorter = len(lossy.getvalue()) < len(exact)
    made = StreamObject()
    made.set_data(lossy.getvalue() if shorter else exact)
    space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    made.update(
        _dictionary(
            "<< /Type /XObject /Subtype /Image /BitsPerComponent 8"
            f" /Width {image.width} /Height {image.height} /ColorSpace {space}"
            f" /Filter {'/DCTDecode' if shorter else '/FlateDecode'} >>"
        )
    )
    return made


def _font(writer: PdfWriter) -> DictionaryObject:
    meaning = DecodedStreamObject()
    meaning.set_data(_MEANING)
    font, letters, about = map(_dictionary, _FONT)
    letters[NameObject("/FontDescriptor")] = writer._add_object(about)
    font[NameObject("/DescendantFonts")] = ArrayObject([writer._add_object(letters)])
    font[NameObject("/ToUnicode")] = writer._add_object(meaning.flate_encode())
    return font


def _dictionary(written: str) -> DictionaryObject:
    return DictionaryObject.read_from_stream(io.BytesIO(written.encode("ascii")), None)


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
