"""What the register answers by itself: a meeting's outcomes, who moved, who voted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.minutes.votes import counts_in
from corpus.model import OutcomeClass, PassageKind, Resolution, Scope
from retrieval.answer.decided_asked import decided as decide
from retrieval.answer.meeting_outcomes import asks_all, decided_at, ended_otherwise
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import recorded
from retrieval.answer.register_fits import Fit, line_of, topic_of
from retrieval.asking.on_record import asks_record as only_recorded
from retrieval.assistant.assistant import Assistant
from retrieval.model.types import Matter, Statement, Status
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.ranking.outcomes import asks_record
from retrieval.search.searcher import Found
from tests.retrieval.registers import HARBOUR, LATER, fill, found


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(Path(tmp_path_factory.mktemp("harbour"))) as opened:
        fill(opened, HARBOUR, LATER)
        yield opened


def quoter(one: Found, catalogue: Catalogue) -> Quoter:
    return Quoter(catalogue, one)


def decided(question: str, catalogue: Catalogue, most: int = 5) -> tuple[list[str], str]:
    one = found(catalogue, question)
    statements, message = decided_at(one, catalogue, quoter(one, catalogue), most)
    return [statement.text for statement in statements], message


def record(question: str, catalogue: Catalogue) -> tuple[Statement, ...]:
    one = found(catalogue, question)
    told = recorded(one, catalogue, quoter(one, catalogue))
    return told.statements if told else ()


def test_what_a_meeting_decided_is_listed_routine_last(catalogue: Catalogue) -> None:
    texts, message = decided("What did Harbour Council decide on 4 June 2024?", catalogue)
    assert texts == [
        "that the winter ferry timetable be approved.\n"
        "For (2) Mr Elm, Mrs Fir Against (1) · Mr Oak Abstain (0)",
        "that the report be noted.",
        "“The winter ferry timetable be approved with one boat fewer on Sundays.”\n"
        "Amendment lost · For (1) Mr Oak Against (2) Mr Elm, Mrs Fir Abstain (0)",
        "“This Council asks for the toll bridge to be free on market days.”\n"
        "Motion lost · For (2) Mr Oak, Miss Rowan "
        "Against (5) Mr Ash, Mr Birch, Mr Cedar, Mr Elm, Mrs Fir",
        "that the minutes of the meeting held on 7 May 2024 be approved as a correct record.",
    ]
    assert message == ""


def test_a_listed_outcome_stands_under_its_minute(catalogue: Catalogue) -> None:
    """ "That the report be noted" says nothing without it."""
    one = found(catalogue, "What was decided in June 2024?")
    statements, _ = decided_at(one, catalogue, quoter(one, catalogue), 2)
    assert [said.part for said in statements] == [
        "3 Winter ferry timetable",
        "2 Harbour master's report",
    ]


def test_of_a_long_roll_the_figures_are_told() -> None:
    names = ", ".join(f"Mr Pine-{at}" for at in range(40))
    roll = f"For (40)\n{names}\nAgainst (2)\nMr Elm, Mrs Fir\nAbstain: 12"
    assert [roll[start:end] for start, end in counts_in(roll)] == [
        "For (40)",
        "Against (2)",
        "Abstain: 12",
    ]


def test_what_is_left_out_is_said(catalogue: Catalogue) -> None:
    texts, message = decided("What was decided in June 2024?", catalogue, most=2)
    assert len(texts) == 2
    assert "5 outcomes" in message
    assert "2 are quoted" in message


def test_outcomes_of_papers_out_of_scope_are_no_part_of_the_list(catalogue: Catalogue) -> None:
    """A filter goes by the day of a paper, the register by that of the meeting minuted in it."""
    one = found(catalogue, "What was decided in 2024?")
    july = {key: p for key, p in one.papers.items() if p.meeting_date == date(2024, 7, 9)}
    for asked in (
        "What was decided in 2024?",
        "List the decisions of the latest meeting of Harbour Council",
    ):
        within = replace(found(catalogue, asked), papers=july)
        statements, message = decided_at(within, catalogue, quoter(within, catalogue), 5)
        assert [s.text for s in statements] == ["that the winter ferry timetable be printed."]
        assert not message


def test_a_day_named_excludes_other_days(catalogue: Catalogue) -> None:
    texts, _ = decided("What was decided on 9 July 2024?", catalogue)
    assert texts == ["that the winter ferry timetable be printed."]
    assert decided("What was decided in August 2024?", catalogue) == ([], "")


@pytest.mark.parametrize(
    ("question", "all_of_it"),
    [
        ("What did Harbour Council decide in June 2024?", True),
        ("List the resolutions of Harbour Council of 4 June 2024", True),
        ("What was decided at the last meeting of Harbour Council?", True),
        ("What was decided?", False),
        ("What did Harbour Council decide on the toll bridge in June 2024?", False),
        ("Who moved the toll bridge motion in June 2024?", False),
    ],
)
def test_a_question_with_a_topic_asks_for_no_list(question: str, all_of_it: bool) -> None:
    assert asks_all(understand(question, Lexicon(("Harbour Council",)))) is all_of_it


def test_who_moved_is_answered_with_the_mover_s_own_line(catalogue: Catalogue) -> None:
    moved, whole = record("Who moved the winter ferry timetable?", catalogue)
    assert moved.text == "Mr Elm proposed, and Mrs Fir seconded the motion that"
    assert whole.text.startswith("that the winter ferry timetable be approved.")
    (moved, whole) = record("Who seconded the amendment on the ferry timetable?", catalogue)
    assert moved.text == "Mr Oak proposed, and Miss Rowan seconded the following amendment"
    assert "Amendment lost" in whole.text


def test_who_moved_and_how_it_was_voted_are_told_together(catalogue: Catalogue) -> None:
    asked = "Who moved the amendment on the ferry timetable, and how did members vote?"
    one = found(catalogue, asked)
    told = recorded(one, catalogue, quoter(one, catalogue))
    assert told
    assert told.lead.startswith("Mr Oak (mover), Miss Rowan (seconder) · Amendment lost, For (1)")
    assert told.statements[0].text.startswith("Mr Oak proposed, and Miss Rowan seconded")


def of_the_ferry(catalogue: Catalogue, outcome: OutcomeClass) -> Resolution:
    """Return what became of the ferry's timetable in June, of two motions of one minute."""
    return next(
        one
        for one in catalogue.resolutions(Scope())
        if (one.title or "").startswith("Winter ferry")
        and one.outcome_class is outcome
        and one.date == date(2024, 6, 4)
    )


