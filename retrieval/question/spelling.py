"""Slips of spelling, and the words that were meant.

A word is taken for a slip only where neither the papers nor an English word list
know it. It is read as the nearest of the papers' words, names among them, or of the
everyday words that have official ones there: neighbouring letters that change places and a
letter too many or too few of a double are the commonest slips. Of words that are
nearly as near, the one that stands on pages with the question's other words is meant.
What is spelt in the American way and in the papers in the British, or the other way
round, is read as the papers have it: ``variants.toml`` lists such pairs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.language import english_words
from retrieval.model import Understanding
from retrieval.question.everyday import everyday_words, words_of_phrases

VARIANTS = Path(__file__).with_name("variants.toml")
# Each is compared with the papers' words; no question has more slips.
_MOST_MENDED = 24
# Words whose slips are weighed letter by letter; what was meant is among the nearest.
_WEIGHED = 40
# The question's other words that a candidate is looked for with: the rarest tell the most.
_OTHERS = 4
_REMEMBERED = 1024
_VOWELS = frozenset("aeiouy")
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "ly")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.?!:]\s)\W*$")


class PapersWords(Protocol):
    """What the papers teach of words: see :class:`retrieval.question.lexicon.Lexicon`."""

    @property
    def vocabulary(self) -> Mapping[str, int]: ...
    @property
    def is_english(self) -> Callable[[str], bool]: ...
    @property
    def pages_with(self) -> Callable[[str, Sequence[str]], int]: ...
    @property
    def constants(self) -> Understanding: ...
    def knows(self, word: str) -> int: ...


class Speller:
    """Mends the slips of questions by the words of one catalogue; safe to share between threads."""

    def __init__(self, papers: PapersWords) -> None:
        self._papers = papers
        self._constants = papers.constants
        everyday = _everyday_counts(papers) if papers.vocabulary else {}
        self._counts = {**everyday, **papers.vocabulary}
        self._by_letter: dict[str, list[str]] = {}
        for word in self._counts:
            self._by_letter.setdefault(word[0], []).append(word)
        self._meant = lru_cache(maxsize=_REMEMBERED)(self._meant_by)

    def corrections(self, text: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pair each of ``words`` that is a slip with the word that was meant.

        ``words`` are content words of ``text`` in lower case.
        """
        if not self._papers.vocabulary:
            return
        other = {w: self._in_papers_spelling(w) for w in words if w not in self._papers.vocabulary}
        yield from ((word, spelt) for word, spelt in other.items() if spelt)
        words = [word for word in words if not other.get(word)]
        capitals = _capitals(text)
        slips = [w for w in words if capitals.get(w) != "A" and self._is_slip(w)]
        known = [w for w in words if w not in slips and w in self._papers.vocabulary]
        rarest = tuple(sorted(known, key=lambda w: (self._papers.vocabulary[w], w))[:_OTHERS])
        for word in islice(slips, _MOST_MENDED):
            meant = self._meant(word, capitals.get(word) == "Aa", rarest)
            if meant:
                yield word, meant

    def name_meant(self, typed: str, names: Mapping[str, int]) -> str:
        """Return which of ``names``, in lower case, a word was meant to be; "" for none.

        What the papers hold is right as it is. What is English may be somebody's name, so that
        no more than a vowel, a double letter or two that changed places makes it another.
        """
        constants = self._constants
        right = typed in names or self._papers.knows(typed)
        if right or not typed.isalpha() or len(typed) < constants.shortest:
            return ""
        most = constants.vowel if is_english(typed) else constants.slip_short
        likely = (name for name in names if _begins_alike(typed, name))
        near = [
            (cost, -names[name], name)
            for name in likely
            if not _has_ending(typed, name)
            and (cost := slip_cost(typed, name, constants)) <= min(most, self._most(typed, name))
        ]
        return min(near)[2] if near else ""

    def _in_papers_spelling(self, word: str) -> str:
        """Return a word that the papers lack as they spell it; "" for others."""
        return next((w for w in spelt_otherwise(word) if w in self._papers.vocabulary), "")

    def _is_slip(self, word: str) -> bool:
        if len(word) < self._constants.shortest or not word.isalpha():
            return False
        if word in self._papers.vocabulary or is_english(word) or self._papers.is_english(word):
            return False
        return not self._is_form(word)

    def _is_form(self, word: str) -> bool:
        """Whether a word is one of the papers' with an ending that they lack."""
        bare = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        bases = (base for short in bare for base in (short, f"{short}e"))
        return any(base in self._papers.vocabulary for base in bases)

    def _meant_by(self, word: str, named: bool, others: tuple[str, ...]) -> str:
        """Return what was meant by ``word``, a name if ``named``; "" where nothing is near."""
        bases = self._near(word)
        costs = {
            other: cost
            for other in bases
            if not _has_ending(word, other)
            and (cost := slip_cost(word, other, self._constants)) <= self._most(word, other, named)
        }
        if not costs:
            return ""
        counts = {w: self._counts[bases[w]] for w in costs}
        # A word seen once or twice that is no English may be a slip itself.
        odd = {w for w in costs if counts[w] < self._constants.often and not is_english(w)}
        costs = {w: cost + self._constants.odd * (w in odd) for w, cost in costs.items()}
        least = min(costs.values())
        near = [w for w, cost in costs.items() if cost <= least + self._constants.beside]
        beside = self._beside(near, others)
        return min(near, key=lambda w: (costs[w] - beside[w], -counts[w], w))

    def _near(self, word: str) -> dict[str, str]:
        """Return words that may be meant, with the known words that they are forms of."""
        forms = {known: known for known in self._known_near(word)}
        if word.endswith("s") and len(word) > self._constants.short_word:
            for known in self._known_near(word[:-1]):
                if not known.endswith("s"):
                    forms.setdefault(f"{known}s", known)
        return forms

    def _known_near(self, word: str) -> list[str]:
        """Return known words near another: typists rarely miss the first letter, but swap it."""
        swapped = word[1] + word[0] + word[2:]
        near = process.extract(
            word,
            self._by_letter.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=2 if len(word) < self._constants.long_word else 3,
            limit=_WEIGHED,
        )
        return [known for known, _, _ in near] + ([swapped] if swapped in self._counts else [])

    def _most(self, word: str, other: str, named: bool = True) -> float:
        """Return what the slips between two words may cost at most."""
        constants = self._constants
        if len(word) < constants.short_word:
            return constants.swapped
        if named:
            # A name that is nearly a word is another name more likely than a slip for it.
            return constants.vowel if is_english(other) else constants.slip_short
        return constants.slip_long if len(word) >= constants.long_word else constants.slip_short

    def _beside(self, near: Sequence[str], others: Sequence[str]) -> dict[str, float]:
        """Return what standing on pages with ``others`` counts for each of several words."""
        if len(near) < 2 or not others:
            return dict.fromkeys(near, 0.0)
        pages = {word: self._papers.pages_with(word, others) for word in near}
        most = max(pages.values()) or 1
        return {word: self._constants.beside * count / most for word, count in pages.items()}


