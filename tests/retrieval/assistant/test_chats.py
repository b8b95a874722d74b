"""How questions end, and what chats are about: over real papers with the real model."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Access, Scope
from retrieval.assistant.assistant import Assistant
from retrieval.model.types import Answer, Matter, Status, Turn
from tests.retrieval.tellers import as_json

pytestmark = pytest.mark.slow

HOURS = "What was decided about library opening hours?"


def asked(assistant: Assistant, *questions: str) -> list[Answer]:
    """Ask the questions of one chat."""
    history: list[Turn] = []
    for question in questions:
        history.append(Turn(question, assistant.ask(question, history=history)))
    return [turn.answer for turn in history]


def stands(assistant: Assistant, answer: Answer) -> bool:
    """Whether every quote stands on its page, of what answers and of what comes closest."""
    told = [c for said in (*answer.statements, *answer.closest) for c in said.citations]
    pages = [" ".join(assistant.catalogue.page(c.paper_id, c.page).text.split()) for c in told]
    return bool(told) and all(c.quote in page for c, page in zip(told, pages, strict=True))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who voted against?", "unanimously"),
        ("who moved it?", "Fairweather"),
        ("and how was the vote?", "unanimously"),
    ],
)
def test_votes_and_movers_are_those_of_what_was_decided(
    question: str, said: str, assistant: Assistant
) -> None:
    decided, voted = asked(assistant, HOURS, question)
    assert decided.matter is not None
    assert decided.matter.title == "Library opening hours"
    assert {c.date for c in voted.citations} == {date(2023, 11, 14)}
    assert {c.paper_id for c in voted.citations} == {decided.matter.paper_id}
    assert said in voted.text
    assert stands(assistant, voted)


def test_a_chat_stays_with_its_minute_after_votes(assistant: Assistant) -> None:
    *_, voted, later = asked(assistant, HOURS, "Who voted against?", "When does it start?")
    assert voted.matter is not None
    assert voted.matter.title == "Library opening hours"
    assert later.searched.startswith("Library opening hours")
    assert "8 January 2024" in later.text


def test_an_item_is_agreed_by_its_own_meeting_not_by_minutes_in_its_pack(
    assistant: Assistant,
) -> None:
    wanted = "What is Cabinet asked to decide about library opening hours on 14 November 2023?"
    recommended, agreed = asked(assistant, wanted, "was it agreed")
    assert recommended.matter is not None
    assert recommended.matter.item == "5"
    assert agreed.citations[0].date == date(2023, 11, 14)
    assert "14 November 2023" in agreed.lead


def test_a_turn_that_answered_nothing_leaves_the_matter(assistant: Assistant) -> None:
    chat = asked(assistant, HOURS, "How many mermaids live there?", "Who voted against?")
    assert chat[1].status is not Status.ANSWERED
    assert chat[1].matter is None
    assert chat[2].searched.startswith("Library opening hours")
    assert "unanimously" in chat[2].text
    *_, thanked, after = asked(assistant, HOURS, "thanks", "Who voted against?")
    assert (thanked.status, thanked.searched) == (Status.REPLIED, "")
    assert after.text == chat[2].text


def test_what_comes_closest_names_the_words_that_none_of_it_has(assistant: Assistant) -> None:
    answer = assistant.ask("How many unicorns were vaccinated in 2024?")
    assert answer.status is Status.CLOSEST
    assert answer.statements == ()
    assert answer.matter is None
    assert answer.lead == ""
    assert "“unicorns”" in answer.message
    assert "“2024”" not in answer.message
    assert 1 <= len(answer.closest) <= assistant.constants.quoting.closest
    assert stands(assistant, answer)


def test_what_a_committee_did_not_decide_is_not_told_as_decided(assistant: Assistant) -> None:
    question = "What did the {} decide on selective licensing of private rented homes?"
    own = assistant.ask(question.format("Environment and Communities Committee"))
    assert own.status is Status.ANSWERED
    other = assistant.ask(question.format("Mayor"))
    assert other.status is not Status.ANSWERED
    assert other.lead == ""


def test_an_overview_of_a_meeting_lists_its_reports(assistant: Assistant) -> None:
    answer = assistant.ask("What do I need to know for the Cabinet meeting on 9 April 2024?")
    listed, *told = answer.statements
    pack = listed.citations[0].paper_id
    reports = [item for item in assistant.catalogue.items(pack) if item.form]
    titles = [f"{item.number}. {item.title}" for item in reports]
    assert [said.part for said in told if said.part in titles] == titles
    assert all(line in listed.text for line in titles)
    # What was decided before stands under its item, by whom and when.
    assert any(said.part.startswith(f"{titles[0]}: RESOLVED · Cabinet") for said in told)
    assert all(said.official for said in told)
    assert answer.lead == "Cabinet · 9 April 2024"
    assert stands(assistant, answer)
    cleared = assistant.ask(answer.question, Scope(clearance=Access.EXEMPT))
    assert len(cleared.statements) > len(answer.statements)


@pytest.mark.parametrize(
    ("question", "named", "not_named"),
    [
        ("Which councillor leads on the award of the leisure centre roof?", "Tom Bassett", "Qadir"),
        ("Which officer is responsible for the award of the leisure centre roof?", "Qadir", "Tom"),
    ],
)
def test_who_leads_is_read_off_the_report_form(
    question: str, named: str, not_named: str, assistant: Assistant
) -> None:
    answer = assistant.ask(question)
    assert named in answer.lead
    assert not_named not in answer.lead
    assert named in answer.statements[0].text
    assert stands(assistant, answer)


def test_a_matter_that_is_gone_or_closed_is_not_used(assistant: Assistant) -> None:
    cleared = Scope(clearance=Access.EXEMPT)
    price = "What is the lowest price for Tannery Fields?"
    closed = assistant.ask(price, cleared)
    assert closed.matter is not None
    # Page 9 of the pack, the report of item 8, is closed; a page that is open changes nothing.
    pack = assistant.catalogue.paper("2024-04-09-cabinet-agenda-pack-with-part-ii.pdf").id
    title = "Tannery Fields, terms of the quiet sale"
    about = Matter(title, pack, "8", (9, 4), words=closed.matter.words)
    turn = Turn(price, replace(closed, matter=about))
    used = assistant.ask("Who leads on that?", cleared, [turn])
    assert used.searched.startswith(about.title), "the test proves nothing unless it is used"
    assert about.title not in repr(assistant.ask("Who leads on that?", Scope(), [turn]))
    gone = Turn(price, replace(closed, matter=replace(about, paper_id="0" * 64)))
    assert about.title not in repr(assistant.ask("Who leads on that?", cleared, [gone]))


def test_json_holds_the_matter_without_its_words(assistant: Assistant) -> None:
    answer = assistant.ask(HOURS)
    told = json.loads(as_json(answer, assistant.catalogue))
    assert answer.matter is not None
    assert answer.matter.words
    assert told["matter"]["title"] == "Library opening hours"
    assert told["matter"]["paper_id"] == answer.citations[0].paper_id
    assert told["matter"]["date"] == "2023-11-14"
    assert "words" not in told["matter"]
    assert told["lead"] == answer.lead
    near = assistant.ask("How many unicorns were vaccinated?")
    told = json.loads(as_json(near, assistant.catalogue))
    assert told["matter"] is None
    assert [one["text"] for one in told["closest"]] == [one.text for one in near.closest]
    assert all(one["papers"] for one in told["closest"])
