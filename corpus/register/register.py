"""The register of decisions as it is searched: one index for the page, the command and all else.

It holds what one clearance may see and nothing of any other, so that neither a count nor a
spelling that it suggests tells of exempt pages. Which of its decisions are in a scope, and their
order, is told by the catalogue at each search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from corpus.model import DecisionKind, OutcomeClass, Resolution, Scope
from corpus.register.asked import Lettered, Number, Part, Person, Phrase, Sum, Word, read
from corpus.register.spelling import nearest
from corpus.register.words import (
    folded,
    forms,
    number_key,
    number_keys,
    parts,
    printed,
    same_sum,
    sums_of,
    term,
    words_of,
)

# A beginning of this many letters is enough to find words by.
_BEGINNING = 3
# Endings of so many letters make another word: "-ibility", "-ization".
_LONG_ENDING = 6
_NONE: frozenset[int] = frozenset()
# A decision's paper and position, by which the catalogue knows it.
Key = tuple[int, int]
# Gives which of these decisions, or of all for None, are in a scope, in their order.
Within = Callable[[Collection[Key] | None], Iterable[Key]]
_ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class RegisterSearch:
    """What is looked for in the register; empty parts are no limit.

    ``words`` are as typed: words in any order, a minute's number, a name, a sum, or a phrase
    in quotation marks. Newest first unless ``oldest_first``; undated ones last either way.
    ``counted`` has it told how many hold each part where nothing holds all.
    """

    words: str = ""
    scope: Scope = _ANYWHERE
    outcomes: tuple[OutcomeClass, ...] = ()
    kinds: tuple[DecisionKind, ...] = ()
    oldest_first: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class RegisterFound:
    """What a search found, in order.

    The first ``numbered`` of ``resolutions`` are minutes of the number that alone was asked for;
    they come before those that only mention it. ``taken`` are (as typed, as read) pairs of words
    that stand nowhere as typed; one that was taken as a beginning ends in "…". ``counts`` says
    of each part typed how many decisions within the limits hold it, and ``unlimited`` how many
    hold them all without limits; both are only counted where nothing was found, if at all.
    """

    resolutions: tuple[Resolution, ...]
    numbered: int = 0
    taken: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    unlimited: int = 0


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """What a search found, a sheet at a time.

    ``found`` holds the decisions of sheet ``number`` alone, from 1; ``total`` is how many there
    are on all sheets.
    """

    found: RegisterFound
    number: int
    total: int

    @classmethod
    def of(cls, found: RegisterFound, number: int, size: int) -> RegisterSheet:
        """Return sheet ``number`` of ``size`` decisions, or the last if there are not so many."""
        held = [one for one in found.resolutions if one.spans]
        number, begin = sheet_at(len(held), number, size)
        return cls(replace(found, resolutions=tuple(held[begin : begin + size])), number, len(held))


@dataclass(frozen=True, slots=True)
class RegisterLimits:
    """Between what a search of the register can choose: bodies, and first and last day if any."""

    committees: frozenset[str]
    days: tuple[date, ...]


def sheet_at(total: int, number: int, size: int) -> tuple[int, int]:
    """Return sheet ``number`` from 1, or the last there is, and what stands before it."""
    number = min(max(number, 1), max(1, -(-total // size)))
    return number, (number - 1) * size


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision in the register, by the catalogue's ``key``.

    ``resolution`` names the committee and the day of its paper where it has none of its own.
    """

    key: Key
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class _Hits:
    """Places in the register that hold a part, those of them by number, and how it was read."""

    places: Set[int]
    numbered: Set[int] = _NONE
    read: str = ""


