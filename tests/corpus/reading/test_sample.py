"""The sample papers: redrawn byte for byte, and as awkward as they claim to be."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

from corpus.pdf.pdfium import open_pdf
from corpus.sample.draw import HERE, main
from corpus.sample.front_sheet import NOTICE
from corpus.sample.listed import LIST, is_sample

_MOST_BYTES = 8_000_000
_ROW = re.compile(r"\| (\d+) \| (\S+) \| (\S+) \| (.+) \| ?(\S?) \|")
_SETS = [HERE.parents[1] / "evals" / "sets" / f"{name}.jsonl" for name in ("sample", "everyday")]
_CABINET = "2023-11-14-cabinet-agenda-pack.pdf"
_COMMITTEE = "2024-02-07-environment-and-communities-agenda-pack.pdf"
_SUPPLEMENT = "2023-11-14-cabinet-supplement.pdf"
_SCAN = "2022-07-05-library-panel-notes-scan.pdf"
_EXEMPT = "2024-04-09-cabinet-agenda-pack-with-part-ii.pdf"


def _gold() -> dict[str, list[tuple[str, ...]]]:
    """Parse PAGES.md: file name to rows of (page, printed, item, words, mark)."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in (HERE / "PAGES.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rows = found.setdefault(line[3:], [])
        elif match := _ROW.fullmatch(line):
            rows.append(match.groups())
    return found


def _texts(name: str) -> list[str]:
    """Return the text of every page with white space folded."""
    with open_pdf(HERE / name) as paper:
        pages = range(1, paper.page_count + 1)
        return [" ".join(paper.layout(number).text.split()) for number in pages]


