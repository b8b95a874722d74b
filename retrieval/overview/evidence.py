"""Whether words are about a thing or only mention it.

What is about it has it in its title, its heading or its first cells, or begins a sentence
with it, or tells of a concern about it; anything else that has its words is a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from corpus.language import alternation
from corpus.model import Cell, Passage, PassageKind, Resolution
from retrieval.question import Query, share_met, stems_of

# Where a sentence says what it is about: among so many of its first words.
_FIRST_WORDS = 8
# Of a decision with many clauses so many words are its beginning.
_DECISION_WORDS = 40
# Cells that say what a row is about: its key, what comes next, and the first that has so many
# words.
_KEY_CELLS, _SUBJECT_WORDS = 2, 3
# A cell of any column that has so many words is about what its first ones name.
_CELL_WORDS, _CELL_BEGINS = 5, 3
_ALL, _MOST = 1.0, 0.5
_SENTENCES = re.compile(r"(?<=[.;:?!])\s+|\((?:[ivx]{1,4}|[a-z])\)\s+|\n\s*\n")
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'&/-][^\W_]+)*")
_MONTH = re.compile(rf"\b{alternation('months')}\b", re.I)
_MEETING = re.compile(r"\bmeetings?\b", re.I)
# "Lead for Adults and Children" names whoever has that office, and is about neither.
_OFFICE = re.compile(
    rf"\b(?i:{alternation('offices', plurals=True)}|(?:executive )?leads?) (?:for|of) (?:the )?"
    r"[A-Z][\w’'-]*(?:(?:,| and| &)? [A-Z][\w’'-]*){0,8}"
)
# What is raised at a meeting, and before how many words of what it is about.
_ABOUT = re.compile(rf"\b{alternation('things_raised')}s? {alternation('about')}\b", re.I)
_RAISED = 3
_STANDING = re.compile(alternation("standing_headings"), re.I)
# Two titles are of one matter where they share so much of the shorter one.
_ALIKE, _LEAST_SHARED = 0.75, 2


class Stand(IntEnum):
    """How words stand to a thing, the more the better."""

    NONE = 0
    MENTIONED = 1
    BEGINS = 2
    HEADED = 3


def stand(words: Sequence[str], heads: Iterable[str], text: str, query: Query) -> Stand:
    """Return how ``text`` under the headings ``heads`` stands to the thing named by ``words``."""
    told = [head for head in heads if head and not is_standing(head)]
    shares = [share_met(words, head, query) for head in told]
    if any(share >= _ALL for share in shares):
        return Stand.HEADED
    if share_met(words, f"{text} {' '.join(told)}", query) < _ALL:
        return Stand.NONE
    if any(share > _MOST or share == _MOST for share in shares):
        return Stand.HEADED
    begins = any(share_met(words, one, query) >= _ALL for one in beginnings(text))
    begins = begins or _explains(words, text) or _raises(words, text, query)
    return Stand.BEGINS if begins else Stand.MENTIONED


def decision_stand(words: Sequence[str], said: Resolution, query: Query) -> Stand:
    """Return how a decision stands to the thing named by ``words``.

    One of many clauses is about the thing only where that stands near its beginning.
    """
    how = stand(words, (said.title or "",), said.text, query)
    begun = " ".join(said.text.split()[:_DECISION_WORDS])
    first = stand(words, (said.title or "",), begun, query)
    return how if how is not Stand.BEGINS or first is Stand.BEGINS else Stand.MENTIONED


def passage_stand(
    words: Sequence[str], passage: Passage, titles: Iterable[str], query: Query
) -> Stand:
    """Return how a passage stands to the thing; ``titles`` are of its item and paper.

    A row is about what its first cells say, whatever it stands under.
    """
    if passage.kind is PassageKind.ROW:
        return _row_stand(words, passage, query)
    return stand(words, (*passage.headings, *titles), passage.text, query)


def _row_stand(words: Sequence[str], passage: Passage, query: Query) -> Stand:
    for row in rows_in(passage.cells):
        if share_met(words, " ".join(c.text for c in subject_cells(row)), query) >= _ALL:
            return Stand.BEGINS
        sentences = (said for cell in row if len(said := _WORD.findall(cell.text)) >= _CELL_WORDS)
        begun = (" ".join(said[:_CELL_BEGINS]) for said in sentences)
        if any(share_met(words, one, query) >= _ALL for one in begun):
            return Stand.BEGINS
    mentioned = share_met(words, passage.labelled or passage.text, query) >= _ALL
    return Stand.MENTIONED if mentioned else Stand.NONE


def rows_in(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a passage of several short ones: a header that comes again begins one."""
    row: list[Cell] = []
    for cell in cells:
        if row and cell.header is not None and cell.header == row[0].header:
            yield tuple(row)
            row = []
        row.append(cell)
    if row:
        yield tuple(row)


def subject_cells(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a row that say what it is about."""
    longer = (c for c in cells[_KEY_CELLS:] if len(c.text.split()) >= _SUBJECT_WORDS)
    first = next(longer, None)
    short = all(len(c.text.split()) < _SUBJECT_WORDS for c in cells[:_KEY_CELLS])
    return (*cells[:_KEY_CELLS], first) if first and short else tuple(cells[:_KEY_CELLS])


def _raises(words: Sequence[str], text: str, query: Query) -> bool:
    """Whether a text tells that the thing was raised: "concerns about the hogweed by the weir"."""
    said = (" ".join(_WORD.findall(text[at.end() :])[:_RAISED]) for at in _ABOUT.finditer(text))
    return any(share_met(words, one, query) >= _ALL for one in said)


def _explains(words: Sequence[str], text: str) -> bool:
    """Whether a text explains the one word as short for others: "Ferry Users' Forum (FUF)"."""
    return len(words) == 1 and f"({words[0].upper()})" in text


def beginnings(text: str) -> Iterator[str]:
    """Yield the first words of each sentence and each clause of ``text``."""
    for sentence in _SENTENCES.split(_OFFICE.sub("", text)):
        yield " ".join(_WORD.findall(sentence)[:_FIRST_WORDS])


def is_standing(title: str) -> bool:
    """Whether a title stands over something else at every meeting: "Apologies", "Minutes".

    So does the head of the minutes themselves, with its day and place.
    """
    if _STANDING.fullmatch(title.strip()):
        return True
    return bool(_MEETING.search(title)) and bool(_MONTH.search(title))


def same_matter(one: str, other: str) -> bool:
    """Whether two titles share most of the telling words of the shorter one.

    Those of two years or quarters are of two matters.
    """
    if any(map(is_standing, (one, other))):
        return False
    times = [set(_TIMES.findall(title)) for title in (one, other)]
    if all(times) and times[0].isdisjoint(times[1]):
        return False
    first, second = (_telling(title) for title in (one, other))
    shared = len(first & second)
    least = min(len(first), len(second))
    return shared >= min(_LEAST_SHARED, least) and shared >= _ALIKE * least > 0


_TIMES = re.compile(r"\b(?:(?:19|20)\d\d|Q[1-4]|[Qq]uarter \d)\b")


@lru_cache(maxsize=16384)
def _telling(title: str) -> frozenset[str]:
    return frozenset(one for one in stems_of(title) if not any(map(str.isdigit, one)))
