"""Names and contact details of the public that papers hold, and how they are masked for it."""

from __future__ import annotations

from corpus.masks.hiding import Hidden, Masked, masked_text
from corpus.masks.rules import NOTHING, Masks, masks_text, read_masks

__all__ = [
    "NOTHING",
    "Hidden",
    "Masked",
    "Masks",
    "masked_text",
    "masks_text",
    "read_masks",
]