def test_the_next_question_is_of_the_motion_that_was_quoted(catalogue: Catalogue) -> None:
    for outcome, mover in ((OutcomeClass.LOST, "Mr Oak"), (OutcomeClass.RESOLVED, "Mr Elm")):
        said = of_the_ferry(catalogue, outcome)
        pages = tuple(span.page for span in said.spans)
        about = Matter(said.title or "", said.paper_id, None, pages, spans=said.spans)
        one = found(catalogue, f"{about.title}: who moved it?")
        one = replace(one, query=replace(one.query, matter=about, carried=about.title))
        told = recorded(one, catalogue, quoter(one, catalogue))
        assert told
        assert told.lead.startswith(f"{mover} (mover)")


def test_asking_for_a_vote_to_be_recorded_names_no_matter(catalogue: Catalogue) -> None:
    one = found(catalogue, "Who wanted their vote against the ferry timetable recorded?")
    assert set(topic_of(one.query)) == {"ferry", "timetable"}
    named = found(catalogue, "What was decided on the request for a ferry?")
    assert "request" in topic_of(named.query)


def test_what_an_outcome_says_of_the_vote_is_said_once(catalogue: Catalogue) -> None:
    said = catalogue.resolutions(Scope())[0]
    told = replace(said, outcome="LOST on the casting vote", vote="casting vote, three each way")
    assert line_of(told).startswith("LOST on the casting vote, three each way · ")
    assert line_of(replace(told, vote="casting vote")).startswith("LOST on the casting vote · ")


def test_a_long_decision_is_told_after_what_fell_before_it(catalogue: Catalogue) -> None:
    lost, carried = (
        of_the_ferry(catalogue, outcome) for outcome in (OutcomeClass.LOST, OutcomeClass.RESOLVED)
    )
    long = replace(carried, text=f"that {'the ferry sail and ' * 12}rest", outcome="RESOLVED")
    one = found(catalogue, "What was decided about the winter ferry?")
    fits = [Fit(said, 1.0, 0.5, of_matter=False) for said in (lost, long)]
    told = decide(fits, one, quoter(one, catalogue))
    assert told
    assert told.lead.startswith("Amendment lost; then RESOLVED")
    # What fell after it was decided is not said before it.
    first = replace(long, spans=(replace(lost.spans[0], start=0, end=20),))
    fits = [Fit(said, 1.0, 0.5, of_matter=False) for said in (lost, first)]
    told = decide(fits, one, quoter(one, catalogue))
    assert told
    assert told.lead.startswith("RESOLVED")


def test_who_voted_is_answered_with_the_whole_roll_over_a_page_end(catalogue: Catalogue) -> None:
    roll, _ = record("Who voted against the winter ferry timetable?", catalogue)
    assert roll.text.startswith("For (2) Mr Elm, Mrs Fir Against (1) Mr Oak Abstain (0)")
    assert [citation.page for citation in roll.citations] == [1, 2]
    assert all(citation.quote in roll.text for citation in roll.citations)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("How did Mr Oak vote on the winter ferry timetable?", "Against (1) Mr Oak"),
        ("Who voted for the winter ferry timetable?", "For (2) Mr Elm, Mrs Fir"),
    ],
)
def test_the_side_asked_for_or_of_the_member_named_comes_first(
    question: str, lead: str, catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    told = recorded(one, catalogue, quoter(one, catalogue))
    assert told
    assert told.lead.startswith(f"{lead} · ")


def test_no_record_is_given_of_what_nobody_voted_on(catalogue: Catalogue) -> None:
    assert not record("Who voted against the swimming pool?", catalogue)
    assert not record("Who voted against the winter ferry timetable in July 2024?", catalogue)
    assert not record("What was said on the toll bridge?", catalogue)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How many members abstained on the toll bridge?", True),
        ("which councillors opposed the toll?", True),
        ("what were the voting figures for the budget", True),
        ("Who is proposing a new bridge officer?", False),
        ("How many voters are there?", False),
        ("Who leads on tolls?", False),
    ],
)
def test_questions_for_movers_and_votes(question: str, asks: bool) -> None:
    assert asks_record(question) is asks