@pytest.mark.slow
def test_redrawn_byte_for_byte(tmp_path: Path) -> None:
    main(tmp_path)
    kept = {path.name: path.read_bytes() for path in HERE.glob("*.pdf")}
    drawn = {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")}
    assert sorted(drawn) == sorted(kept)
    assert [name for name in kept if drawn[name] != kept[name]] == []
    table = (tmp_path / "PAGES.md").read_text(encoding="utf-8")
    assert table == (HERE / "PAGES.md").read_text(encoding="utf-8")
    assert (tmp_path / LIST.name).read_bytes() == LIST.read_bytes()


def test_every_paper_is_known_by_what_is_in_it() -> None:
    papers = [path.read_bytes() for path in sorted(HERE.glob("*.pdf"))]
    assert all(is_sample(hashlib.sha256(content).hexdigest()) for content in papers)
    assert not is_sample(hashlib.sha256(papers[0] + b"\n").hexdigest())
    assert len(LIST.read_text(encoding="utf-8").splitlines()) == len(papers)


def test_size() -> None:
    assert 0 < sum(path.stat().st_size for path in HERE.glob("*.pdf")) < _MOST_BYTES


def test_table_of_pages_is_whole() -> None:
    gold = _gold()
    assert set(gold) == {path.name for path in HERE.glob("*.pdf")}
    for name, rows in gold.items():
        assert [int(row[0]) for row in rows] == list(
            range(1, len(pypdf.PdfReader(HERE / name).pages) + 1)
        )
        assert all(row[3].strip() for row in rows), name


@pytest.mark.parametrize("name", [_CABINET, _COMMITTEE])
def test_packs_have_front_sheet_stamps_and_outline(name: str) -> None:
    reader = pypdf.PdfReader(HERE / name)
    assert 30 <= len(reader.pages) <= 60
    marks = [entry for entry in reader.outline if not isinstance(entry, list)]
    opens = {row[2]: int(row[0]) for row in reversed(_gold()[name]) if row[2] != "-"}
    assert {_number(str(mark.title)): _page(reader, mark) for mark in marks} == opens
    texts = _texts(name)
    assert re.search(r"\(Pages \d+ - \d+\)", texts[1])
    for row, text in zip(_gold()[name], texts, strict=True):
        stamp = re.search(r"^Page (\d+)\b|\bPage (\d+)$", text)
        found = stamp[1] or stamp[2] if stamp else "-"
        assert found == row[1], (name, row[0])


def _number(title: str) -> str:
    return title.split()[0]


def _page(reader: pypdf.PdfReader, mark: pypdf.generic.Destination) -> int:
    number = reader.get_destination_page_number(mark)
    assert number is not None
    return number + 1


def test_page_ranges_on_the_front_sheet_are_true() -> None:
    text = _texts(_CABINET)[1]
    for item in "345678":
        printed = [int(row[1]) for row in _gold()[_CABINET] if row[2] == item]
        assert f"(Pages {min(printed)} - {max(printed)})" in text


def test_supplement_goes_on_with_the_numbering() -> None:
    last = int(_gold()[_CABINET][-1][1])
    labels = pypdf.PdfReader(HERE / _SUPPLEMENT).page_labels
    assert labels[:3] == ["i", str(last + 1), str(last + 2)]
    assert f"Page {last + 1}" in _texts(_SUPPLEMENT)[1]


def test_scan_has_no_text_layer() -> None:
    assert _texts(_SCAN) == ["", ""]
    assert all(row[4] == "S" for row in _gold()[_SCAN])


def test_turned_pages() -> None:
    rotations = [page.rotation for page in pypdf.PdfReader(HERE / _tracker("03-21")).pages]
    assert set(rotations) == {90}
    with open_pdf(HERE / "2024-03-communities-report-card.pdf") as card:
        layout = card.layout(1)
    assert layout.width < layout.height
    assert {line.direction for line in layout.lines} == {270}


def test_tracker_header_comes_back_only_in_the_older_version() -> None:
    header = "Ref What we will do SRO"
    assert all(header in text for text in _texts(_tracker("10-19")))
    assert [header in text for text in _texts(_tracker("03-21"))][1:] == [False, False]


def _tracker(day: str) -> str:
    (found,) = HERE.glob(f"*{day}-peer-review-action-tracker.pdf")
    return found.name


def test_exempt_part_is_marked_on_every_sheet() -> None:
    rows, texts = _gold()[_EXEMPT], _texts(_EXEMPT)
    assert "section 100A(4)" in texts[1]
    closed = {
        row[0] for row, text in zip(rows, texts, strict=True) if "NOT FOR PUBLICATION" in text
    }
    assert closed == {row[0] for row in rows if row[4] == "E"} == {"8", "9"}


def test_every_text_paper_says_that_it_is_fiction() -> None:
    for name in _gold():
        if name != _SCAN:
            assert NOTICE in _texts(name)[0], name


def _questions() -> list[dict[str, Any]]:
    lines = [line for path in _SETS for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def test_questions_are_enough_and_of_every_kind() -> None:
    kinds = [question["kind"] for question in _questions()]
    wanted = "fact figure table resolution decision-asked people date list compare keyword"
    assert set(wanted.split()) <= set(kinds)
    assert len(kinds) >= 40
    assert kinds.count("unanswerable") >= 8
    assert kinds.count("follow-up") >= 3
    assert len({question["id"] for question in _questions()}) == len(kinds)


def test_gold_stands_once_on_its_page() -> None:
    texts = {name: _texts(name) for name in _gold()}
    rows = _gold()
    for question in _questions():
        assert bool(question["gold"]) == (question["kind"] != "unanswerable"), question["id"]
        for entry in question["gold"]:
            at = entry["page"] - 1
            assert texts[entry["paper"]][at].count(entry["text"]) == 1, question["id"]
            printed, item = rows[entry["paper"]][at][1:3]
            assert (entry["printed"] or "-", entry["item"] or "-") == (printed, item)


def test_resolutions_stand_where_they_are_said_to() -> None:
    rows = [line.strip("| ").split(" | ") for line in _resolution_lines()]
    assert len(rows) >= 50
    for name, pages, *_, begins, ends in rows:
        first, last = int(pages.split("-")[0]), int(pages.split("-")[-1])
        texts = _texts(name)
        assert begins in texts[first - 1], (name, begins)
        assert ends in texts[last - 1], (name, ends)


def _resolution_lines() -> list[str]:
    lines = (HERE / "RESOLUTIONS.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and ".pdf" in line]
