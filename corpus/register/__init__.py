"""The register of decisions and how it is searched: by number, person, sum and words."""

from __future__ import annotations

from corpus.register.asked import Person, people_in
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
    "Person",
    "Register",
    "RegisterFound",
    "RegisterLimits",
    "RegisterSearch",
    "RegisterSheet",
    "people_in",
    "sheet_at",
]
