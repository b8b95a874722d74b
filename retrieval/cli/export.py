"""An answer as JSON, and its citations gathered by page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from retrieval.model import Answer, Citation, papers_of


def as_json(answer: Answer) -> str:
    """Return the whole answer as JSON text, dates in ISO form, the text beside the parts.

    Each statement names its papers (``papers``), as the command line does; the
    fingerprint is its one text.
    """
    whole = {**asdict(answer), "text": answer.text, "fingerprint": answer.fingerprint.text}
    for name, statements in (("statements", answer.statements), ("closest", answer.closest)):
        for told, statement in zip(whole[name], statements, strict=True):
            told["papers"] = papers_of(statement)
    if whole["matter"]:
        # The words of its pages are there to understand the next turn, and are many.
        del whole["matter"]["words"]
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def sources(citations: Iterable[Citation]) -> tuple[tuple[tuple[int, ...], Citation], ...]:
    """Return one citation a page, first cited first, with the numbers of all quotes from it.

    Annotations of a page are a source of their own.
    """
    pages: dict[tuple[str, int, bool], list[Citation]] = {}
    for one in citations:
        pages.setdefault((one.paper_id, one.page, one.annotation), []).append(one)
    return tuple(
        (tuple(dict.fromkeys(one.number for one in cited)), cited[0]) for cited in pages.values()
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")
