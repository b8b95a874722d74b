"""What the check of a language model's words lets through: true and false statements by rule."""

from __future__ import annotations

from evals.claims.measuring import measure, tallies
from evals.claims.stored import stored_sentences
from evals.claims.tables import claims_table, wrong_lines

__all__ = ["claims_table", "measure", "stored_sentences", "tallies", "wrong_lines"]
