"""What is kept of an exchange: no paper's word in the clear, opened by who sees its pages."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Access, Scope
from prompts import fill, said_of, worded
from retrieval.model.types import Answer, Matter, Status, Turn
from tests.ui.scripted import COST, ScriptedAssistant
from tests.ui.scripted_catalogue import COMMITTEE, DECISION, ScriptedCatalogue
from ui.kept.chat_file import Row
from ui.kept.exchanges import Exchange
from ui.kept.rows import exchange_of, question_of, row_of

PUBLIC, EXEMPT = Access.PUBLIC, Access.EXEMPT
CLICKED = "What was decided about “Lido repairs”?"


@pytest.fixture
def papers(tmp_path: Path) -> ScriptedCatalogue:
    return ScriptedCatalogue(tmp_path)


@pytest.fixture
def answer(papers: ScriptedCatalogue) -> Answer:
    return ScriptedAssistant(papers).ask("What does the lido cost?")


def kept(exchange: Exchange, papers: ScriptedCatalogue, reader: Access = PUBLIC) -> Row:
    row = row_of(exchange, (), papers, reader, time.time())
    assert row is not None
    return row


def closed(papers: ScriptedCatalogue) -> None:
    """Close the pack to the public."""
    pack = papers.paper("pack.pdf")
    reading = papers.reading(pack.id)
    papers._readings[pack.id] = replace(reading, paper=replace(pack, access=EXEMPT))


def reworded(papers: ScriptedCatalogue, page: int, old: str, new: str) -> None:
    """Have a page of the pack read otherwise, as where a word of it is masked."""
    pack = papers.paper("pack.pdf")
    reading = papers.reading(pack.id)
    pages = tuple(
        replace(one, text=one.text.replace(old, new)) if one.number == page else one
        for one in reading.pages
    )
    papers._readings[pack.id] = replace(reading, pages=pages)


def test_an_answer_comes_back_as_it_was(papers: ScriptedCatalogue, answer: Answer) -> None:
    matter = Matter("Lido repairs", papers.paper("pack.pdf").id, "2", (2,), words=frozenset("ab"))
    answer = replace(answer, lead="£412,500", matter=matter, next=("Who moved it?",))
    scope = Scope(committee=COMMITTEE, item="2")
    row = kept(Exchange("What does it cost?", scope, False, answer), papers)
    back = exchange_of(row, papers, PUBLIC)
    assert (back.question, back.scope, back.follows) == ("What does it cost?", scope, False)
    assert back.answer is not None
    assert (back.answer.lead, back.answer.matter, back.answer.next) == (
        "£412,500",
        matter,
        ("Who moved it?",),
    )
    assert [one.text for one in back.answer.statements] == [one.text for one in answer.statements]
    assert back.answer.citations[0].spans == answer.citations[0].spans
    assert not back.open


def test_an_answers_own_words_can_be_said_in_another_language_when_it_is_opened(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    lead, part = fill("closed_item", number="2", title="Lido"), worded("minute {number}", number=4)
    statements = tuple(replace(one, part=part) for one in answer.statements)
    told = replace(answer, lead=lead, statements=statements)
    row = kept(Exchange("What does it cost?", Scope(), answer=told), papers)
    back = exchange_of(row, papers, PUBLIC).answer
    assert back is not None
    assert (back.lead, said_of(back.lead)) == (lead, said_of(lead))
    assert [said_of(one.part) for one in back.statements] == [said_of(part)] * len(statements)


@pytest.mark.parametrize("offered", [True, False])
def test_no_word_of_a_paper_stands_in_what_is_kept(
    papers: ScriptedCatalogue, answer: Answer, offered: bool
) -> None:
    scope = Scope(committee=COMMITTEE)
    row = kept(Exchange(CLICKED, scope, answer=answer, offered=offered), papers)
    held = repr(row)
    for words in (COST[:20], DECISION[:20], COMMITTEE, "pack.pdf"):
        assert words not in held
    assert (CLICKED in held) is not offered


@pytest.mark.parametrize(
    "change",
    [
        closed,
        lambda papers: papers._readings.pop(papers.paper("pack.pdf").id),
        lambda papers: reworded(papers, 2, "boiler", "██████"),
        lambda papers: reworded(papers, 3, "Leisure", "███████"),
    ],
)
def test_what_is_closed_removed_or_masked_since_is_not_shown(
    papers: ScriptedCatalogue,
    answer: Answer,
    change: object,
) -> None:
    typed = kept(Exchange("What does it cost?", Scope(), answer=answer), papers)
    clicked = kept(Exchange(CLICKED, Scope(), answer=answer, offered=True), papers)
    assert question_of(clicked, papers, PUBLIC) == CLICKED
    assert callable(change)
    change(papers)
    back = exchange_of(typed, papers, PUBLIC)
    assert (back.question, back.answer, back.withheld) == ("What does it cost?", None, True)
    back = exchange_of(clicked, papers, PUBLIC)
    assert (back.question, back.answer, back.withheld) == ("", None, True)
    assert question_of(clicked, papers, PUBLIC) == ""


def test_a_page_that_is_not_quoted_may_change(papers: ScriptedCatalogue, answer: Answer) -> None:
    row = kept(Exchange("What does it cost?", Scope(), answer=answer), papers)
    reworded(papers, 4, "Mooring", "███████")
    assert exchange_of(row, papers, PUBLIC).answer is not None


def test_a_clearance_that_was_lost_opens_nothing(papers: ScriptedCatalogue, answer: Answer) -> None:
    closed(papers)
    row = kept(Exchange("What does it cost?", Scope(), answer=answer), papers, EXEMPT)
    assert exchange_of(row, papers, EXEMPT).answer is not None
    assert exchange_of(row, papers, PUBLIC).withheld


def test_a_follow_up_rests_on_what_it_followed_too(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    minutes = papers.paper("minutes.pdf").id
    before = replace(answer, matter=Matter("Lido repairs", minutes, None, (1,)))
    history = (Turn("What was decided?", before),)
    exchange = Exchange("and what does it cost?", Scope(), answer=answer)
    row = row_of(exchange, history, papers, PUBLIC, time.time())
    assert row is not None
    papers._readings.pop(minutes)
    assert exchange_of(row, papers, PUBLIC).withheld


def test_a_turn_on_a_paper_that_is_gone_costs_no_question(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    gone = Matter("Lido repairs", "0" * 64, "2", (1,))
    history = (Turn("What was decided?", replace(answer, matter=gone)),)
    row = row_of(Exchange("and the cost?", Scope(), answer=answer), history, papers, PUBLIC, 0.0)
    assert row is not None
    back = exchange_of(row, papers, PUBLIC)
    assert (back.question, back.withheld) == ("and the cost?", True)


def test_a_clicked_title_is_kept_where_the_answer_rests_on_it_alone(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    elsewhere = Exchange("What of “The sale of the pier”?", Scope(), answer=answer, offered=True)
    assert row_of(elsewhere, (), papers, PUBLIC, 0.0) is None
    cut = Exchange("What of “lido – REPA…”?", Scope(), answer=answer, offered=True)
    assert row_of(cut, (), papers, PUBLIC, 0.0) is not None


def test_the_page_of_a_title_is_rested_on(papers: ScriptedCatalogue, answer: Answer) -> None:
    pack = papers.paper("pack.pdf").id
    reworded(papers, 2, "Lido repairs", "Works")
    about = replace(answer, matter=Matter("Lido repairs", pack, "2", (2,)))
    row = kept(Exchange("What does it cost?", Scope(), answer=about), papers)
    numbers = [number for number in papers.labels(pack) if number != 2]
    titled = [n for n in numbers if "Lido repairs" in papers.page(pack, n).text]
    reworded(papers, titled[0], "Lido repairs", "████ ███████")
    assert exchange_of(row, papers, PUBLIC).withheld


def test_what_rests_on_nothing_is_made_anew(papers: ScriptedCatalogue, answer: Answer) -> None:
    refused = replace(answer, status=Status.REFUSED, statements=(), pages=(), asked="Zyqquorb?")
    row = kept(Exchange("and that?", Scope(), answer=refused), papers)
    assert row.sealed == b""
    assert exchange_of(row, papers, PUBLIC).open
    clicked = Exchange("Who moved it?", Scope(), answer=refused, offered=True)
    assert row_of(clicked, (), papers, PUBLIC, 0.0) is None


def test_what_may_be_asked_next_is_kept_without_names(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    offered = ("Who moved it?", "Who moved “The pier”?", "What did Council decide on 3 May 2024?")
    row = kept(Exchange("The cost?", Scope(), answer=replace(answer, next=offered)), papers)
    back = exchange_of(row, papers, PUBLIC)
    assert back.answer is not None
    assert back.answer.next == offered[:1]


def test_limits_of_another_version_are_not_shown(papers: ScriptedCatalogue, answer: Answer) -> None:
    row = kept(Exchange("The cost?", Scope(), answer=answer), papers)
    for held in ('{"committee": 5, "kinds": ["novel"]}', "{}x"):
        assert exchange_of(replace(row, scope=held), papers, PUBLIC).withheld
    assert exchange_of(replace(row, rests_on="[[1, 2, 3]]"), papers, PUBLIC).withheld


def test_a_limit_to_a_body_that_is_gone_is_not_told(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    row = kept(Exchange("hello", Scope(committee="Pier Board"), answer=answer), papers)
    back = exchange_of(row, papers, PUBLIC)
    assert back.withheld
    assert back.scope == Scope()


def test_ends_without_an_answer(papers: ScriptedCatalogue, answer: Answer) -> None:
    failed = Exchange("boom", Scope(), trouble="it was at /home/somebody")
    assert "/home" not in repr(kept(failed, papers))
    back = exchange_of(kept(failed, papers), papers, PUBLIC)
    assert back.trouble
    assert not back.open
    assert exchange_of(kept(replace(failed, stopped=True), papers), papers, PUBLIC).stopped
    # A reply lists papers, and costs nothing: it is made anew.
    replied = replace(answer, status=Status.REPLIED, statements=(), message="pack.pdf")
    row = kept(Exchange("hello", Scope(), answer=replied), papers)
    assert "pack.pdf" not in repr(row)
    assert exchange_of(row, papers, PUBLIC).open
    # A clicked question without an answer says nothing that could be sealed.
    assert row_of(replace(failed, offered=True), (), papers, PUBLIC, 0.0) is None


def test_what_another_version_kept_is_not_shown(
    papers: ScriptedCatalogue, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = kept(Exchange("What does it cost?", Scope(), answer=answer), papers)
    monkeypatch.setattr("ui.kept.rows.unseal", lambda *_: '{"question": "", "answer": {"old": 1}}')
    assert exchange_of(row, papers, PUBLIC).withheld


def test_the_name_of_a_collection_is_kept_as_a_hash_and_told_to_who_knows_of_it(
    papers: ScriptedCatalogue, answer: Answer
) -> None:
    papers.collected["Sale of the quay"] = (papers.paper("pack.pdf").id,)
    scope = Scope(collection="Sale of the quay")
    row = kept(Exchange("What does it cost?", scope, answer=answer), papers)
    assert "quay" not in row.scope
    assert exchange_of(row, papers, PUBLIC).scope == scope
    del papers.collected["Sale of the quay"]
    assert exchange_of(row, papers, PUBLIC).withheld
