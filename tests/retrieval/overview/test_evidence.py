"""What is about a thing, and what only mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.overview.evidence import (
    Stand,
    decision_stand,
    is_standing,
    passage_stand,
    same_matter,
    stand,
    subject_cells,
)
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from tests.retrieval.passages import prose, row
from tests.retrieval.registers import HARBOUR, minutes_read

STONE = understand("stone bridge", Lexicon())
SOLE = understand("fuf", Lexicon())


@pytest.mark.parametrize(
    ("heads", "text", "how"),
    [
        (("4. Stone bridge",), "", Stand.HEADED),
        (("Stones",), "The bridge is old.", Stand.HEADED),
        (("Harbour",), "The stone bridge is old.", Stand.BEGINS),
        (("Harbour",), "It rained. Stone bridges are old.", Stand.BEGINS),
        (("Harbour",), "(a) that pay be noted; (b) that the stone bridge close", Stand.BEGINS),
        (
            ("Harbour",),
            "Members spoke at length of the weather and the road, then of the stone bridge.",
            Stand.MENTIONED,
        ),
        (("Harbour",), "The stone is grey.", Stand.NONE),
        (("Minutes",), "Stone bridge", Stand.BEGINS),
        (
            ("Harbour",),
            "The clerk read what had come in, and there were complaints about the stone bridge.",
            Stand.BEGINS,
        ),
    ],
)
def test_a_heading_or_the_beginning_of_a_sentence_is_about_it(
    heads: Sequence[str], text: str, how: Stand
) -> None:
    assert stand(("stone", "bridge"), heads, text, STONE) is how


def test_a_heading_that_stands_at_every_meeting_tells_nothing() -> None:
    assert is_standing("Apologies for absence")
    assert is_standing("MINUTES of the meeting at the Customs House on 4th June at 7.30 pm")
    assert not is_standing("Stone bridge")
    assert not is_standing("Calendar of meetings 2024/25")
    said = "that the tolls be paid and the road be swept, and the bridge too"
    assert stand(("minutes",), ("Minutes",), said, STONE) is Stand.NONE


def test_a_row_is_about_what_its_first_cells_say() -> None:
    about = row({"Ref": "4", "Action": "Paint the stone bridge", "Lead": "Ada Byrne"})
    mentions = row({"Ref": "4", "Action": "Paint the pier", "Note": "after the stone bridge"})
    begins = row({"Ref": "4", "Action": "Painting", "Note": "Stone bridge painted in May, dry"})
    words = ("stone", "bridge")
    assert passage_stand(words, about, (), STONE) is Stand.BEGINS
    assert passage_stand(words, mentions, ("Stone bridge",), STONE) is Stand.MENTIONED
    assert passage_stand(words, begins, (), STONE) is Stand.BEGINS
    assert passage_stand(("pier", "tolls"), about, (), STONE) is Stand.NONE


def test_the_second_of_two_short_rows_is_looked_at_too() -> None:
    first = row({"Ref": "1", "Item": "Pier"})
    second = row({"Ref": "2", "Item": "Stone bridge"})
    both = replace(first, cells=(*first.cells, *second.cells))
    assert passage_stand(("stone", "bridge"), both, (), STONE) is Stand.BEGINS


def test_without_words_in_its_key_cells_a_row_is_about_the_first_that_has_some() -> None:
    cells = row({"No": "1", "Due": "May", "Lead": "Ash", "Work": "Paint the old pier"}).cells
    assert [cell.text for cell in subject_cells(cells)] == ["1", "May", "Paint the old pier"]


def test_a_sentence_that_explains_an_acronym_is_about_it() -> None:
    said = "In the long wet winter of last year there met the Ferry Users' Forum (FUF)."
    assert passage_stand(("fuf",), prose(said), (), SOLE) is Stand.BEGINS


def test_of_a_decision_with_many_clauses_the_beginning_counts() -> None:
    reading, _ = minutes_read("a", HARBOUR)
    said = reading.resolutions[1]
    first = replace(said, title="Business", text="(i) that the stone bridge be free; (ii) thanks")
    later = replace(first, text=f"(i) that {'a b ' * 25}be noted; (ii) that the stone bridge close")
    assert decision_stand(("stone", "bridge"), first, STONE) is Stand.BEGINS
    assert decision_stand(("stone", "bridge"), later, STONE) is Stand.MENTIONED


def test_an_office_named_after_its_field_is_not_about_it() -> None:
    said = "that the Executive Lead for Bridges and Stone be thanked"
    assert stand(("stone",), ("Thanks",), said, STONE) is Stand.MENTIONED


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Stone bridge", "Stone Bridge - second report", True),
        ("Winter ferry timetable", "Ferry timetable: winter", True),
        ("Stone bridge", "Stone road", False),
        ("Ferry budget 2023/24", "Ferry budget 2025/26", False),
        ("Ferry budget 2023/24", "Ferry budget", True),
        ("Minutes", "Minutes", False),
        ("2024", "2024", False),
    ],
)
def test_titles_of_one_matter_share_most_of_their_words(one: str, other: str, same: bool) -> None:
    assert same_matter(one, other) is same
