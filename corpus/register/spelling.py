"""The word of the register that a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

# How many letters may be wrong, left out, added or swapped, by the length of the word.
_SLIPS = ((12, 3), (7, 2), (4, 1))
# As many are looked at: those as near are told apart by how often they stand there.
_NEAREST = 12


def nearest(typed: str, held: Mapping[str, int]) -> str | None:
    """Return the word of ``held`` nearest to ``typed``, of several the one that stands oftenest.

    ``held`` counts decisions by folded word. None where no word is near: one that begins
    otherwise, or is short, is another word and no slip.
    """
    slips = next((most for length, most in _SLIPS if len(typed) >= length), 0)
    if not slips or not typed.isalpha():
        return None
    near = process.extract(
        typed, held.keys(), scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST
    )
    likely = [
        (apart, -held[w], w) for w, apart, _ in near if w.isalpha() and _begins_alike(typed, w)
    ]
    return min(likely)[2] if likely else None


def _begins_alike(typed: str, word: str) -> bool:
    return typed[0] == word[:1] or sorted(typed[:2]) == sorted(word[:2]) or typed == word[1:]
