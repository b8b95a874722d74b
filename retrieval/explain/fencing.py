"""Words of papers and people as data for a language model: one line, no marks, inside a fence.

A fence line stands alone on its line and holds a code made from all that is
fenced. No text from outside can make a line of its own, so none can close it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

# Chat templates know special words by these marks, and answers know citations by brackets.
_MARKS = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "{": "(", "}": ")", "`": "'"})
_RULES = re.compile(r"([-=_#*~|])\1{2,}")


def tame(text: str) -> str:
    """Return ``text`` as one line without marks, hidden characters or ruled lines."""
    seen = "".join(" " if _breaks(char) else char for char in text if not _hidden(char))
    return " ".join(_RULES.sub(r"\1", seen.translate(_MARKS)).split())


def fenced(lines: Sequence[str]) -> str:
    """Return ``lines``, each already tame, between two fence lines."""
    inside = "\n".join(lines)
    code = hashlib.sha256(inside.encode()).hexdigest()[:12]
    return f"=== papers {code} begin ===\n{inside}\n=== papers {code} end ==="


def _breaks(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Zl", "Zp")


def _hidden(char: str) -> bool:
    """Whether a character is invisible or turns text round, as no printed page needs."""
    return unicodedata.category(char) in ("Cf", "Co", "Cs", "Cn")
