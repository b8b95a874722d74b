"""What officers say of the register: words picked off the page, entries made by them."""

from __future__ import annotations

from corpus.corrections.applying import corrected
from corpus.corrections.making import Particulars, addition, change, complete, entry_at, removal
from corpus.corrections.picking import PrintedLine, pick, printed_lines
from corpus.corrections.placing import fits, touches

__all__ = [
    "Particulars",
    "PrintedLine",
    "addition",
    "change",
    "complete",
    "corrected",
    "entry_at",
    "fits",
    "pick",
    "printed_lines",
    "removal",
    "touches",
]
