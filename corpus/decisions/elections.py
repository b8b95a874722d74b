"""Elections told in parts: the office, who put a name forward, the vote, and who was elected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus.decisions.features import Sentence

# Stems of a sentence that only tells who was elected, and of the office that stands before it.
_BRIEF, _NAMED = 13, 6
# Sentences between the two.
_MOST = 8


def election_from(
    sentences: Sequence[Sentence], leaps: Collection[int], taken: Collection[int], at: int
) -> int:
    """Return where an election begins that the sentence ``at`` tells: "F. Reed duly elected."

    With the office, and who put her name forward, before it: "Chair. F. Reed, proposed by …".
    What is ``taken`` by another decision is left to it; pages are left out before ``leaps``.
    """
    sentence, first, moved = sentences[at], at, False
    told = sentence.deeds[-1] if sentence.deeds else None
    if told is None or told.group != "elect" or told.then != "end" or len(sentence.stems) > _BRIEF:
        return at
    while first > max(0, at - _MOST) and first not in leaps and first - 1 not in taken:
        before = sentences[first - 1]
        if not (before.mover or before.verdict) or before.unit.heading:
            break
        first, moved = first - 1, moved or before.mover
    if not moved:
        return at
    alone = first == 0 or first in leaps or first - 1 in taken
    return first if alone or len(sentences[first - 1].stems) > _NAMED else first - 1
