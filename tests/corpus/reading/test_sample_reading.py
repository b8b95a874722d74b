"""What reading makes of the sample papers, against what is known of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.model import Access, PaperKind, Reading, TextSource
from corpus.reading.reader import read_paper
from corpus.sample.draw import HERE
from corpus.structure.items import item_of

pytestmark = pytest.mark.slow

_ROW = re.compile(r"\| (?P<page>\d+) \| (?P<printed>\S+) \| (?P<item>\S+) \|")
_SUPPLEMENT = "2023-11-14-cabinet-supplement.pdf"
_PAPERS = sorted(path.name for path in HERE.glob("*.pdf"))
_KINDS = {
    "2023-06-13-cabinet-minutes.pdf": PaperKind.MINUTES,
    "2023-10-19-peer-review-action-tracker.pdf": PaperKind.TRACKER,
    "2023-11-14-cabinet-agenda-pack.pdf": PaperKind.AGENDA_PACK,
    _SUPPLEMENT: PaperKind.SUPPLEMENT,
    "2024-03-04-record-of-decision-parking-charges.pdf": PaperKind.DECISION_NOTICE,
    "2024-03-communities-report-card.pdf": PaperKind.REPORT_CARD,
}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: read_paper(HERE / name) for name in _PAPERS}


def _gold(name: str) -> list[tuple[int, str | None, str | None]]:
    """Return (page, printed, item) of every page of a paper, None for a dash."""
    section = (HERE / "PAGES.md").read_text(encoding="utf-8").split(f"## {name}\n")[1]
    rows = list(_ROW.finditer(section.split("\n## ")[0]))
    return [(int(row["page"]), _or_none(row["printed"]), _or_none(row["item"])) for row in rows]


def _or_none(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize("name", _PAPERS)
def test_printed_numbers(name: str, readings: dict[str, Reading]) -> None:
    found = [(page.number, page.label) for page in readings[name].pages]
    assert found == [(page, printed) for page, printed, _ in _gold(name)]


@pytest.mark.parametrize("name", _PAPERS)
def test_items(name: str, readings: dict[str, Reading]) -> None:
    items = readings[name].items
    found = [item_of(items, page) for page, _, _ in _gold(name)]
    assert [item.number if item else None for item in found] == [row[2] for row in _gold(name)]


@pytest.mark.parametrize("name", sorted(_KINDS))
def test_kinds(name: str, readings: dict[str, Reading]) -> None:
    assert readings[name].paper.kind is _KINDS[name]


@pytest.mark.parametrize("name", _PAPERS)
def test_exempt_pages(name: str, readings: dict[str, Reading]) -> None:
    reading = readings[name]
    section = (HERE / "PAGES.md").read_text(encoding="utf-8").split(f"## {name}\n")[1]
    exempt = [
        int(page) for page in re.findall(r"(?m)^\| (\d+) .*\| E \|$", section.split("\n## ")[0])
    ]
    assert reading.paper.access is Access.PUBLIC
    assert [page.number for page in reading.pages if page.access is Access.EXEMPT] == exempt
    assert reading.paper.exempt_pages == len(exempt)


def test_the_scan_is_known_for_one(readings: dict[str, Reading]) -> None:
    pages = readings["2022-07-05-library-panel-notes-scan.pdf"].pages
    assert {page.source for page in pages} == {TextSource.NONE}


@pytest.mark.parametrize("day", ["2023-10-19", "2024-03-21"])
def test_tracker_rows_know_their_columns(day: str, readings: dict[str, Reading]) -> None:
    rows = readings[f"{day}-peer-review-action-tracker.pdf"].rows
    assert len(rows) == 24
    columns = "Ref;What we will do;SRO;How and progress;By when;How we shall know;Status"
    assert {";".join(cell.header or "" for cell in row.cells) for row in rows} == {columns}
    split = next(row for row in rows if row.cells[0].text == "2.2")
    assert {span.page for cell in split.cells for span in cell.spans} == {1, 2}


def _resolutions() -> Counter[tuple[str, str, str]]:
    """Return (paper, minute number, class) as RESOLUTIONS.md counts them."""
    lines = Path(HERE / "RESOLUTIONS.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if ".pdf |" in line]
    return Counter((row[0], row[2], row[3]) for row in rows)


def test_resolutions_are_found_and_none_invented(readings: dict[str, Reading]) -> None:
    found = Counter(
        (name, one.number or "-", one.outcome_class.value)
        for name, reading in readings.items()
        for one in reading.resolutions
    )
    gold = _resolutions()
    assert found - gold == Counter()
    assert (gold & found).total() >= 0.95 * gold.total(), gold - found
