#!/usr/bin/env bash
# pdfium changes a document by drawing a page of it: what is saved or flattened later depends on that.
#
# Seen with pypdfium2 5.15.2. An annotation need not have an appearance (/AP, ISO 32000-1, 12.5.5 and table
# 164); for the kinds that it knows pdfium makes one when the page is drawn. A good guess is that
# render() only reads. But the appearance is put into the open document. Of a page with a red square and
# a free text, "Deferred to March", that have none: saved undrawn they have none, saved after a picture
# was made they have one each, however small it was, and not if it was made with draw_annots=False. And
# FPDFPage_Flatten(), which makes annotations part of the page, drops both from a page never drawn, so
# that they are gone, and keeps them on one that was: the text of the page then has "Deferred to March" or
# not, by whether someone looked at it before. Not documented by either; pdfium-render's issue 132 found that
# another call of pdfium makes appearances as a side effect. Draw once with annotations before flattening,
# and save no document that was drawn.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check \
    pypdfium2==5.15.2 pypdf==7.1.0 numpy==2.4.6 pillow==13.0.0
"$here/venv/bin/python" - <<'PY'
import io

import pypdfium2
import pypdfium2.raw as pdfium_c
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject


def annotation(kind, place, **more):
    return DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject(kind),
        NameObject("/Rect"): ArrayObject([FloatObject(side) for side in place]),
        NameObject("/F"): NumberObject(4),
        **{NameObject(f"/{key}"): value for key, value in more.items()},
    })


writer = PdfWriter()
page = writer.add_blank_page(300, 200)
red = ArrayObject([FloatObject(1), FloatObject(0), FloatObject(0)])
words = {"Contents": TextStringObject("Deferred to March"), "DA": TextStringObject("/Helv 10 Tf 0 g")}
page[NameObject("/Annots")] = ArrayObject([
    writer._add_object(annotation("/FreeText", (20, 100, 140, 130), **words)),
    writer._add_object(annotation("/Square", (150, 100, 200, 140), C=red)),
])
kept = io.BytesIO()
writer.write(kept)


def opened(**drawn):
    document = pypdfium2.PdfDocument(kept.getvalue())
    page = document[0]
    if drawn:
        page.render(**drawn)
    return document, page


def appearances(**drawn):
    document, _ = opened(**drawn)
    saved = io.BytesIO()
    document.save(saved)
    return ["/AP" in each.get_object() for each in PdfReader(saved).pages[0]["/Annots"]]


def flattened(**drawn):
    document, page = opened(**drawn)
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    page = document[0]
    things = [thing.type for thing in page.get_objects(max_depth=9) if thing.type != pdfium_c.FPDF_PAGEOBJ_FORM]
    return page.get_textpage().get_text_range(), len(things)


seen = {
    "never drawn": (appearances(), flattened()),
    "drawn small": (appearances(scale=0.05), flattened(scale=0.05)),
    "drawn without": (appearances(scale=1, draw_annots=False), flattened(scale=1, draw_annots=False)),
}
for how, (given, (text, things)) in seen.items():
    print(f"{how:14} appearances saved: {given}, when flattened {things} things and the text {text!r}")
assert seen == {
    "never drawn": ([False, False], ("", 0)),
    "drawn small": ([True, True], ("Deferred to March", 3)),
    "drawn without": ([False, False], ("", 0)),
}, "drawing leaves the document otherwise now"
PY
