"""The words of measuring: results, runs and what can go wrong."""

from __future__ import annotations

from evals.model.errors import (
    BaselineError,
    EvalError,
    RunError,
    SampleError,
    SetError,
    WritingError,
)
from evals.model.results import Cited, Outcome, Page, Response, Result, Run, Score, Stated

__all__ = [
    "BaselineError",
    "Cited",
    "EvalError",
    "Outcome",
    "Page",
    "Response",
    "Result",
    "Run",
    "RunError",
    "SampleError",
    "Score",
    "SetError",
    "Stated",
    "WritingError",
]
