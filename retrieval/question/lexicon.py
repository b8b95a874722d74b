"""What the papers teach, by which questions are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from corpus.language import stem
from retrieval.model import DEFAULT, Understanding
from retrieval.question.content_words import content_words
from retrieval.question.letterheads import Named
from retrieval.question.spelling import Speller


@dataclass(frozen=True)
class Lexicon:
    """What the papers themselves teach: committees, acronyms and their words.

    ``vocabulary`` counts the passages that hold each of their words (lower case,
    as printed); ``is_english`` knows common words that the papers may lack,
    ``is_common`` the commonest of them, with which anything may be asked;
    ``pages_with`` counts the pages that hold a word and at least one of several others;
    ``people`` counts the decisions that each word of a name moved, or, for True, seconded;
    ``days`` are the meeting dates, oldest first; ``names`` those on the letterheads of some
    papers, by themselves without their endings. ``constants`` say how questions
    are read against all this.
    """

    committees: tuple[str, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    is_english: Callable[[str], bool] = field(default=lambda _word: False)
    is_common: Callable[[str], bool] = field(default=lambda _word: True)
    pages_with: Callable[[str, Sequence[str]], int] = field(default=lambda _word, _others: 0)
    days: tuple[date, ...] = ()
    people: Callable[[bool], Mapping[str, int]] = field(default=lambda _seconded: {})
    names: Mapping[str, Named] = field(default_factory=dict)
    constants: Understanding = DEFAULT.understanding

    @cached_property
    def stems(self) -> Mapping[str, int]:
        """The papers' words without their endings, and how many passages hold each at most."""
        found: dict[str, int] = {}
        for word, count in self.vocabulary.items():
            bare = stem(word)
            found[bare] = max(count, found.get(bare, 0))
        return found

    @cached_property
    def speller(self) -> Speller:
        """What mends slips of spelling by all this."""
        return Speller(self)

    def knows(self, word: str) -> int:
        """Return how many passages hold the word in any of its forms, at least; 0 for none."""
        return self.stems.get(stem(word), 0)

    def holds(self, phrase: str) -> bool:
        """Whether papers hold the words of a phrase, those of several on one page."""
        said = content_words(phrase)
        if not said or not all(map(self.knows, said)):
            return False
        return len(said) == 1 or self.pages_with(said[0], said[1:]) > 0
