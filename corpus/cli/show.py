"""Prints what was read of a paper, for a person to check it against the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.catalogue import Superseded
from corpus.model import (
    AgendaItem,
    FormField,
    LabelSource,
    MinuteMeeting,
    Page,
    Reading,
    Resolution,
    TableRow,
    TextSource,
)
from corpus.structure import item_of

_WIDTH = 100


def render_reading(reading: Reading, earlier: Sequence[Superseded] = ()) -> str:
    """Return the reading of a paper as plain text, ending with a line end.

    It says the particulars, the ``earlier`` versions that are kept, the printed numbers, every
    item with its pages and form, meetings and resolutions, tables, pages without text, and
    problems.
    """

    def paper(one: Reading) -> Iterator[str]:
        yield from _paper(one)
        for version in earlier:
            yield f"  earlier    {version.id[:12]}, superseded {version.since}, not read any more"

    parts = (paper, _labels, _items, _minutes, _tables, _textless, _problems)
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(reading)))) + "\n"


def _paper(reading: Reading) -> Iterator[str]:
    paper = reading.paper
    yield paper.title
    yield f"  file       {paper.file_name} ({paper.id[:12]})"
    yield f"  kind       {paper.kind.value}, {paper.access.value}"
    yield f"  committee  {paper.committee or 'not known'}"
    yield f"  date       {paper.meeting_date or 'not known'}"
    yield f"  pages      {paper.page_count}"


def _labels(reading: Reading) -> Iterator[str]:
    yield "Printed page numbers"
    for pages in _runs(reading.pages):
        first, last = pages[0], pages[-1]
        if first.label is None:
            yield f"  {_range(first.number, last.number):<14} none printed"
            continue
        labels = first.label if first is last else f"{first.label} – {last.label}"
        yield f"  {_range(first.number, last.number):<14} {labels} ({first.label_source.value})"


def _runs(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """Group pages whose printed numbers go on by one and were learnt the same way."""

    def key(page: Page) -> tuple[LabelSource, object]:
        label = page.label or ""
        step = int(label) - page.number if label.isdecimal() else label
        return page.label_source, step

    for _, run in groupby(pages, key):
        yield list(run)


def _range(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first}–{last}"


def _items(reading: Reading) -> Iterator[str]:
    if not reading.items:
        yield "Agenda items: none (not a pack)"
        yield from _form(reading.form)
        return
    yield "Agenda items"
    inside = {page.number for page in reading.pages if item_of(reading.items, page.number)}
    front = [page.number for page in reading.pages if page.number not in inside]
    if front:
        yield f"  {'':<5}front matter: {', '.join(map(str, front))}"
    labels = {page.number: page.label for page in reading.pages}
    for item in reading.items:
        where = f"{_where(item, labels)}, from the {item.source.value}"
        yield f"  {item.number:<4} {item.title} – {where}"
        yield from _form(item.form)


def _form(form: Sequence[FormField]) -> Iterator[str]:
    for one in form:
        yield f"         {one.name}: {_short(one.value)}"


def _where(item: AgendaItem, labels: dict[int, str | None]) -> str:
    if item.first_page is None or item.last_page is None:
        return "no papers"
    where = _range(item.first_page, item.last_page)
    printed = [labels.get(item.first_page), labels.get(item.last_page)]
    if printed[0] is None:
        return where
    return f"{where}, printed {printed[0]}" + (f"–{printed[1]}" if printed[1] != printed[0] else "")


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _WIDTH else folded[: _WIDTH - 1] + "…"


def _minutes(reading: Reading) -> Iterator[str]:
    if not reading.meetings and not reading.resolutions:
        return
    yield f"Meetings: {len(reading.meetings)}, resolutions: {len(reading.resolutions)}"
    for meeting in reading.meetings:
        yield from _meeting(meeting)
    for resolution in reading.resolutions:
        yield from _resolution(resolution)


def _meeting(meeting: MinuteMeeting) -> Iterator[str]:
    yield (
        f"  {meeting.date or 'undated'}  {meeting.committee or 'committee not known'}"
        f" – {_range(meeting.first_page, meeting.last_page)}"
    )
    for name, value in (("present", meeting.present), ("apologies", meeting.apologies)):
        if value:
            yield f"         {name}: {_short(value)}"


def _resolution(resolution: Resolution) -> Iterator[str]:
    pages = sorted({span.page for span in resolution.spans})
    head = " ".join(filter(None, (resolution.number, resolution.title)))
    where = _range(pages[0], pages[-1]) if pages else "no page"
    outcome = f", {resolution.outcome}" if resolution.outcome else ""
    day = resolution.corrected
    mark = f" (corrected by an officer, {day.isoformat()})" if day else ""
    yield f"  [{resolution.outcome_class.value}] {head} – {where}{outcome}{mark}"
    for line in resolution.text.splitlines():
        yield f"         {line}"


def _tables(reading: Reading) -> Iterator[str]:
    if not reading.rows:
        return
    tables = [(table, list(rows)) for table, rows in groupby(reading.rows, lambda row: row.table)]
    yield f"Tables: {len(tables)}, rows: {len(reading.rows)}"
    for _, rows in tables:
        pages = sorted({span.page for row in rows for cell in row.cells for span in cell.spans})
        where = _range(pages[0], pages[-1]) if pages else "no page"
        yield f"  {rows[0].title or 'untitled'} – {where}, {len(rows)} rows: {_columns(rows)}"


def _columns(rows: Sequence[TableRow]) -> str:
    heads: list[str] = []
    for row in rows:
        heads.extend(c.header for c in row.cells if c.header and c.header not in heads)
    return _short(" | ".join(" ".join(head.split()) for head in heads)) or "no header"


def _textless(reading: Reading) -> Iterator[str]:
    none = [page.number for page in reading.pages if page.source is TextSource.NONE]
    ocr = [page.number for page in reading.pages if page.source.by_ocr]
    yield f"Pages without text: {', '.join(map(str, none)) or 'none'}"
    if ocr:
        yield f"Pages read by OCR: {', '.join(map(str, ocr))}"


def _problems(reading: Reading) -> Iterator[str]:
    if not reading.problems:
        return
    yield "Problems"
    for problem in reading.problems:
        where = f"page {problem.page}" if problem.page else "whole file"
        yield f"  {where}: {problem.reason}"
