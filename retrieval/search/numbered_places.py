"""The places where a number asked for stands, and how they are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.model import Passage
from retrieval.model import DEFAULT, Hit, LookingUp
from retrieval.question import Query, share_met
from retrieval.ranking import Day, added
from retrieval.search.agendas_asked import Entry

_KEY_HEADER = re.compile(r"\b(?:ref|no|nos|number|id|code|item|para|paragraph)\b|^#", re.I)
_WORDS = re.compile(r"[^\W_]+")
_CODE = re.compile(r"\b\d{2}/\d{4,6}\b")


class Sought(StrEnum):
    """What kind of number or letters a question asks for."""

    NOTHING = ""
    MINUTE = "minute"
    REFERENCE = "reference"
    ITEM = "item"
    AGENDA = "agenda"
    ACRONYM = "acronym"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the number stands in one paper.

    ``passages`` are in reading order and bear the number. For an item, ``entries``
    are where front sheets list it and ``areas`` the (paper id, item or None for all
    of it) of its papers, as for a decision; for an agenda, ``entries`` are all its items;
    for an acronym, ``passages`` is the one that explains it. ``day`` is the meeting's.
    """

    paper_id: str
    day: date | None
    passages: tuple[Passage, ...] = ()
    entries: tuple[Entry, ...] = ()
    areas: tuple[tuple[str, str | None], ...] = ()

    def holds(self, passage: Passage, day: date | None, constants: LookingUp) -> bool:
        """Whether a passage whose meeting is ``day`` stands in this place."""
        if any(passage.id == own.id for own in self.passages):
            return True
        if any(p == passage.paper_id and i in (None, passage.item) for p, i in self.areas):
            return True
        if not self.areas or day is None or day != self.day:
            return False
        titles = [entry.item.title for entry in self.entries]
        return any(same_title(h, title, constants) for h in passage.headings for title in titles)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The places of a number asked for, that which was meant first; none without one.

    ``number`` is as typed. ``rest`` are the words that ask for something else; ``bare``:
    nothing else is asked of the places than what stands there.
    """

    sought: Sought = Sought.NOTHING
    number: str = ""
    places: tuple[Place, ...] = ()
    bare: bool = False
    rest: tuple[str, ...] = ()
    constants: LookingUp = DEFAULT.looking_up

    def rank(self, passage: Passage, day: date | None) -> int | None:
        """Return which place a passage stands in, from 0; None for none of them."""
        held = (one.holds(passage, day, self.constants) for one in self.places)
        return next((at for at, holds in enumerate(held) if holds), None)

    def meets_rest(self, query: Query, passages: Iterable[Passage]) -> bool:
        """Whether what else is asked stands in one of ``passages``, as typed or as papers say."""
        if not self.places:
            return False
        least = self.constants.rest_met
        return any(rest_met(self.rest, query, p) >= least for p in passages)


NOTHING = LookedUp()


def placed(hits: tuple[Hit, ...], looked_up: LookedUp, day: Day) -> tuple[Hit, ...]:
    """Put the hits of each place above those of the next, and all of them above the others.

    Within a place, scores stay as they are to one another. What stands elsewhere falls so
    far behind that no closer reading lifts it over the place.
    """
    if not looked_up.places:
        return hits
    last, behind = len(looked_up.places), looked_up.constants.step
    ranks = [looked_up.rank(hit.passage, day(hit.passage)) for hit in hits]
    steps = [last if rank is None else rank for rank in ranks]
    down: dict[int, float] = {}
    floor: float | None = None
    for step in sorted(set(steps)):
        own = [hit.score for hit, at in zip(hits, steps, strict=True) if at == step]
        down[step] = 0.0 if floor is None else min(0.0, floor - behind - max(own))
        floor = min(own) + down[step]
    return added(hits, "place", [down[step] for step in steps])


def keyed_by(passage: Passage, number: str) -> bool:
    """Whether ``number`` is the key of a row, or numbers a clause or heading of prose."""
    if passage.cells:
        keys = (
            cell
            for at, cell in enumerate(passage.cells[:2])
            if at == 0 or _KEY_HEADER.search(cell.header or "")
        )
        return any(cell.text.strip().rstrip(".") == number for cell in keys)
    begins = clause(number)
    return bool(begins.search(passage.text)) or any(begins.match(h) for h in passage.headings[-1:])


def clause(number: str) -> re.Pattern[str]:
    """Match the beginning of a clause, heading or minute with this number."""
    return re.compile(rf"(?m)^[ \t]*{re.escape(number)}[.):]?\s+(?=[\"“‘'(]?[A-Z])")


def same_title(one: str, other: str, constants: LookingUp = DEFAULT.looking_up) -> bool:
    """Whether two printed titles are of the same business, or bear the same decision number."""
    (own, bare), (its, again) = _codes_and_words(one), _codes_and_words(other)
    codes = own & its
    if codes or not bare or not again:
        return bool(codes)
    if min(len(bare.split()), len(again.split())) < constants.title_words:
        return bare == again
    begins = bare.startswith(again) or again.startswith(bare)
    return begins or fuzz.ratio(bare, again) >= constants.same_title


@lru_cache(maxsize=16_384)
def _codes_and_words(title: str) -> tuple[frozenset[str], str]:
    words = _WORDS.findall(_CODE.sub(" ", title).lower())
    # A minute's heading bears its own number before the title.
    bare = " ".join(words[1:] if words[:1] and words[0].isdigit() else words)
    return frozenset(_CODE.findall(title)), bare


def heads(passage: Passage, number: str) -> bool:
    """Whether a passage stands under the minute with this number."""
    numbered = re.compile(r"\s*((?:[A-Z]{1,3})?\d{1,4}(?:/\d{2,4})?)(?:[.)]|\s+[A-Z\"“‘'(])")
    heads = [m.group(1) for h in passage.headings if (m := numbered.match(h))]
    return bool(heads) and heads[-1].lower() == number.lower()


def rest_met(rest: Sequence[str], query: Query, passage: Passage) -> float:
    """Return the share of what else is asked that stands in a passage; 1 where nothing is."""
    text = f"{passage.labelled or passage.text} {passage.context} {' '.join(passage.headings)}"
    return share_met(rest, text, query) if rest else 1.0
