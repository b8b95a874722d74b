"""Speed, load and growth: ingest and reading beside the plain way, many people, many papers."""

from __future__ import annotations

from evals.bench.ingest_speed import markdown, measure_ingest
from evals.bench.load import Load, measure_load
from evals.bench.read_speed import measure_reading, reading_markdown
from evals.bench.scale import measure_scale, scale_markdown

__all__ = [
    "Load",
    "markdown",
    "measure_ingest",
    "measure_load",
    "measure_reading",
    "measure_scale",
    "reading_markdown",
    "scale_markdown",
]
