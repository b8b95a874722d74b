"""Which questions only name a thing, and which ask to be told of one or of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retrieval.model.types import Matter
from retrieval.question import meeting_asked, named_alone, overview_of, own_topic
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import Query, understand

LEXICON = Lexicon(committees=("Harbour Board",), days=(date(2024, 6, 4),))


def asked(question: str) -> Query:
    return understand(question, LEXICON)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("ferries", ("ferries",)),
        ("Beach huts?", ("beach", "huts")),
        ("the toll bridge", ("toll", "bridge")),
        ("toll bridge 2024", ("toll", "bridge")),
        ("phase 2 lamps", ("phase", "2", "lamps")),
        ("who moved it", ()),
        ("is the ferry late", ()),
        ("ferry isn't late", ()),
        ("list the ferries", ()),
        ("Harbour Board", ()),
        ("2024", ()),
        ("49", ()),
        ("C66", ()),
        ("IMD/2024/07", ()),
        ("mooring fee", ()),
        ("latest ferry", ()),
        ("ferry. bridge", ()),
        ("long winter ferry timetable leaflet", ()),
    ],
)
def test_a_name_asks_nothing_of_what_it_names(question: str, named: tuple[str, ...]) -> None:
    assert named_alone(asked(question)) == named


def test_in_a_chat_a_name_follows_up() -> None:
    ferry = asked("ferries")
    assert not named_alone(replace(ferry, matter=Matter("Tolls", "a", None, (1,))))
    assert not named_alone(replace(ferry, text="tolls: ferries", carried="tolls"))


@pytest.mark.parametrize(
    ("question", "topic", "meeting"),
    [
        ("tell me about the toll bridge", ("toll", "bridge"), False),
        ("anything on ferries?", ("ferries",), False),
        ("What do I need to know for the Harbour Board on 4 June 2024?", (), True),
        ("summary of the Harbour Board agenda", (), True),
        ("summarise the toll report for the Harbour Board", ("toll", "report"), False),
        ("summarise item 4", (), False),
        ("summarise it", (), False),
        ("toll bridge", (), False),
    ],
)
def test_what_is_to_be_told_of(question: str, topic: tuple[str, ...], meeting: bool) -> None:
    assert overview_of(asked(question)) == topic
    assert meeting_asked(asked(question)) is meeting


def test_a_topic_of_its_own_is_none_of_the_chat_s() -> None:
    query = replace(asked("toll bridge: summarise it"), carried="toll bridge")
    assert own_topic(query) == ()
    assert own_topic(asked("summarise the tolls")) == ("tolls",)


def test_the_meeting_of_an_earlier_turn_is_not_what_is_summed_up() -> None:
    before = "What happened in June 2024"
    carried = replace(asked(f"{before}: summarise it"), carried=before)
    assert not meeting_asked(carried)
    own = replace(asked(f"{before}: summarise the meeting of July 2024"), carried=before)
    assert meeting_asked(own)
