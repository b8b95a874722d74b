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

_FILE = Path(__file__).with_name("variants.toml")
# Single letters are initials as well: they are words only where no name could stand.
_HELPS = r"(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|wd|should|not|r)"
_LETTERS = (
    (re.compile(rf"(^\W*(?:(?:and|but|so)\s+)?)y(?=\s+{_HELPS}\b|\W*$)", re.I), r"\1why"),
    (re.compile(r"(?<![\w.&’'-])r(?=\s+(?:u|you|we|they|there|these|those)\b)", re.I), "are"),
    (re.compile(rf"(\b(?:{_HELPS}|if|that|what)\s+)u(?=\s+\w{{2,}}|\W*$)", re.I), r"\1you"),
)


def written_out(question: str) -> str:
    """Return ``question`` with the short forms of it in full; all else stays as typed."""
    said = _pattern().sub(lambda found: _whole()[found.group()], question)
    for letter, whole in reversed(_LETTERS):
        said = letter.sub(whole, said)
    return said


@cache
def _whole() -> Mapping[str, str]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    pairs = (pair.rpartition("/") for pair in table["typed_short"]["pairs"].split())
    return {short: whole.replace("_", " ") for short, _, whole in pairs}


@cache
def _pattern() -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(_whole(), key=len, reverse=True)))
    return re.compile(rf"(?<![\w’'.&/-])(?:{listed})(?![\w’'&/-]|\.\w)")
