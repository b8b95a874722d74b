"""The drawn minutes that the tagger learns from: every file reads, and is laid out as a page is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.decisions.examples import FOLDER, Example, Mark, examples, read_example, tags_of
from corpus.decisions.units import find_units
from corpus.minutes import find_headings
from corpus.model import VocabularyError

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
HEAD = "# body: Weir Trust\n"


@cache
def example(name: str) -> Example:
    return read_example(name, (FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def tags_in(one: Example) -> list[tuple[str, str]]:
    """Return each sentence's tag and words."""
    units = find_units(one.roll, find_headings(one.roll))
    words = [" ".join(one.roll.text[unit.start : unit.end].split()) for unit in units]
    return list(zip(tags_of(units, one.marks), words, strict=True))


def marked(one: Example) -> list[tuple[str, str, int | None]]:
    """Return each mark's label, words and decision."""
    text = one.roll.text
    words = (" ".join(text[mark.start : mark.end].split()) for mark in one.marks)
    return [(m.label, said, m.decision) for m, said in zip(one.marks, words, strict=True)]


def drawn(text: str) -> Example:
    return read_example("weir", HEAD + text)


def test_there_are_many_of_many_bodies() -> None:
    assert len(NAMES) > 100
    assert len({example(name).body for name in NAMES}) > 0.95 * len(NAMES)
    assert [one.name for one in examples()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_its_marks_in_its_roll(name: str) -> None:
    one = example(name)
    text = one.roll.text
    assert one.body.strip()
    assert one.marks
    for mark in one.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        words = text[mark.start : mark.end]
        assert words == words.strip()
    assert {mark.label for mark in one.marks} <= set("DRAUVMX")
    bare = [mark for mark in one.marks if (mark.decision is None) != (mark.label in "VMX")]
    assert bare == []
    assert not [row for row in one.roll.rows if "{" in row.text or "}" in row.text]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_a_sentence_of_each_label(name: str) -> None:
    """A label that only stands inside sentences of another has none of its own."""
    one = example(name)
    units = find_units(one.roll, find_headings(one.roll))
    told = list(zip(units, tags_of(units, one.marks), strict=True))
    have = {tag[-1] for _, tag in told}
    assert "O" in have
    for label in {mark.label for mark in one.marks} - {"X"}:
        own = "V" if label in "VM" else "A" if label == "U" else label
        inside = [
            tag
            for mark in one.marks
            if mark.label == label
            for unit, tag in told
            if unit.start < mark.end and mark.start < unit.end
        ]
        assert own in have or any(tag != "O" for tag in inside), label


def test_a_decision_goes_on_over_its_sentences() -> None:
    one = drawn(
        "1. Sluice\n\n{D agreed: It was agreed to close the sluice. The key goes to the warden.}"
        " {V: Carried.}\n\n{R: The minutes were signed.} Rain fell. {A: Ann to ring the firm.}"
        " {X: The Weir Board had agreed to pay.} {U: Bob will help her.}"
    )
    assert tags_in(one)[1:] == [
        ("BD", "It was agreed to close the sluice."),
        ("ID", "The key goes to the warden."),
        ("V", "Carried."),
        ("BR", "The minutes were signed."),
        ("O", "Rain fell."),
        ("BA", "Ann to ring the firm."),
        ("O", "The Weir Board had agreed to pay."),
        ("BA", "Bob will help her."),
    ]


def test_a_label_may_carry_a_decision_on() -> None:
    one = drawn(
        "{D: The Trust resolved to} {M: Moved Ash} {+: buy a boat.}\n\n{D: And to sail it.}"
    )
    assert marked(one) == [
        ("D", "The Trust resolved to", 0),
        ("M", "Moved Ash", None),
        ("D", "buy a boat.", 0),
        ("D", "And to sail it.", 1),
    ]


def test_a_cell_in_the_right_column_stands_beside_its_line() -> None:
    one = drawn("The gate is stuck.\n>> {A: JR to oil it}\n\nThe next matter.")
    line, cell, after = one.roll.rows
    assert cell.text == "JR to oil it"
    assert cell.x0 > 400 > line.x0
    assert cell.y0 == line.y0
    assert after.y0 > line.y0
    assert marked(one) == [("A", "JR to oil it", 0)]


def test_a_table_has_its_cells_side_by_side_with_their_marks() -> None:
    one = drawn(
        "| No | Minute | By |\n| 4 | Bats. {D: The Trust bought two boxes for the bats.} They were"
        " dear, as everybody who looked at the bill said. | {M: JR} |"
    )
    first = one.roll.rows[:3]
    assert [row.text for row in first] == ["No", "Minute", "By"]
    assert len({row.y0 for row in first}) == 1
    assert first[0].x0 < first[1].x0 < first[2].x0
    four = next(row for row in one.roll.rows if row.text == "4")
    said = next(row for row in one.roll.rows if row.text.startswith("Bats."))
    assert four.y0 == said.y0
    assert said.x0 == first[1].x0
    assert marked(one) == [("D", "The Trust bought two boxes for the bats.", 0), ("M", "JR", None)]


def test_a_page_ends_where_the_file_says_and_where_it_is_full() -> None:
    one = drawn("Above.\n~~~\nBelow.\n" + "A line.\n" * 120)
    pages = {row.text: row.page for row in one.roll.rows[:2]}
    assert pages == {"Above.": 1, "Below.": 2}
    assert one.roll.rows[-1].page == 4
    assert all(row.y0 < 790 for row in one.roll.rows)


def test_bold_indent_and_wrapping() -> None:
    one = drawn("**Sluice**\n    Indented.\n" + "{D: " + "word " * 40 + "end.}")
    bold, indented, *lines = one.roll.rows
    assert (bold.text, bold.bold) == ("Sluice", True)
    assert (indented.bold, indented.x0 - bold.x0) == (False, 36.0)
    assert len(lines) == 3
    assert max(len(line.text) for line in lines) <= 88
    assert [m for m, *_ in marked(one)] == ["D"]
    assert one.roll.text[one.marks[0].end - 4 : one.marks[0].end] == "end."
    assert one.marks[0] == Mark(lines[0].at, lines[-1].upto, "D", 0)


def test_a_label_that_is_not_closed_is_named() -> None:
    with pytest.raises(VocabularyError, match="weir: a label is not closed: Then"):
        drawn("Then {D: it was agreed")


def test_minutes_without_a_body_are_named(tmp_path: Path) -> None:
    (tmp_path / "nobody.txt").write_text("# style: plain\nRain.\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="nobody: names no body"):
        list(examples(tmp_path))
