"""Layers (optional content, ISO 32000-1, 8.11) of copied pages: hidden ones stay hidden."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from corpus.pdf.objects import TROUBLE, dictionary, items, opened


def hidden_layers(reader: PdfReader) -> frozenset[str]:
    """Return the names of the layers that a file hides on the screen.

    Of layers of one name all count as hidden if one is, since a copy of a page knows them by it.
    """
    root = dictionary(reader.trailer.get("/Root"))
    properties = dictionary(root.get("/OCProperties"))
    shown = dictionary(properties.get("/D"))
    hidden = set()
    for layer in map(dictionary, items(properties.get("/OCGs"))):
        if _is_hidden(layer, shown):
            hidden.add(str(layer.get("/Name", "")))
    return frozenset(hidden)


def hides_layers(content: bytes) -> bool:
    """Whether a PDF hides a layer, or may: of one that pypdf cannot take apart nobody knows."""
    # Where objects are packed together, the word does not show.
    if b"/OCProperties" not in content and b"/ObjStm" not in content:
        return False
    try:
        return bool(hidden_layers(opened(content)))
    except TROUBLE:
        return True


def layer_settings(layers: Sequence[DictionaryObject], hidden: frozenset[str]) -> DictionaryObject:
    """Return what a file says of its ``layers``, which lose their names; ``hidden`` are by name."""
    every = ArrayObject(layer.indirect_reference for layer in layers)
    off = ArrayObject(
        layer.indirect_reference for layer in layers if str(layer.get("/Name", "")) in hidden
    )
    for number, layer in enumerate(layers, 1):
        layer[NameObject("/Name")] = TextStringObject(f"Layer {number}")
    shown = DictionaryObject({NameObject("/OFF"): off})
    return DictionaryObject({NameObject("/OCGs"): every, NameObject("/D"): shown})


def _is_hidden(layer: DictionaryObject, shown: DictionaryObject) -> bool:
    usage = dictionary(dictionary(layer.get("/Usage")).get("/View")).get("/ViewState")
    if usage is not None:
        return bool(usage == "/OFF")
    number = _number(layer)
    off = shown.get("/BaseState") == "/OFF"
    for key, value in (("/ON", False), ("/OFF", True)):
        if any(_number(dictionary(one)) == number for one in items(shown.get(key))):
            off = value
    return off


def _number(layer: DictionaryObject) -> int | None:
    reference = layer.indirect_reference
    return reference.idnum if reference is not None else None
