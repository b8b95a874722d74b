"""Text as names are looked for in it: without accents, ligatures and hyphens of line ends."""

from __future__ import annotations

import re
import unicodedata

# What is drawn as nothing, and a hyphen at a line end as pdfium and others write it.
_NOTHING = re.compile("[\u00ad\ufffe\u0002]\\s*|[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[^\W\d_])")
_ALIKE = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013", "'''----")


def folded(text: str) -> tuple[str, list[int]]:
    """Return ``text`` folded, and for each of its characters where it stands in ``text``."""
    left_out = {
        at
        for pattern in (_NOTHING, _BROKEN)
        for found in pattern.finditer(text)
        for at in range(*found.span())
    }
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if at in left_out:
            continue
        if character.isascii():
            plain = character
        else:
            wide = unicodedata.normalize("NFKD", character.translate(_ALIKE))
            plain = "".join(one for one in wide if not unicodedata.combining(one))
        letters.append(plain)
        places += [at] * len(plain)
    return "".join(letters), places
