"""Whose papers a question names: words of the letterheads that tell papers apart.

"Did Rakfell buy the signs?" asks of the papers with Rakfell at their head. No passage of
theirs need repeat the name, and one that does is no better an answer for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.language import stem, words
from corpus.model import Paper

_WORD = re.compile(r"[^\W\d_]{3,}")
_DAYS = words("months", "short_months", "weekdays", "short_weekdays")


@dataclass(frozen=True, slots=True)
class Named:
    """A name, without its ending, and the ids of the papers that have it at their head.

    ``telling`` is its inverse document frequency among the papers, natural logarithm.
    """

    name: str
    papers: frozenset[str]
    telling: float


def names_on(
    papers: Iterable[Paper], is_english: Callable[[str], bool], most: float
) -> Mapping[str, Named]:
    """Return the names on letterheads, by themselves without their endings.

    No word of English is one, nor what stands on more than the share ``most`` of the papers:
    that tells no two apart.
    """
    found: dict[str, set[str]] = {}
    count = 0
    for paper in papers:
        count += 1
        for word in set(_WORD.findall(f"{paper.letterhead} {paper.committee or ''}".lower())):
            if word not in _DAYS and not is_english(word):
                found.setdefault(stem(word), set()).add(paper.id)
    return {
        name: Named(name, frozenset(ids), math.log(count / len(ids)))
        for name, ids in found.items()
        if len(ids) <= most * count
    }


def named_in(text: str, names: Mapping[str, Named]) -> tuple[Named, ...]:
    """Return which of the names stand in a question, in its order."""
    said = dict.fromkeys(map(stem, _WORD.findall(text.lower())))
    return tuple(names[word] for word in said if word in names)