def slip_cost(typed: str, meant: str, constants: Understanding) -> float:
    """Return a score: what the slips cost that make ``typed`` of ``meant``, 0 for the same word.

    That is their distance (optimal string alignment) where a slip costs 1, but neighbouring
    letters that change places, one of a double letter or a vowel for another cost less.
    """
    rows = [[float(at) for at in range(len(meant) + 1)]]
    for i, one in enumerate(typed, 1):
        row = [float(i)]
        for j, other in enumerate(meant, 1):
            doubled = constants.doubled
            drop = doubled if i > 1 and typed[i - 2] == one else 1.0
            add = doubled if j > 1 and meant[j - 2] == other else 1.0
            vowels = one in _VOWELS and other in _VOWELS
            change = 0.0 if one == other else constants.vowel if vowels else 1.0
            best = min(rows[i - 1][j] + drop, row[j - 1] + add, rows[i - 1][j - 1] + change)
            if i > 1 and j > 1 and one != other and (one, typed[i - 2]) == (meant[j - 2], other):
                best = min(best, rows[i - 2][j - 2] + constants.swapped)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def is_english(word: str) -> bool:
    """Whether a word in lower case is in the English word list, or in an everyday phrase."""
    return word in english_words() or word in words_of_phrases()


@lru_cache(maxsize=_REMEMBERED)
def is_english_slip(word: str, constants: Understanding) -> bool:
    """Whether a word in lower case is none of English but nearly one, as slips are.

    Short words must differ by less than a letter: names are as near to words as that.
    """
    if is_english(word):
        return False
    long = len(word) >= constants.long_word
    near = process.extract(
        word, english_words(), scorer=OSA.distance, score_cutoff=1, limit=_WEIGHED
    )
    costs = [slip_cost(word, other, constants) for other, _, _ in near if other[0] == word[0]]
    return any(cost < 1 or (long and cost <= constants.slip_short) for cost in costs)


def spelt_otherwise(word: str) -> Iterator[str]:
    """Yield the American spelling of a British word in lower case, or the other way round."""
    endings, verbs = _regular()
    for cut in range(len(word), 3, -1):
        if word[:cut] in pairs() and word[cut:] in endings:
            yield pairs()[word[:cut]] + word[cut:]
    verb = verbs.fullmatch(word)
    if verb:
        yield f"{verb['stem']}{'sz'[verb['sign'] == 's']}{verb['ending']}"


@cache
def pairs() -> Mapping[str, str]:
    """Return words without endings that are spelt in two ways, each with its other spelling."""
    both = [pair.split("/") for pair in _table()["pairs"].split()]
    return {one: other for a, b in both for one, other in ((a, b), (b, a))}


@cache
def _regular() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the endings that both spellings share, and what is spelt with an s or a z."""
    table = _table()
    return frozenset(("", *table["endings"].split())), re.compile(table["verbs"]["pattern"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(VARIANTS.read_text(encoding="utf-8"))


def _everyday_counts(papers: PapersWords) -> dict[str, int]:
    """Return the everyday words whose official ones stand in the papers, each as seen once."""
    return {
        word: 1
        for word, official in everyday_words().items()
        if any(all(map(papers.knows, _WORD.findall(said.lower()))) for said in official)
    }


def _capitals(text: str) -> dict[str, str]:
    """Return how words are typed, by the word in lower case: "A" all in capitals, "Aa" as names.

    Nothing where capitals tell nothing: at the beginning of a sentence or in every word.
    """
    found = list(_WORD.finditer(text))
    if all(match.group()[0].isupper() for match in found):
        return {}
    shapes: dict[str, str] = {}
    for match in found:
        word = match.group()
        if word.isupper():
            shapes[word.lower()] = "A"
        elif word[0].isupper() and not _SENTENCE_BEGINS.search(text[: match.start()]):
            shapes[word.lower()] = "Aa"
    return shapes


def _begins_alike(typed: str, name: str) -> bool:
    return typed[0] == name[0] or typed[1] + typed[0] == name[:2]


def _has_ending(word: str, other: str) -> bool:
    """Whether one of two words is the other with letters behind: another word, and no slip."""
    shorter, longer = sorted((word, other), key=len)
    more = longer.removeprefix(shorter)
    return longer.startswith(shorter) and (len(more) > 1 or more in ("s", "d"))
