"""The register of resolutions as a file, and how an officer corrects it."""

from __future__ import annotations

from ui.register.correcting import correct_entry
from ui.register.corrections import correct_register
from ui.register.register import (
    as_printed,
    decided_by,
    heading,
    register_csv,
    register_word,
)

__all__ = [
    "as_printed",
    "correct_entry",
    "correct_register",
    "decided_by",
    "heading",
    "register_csv",
    "register_word",
]
