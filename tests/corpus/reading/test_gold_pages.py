"""The printed number and item of every page of the real papers, against what a person noted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.model import Page, Reading
from corpus.reading.reader import read_paper
from corpus.structure.items import item_of

pytestmark = pytest.mark.slow

_ROW = re.compile(r"\| (?P<page>\d+) \| (?P<printed>\S+) \| (?P<item>\S+) \|")
_ENOUGH = 0.99


def _gold(notes: Path) -> dict[str, list[tuple[int, str | None, str | None]]]:
    """Parse the tables of PAGES.md: file name to (page, printed, item), None for a dash."""
    found: dict[str, list[tuple[int, str | None, str | None]]] = {}
    name = ""
    for line in notes.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:].strip()
        match = _ROW.match(line)
        if match:
            printed, item = (
                None if match[key] == "-" else match[key] for key in ("printed", "item")
            )
            found.setdefault(name, []).append((int(match["page"]), printed, item))
    return found


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[str, Reading]:
    names = _gold(shared / "papers" / "PAGES.md")
    return {name: read_paper(shared / "papers" / name) for name in names}


def test_printed_labels_and_items(shared: Path, readings: dict[str, Reading]) -> None:
    wrong: list[str] = []
    total = 0
    for name, rows in _gold(shared / "papers" / "PAGES.md").items():
        reading = readings[name]
        for number, printed, item in rows:
            page = reading.pages[number - 1]
            found = item_of(reading.items, number)
            total += 1
            if (page.label, found.number if found else None) != (printed, item):
                wrong.append(f"{name} {number}: {page.label}, {found and found.number}")
    assert total == 311
    assert len(wrong) <= (1 - _ENOUGH) * total, wrong


def test_page_counts(shared: Path, readings: dict[str, Reading]) -> None:
    for name, rows in _gold(shared / "papers" / "PAGES.md").items():
        assert len(readings[name].pages) == readings[name].paper.page_count == len(rows)
        assert not readings[name].problems


def _body(page: Page) -> str:
    """Return the text of a page without its furniture."""
    text, end = "", 0
    for span in page.furniture:
        text, end = text + page.text[end : span.start], span.end
    return text + page.text[end:]


def test_no_stamp_or_version_line_is_left_in_the_text(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        for page in reading.pages:
            left = [
                line for line in _body(page).split("\n") if re.fullmatch(r"Page \d+", line.strip())
            ]
            assert not left, (name, page.number)
            versions = re.findall(r"(?m)^Version \d+ \d{6}$", _body(page))
            assert not versions, (name, page.number)


def test_forms_of_the_real_reports(readings: dict[str, Reading]) -> None:
    pack = next(reading for name, reading in readings.items() if "agenda-pack" in name)
    forms = {item.number: {f.name: f.value for f in item.form} for item in pack.items}
    assert forms["4"]["Wards affected"] == "All"
    assert forms["4"]["Key decision"] == "No"
    assert forms["5"]["Recommendations"].endswith("updates on a regular basis.")
    assert forms["3"] == {}, "minutes are no report form"
