"""How well decisions are read: labelled minutes, scores by body left out, and training anew."""

from __future__ import annotations

from evals.register.labelled import read_labelled
from evals.register.learning import learn, scored_by_body, scored_when_taught
from evals.register.scoring import table, taught_table

__all__ = [
    "learn",
    "read_labelled",
    "scored_by_body",
    "scored_when_taught",
    "table",
    "taught_table",
]
