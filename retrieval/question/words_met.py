"""Which words of a question stand in a text, letter by letter but for their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.language import stem, values, with_ligatures
from retrieval.question.content_words import content_words
from retrieval.question.query import Query, structural_words, undated_words

_COUNTED = values("ones", "teens", "tens")
# A number of things that follow: no sum, year, share, reference or range.
_COUNT = re.compile(
    r"(?<![\w.,/£$€–-])\d{1,3}(?=\s(?!(?:million|billion|per|percent|pounds)\b)[^\W\d_])"
)


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """Return the content words of ``text``, and the parts of compounds, without their endings."""
    words = content_words(with_ligatures(text))
    return frozenset().union(*map(_stems, words))


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in (word, *word.split("-")))


def share_met(words: Iterable[str], text: str, query: Query) -> float:
    """Return the share of ``words`` that stand in ``text``, as typed or as papers put them.

    Numbers do not count; 0 without words.
    """
    asked = {stem(word) for word in words if not word.isdigit()}
    if not asked:
        return 0.0
    said = stems_of(text)
    for other in query.others:
        if any(stems_of(words) <= said for words in other.words):
            said |= stems_of(query.search_text[other.start : other.end])
    return len(asked & said) / len(asked)


def counts_met(text: str, query: Query) -> bool:
    """Whether ``text`` has the counts that a question names: "the 50 houses" are no others.

    Years, items and minutes are none.
    """
    counts = set(_COUNT.findall(query.own_text)) - structural_words(query)
    asked = counts & set(undated_words(query))
    if not asked:
        return True
    said = content_words(text)
    return asked <= {str(_COUNTED.get(word, word)) for word in said}
