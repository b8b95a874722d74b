"""The signs that something is closed to the public, kept in ``signs.toml`` with examples.

Signs are grouped by where they stand: on a sheet, in its running head, in the form at the
head of a report, above or below an item of a front sheet, in the name of a file.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.model import VocabularyError

FILE = Path(__file__).with_name("signs.toml")
# What is read of a line: a hostile one is as long as a page.
MOST = 600


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign by ``name``, as "sheet.alone".

    ``yes`` are texts that hold it, ``no`` some that do not.
    ``suspected`` tells that it closes until an officer decides; else it closes. ``small`` that
    it counts where it begins with a small letter too.
    """

    name: str
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    suspected: bool
    small: bool

    def find(self, text: str) -> re.Match[str] | None:
        """Return where the first 600 characters of a text hold the sign; None if they do not."""
        return self.pattern.search(text, 0, MOST)

    def heads(self, line: str) -> bool:
        """Whether a line holds the sign and begins as headings do, with a capital or figure."""
        letter = next((char for char in line if char.isalpha()), "")
        return (self.small or not letter.islower()) and self.find(line) is not None


@cache
def signs() -> Mapping[str, tuple[Sign, ...]]:
    """Return the signs by the place where they stand, surest first.

    Raises:
        VocabularyError: a row lacks something or its pattern is none; it is named.
    """
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = {f"{{{name}}}": pattern for name, pattern in tables.pop("words").items()}
    found: dict[str, list[Sign]] = defaultdict(list)
    for place, rows in tables.items():
        for name, row in rows.items():
            found[place].append(_sign(f"{place}.{name}", row, words))
    return {place: tuple(sorted(some, key=lambda s: s.suspected)) for place, some in found.items()}


def sign(name: str) -> Sign:
    """Return the sign of a name, as "but.partly".

    Raises as :func:`signs`; KeyError if there is none of that name.
    """
    return _by_name()[name]


@cache
def _by_name() -> Mapping[str, Sign]:
    return {one.name: one for some in signs().values() for one in some}


def _sign(name: str, row: Mapping[str, object], words: Mapping[str, str]) -> Sign:
    try:
        pattern = str(row["pattern"])
        # Words may hold words of other groups.
        for _ in range(3):
            for mark, meant in words.items():
                pattern = pattern.replace(mark, meant)
        compiled = re.compile(pattern, 0 if row.get("cased") else re.IGNORECASE)
        yes, no = _examples(row["yes"]), _examples(row["no"])
    except (KeyError, TypeError, re.error) as error:
        raise VocabularyError(f"{FILE.name}: [{name}]: {error!r}") from error
    return Sign(name, compiled, yes, no, bool(row.get("suspected")), bool(row.get("small")))


def _examples(told: object) -> tuple[str, ...]:
    if not isinstance(told, list):
        raise TypeError("examples are a list of texts")
    return tuple(map(str, told))
