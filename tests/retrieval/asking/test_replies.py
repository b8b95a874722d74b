"""Turns that are no search get a reply of their own, and questions to the papers are searched."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import retrieval.asking.replies as replies
from corpus.catalogue import Catalogue
from corpus.model import Access, Scope
from retrieval.asking import kind_of_saying, reply
from retrieval.assistant import Assistant
from retrieval.model import Status, Turn
from tests.retrieval.registers import HARBOUR, fill

SAYINGS = tomllib.loads(
    Path(replies.__file__).with_name("replies.toml").read_text(encoding="utf-8")
)
EXAMPLES = [(kind, said) for kind, row in SAYINGS.items() for said in row["yes"]]


@pytest.mark.parametrize(("kind", "said"), EXAMPLES)
def test_every_example_is_taken_for_its_kind(kind: str, said: str) -> None:
    assert kind_of_saying(said) == ("" if kind == "search" else kind)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Hello!!", "greeting"),
        ("ok thanks a lot", "thanks"),
        ("what can i ask you about?", "help"),
        ("whats this?", "about"),
        ("how can I upload my papers", "upload"),
        ("can I download this as Word", "export"),
        ("list all the papers", "papers"),
        ("whats the next meeting", "next_meeting"),
    ],
)
def test_sayings_near_to_an_example_are_taken_too(said: str, kind: str) -> None:
    assert kind_of_saying(said) == kind


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?",
        "parking",
        "libraries",
        "thanks for the parking report",
        "what papers mention the harbour wall?",
        "next meeting of the flood board 2019",
        "help with heating bills",
        "how do I appeal a fine?",
        # Of what a chat is about, not of the papers held.
        "how many were there then",
        "when was the last of them",
        "hello " * 40,
    ],
)
def test_what_names_a_topic_or_nothing_is_searched(said: str) -> None:
    assert kind_of_saying(said) == ""


def test_every_kind_has_a_reply_from_the_papers(assistant: Assistant) -> None:
    for kind in SAYINGS:
        if kind != "search":
            said = reply(kind, assistant.catalogue, Scope(), date(2024, 3, 1))
            assert len(said.split()) > 5, kind


def test_papers_meetings_and_committees_are_those_of_the_scope(assistant: Assistant) -> None:
    cabinet = Scope(committee="Cabinet")
    told = reply("committees", assistant.catalogue, cabinet, date(2024, 3, 1))
    assert "Cabinet" in told
    assert "Environment" not in told
    papers = assistant.catalogue.papers(cabinet)
    assert f"{len(papers)} papers" in reply("papers", assistant.catalogue, cabinet, date.today())


def test_meetings_to_come_are_those_after_today(assistant: Assistant) -> None:
    told = reply("next_meeting", assistant.catalogue, Scope(), date(2024, 3, 1))
    assert "9 April 2024" in told
    assert "2023" not in told
    later = reply("next_meeting", assistant.catalogue, Scope(), date(2026, 3, 1))
    assert "no meeting after today, 1 March 2026" in later
    assert "2024" in later


def test_a_reply_is_an_answer_of_its_own_and_no_matter(assistant: Assistant) -> None:
    first = assistant.ask("What was decided about library opening hours in November 2023?")
    thanked = assistant.ask("thanks", history=(Turn("…", first),))
    assert thanked.status is Status.REPLIED
    assert "welcome" in thanked.text
    assert thanked.statements == thanked.closest == ()
    assert thanked.matter is None


def test_exempt_papers_are_counted_for_those_who_may_see_them(assistant: Assistant) -> None:
    public, officer = (
        reply("papers", assistant.catalogue, Scope(clearance=seen), date.today())
        for seen in (Access.PUBLIC, Access.EXEMPT)
    )
    count = len(assistant.catalogue.papers(Scope()))
    assert f"{count} paper" in public
    assert len(officer) >= len(public)


@pytest.mark.parametrize("today", [date(2024, 6, 10), date(2026, 1, 1)])
def test_a_meeting_that_only_minutes_announce_is_told(today: date, tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as opened:
        fill(opened, f"{HARBOUR}\nNext meeting: 9 July 2024 at the Guildhall.\n")
        said = reply("next_meeting", opened, Scope(), today)
    assert "“Next meeting: 9 July 2024” (Harbour Council, 4 June 2024)" in said


def test_what_minutes_announced_and_was_held_is_not_told(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as opened:
        fill(opened, f"{HARBOUR}\nNext meeting: 9 May 2024 at the Guildhall.\n")
        assert "Next meeting" not in reply("next_meeting", opened, Scope(), date(2024, 6, 10))
