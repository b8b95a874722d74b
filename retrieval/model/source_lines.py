"""Where words stand, in words: one wording for terminal, cards, exports and notes.

Each function takes ``say``, which says a message of this file in a reader's language, with the same
placeholders; without it they speak English. What is printed in a paper is no message.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corpus.model import UNSURE, Paper, PaperKind, Place, TextSource, item_words
from corpus.sample import sample_mark
from prompts import worded
from retrieval.model.types import Citation, Statement

Say = Callable[[str], str]


def day_words(day: date | None, say: Say | None = None) -> str:
    """Return "9 October 2017"; "" for no day. Without ``say`` a wording, to be said later."""
    if day is None:
        return ""
    month, year = f"{day:%B}", f"{day:%Y}"
    if say is None:
        return worded("{day} {month} {year}", day=day.day, month=worded(month), year=year)
    return say("{day} {month} {year}").format(day=day.day, month=say(month), year=year)


def page_words(
    page: int,
    printed: str | None,
    kind: PaperKind | None = None,
    place: Place | None = None,
    say: Say = str,
) -> str:
    """Return "page 15 of the pack (PDF page 17)", or "PDF page 17" where none is printed.

    ``page`` is physical, ``printed`` the number on it. A ``place`` in a paper that is no PDF is
    told after it ("PDF page 2, 3rd paragraph, under “Finance”"), or alone where the paper has no
    pages of its author's.
    """
    if place and not place.paged:
        return place.words
    if not printed:
        said = say("PDF page {page}")
    elif kind is PaperKind.AGENDA_PACK:
        said = say("page {printed} of the pack (PDF page {page})")
    elif kind is PaperKind.SUPPLEMENT:
        said = say("page {printed} of the supplement (PDF page {page})")
    else:
        said = say("page {printed} (PDF page {page})")
    told = said.format(printed=printed, page=page)
    return f"{told}, {place.words}" if place else told


def place_words(
    item: str | None,
    page: int,
    printed: str | None,
    kind: PaperKind | None = None,
    place: Place | None = None,
    say: Say = str,
) -> str:
    """Return "Item 4 · page 15 of the pack (PDF page 15)"; without item, "Page 15 …".

    ``page`` is physical, ``printed`` the number on it, ``place`` as :func:`page_words` takes it.
    """
    words = page_words(page, printed, kind, place, say)
    told = f"{item_words(item, say('item {number}'))} · {words}" if item else words
    return capital(told)


def paper_words(paper: Paper | Citation, say: Say = str) -> str:
    """Return "Agenda pack, Policy Group, 9 October 2017", of a paper or as one is cited.

    The title stands in for a committee, and one that somebody gave for the kind: "Mooring fees,
    Harbour Panel, 12 March 2026", without what it says itself. Of a sample paper it is "Agenda
    pack, Cabinet (sample), 14 November 2023".
    """
    if isinstance(paper, Paper):
        paper_id, day = paper.id, paper.meeting_date
    else:
        paper_id, day = paper.paper_id, paper.date
    when, mark = day_words(day, say), say(sample_mark(paper_id))
    if paper.titled:
        more = (part for part in (paper.committee, when) if part)
        held = paper.title.casefold()
        return ", ".join((paper.title + mark, *(one for one in more if one.casefold() not in held)))
    parts = (capital(say(paper.kind.value)), (paper.committee or paper.title) + mark, when)
    return ", ".join(part for part in parts if part)


def source_line(citation: Citation, *, file: bool = False, say: Say = str) -> str:
    """Return the whole line that says where the words of a citation stand.

    So it says of words of an annotation. With ``file``, the file's name is added, and that its
    words were read by OCR if they were; where OCR is not sure of them, that is always said.
    """
    at = place_words(
        citation.item, citation.page, citation.printed, citation.kind, citation.place, say
    )
    parts = [at, _paper(citation, say)]
    if file:
        by_ocr = citation.source is TextSource.OCR
        parts += [citation.paper, *([say("read by OCR")] if by_ocr else [])]
    parts += [say(UNSURE)] if citation.source is TextSource.UNSURE_OCR else []
    return " · ".join(parts)


def capital(words: str) -> str:
    """Return ``words`` with its first letter a capital."""
    return words[:1].upper() + words[1:]


def papers_of(statement: Statement) -> str:
    """Return the papers that a statement quotes, with their dates, each once."""
    return "; ".join(dict.fromkeys(_paper(citation) for citation in statement.citations))


def _paper(citation: Citation, say: Say = str) -> str:
    told = paper_words(citation, say)
    return say("{paper} (annotation)").format(paper=told) if citation.annotation else told
