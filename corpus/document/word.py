"""A Word file (``.docx``) as blocks: body, text boxes, tables, notes, running lines.

Source of the format: ECMA-376 part 1, 17 (WordprocessingML). Names are taken without their
namespace, so that the strict form of it reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document.blocks import Block, BlockKind, Cell, Document, Run, joined
from corpus.document.numbers import whole
from corpus.document.packed import Element, child, local, named, value
from corpus.document.word_cleaned import WordFile, open_word
from corpus.document.word_looks import said_by_style, switched_on
from corpus.document.word_numbers import WordNumbers

_WRAPPERS = ("sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
# Of a foot, what is left when its page numbers are gone.
_ONLY_COUNTS = re.compile(
    r"[\s\W\d]*(?:page|of|tudalen|o)?[\s\W\d]*(?:of|o)?[\s\W\d]*", re.IGNORECASE
)


def read_word(data: bytes, name: str) -> Document:
    """Return what a Word file says.

    Raises:
        UnreadablePaperError: it cannot be opened, or is no Word file.
    """
    opened = open_word(data, name)
    return _Word(opened).document()


class _Word:
    def __init__(self, opened: WordFile) -> None:
        self._file = opened
        styles = opened.beside("styles.xml")
        self._styles: dict[str | None, Element] = {}
        self._default: str | None = None
        for one in named(styles, "style") if styles is not None else ():
            self._styles[value(one, "styleId")] = one
            if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true"):
                self._default = value(one, "styleId")
        self._numbers = WordNumbers(opened.beside("numbering.xml"))
        self._notes = {
            kind: self._notes_of(opened.beside(f"{kind}s.xml"), kind)
            for kind in ("footnote", "endnote")
        }
        self._marks: dict[str, int] = {"footnote": 0, "endnote": 0}
        self._due: list[tuple[str, Element]] = []
        self._boxes: list[Element] = []
        # How many fields are open: those that are left count pages, which ours are not.
        self._counting = 0

    def document(self) -> Document:
        body = self._file.body
        sections = list(named(body, "sectPr"))
        first = self._running(sections[0], ()) if sections else ()
        blocks = [Block(BlockKind.SHEET, running=first)]
        at, running = 0, first
        for block, section in self._blocks(body):
            if block is not None:
                blocks.append(block)
            if section is not None and at + 1 < len(sections):
                at += 1
                running = self._running(sections[at], running)
                same_page = value(child(sections[at], "type")) == "continuous"
                if not same_page or running != blocks[0].running:
                    blocks.append(Block(BlockKind.SHEET, running=running))
        core = self._file.parts.get("docProps/core.xml")
        title = child(core, "title")
        said = (title.text or "").strip() if title is not None else ""
        return Document(tuple(blocks), said or None, self._file.left_out)

    # Sections and their running lines

    def _running(self, section: Element, before: tuple[str, ...]) -> tuple[str, ...]:
        """Return the lines of a section's heads and feet; where it has none, those ``before``."""
        named_parts = [
            one for one in section if local(one) in ("headerReference", "footerReference")
        ]
        if not named_parts:
            return before
        lines: list[str] = []
        for one in named_parts:
            part = self._file.related(value(one, "id"))
            if part is None:
                continue
            for block, _ in self._blocks(part):
                said = block.text.strip() if block else ""
                for line in filter(None, map(str.strip, said.split("\n"))):
                    if not _ONLY_COUNTS.fullmatch(line) and line not in lines:
                        lines.append(" ".join(line.split()))
        return tuple(lines)

    # Blocks

    def _blocks(self, parent: Element) -> Iterator[tuple[Block | None, Element | None]]:
        """Yield each block under an element, and the end of a section after it, if one is there."""
        for one in parent:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one)
            elif name == "tbl":
                yield self._table(one), None
                yield from ((note, None) for note in self._notes_due())
            elif name in _WRAPPERS:
                yield from self._blocks(one)

    def _paragraph(self, element: Element) -> Iterator[tuple[Block | None, Element | None]]:
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self._default
        breaks = child(properties, "pageBreakBefore")
        if breaks is None:
            breaks = self._of_style(style, "pPr", "pageBreakBefore")
        if switched_on(breaks):
            yield Block(BlockKind.SHEET), None
        label, depth = self._label(properties, style)
        level = self._heading(properties, style)
        parts = self._parted(tuple(self._runs(element, style)))
        for at, runs in enumerate(parts):
            if at:
                yield Block(BlockKind.SHEET), None
            said = joined(runs)
            if said or (label and not at):
                kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
                yield (
                    Block(kind, said, "" if at else label, depth if level is None else level),
                    None,
                )
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box)
        yield from ((note, None) for note in self._notes_due())
        section = child(properties, "sectPr")
        if section is not None:
            yield None, section

    def _parted(self, runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
        """Return runs cut where a page ends among them, which they tell by a form feed."""
        parts: list[list[Run]] = [[]]
        for run in runs:
            first, *others = run.text.split("\f")
            parts[-1].append(Run(first, run.bold, run.italic, run.raised))
            parts += [[Run(one, run.bold, run.italic, run.raised)] for one in others]
        return [tuple(part) for part in parts]

    def _table(self, element: Element) -> Block:
        rows: list[tuple[Cell, ...]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in (one for one in _inside(element, "tr")):
            header = switched_on(child(row, "trPr", "tblHeader")) or False
            cells: list[Cell] = []
            column = 0
            for cell in _inside(row, "tc"):
                properties = child(cell, "tcPr")
                across = max(1, min(whole(value(child(properties, "gridSpan")), 1), 60))
                merged = child(properties, "vMerge")
                if merged is not None and value(merged) != "restart" and column in open_cells:
                    at, place = open_cells[column]
                    old = rows[at][place]
                    taller = Cell(old.runs, old.across, len(rows) - at + 1, old.header)
                    rows[at] = (*rows[at][:place], taller, *rows[at][place + 1 :])
                else:
                    if merged is not None:
                        open_cells[column] = (len(rows), len(cells))
                    else:
                        open_cells.pop(column, None)
                    cells.append(Cell(self._cell(cell), across, 1, header))
                column += across
            rows.append(tuple(cells))
        return Block(BlockKind.TABLE, rows=tuple(rows))

    def _cell(self, cell: Element) -> tuple[Run, ...]:
        runs: list[Run] = []
        for block, _ in self._blocks(cell):
            if block is None or not (block.label or block.text.strip()):
                continue
            if runs:
                runs.append(Run("\n"))
            if block.label:
                runs.append(Run(f"{block.label} "))
            runs += block.runs or (Run(block.text),)
        return joined(runs)

    # Runs

    def _runs(self, parent: Element, style: str | None) -> Iterator[Run]:
        for one in parent:
            name = local(one)
            if name == "r":
                yield from self._run(one, style)
            elif name in _WRAPPERS and name != "fldSimple":
                yield from self._runs(one, style)

    def _run(self, run: Element, style: str | None) -> Iterator[Run]:
        properties = child(run, "rPr")
        bold = self._is(properties, style, "b")
        italic = self._is(properties, style, "i")
        upper = self._is(properties, style, "caps")
        raised = value(child(properties, "vertAlign")) == "superscript"
        for one in run:
            name = local(one)
            if name == "fldChar":
                self._counting += {"begin": 1, "end": -1}.get(value(one, "fldCharType") or "", 0)
            elif self._counting:
                continue
            elif name in ("footnoteReference", "endnoteReference"):
                yield Run(self._note(name.removesuffix("Reference"), one), raised=True)
            elif name in ("drawing", "pict"):
                self._boxes += list(named(one, "txbxContent"))
            elif said := _characters(one):
                yield Run(said.upper() if upper else said, bold, italic, raised)

    def _is(self, properties: Element | None, style: str | None, name: str) -> bool:
        said = switched_on(child(properties, name))
        if said is None:
            of_run = value(child(properties, "rStyle"))
            said = switched_on(self._of_style(of_run, "rPr", name)) if of_run else None
        if said is None:
            said = switched_on(self._of_style(style, "rPr", name))
        return bool(said)

    # Styles and numbers

    def _of_style(self, style: str | None, *way: str) -> Element | None:
        return said_by_style(self._styles, style, *way)

    def _heading(self, properties: Element | None, style: str | None) -> int | None:
        """Return the rank of a heading, from 1; None of other paragraphs."""
        said = child(properties, "outlineLvl")
        if said is None:
            said = self._of_style(style, "pPr", "outlineLvl")
        if said is not None and whole(value(said), 9) < 9:
            return whole(value(said), 9) + 1
        name = value(child(self._styles.get(style), "name")) or ""
        found = _HEADING.match(name)
        return int(found[1]) if found else (1 if name.lower() == "title" else None)

    def _label(self, properties: Element | None, style: str | None) -> tuple[str, int]:
        """Return what a list prints before a paragraph, and how deep it stands in it."""
        told = child(properties, "numPr")
        of_style = self._of_style(style, "pPr", "numPr")
        num = value(child(told, "numId"))
        level = value(child(told, "ilvl"))
        if num is None:
            num = value(child(of_style, "numId"))
            if num is not None and level is None:
                level = value(child(of_style, "ilvl")) or str(
                    self._numbers.level_of_style(num, style)
                )
        if num is None or num == "0":
            return "", 0
        depth = whole(level, 0)
        found = self._numbers.next(num, depth)
        return (found[0].strip(), depth) if found else ("", 0)

    # Notes

    def _notes_of(self, part: Element | None, kind: str) -> dict[str | None, Element]:
        inside = part if part is not None else ()
        return {value(one, "id"): one for one in inside if local(one) == kind}

    def _note(self, kind: str, mark: Element) -> str:
        note = self._notes[kind].get(value(mark, "id"))
        if note is None:
            return ""
        self._marks[kind] += 1
        number = str(self._marks[kind])
        self._due.append((number, note))
        return number

    def _notes_due(self) -> Iterator[Block]:
        due, self._due = self._due, []
        for number, note in due:
            for block, _ in list(self._blocks(note)):
                if block is not None and block.text.strip():
                    yield Block(BlockKind.NOTE, block.runs or (Run(block.text),), number)
                    number = ""


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or cells of a row, whatever they are wrapped in."""
    for one in parent:
        if local(one) == name:
            yield one
        elif local(one) in _WRAPPERS:
            yield from _inside(one, name)


def _characters(part: Element) -> str:
    """Return the letters of a part of a run; the end of a page among them is a form feed."""
    name = local(part)
    if name == "t":
        return part.text or ""
    if name == "sym":
        return _symbol(value(part, "char"))
    if name == "br" and value(part, "type") == "page":
        return "\f"
    return _CHARACTERS.get(name, "")


def _symbol(code: str | None) -> str:
    # Of fonts of symbols, whose letters are in the private area; ticks and boxes mostly.
    number = int(code, 16) if code and re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
    return {0xF0FC: "✓", 0xF0B7: "•", 0xF0A8: "☐", 0xF0FE: "☒", 0xF0FD: "☒"}.get(
        number, "" if 0xE000 <= number <= 0xF8FF else chr(number) if number else ""
    )
