"""Thousands of followed searches over a new paper: searches are indexed, and papers asked of them.

Each search stands under the one of its words that fewest other searches have. The words of a
passage then name the few searches that can fit it, and only these are looked at wholly: what is
called a percolator, or prospective search. So the time goes with the passages and what they hold,
and hardly with how many searches there are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language import clean, indexed, stem
from retrieval.question import asking_words, content_words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"[\"“”]([^\"“”]{2,})[\"“”]")
_WARD = "ward"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text must have: all ``terms`` and, word after word, all ``phrases``, as stems."""

    terms: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a text: ``own`` in order, ``said`` also those of its compounds in one word.

    ``all`` holds besides what stands above it (headings, its meeting).
    """

    own: tuple[str, ...]
    said: frozenset[str]
    all: frozenset[str]

    @classmethod
    def of(cls, text: str, above: str = "") -> Words:
        """Return the words of a text under what stands ``above`` it."""
        own = stems(clean(text))
        said = frozenset(own).union(stems(indexed(text)))
        return cls(own, said, said.union(stems(above)))

    def meet(self, wanted: Wanted) -> bool:
        """Whether all that is wanted is there, and any of it in the text itself."""
        if not wanted or not wanted.terms <= self.all or wanted.terms.isdisjoint(self.said):
            return False
        return all(_holds(self.own, phrase) for phrase in wanted.phrases)


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text, in order."""
    return tuple(stem(word) for word in _WORD.findall(text.casefold().replace("’", "'")))


def wanted_of(typed: str) -> Wanted:
    """Return what a search wants: its words that say something, and what stands in quotation marks.

    Of a question, words that only ask ("what", "happened", "who decided") say nothing, unless it
    has no others.
    """
    phrases = tuple(stems(quoted) for quoted in _QUOTED.findall(typed))
    loose = content_words(_QUOTED.sub(" ", typed))
    if typed.rstrip().endswith("?"):
        loose = tuple(word for word in loose if word not in asking_words()) or loose
    terms = frozenset(piece for word in loose for piece in stems(word))
    return Wanted(
        terms.union(*phrases),
        tuple(phrase for phrase in phrases if len(phrase) > 1),
    )


def ward_wanted(name: str) -> Wanted:
    """Return what tells a ward: its name, and beside a name of one word that it is a ward's."""
    words = stems(name)
    if words and words[-1] == _WARD:
        words = words[:-1]
    if not words:
        return Wanted(frozenset())
    if len(words) == 1:
        return Wanted(frozenset((*words, _WARD)))
    return Wanted(frozenset(words), (words,))


class Percolator:
    """Searches by number; asked with the words of a passage, it names those that fit."""

    def __init__(self, searches: Sequence[Wanted]) -> None:
        held = Counter(term for one in searches for term in one.terms)
        self._searches = searches
        self._under: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(searches):
            if one:
                self._under[min(one.terms, key=lambda term: (held[term], term))].append(number)

    def fitting(self, words: Words) -> Iterator[int]:
        """Yield the numbers of the searches that the words meet."""
        for term in words.all & self._under.keys():
            for number in self._under[term]:
                if words.meet(self._searches[number]):
                    yield number


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return any(
        tuple(words[at : at + len(phrase)]) == tuple(phrase) for at in _places(words, phrase)
    )


def _places(words: Sequence[str], phrase: Sequence[str]) -> Iterable[int]:
    first = phrase[0]
    return (at for at, word in enumerate(words) if word == first)
