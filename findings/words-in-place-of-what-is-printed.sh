#!/usr/bin/env bash
# pdfium gives a page's /ActualText in place of the words printed, at places where none of it is printed.
#
# Seen with pypdfium2 5.15.2. /ActualText is how a tagged PDF says what a ligature, an initial or a word
# broken at a line end stands for (ISO 32000-1, 14.9.4). A good guess is that an extractor of the printed
# text leaves it out (pypdf 7.1.0 does) or that, if it is used, each character keeps the place of the
# glyph it stands for. pdfium puts it in place of the glyphs and spreads its characters evenly over the box
# of the *first* line of what it replaces: of "recom-" / "mended", /ActualText "recommended", all
# eleven characters get boxes on the upper line, the printed hyphen is gone, a search for "mended" marks
# the line above, and the text within the lower line's rectangle no longer has the word. Where /ActualText
# says something else than the page, the text is what nobody sees: a quote is not found by eye, and one
# that is printed is not found by search. Two extractors, two texts, of one valid page. Not
# documented; that PyMuPDF left /ActualText out was asked for as a fault (its issue 2889).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2 pypdf==7.1.0
"$here/venv/bin/python" - <<'PY'
import io

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def named(**names):
    return DictionaryObject({NameObject("/" + key): NameObject(value) for key, value in names.items()})


def drawn(content):
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    font = named(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica", Encoding="/WinAnsiEncoding")
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    kept = io.BytesIO()
    writer.write(kept)
    return kept


UPPER, LOWER = (0, 145, 300, 165), (0, 125, 300, 144)
kept = drawn(
    b"BT /F1 12 Tf 20 150 Td /Span <</ActualText (recommended)>> BDC (recom-) Tj 0 -14 Td (mended) Tj EMC"
    b" ( to the Cabinet) Tj ET"
)
page = pypdfium2.PdfDocument(kept.getvalue())[0].get_textpage()
plain = PdfReader(kept).pages[0].extract_text()
whole, upper, lower = page.get_text_range(), page.get_text_bounded(*UPPER), page.get_text_bounded(*LOWER)
at, count = page.search("mended").get_next()
floors = {round(page.get_charbox(n)[1]) for n in range(at, at + count)}
print("pdfium", ascii(whole), "upper line", ascii(upper), "lower line", ascii(lower))
print("pypdf ", ascii(plain), "- \"mended\" is printed on 136, pdfium says", floors)
assert plain == "recom-\nmended to the Cabinet", "pypdf reads it otherwise now"
assert upper == "recommended" and "mended" not in lower, "pdfium puts /ActualText elsewhere now"
assert floors == {150}, "its characters have other places now"

kept = drawn(b"BT /F1 12 Tf 20 150 Td /Span <</ActualText (metres)>> BDC (m) Tj EMC ET")
page = pypdfium2.PdfDocument(kept.getvalue())[0].get_textpage()
print("\"m\" that stands for \"metres\":", ascii(page.get_text_range()), ascii(PdfReader(kept).pages[0].extract_text()))
assert page.get_text_range() == "metres" and PdfReader(kept).pages[0].extract_text() == "m"
PY
