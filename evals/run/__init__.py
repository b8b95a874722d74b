"""Asking a set as the app would; kept runs, ablation, fitting when to refuse, and the gate."""

from __future__ import annotations

from evals.run.ablate import ablate_set
from evals.run.calibrate import examples, fit, held_out, write_calibration
from evals.run.files import write_file
from evals.run.gate import baseline_file, measure_sample, write_baseline
from evals.run.indexing import index_papers
from evals.run.runner import Assistant, run_set, within_collection
from evals.run.runs import find_run, list_runs, read_run, runs_folder, save_run, write_out
from evals.run.several import run_over

__all__ = [
    "Assistant",
    "ablate_set",
    "baseline_file",
    "examples",
    "find_run",
    "fit",
    "held_out",
    "index_papers",
    "list_runs",
    "measure_sample",
    "read_run",
    "run_over",
    "run_set",
    "runs_folder",
    "save_run",
    "within_collection",
    "write_baseline",
    "write_calibration",
    "write_file",
    "write_out",
]
