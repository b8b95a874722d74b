"""Where a number asked for stands, told by headings, key cells, clauses and front sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import AgendaItem, ItemSource, LabelSource, Page, Passage, TextSource
from retrieval.answer.lookup_answers import _to_next
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.units import units_of
from retrieval.search.agendas_asked import Entry, asks_for_agenda, entry_of, printed, runs
from retrieval.search.numbered_places import (
    LookedUp,
    Place,
    Sought,
    heads,
    keyed_by,
    placed,
    same_title,
)
from tests.retrieval.passages import hit, prose, row

FRONT_SHEET = """AGENDA
1. Apologies
2. Minutes (Pages 3 - 8)
3. Ferry Timetable and
Harbour Dues (Pages 9 - 21)
To consider a report of the harbour master.
4. Beach Huts
"""


def page(text: str, number: int = 1) -> Page:
    return Page("a", number, None, LabelSource.NONE, 595, 842, 0, text, TextSource.TEXT_LAYER)


def item(number: str, title: str) -> AgendaItem:
    return AgendaItem("a", number, title, None, None, ItemSource.FRONT_SHEET)


def under(passage: Passage, *headings: str) -> Passage:
    return replace(passage, headings=headings)


@pytest.mark.parametrize(
    ("headings", "number", "expected"),
    [
        (("CABINET", "41. Ferry Timetable"), "41", True),
        (("41 Ferry Timetable", "RESOLVED"), "41", True),
        (("40. Harbour Dues", "41. Ferry Timetable"), "40", False),
        (("41 people came",), "41", False),
        (("141. Ferry Timetable",), "41", False),
        (("12/24. Ferry Timetable",), "12/24", True),
    ],
)
def test_a_minute_is_told_by_the_last_numbered_heading(
    headings: tuple[str, ...], number: str, expected: bool
) -> None:
    assert heads(under(prose("The ferry was late."), *headings), number) is expected


def test_a_reference_is_the_key_of_a_row_and_no_figure_in_it() -> None:
    kept = row({"Ref": "7.2", "Action": "Paint the lamp posts", "Lead": "Foreman"})
    figure = row({"Measure": "Posts leaning", "2021": "7.2", "2022": "6.1"})
    second = row({"Theme": "Lighting", "No.": "7.2", "Action": "Paint the lamp posts"})
    assert keyed_by(kept, "7.2")
    assert keyed_by(second, "7.2")
    assert not keyed_by(figure, "7.2")
    assert not keyed_by(row({"Ref": "17.2", "Action": "Sweep"}), "7.2")


def test_a_clause_is_told_by_its_number_at_the_beginning_of_a_line() -> None:
    assert keyed_by(prose("7.1 Posts are counted.\n7.2 Posts are painted."), "7.2")
    assert keyed_by(under(prose("Posts are painted."), "7.2 Painting"), "7.2")
    assert not keyed_by(prose("The share rose to\n7.2 per cent of posts."), "7.2")
    assert not keyed_by(prose("As paragraph 7.2 The Painting says"), "7.2")


def test_a_clause_ends_where_the_next_begins() -> None:
    units = units_of(
        prose(
            "7.1 Posts are counted. 7.2 Posts are painted in May. Rust is filed off.\n"
            "(a) Two coats are given.\n7.3 Lamps are cleaned."
        )
    )
    first = next(at for at, unit in enumerate(units) if "7.2" in unit.text)
    said = " ".join(unit.text for unit in _to_next(units[first:], 0, "7.2", 400))
    assert "Posts are painted" in said
    assert "Two coats" in said
    assert "7.1" not in said
    assert "Lamps" not in said


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("7.2", "7.2 Posts rust. 19 Boats came. 4.3 Piers rust."),
        ("7.4", "7.4 Lamps rust. 7.7 Quays rust."),
        ("7.7", "7.7 Quays rust."),
        ("8", "8 Walls rust."),
    ],
)
def test_a_clause_goes_on_over_numbers_that_do_not_follow(number: str, told: str) -> None:
    units = units_of(
        prose(
            "7.2 Posts rust. 19 Boats came. 4.3 Piers rust. 7.4 Lamps rust. 7.7 Quays rust."
            " 8 Walls rust. 10 Bells rust."
        )
    )
    first = next(at for at, unit in enumerate(units) if unit.text.startswith(f"{number} "))
    assert " ".join(unit.text for unit in _to_next(units[first:], 0, number, 400)) == told


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("24/01207 - Ferry Timetable", "Record of decision 24/01207: Boats", True),
        ("Ferry Timetable and Harbour Dues", "Ferry timetable and harbour dues 2024", True),
        ("41. Ferry Timetable and Harbour Dues", "Ferry Timetable and Harbour Dues", True),
        ("Minutes", "Minutes of the Harbour Board", False),
        ("Ferry Timetable and Harbour Dues", "Ferry Fares and Beach Huts", False),
        ("", "", False),
    ],
)
def test_titles_of_the_same_business(one: str, other: str, expected: bool) -> None:
    assert same_title(one, other) is expected


def test_hits_in_the_place_come_before_all_others_and_keep_their_order() -> None:
    here, there = prose("Here.", start=0), prose("There.", start=100)
    older, far = prose("Older.", "b"), prose("Far off.", "c")
    found = LookedUp(
        Sought.MINUTE,
        "41",
        (
            Place("a", date(2024, 5, 1), (here, there)),
            Place("b", date(2021, 5, 1), (older,)),
        ),
    )
    hits = (hit(far, 3.0), hit(older, 2.0), hit(there, 1.5), hit(here, 1.0))
    ordered = placed(hits, found, lambda _passage: None)
    assert [one.passage.id for one in ordered] == [there.id, here.id, older.id, far.id]
    assert [one.score for one in ordered[:2]] == [1.5, 1.0]
    assert all("place" in dict(one.signals) for one in ordered[2:])


def test_without_a_number_nothing_moves() -> None:
    hits = (hit(prose("Here.")), hit(prose("There.", "b"), 0.5))
    assert placed(hits, LookedUp(), lambda _passage: None) == hits


def test_an_item_is_found_where_its_front_sheet_prints_it() -> None:
    pages = {1: page("Cover of the pack"), 2: page(FRONT_SHEET, 2)}
    listed = [item("2", "Minutes"), item("3", "Ferry Timetable and Harbour Dues")]
    entries = [entry_of(one, pages) for one in listed]
    assert all(entries)
    found = tuple(entry for entry in entries if entry)
    assert [printed(one, pages) for one in found] == [
        "2. Minutes",
        "3. Ferry Timetable and Harbour Dues",
    ]
    assert len(list(runs(found))) == 1
    assert entry_of(item("9", "Beach Huts"), pages) is None


def test_entries_far_apart_are_quoted_apart() -> None:
    pages = {2: page(FRONT_SHEET, 2)}
    listed = (item("3", "Ferry Timetable and Harbour Dues"), item("4", "Beach Huts"))
    found: list[Entry] = [entry for one in listed if (entry := entry_of(one, pages))]
    assert len(list(runs(found))) == 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is on the agenda for 9 May 2024?", True),
        ("What items were on the Harbour Board agenda of 9 May 2024?", True),
        ("List the agenda items for the Harbour Board", True),
        ("Agenda for the Harbour Board on 9 May 2024", True),
        ("What was on the agenda about ferries on 9 May 2024?", False),
        ("What is item 3 on the agenda of 9 May 2024?", False),
        ("Which items did the Harbour Board refuse?", False),
    ],
)
def test_questions_for_the_agenda_itself(question: str, expected: bool) -> None:
    lexicon = Lexicon(committees=("Harbour Board",))
    assert asks_for_agenda(understand(question, lexicon)) is expected


def test_what_else_is_asked_must_stand_in_the_place() -> None:
    kept = row({"Ref": "7.2", "Action": "Paint the lamp posts", "Lead": "Foreman"})
    query = understand("Who is the lead for 7.2?", Lexicon())
    place = (Place("a", None, (kept,)),)
    assert LookedUp(Sought.REFERENCE, "7.2", place, rest=("lead",)).meets_rest(query, [kept])
    assert LookedUp(Sought.REFERENCE, "7.2", place).meets_rest(query, [kept])
    costs = LookedUp(Sought.REFERENCE, "7.2", place, rest=("cost",))
    assert not costs.meets_rest(query, [kept])
    assert not LookedUp().meets_rest(query, [kept])
