"""The same words in several papers: which passages are versions of one another.

A tracker goes to every meeting, a policy is printed in two packs, a minute is
quoted in the next agenda. Such passages are one finding with several places:
the newest speaks for all, unless the question asks for another time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.language import find_figures
from corpus.model import Passage, PassageKind
from retrieval.model import DEFAULT, Hit, Likeness
from retrieval.question import Query, Recency, content_words, is_stop_word
from retrieval.ranking.outcomes import amends, fell

Sums = frozenset[tuple[Decimal, str]]
# Tells the meeting that a passage tells of.
Day = Callable[[Passage], date | None]
# Texts of which it is remembered what they hold; those that lead come back all the time.
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Versions:
    """Hits that say the same; ``face`` speaks for them, ``others`` are newest first."""

    face: Hit
    others: tuple[Hit, ...] = ()

    @property
    def score(self) -> float:
        """The score of the best of them."""
        return max(hit.score for hit in (self.face, *self.others))


def together(
    passages: Sequence[Passage], constants: Likeness = DEFAULT.likeness
) -> tuple[tuple[int, ...], ...]:
    """Return the places, from 0, of ``passages`` in groups of versions of the same words.

    A group stands where its first stands, of which all others are versions: what was carried
    and what was lost never are, nor are resolutions of other sums. A passage that comes twice,
    as for each of its pages, is no version of itself.
    """
    groups: list[list[int]] = []
    sorts: dict[tuple[object, ...], list[list[int]]] = {}
    words = [_words(passage) for passage in passages]
    # Less is never enough, and most pairs have less.
    least = min(constants.same, constants.same_paper, constants.row_words)
    for at, passage in enumerate(passages):
        like = sorts.setdefault(_sort_of(passage), [])
        home = next(
            (
                group
                for group in like
                if (shared := _shared(words[group[0]], words[at])) >= least
                and _alike(passages[group[0]], passage, shared, constants)
            ),
            None,
        )
        if home is not None:
            home.append(at)
            continue
        groups.append([at])
        if len(words[at]) >= constants.least_words:
            like.append(groups[-1])
    return tuple(map(tuple, groups))


def _alike(one: Passage, other: Passage, shared: float, constants: Likeness) -> bool:
    """Whether two passages of one sort that share so many words are versions of the same."""
    if one.id == other.id:
        return False
    if one.paper_id == other.paper_id:
        return shared >= constants.same_paper and not set(one.pages) & set(other.pages)
    if shared >= constants.same:
        return True
    # Two versions of a row keep what it is about and its columns, and change how far it has got.
    row = shared >= constants.row_words and _same_row(one, other, constants)
    return row and _same_columns(one, other) >= constants.same_columns


def _sort_of(passage: Passage) -> tuple[object, ...]:
    """Return what versions have in common: their kind; how a resolution ended, and its sums.

    The same fee in another year is another.
    """
    if passage.kind is not PassageKind.RESOLUTION:
        return (passage.kind,)
    return passage.kind, fell(passage), amends(passage), sums_in(passage.text)


@lru_cache(maxsize=_REMEMBERED)
def sums_in(text: str) -> Sums:
    """Return the sums of money and the shares that a text tells, each with its unit."""
    return frozenset((one.value, one.unit) for one in find_figures(text) if one.unit)


def likeness(one: Passage, other: Passage, constants: Likeness = DEFAULT.likeness) -> float:
    """Return how far two passages are about the same thing, 0 to 1."""
    return 1.0 if _same_row(one, other, constants) else _shared(_words(one), _words(other))


def grouped(
    hits: Sequence[Hit], query: Query, day: Day, constants: Likeness = DEFAULT.likeness
) -> tuple[Versions, ...]:
    """Group hits, best first, by what they say; a group stands where its best hit stood.

    ``day`` tells the meeting that a passage tells of: by it one version is newer than another.
    """
    groups = together([hit.passage for hit in hits], constants)
    return tuple(_versions([hits[at] for at in group], query, day) for group in groups)


def newest_speaks(query: Query) -> bool:
    """Whether the newest version answers: no other time was asked for."""
    return not query.periods and query.recency is not Recency.FIRST


def _versions(group: Sequence[Hit], query: Query, day: Day) -> Versions:
    newest = sorted(group, key=lambda hit: day(hit.passage) or date.min, reverse=True)
    face = newest[0] if newest_speaks(query) else group[0]
    return Versions(face, tuple(hit for hit in newest if hit is not face))


def _same_row(one: Passage, other: Passage, constants: Likeness) -> bool:
    """Whether two rows are about the same subject."""
    subject, again = (_subject(row, constants.subject_words) for row in (one, other))
    return bool(subject and again) and fuzz.ratio(subject, again) >= constants.same_subject


def _same_columns(one: Passage, other: Passage) -> float:
    """Return how far two parts of rows say the same columns, 0 to 1."""
    columns = [{c.header for c in p.cells if c.header} for p in (one, other)]
    return _shared(*map(frozenset, columns))


def _subject(row: Passage, words: int) -> str:
    """Return the first cell that says something: what the row is about."""
    said = (" ".join(cell.text.split()).lower() for cell in row.cells)
    return next((text for text in said if len(text.split()) >= words), "")


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / max(len(one) + len(other) - both, 1)


@lru_cache(maxsize=_REMEMBERED)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word for word in content_words(text) if not is_stop_word(word))


def _words(passage: Passage) -> frozenset[str]:
    return _words_of(passage.text)
