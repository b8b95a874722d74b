"""Papers of four pages whose pages share what they are drawn with, as five kinds of program write.

Pages 1 and 3 are open. Pages 2 and 4 are closed: a word, a picture and a form of theirs stand
wherever such a program keeps them.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import fpdf
import numpy as np
import reportlab
from fpdf.enums import XPos, YPos
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.hostile_papers import made, stream

OPEN, CLOSED = (1, 3), (2, 4)
# Of the closed pages: a word, operators of a drawing, pixels, and where they have one, a font.
WORD = "Quillwort"
CLOSED_FONT = b"VeraSans-Bold"
FORM = b"7 611 m 13 613 l S"
PIXELS = np.random.default_rng(7).integers(0, 256, (12, 12, 3), dtype=np.uint8).tobytes()
_OPEN_PIXELS = np.random.default_rng(8).integers(0, 256, (12, 12, 3), dtype=np.uint8).tobytes()
_FONTS = Path(reportlab.__file__).parent / "fonts"


def by_fpdf() -> bytes:
    """One list of resources for the whole document, fonts cut to the letters in use."""
    pdf = fpdf.FPDF()
    pdf.single_resources_object = True
    pdf.set_title(WORD)
    pdf.add_font("open", "", _FONTS / "Vera.ttf")
    pdf.add_font(WORD, "", _FONTS / "VeraBd.ttf")
    for page in range(1, 5):
        closed = page in CLOSED
        pdf.add_page()
        pdf.set_font(WORD if closed else "open", size=14)
        pdf.start_section(f"{WORD if closed else 'Moorings'} {page}")
        words = f"{WORD} of page {page}" if closed else f"Moorings of page {page}"
        pdf.cell(0, 10, words, new_x=XPos.LMARGIN, new_y=YPos.NEXT, link=pdf.add_link(page=2))
        if closed:
            pdf.set_font("helvetica", size=9)
            pdf.cell(0, 10, words, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.image(_picture(PIXELS if closed else _OPEN_PIXELS), w=40)
        if closed:
            pdf.text_annotation(20, 90, WORD)
            pdf.embed_file(bytes=WORD.encode(), basename=f"{WORD}{page}.txt")
    return bytes(pdf.output())


def by_reportlab() -> bytes:
    """Forms and fonts of the document, bookmarks, links by name, fields to fill in."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1, title=WORD, author=WORD)
    for name, drawn in (("open", "9 11 m 300 400 l S"), (WORD, FORM.decode())):
        canvas.beginForm(name)
        canvas._code.append(drawn)
        canvas.endForm()
    for page in range(1, 5):
        closed = page in CLOSED
        canvas.bookmarkPage(f"{WORD}{page}")
        canvas.addOutlineEntry(f"{WORD} {page}", f"{WORD}{page}")
        canvas.linkAbsolute(WORD, f"{WORD}{2}", (50, 50, 200, 80))
        canvas.drawString(72, 700, f"{WORD if closed else 'Moorings'} of page {page}")
        picture = ImageReader(_picture(PIXELS if closed else _OPEN_PIXELS))
        canvas.drawImage(picture, 72, 500, 120, 120)
        canvas.doForm(WORD if closed else "open")
        canvas.acroForm.textfield(
            name=f"{WORD if closed else 'berth'}{page}", value=WORD if closed else "Berth",
            tooltip=WORD, x=72, y=300, width=200, height=30,
        )  # fmt: skip
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def by_merging() -> bytes:
    """Papers put together by pypdf, with bookmarks, names, attachments and properties."""
    writer = PdfWriter()
    for source in (by_reportlab(), by_hand()):
        writer.append(io.BytesIO(source), pages=(0, 2), outline_item=WORD)
    writer.add_attachment(f"{WORD}.txt", WORD.encode())
    writer.add_named_destination(WORD, 1)
    writer.add_metadata({"/Subject": WORD})
    writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{WORD}</x:xmpmeta>".encode()
    writer.compress_identical_objects(remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_hand(inherited: bool = False) -> bytes:
    """One list of resources for all pages, as office programs write, or one that all inherit.

    Layers, forms within forms (one without a list of its own), soft masks, patterns, letters that
    are drawn, and the structure of the document stand in it.
    """
    lists = b"/Resources 20 0 R"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/StructParents %d"
        b"/Annots[%s]/PieceInfo<</Own<</Private(%s)>>>>%s>>"
    )
    kept = b"" if inherited else lists
    word = WORD.encode()
    pages = [
        page % (7, 0, b"40 0 R", b"-", kept), page % (8, 1, b"41 0 R", word, kept),
        page % (9, 2, b"", b"-", kept), page % (10, 3, b"41 0 R", word, kept),
    ]  # fmt: skip
    of_open = (
        b"/OC /L1 BDC /Fm1 Do EMC /OC /L2 BDC 0 0 300 300 re f EMC q 90 0 0 90 300 500 cm /Im1 Do Q"
        b" /G1 gs /Pattern cs /P1 scn 20 20 90 90 re f /C#731 cs 0.5 scn 300 20 90 90 re f"
        b" q 9 0 0 9 400 400 cm BI /W 2 /H 2 /CS /C1 /BPC 8 ID \xff(/Im2 Do EI EI Q"
        b" BT /T1 20 Tf 72 600 Td (a) Tj /F1 14 Tf 0 60 Td (Moorings \\(/F2 9 Tf (/Im2 Do)) Tj ET"
        b" % /Fm2 Do\n/Sh1 sh"
    )
    of_closed = (
        b"BT /F2 14 Tf 72 700 Td (%s) Tj ET /Fm2 Do /Im2 Do /G2 gs /Pattern cs /P2 scn"
        b" 20 20 90 90 re f /OC /L3 BDC EMC" % word
    )
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    image = (
        b"/Type/XObject/Subtype/Image/Width 12/Height 12/BitsPerComponent 8/ColorSpace/DeviceRGB"
    )
    tile = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)/OCProperties<</OCGs[30 0 R 31 0 R 32 0 R]"
        b"/D<</OFF[31 0 R]/Order[(%s) 30 0 R]>>>>/StructTreeRoot 43 0 R/Outlines 44 0 R>>" % word,
        b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R 6 0 R]/Count 4%s>>" % (lists if inherited else b""),
        *pages,
        *(stream(of_open), stream(of_closed), stream(of_open), stream(of_closed)),
        # 11 and 12: forms whose names stand in the page's list; 13 and 14: within them.
        stream(b"/Fm3 Do", form + b"/PieceInfo<</Made(%s)>>" % word),
        stream(b"/Fm4 Do", form),
        stream(b"/Own Do", form + b"/Resources<</XObject<</Own 15 0 R/Other 14 0 R>>>>"),
        stream(FORM, form),
        stream(b"q 60 0 0 60 10 700 cm /Im1 Do Q BT /F1 9 Tf 90 720 Td (Berths) Tj ET", form),
        stream(_OPEN_PIXELS, image + b"/Metadata 42 0 R"),
        stream(PIXELS, image),
        stream(b"1 0 0 rg 0 0 4 4 re f", tile + b"/Resources<</XObject<</Im2 17 0 R>>>>"),
        stream(b"/Im2 Do %s" % FORM, tile + b"/Resources 20 0 R"),
        b"<</Font<</F1 21 0 R/F2 22 0 R/T1 23 0 R>>/XObject<</Im1 16 0 R/Im2 17 0 R/Fm1 11 0 R"
        b"/Fm2 12 0 R/Fm3 13 0 R/Fm4 14 0 R>>/ExtGState<</G1 24 0 R/G2 25 0 R>>/Pattern<</P1 18 0 R"
        b"/P2 19 0 R>>/ColorSpace<</Cs1[/Separation/Spot/DeviceRGB 26 0 R]/C1/DeviceGray"
        b"/Cs2[/Separation/%s/DeviceRGB 26 0 R]>>/Shading<</Sh1<</ShadingType 2/ColorSpace"
        b"/DeviceRGB/Coords[300 800 400 820]/Function 26 0 R>>>>/Properties<</L1 30 0 R/L2 31 0 R"
        b"/L3 32 0 R/MC0<</Alt(%s)>>>>>>" % (word, word),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/%s>>" % word,
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[10]/Encoding<</Differences[97/a]>>/CharProcs<</a 27 0 R>>"
        b"/Resources 20 0 R>>",
        b"<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 28 0 R>>>>",
        b"<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 29 0 R>>>>",
        b"<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[0 0 1]/N 1>>",
        stream(b"10 0 d0 0 0 5 5 re f /Fm3 Do"),
        stream(b"1 g 0 0 595 842 re f", form + b"/Group<</S/Transparency/CS/DeviceGray>>"),
        stream(b"1 g %s" % FORM, form + b"/Group<</S/Transparency/CS/DeviceGray>>"),
        b"<</Type/OCG/Name(Shown)>>",
        b"<</Type/OCG/Name(Hidden)>>",
        b"<</Type/OCG/Name(%s)>>" % word,
        *(b"null" for _ in range(33, 40)),
        b"<</Type/Annot/Subtype/Stamp/Rect[400 700 500 800]/F 4/NM(%s)/Contents(%s)/T(%s)/P 4 0 R"
        b"/AP<</N 15 0 R/D 12 0 R>>/A<</S/GoTo/D(%s)>>>>" % (word, word, word, word),
        b"<</Type/Annot/Subtype/Stamp/Rect[400 700 500 800]/F 4/AP<</N 12 0 R>>>>",
        stream(word, b"/Type/Metadata/Subtype/XML"),
        b"<</Type/StructTreeRoot/K<</Type/StructElem/S/P/Pg 4 0 R/ActualText(%s)>>>>" % word,
        b"<</Type/Outlines/First 45 0 R/Last 45 0 R>>",
        b"<</Title(%s)/Parent 44 0 R/Dest[4 0 R/Fit]>>" % word,
    ]
    return made(*objects)


def by_inheriting() -> bytes:
    """As :func:`by_hand`, with the list of resources in the node above the pages."""
    return by_hand(inherited=True)


WAYS: tuple[Callable[[], bytes], ...] = (
    *(by_fpdf, by_reportlab, by_merging, by_hand, by_inheriting),
)


def everything_in(pdf: bytes) -> list[bytes]:
    """Return all that a file holds: its bytes, and every stream and object of it decoded."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [pdf]
    for number in range(1, len(reader.xref_objStm) + max(reader.xref.get(0, {0: 0})) + 1):
        held = reader.get_object(number)
        if held is None:
            continue
        found.append(repr(held).encode("utf-8", "surrogateescape"))
        if hasattr(held, "get_data"):
            found.append(held.get_data())
    return found


def _picture(pixels: bytes) -> Image.Image:
    return Image.frombytes("RGB", (12, 12), pixels)
