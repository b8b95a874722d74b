"""The table of asks: what is asked of a matter, by the wording, and how papers answer it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("asks.toml")
# What is read of a question, and of a sentence that may answer it.
_MOST = 600


@dataclass(frozen=True, slots=True)
class Ask:
    """One row of ``asks.toml``: see there.

    ``yes`` and ``no`` are questions that ask so and that do not; ``words`` are lower case.
    """

    name: str
    says: re.Pattern[str]
    holds: re.Pattern[str]
    sections: re.Pattern[str]
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def asked_in(self, question: str) -> bool:
        """Whether the first 600 characters of a question ask so."""
        return self.says.search(question, 0, _MOST) is not None

    def answered_in(self, sentence: str) -> bool:
        """Whether the first 600 characters of a sentence may hold an answer."""
        return self.holds.search(sentence, 0, _MOST) is not None

    def heads(self, heading: str) -> bool:
        """Whether a heading announces such answers."""
        return self.sections.search(heading, 0, _MOST) is not None


@cache
def asks() -> tuple[Ask, ...]:
    """Return the rows of the table, in order."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Ask(
            name,
            re.compile(row["says"], re.I),
            re.compile(row["holds"]),
            re.compile(row["sections"], re.I),
            frozenset(row["words"].split()),
            tuple(row["yes"]),
            tuple(row["no"]),
        )
        for name, row in rows.items()
    )


@lru_cache(maxsize=256)
def ask_of(question: str) -> Ask | None:
    """Return the first row that a question meets; None where it meets none."""
    return next((one for one in asks() if one.asked_in(question)), None)


@cache
def asking_words() -> frozenset[str]:
    """Return the words of all asks: a question made of them names no matter of its own."""
    return frozenset(word for one in asks() for word in one.words)
