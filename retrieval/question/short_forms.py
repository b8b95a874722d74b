"""Short forms as people type them on a phone, written out: "wd" is would, "y" is why.

A question is understood as if it had been written out, so whatever tells what is asked for by
the words of the question tells it of these too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.language import alternation

_FILE = Path(__file__).with_name("variants.toml")
# A letter behind "zone" or a number names one of several or is a unit; a U-turn is no "you".
_NAMED = rf"(?:\b{alternation('numbered_parts', plurals=True)}|\d)\s+[a-z](?!\w)|\bu turns?\b"


def written_out(question: str) -> str:
    """Return ``question`` with the short forms of it in full; all else stays as typed."""
    return _pattern().sub(lambda found: _whole().get(found.group(), found.group()), question)


@cache
def _whole() -> Mapping[str, str]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    pairs = (pair.rpartition("/") for pair in table["typed_short"]["pairs"].split())
    return {short: whole.replace("_", " ") for short, _, whole in pairs}


@cache
def _pattern() -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(_whole(), key=len, reverse=True)))
    return re.compile(rf"{_NAMED}|(?<![\w’'.&/-])(?:{listed})(?![\w’'&/-]|\.\w)")
