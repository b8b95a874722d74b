"""Measurements started from their page, and kept runs as tables and plots."""

from __future__ import annotations

from ui.evals.measuring import Measuring, lacking, sets_at_hand
from ui.evals.plots import PLOTTED, plot
from ui.evals.tables import by_kind, compared, over_time

__all__ = [
    "PLOTTED",
    "Measuring",
    "by_kind",
    "compared",
    "lacking",
    "over_time",
    "plot",
    "sets_at_hand",
]