class Register:
    """The decisions that one clearance may see."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._held = [entry.resolution for entry in entries]
        self._keys = [entry.key for entry in entries]
        self._places = {entry.key: place for place, entry in enumerate(entries)}

    def entries_without(self, papers: Set[str]) -> list[Entry]:
        """Return the entries but those of these papers, by id."""
        return [
            Entry(key, self._held[place])
            for key, place in self._places.items()
            if self._held[place].paper_id not in papers
        ]

    def search(self, asked: RegisterSearch, within: Within) -> RegisterFound:
        """Return what in scope, as ``within`` tells it in order, has what was asked.

        Of decisions that hold the words ``within`` is asked for these alone, so that a search
        takes as long as what it finds, however many there are.
        """
        asked_for = read(asked.words)
        hits = [self._hits(part) for part in asked_for]
        common = _common([hit.places for hit in hits])
        found = self._in_scope(asked, within, common)
        # Beside other words a number may well be of houses.
        numbered = hits[0].numbered if len(hits) == 1 else _NONE
        first = [place for place in found if place in numbered]
        rest = [place for place in found if place not in numbered]
        told = list(zip(asked_for, hits, strict=True))
        taken = [(part.typed, hit.read) for part, hit in told if hit.read]
        lost = asked.counted and common is not None and not found
        limits = frozenset(self._in_scope(asked, within, None)) if lost else _NONE
        return RegisterFound(
            tuple(self._held[place] for place in (*first, *rest)),
            len(first),
            tuple(taken),
            tuple((part.typed, len(limits & hit.places)) for part, hit in told) if lost else (),
            len(common) if common is not None and lost else 0,
        )

    def people(self, *, seconded: bool) -> dict[str, int]:
        """Return how many decisions each folded word of a mover's, or a seconder's, name is of."""
        return {word: len(at) for word, at in self._people[seconded].items()}

    def of_person(self, asked: Person, within: Within) -> tuple[Resolution, ...]:
        """Return what in scope somebody of that name moved, or seconded, in order."""
        places = self._people[asked.seconded].get(asked.word, _NONE)
        found = within([self._keys[place] for place in places])
        return tuple(self._held[self._places[key]] for key in found if key in self._places)

    def _in_scope(
        self, asked: RegisterSearch, within: Within, places: Set[int] | None
    ) -> list[int]:
        """Return which of these places, or of all, are within the limits, in their order."""
        keys = None if places is None else [self._keys[place] for place in places]
        held = (self._places[key] for key in within(keys) if key in self._places)
        return [place for place in held if self._is_of(place, asked)]

    def _is_of(self, place: int, asked: RegisterSearch) -> bool:
        held = self._held[place]
        return (not asked.kinds or held.kind in asked.kinds) and (
            not asked.outcomes or held.outcome_class in asked.outcomes
        )

    def _hits(self, part: Part) -> _Hits:
        match part:
            case Phrase():
                return _Hits(self._phrase(part.typed))
            case Number():
                return _Hits(*(2 * (self._numbers.get(part.key, _NONE),)))
            case Person():
                return self._of_person(part)
            case Sum():
                places = self._sums(part) | self._word(folded(part.typed))
                numbered = self._numbers.get(number_key(part.typed), _NONE) if part.plain else _NONE
                return _Hits(places | numbered, numbered)
            case Lettered():
                if numbered := self._numbers.get(part.key, _NONE):
                    return _Hits(numbered, numbered)
                both = [self._hits(word) for word in part.both]
                places = both[0].places & both[1].places
                return _Hits(places, both[1].numbered & places)
            case Word():
                return self._word_hits(part.word)

    def _of_person(self, asked: Person) -> _Hits:
        held = self._people[asked.seconded]
        if places := held.get(asked.word):
            return _Hits(places)
        if several := _common([self._word_hits(word.word).places for word in asked.words]):
            return _Hits(several)
        meant = nearest(asked.word, {name: len(at) for name, at in held.items()})
        return _Hits(held[meant], read=meant) if meant else _Hits(_NONE)

    def _word_hits(self, word: str) -> _Hits:
        digits = any(c.isdigit() for c in word)
        numbered = self._numbers.get(number_key(word), _NONE) if digits else _NONE
        if places := self._word(word) | numbered:
            return _Hits(places, numbered)
        if digits or len(word) < _BEGINNING:
            return _Hits(_NONE)
        longer = [held for held in self._words if held.startswith(word)]
        if longer:
            return _Hits(frozenset().union(*map(self._word, longer)), read=f"{word}…")
        meant = nearest(word, self._words) or self._nearest_stem(word)
        return _Hits(self._word(meant), read=meant) if meant else _Hits(_NONE)

    def _nearest_stem(self, word: str) -> str | None:
        """Return the commonest form of the word that is near but for its ending."""
        bare = nearest(term(word), {name: len(at) for name, at in self._terms.items()})
        alike = [held for held in self._words if bare and term(held) == bare]
        return max(alike, key=lambda held: (self._words[held], held), default=None)

    def _word(self, word: str) -> Set[int]:
        """Return where a folded word stands in any form; a compound also in parts."""
        found = self._forms_of(word)
        if several := parts(word):
            found |= self._terms.get(term("".join(several)), _NONE)
            found |= _common([self._terms.get(term(part), _NONE) for part in several]) or _NONE
        return found

    def _forms_of(self, word: str) -> Set[int]:
        """Return where a word stands with whatever ending.

        One that is mostly endings keeps a part of them: "accessibility" finds "accessible",
        but not every "access".
        """
        bare = term(word)
        found = self._terms.get(bare, _NONE)
        if len(word) - len(bare) < _LONG_ENDING or not found:
            return found
        kept = word[: len(bare) + 2]
        near = (held for held in self._words if held.startswith(kept) and term(held) == bare)
        return frozenset().union(*(self._standing[held] for held in near))

    def _phrase(self, typed: str) -> Set[int]:
        wanted = folded(typed)
        return {place for place, text in enumerate(self._texts) if wanted in text}

    def _sums(self, asked: Sum) -> Set[int]:
        alike = (sum_ for sum_ in self._valued if same_sum((asked.value, asked.unit), sum_))
        return frozenset().union(*(self._valued[sum_] for sum_ in alike))

    # What is looked up, made when it is first asked for.

    @cached_property
    def _texts(self) -> list[str]:
        """Title, outcome and wording of each decision, folded as they are searched."""
        return [printed("\n".join(filter(None, _printed(r)))) for r in self._held]

    @cached_property
    def _standing(self) -> dict[str, Set[int]]:
        """Where each folded word stands: a decision's own, its people's, committee's and year."""
        said: dict[str, list[int]] = defaultdict(list)
        for place, resolution in enumerate(self._held):
            named = " ".join(filter(None, _named(resolution)))
            for word in dict.fromkeys(words_of(f"{self._texts[place]} {folded(named)}")):
                said[word].append(place)
        found: dict[str, set[int]] = defaultdict(set)
        for word, places in said.items():
            for form in forms(word):
                found[form].update(places)
        return dict(found)

    @cached_property
    def _words(self) -> dict[str, int]:
        """How many decisions hold each folded word."""
        return {word: len(places) for word, places in self._standing.items()}

    @cached_property
    def _terms(self) -> dict[str, Set[int]]:
        """Where each word stands, without its ending."""
        found: dict[str, set[int]] = defaultdict(set)
        for word, places in self._standing.items():
            found[term(word)].update(places)
        return {name: frozenset(places) for name, places in found.items()}

    @cached_property
    def _numbers(self) -> dict[str, Set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for place, resolution in enumerate(self._held):
            for key in number_keys(resolution.number or ""):
                found[key].add(place)
        return {key: frozenset(places) for key, places in found.items()}

    @cached_property
    def _people(self) -> tuple[dict[str, Set[int]], dict[str, Set[int]]]:
        """Where each folded word of a name stands: of who moved, and of who seconded."""
        moved: dict[str, Set[int]] = defaultdict(frozenset)
        seconded: dict[str, Set[int]] = defaultdict(frozenset)
        for place, one in enumerate(self._held):
            for names, told in ((moved, one.mover), (seconded, one.seconder)):
                for word in words_of(folded(told or "")):
                    names[word] |= {place}
        return dict(moved), dict(seconded)

    @cached_property
    def _valued(self) -> dict[tuple[Decimal, str], Set[int]]:
        found: dict[tuple[Decimal, str], set[int]] = defaultdict(set)
        for place, text in enumerate(self._texts):
            for one in sums_of(text):
                found[one].add(place)
        return {one: frozenset(places) for one, places in found.items()}


def _printed(resolution: Resolution) -> tuple[str | None, ...]:
    return resolution.title, resolution.outcome, resolution.text


def _named(resolution: Resolution) -> tuple[str | None, ...]:
    year = str(resolution.date.year) if resolution.date else None
    people = resolution.mover, resolution.seconder, resolution.vote
    return *people, resolution.number, resolution.committee, year


def _common(several: Sequence[Set[int]]) -> Set[int] | None:
    """Return what all hold, None of none."""
    if not several:
        return None
    first, *rest = sorted(several, key=len)
    return frozenset(first).intersection(*rest)
