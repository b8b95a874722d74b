"""Annotations, form fields and attached files put onto PDFs that are drawn already."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

Rect = tuple[float, float, float, float]
HIDDEN, PRINTED, NO_VIEW = 2, 4, 32
_HEIGHT = 842.0


@dataclass(frozen=True)
class Over:
    """An annotation of ``kind`` at ``rect`` (points from the top left), with its words.

    ``looks`` says that the file has an appearance for it. ``chosen`` is of a box to tick,
    ``fill`` a grey from 0 to 1 that it is painted with.
    """

    kind: str
    rect: Rect
    words: str = ""
    looks: bool = True
    flags: int = PRINTED
    chosen: bool | None = None
    fill: float | None = None

    def made(self, writer: PdfWriter, at: int) -> DictionaryObject:
        x0, y0, x1, y1 = self.rect
        box = (x0, _HEIGHT - y1, x1, _HEIGHT - y0)
        made = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(f"/{self.kind}"),
                NameObject("/Rect"): _numbers(box),
                NameObject("/F"): NumberObject(self.flags),
            }
        )
        if self.kind == "Widget":
            made.update(self._field(at))
        elif self.words:
            made[NameObject("/Contents")] = TextStringObject(self.words)
        if self.kind == "StrikeOut":
            left, foot, right, top = box
            made[NameObject("/QuadPoints")] = _numbers(
                (left, top, right, top, left, foot, right, foot)
            )
        if self.looks:
            made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): self._looks(writer)})
        return made

    def _field(self, at: int) -> DictionaryObject:
        field = DictionaryObject({NameObject("/T"): TextStringObject(f"field {at}")})
        if self.chosen is None:
            field[NameObject("/FT")] = NameObject("/Tx")
            field[NameObject("/V")] = TextStringObject(self.words)
            field[NameObject("/DA")] = TextStringObject("/Helv 10 Tf 0 g")
            # Several lines.
            field[NameObject("/Ff")] = NumberObject(4096 if "\n" in self.words else 0)
        else:
            state = NameObject("/Yes" if self.chosen else "/Off")
            field[NameObject("/FT")] = NameObject("/Btn")
            field[NameObject("/V")] = field[NameObject("/AS")] = state
        return field

    def _looks(self, writer: PdfWriter) -> object:
        if self.chosen is None:
            return writer._add_object(self._form(self.words))
        yes, no = (writer._add_object(self._form(words)) for words in ("X", ""))
        return DictionaryObject({NameObject("/Yes"): yes, NameObject("/Off"): no})

    def _form(self, words: str) -> StreamObject:
        x0, y0, x1, y1 = self.rect
        lines = "".join(
            f"1 0 0 1 2 {y1 - y0 - 11 - 12 * at} Tm ({line}) Tj "
            for at, line in enumerate(words.split("\n"))
        )
        paint = "" if self.fill is None else f"{self.fill} g 0 0 {x1 - x0} {y1 - y0} re f "
        form = StreamObject()
        form.set_data(f"{paint}0 g BT /Helv 10 Tf {lines}ET".encode("cp1252"))
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): _numbers((0, 0, x1 - x0, y1 - y0)),
                NameObject("/Resources"): _resources(),
            }
        )
        return form


def laid_over(
    drawn: bytes, over: Mapping[int, Sequence[Over]], *, anew: bool = False, turned: int = 0
) -> bytes:
    """Return a PDF with annotations on its pages (from 1); ``anew`` asks viewers to draw fields.

    Pages are ``turned`` by so many degrees.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn)))
    for page in writer.pages if turned else ():
        page[NameObject("/Rotate")] = NumberObject(turned)
    fields = ArrayObject()
    for number, things in over.items():
        page = writer.pages[number - 1]
        listed = ArrayObject()
        for at, one in enumerate(things):
            reference = writer._add_object(one.made(writer, 100 * number + at))
            listed.append(reference)
            if one.kind == "Widget":
                fields.append(reference)
        page[NameObject("/Annots")] = listed
    if fields:
        form = {
            NameObject("/Fields"): fields,
            NameObject("/DR"): _resources(),
            NameObject("/DA"): TextStringObject("/Helv 0 Tf 0 g"),
            NameObject("/NeedAppearances"): BooleanObject(anew),
        }
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
    return _written(writer)


def with_attached(
    drawn: bytes,
    files: Mapping[str, bytes],
    *,
    page: int = 0,
    cover: bool = False,
) -> bytes:
    """Return a PDF with files attached to it, or to a place of a page where one is given."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn)))
    listed = ArrayObject()
    for name, content in files.items():
        stream = StreamObject()
        stream.set_data(content)
        stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
        specification = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Filespec"),
                NameObject("/UF"): TextStringObject(name),
                NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(stream)}),
            }
        )
        listed += [TextStringObject(name), writer._add_object(specification)]
    if page:
        pins = ArrayObject(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject("/FileAttachment"),
                    NameObject("/Rect"): _numbers((20, 20, 40, 40)),
                    NameObject("/FS"): specification,
                }
            )
            for specification in listed[1::2]
        )
        pins += writer.pages[page - 1].get("/Annots", ())
        writer.pages[page - 1][NameObject("/Annots")] = pins
    else:
        tree = DictionaryObject({NameObject("/Names"): listed})
        names = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
        writer.root_object[NameObject("/Names")] = names
    if cover:
        writer.root_object[NameObject("/Collection")] = DictionaryObject()
    return _written(writer)


def with_xfa(drawn: bytes, words: str) -> bytes:
    """Return a PDF that holds a form which only some viewers can draw, with these words."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn)))
    stream = StreamObject()
    stream.set_data(f"<template><text>{words}</text></template>".encode())
    form = {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(stream)}
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
    return _written(writer)


def _resources() -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/Helv"): font})
    return DictionaryObject({NameObject("/Font"): fonts})


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
