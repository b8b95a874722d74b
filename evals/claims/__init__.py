"""What the check of a language model's words lets through: true and false statements by rule."""

from __future__ import annotations

from evals.claims.measuring import Made, Tally, measure, tallies
from evals.claims.stored import stored_sentences

__all__ = ["Made", "Tally", "measure", "stored_sentences", "tallies"]
