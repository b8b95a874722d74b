"""Drawn packs in many councils' ways of closing, and real open papers, where they lie beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.model import Access, Reading
from corpus.reading.reader import read_paper

SHARED = Path(__file__).resolve().parents[4] / "shared"
SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "sample"
OPEN = [*sorted((SHARED / "papers").glob("*.pdf")), *sorted(SAMPLE.glob("*.pdf"))]
# The sample has one pack with an exempt part, of two pages.
REALLY_CLOSED = 2


def closed(reading: Reading) -> set[int]:
    whole = reading.paper.access is Access.EXEMPT
    return {p.number for p in reading.pages if whole or p.access is Access.EXEMPT}


@pytest.mark.slow
def test_closed_pages_of_drawn_packs_are_closed_or_suspected() -> None:
    folder = SHARED / "exempt"
    if not folder.is_dir():
        pytest.skip("the drawn packs with closed pages are not beside this checkout")
    wanted = found = 0
    for pack in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        held = closed(read_paper(folder / pack["name"]))
        wanted += len(pack["closed"])
        found += len(held & set(pack["closed"]))
    assert found >= 0.98 * wanted


@pytest.mark.slow
def test_few_pages_of_open_papers_are_suspected() -> None:
    pages = suspected = 0
    for path in OPEN:
        reading = read_paper(path)
        pages += len(reading.pages)
        suspected += len(closed(reading))
    assert suspected - REALLY_CLOSED <= 0.03 * pages
