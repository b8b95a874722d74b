"""Characters that nobody should be shown: those that steer a terminal or turn text round."""

from __future__ import annotations

import re
import unicodedata

# Controls but tab and line end, and what overrides or isolates the direction of text.
_STEERING = re.compile(
    r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def one_line(text: str) -> str:
    """Return a name or title on one line: white space folded, nothing in it that is not seen."""
    text = unicodedata.normalize("NFC", text)
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or _is_seen(c))
    return " ".join(seen.split())


def printable(text: str) -> str:
    """Return ``text`` for a terminal: as it is, without what would steer the terminal."""
    return _STEERING.sub("", text)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] != "C"
