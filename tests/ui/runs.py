"""Runs of evals as pages show them, and the end of one that was started."""

from __future__ import annotations

from dataclasses import replace

from evals.model.results import Cited, Outcome, Response, Result, Run, Score
from retrieval.model.fingerprint import Fingerprint
from tests.retrieval.fingerprints import MADE_UP
from tests.ui.jobs import wait
from ui.evals.measuring import Measuring


def a_run(
    hit: float,
    at: str,
    fingerprint: Fingerprint = MADE_UP,
    constants: tuple[tuple[str, float], ...] = (),
) -> Run:
    """Return a run of one question, right where ``hit`` is 1 and wrong where it is 0."""
    pages = (("pack.pdf", 3 if hit else 4),)
    response = Response(pages, Outcome.ANSWERED, "text", (), 12.0)
    names = ("right", "hit@1", "hit@5", "fact recall")
    scores = (*(Score(name, hit) for name in names), Score("withheld", 1 - hit))
    question = "Cost of [boiler](javascript:1)?"
    gold = (("pack.pdf", 3),)
    result = Result("q1", "chat", question, response, scores, gold, about="why", follows=True)
    result = replace(result, history=("What is [planned](javascript:2)?",))
    # Runs of one set bear its name, as those do that are started from the page.
    return Run("sample", at, "sample", "abc", fingerprint, (), constants, "corpus", 2, (result,))


def cited_run(quote: str, at: str) -> Run:
    """Return a run of one question that went wrong, whose answer cites ``quote``."""
    made = a_run(0.0, at)
    cited = Cited("pack.pdf", 2, "11", "2", quote, True)
    response = replace(made.results[0].response, text=f"It says: {quote}", citations=(cited,))
    return replace(made, results=(replace(made.results[0], response=response, follows=False),))


def ended(measuring: Measuring) -> None:
    """Return when the run that was started has ended."""
    wait(lambda: not measuring.busy)
