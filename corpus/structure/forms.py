"""Report forms: the answered lines at the head of a report, and what it recommends.

Councils ask the same things in different words; each answer goes under one
canonical name. Answers keep their printed words; recommendations keep their
lines, also over page breaks. A report that recommends nothing keeps the
paragraph that says what it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import AgendaItem, FormField, FormName, Span
from corpus.page import Row
from corpus.structure.items import is_item_stamp
from corpus.structure.recommendations import read_purpose, read_recommendations

_MANY = r"(?:s|\s*\(s\))?"
_DETAILS = rf"{_MANY}(?:\s+contact)?(?:\s+details)?(?:\s+and\s+contact\s+details)?"
_LABELS: tuple[tuple[str, str], ...] = (
    (
        FormName.TITLE,
        r"(?:report\s+)?title(?:\s+of\s+(?:the\s+)?report)?|subject(?:\s+of\s+report)?",
    ),
    (FormName.TITLE, r"report\s+(?:subject|heading|title)"),
    (FormName.MEETING, r"(?:meeting|committee)\s+name"),
    (
        FormName.MEETING,
        r"meeting(?:\s+of)?|committee|(?:report\s+)?to|name\s+of\s+(?:committee|meeting)",
    ),
    (FormName.DATE, r"(?:meeting\s+)?date(?:\s+of\s+(?:the\s+)?(?:meeting|report|committee))?|on"),
    (
        FormName.WARDS,
        rf"ward{_MANY}(?:\s+(?:(?:or|and)\s+(?:groups?|communit(?:y|ies)|areas?)\s+)?"
        r"(?:directly\s+)?(?:affected|concerned|involved|implicated))?",
    ),
    (FormName.WARDS, r"(?:electoral\s+)?divisions?\s+(?:affected|concerned)|affected\s+wards?"),
    (FormName.WARDS, r"local\s+members?"),
    (
        FormName.KEY_DECISION,
        r"key(?:\s+decision)?\s+or\s+(?:non-?\s?key(?:\s+decision)?|for\s+information)",
    ),
    (
        FormName.KEY_DECISION,
        r"(?:is\s+(?:this|it|the\s+(?:decision|report))\s+)?(?:an?\s+)?key\s+decision",
    ),
    (
        FormName.KEY_DECISION,
        r"key\s+decision\s+required|does\s+this\s+(?:\w+\s+){1,2}a\s+key\s+decision",
    ),
    (FormName.DECISION_TYPE, r"decision\s+type|type\s+of\s+decision"),
    (
        FormName.IMPLEMENTATION,
        r"when\s+(?:does|will|should)\s+the\s+decision\s+(?:\w+\s+){0,3}implemented",
    ),
    (
        FormName.IMPLEMENTATION,
        r"date\s+(?:of|for)\s+implementation|(?:proposed\s+)?implementation\s+date",
    ),
    (
        FormName.LEAD,
        rf"(?:relevant\s+)?(?:executive|cabinet|portfolio)\s+(?:lead|member|holder){_DETAILS}",
    ),
    (
        FormName.LEAD,
        rf"lead\s+(?:cabinet\s+|executive\s+)?(?:member|councillor){_DETAILS}|portfolio",
    ),
    (
        FormName.OFFICER,
        rf"(?:supporting|contact|lead|reporting|report)\s+(?:officer|author){_DETAILS}",
    ),
    (FormName.OFFICER, rf"(?:responsible|accountable|lead)\s+(?:officer|director){_DETAILS}"),
    (FormName.OFFICER, rf"(?:report\s+)?author{_DETAILS}|officer\s+contact"),
    (FormName.OFFICER, r"officer\s+(?:presenting|introducing)(?:\s+(?:the\s+)?(?:report|item))?"),
    (FormName.OFFICER, r"contact(?:\s+for\s+(?:further|more)\s+information)?"),
    (FormName.REPORT_OF, r"(?:joint\s+)?report\s+(?:of|by|from)|submitted\s+by|presented\s+by"),
)
_NAMED = {f"f{at}": name for at, (name, _) in enumerate(_LABELS)}
_ANY = "|".join(f"(?P<f{at}>{source})" for at, (_, source) in enumerate(_LABELS))
_LABEL = re.compile(rf"\s*(?:\d{{1,2}}[.)]\s*)?(?:{_ANY})\s*(?P<mark>\?\s*:?|:)?\s*", re.IGNORECASE)
# A second label on a row: "Meeting: … Date: 3rd April 2017".
_INNER = re.compile(rf"(?<=\s)(?:{_ANY})\s*:\s", re.IGNORECASE)
_UNMARKED = re.compile(r"(?:joint\s+)?report\s+(?:of|by|from)\s+the\b|report\s+of\s+[A-Z]")
_HEADING = re.compile(r"\s*(?:\d{1,2}[.)]?\s+|part\s+[a-z\d]\b)[A-Z“\"(]|\s*\d{1,2}\.\d")
# A form's answers run over few rows, and the form over few pages.
_MOST_ROWS = 7
# "Cabinet Member  Yes  No" is a row of a table of who was asked.
_TICK = 4
_FORM_PAGES = 2
# The labels of which one at least opens a report, among its first rows.
_OPENING = {
    FormName.MEETING,
    FormName.TITLE,
    FormName.REPORT_OF,
    FormName.WARDS,
    FormName.KEY_DECISION,
}
_HEAD_ROWS = 16
_PRESENT = re.compile(r"^\W*(?:members\s+)?present\W*(?::|$)", re.IGNORECASE)


@dataclass(slots=True)
class _Answer:
    """A label and the parts of its answer as they are gathered; ``left`` is where it stands."""

    name: str
    start: int
    left: float
    parts: list[tuple[int, int, int]]
    words: list[str]

    def field(self) -> FormField:
        spans = [Span(page, start, end) for page, start, end in self.parts]
        spans[0] = replace(spans[0], start=min(self.start, spans[0].start))
        return FormField(self.name, " ".join(" ".join(self.words).split()), joined(spans))


def with_forms(
    items: Sequence[AgendaItem], rows: Mapping[int, Sequence[Row]]
) -> tuple[AgendaItem, ...]:
    """Return the items with the fields of the reports that begin on their first pages.

    ``rows`` are by physical page. An item that has no title takes that of its report.
    """
    return tuple(_with_form(item, rows) for item in items)


def _with_form(item: AgendaItem, rows: Mapping[int, Sequence[Row]]) -> AgendaItem:
    if item.first_page is None or item.last_page is None:
        return item
    pages = [rows.get(page, ()) for page in range(item.first_page, item.last_page + 1)]
    form = read_form(pages)
    title = item.title or next((one.value for one in form if one.name == FormName.TITLE), "")
    return replace(item, title=title or _first_heading(pages), form=form)


def _first_heading(pages: Sequence[Sequence[Row]]) -> str:
    """Return the first bold row of a report that says more than its item number."""
    for row in pages[0][:12] if pages else ():
        if is_item_stamp(row.text):
            continue
        if row.bold and len(row.text) > 12 and sum(map(str.isalpha, row.text)) > 10:
            return " ".join(row.text.split())
    return ""


def read_form(pages: Sequence[Sequence[Row]]) -> tuple[FormField, ...]:
    """Return the form fields of a report from the rows of its pages, in printed order.

    Each name comes once; minutes have no form.
    """
    head = [row for page in pages[:_FORM_PAGES] for row in page]
    if any(_PRESENT.match(row.text) for row in head[:40]):
        return ()
    fields: dict[str, FormField] = {}
    for answer in _answers(head):
        if answer.parts:
            fields.setdefault(answer.name, answer.field())
    found = read_recommendations(pages, is_label)
    if found is not None:
        fields[FormName.RECOMMENDATIONS] = FormField(
            FormName.RECOMMENDATIONS, found[0], joined(found[1])
        )
    # One label alone is as likely a line of prose.
    if len(fields) < 2 and FormName.RECOMMENDATIONS not in fields:
        return ()
    purpose = None if found is not None else read_purpose(pages, is_label)
    if purpose is not None:
        fields[FormName.PURPOSE] = FormField(FormName.PURPOSE, purpose[0], joined(purpose[1]))
    return tuple(fields.values())


def lone_forms(
    items: Sequence[AgendaItem], rows: Mapping[int, Sequence[Row]]
) -> tuple[FormField, ...]:
    """Return the form fields of the reports in a paper that has no agenda items.

    ``rows`` are by physical page. A report begins on a page whose head holds two labels or
    more, and runs up to the next such page; several in one file each give theirs, in printed
    order.
    """
    if any(item.first_page for item in items):
        return ()
    starts = [page for page in sorted(rows) if _begins_report(rows[page])]
    if not starts:
        return ()
    ends = [*starts[1:], max(rows) + 1]
    pairs = zip(starts, ends, strict=True)
    forms = (read_form([rows.get(page, ()) for page in range(*pair)]) for pair in pairs)
    return tuple(one for form in forms for one in form)


def _begins_report(rows: Sequence[Row]) -> bool:
    names = {answer.name for answer in _answers(rows[:_HEAD_ROWS]) if answer.parts}
    return len(names) > 1 and not names.isdisjoint(_OPENING)


def is_label(row: Row) -> bool:
    """Whether a row begins with a label of a form."""
    return _label(row) is not None


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Bring spans that follow each other with nothing but a line end between together."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].page == span.page and 0 <= span.start - out[-1].end <= 2:
            out[-1] = replace(out[-1], end=span.end)
        else:
            out.append(span)
    return tuple(out)


def _label(row: Row) -> re.Match[str] | None:
    text = row.text
    match = _LABEL.match(text)
    if match is None:
        return None
    if match["mark"] or _UNMARKED.match(text):
        return match
    # A label cell needs no colon: the answer stands in the next column.
    first, rest = row.parts[0].text, [part.text for part in row.parts[1:]]
    ticked = len(rest) > 1 and all(len(said) < _TICK for said in rest)
    named = _LABEL.fullmatch(first) and len(first.split()) > 1
    return match if named and rest and not ticked else None


def _answers(rows: Sequence[Row]) -> Iterator[_Answer]:
    answers: list[_Answer] = []  # those of the last row that had labels
    previous: Row | None = None
    taken = 0
    for row in rows:
        label = _label(row)
        if label is not None:
            yield from answers
            answers = _row_answers(row, label)
            taken = 0
        elif answers and previous and taken < _MOST_ROWS and _goes_on(previous, row, answers[-1]):
            _add(_column(answers, row), row)
            taken += 1
        else:
            yield from answers
            answers = []
        previous = row
    yield from answers


def _column(answers: Sequence[_Answer], row: Row) -> _Answer:
    """Return the answer below which a row stands; the last of its row if below none."""
    nearest = min(answers, key=lambda answer: abs(answer.left - row.box.x0))
    return nearest if abs(nearest.left - row.box.x0) < 15 else answers[-1]


def _goes_on(previous: Row, row: Row, answer: _Answer) -> bool:
    if row.page != previous.page or (row.bold and _HEADING.match(row.text)):
        return False
    gap = row.box.y0 - previous.box.y1
    near = gap < (0.75 if answer.parts else 1.5) * row.size
    return near and gap > -row.box.height and not row.text.isupper()


def _row_answers(row: Row, label: re.Match[str]) -> list[_Answer]:
    """Cut a row at the labels in it."""
    text = row.text
    cuts = [(0, label.end(), label)]
    cuts += [(m.start(), m.end(), m) for m in _INNER.finditer(text, label.end())]
    answers = []
    for at, (start, begin, match) in enumerate(cuts):
        end = cuts[at + 1][0] if at + 1 < len(cuts) else len(text)
        name = next(
            _NAMED[key] for key, value in match.groupdict().items() if value and key != "mark"
        )
        answer = _Answer(name, _offset(row, start), _left(row, begin), [], [])
        if text[begin:end].strip():
            stop = begin + len(text[begin:end].rstrip())
            first, last = _offset(row, begin), _offset(row, stop - 1) + 1
            answer.parts.append((row.page, first, max(first, last)))
            answer.words.append(text[begin:stop])
        answers.append(answer)
    return answers


def _offset(row: Row, at: int) -> int:
    """Return the offset in the page's text of a character of the row's text."""
    for part in row.parts:
        if at < len(part.text):
            return part.start + at
        at -= len(part.text)
        if at == 0:
            return part.end
        at -= 1  # the blank that joins two parts
    return row.parts[-1].end


def _left(row: Row, at: int) -> float:
    """Return where the part that holds a character of the row's text begins."""
    offset = _offset(row, min(at, len(row.text) - 1))
    return next((p.box.x0 for p in row.parts if p.start <= offset < p.end), row.box.x0)


def _add(answer: _Answer, row: Row) -> None:
    end = max(part.end for part in row.parts)
    answer.parts.append((row.page, min(part.start for part in row.parts), end))
    answer.words.append(row.text)
