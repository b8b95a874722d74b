"""What the register answers by itself, and which of its outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import PassageKind, Scope
from retrieval.answer.meeting_outcomes import asks_all, decided_at
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_asked import decided_elsewhere, recorded
from retrieval.asking.answer import Answerer
from retrieval.asking.refusal import judge
from retrieval.model.constants import DEFAULT
from retrieval.model.types import Matter, Statement
from tests.retrieval.guard.builders import hit
from tests.retrieval.registers import HARBOUR, LATER, fill, found

JUNE, JULY = date(2024, 6, 4), date(2024, 7, 9)
QUAY = """
**QUAY COMMITTEE
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Gull (Chair), Tern and Wren

**7. Harbour lamps

RESOLVED that the harbour lamps be painted.

**8. Winter ferry timetable

Councillor Gull moved and Councillor Tern seconded that the ferry wait.

RESOLVED (unanimously) that the ferry wait for the winter tide.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path_factory.mktemp("bodies")) as opened:
        fill(opened, HARBOUR, LATER, QUAY, HARBOUR)
        yield opened


def decided(question: str, catalogue: Catalogue, most: int = 9) -> list[Statement]:
    one = found(catalogue, question)
    quoter = Quoter(catalogue, one)
    return decided_at(one, catalogue, quoter, most)[0]


def texts(question: str, catalogue: Catalogue) -> list[str]:
    """Return the first line of each decision, after an outcome that is printed before it."""
    lines = [said.text.split("\n") for said in decided(question, catalogue)]
    return [one[one[0].startswith("RESOLVED")] for one in lines]


LAMPS = "that the harbour lamps be painted."
WAIT = "that the ferry wait for the winter tide."
PRINTED = "that the winter ferry timetable be printed."
FREE = "“This Council asks for the toll bridge to be free on market days.”"
FEWER = "“The winter ferry timetable be approved with one boat fewer on Sundays.”"


def test_outcomes_are_of_the_body_named(catalogue: Catalogue) -> None:
    assert texts("What did the committee decide on 4 June 2024?", catalogue) == [LAMPS, WAIT]
    assert texts("What did the Quay Committee decide on 4 June 2024?", catalogue) == [LAMPS, WAIT]
    assert LAMPS not in texts("What did the council decide on 4 June 2024?", catalogue)
    assert LAMPS in texts("What was decided on 4 June 2024?", catalogue)
    assert LAMPS in texts("What did the panel decide on 4 June 2024?", catalogue)


def test_what_fell_is_listed_where_it_is_asked_for(catalogue: Catalogue) -> None:
    lost = texts("Which motions were lost on 4 June 2024?", catalogue)
    assert sorted(lost) == sorted([FREE, FEWER])
    assert texts("Which decisions were lost on 9 July 2024?", catalogue) == []


def test_the_latest_meeting_of_a_body_is_one(catalogue: Catalogue) -> None:
    told = texts("List the decisions of the latest meeting of Harbour Council", catalogue)
    assert told == ["that the winter ferry timetable be printed."]


@pytest.mark.parametrize(
    ("scope", "days"),
    [
        (Scope(), [JUNE, JULY]),
        (Scope(since=date(2024, 6, 5)), [JULY]),
        (Scope(until=date(2024, 7, 8)), [JUNE]),
        (Scope(since=date(2023, 1, 1), until=date(2025, 1, 1)), [JUNE, JULY]),
        (Scope(committee="Quay Committee"), [JUNE]),
    ],
)
def test_only_meetings_in_scope_are_listed(
    scope: Scope, days: list[date], catalogue: Catalogue
) -> None:
    one = replace(found(catalogue, "What was decided in 2024?"), scope=scope)
    told, _ = decided_at(one, catalogue, Quoter(catalogue, one), 99)
    assert sorted({c.date for said in told for c in said.citations if c.date}) == days


def test_the_latest_meeting_is_that_of_the_papers_found(catalogue: Catalogue) -> None:
    whole = found(catalogue, "List the decisions of the latest meeting of Harbour Council")
    fewer = {key: one for key, one in whole.papers.items() if one.meeting_date != JULY}
    one = replace(whole, papers=fewer)
    told, _ = decided_at(one, catalogue, Quoter(catalogue, one), 99)
    assert {c.date for said in told for c in said.citations} == {JUNE}
    assert {c.paper_id for said in told for c in (*said.citations, *said.also)} <= set(fewer)


