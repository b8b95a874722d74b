"""Measurements started from their page, and kept runs as tables and plots."""

from __future__ import annotations

from ui.evals.glossary import glossary
from ui.evals.measuring import Measuring, lacking, sets_at_hand
from ui.evals.own_questions import own_questions
from ui.evals.tables import (
    asked_by,
    by_kind,
    compared,
    compared_by_group,
    got,
    over_time,
    summary,
)

__all__ = [
    "Measuring",
    "asked_by",
    "by_kind",
    "compared",
    "compared_by_group",
    "glossary",
    "got",
    "lacking",
    "over_time",
    "own_questions",
    "sets_at_hand",
    "summary",
]
