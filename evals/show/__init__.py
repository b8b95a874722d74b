"""Runs as tables for the terminal and as one HTML page with plots."""

from __future__ import annotations

from evals.show import show
from evals.show.plots import OVER_TIME, runs_plot
from evals.show.report import html_report

__all__ = ["OVER_TIME", "html_report", "runs_plot", "show"]
