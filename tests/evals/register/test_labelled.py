"""Labelled minutes: read with their labels, which are found where they stand on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.decisions.training import lesson_of
from evals.model import SetError
from evals.register.labelled import Label, Labelled, read_labelled
from tests.evals.register.drawn import GOLD, RINGS, SIGNED, SOLD, draw_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_folder(tmp_path_factory.mktemp("labelled"))


@pytest.fixture(scope="module")
def documents(folder: Path) -> tuple[Labelled, ...]:
    return read_labelled(folder)


def marked(one: Labelled) -> list[tuple[str, str, int | None, int]]:
    """Return label, words, decision and page of each mark."""
    roll = one.example.roll
    return [
        (
            mark.label,
            " ".join(roll.text[mark.start : mark.end].split()),
            mark.decision,
            roll.rows[roll.row_at(mark.start)].page,
        )
        for mark in one.example.marks
    ]


def test_a_folder_is_read_with_its_papers(documents: tuple[Labelled, ...]) -> None:
    club, parish = documents
    assert (club.file, club.body) == ("club.pdf", "Ferrygate Rowing Club")
    assert club.reading.paper.page_count == 2
    sold, signed, rings = club.labels
    assert (sold.mark, signed.mark, rings.mark) == ("D", "R", "A")
    assert (sold.mover, sold.vote, signed.kind, signed.mover) == (
        "Cy Moss",
        "All in favour.",
        "",
        None,
    )
    assert len(parish.labels) == 1


def test_labels_are_marked_where_they_stand(documents: tuple[Labelled, ...]) -> None:
    assert marked(documents[0]) == [
        ("D", SOLD["text"].rstrip("."), 0, 1),
        ("V", "All in favour", None, 1),
        ("R", str(SIGNED["text"]).rstrip("."), 1, 2),
        ("A", str(RINGS["text"]).rstrip("."), 2, 2),
    ]


def test_a_document_teaches_as_a_drawn_example_does(documents: tuple[Labelled, ...]) -> None:
    lesson = lesson_of(documents[0].example)
    assert {"BD", "V", "BR", "BA", "O"} == set(lesson.tags)


def test_what_the_reader_finds_in_it(documents: tuple[Labelled, ...]) -> None:
    found = [" ".join(one.text.split()) for one in documents[1].register()]
    assert found == ["It was agreed to accept the quotation of Hartley Play."]


def test_a_label_that_stands_nowhere_is_left_out_and_another_page_is_second_best(
    folder: Path,
) -> None:
    gone = {**SOLD, "text": "It was agreed to burn the boathouse."}
    moved = {**SIGNED, "page": 1}
    blank = {**SOLD, "text": "…"}
    (one,) = relabelled(folder, gone, moved, blank)
    assert [(label, page) for label, _, _, page in marked(one)] == [("R", 2)]


def relabelled(folder: Path, *decisions: dict[str, Any]) -> tuple[Labelled, ...]:
    """Read the club's paper with other labels."""
    other = folder / f"other{len(decisions)}"
    other.mkdir()
    (other / "papers").symlink_to(folder / "papers")
    line = json.dumps({**GOLD[0], "decisions": decisions})
    (other / "gold.jsonl").write_text(line, encoding="utf-8")
    return read_labelled(other)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "JSONDecodeError"),
        ("[1]", "TypeError"),
        ('{"file": "club.pdf", "decisions": []}', "body"),
        ('{"file": "club.pdf", "body": "B"}', "decisions"),
        ('{"file": "club.pdf", "body": "B", "decisions": [{"page": 1, "core": true}]}', "text"),
        ('{"file": "club.pdf", "body": "B", "decisions": [{"page": 1, "text": "a"}]}', "core"),
        ('{"file": "club.pdf", "body": "B", "decisions": 3}', "TypeError"),
    ],
)
def test_a_broken_line_is_named(line: str, told: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").symlink_to(folder / "papers")
    good = json.dumps(GOLD[1])
    (tmp_path / "gold.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(SetError, match=rf"gold\.jsonl, line 2: .*{told}"):
        read_labelled(tmp_path)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"gold\.jsonl: cannot be read: No such file"):
        read_labelled(tmp_path)


@pytest.mark.parametrize(
    ("kind", "core", "mark"),
    [
        ("decision", True, "D"),
        ("decision", False, "R"),
        ("", True, "D"),
        ("action", False, "A"),
        ("undertaking", True, "A"),
    ],
)
def test_the_mark_of_a_label(kind: str, core: bool, mark: str) -> None:
    assert Label(1, "a", core, kind, "", None, None).mark == mark
