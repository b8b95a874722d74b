"""An answer as JSON, and a citation as one line: the forms that every front end shares."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from corpus.types import PaperKind
from retrieval.types import Answer, Citation

_PACKS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)


def as_json(answer: Answer) -> str:
    """Return the whole answer as JSON text, dates in ISO form, the text beside the parts."""
    whole = {**asdict(answer), "text": answer.text}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def source_line(citation: Citation) -> str:
    """Return "Item 4 · page 15 of the pack (PDF page 15) · Agenda pack, PDDG, 9 October 2017"."""
    parts = [f"Item {citation.item}" if citation.item else "", _page(citation)]
    paper = [citation.kind.value.capitalize(), citation.committee or "", _day(citation.date)]
    parts.append(", ".join(word for word in paper if word))
    parts.append(citation.paper)
    if citation.source.value == "ocr":
        parts.append("read by OCR")
    return " · ".join(part for part in parts if part)


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
