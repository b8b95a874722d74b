"""Where a number asked for stands: in which papers, in which order, and what else is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus.model import ItemSource, PaperKind, Passage, PassageKind, Reading, Scope
from retrieval.search.numbered_places import LookedUp, Sought
from tests.retrieval.guard.papers import Desk, desk_of
from tests.retrieval.guard.shelf import (
    AUTUMN,
    BOARD,
    DUES,
    JULY,
    JUNE,
    QUAY,
    WINTER,
    Line,
    form,
    row,
    written,
)

PACK, MINUTES, OTHER = PaperKind.AGENDA_PACK, PaperKind.MINUTES, PaperKind.REPORT
FRONT = ItemSource.FRONT_SHEET
JUNE_LISTS = ["board-june", "board-june-more"]


def minute(number: str, words: str, body: str = BOARD) -> Line:
    return Line(words, f"{number}. Business", context=f"{body}, minutes, {number}. Business")


def listing(
    name: str, kind: PaperKind, *titles: str, body: str = BOARD, day: date = JUNE
) -> tuple[Reading, list[Passage]]:
    """Return a paper with a front sheet of these items, all without pages."""
    items = [(str(at), title, None, None) for at, title in enumerate(titles, 1)]
    return written(name, kind, items=items, body=body, day=day)


PAPERS = (
    written("board-june", PACK, Line("The ferry is late in winter.", page=2, item="2"),
            form("That the ferry wait.", 3, "2"), Line("Boats pay dues.", page=4, item="3"),
            items=[("1", "Apologies", None, None), ("2", WINTER, 2, 3), ("3", DUES, 4, 4)]),
    listing("board-june-more", PaperKind.SUPPLEMENT, "Apologies", WINTER),
    listing("board-july", PACK, "Apologies", WINTER, DUES, day=JULY),
    listing("quay-june", PACK, "Apologies", "Mud of the inner basin", body=QUAY),
    listing("quay-july", PACK, "Apologies", body=QUAY, day=JULY),
    written("outline-autumn", PACK, items=[("1", "Apologies", 1, 1)], day=AUTUMN,
            source=ItemSource.OUTLINE),
    written("July item 3", OTHER, Line("Dues rise."), day=JULY, title="Rates of the year"),
    written("winter", OTHER, Line("Ice comes."), day=JULY, title=WINTER, body=None),
    written("winter-old", OTHER, Line("Ice came."), title=WINTER, body=None),
    written("winter-quay", OTHER, Line("Mud came."), day=JULY, title=WINTER, body=QUAY),
    written("minutes-june", MINUTES, minute("41", "The ferry was late."),
            minute("42", "The pier is shut."), minute("41", "The quay is wet.", QUAY)),
    written("minutes-july", MINUTES, minute("41", "The ferry was early."), day=JULY),
    written("minutes-quay", MINUTES, minute("41", "The basin was full.", QUAY), body=QUAY,
            day=AUTUMN),
    written("notes", OTHER, Line("41. Posts are red."), day=AUTUMN),
    written("tracker-june", PaperKind.TRACKER, row(Ref="T12", What="Paint the lamp"),
            row(What="Mend it", No="T13"), row(What="Sell it", Who="T14"), body=None),
    written("tracker-july", PaperKind.TRACKER, row(Ref="T12", What="Paint the post"), day=JULY,
            body=None),
    written("plan", OTHER, row(Ref="T12", What="Paint the pier and lamp"), row(Ref="Q3", What="x"),
            Line("4.2 Clauses follow.", page=2), day=AUTUMN, body=None),
    written("list-undated", OTHER, row(Ref="T77", What="Count it"), day=None, body=None),
    written("list-june", OTHER, row(Ref="T77", What="Count it"), body=None),
    written("record", PaperKind.DECISION_NOTICE, Line("Tolls are free."), body=None, day=JULY,
            title="Decision 24/00093 on tolls"),
    written("record-again", PaperKind.DECISION_NOTICE, Line("Tolls were free."), body=None,
            title="Decision 24/00093"),
    written("report", OTHER, Line("See 24/00093 and 24/00094."), body=None, day=AUTUMN),
    written("glossary-june", OTHER, Line("The Quay Steering League (QSL) met."),
            Line("The Quay Steering League (QSL) rose."), body=None,
            acronyms=(("QSL", "Quay Steering League"),)),
    written("glossary-july", OTHER, Line("A Quiet Sea Lamp (QSL) is lit."), day=JULY, body=None,
            acronyms=(("QSL", "Quiet Sea Lamp"),)),
    written("glossary-old", OTHER, Line("A Quiet Sea Lamp (QSL) was lit."), day=None, body=None),
    written("talk", OTHER, Line("The QSL is late."), day=AUTUMN, body=None),
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = desk_of(tmp_path_factory.mktemp("shelf"), PAPERS)
    yield opened
    opened.catalogue.close()


def sought(shelf: Desk, question: str, scope: Scope | None = None) -> LookedUp:
    return shelf.find(question, scope).looked_up


def papers(found: LookedUp) -> list[str]:
    return [place.paper_id for place in found.places]


@pytest.mark.parametrize(
    ("question", "places", "bare"),
    [
        ("minute 41", ["minutes-quay", "minutes-july", "minutes-june"], True),
        ("What did minute 41 resolve?", ["minutes-quay", "minutes-july", "minutes-june"], True),
        ("Who spoke to minute 41?", ["minutes-quay", "minutes-july", "minutes-june"], False),
        ("minute 42", ["minutes-june"], True),
        ("minute 43", [], False),
        ("minute 41 of June 2024", ["minutes-june"], True),
        ("minute 41 of May 2024", [], False),
        ("minute 41 of the Harbour Board", ["minutes-july", "minutes-june"], True),
        ("minute 41 of the Quay Committee", ["minutes-quay", "minutes-june"], True),
        ("minute 41 on the ferry", ["minutes-july", "minutes-june", "minutes-quay"], False),
        ("minute 41 on the late ferry", ["minutes-june", "minutes-july", "minutes-quay"], False),
    ],
)
def test_a_minute_stands_under_its_number_the_newest_first(
    shelf: Desk, question: str, places: Sequence[str], bare: bool
) -> None:
    found = sought(shelf, question)
    assert papers(found) == list(places)
    assert found.bare is bare
    if places:
        assert (found.sought, found.number) == (Sought.MINUTE, question.split("minute ")[1][:2])


@pytest.mark.parametrize(
    ("question", "places", "rest"),
    [
        ("reference T12", ["plan", "tracker-july", "tracker-june"], ()),
        ("T12 in the tracker", ["tracker-july", "tracker-june", "plan"], ()),
        ("T12 in the plan", ["plan", "tracker-july", "tracker-june"], ()),
        ("T12 on the lamp", ["plan", "tracker-june", "tracker-july"], ("lamp",)),
        ("T12 on the post", ["tracker-july", "plan", "tracker-june"], ("post",)),
        ("T12 in June 2024", ["tracker-june"], ()),
        ("T12 in May 2024", ["plan", "tracker-july", "tracker-june"], ()),
        ("reference T13", ["tracker-june"], ()),
        ("reference T14", [], ()),
        ("reference T77", ["list-june", "list-undated"], ()),
        ("Q3 and T12", ["plan", "tracker-july", "tracker-june"], ()),
        ("How was Q3?", [], ()),
        ("T99 or T13", ["tracker-june"], ()),
        ("paragraph 4.2", ["plan"], ()),
    ],
)
def test_a_reference_stands_in_its_row_or_clause(
    shelf: Desk, question: str, places: Sequence[str], rest: tuple[str, ...]
) -> None:
    found = sought(shelf, question)
    assert papers(found) == list(places)
    assert found.rest == rest


def test_passages_of_one_meeting_are_one_place(shelf: Desk) -> None:
    (*_, last) = sought(shelf, "minute 41").places
    assert [one.text for one in last.passages] == ["The ferry was late.", "The quay is wet."]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("item 2 of the Harbour Board", ["board-july", "board-july"]),
        ("item 2 on 4 June 2024", ["quay-june", *JUNE_LISTS, *JUNE_LISTS]),
        ("item 2 of the Harbour Board on 4 June 2024",
         [*JUNE_LISTS, *JUNE_LISTS]),
        ("item 3 of the Harbour Board on 4 June 2024", ["board-june", "board-june"]),
        ("item 1 of the Harbour Board on 2 July 2024", ["board-july"]),
        ("item 9 of the Harbour Board", []),
        ("item 2", []),
        ("item 1 on 1 October 2024", []),
    ],
)  # fmt: skip
def test_an_item_stands_on_the_front_sheet_before_its_papers(
    shelf: Desk, question: str, places: Sequence[str]
) -> None:
    found = sought(shelf, question)
    assert sorted(papers(found)) == sorted(places)
    listed = [bool(place.entries) for place in found.places]
    assert listed == sorted(listed, reverse=True)
    assert all(bool(place.entries) != bool(place.areas) for place in found.places)


def test_an_item_needs_no_meeting_where_there_is_one(shelf: Desk) -> None:
    held = [p for p in shelf.catalogue.papers() if p.committee == BOARD and p.meeting_date == JUNE]
    found = sought(shelf, "What is item 3 about?", Scope(papers=tuple(p.id for p in held)))
    assert papers(found) == ["board-june", "board-june"]
    assert found.bare
    two = [p for p in shelf.catalogue.papers() if p.committee == BOARD and p.kind is PACK]
    assert not sought(shelf, "What is item 3 about?", Scope(papers=tuple(p.id for p in two))).places


@pytest.mark.parametrize(
    ("question", "areas"),
    [
        ("item 2 of the Harbour Board on 4 June 2024", [("board-june", "2"), ("winter-old", None)]),
        ("item 2 of the Harbour Board on 2 July 2024", [("winter", None)]),
        ("item 3 of the Harbour Board on 2 July 2024", [("July item 3", None)]),
        ("item 1 of the Harbour Board on 2 July 2024", []),
    ],
)
def test_the_papers_of_an_item_are_its_pages_or_files_of_its_title(
    shelf: Desk, question: str, areas: list[tuple[str, str | None]]
) -> None:
    found = sought(shelf, question)
    assert [area for place in found.places for area in place.areas] == areas


def test_more_asked_of_an_item_leaves_its_line_and_papers_together(shelf: Desk) -> None:
    found = sought(shelf, "What did item 2 on 4 June 2024 of the Harbour Board say of ice?")
    assert (found.bare, found.rest) == (False, ("ice",))
    assert [bool(one.entries and one.areas) for one in found.places] == [True, True]
    assert papers(found) == JUNE_LISTS


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("the agenda of the Harbour Board", ["board-july"]),
        ("the agenda of the Quay Committee", ["quay-july"]),
        ("the agenda of the Quay Committee in 2024", ["quay-july", "quay-june"]),
        ("the agenda of the Harbour Board for 4 June 2024", ["board-june"]),
        ("the agenda for 4 June 2024", ["quay-june", "board-june"]),
        ("the agenda", []),
        ("the agenda for 1 October 2024", []),
    ],
)
def test_an_agenda_is_that_of_the_meeting_and_the_fullest(
    shelf: Desk, question: str, places: Sequence[str]
) -> None:
    found = sought(shelf, question)
    assert papers(found) == list(places)
    assert not places or found.sought is Sought.AGENDA


def test_a_decision_stands_in_the_papers_that_bear_its_number(shelf: Desk) -> None:
    (place,) = sought(shelf, "decision 24/00093").places
    assert (place.paper_id, place.day) == ("record", JULY)
    assert place.areas == (("record", None), ("record-again", None))
    assert [one.paper_id for one in place.passages] == ["report"]
    (named,) = sought(shelf, "decision 24/00094").places
    assert (named.paper_id, named.areas, len(named.passages)) == ("report", (), 1)
    assert sought(shelf, "decision 24/00095").places == ()


def test_an_acronym_is_explained_once_a_paper_the_newest_first(shelf: Desk) -> None:
    found = sought(shelf, "What does QSL stand for?")
    assert (found.sought, found.number, found.bare) == (Sought.ACRONYM, "QSL", True)
    assert papers(found) == ["glossary-july", "glossary-june", "glossary-old"]
    assert [one.passages[0].text for one in found.places][
        1
    ] == "The Quay Steering League (QSL) met."
    assert sought(shelf, "What does QSM stand for?").places == ()


@pytest.mark.parametrize(
    ("question", "scope", "places"),
    [
        ("minute 41", Scope(committee=QUAY), ["minutes-quay"]),
        ("minute 41", Scope(until=JUNE), ["minutes-june"]),
        ("reference T12", Scope(papers=("plan",)), ["plan"]),
        ("What does QSL stand for?", Scope(until=JUNE), ["glossary-june"]),
        ("decision 24/00093", Scope(papers=("report",)), ["report"]),
        ("the agenda of the Harbour Board", Scope(until=JUNE), ["board-june"]),
    ],
)
def test_only_papers_in_scope_are_looked_through(
    shelf: Desk, question: str, scope: Scope, places: Sequence[str]
) -> None:
    assert papers(sought(shelf, question, scope)) == list(places)


def test_what_stands_at_the_number_comes_first(shelf: Desk) -> None:
    for question, first in (
        ("minute 42", "The pier is shut."),
        ("item 3 on 4 June 2024 of the Harbour Board: what do boats pay?", "Boats pay dues."),
        ("decision 24/00093", "Tolls are free."),
    ):
        hits = shelf.find(question).hits
        assert first in [hit.passage.text for hit in hits[:3]]
        held = [hit.score for hit in hits]
        assert held == sorted(held, reverse=True)


@pytest.mark.parametrize(
    ("question", "item", "first"),
    [
        ("What are we asked to decide on the winter ferry?", None, "2"),
        ("What are we asked to decide under item 2?", None, "2"),
        ("late ferry", "2", "2"),
        ("boats pay dues", "2", None),
        ("late ferry", "3", None),
    ],
)
def test_the_form_of_the_likeliest_item_comes_along(
    shelf: Desk, question: str, item: str | None, first: str | None
) -> None:
    hits = shelf.find(question, Scope(papers=("board-june",), item=item)).hits
    forms = [hit.passage for hit in hits if hit.passage.kind is PassageKind.FORM]
    if item:
        assert {hit.passage.item for hit in hits} <= {item}
    else:
        assert hits[0].passage is forms[0]
        assert forms[0].item == first


def test_only_the_signals_chosen_rank(tmp_path_factory: pytest.TempPathFactory) -> None:
    chosen = ("late", "period")
    opened = desk_of(tmp_path_factory.mktemp("few"), PAPERS[:2], chosen)
    hits = opened.find("late ferry in June 2024").hits
    told = {name for hit in hits for name, _ in hit.signals}
    opened.catalogue.close()
    assert told == set(chosen)


def test_forms_come_along_that_no_search_proposed(tmp_path: Path) -> None:
    pages = [("2", "winter ferry"), ("3", "harbour dues"), ("4", "pier lamps")]
    paper = written(
        "pack", PACK,
        *(Line(f"The {said} are old.", page=at, item=number)
          for at, (number, said) in enumerate(pages, 2)),
        *(form(f"That it be done, {number}.", at + 3, number)
          for at, (number, _) in enumerate(pages, 2)),
    )  # fmt: skip
    desk = desk_of(tmp_path, [paper], candidates=1)

    def forms(question: str) -> set[str | None]:
        hits = desk.find(question).hits
        return {hit.passage.item for hit in hits if hit.passage.kind is PassageKind.FORM}

    assert forms("What are we asked to decide on the winter ferry?") == {"2"}
    assert forms("What are we asked to decide on the winter ferry under item 2?") == {"2"}
    assert forms("What are we asked to decide on the winter ferry under item 4?") == set()
    assert forms("What was said of the winter ferry?") == set()
    assert desk.find("What are we asked to decide on xyzzy?").hits
    desk.catalogue.close()


def test_the_newest_of_two_is_as_new_as_can_be(tmp_path: Path) -> None:
    read = [
        written(name, OTHER, Line("The ferry is late."), day=day)
        for name, day in (("june", JUNE), ("july", JULY), ("none", None))
    ]
    desk = desk_of(tmp_path, read)
    hits = desk.find("What is the latest on the ferry?").hits
    told = {hit.passage.paper_id: dict(hit.signals).get("recency", 0.0) for hit in hits}
    desk.catalogue.close()
    assert told == {"june": 0.0, "july": pytest.approx(0.15), "none": 0.0}


@pytest.mark.parametrize(
    "question", ["What are we asked to decide?", "minute 41", "the agenda for 4 June 2024", "ferry"]
)
def test_nothing_is_found_on_an_empty_shelf(tmp_path: Path, question: str) -> None:
    desk = desk_of(tmp_path, [])
    found = desk.find(question)
    desk.catalogue.close()
    assert (found.hits, found.pages, found.looked_up.places) == ((), (), ())
