"""What a report recommends, or else why it was written: its own words, as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.language import alternation, characters
from corpus.model import Span
from corpus.page import Row

_MEMBERS = alternation("members", singulars=False, plurals=True)
_TITLE = re.compile(
    r"(?:(?P<number>\d{1,2})(?:\.0)?[.)]?\s+)?"
    r"(?:summary\s+of\s+|officers?['’]?s?['’]?\s+|draft\s+|proposed\s+|formal\s+)?"
    r"(?:recommendations?|recommendation\s*\(s\)|decisions?|decision\s*\(s\))"
    r"(?:\s*(?:/|and|&|or)\s*(?:proposed\s+)?(?:decisions?|decision\s*\(s\)|recommendations?|reasons?))?"
    r"(?:\s+(?:required|requested|sought|recommended|proposed|to\s+(?:the\s+)?[\w\s]{3,50}))?\s*[:.]?",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:(?P<number>\d{1,2})[.)]?\s+)?(?:recommendations?(?:\s*\(s\))?|recommended)\s*[:–-]\s*(?=\S)|"
    r"(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?=(?:it\s+is\s+(?:therefore\s+)?(?:recommended|proposed)\b|"
    r"that\s+it\s+be\s+recommended|the\s+[A-Z][\w\s,()&]{2,70}?\s(?:is|are)\s+(?:asked|requested|"
    rf"invited|recommended)\s+to\b|{_MEMBERS}\s+are\s+(?:asked|recommended|requested|invited)\b))",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.0)?[.)]?\s+|[A-Z][.)]\s+)?(?:reasons?\b|background\b|introduction\b|summary\b|"
    r"executive\s+summary|alternative|other\s+options|options\b|appendi(?:x|ces)|report\b|detail|"
    r"purpose\b|context\b|consultation|financial|legal|risk|equalit|implications|corporate\b|"
    r"supporting\s+information|proposals?\b|key\s+(?:points|issues|information)|list\s+of|"
    r"documents?\b|additional\s+information|timetable|why\b|what\b|conclusion|contact|wards?\b|"
    r"policy\s+(?:context|framework)|main\s+(?:body|report)|the\s+report)",
    re.IGNORECASE,
)
# Headings under which a report recommends only if what follows begins "That …".
_OTHER_TITLE = re.compile(
    r"(?:(?P<number>\d{1,2})(?:\.0)?[.)]?\s+)?(?:proposals?|proposal\s*\(s\)|"
    r"proposed\s+(?:decisions?|actions?|resolutions?)|"
    r"(?:decisions?|decision\s*\(s\)|actions?|outcomes?|resolutions?)"
    r"\s+(?:required|requested|sought|proposed|needed)|purpose(?:\s+of\s+(?:the\s+|this\s+)?"
    r"report)?|(?:proposal|purpose)\s+and\s+\w+|what\s+(?:is|are)\s+[\w\s]{2,40}\s+asked\b.{0,30})"
    r"\s*[:.?]?",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2}){0,2})[.)]?\s+)?That\s+[a-z\d£A-Z]"
)
_PURPOSE_TITLE = re.compile(
    r"(?:\d{1,2}(?:\.0)?[.)]?\s+)?(?:purpose|aim|reason)(?:\s+(?:of|for)\s+(?:the\s+|this\s+)?"
    r"(?:report|paper|briefing|item))?\s*[:.]?",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+)?(?:purpose(?:\s+of\s+(?:the\s+|this\s+)?report)?\s*:\s*(?=\S)|"
    r"(?:this|the)\s+(?:\w+\s+)?(?:report|paper|briefing)\s+(?!to\b|of\b|was\b)[a-z]+s\b|"
    r"the\s+(?:purpose|aim)\s+of\s+this\s+(?:\w+\s+)?(?:report|paper|briefing)\b|"
    r"to\s+(?:inform|update|advise|brief|report\s+(?:to|on)|provide|present|apprise|set\s+out)\b)",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+|\(?(?:[a-z]|[ivx]{1,4})\))[.)]?\s")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})(?:\.0)?[.)]?\s+\S")
_CLAUSE = re.compile(
    r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]?\s|that\b|to\b"
    rf"|[-*{characters('bullets', 'font_bullets')}]",
    re.IGNORECASE,
)
# A heading that no recommendation could be, however it is set.
_NEXT_SECTION = re.compile(
    r"\d{1,2}(?:\.0)?[.)]?\s+(?:introduction|background|purpose|context|(?:executive\s+)?summary"
    r"|reasons?|(?:other|alternative)\s+options|options)"
    r"(?:\s+(?:and|of|for|to|considered|the|this|reports?|introduction|background|context|purpose"
    r"|information|recommendations?|decisions?|papers?)){0,6}\s*[:.]?",
    re.IGNORECASE,
)
# What a report says to members beside what it asks of them.
_REMINDER = re.compile(
    rf"(?:(?:[\w’'&,]+\s+){{0,4}}{_MEMBERS}\b[^.;:]{{0,50}}?\s(?:are|should\s+be)\s+(?:\w+\s+)?"
    r"reminded\b"
    rf"|any\s+{alternation('members')}\b[^.;]{{0,60}}\bliable\s+to\s+pay\b"
    r"|(?:please\s+)?note\s*[:–-]|please\s+note\b|n\.\s?b\.)",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r":\s*[-–—]?\s*$|\b(?:asked|requested|invited|recommended)\s+to\s*$")
_WITHIN_PAGES = 12
_PURPOSE_PAGES = 2
_MOST_ROWS = 160


def read_recommendations(
    pages: Sequence[Sequence[Row]], is_label: Callable[[Row], bool]
) -> tuple[str, list[Span]] | None:
    """Return a report's recommendations, one line a row, and their spans; None if it has none.

    ``pages`` are the rows of the report's pages. A section headed
    "Recommendations" (in its many wordings) wins over one headed Proposal or the
    like whose text begins "That …", and that over a sentence that recommends.
    """
    rows = [row for page in pages[:_WITHIN_PAGES] for row in page]
    start = next((at for at, row in enumerate(rows) if _is_title(row)), None)
    if start is not None:
        body = list(_section(rows, start + 1, rows[start], is_label))
        if body:
            return _as_printed(body)
    for at, row in enumerate(rows[:-1]):
        if _is_other_title(row) and _THAT.match(rows[at + 1].text.strip()):
            return _as_printed(list(_section(rows, at + 1, row, is_label)))
    return _inline(rows, is_label)


def read_purpose(
    pages: Sequence[Sequence[Row]], is_label: Callable[[Row], bool]
) -> tuple[str, list[Span]] | None:
    """Return the paragraph that says why a report was written, and its spans; None without one.

    It stands under the heading Purpose, or begins "This report …", "The purpose
    of this report …" or "To inform …" on one of the first two pages.
    """
    rows = [row for page in pages[:_PURPOSE_PAGES] for row in page]
    for at, row in enumerate(rows[:-1]):
        below = rows[at + 1]
        if _PURPOSE_TITLE.fullmatch(row.text.strip()) and not _SECTION.match(below.text):
            return _as_printed([below, *_point(rows, at + 1, is_label)])
    for at, row in enumerate(rows):
        if _PURPOSE.match(row.text.strip()) and not row.bold:
            return _as_printed([row, *_point(rows, at, is_label)])
    return None


def _as_printed(rows: Sequence[Row]) -> tuple[str, list[Span]]:
    return "\n".join(row.text for row in rows), [span for row in rows for span in row.spans]


def _point(rows: Sequence[Row], at: int, is_label: Callable[[Row], bool]) -> Iterator[Row]:
    """Yield the rows that go on with the paragraph at ``at``, up to the next numbered point."""
    numbered = _POINT.match(rows[at].text)
    for row in _paragraph(rows, at, is_label):
        point = _POINT.match(row.text)
        if numbered and point and "." in point["number"]:
            return
        yield row


def _is_other_title(row: Row) -> bool:
    match = _OTHER_TITLE.fullmatch(row.text.strip())
    marked = match and (match["number"] or row.bold or row.text.isupper())
    return bool(marked)


def _is_title(row: Row) -> bool:
    text = row.text.strip()
    match = _TITLE.fullmatch(text)
    if match is None:
        return False
    # "Decision" alone heads many things; with a number or "Recommend…" it is this.
    sure = "recommend" in text.casefold() or "proposed" in text.casefold()
    return (sure or match["number"] is not None) and (
        row.bold or text.isupper() or match["number"] is not None or text.endswith(":")
    )


def _section(
    rows: Sequence[Row], start: int, title: Row, is_label: Callable[[Row], bool]
) -> Iterator[Row]:
    """Yield the rows of a section up to the next heading of its kind."""
    heading = title.text.strip()
    match = _TITLE.fullmatch(heading) or _OTHER_TITLE.fullmatch(heading)
    number = int(match["number"]) if match and match["number"] else None
    plain, led = None, False
    for at, row in enumerate(rows[start : start + _MOST_ROWS]):
        if plain is None or led:
            # "The Cabinet is asked to:" says nothing of how its clauses are set.
            plain = not row.bold
        led = at == 0 and bool(_LEADS_IN.search(row.text))
        if at and _ends(row, title, number, plain, is_label):
            return
        if at == 0 and _is_heading(row, title) and _SECTION.match(row.text):
            return
        yield row


def _ends(
    row: Row, title: Row, number: int | None, plain: bool, is_label: Callable[[Row], bool]
) -> bool:
    text = row.text.strip()
    numbered = _NUMBERED.match(text)
    alike = numbered and number is not None and len(text) < 120 and row.bold == title.bold
    if numbered and alike and int(numbered["number"]) == (number or 0) + 1:
        return True
    if is_label(row) and row.bold:
        return True
    if _NEXT_SECTION.fullmatch(text) or _REMINDER.match(text):
        return True
    heading = _is_heading(row, title)
    if heading and _SECTION.match(text):
        return True
    # Where recommendations are plain, any bold short line is the next heading.
    return heading and plain and title.bold and not _CLAUSE.match(text)


def _is_heading(row: Row, title: Row) -> bool:
    short = len(row.text) < 100 and not row.text.rstrip().endswith((";", ",", "and"))
    return short and (row.bold or row.text.isupper() or not title.bold)


def _inline(rows: Sequence[Row], is_label: Callable[[Row], bool]) -> tuple[str, list[Span]] | None:
    """Return the paragraph that begins "It is recommended that …" with its clauses."""
    for at, row in enumerate(rows):
        match = _INLINE.match(row.text)
        if match is None:
            continue
        return _as_printed([row, *_paragraph(rows, at, is_label)])
    return None


def _paragraph(rows: Sequence[Row], at: int, is_label: Callable[[Row], bool]) -> Iterator[Row]:
    first = previous = rows[at]
    for row in rows[at + 1 : at + 60]:
        gap = row.box.y0 - previous.box.y1 if row.page == previous.page else 0.0
        heading = row.bold and not first.bold
        if heading or is_label(row) or (_SECTION.match(row.text) and _is_heading(row, first)):
            return
        new = gap > 0.75 * row.size or row.page != previous.page
        # A new paragraph belongs only if it is a clause, or goes on after a colon.
        open_ = previous.text.rstrip().endswith((":", ":-", ";", "and", ",", "or"))
        indented = row.box.x0 > first.box.x0 + 8 and _CLAUSE.match(row.text)
        if new and not open_ and not indented:
            return
        yield row
        previous = row
