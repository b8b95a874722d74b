"""Words that makers of statements exchange, kept in ``wordings.toml`` with examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("wordings.toml")


@dataclass(frozen=True, slots=True)
class Wording:
    """One table: the pairs in order, each to be read from left to right.

    ``true`` where what is made still says the same; ``held`` where the check was made without
    a look at it. ``yes`` holds texts and what becomes of them, ``no`` texts that stay.
    """

    kind: str
    pairs: tuple[tuple[str, str], ...]
    true: bool
    held: bool
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]

    def made_of(self, text: str) -> Iterator[str]:
        """Yield ``text`` with one word exchanged, once for each pair that fits it."""
        for said, other in self.pairs:
            edge = r"\b" if said[0].isalpha() else ""
            found = re.search(rf"{edge}{re.escape(said)}(?!\w)", text)
            if found and not re.search(rf"(?<!\w){re.escape(other.strip())}(?!\w)", text, re.I):
                yield text[: found.start()] + other + text[found.end() :]


@cache
def wordings() -> tuple[Wording, ...]:
    """Return all tables, in the order of the file."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_wording(kind, table) for kind, table in tables.items())


def _wording(kind: str, table: dict[str, object]) -> Wording:
    pairs = []
    for pair in str(table["pairs"]).split():
        said, other = pair.replace("_", " ").split("/")
        pairs += [(said, other)] if table.get("one_way") else [(said, other), (other, said)]
    yes, no = table["yes"], table["no"]
    assert isinstance(yes, list)
    assert isinstance(no, list)
    return Wording(
        kind.replace("_", " "),
        tuple(dict.fromkeys(pairs)),
        bool(table.get("true")),
        bool(table.get("held")),
        tuple((before, after) for before, after in yes),
        tuple(no),
    )
