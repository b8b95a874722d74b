"""Where words stand, in words: one wording for terminal, cards, exports and notes."""

from __future__ import annotations

from datetime import date

from corpus.model import UNSURE, PaperKind, Place, TextSource, item_words
from retrieval.model.types import Citation, Statement

_PACKS = {PaperKind.AGENDA_PACK: "pack", PaperKind.SUPPLEMENT: "supplement"}


def day_words(day: date | None) -> str:
    """Return "9 October 2017"; "" for no day."""
    return f"{day.day} {day:%B %Y}" if day else ""


def page_words(
    page: int, printed: str | None, kind: PaperKind | None = None, place: Place | None = None
) -> str:
    """Return "page 15 of the pack (PDF page 17)", or "PDF page 17" where none is printed.

    ``page`` is physical, ``printed`` the number on it. A ``place`` in a paper that is no PDF is
    told after it ("PDF page 2, 3rd paragraph, under “Finance”"), or alone where the paper has no
    pages of its author's.
    """
    if place and not place.paged:
        return place.words
    of = f" of the {_PACKS[kind]}" if kind in _PACKS else ""
    said = f"page {printed}{of} (PDF page {page})" if printed else f"PDF page {page}"
    return f"{said}, {place.words}" if place else said


def place_words(
    item: str | None,
    page: int,
    printed: str | None,
    kind: PaperKind | None = None,
    place: Place | None = None,
) -> str:
    """Return "Item 4 · page 15 of the pack (PDF page 15)"; without item, "Page 15 …".

    ``page`` is physical, ``printed`` the number on it, ``place`` as :func:`page_words` takes it.
    """
    words = page_words(page, printed, kind, place)
    told = f"{item_words(item)} · {words}" if item else words
    return f"{told[0].upper()}{told[1:]}"


def paper_words(kind: PaperKind, committee: str | None, day: date | None, title: str) -> str:
    """Return "Agenda pack, Policy Group, 9 October 2017"; the title stands in for a committee."""
    parts = (kind.value.capitalize(), committee or title, day_words(day))
    return ", ".join(part for part in parts if part)


def source_line(citation: Citation, *, file: bool = False) -> str:
    """Return the whole line that says where the words of a citation stand.

    So it says of words of an annotation. With ``file``, the file's name is added, and that its
    words were read by OCR if they were; where OCR is not sure of them, that is always said.
    """
    at = place_words(citation.item, citation.page, citation.printed, citation.kind, citation.place)
    parts = [at, _paper(citation)]
    if file:
        parts += [citation.paper, *(["read by OCR"] if citation.source is TextSource.OCR else [])]
    parts += [UNSURE] if citation.source is TextSource.UNSURE_OCR else []
    return " · ".join(parts)


def papers_of(statement: Statement) -> str:
    """Return the papers that a statement quotes, with their dates, each once."""
    return "; ".join(dict.fromkeys(_paper(citation) for citation in statement.citations))


def _paper(citation: Citation) -> str:
    told = paper_words(citation.kind, citation.committee, citation.date, citation.title)
    return f"{told} (annotation)" if citation.annotation else told
