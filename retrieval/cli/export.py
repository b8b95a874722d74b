"""An answer as JSON, and a citation as one line: the forms that every front end shares."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from corpus.model import PaperKind
from retrieval.model import Answer, Citation, Statement

_PACKS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)


def as_json(answer: Answer) -> str:
    """Return the whole answer as JSON text, dates in ISO form, the text beside the parts.

    Each statement names its papers (``papers``), as :func:`papers_of` does; the
    fingerprint is its one text.
    """
    whole = {**asdict(answer), "text": answer.text, "fingerprint": answer.fingerprint.text}
    for told, statement in zip(whole["statements"], answer.statements, strict=True):
        told["papers"] = papers_of(statement)
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def source_line(citation: Citation) -> str:
    """Return "Item 4 · page 15 of the pack (PDF page 15) · Agenda pack, PDDG, 9 October 2017"."""
    parts = [f"Item {citation.item}" if citation.item else "", _page(citation)]
    parts += [paper_words(citation), citation.paper]
    if citation.source.value == "ocr":
        parts.append("read by OCR")
    return " · ".join(part for part in parts if part)


def paper_words(citation: Citation) -> str:
    """Return which paper is cited, with its date: "Agenda pack, PDDG, 9 October 2017"."""
    parts = (citation.kind.value.capitalize(), citation.committee or "", _day(citation.date))
    return ", ".join(part for part in parts if part)


def papers_of(statement: Statement) -> str:
    """Return the papers that a statement quotes, with their dates, each once."""
    return "; ".join(dict.fromkeys(paper_words(c) for c in statement.citations))


def sources(citations: Iterable[Citation]) -> tuple[tuple[tuple[int, ...], Citation], ...]:
    """Return one citation a page, first cited first, with the numbers of all quotes from it."""
    pages: dict[tuple[str, int], list[Citation]] = {}
    for one in citations:
        pages.setdefault((one.paper_id, one.page), []).append(one)
    return tuple(
        (tuple(dict.fromkeys(one.number for one in cited)), cited[0]) for cited in pages.values()
    )


def _page(citation: Citation) -> str:
    if citation.printed is None:
        return f"PDF page {citation.page}"
    pack = " of the pack" if citation.kind in _PACKS else ""
    return f"page {citation.printed}{pack} (PDF page {citation.page})"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")
