"""Every measure is explained, and none that does not exist."""

from __future__ import annotations

from evals.measure import MEASURES
from evals.measure.significance import SIGNIFICANT
from evals.model import Outcome, Response, Result, Run, Score
from tests.retrieval.fingerprints import MADE_UP
from ui.evals.glossary import _MEANS, glossary


def test_every_measure_is_explained() -> None:
    assert {measure.name.split("@")[0] for measure in MEASURES} == set(_MEANS)


def test_what_no_run_measured_is_left_out() -> None:
    response = Response((), Outcome.ANSWERED, "text", (), 1.0)
    result = Result("a", "figure", "cost?", response, (Score("hit@5", 1.0), Score("right", 1.0)))
    run = Run("x", "2026-12-01", "x", "abc", MADE_UP, (), (), "corpus", 1, (result,))
    told = glossary([run])
    assert told["Measure"] == ["right", "hit@…", "p"]
    assert "paired test" in told["Means"][-1]
    assert f"under {SIGNIFICANT} " in told["Means"][-1]
