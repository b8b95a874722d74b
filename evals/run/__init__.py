"""Asking a set as the app would; kept runs, ablation, fitting when to refuse, and the gate."""

from __future__ import annotations

from evals.run.ablate import ablate_set
from evals.run.calibrate import examples, fit, held_out, write_calibration
from evals.run.gate import BASELINE, measure_sample, write_baseline
from evals.run.indexing import index_papers
from evals.run.runner import Assistant, run_set
from evals.run.runs import FOLDER, find_run, list_runs, read_run, save_run, write_out

__all__ = [
    "BASELINE",
    "FOLDER",
    "Assistant",
    "ablate_set",
    "examples",
    "find_run",
    "fit",
    "held_out",
    "index_papers",
    "list_runs",
    "measure_sample",
    "read_run",
    "run_set",
    "save_run",
    "write_baseline",
    "write_calibration",
    "write_out",
]
