"""What a word or two, a meeting and the matter of a chat are answered with, without a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import PaperKind
from retrieval.model.types import Answer, Status, Turn
from tests.retrieval.guard.papers import Desk, desk_of
from tests.retrieval.guard.shelf import AUTUMN, Line, row, written
from tests.retrieval.own_words import marked
from tests.retrieval.registers import HARBOUR, LATER, minutes_read

COUNCIL = "Harbour Council"
CARRIED = "The toll bridge was open in all of May and carried four thousand loaded carts."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    plan = "Work programme: items to come"
    pack = written(
        "pack",
        PaperKind.AGENDA_PACK,
        Line(CARRIED, "4. Toll bridge", 3, "4"),
        Line("The winter storm broke two lamps by the old toll bridge.", "Lamps", 4, "5"),
        replace(row(5, Meeting="1 May 2025", Item="Pier", Lead="Ada"), heading=plan),
        replace(row(5, Meeting="1 May 2024", Item="Slipway"), heading=plan),
        replace(row(6, Task="Sweep the cellar", Who="Ada"), heading="Work plan"),
        body=COUNCIL,
        day=AUTUMN,
        items=(("1", "Apologies", None, None), ("4", "Toll bridge", 3, 3), ("5", "Lamps", 4, 4)),
    )
    read = [minutes_read("a", HARBOUR), minutes_read("b", LATER), pack]
    made = desk_of(Path(tmp_path_factory.mktemp("overview")), read)
    yield made
    made.catalogue.close()


def told(desk: Desk, *questions: str) -> Answer:
    history: list[Turn] = []
    for question in questions:
        answer = desk.answer(desk.find(question, history=history))
        history.append(Turn(question, answer))
    return history[-1].answer


def texts(answer: Answer) -> Sequence[str]:
    return [one.text for one in answer.statements]


def test_a_name_is_answered_by_the_latest_decision_first(desk: Desk) -> None:
    answer = told(desk, "ferry timetable")
    assert answer.status is Status.ANSWERED
    assert answer.lead == "Latest: RESOLVED · Harbour Council · 9 July 2024 · minute 1"
    assert answer.statements[0].text == "that the winter ferry timetable be printed."
    assert answer.statements[0].official
    assert answer.statements[0].part == "1 Winter ferry timetable"


def test_what_was_decided_since_a_motion_fell_is_the_latest(tmp_path: Path) -> None:
    since = LATER.replace("1. Winter ferry timetable", "1. Quays").replace(
        "that the winter ferry timetable be printed.",
        "that the plan in the report be carried out, save that all quays remain as they are "
        "and that nothing be paid by the carriers and market traders of the old town on Sundays; "
        "and that the toll bridge be free on market days.",
    )
    read = [minutes_read("a", HARBOUR), minutes_read("b", since)]
    desk = desk_of(tmp_path, read)
    answer = told(desk, "toll bridge")
    assert answer.lead == "Latest: RESOLVED · Harbour Council · 9 July 2024 · minute 1"
    # A single word that it only mentions is not what it is about.
    assert "4 June 2024" in told(desk, "bridge").lead
    desk.catalogue.close()
    noted = LATER.replace(
        "that the winter ferry timetable be printed.",
        "that the report of the year, with its notes on the toll and the bridge, be noted.",
    ).replace("1. Winter ferry timetable", "1. Report")
    desk = desk_of(tmp_path / "noted", [minutes_read("a", HARBOUR), minutes_read("b", noted)])
    assert "4 June 2024" in told(desk, "toll bridge").lead
    desk.catalogue.close()


def test_what_is_to_come_stands_after_it_and_then_what_speaks_of_it(desk: Desk) -> None:
    answer = told(desk, "toll bridge?")
    decided, to_come = answer.lead.split(" — ")
    assert decided.startswith("Latest: Motion lost")
    assert decided.endswith("Harbour Council · 4 June 2024 · minute 4")
    assert to_come == "Not minuted here: Harbour Council · 1 October 2024 · 4. Toll bridge"
    assert texts(answer)[1:] == ["4. Toll bridge", CARRIED]
    assert answer.statements[1].part == "Not minuted here: 4. Toll bridge"
    assert all(one.citations for one in answer.statements)


def test_a_row_of_a_forward_plan_is_to_come_until_its_day_is_minuted(desk: Desk) -> None:
    answer = told(desk, "pier")
    assert answer.lead == "Not minuted here: Harbour Council · 1 May 2025 · Pier"
    assert texts(answer) == ["Meeting: 1 May 2025 · Item: Pier · Lead: Ada"]
    assert "Not minuted" not in told(desk, "slipway").lead


def test_an_overview_is_said_in_any_language_and_what_is_printed_is_not(desk: Desk) -> None:
    bridge = told(desk, "toll bridge?")
    decided, to_come = marked(bridge.lead).split(" — ")
    assert decided.startswith("‹Latest: Motion lost")
    assert decided.endswith("Harbour Council · ‹4 ‹June› 2024› · ‹minute 4››")
    assert to_come == "‹Not minuted here›: Harbour Council · ‹1 ‹October› 2024› · 4. Toll bridge"
    assert marked(bridge.statements[1].part) == "‹Not minuted here›: 4. Toll bridge"
    pier = told(desk, "pier")
    assert marked(pier.lead) == "‹Not minuted here›: Harbour Council · 1 May 2025 · Pier"
    meeting = told(desk, "summary of Harbour Council on 9 July 2024")
    assert marked(meeting.lead) == ("Harbour Council · ‹9 ‹July› 2024› · 1 Winter ferry timetable")
    summed = told(desk, "ferry timetable", "summarise it")
    assert marked(summed.lead).startswith("‹Latest: RESOLVED · Harbour Council · ‹9 ‹July› 2024›")


def test_a_row_that_does_not_say_when_is_no_row_of_a_forward_plan(desk: Desk) -> None:
    assert not told(desk, "cellar").lead


def test_what_only_mentions_a_name_is_no_answer(desk: Desk) -> None:
    mentioned = told(desk, "loaded carts")
    assert mentioned.status is Status.CLOSEST
    assert not mentioned.statements


def test_nothing_is_said_twice(desk: Desk) -> None:
    for question in ("toll bridge", "ferry timetable", "pier", "tell me about the toll bridge"):
        answer = told(desk, question)
        assert len(set(texts(answer))) == len(texts(answer))
        assert len(answer.lead.split()) <= 60


def test_told_of_in_more_words_a_thing_has_the_same_overview(desk: Desk) -> None:
    assert texts(told(desk, "tell me about the toll bridge")) == texts(told(desk, "toll bridge"))


def test_of_a_meeting_the_items_are_listed_as_printed(desk: Desk) -> None:
    answer = told(desk, "What do I need to know for Harbour Council on 1 October 2024?")
    assert answer.lead == "Harbour Council · 1 October 2024"
    assert texts(answer) == ["4. Toll bridge\n5. Lamps"]


def test_of_a_meeting_without_agenda_its_decisions_are_listed(desk: Desk) -> None:
    answer = told(desk, "summary of Harbour Council on 9 July 2024")
    assert answer.lead == "Harbour Council · 9 July 2024 · 1 Winter ferry timetable"
    assert texts(answer) == ["that the winter ferry timetable be printed."]


def test_summarise_it_tells_what_was_decided_on_the_chat_s_matter(desk: Desk) -> None:
    answer = told(desk, "ferry timetable", "summarise it")
    assert answer.lead == "Latest: RESOLVED · Harbour Council · 9 July 2024 · minute 1"
    assert texts(answer)[0] == "that the winter ferry timetable be printed."
    assert texts(answer)[1].startswith("that the winter ferry timetable be approved.")


def test_summarise_it_out_of_a_chat_is_answered_with_nothing(desk: Desk) -> None:
    assert not told(desk, "summarise it").statements
