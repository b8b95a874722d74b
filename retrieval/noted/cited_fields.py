"""The fields of what was cited: the cells of its row, the lines of the report forms it is under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from corpus.language import find_dates
from corpus.model import Cell, FormName, Passage, PassageKind, Span
from retrieval.question import Period
from retrieval.ranking import within

# Cells that may name a row, and letters of a label.
_KEYS, _LONGEST_LABEL = 2, 80
# Words of a value in the direct line.
_LINE_WORDS = 40
_MONTH_DAYS = 31
_YEAR = re.compile(r"^\D*((?:19|20)\d\d)\D*$")
_NAMES = "|".join(re.escape(name) for name in FormName)
_LINE = re.compile(
    rf"(?:^| · )(?P<label>{_NAMES}): (?P<value>.*?)(?= · (?:{_NAMES}): |$)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class CitedField:
    """A field of a row or a form: its label, its words with white space folded, and its place.

    ``cell`` is that of a row; None of a form or of a row without headers.
    """

    label: str
    value: str
    passage: Passage
    spans: tuple[Span, ...]
    cell: Cell | None = None


def row_fields(passages: Sequence[Passage], cited: Sequence[Span]) -> tuple[CitedField, ...]:
    """Return the fields of the rows that were cited, with their parts on other pages, in order.

    ``passages`` are those of the paper in reading order. Nothing where no row was cited.
    """
    rows = [one for one in passages if one.kind is PassageKind.ROW and one.cells]
    cited_rows = [one for one in rows if _overlaps(one, cited)]
    keys = {cell.spans for one in cited_rows[:1] for cell in one.cells[:_KEYS] if cell.spans}
    told: dict[tuple[Span, ...], CitedField] = {}
    for row in rows:
        same = any(cell.spans in keys for cell in row.cells[:_KEYS])
        if row in cited_rows[:1] or same:
            for one in _of_row(row):
                told.setdefault(one.spans, one)
    return tuple(told.values())


def form_fields(
    passages: Sequence[Passage], item: str | None, cited: Sequence[Span]
) -> tuple[CitedField, ...]:
    """Return the fields of the report forms that the cited words stand under, in order.

    Those are the forms of their item; of a paper without items the last form before them.
    """
    forms = [one for one in passages if one.kind is PassageKind.FORM and one.item == item]
    if item is None and forms and cited:
        place = min((span.page, span.start) for span in cited)
        before = [one for one in forms if (one.spans[0].page, one.spans[0].start) <= place]
        heads = [one for one in before if FormName.TITLE in (one.labelled or "")]
        first = heads[-1] if heads else (before[-1] if before else None)
        forms = before[before.index(first) :] if first else []
    return tuple(field for form in forms for field in _of_form(form))


def labels_of(
    passages: Sequence[Passage], item: str | None, cited: Sequence[Span]
) -> tuple[str, ...]:
    """Return the labels of the fields of what was cited, each once."""
    told = (*row_fields(passages, cited), *form_fields(passages, item, cited))
    return tuple(dict.fromkeys(one.label for one in told if len(one.label) <= _LONGEST_LABEL))


def rows_apart(fields: Sequence[CitedField]) -> tuple[tuple[CitedField, ...], ...]:
    """Return the fields of short rows that are one passage, row by row; of others all as one."""
    first = fields[0].label if fields else ""
    starts = [at for at, one in enumerate(fields) if one.label == first]
    several = len({fields[at].passage.id for at in starts}) == 1 and len(starts) > 1
    if not several:
        return (tuple(fields),) if fields else ()
    ends = [*starts[1:], len(fields)]
    return tuple(tuple(fields[a:b]) for a, b in zip(starts, ends, strict=True))


def key_of(fields: Sequence[CitedField]) -> tuple[CitedField, ...]:
    """Return the cells that name a row: its first, and the next where that is a mere number."""
    cells = [one for one in fields if one.cell is not None]
    first = cells[:1]
    named = [one for one in cells[:_KEYS] if len(one.value.split()) > 1]
    return tuple(dict.fromkeys((*first, *named[:1])))


def of_time(label: str, periods: Sequence[Period], months: frozenset[int] = frozenset()) -> bool:
    """Whether a header names one of the periods, or of the months (1 to 12) where there are any."""
    times = [(one.since, one.until) for one in find_dates(label)]
    year = _YEAR.match(label)
    if year and not times:
        times = [(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31))]
    if months:
        return any(a.month in months and (b - a).days <= _MONTH_DAYS for a, b in times)
    return any(p.since <= a and b <= p.until for a, b in times for p in periods) or any(
        a <= p.since and p.until <= b for a, b in times for p in periods
    )


def in_one_line(meant: Sequence[CitedField]) -> str:
    """Return "Target: 40% · Baseline: 52%" of fields, "" where that is too long for a line."""
    by_label: dict[str, list[str]] = {}
    for one in meant:
        said = by_label.setdefault(one.label, [])
        said += [one.value] if one.value not in said else []
    line = " · ".join(f"{label.rstrip(':')}: {' '.join(said)}" for label, said in by_label.items())
    # Signs of a font of its own, such as a telephone, say nothing elsewhere.
    line = " ".join("".join(c for c in line if category(c) != "Co").split())
    return line if len(line.split()) <= _LINE_WORDS else ""


def _of_row(row: Passage) -> Iterator[CitedField]:
    cells = [cell for cell in row.cells if cell.spans and cell.text.strip()]
    if any(cell.header for cell in cells):
        for cell in cells:
            if cell.header:
                yield CitedField(cell.header, _folded(cell.text), row, cell.spans, cell)
        return
    # Of two cells without headers, as in a form, the first is the label.
    for label, value in zip(cells[::2], cells[1::2], strict=False):
        if f"{_folded(label.text)}: {_folded(value.text)}" in _folded(row.labelled or ""):
            spans = (*label.spans, *value.spans)
            yield CitedField(_folded(label.text), _folded(value.text), row, spans)


def _of_form(form: Passage) -> Iterator[CitedField]:
    at = 0
    for line in _LINE.finditer(form.labelled or ""):
        words = r"\s+".join(map(re.escape, line["value"].split()))
        place = re.compile(words).search(form.text, at) if words else None
        if place:
            # From the end of the line before, so that the printed label is quoted with it.
            spans = tuple(within(form.spans, at, place.end()))
            yield CitedField(line["label"], _folded(line["value"]), form, spans)
            at = place.end()


def _overlaps(passage: Passage, cited: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in passage.spans for other in cited)


def _folded(text: str) -> str:
    return " ".join(text.split())
