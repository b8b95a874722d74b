"""Measurements started from their page, and kept runs as tables and plots."""

from __future__ import annotations

from ui.evals.measuring import Measuring, lacking, sets_at_hand
from ui.evals.tables import by_kind, compared, over_time, summary

__all__ = [
    "Measuring",
    "by_kind",
    "compared",
    "lacking",
    "over_time",
    "sets_at_hand",
    "summary",
]
