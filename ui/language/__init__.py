"""Which language the app speaks with a visitor, and its words in that language."""

from __future__ import annotations

from ui.language.choosing import (
    browser_language,
    keep_language,
    language,
    settle_language,
    speaking,
)
from ui.language.marking import language_line
from ui.language.saying import N_, NN_, Said, _, ngettext, pgettext, spoken

__all__ = [
    "NN_",
    "N_",
    "Said",
    "_",
    "browser_language",
    "keep_language",
    "language",
    "language_line",
    "ngettext",
    "pgettext",
    "settle_language",
    "speaking",
    "spoken",
]
