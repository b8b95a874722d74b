"""Blocks of a content file to reportlab's flowables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from corpus.sample.markup import Block
from corpus.sample.plans import draw_plan
from corpus.sample.styles import Face

_GREY = HexColor("#d9e2ec")
_LIGHT = HexColor("#eef2f6")
_INDENT = 36.0
_LONG = 15


@dataclass(frozen=True, slots=True)
class Setting:
    """How a part is set: its face, measure in points, and the two house choices."""

    face: Face
    width: float
    form: str = "lines"
    repeat_header: bool = True
    rows_flow: bool = False


def set_blocks(blocks: Sequence[Block], setting: Setting) -> list[Flowable]:
    """Return the flowables of ``blocks``; those that open something carry ``gold``."""
    return [flowable for block in blocks for flowable in _set(block, setting)]


def marked_up(text: str) -> str:
    """Turn ``**bold**`` and ``*italic*`` into reportlab's tags."""
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def with_gold(flowable: Flowable, told: str) -> Flowable:
    """Note on a flowable what the table of pages shall say of it."""
    flowable.gold = told.replace("*", "")
    return flowable


def _set(block: Block, setting: Setting) -> Iterator[Flowable]:
    match block.kind:
        case "page":
            yield PageBreak()
        case "space":
            yield Spacer(1, float(block.text or 12))
        case "plan":
            yield draw_plan(block.text, setting.width)
        case "form":
            yield from _form(block, setting)
        case "table":
            yield from _table(block, setting)
        case "numbered" | "clause" | "bullet":
            yield _hanging(block, setting)
        case _:
            yield _plain(block, setting.face)


def _plain(block: Block, face: Face) -> Flowable:
    """Set a paragraph without a number; headings and lone bold lines carry gold."""
    text = marked_up(block.text)
    if block.kind == "heading":
        return with_gold(Paragraph(text, face.heading(block.level)), block.text)
    if block.kind == "centre":
        return Paragraph(text, face.centred())
    if block.kind == "right":
        return Paragraph(text, face.right())
    paragraph = Paragraph(text, face.style(leftIndent=block.level * _INDENT))
    lone_bold = re.fullmatch(r"\*\*[^*]+\*\*", block.text)
    return with_gold(paragraph, block.text) if lone_bold else paragraph


def _hanging(block: Block, setting: Setting) -> Flowable:
    face = setting.face
    depth = {"numbered": 0, "clause": 1, "bullet": 1}[block.kind] + block.level
    # Columns and slides are too narrow for the full indent of a report.
    step = _INDENT if setting.width > 400 else 14.0
    first = (depth - (block.kind == "numbered")) * step * 0.9
    style = face.style(
        leftIndent=max(depth, 1) * step + (step if depth and block.kind == "clause" else 0),
        bulletIndent=max(first, 0),
        bulletFontName=face.regular,
        bulletFontSize=face.body,
    )
    return Paragraph(marked_up(block.text), style, bulletText=block.label)


def _form(block: Block, setting: Setting) -> Iterator[Flowable]:
    face = setting.face
    if setting.form == "lines":
        for label, value in block.rows:
            yield Paragraph(f"<b>{marked_up(label)}:</b> {marked_up(value)}", face.style())
        return
    bold = face.style(fontName=face.bold, spaceAfter=0)
    plain = face.style(spaceAfter=0)
    rows = [
        [Paragraph(marked_up(label), bold), Paragraph(marked_up(value), plain)]
        for label, value in block.rows
    ]
    widths = [setting.width * 0.36, setting.width * 0.64]
    yield Table(rows, widths, style=[*_ruled(), ("BACKGROUND", (0, 0), (0, -1), _LIGHT)])
    yield Spacer(1, face.body)


class _FlowingTable(Table):  # type: ignore[misc]  # reportlab has no types
    """A table whose rows run over the page, as a word processor's do."""

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.splitInRow and (pieces := self._splitRows(height, doInRowSplit=1)):
            return list(pieces)
        return list(super().split(width, height))


def _table(block: Block, setting: Setting) -> Iterator[Flowable]:
    face = setting.face
    columns = max(len(row) for row in block.rows)
    if block.text:
        # A caption kept with a long table would push both to the next page.
        kept = int(len(block.rows) < _LONG)
        style = face.style(fontName=face.bold, keepWithNext=kept, spaceAfter=4)
        yield with_gold(Paragraph(marked_up(block.text), style), block.text)
    told = [float(part) for part in block.label.split(",")] if block.label else [1.0] * columns
    widths = [setting.width * part / sum(told) for part in told]
    look = _ruled()
    rows = [_row(row, at, columns, face, look) for at, row in enumerate(block.rows)]
    table = _FlowingTable(
        rows,
        widths,
        style=look,
        repeatRows=1 if setting.repeat_header else 0,
        splitInRow=int(setting.rows_flow),
    )
    table.spaceAfter = face.body * 0.8
    yield table


def _row(
    row: Sequence[str], at: int, columns: int, face: Face, look: list[tuple[object, ...]]
) -> list[object]:
    """Set one row; a lone first cell is a section row over the full width."""
    heading = at == 0 or len(row) < columns
    style = face.style(
        face.table, fontName=face.bold if heading else face.regular, spaceAfter=0, splitLongWords=0
    )
    if heading:
        look.append(("BACKGROUND", (0, at), (-1, at), _GREY if at == 0 else _LIGHT))
    if len(row) < columns:
        look.append(("SPAN", (0, at), (-1, at)))
    cells: list[object] = [_cell(text, style) for text in row]
    return cells + [""] * (columns - len(row))


def _cell(text: str, style: object) -> object:
    """Set a cell; ``//`` begins a new line in it."""
    parts = [Paragraph(marked_up(part.strip()), style) for part in text.split("//")]
    return parts if len(parts) > 1 else parts[0]


def _ruled() -> list[tuple[object, ...]]:
    return [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
