"""The register of resolutions: as lines, an address and a file, and how an officer corrects it."""

from __future__ import annotations

from ui.register.corrections import correct_register
from ui.register.lines import entry, lines, wording
from ui.register.narrowing import narrowed
from ui.register.record_files import record_csv, record_word
from ui.register.register import noted, register_csv, register_word
from ui.register.view import (
    PARAMETERS,
    RegisterView,
    read_register,
    register_query,
)

__all__ = [
    "PARAMETERS",
    "RegisterView",
    "correct_register",
    "entry",
    "lines",
    "narrowed",
    "noted",
    "read_register",
    "record_csv",
    "record_word",
    "register_csv",
    "register_query",
    "register_word",
    "wording",
]
