"""Asking a set: history, filters, failures, latency and fresh checks of quotes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.model import Access, TextSource
from corpus.model.errors import UnknownPaperError
from evals.measure.measures import BY_NAME
from evals.measure.quotes import QuoteChecker
from evals.model.results import Outcome
from evals.run.runner import corpus_fingerprint, run_set
from evals.run.runs import find_run, read_run, save_run, write_out
from evals.sets.sets import QuestionSet
from tests.evals.fakes import PAPER, FakeAssistant, FakeCatalogue, citation


def test_run_scores_every_question(assistant: FakeAssistant, questions: QuestionSet) -> None:
    run = run_set(assistant, questions, "try")
    right, followed, raises, none = run.results
    assert [r.response.outcome for r in run.results] == [
        Outcome.ANSWERED,
        Outcome.ANSWERED,
        Outcome.FAILED,
        Outcome.REFUSED,
    ]
    assert {s.measure: s.value for s in right.scores} == {
        s.measure: float(BY_NAME[s.measure].higher_is_better) for s in right.scores
    }
    assert [(r.expect, r.follows) for r in run.results] == [
        ("answer", False),
        ("answer", True),
        ("answer", False),
        ("none", False),
    ]
    assert [c.verbatim for c in followed.response.citations] == [True, False]
    assert followed.score("MRR@10").value == 0.5  # type: ignore[union-attr]
    assert raises.response.error == "ValueError: scripted"
    assert raises.score("hit@1").value == 0  # type: ignore[union-attr]
    assert none.score("refusal").value == 1  # type: ignore[union-attr]
    assert (run.name, run.sets, run.papers) == ("try", "harbour", 1)
    assert run.fingerprint == assistant.fingerprint
    assert dict(run.settings)["candidates"] == "100"
    assert dict(run.constants) == assistant.constants.values()


def test_history_is_answered_in_order_within_the_filters(
    assistant: FakeAssistant, questions: QuestionSet
) -> None:
    run_set(assistant, questions)
    assert assistant.warmed == 1
    last = max(at for at, asked in enumerate(assistant.asked) if asked[0] == "Who leads on that?")
    first, second, third = assistant.asked[last - 2 : last + 1]
    assert first[2] == ()
    assert [turn.question for turn in second[2]] == [first[0]]
    assert [turn.question for turn in third[2]] == [first[0], second[0]]
    assert third[2][0].answer.citations[0].page == 2
    for _, scope, _ in (first, second, third):
        assert (scope.committee, scope.since, scope.until) == (
            "Harbour Committee",
            date(2017, 1, 1),
            None,
        )
        assert scope.papers == (PAPER,)
        assert scope.clearance is Access.PUBLIC


def test_the_first_question_is_asked_once_more_to_warm_up(
    assistant: FakeAssistant, questions: QuestionSet
) -> None:
    run = run_set(assistant, questions)
    firsts = [asked for asked in assistant.asked if asked[0] == questions.questions[0].question]
    assert len(firsts) == 3  # warm-up, itself, and within the follow-up's history
    assert all(result.response.latency_ms >= 0 for result in run.results)


@pytest.mark.parametrize(
    ("page", "quote", "source", "stands"),
    [
        (2, "be let\n  for the sum of £1,250 a day.", TextSource.TEXT_LAYER, True),
        (2, "be let for the sum of £1,251 a day.", TextSource.TEXT_LAYER, False),
        (3, "RESOLVED: that", TextSource.TEXT_LAYER, False),
        (2, "resolved: that", TextSource.TEXT_LAYER, False),
        (2, " ", TextSource.TEXT_LAYER, False),
        (2, "only recognised", TextSource.TEXT_LAYER, False),
        (2, "only recognised", TextSource.OCR, True),
    ],
)
def test_quotes_are_checked_against_the_pdf(
    assistant: FakeAssistant, page: int, quote: str, source: TextSource, stands: bool
) -> None:
    checker = QuoteChecker(assistant.catalogue)
    assert checker.stands(citation(page, quote, source)) is stands


def test_a_citation_of_a_paper_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    checker = QuoteChecker(FakeCatalogue(tmp_path / "none.pdf", paper_id="cd" * 32))
    with pytest.raises(UnknownPaperError):
        checker.stands(citation(1, "words"))


def test_fingerprint_of_the_corpus_ignores_order_only(assistant: FakeAssistant) -> None:
    (paper,) = assistant.catalogue.papers()
    (other,) = FakeCatalogue(Path("x.pdf"), paper_id="cd" * 32).papers()
    assert corpus_fingerprint([paper, other]) == corpus_fingerprint([other, paper])
    assert corpus_fingerprint([paper]) != corpus_fingerprint([paper, other])


def test_kept_runs_come_back_as_they_were(
    assistant: FakeAssistant, questions: QuestionSet, tmp_path: Path
) -> None:
    run = run_set(assistant, questions)
    first, second = save_run(run, tmp_path / "runs"), save_run(run, tmp_path / "runs")
    assert first != second
    assert read_run(first) == read_run(second) == run
    assert find_run("latest", tmp_path / "runs") in (first, second)
    assert find_run(second.stem, tmp_path / "runs") == second


def test_out_file_has_one_line_a_question(
    assistant: FakeAssistant, questions: QuestionSet, tmp_path: Path
) -> None:
    import json

    out = tmp_path / "new" / "out.jsonl"
    write_out(run_set(assistant, questions), out)
    right, _, raises, none = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert set(right) == {
        *("id", "pages", "status", "text", "lead", "citations", "closest", "latency_ms")
    }
    assert right["pages"] == [[PAPER, 2], [PAPER, 1]]
    assert set(right["citations"][0]) == {"paper", "page", "printed", "item", "quote"}
    assert (right["lead"], right["closest"]) == ("", [])
    # A plain reader takes an error for no answer at all, and nothing else for one.
    assert raises["status"] == "error"
    assert raises["error"] == "ValueError: scripted"
    assert (none["status"], none["citations"]) == ("refused", [])
    assert [(near["paper"], near["page"]) for near in none["closest"]] == [(PAPER, 1)]
