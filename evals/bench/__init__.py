"""Speed and load: ingest beside the plain way, reading beside pypdf, many people at once."""

from __future__ import annotations

from evals.bench.ingest_speed import markdown, measure_ingest
from evals.bench.load import Load, measure_load
from evals.bench.read_speed import measure_reading, reading_markdown

__all__ = [
    "Load",
    "markdown",
    "measure_ingest",
    "measure_load",
    "measure_reading",
    "reading_markdown",
]