def test_copies_in_other_papers_are_named_beside(catalogue: Catalogue) -> None:
    first = decided("What did Harbour Council decide on 4 June 2024?", catalogue)
    assert len(first) == 5
    assert all(len({c.paper_id for c in (*s.citations, *s.also)}) == 2 for s in first)
    assert all(len({c.paper_id for c in s.citations}) == 1 for s in first)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What was decided in June 2024?", True),
        ("List all the decisions taken in June 2024", True),
        ("What was decided?", False),
        ("What was decided on lamps in June 2024?", False),
        ("What did item 7 resolve in June 2024?", False),
        ("What did minute 7 resolve in June 2024?", False),
        ("What was resolved on T12 in June 2024?", False),
        ("When was the budget decided in June 2024?", False),
        ("What was said in June 2024?", False),
    ],
)
def test_what_asks_for_all_that_was_decided(
    question: str, whole: bool, catalogue: Catalogue
) -> None:
    assert asks_all(found(catalogue, question).query) is whole


@pytest.mark.parametrize(
    ("question", "first", "sure"),
    [
        ("Who moved that the ferry wait for the winter tide?", "Gull", True),
        ("Who moved that the ferry wait for the tide in May 2023 or June 2024?", "Gull", True),
        ("Who voted against the toll bridge being free on market days?", "Against (5)", True),
        ("Who voted against the toll bridge on gala opening days?", "Against (5)", False),
        ("Who proposed the toll bridge?", "Miss Rowan proposed", True),
        ("Who moved the winter ferry timetable amendment?", "Mr Oak", True),
    ],
)
def test_who_moved_and_who_voted_comes_before_the_wording(
    question: str, first: str, sure: bool, catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    told = recorded(one, catalogue, Quoter(catalogue, one))
    assert told is not None
    assert first in told.statements[0].text
    assert told.sure is sure
    assert all(said.official for said in told.statements)


@pytest.mark.parametrize(
    "question",
    [
        "Who moved the painting of the moon?",
        "What was decided on the painting of the moon?",
        "What was said on the toll bridge?",
        "Who moved that the lamps be painted?",
        "Who voted on the toll bridge in July 2024?",
        "Who moved it?",
    ],
)
def test_what_minutes_do_not_record_is_not_answered_from_them(
    question: str, catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    assert recorded(one, catalogue, Quoter(catalogue, one)) is None


@pytest.mark.parametrize(
    ("question", "first", "lead"),
    [
        ("What was decided on the toll bridge?", FREE, "Motion lost"),
        ("What did Harbour Council decide on the toll bridge?", FREE, "minute 4"),
        ("What was resolved on harbour lamps?", LAMPS, "Quay Committee · 4 June 2024 · minute 7"),
        ("Has the winter ferry timetable been approved?", PRINTED, "Latest: "),
    ],
)
def test_what_was_decided_is_told_in_one_line_above_the_wording(
    question: str, first: str, lead: str, catalogue: Catalogue
) -> None:
    one = found(catalogue, question)
    told = recorded(one, catalogue, Quoter(catalogue, one))
    assert told is not None
    assert told.sure
    assert told.statements[0].text.split("\n")[0] == first
    assert lead in told.lead
    assert all(said.official for said in told.statements)


def test_copies_of_what_was_decided_stand_beside_it(catalogue: Catalogue) -> None:
    one = found(catalogue, "What was decided on the toll bridge?")
    told = recorded(one, catalogue, Quoter(catalogue, one))
    assert told is not None
    (said,) = told.statements
    (copy,) = {c.paper_id for c in said.also}
    assert {c.paper_id for c in said.citations}.isdisjoint({copy})


def test_how_a_matter_stands_is_told_newest_first(catalogue: Catalogue) -> None:
    one = found(catalogue, "What is the latest on the winter ferry timetable?")
    told = recorded(one, catalogue, Quoter(catalogue, one))
    assert told is not None
    days = [said.citations[0].date for said in told.statements]
    assert days == [JULY, JUNE, JUNE]
    assert "9 July 2024" in told.lead
    first = found(catalogue, "What was the earliest decision on the winter ferry timetable?")
    oldest = recorded(first, catalogue, Quoter(catalogue, first))
    assert oldest is not None
    assert oldest.statements[0].citations[0].date == JUNE


@pytest.mark.parametrize("body", ["Mayor", "Planning Committee", "Cabinet"])
def test_what_one_body_decided_is_not_told_of_another(body: str, catalogue: Catalogue) -> None:
    question = f"What did the {body} decide on the harbour lamps?"
    one = found(catalogue, question)
    assert recorded(one, catalogue, Quoter(catalogue, one)) is None
    resolved = next(
        hit(passage)
        for paper in one.papers
        for passage in catalogue.passages_of(paper)
        if passage.kind is PassageKind.RESOLUTION and "lamps be painted" in passage.text
    )
    seen = replace(one, hits=(resolved,))
    assert decided_elsewhere(seen, Quoter(catalogue, seen))
    composed = Answerer(catalogue).compose(seen)
    assert composed.support.unrecorded == 1.0
    assert not judge(seen, composed.support, has_statements=True)
    own = replace(found(catalogue, question.replace(body, "Quay Committee")), hits=(resolved,))
    assert not decided_elsewhere(own, Quoter(catalogue, own))


TIMETABLE = Matter("Winter ferry timetable", "", None, (1, 2))


@pytest.mark.parametrize("question", ["Who voted against?", "and who abstained?", "who moved it?"])
def test_votes_are_asked_of_the_chat_s_matter(question: str, catalogue: Catalogue) -> None:
    one = found(catalogue, question)
    assert recorded(one, catalogue, Quoter(catalogue, one)) is None
    decided = next(
        r for r in catalogue.resolutions() if r.title == TIMETABLE.title and r.vote_spans
    )
    about = replace(TIMETABLE, paper_id=decided.paper_id)
    asked = replace(one, query=replace(one.query, matter=about))
    told = recorded(asked, catalogue, Quoter(catalogue, asked))
    assert told is not None
    assert told.sure
    assert {c.paper_id for said in told.statements for c in said.citations} == {decided.paper_id}
    gone = replace(asked, papers={k: p for k, p in one.papers.items() if k != decided.paper_id})
    assert recorded(gone, catalogue, Quoter(catalogue, gone)) is None


def test_what_the_register_answers_is_sure(catalogue: Catalogue) -> None:
    answerer = Answerer(catalogue)
    listed = answerer.compose(found(catalogue, "What was decided in June 2024?"))
    assert len(listed.statements) == DEFAULT.quoting.statements
    assert "7 outcomes" in listed.message
    assert (listed.support.decided_quoted, listed.support.period) == (1.0, 1.0)
    numbers = [c.number for said in listed.statements for c in said.citations]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    moved = answerer.compose(found(catalogue, "Who moved that the ferry wait for the tide?"))
    assert moved.support.decided_quoted == 1.0
    plain = answerer.compose(found(catalogue, "What was said of lamps?"))
    assert plain.support.decided_quoted == 0.0


def test_the_same_words_are_said_once(catalogue: Catalogue) -> None:
    told = Answerer(catalogue).compose(found(catalogue, "What was resolved on harbour lamps?"))
    assert len({said.text for said in told.statements}) == len(told.statements) >= 1


def test_what_was_decided_is_listed_oldest_meeting_first(catalogue: Catalogue) -> None:
    told = decided("What did Harbour Council decide in 2024?", catalogue)
    days = [said.citations[0].date for said in told if said.text.startswith("that the winter")]
    assert days == [date(2024, 6, 4), date(2024, 7, 9)]


LONG = """
**HARBOUR COUNCIL
**MINUTES of the meeting held at the Customs House on 4 June 2024

Present: Councillors Ash (Chair), Birch and Cedar

**3. Winter ferry timetable

Mr Elm proposed, and Mrs Fir seconded the motion that

“The winter ferry timetable be approved.”

The Chairman put the motion to the vote and the voting was as follows.

For (9)

Mr Oak, Mr Elm, Mrs Fir, Mr Pine, Mrs Larch, Mr Yew, Mrs Holly, Mr Hazel, Mrs Rowan of the Quay

Against (5)

Mr Ash, Mr Birch, Mr Cedar, Mr Willow of the Upper Harbour, Mrs Poplar of the Lower Harbour

Motion carried.
"""


def test_of_a_long_roll_of_voters_the_figures_are_quoted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Catalogue.open(tmp_path_factory.mktemp("long")) as opened:
        fill(opened, LONG)
        (said,) = decided("What was decided on 4 June 2024?", opened)
    words, _, became = said.text.partition("\n")
    assert words == "“The winter ferry timetable be approved.”"
    assert became == "Motion carried · For (9) · Against (5)"
    assert all(c.quote in said.text for c in said.citations)


def test_an_outcome_is_told_after_the_motion_that_it_is_of(catalogue: Catalogue) -> None:
    one = found(catalogue, "Which motions were lost on 4 June 2024?")
    quoter = Quoter(catalogue, one)
    lost = next(
        said
        for said in catalogue.resolutions(Scope())
        if said.outcome_spans and said.spans[-1].end <= said.outcome_spans[0].start
    )
    passages = catalogue.passages_of(lost.paper_id)
    passage = next(p for p in passages if p.kind is PassageKind.PROSE)
    told = quoter.with_motion(passage, lost.outcome_spans)
    assert told == (*lost.spans, *lost.outcome_spans)
    # What stands before a motion is not told of it.
    assert quoter.with_motion(passage, lost.spans) == lost.spans
