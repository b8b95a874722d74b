"""An OpenDocument text (``.odt``) as blocks, and cleaned as LibreOffice is to have it.

Source of the format: OASIS OpenDocument 1.3 part 3. Names are taken without their namespace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from corpus.document.blocks import Block, BlockKind, Cell, Document, Run, joined
from corpus.document.looks import blank
from corpus.document.numbers import whole
from corpus.document.open_lists import OpenLists
from corpus.document.open_looks import OpenLooks
from corpus.document.packed import (
    Element,
    Packed,
    child,
    local,
    named,
    remove,
    repacked,
    unwrap,
    value,
)

_REMARKS = ("annotation", "annotation-end")
_CHANGED = ("change", "change-start", "change-end")
_HIDDEN = ("hidden-text", "hidden-paragraph")
_OUTSIDE = ("section-source", "dde-source", "event-listeners", "scripts", "object", "object-ole",
            "plugin", "applet", "floating-frame", "forms", "dde-connection-decls")  # fmt: skip
# What is counted anew where pages are; all other fields keep the words that they show.
_COUNTED = ("page-number", "page-count")
_FIELDS = (
    "date", "time", "file-name", "chapter", "author-name", "author-initials", "title", "subject",
    "creation-date", "modification-date", "print-date", "user-defined", "variable-get",
    "variable-set", "expression", "reference-ref", "bookmark-ref", "sequence", "placeholder",
    "conditional-text", "sender-company", "database-display", "dde-connection", "keywords",
    "description", "creator", "initial-creator", "editing-cycles", "word-count", "sheet-name",
)  # fmt: skip
_WRAPPERS = ("section", "index-body", "table-of-content", "alphabetical-index", "text-box")
_MOST_SPACES = 200
_MOST_REPEATED = 60
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
_MOST_PICTURES = 60_000_000
_DEEPEST_STYLE = 20


class OpenText:
    """An OpenDocument text, cleaned: changes accepted, and nothing hidden or remarked in it."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it.

        Raises:
            UnreadablePaperError: it cannot be opened, or is no text.
        """
        self._packed = Packed(data, name)
        self._parts: dict[str, Element] = {}
        for part in ("content.xml", "styles.xml", "meta.xml"):
            root = self._packed.xml(part)
            if root is not None:
                self._parts[part] = root
        manifest = self._packed.content("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest:
            raise self._packed.damaged("is locked with a password")
        body = child(self._parts.get("content.xml"), "body", "text")
        if body is None:
            raise self._packed.damaged()
        self._body = body
        self._styles: dict[tuple[str | None, str | None], Element] = {}
        for root in self._parts.values():
            for one in named(root, "style"):
                self._styles[value(one, "family"), value(one, "name")] = one
        self.left_out = sum(self._clean(root) for root in self._parts.values())
        looks = OpenLooks(self._said, self._parts.values())
        for root in self._parts.values():
            for part in list(named(root, "text", "master-page")):
                self.left_out += blank(part, looks.look)
        self._lists = OpenLists(list(self._parts.values()))
        self._due: list[tuple[str, Element]] = []
        self._boxes: list[Element] = []

    def cleaned(self) -> bytes:
        """Return it as a file of its own, with its pictures."""
        parts = {"mimetype": b"application/vnd.oasis.opendocument.text"}
        for part in self._packed.parts:
            if part == "meta.xml":
                continue  # a PDF made of it would keep authors, keywords and remarks
            if part in self._parts:
                parts[part] = etree.tostring(
                    self._parts[part], xml_declaration=True, encoding="UTF-8"
                )
            elif part.lower().endswith(_PICTURES):
                parts[part] = self._packed.content(part, _MOST_PICTURES) or b""
            elif part == "META-INF/manifest.xml":
                parts[part] = self._packed.content(part) or b""
        return repacked(parts)

    def document(self) -> Document:
        """Return what it says."""
        blocks = (Block(BlockKind.SHEET, running=self._running()), *self._blocks(self._body))
        title = child(self._parts.get("meta.xml"), "meta", "title")
        said = (title.text or "").strip() if title is not None else ""
        return Document(blocks, said or None, self.left_out)

    # What is not read

    def _clean(self, root: Element) -> int:
        count = 0
        for one in list(named(root, "tracked-changes")):
            count += sum(1 for _ in named(one, "deletion"))
            remove(one)
        for one in list(named(root, *_REMARKS)):
            count += local(one) == "annotation"
            remove(one)
        for one in list(named(root, *_CHANGED, *_OUTSIDE)):
            remove(one)
        for one in [one for one in named(root, "image") if ":" in (value(one, "href") or "")]:
            remove(one)
        count += self._unhide(root)
        for one in list(named(root, *_FIELDS)):
            # Properties of the file are called by some of these names, too.
            if any(local(above) in ("p", "h") for above in one.iterancestors()):
                unwrap(one)
        return count

    def _unhide(self, root: Element) -> int:
        hidden = [
            one for one in named(root, "section") if value(one, "display") in ("none", "condition")
        ]
        for one in named(root, "hidden-paragraph"):
            above = next((up for up in one.iterancestors() if local(up) in ("p", "h")), one)
            hidden.append(above if value(one, "is-hidden") == "true" else one)
        hidden += list(named(root, "hidden-text"))
        hidden += [
            one
            for one in named(root, "span", "p", "h")
            if self._hides(
                value(one, "style-name"), "text" if local(one) == "span" else "paragraph"
            )
        ]
        count = sum(1 for one in hidden if "".join(map(str, one.itertext())).strip())
        for one in hidden:
            remove(one)
        return count

    def _hides(self, style: str | None, family: str) -> bool:
        return self._said(style, family, "text-properties", "display") == "none"

    def _rank(self, style: str | None) -> str | None:
        """Return the rank of the headings that a style, or one above it, is for; None of others."""
        for _ in range(_DEEPEST_STYLE):
            found = self._styles.get(("paragraph", style))
            rank = value(found, "default-outline-level")
            if found is None or rank:
                return rank
            style = value(found, "parent-style-name")
        return None

    def _said(self, style: str | None, family: str, part: str, name: str) -> str | None:
        """Return what a style says, or the next of those that it is based on which says it."""
        for _ in range(_DEEPEST_STYLE):
            found = self._styles.get((family, style))
            if found is None:
                return None
            told = value(child(found, part), name)
            if told is not None:
                return told
            style = value(found, "parent-style-name")
        return None

    # Running lines

    def _running(self) -> tuple[str, ...]:
        lines: list[str] = []
        styles = self._parts.get("styles.xml")
        for page in named(styles, "master-page") if styles is not None else ():
            for part in page:
                if local(part).startswith(("header", "footer")):
                    for one in list(named(part, *_COUNTED)):
                        one.text = ""
                        for inside in list(one):
                            one.remove(inside)
                    for block in self._blocks(part):
                        said = " ".join(block.text.split())
                        if len(said.split()) > 1 or said.isalpha():
                            lines.append(said)
        return tuple(dict.fromkeys(lines))

    # Blocks

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for one in parent:
            name = local(one)
            if name in ("p", "h"):
                yield from self._paragraph(one, ("", 0))
            elif name == "list":
                yield from self._list(one)
            elif name == "table":
                yield Block(BlockKind.TABLE, rows=tuple(self._rows(one)))
                yield from self._notes_due()
            elif name in _WRAPPERS:
                yield from self._blocks(one)
            elif name == "frame":
                yield from (block for box in named(one, "text-box") for block in self._blocks(box))

    def _paragraph(self, element: Element, numbered: tuple[str, int]) -> Iterator[Block]:
        style = value(element, "style-name")
        if self._said(style, "paragraph", "paragraph-properties", "break-before") == "page":
            yield Block(BlockKind.SHEET)
        label, depth = numbered
        kind = BlockKind.PARAGRAPH
        rank = value(element, "outline-level") or self._rank(style)
        if local(element) == "h" or rank:
            kind, depth = BlockKind.HEADING, max(1, whole(rank, 1))
        if local(element) == "h":
            label = label or self._lists.of_heading(depth)
        said = joined(tuple(self._runs(element, style, False, False)))
        if said or label:
            yield Block(kind, said, label, depth)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box)
        yield from self._notes_due()

    def _list(self, element: Element, depth: int = 0, outer: str | None = None) -> Iterator[Block]:
        style = value(element, "style-name") or outer
        self._lists.begin(element, style, depth)
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            label = ""
            if local(item) == "list-item":
                begins = next((one for one in item if local(one) in ("p", "h")), None)
                # An item that begins with a list of its own prints no number.
                if begins is not None and local(item[0]) != "list":
                    label = self._lists.next(style, depth, value(item, "start-value"))
            for one in item:
                if local(one) in ("p", "h"):
                    yield from self._paragraph(one, (label, depth))
                    label = ""
                elif local(one) == "list":
                    yield from self._list(one, depth + 1, style)

    def _rows(self, table: Element, header: bool = False) -> Iterator[tuple[Cell, ...]]:
        for one in table:
            name = local(one)
            if name in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(one, header or name == "table-header-rows")
            elif name == "table-row":
                cells = tuple(self._cells(one, header))
                empty = not any(cell.runs for cell in cells)
                times = 1 if empty else whole(value(one, "number-rows-repeated"), 1)
                yield from [cells] * max(1, min(times, _MOST_REPEATED))

    def _cells(self, row: Element, header: bool) -> Iterator[Cell]:
        for one in row:
            if local(one) != "table-cell":
                continue
            across = max(1, min(whole(value(one, "number-columns-spanned"), 1), _MOST_REPEATED))
            down = max(1, whole(value(one, "number-rows-spanned"), 1))
            cell = Cell(self._cell(one), across, down, header)
            times = whole(value(one, "number-columns-repeated"), 1)
            yield from [cell] * max(1, min(times, _MOST_REPEATED))

    def _cell(self, cell: Element) -> tuple[Run, ...]:
        runs: list[Run] = []
        for block in self._blocks(cell):
            if block.label or block.text.strip():
                runs += [Run("\n")] if runs else []
                runs += [Run(f"{block.label} ")] if block.label else []
                runs += block.runs or (Run(block.text),)
        return joined(runs)

    # Runs

    def _runs(self, element: Element, style: str | None, bold: bool, italic: bool) -> Iterator[Run]:
        family = "text" if local(element) == "span" else "paragraph"
        weight = self._said(style, family, "text-properties", "font-weight")
        slant = self._said(style, family, "text-properties", "font-style")
        bold = bold if weight is None else weight in ("bold", "600", "700", "800", "900")
        italic = italic if slant is None else slant == "italic"
        yield Run(_collapsed(element.text), bold, italic)
        for one in element:
            name = local(one)
            if name == "s":
                yield Run(" " * min(whole(value(one, "c"), 1), _MOST_SPACES), bold, italic)
            elif name in ("tab", "line-break"):
                yield Run("\t" if name == "tab" else "\n", bold, italic)
            elif name == "note":
                yield Run(self._note(one), raised=True)
            elif name == "frame":
                self._boxes += list(named(one, "text-box"))
            elif name in ("span", "a", "meta", "ruby", "ruby-base", *_FIELDS):
                inner = value(one, "style-name") if name == "span" else None
                yield from self._runs(one, inner, bold, italic)
            yield Run(_collapsed(one.tail), bold, italic)

    def _note(self, note: Element) -> str:
        citation, body = child(note, "note-citation"), child(note, "note-body")
        mark = "".join(map(str, citation.itertext())).strip() if citation is not None else ""
        if body is not None:
            self._due.append((mark, body))
        return mark

    def _notes_due(self) -> Iterator[Block]:
        due, self._due = self._due, []
        for mark, body in due:
            for block in list(self._blocks(body)):
                if block.text.strip():
                    yield Block(BlockKind.NOTE, block.runs or (Run(block.text),), mark)
                    mark = ""


def _collapsed(text: str | None) -> str:
    """Return text with its white space as OpenDocument prints it: one space for any run of it."""
    if not text:
        return ""
    words: Sequence[str] = text.split()
    said = " ".join(words)
    if not said:
        return " "
    return f"{' ' if text[0].isspace() else ''}{said}{' ' if text[-1].isspace() else ''}"
