"""Measurements started from their page, and kept runs as tables and plots."""

from __future__ import annotations

from ui.evals.measuring import Measuring, lacking, sets_at_hand
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
    "got",
    "lacking",
    "over_time",
    "sets_at_hand",
    "summary",
]