def test_each_meeting_of_a_file_of_minutes_is_cited_by_its_own_day(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as both:
        fill(both, f"{HARBOUR}\f{LATER}")
        one = found(both, "What did Harbour Council decide on 9 July 2024?")
        told, _ = decided_at(one, both, quoter(one, both), 5)
        prose = next(
            p for p in both.passages_of("a" * 64) if p.kind is PassageKind.PROSE and 3 in p.pages
        )
        beside = quoter(one, both).citations(prose, prose.spans)
    (paper,) = one.papers.values()
    assert paper.meeting_date == date(2024, 6, 4)
    assert {c.date for said in told for c in said.citations} == {date(2024, 7, 9)}
    assert {c.date for c in beside if c.page == 3} == {date(2024, 7, 9)}


def test_what_one_minute_decided_is_told_in_its_order(catalogue: Catalogue) -> None:
    one = found(catalogue, "What was decided about the winter ferry timetable?")
    minute = [said for said in catalogue.resolutions() if said.number == "3"]
    assert len(minute) > 1
    fits = [Fit(said, 1.0, 1.0, of_matter=False) for said in reversed(minute)]
    told = decide(fits, one, quoter(one, catalogue))
    assert told
    kept = [said.text for said in minute]
    texts = [next(t for t in kept if one.text.startswith(t)) for one in told.statements]
    assert texts == sorted(texts, key=kept.index)


ENDS = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**1. Ice house

RESOLVED that the sale of the ice house be deferred to 9 July 2024.

**2. Bollards

RESOLVED that six bollards be painted.

**3. Kiosk

RESOLVED that the application for a kiosk be refused.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What was deferred on 4 June 2024?",
            ["that the sale of the ice house be deferred to 9 July 2024."],
        ),
        ("What was refused on 4 June 2024?", ["that the application for a kiosk be refused."]),
        ("What was turned down on 4 June 2024?", ["that the application for a kiosk be refused."]),
    ],
)
def test_only_what_ended_so_is_told(question: str, told: list[str], tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as opened:
        fill(opened, ENDS)
        assert decided(question, opened) == (told, "")


def test_where_nothing_was_deferred_nothing_is_listed(catalogue: Catalogue) -> None:
    one = found(catalogue, "What was deferred on 4 June 2024?")
    assert decided(one.query.text, catalogue) == ([], "")
    assert ended_otherwise(one)
    lost, _ = decided("What was rejected on 4 June 2024?", catalogue)
    assert len(lost) == 2
    assert all("lost" in text for text in lost)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What was decided in June 2024?", True),
        ("minutes of 4 June 2024", True),
        # What became of the minutes is told by a later meeting.
        ("Were the minutes of 4 June 2024 approved?", False),
        ("Who signed the minutes of 4 June 2024?", False),
    ],
)
def test_minutes_are_asked_for_or_what_became_of_them(
    question: str, whole: bool, catalogue: Catalogue
) -> None:
    assert asks_all(found(catalogue, question).query) == whole


def test_what_was_decided_when_nothing_was_is_the_registers_alone(catalogue: Catalogue) -> None:
    one = found(catalogue, "What was decided in August 2023?")
    assert decided(one.query.text, catalogue) == ([], "")
    assert only_recorded(one, quoter(one, catalogue))


def test_what_stands_under_no_minute_comes_with_no_other_decision(catalogue: Catalogue) -> None:
    """What fell brings what its own minute then decided; without number and title it has none."""
    one = found(catalogue, "What became of the toll bridge?")
    held = [replace(r, number=None, title=None) for r in catalogue.resolutions(one.scope)]
    (fell,) = (said for said in held if "toll bridge" in said.text)
    fits = [Fit(said, 1.0 if said is fell else 0.1, 0.0, of_matter=False) for said in held]
    told = decide(sorted(fits, key=lambda fit: -fit.share), one, quoter(one, catalogue))
    assert told is not None
    assert len(told.statements) == 1
    assert "toll bridge" in told.statements[0].text


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked", ["minutes of council 28 february 2024", "show me the council minutes, February 2024"]
)
def test_minutes_asked_for_are_what_the_meeting_decided(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    assert answer.status is Status.ANSWERED
    assert all(statement.official for statement in answer.statements)
    days = {one.date for said in answer.statements for one in said.citations}
    assert days == {date(2024, 2, 28)}


@pytest.mark.slow
def test_minutes_that_are_not_held_are_not_answered_by_others(assistant: Assistant) -> None:
    assert assistant.ask("minutes of cabinet 11 july 2023").status is Status.CLOSEST
