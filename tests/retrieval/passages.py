"""Passages, hits and findings made by hand, for tests of what an answer quotes."""

from __future__ import annotations

from datetime import date

import numpy as np

from corpus.model import Access, Cell, Paper, PaperKind, Passage, PassageKind, Span
from retrieval.model.types import Hit
from retrieval.ranking.duplicates import together
from retrieval.ranking.evidence import Evidence
from retrieval.ranking.units import units_of


def paper(name: str, day: date | None, kind: PaperKind = PaperKind.TRACKER) -> Paper:
    return Paper(name, f"{name}.pdf", name, kind, "Board", day, Access.PUBLIC, None, 9)


def prose(text: str, paper_id: str = "a", page: int = 1, start: int = 0) -> Passage:
    spans = (Span(page, start, start + len(text)),)
    key = f"{paper_id}{page}.{start}"
    return Passage(key, paper_id, (page,), spans, None, (), text, "", PassageKind.PROSE)


def row(cells: dict[str, str], paper_id: str = "a", page: int = 1, start: int = 0) -> Passage:
    made: list[Cell] = []
    for header, text in cells.items():
        made.append(Cell(header, text, (Span(page, start, start + len(text)),)))
        start += len(text) + 1
    spans = tuple(span for cell in made for span in cell.spans)
    text = "\n".join(cells.values())
    labelled = " · ".join(f"{header}: {words}" for header, words in cells.items())
    key = f"{paper_id}{page}.{spans[0].start}"
    return Passage(
        key, paper_id, (page,), spans, None, (), text, "", PassageKind.ROW, labelled, tuple(made)
    )


def hit(passage: Passage, score: float = 1.0) -> Hit:
    return Hit(passage, score, ())


def same(one: Passage, other: Passage) -> bool:
    """Whether two passages are versions of the same words."""
    return len(together((one, other))) == 1


def evidence(passage: Passage, *scores: float) -> tuple[Evidence, ...]:
    units = units_of(passage)
    assert len(units) == len(scores), [unit.text for unit in units]
    return tuple(
        Evidence(passage, unit, at, score, np.zeros(1, dtype=np.float32))
        for at, (unit, score) in enumerate(zip(units, scores, strict=True))
    )
