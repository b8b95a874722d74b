"""The register of decisions and how it is searched: by number, person, sum and words."""

from __future__ import annotations

from corpus.register.register import (
    Entry,
    Key,
    Register,
    RegisterFound,
    RegisterLimits,
    RegisterSearch,
    RegisterSheet,
    sheet_at,
)

__all__ = [
    "Entry",
    "Key",
    "Register",
    "RegisterFound",
    "RegisterLimits",
    "RegisterSearch",
    "RegisterSheet",
    "sheet_at",
]
