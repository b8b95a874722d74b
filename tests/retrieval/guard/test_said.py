"""What an answer says of hits put in order by hand: each thing once, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import OutcomeClass, PaperKind, Passage, PassageKind, Resolution
from retrieval.asking.answer import Answerer, Composed
from retrieval.model.constants import DEFAULT, Constants
from retrieval.ranking.units import units_of
from retrieval.search.agendas_asked import entry_of
from retrieval.search.numbered_places import LookedUp, Place, Sought
from tests.retrieval.guard.builders import found, hit
from tests.retrieval.guard.shelf import AUTUMN, JULY, JUNE, Line, Shelf, form, row, written
from tests.retrieval.passages import evidence

DAYS = {"june": JUNE, "july": JULY, "autumn": AUTUMN}
Said = tuple[str, Line | str]


def composed(
    question: str,
    *said: Said,
    scores: Sequence[float] = (1.0, 0.98, 0.97),
    units: Sequence[float] = (),
    constants: Constants = DEFAULT,
) -> Composed:
    """Return what is answered to a question for which these lines of papers were found.

    ``units`` are how well the sentences of each line answer.
    """
    lines = {name: [_line(one) for paper, one in said if paper == name] for name, _ in said}
    read = [
        written(name, PaperKind.REPORT, *own, day=DAYS[name], title=f"Papers of {name}")
        for name, own in lines.items()
    ]
    held: list[Passage] = [one for _, passages in read for one in passages]
    shelf = Shelf(read)
    told = {}
    for one in held:
        count = len(units_of(one))
        told[one.id] = evidence(one, *(units[:count] or [0.8] * count))
    hits = [hit(one, score) for one, score in zip(held, [*scores, *[0.1] * 99], strict=False)]
    made = found(question, *hits, evidence=told, papers=shelf.papers)
    return Answerer(cast(Catalogue, shelf)).compose(replace(made, constants=constants))


def _line(one: Line | str) -> Line:
    return one if isinstance(one, Line) else Line(one)


def texts(made: Composed) -> list[str]:
    return [one.text for one in made.statements]


FARE = "The ferry costs £4 a head"


@pytest.mark.parametrize(
    ("other", "statements"),
    [
        (f"{FARE} on Sundays and on all other days.", 2),
        ("The ferry costs £4 a helm", 1),
        ("The ferry costs £4 a hoop", 2),
        ("Ferry costs £4 a head", 2),
        ("ferry costs £4", 1),
    ],
)
def test_the_same_words_or_fewer_are_said_once(other: str, statements: int) -> None:
    made = composed("What of the ferry?", ("june", FARE), ("july", other))
    assert len(made.statements) == statements
    assert made.statements[0].text == FARE
    assert made.message == ""


def test_no_more_is_said_than_can_be_read() -> None:
    said = [("june", row(Ref=str(at), What=f"Pier {at} of {'x' * at} is red")) for at in range(12)]
    certain = DEFAULT.changed("sufficiency.sure", "0")
    made = composed("Compare piers", *said, scores=[1.0] * 12, constants=certain)
    assert len(made.statements) == 5
    unsure = composed("Compare piers", *said, scores=[1.0] * 12)
    assert len(unsure.statements) == 1 + DEFAULT.choosing.equals
    assert next(c.number for one in made.statements for c in one.citations) == 1


RED = "Which actions are red?"


@pytest.mark.parametrize(
    ("count", "shown", "message"), [(32, 15, "15 of 16"), (30, 15, ""), (4, 2, "")]
)
def test_rows_of_a_value_are_one_statement_and_those_left_out_are_counted(
    count: int, shown: int, message: str
) -> None:
    rows = [row(Ref=f"1.{at}", Status="Green" if at % 2 else "Red") for at in range(count)]
    made = composed(RED, *(("june", one) for one in rows))
    reds = [line for line in made.statements[0].text.split("\n") if "Red" in line]
    assert message in made.message
    assert bool(made.message) is bool(message)
    assert len(reds) == shown


def test_rows_are_those_of_the_newest_paper_where_no_time_is_asked_for() -> None:
    def table(paper: str, ref: str) -> list[Said]:
        states = ("Red", "Green", "Red", "Green")
        return [(paper, row(Ref=f"{ref}.{at}", Status=said)) for at, said in enumerate(states)]

    both = [*table("june", "1"), *table("july", "2")]
    assert texts(composed(RED, *both))[0].startswith("Ref: 2.0")
    dated = composed("Which actions are red in June 2024?", *both)
    assert texts(dated)[0].startswith("Ref: 1.0")


def test_a_time_that_is_not_there_is_named() -> None:
    question = "Compare ferry fares in June 2024 and in May 2022"
    made = composed(question, ("june", "The ferry fares were £4 a head."))
    assert len(made.statements) == 1
    assert "May 2022" in made.message


LIST = "The board asks for:\n• a lamp\n• a bell\n• a post"


@pytest.mark.parametrize(
    ("question", "units", "said"),
    [
        ("List what the board asks for", (0.8, 0.8, 0.2, 0.2), [LIST]),
        ("What does the board want?", (0.9, 0.2, 0.2, 0.2), [LIST]),
        ("List what the board asks for", (0.1, 0.2, 0.9, 0.2), [LIST]),
    ],
)
def test_a_list_is_quoted_whole(question: str, units: Sequence[float], said: Sequence[str]) -> None:
    made = composed(question, ("june", LIST), units=units)
    assert texts(made) == [" ".join(one.split()) for one in said]


def test_a_long_list_that_nobody_asked_for_is_not_quoted_beside_its_lead_in() -> None:
    entries = "\n".join(f"• paint pier {at} and all of its old lamps" for at in range(16))
    text = f"The board met. The board asks for:\n{entries}"
    for question, long in (("List what the board asks for", True), ("Who met?", False)):
        made = composed(question, ("june", text), units=(0.8, 0.9, *[0.1] * 16))
        assert ("pier 12" in " ".join(texts(made))) is long


def test_a_recommendation_is_official_and_other_fields_are_not() -> None:
    question = "What are we asked to decide about the ferry?"
    told = form("That the ferry sail.", 1, None)
    made = composed(question, ("june", told))
    assert [(one.text, one.official) for one in made.statements] == [("That the ferry sail.", True)]
    other = form("4 June", 1, None, "Date")
    made = composed(question, ("june", other))
    assert [one.official for one in made.statements] == [False]


def test_where_else_the_words_stand_is_named_beside_them() -> None:
    words = "The ferry sails from the old quay to the new pier on Sundays."
    made = composed("Where does the ferry sail?", ("june", f"It rained. {words}"), ("july", words))
    (one,) = made.statements
    assert [c.paper_id for c in one.citations] == ["july"]
    assert [c.paper_id for c in one.also] == ["june"]


def test_figures_that_do_not_agree_are_marked() -> None:
    made = composed("How many cars did the ferry carry?",
        ("july", "The ferry carried 410 cars."), ("june", "380 cars the ferry carried."),
    )  # fmt: skip
    assert [one.conflicts for one in made.statements] == [True, True]
    assert [one.citations[0].paper_id for one in made.statements] == ["june", "july"]


def test_prose_is_quoted_by_the_sentence() -> None:
    text = "The pier is open today. The ferry is late again. The tide was high."
    made = composed("Is the ferry late?", ("june", text), units=(0.1, 0.9, 0.1))
    assert texts(made) == ["The ferry is late again."]


@pytest.mark.parametrize(
    ("number", "title", "statements"),
    [
        ("2", "Winter timetable of the ferry", 1),
        ("2", "Winter timetable of the ferries", 1),
        ("2", "Dues of all visiting boats", 2),
        ("3", "Winter timetable of the ferries", 2),
    ],
)
def test_one_item_on_two_front_sheets_is_said_once(
    number: str, title: str, statements: int
) -> None:
    sheets = {"june": ("2", "Winter timetable of the ferry"), "july": (number, title)}
    read = [
        written(name, PaperKind.AGENDA_PACK, items=[(*one, None, None)], day=DAYS[name])
        for name, one in sheets.items()
    ]
    places = []
    for reading, passages in read:
        entry = entry_of(reading.items[0], {1: reading.pages[0]})
        assert entry is not None
        day = reading.paper.meeting_date
        places.append(Place(reading.paper.id, day, tuple(passages), (entry,)))
    shelf = Shelf(read)
    looked = LookedUp(Sought.ITEM, "2", tuple(places), bare=True)
    made = found("item 2 of 2024", looked_up=looked, papers=shelf.papers)
    told = Answerer(cast(Catalogue, shelf)).compose(made).statements
    assert len(told) == statements
    assert [len(one.also) for one in told] == ([1] if statements == 1 else [0, 0])


def minutes(resolved: bool) -> tuple[list[str], list[bool]]:
    """Return what is said of minute 41, which has a heading, talk and perhaps a resolution."""
    lines = (
        Line("41. Ferry fares were talked of.", "41. Fares"),
        Line("that the fares stay.", "41. Fares", kind=PassageKind.RESOLUTION),
        Line("42. Piers were talked of.", "42. Piers"),
    )
    reading, passages = written("june", PaperKind.MINUTES, *lines)
    if resolved:
        said = Resolution(
            "june", None, "41", "Fares", "that the fares stay.", "RESOLVED",
            OutcomeClass.RESOLVED, None, None, passages[1].spans,
        )  # fmt: skip
        reading = replace(reading, resolutions=(said,))
    shelf = Shelf([(reading, passages)])
    looked = LookedUp(Sought.MINUTE, "41", (Place("june", JUNE, tuple(passages[:2])),), bare=True)
    made = found("minute 41", looked_up=looked, papers=shelf.papers)
    told = Answerer(cast(Catalogue, shelf)).compose(made).statements
    return [one.text for one in told], [one.official for one in told]


def test_a_minute_is_what_it_resolved_or_else_what_it_says() -> None:
    assert minutes(resolved=True) == (["that the fares stay."], [True])
    assert minutes(resolved=False) == (["41. Ferry fares were talked of."], [False])
