"""Made-up papers of a harbour, a line a passage, as reading them would have left them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import (
    Access,
    AgendaItem,
    Cell,
    FormName,
    ItemSource,
    LabelSource,
    Page,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Reading,
    Resolution,
    Scope,
    Span,
    TextSource,
)

JUNE, JULY, AUTUMN = date(2024, 6, 4), date(2024, 7, 2), date(2024, 10, 1)
BOARD, QUAY = "Harbour Board", "Quay Committee"
# Titles of items of the Board.
WINTER = "Winter timetable of the harbour ferry"
DUES = "Harbour dues for visiting boats"
Item = tuple[str, str, int | None, int | None]


@dataclass(frozen=True)
class Line:
    """A passage: its words, or the cells of a row; what stands above it and what it is."""

    words: str = ""
    heading: str = ""
    page: int = 1
    item: str | None = None
    kind: PassageKind = PassageKind.PROSE
    cells: tuple[tuple[str, str], ...] = ()
    label: str = ""
    context: str = ""


def row(page: int = 1, **cells: str) -> Line:
    """Return a row of a table, by header."""
    return Line(cells=tuple(cells.items()), kind=PassageKind.ROW, page=page)


def form(words: str, page: int, item: str | None, field: str = FormName.RECOMMENDATIONS) -> Line:
    """Return the field of a report form."""
    label = f"{field}: {words}"
    return Line(words, page=page, item=item, kind=PassageKind.FORM, label=label)


def written(
    name: str,
    kind: PaperKind,
    *lines: Line,
    body: str | None = BOARD,
    day: date | None = JUNE,
    title: str = "",
    items: Sequence[Item] = (),
    source: ItemSource = ItemSource.FRONT_SHEET,
    acronyms: tuple[tuple[str, str], ...] = (),
) -> tuple[Reading, list[Passage]]:
    """Return a paper with these lines and items, and its passages.

    The front sheet, page 1, prints the items before any line.
    """
    texts = {1: "".join(f"{number}. {said}\n" for number, said, *_ in items)}
    if items:
        front = Line(texts[1].rstrip("\n"))
        passages = [_passage(name, front, 0)]
    else:
        passages = []
    for line in lines:
        start = len(texts.setdefault(line.page, ""))
        passages.append(_passage(name, line, start))
        texts[line.page] += passages[-1].text + "\n"
    last = max(max(texts), *(end or 1 for *_, end in items), 1)
    pages = tuple(
        Page(name, at, str(at), LabelSource.STAMP, 595, 842, 0, texts.get(at, ""),
             TextSource.TEXT_LAYER)
        for at in range(1, last + 1)
    )  # fmt: skip
    paper = Paper(name, f"{name}.pdf", title or name, kind, body, day, Access.PUBLIC, None, last)
    listed = tuple(AgendaItem(name, *one, source) for one in items)
    return Reading(paper, pages, items=listed, acronyms=acronyms), passages


def _passage(paper_id: str, line: Line, start: int) -> Passage:
    cells: list[Cell] = []
    words, at = line.words, start
    if line.cells:
        words = "\n".join(text for _, text in line.cells)
        for header, text in line.cells:
            cells.append(Cell(header, text, (Span(line.page, at, at + len(text)),)))
            at += len(text) + 1
    spans = tuple(s for cell in cells for s in cell.spans) or (
        Span(line.page, start, start + len(words)),
    )
    made = Passage(
        f"{paper_id} {line.page} {start}", paper_id, (line.page,), spans, line.item,
        (line.heading,) if line.heading else (), words, line.context, line.kind,
    )  # fmt: skip
    said = " · ".join(f"{header}: {text}" for header, text in line.cells)
    return replace(made, cells=tuple(cells), labelled=line.label or said or None)


class Shelf:
    """Holds papers in memory and gives their pages and passages as a catalogue does."""

    generation = 1

    def __init__(self, read: Sequence[tuple[Reading, list[Passage]]]) -> None:
        self.papers = {reading.paper.id: reading.paper for reading, _ in read}
        self._read = {reading.paper.id: (reading, passages) for reading, passages in read}

    def page(self, paper_id: str, number: int, _clearance: Access) -> Page:
        return self._read[paper_id][0].pages[number - 1]

    def items(self, paper_id: str, _clearance: Access) -> tuple[AgendaItem, ...]:
        return self._read[paper_id][0].items

    def passages_of(self, paper_id: str, _clearance: Access) -> tuple[Passage, ...]:
        return tuple(self._read[paper_id][1])

    def lexical_passages(self, _match: str, _limit: int, _scope: Scope) -> list[tuple[str, float]]:
        return []  # nothing here corrects another paper

    def passages(self, _ids: Sequence[str], _clearance: Access) -> dict[str, Passage]:
        return {}

    def acronyms(self, _clearance: Access) -> tuple[tuple[str, str], ...]:
        return ()

    def resolutions(self, scope: Scope) -> tuple[Resolution, ...]:
        return tuple(r for key in scope.papers or () for r in self._read[key][0].resolutions)
