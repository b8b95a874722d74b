"""Copies of pages that hold nothing of the pages beside them.

A page brings along what it refers to: resources of a list that it shares with other
pages, links, forms, the structure of the whole. So a copy is made anew of what the page
needs to be drawn, each kind of object by a list of what belongs to it.
"""

from __future__ import annotations

import contextlib
import gc
import io
from collections.abc import Iterable
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from corpus.pdf.layers import hidden_layers, layer_settings
from corpus.pdf.objects import TROUBLE, Used, dictionary, items, opened, resolved, used_names

_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
# How a stream is decoded; then what belongs to a drawing (a form, a pattern's tile) and a picture.
_STREAM = ("/Filter", "/DecodeParms")
_FORM = (
    *("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Group", "/OC"),
    *("/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep"),
)
_IMAGE = (
    *("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent"),
    *("/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/OC"),
)
# How an annotation looks; where it leads, what it says and who made it is left behind.
_ANNOTATION = (
    *("/Type", "/Subtype", "/Rect", "/F", "/AS", "/C", "/CA", "/IC", "/QuadPoints", "/InkList"),
    *("/L", "/Vertices", "/BS", "/Border", "/RD", "/OC"),
)
# The flags Hidden and NoView of an annotation (12.5.3).
_UNSHOWN = 2 | 32
_LAYER = ("/Type", "/Name", "/Intent")
_LAYERS = ("/OCG", "/OCMD")
# Left behind wherever they stand: what is chosen from, and what leads away from the drawing.
_ASIDE = (
    *("/Resources", "/CharProcs", "/Length", "/Parent", "/StructParent", "/StructParents"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates", "/Ref", "/AF"),
)
# Objects that no drawing needs, wherever they are referred to.
_APART = (
    *("/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot", "/Outlines", "/Annot"),
    *("/Filespec", "/F", "/EmbeddedFile", "/Action", "/Metadata", "/ObjStm", "/XRef", "/Sig"),
)


def drawn_alone(copied: bytes, source: bytes, *, links: bool = True) -> bytes:
    """Return ``copied``, pages taken out of the file ``source``, with nothing but what they draw.

    Links that lead out of the file stay, if ``links``.

    Raises:
        ValueError: pypdf cannot take one of the pages apart.
    """
    try:
        return _Copy(opened(copied), links).made(hidden_layers(opened(source)))
    except TROUBLE as error:
        raise ValueError(f"pages cannot be taken apart ({type(error).__name__})") from error
    finally:
        # Its files lead back to themselves, and hold every byte of the pages once more.
        gc.collect()


class _Copy:
    """One copy in the making.

    ``wanted`` sets collect the names that a drawing uses and its own list lacks: they are
    looked for in the list of whoever draws it, at last the page's.
    """

    def __init__(self, reader: PdfReader, links: bool) -> None:
        self._reader = reader
        self._links = links
        self._writer = PdfWriter()
        self._made: dict[int, tuple[PdfObject, set[Used]]] = {}
        self._layers: list[DictionaryObject] = []

    def made(self, hidden: frozenset[str]) -> bytes:
        for page in self._reader.pages:
            self._add(page)
        if self._layers:
            settings = layer_settings(self._layers, hidden)
            self._writer.root_object[NameObject("/OCProperties")] = settings
        self._writer.metadata = None
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _add(self, page: DictionaryObject) -> None:
        wanted: set[Used] = set()
        new = self._writer.add_blank_page(1, 1)
        new.update(self._chosen(page, _PAGE, wanted))
        parts = _streams(page.get("/Contents"))
        wanted |= used_names(b"\n".join(part.get_data() for part in parts))
        drawn = [self._writer._add_object(self._drawing(part)) for part in parts]
        new[NameObject("/Contents")] = ArrayObject(drawn)
        annotations = [
            self._writer._add_object(self._annotation(one, wanted))
            for one in map(dictionary, items(page.get("/Annots")))
            if resolved(one.get("/Subtype")) not in (None, "/Popup") and not _is_unshown(one)
        ]
        if annotations:
            new[NameObject("/Annots")] = ArrayObject(annotations)
        new[NameObject("/Resources")], _ = self._listed(page.get("/Resources"), wanted)

    def _listed(self, resources: Any, used: set[Used]) -> tuple[DictionaryObject, set[Used]]:
        """Return the part of a list of resources that is used, and the names that it lacks."""
        own, new = dictionary(resources), DictionaryObject()
        lacked: set[Used] = set()
        seen, still = set(used), sorted(used)
        while still:
            kind, name = still.pop()
            entries, key = dictionary(own.get(kind)), _decoded(name)
            if key not in entries:
                lacked.add((kind, name))
                continue
            wanted: set[Used] = set()
            choose = self._property if kind == "/Properties" else self._copied
            chosen = new.setdefault(NameObject(kind), DictionaryObject())
            chosen[_Called(name)] = choose(entries.raw_get(key), wanted)
            still += sorted(wanted - seen)
            seen |= wanted
        return new, lacked

    def _copied(self, value: Any, wanted: set[Used]) -> PdfObject:
        """Return a copy of what is drawn with; of what is referred to, a reference to one copy."""
        found: PdfObject | None = resolved(value)
        if not isinstance(found, DictionaryObject | ArrayObject):
            return NullObject() if found is None else found
        if isinstance(found, DictionaryObject) and resolved(found.get("/Type")) in _APART:
            return NullObject()
        if not isinstance(value, IndirectObject):
            new = _shell(found)
            self._fill(new, found, wanted)
            return new
        if value.idnum not in self._made:
            new, names = _shell(found), set[Used]()
            # Known before it is filled: it may lead back to itself.
            self._made[value.idnum] = self._writer._add_object(new), names
            self._fill(new, found, names)
        reference, names = self._made[value.idnum]
        wanted |= names
        return reference

    def _fill(self, new: Any, found: Any, wanted: set[Used]) -> None:
        if isinstance(found, ArrayObject):
            new.extend(self._copied(one, wanted) for one in items(found))
        elif isinstance(found, StreamObject):
            self._fill_stream(new, found, wanted)
        elif resolved(found.get("/Type")) == "/OCG":
            new.update(self._layer(found, wanted))
            self._layers.append(new)
        else:
            new.update(self._rest(found, wanted))
            if resolved(found.get("/Subtype")) == "/Type3":
                new.update(self._glyphs(found, wanted))

    def _fill_stream(self, new: StreamObject, found: StreamObject, wanted: set[Used]) -> None:
        subtype = resolved(found.get("/Subtype"))
        new.update(self._drawing(found, new))
        if subtype == "/Image":
            new.update(self._chosen(found, _IMAGE, wanted))
        elif subtype == "/Form" or "/PatternType" in found or "/Resources" in found:
            new.update(self._chosen(found, _FORM, wanted))
            new.update(self._resources(found, used_names(found.get_data()), wanted))
        else:
            new.update(self._rest(found, wanted))

    def _drawing(self, found: StreamObject, new: StreamObject | None = None) -> StreamObject:
        """Return the bytes of a stream as they are, and how they are decoded."""
        new = StreamObject() if new is None else new
        # `get_data` decodes, and what can be decoded need not be encoded again to the same.
        new.set_data(found._data)
        new.update(self._chosen(found, _STREAM, set()))
        return new

    def _resources(
        self, found: DictionaryObject, used: set[Used], wanted: set[Used]
    ) -> DictionaryObject:
        """Return the entry of a list of its own, of what has one and uses ``used``."""
        listed, lacked = self._listed(found.get("/Resources"), used)
        wanted |= lacked
        own = "/Resources" in found
        return DictionaryObject({NameObject("/Resources"): listed} if own else {})

    def _glyphs(self, font: DictionaryObject, wanted: set[Used]) -> DictionaryObject:
        """Return the entries of a font that is drawn letter by letter."""
        procedures = DictionaryObject()
        used: set[Used] = set()
        for name, value in dictionary(font.get("/CharProcs")).items():
            for part in _streams(value):
                used |= used_names(part.get_data())
                procedures[NameObject(name)] = self._writer._add_object(self._drawing(part))
        new = self._resources(font, used, wanted)
        new[NameObject("/CharProcs")] = procedures
        return new

    def _annotation(self, found: DictionaryObject, wanted: set[Used]) -> DictionaryObject:
        new = self._chosen(found, _ANNOTATION, wanted)
        looks = dictionary(found.get("/AP")).get("/N")
        if looks is not None:
            normal = DictionaryObject({NameObject("/N"): self._copied(looks, wanted)})
            new[NameObject("/AP")] = normal
        value = found.get("/V", dictionary(found.get("/Parent")).get("/V"))
        if "/AS" not in new and isinstance(resolved(value), NameObject):
            new[NameObject("/AS")] = resolved(value)
        action = dictionary(found.get("/A"))
        if self._links and resolved(action.get("/S")) == "/URI":
            new[NameObject("/A")] = self._chosen(action, ("/S", "/URI"), wanted)
        return new

    def _layer(self, found: DictionaryObject, wanted: set[Used]) -> DictionaryObject:
        new = self._chosen(found, _LAYER, wanted)
        usage = self._chosen(dictionary(found.get("/Usage")), ("/View",), wanted)
        if usage:
            new[NameObject("/Usage")] = usage
        return new

    def _property(self, value: Any, wanted: set[Used]) -> PdfObject:
        """Return a layer, or of what else marks a part of the content what it says there."""
        found = dictionary(value)
        if resolved(found.get("/Type")) in _LAYERS:
            return self._copied(value, wanted)
        plain = (key for key, one in found.items() if not _leads_on(resolved(one)))
        return self._chosen(found, plain, wanted)

    def _rest(self, found: DictionaryObject, wanted: set[Used]) -> DictionaryObject:
        return self._chosen(found, (key for key in found if key not in _ASIDE), wanted)

    def _chosen(
        self, found: DictionaryObject, keys: Iterable[str], wanted: set[Used]
    ) -> DictionaryObject:
        new = DictionaryObject()
        for key in keys:
            if key in found:
                new[NameObject(key)] = self._copied(found.raw_get(key), wanted)
        space = new.get("/ColorSpace")
        if isinstance(space, NameObject):
            wanted.add(("/ColorSpace", space[1:].encode()))
        return new


class _Called(NameObject):
    """A name that is written in just the bytes by which a content stream calls it."""

    called: bytes

    def __new__(cls, called: bytes) -> _Called:
        name = super().__new__(cls, _decoded(called))
        name.called = called
        return name

    def renumber(self) -> bytes:
        return b"/" + b"".join(
            bytes([code]) if chr(code).isascii() and chr(code).isalnum() else b"#%02X" % code
            for code in self.called
        )


def _decoded(name: bytes) -> str:
    """Return a name as pypdf has it that read it in a list of resources."""
    for encoding in NameObject.CHARSETS:
        with contextlib.suppress(UnicodeDecodeError):
            return "/" + name.decode(encoding)
    raise ValueError(f"{name!r} is no name")


def _streams(value: Any) -> list[StreamObject]:
    found = resolved(value)
    parts = items(found) if isinstance(found, ArrayObject) else [found]
    return [part for part in map(resolved, parts) if isinstance(part, StreamObject)]


def _shell(found: PdfObject) -> PdfObject:
    if isinstance(found, StreamObject):
        return StreamObject()
    return ArrayObject() if isinstance(found, ArrayObject) else DictionaryObject()


def _is_unshown(annotation: DictionaryObject) -> bool:
    flags = resolved(annotation.get("/F"))
    return isinstance(flags, int) and bool(flags & _UNSHOWN)


def _leads_on(value: Any) -> bool:
    return isinstance(value, DictionaryObject | ArrayObject)
