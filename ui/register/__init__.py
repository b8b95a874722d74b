"""The register of resolutions: its lines on a page, its state as an address, and as a file."""

from __future__ import annotations

from ui.register.lines import entry, lines, wording
from ui.register.register import register_csv, register_word
from ui.register.view import (
    LONGEST,
    PARAMETERS,
    RegisterView,
    read_register,
    register_query,
)

__all__ = [
    "LONGEST",
    "PARAMETERS",
    "RegisterView",
    "entry",
    "lines",
    "read_register",
    "register_csv",
    "register_query",
    "register_word",
    "wording",
]
