"""Minutes as sentences: where each stands in its paragraph, and under which title."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions.units import Unit, find_units
from corpus.minutes import Roll, find_headings, make_roll
from tests.corpus.minutes_pages import HEAD, draw

WORDS = (
    HEAD
    + """**7. Boat store

The door is stuck. Mr. Reed of No. 4 will see to it by 3.30 p.m. on Tuesday because the key cannot
be turned at all. Nobody minds.

(a) A lock was bought.
(b) A light was not.

**8. Slipway

It is slippery
\f
when wet. Moss grows on it."""
)


def units_in(words: str) -> tuple[Roll, tuple[Unit, ...]]:
    roll = make_roll(*draw(words))
    return roll, find_units(roll, find_headings(roll))


def test_sentences_are_cut_where_they_end_and_not_at_abbreviations() -> None:
    roll, units = units_in(WORDS)
    said = [roll.text[unit.start : unit.end].replace("\n", " ") for unit in units]
    assert said[-7:] == [
        "Mr. Reed of No. 4 will see to it by 3.30 p.m. on Tuesday because the key cannot be turned"
        " at all.",
        "Nobody minds.",
        "(a) A lock was bought.",
        "(b) A light was not.",
        "8. Slipway",
        "It is slippery when wet.",
        "Moss grows on it.",
    ]


def test_a_sentence_knows_its_paragraph_and_title() -> None:
    roll, units = units_in(WORDS)
    by_words = {roll.text[unit.start : unit.end].split()[0]: unit for unit in units}
    stuck, mind, moss = by_words["The"], by_words["Nobody"], by_words["Moss"]
    assert (stuck.opens, stuck.closes, stuck.title) == (True, False, "Boat store")
    assert (mind.opens, mind.closes, mind.title) == (False, True, "Boat store")
    assert (moss.opens, moss.closes, moss.title) == (False, True, "Slipway")
    assert [unit.heading for unit in (by_words["7."], stuck, by_words["8."])] == [True, False, True]
    assert roll.rows[moss.row].page == 2
    assert by_words["It"].row == roll.row_at(by_words["It"].start)


def test_a_heading_ends_the_paragraph_above_however_near_it_is_set() -> None:
    words = "**1. Tides\n\nThe tide was late\n**2. Ropes\n\nA rope was cut. It was old."
    roll, units = units_in(HEAD + words)
    said = [(roll.text[unit.start : unit.end], unit.title) for unit in units][-5:]
    assert said == [
        ("1. Tides", "Tides"),
        ("The tide was late", "Tides"),
        ("2. Ropes", "Ropes"),
        ("A rope was cut.", "Ropes"),
        ("It was old.", "Ropes"),
    ]


def test_nothing_has_no_sentences() -> None:
    roll = make_roll((), {})
    assert find_units(roll, ()) == ()


@given(
    st.lists(
        st.sampled_from(
            ["**1. Head", "A b c.", "and d", "(i) that", "", "Mr. X. Y z.", "\f", "   in “q.” R"]
        ),
        max_size=12,
    )
)
def test_sentences_hold_every_word_once_and_in_order(lines: list[str]) -> None:
    words = "\n".join(lines)
    roll, units = units_in(words)
    held = "".join(roll.text[unit.start : unit.end] for unit in units)
    assert "".join(held.split()) == "".join(roll.text.split())
    assert all(one.end <= after.start for one, after in pairwise(units))
    assert all(roll.row_at(unit.start) == unit.row for unit in units)


def test_an_application_begins_with_its_reference_also_where_lines_run_on() -> None:
    roll, units = units_in(
        HEAD + "**5. Planning\n\n23/00459/FUL Rear porch, 3 Mill Row\n23/01130/FUL A barn\n"
    )
    said = [roll.text[unit.start : unit.end] for unit in units[-2:]]
    assert said == ["23/00459/FUL Rear porch, 3 Mill Row", "23/01130/FUL A barn"]


def test_a_reference_in_a_sentence_begins_nothing() -> None:
    roll, units = units_in(HEAD + "**5. Planning\n\nThe Council looked at\n23/01131/FUL again.\n")
    said = [roll.text[unit.start : unit.end] for unit in units[-1:]]
    assert said == ["The Council looked at\n23/01131/FUL again."]


def test_a_row_of_a_table_of_motions_begins_under_its_head() -> None:
    roll, units = units_in(HEAD + "**5. Pond\n\nOutcome\nResolved\nJR / AF Carried AF to dig it\n")
    said = [roll.text[unit.start : unit.end] for unit in units[-2:]]
    assert said == ["Outcome\nResolved", "JR / AF Carried AF to dig it"]


def test_points_and_numbers_that_count_on_begin_sentences_of_their_own() -> None:
    points = (
        "● Fair on the green\n○ Ann to ask for a quote\n1. Gate mended\n2. Wall to be left\nas is"
    )
    roll, units = units_in(f"{HEAD}**7. Stores\n\n{points}\n9. None the less")
    said = [roll.text[unit.start : unit.end].replace("\n", " ") for unit in units]
    assert said[-3:] == [
        "● Fair on the green",
        "○ Ann to ask for a quote 1. Gate mended",
        "2. Wall to be left as is 9. None the less",
    ]


def test_a_few_words_with_a_colon_are_the_title_of_what_follows() -> None:
    _, units = units_in(HEAD + "Planning:\n\nThe barn is large.\n\nThe Board agreed:\n\nA door.")
    assert [unit.title for unit in units[-4:]] == ["Planning"] * 4
