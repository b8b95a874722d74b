"""Measurements started from their page, and kept runs as tables and plots."""

from __future__ import annotations

from ui.evals.comparing import compare
from ui.evals.fell_short import fell_short
from ui.evals.glossary import glossary
from ui.evals.kept_runs import MOST_RUNS, choose_run, kept_folder, newest_runs, run_names
from ui.evals.measuring import Measuring, lacking, sets_at_hand
from ui.evals.own_questions import own_questions
from ui.evals.reviews import reviews
from ui.evals.seen import may_show, seen
from ui.evals.set_names import set_about, set_called
from ui.evals.tables import (
    asked_by,
    by_kind,
    got,
    over_time,
    summary,
)
from ui.evals.taking_in import take_in
from ui.evals.view import BY, evals_query, follow_address, say_in_address

__all__ = [
    "BY",
    "MOST_RUNS",
    "Measuring",
    "asked_by",
    "by_kind",
    "choose_run",
    "compare",
    "evals_query",
    "fell_short",
    "follow_address",
    "glossary",
    "got",
    "kept_folder",
    "lacking",
    "may_show",
    "newest_runs",
    "over_time",
    "own_questions",
    "reviews",
    "run_names",
    "say_in_address",
    "seen",
    "set_about",
    "set_called",
    "sets_at_hand",
    "summary",
    "take_in",
]
