"""How well later mentions of decisions are found: judged links, figures, and fitting to them."""

from __future__ import annotations

from evals.links.fitting import fit, held_out, left_out, write_model
from evals.links.judged import read_links
from evals.links.measuring import Figures, Seen, gather, measure, misjudged, table

__all__ = [
    "Figures",
    "Seen",
    "fit",
    "gather",
    "held_out",
    "left_out",
    "measure",
    "misjudged",
    "read_links",
    "table",
    "write_model",
]
