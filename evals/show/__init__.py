"""Runs as tables for the terminal and as one HTML page with plots."""

from __future__ import annotations

from evals.show import show
from evals.show.plots import OVER_TIME, runs_plot
from evals.show.report import html_report
from evals.show.run_table import run_csv

__all__ = ["OVER_TIME", "html_report", "run_csv", "runs_plot", "show"]
