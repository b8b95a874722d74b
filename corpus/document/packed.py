"""Files that are archives of XML (Word, OpenDocument), opened without trusting them.

No part may be larger than its share, whatever the archive says, no entity is taken in and
nothing is fetched.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from corpus.model import DamagedPaperError, EncryptedPaperError

Element: TypeAlias = etree._Element
# A thousand pages of text are a few million bytes of XML; trees take ten times as much.
MOST_XML = 60_000_000
_MOST_ALL = 120_000_000
_MOST_PARTS = 5_000
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_TROUBLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class Packed:
    """The parts of an archive by name; ``name`` is the paper's, for what is said of it.

    Raises:
        EncryptedPaperError: it asks for a password, or is of an older program.
        DamagedPaperError: it is no archive, or cut short.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._read = 0
        if data.startswith(_OLD_OFFICE):
            raise EncryptedPaperError(
                f"{name}: locked with a password, or of an older program; save it anew, or as PDF"
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.parts: Mapping[str, zipfile.ZipInfo] = {
                one.filename: one for one in self._archive.infolist()
            }
        except _TROUBLE as error:
            raise self.damaged() from error
        if len(self.parts) > _MOST_PARTS:
            raise self.damaged("holds far too many parts")

    def damaged(
        self, what: str = "damaged, or not of the kind that its name says"
    ) -> DamagedPaperError:
        """Return the error that says so of the paper."""
        return DamagedPaperError(f"{self.name}: {what}; save it anew, or as PDF")

    def content(self, part: str, most: int = MOST_XML) -> bytes | None:
        """Return the bytes of a part, at most ``most``; None if there is none of that name.

        Raises:
            DamagedPaperError: it cannot be unpacked, or is larger.
        """
        if part not in self.parts:
            return None
        try:
            with self._archive.open(self.parts[part]) as packed:
                content = packed.read(most + 1)
        except _TROUBLE as error:
            raise self.damaged() from error
        self._read += len(content)
        if len(content) > most or self._read > _MOST_ALL:
            raise self.damaged("unpacks to far too much")
        return content

    def xml(self, part: str) -> Element | None:
        """Return the root of a part that is XML; None if there is none of that name.

        Raises:
            DamagedPaperError: it is no XML, or declares entities.
        """
        content = self.content(part)
        return None if content is None else self._parsed(content)

    def _parsed(self, content: bytes) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:
            raise self.damaged("declares entities, which no such file does")
        return root


def repacked(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of ``parts`` in their order; the first, ``mimetype``, is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, way)
    return out.getvalue()


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" of a comment or instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute by its name without a namespace; None if it is absent."""
    if element is None:
        return None
    for key, said in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(said)
    return None


def child(element: Element | None, *way: str) -> Element | None:
    """Return what stands under an element by names without namespaces, one below the other.

    None where one of them is not there.
    """
    for name in way:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def named(element: Element, *names: str) -> Iterator[Element]:
    """Yield every element of these names in and under one, in their order."""
    return (one for one in element.iter() if local(one) in names)


def unwrap(element: Element) -> None:
    """Put what stands in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    inside = list(element)
    _add_text(parent, at, element.text)
    for place, one in enumerate(inside):
        parent.insert(at + place, one)
    _add_text(parent, at + len(inside), element.tail)
    parent.remove(element)


def remove(element: Element) -> None:
    """Take an element out, and leave the text that follows it."""
    parent = element.getparent()
    if parent is not None:
        _add_text(parent, parent.index(element), element.tail)
        element.tail = None
        parent.remove(element)


def _add_text(parent: Element, at: int, text: str | None) -> None:
    """Put text before the child at ``at``."""
    if not text:
        return
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
