"""What of judged links is found, and what is found that is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.catalogue import Catalogue
from corpus.model import Access, Resolution, Scope
from corpus.register import RegisterSearch
from evals.links.judged import Judged, Place
from evals.model import SetError
from retrieval.matters import (
    THROUGH,
    TOUCHED,
    Linked,
    Matters,
    Mention,
    Model,
    Signs,
    decision_mention,
    fitted,
    leads,
    matters,
    once,
)

# A model that is fitted may find a link so many times likelier than the kept one.
_MARGIN = 0.2
Floats = npt.NDArray[np.float64]


class Verdict(Enum):
    """What people say of a link."""

    RIGHT = "right"
    EITHER = "either"
    WRONG = "wrong"


@dataclass(frozen=True)
class Candidate:
    """A later mention, what speaks for it, and what people say of it."""

    mention: Mention
    signs: Signs
    verdict: Verdict
    paper: str


@dataclass(frozen=True, slots=True)
class Way:
    """What speaks for candidate ``to`` being of the matter of ``via``, both by place from 0."""

    via: int
    to: int
    signs: Signs


@dataclass(frozen=True)
class Seen:
    """A judged decision with all later mentions that the papers offer for it.

    ``ways`` lead from those that may be likely to others.
    """

    judged: Judged
    candidates: tuple[Candidate, ...]
    ways: tuple[Way, ...] = ()

    def found(self, model: Model) -> list[Candidate]:
        """Return those that ``model`` shows, each place once."""
        told = zip(self.candidates, self.likelihoods(model), strict=True)
        links = {
            id(one.mention): (one, Linked(one.mention, float(likelihood)))
            for one, likelihood in told
            if likelihood >= model.shown
        }
        return [links[id(link.mention)][0] for link in once(link for _, link in links.values())]

    def likelihoods(self, model: Model) -> Floats:
        """Return how likely each candidate is, of shape (candidates,), as ``model`` has it."""
        alone = self.alone(model)
        if not self.ways:
            return alone
        via, to = (np.array([getattr(way, name) for way in self.ways]) for name in ("via", "to"))
        led = alone[via] * _likelihoods(self._led, model)
        led[(alone[via] < THROUGH) | (alone[to] < TOUCHED)] = 0.0
        best = alone.copy()
        np.maximum.at(best, to, led)
        return best

    def alone(self, model: Model) -> Floats:
        """Return how likely each is by itself, of shape (candidates,)."""
        return _likelihoods(self._own, model) if self.candidates else np.zeros(0)

    @cached_property
    def _own(self) -> _Rows:
        return _Rows.of(one.signs for one in self.candidates)

    @cached_property
    def _led(self) -> _Rows:
        return _Rows.of(way.signs for way in self.ways)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Signs as numbers, of shape (links, signs), and which links need no weighing."""

    values: Floats
    numbered: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, several: Iterable[Signs]) -> _Rows:
        held = list(several)
        values = np.array([one.values() for one in held], float)
        return cls(values, np.array([one.numbered for one in held], bool))


def _likelihoods(rows: _Rows, model: Model) -> Floats:
    told = rows.values @ np.array(model.weights) + model.begins
    likely: Floats = 1 / (1 + np.exp(-np.clip(told, -60, 60)))
    likely[rows.numbered] = 1.0
    return likely


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over decisions; those that count neither way are in none."""

    links: int = 0
    found: int = 0
    shown: int = 0
    right: int = 0
    decisions: int = 0

    @property
    def precision(self) -> float:
        """Share from 0 to 1 of the shown links that are right, 1 where none is shown."""
        return self.right / self.shown if self.shown else 1.0

    @property
    def recall(self) -> float:
        """Share from 0 to 1 of the judged links that are shown, 1 where there are none."""
        return self.found / self.links if self.links else 1.0

    def plus(self, other: Figures) -> Figures:
        """Return the sum of two."""
        return Figures(
            self.links + other.links,
            self.found + other.found,
            self.shown + other.shown,
            self.right + other.right,
            self.decisions + other.decisions,
        )


@dataclass
class _Register:
    """The decisions of a catalogue by file name."""

    catalogue: Catalogue
    names: dict[str, str] = field(init=False)
    decided: dict[str, list[Resolution]] = field(init=False)

    def __post_init__(self) -> None:
        scope = Scope(clearance=Access.EXEMPT)
        self.names = {paper.id: paper.file_name for paper in self.catalogue.papers(scope)}
        self.decided = {name: [] for name in self.names.values()}
        for one in self.catalogue.search_resolutions(RegisterSearch(scope=scope)).resolutions:
            if one.spans:
                self.decided[self.names[one.paper_id]].append(one)

    def at(self, place: Place) -> Resolution | None:
        for one in self.decided.get(place.paper, ()):
            if place.holds(place.paper, one.spans[0].page, one.spans):
                return one
        return None


def gather(catalogue: Catalogue, judged: Sequence[Judged]) -> tuple[Seen, ...]:
    """Look up judged decisions and everything later that may be on their matters.

    A decision that the register has no more keeps its links, of which none is found.

    Raises:
        SetError: the catalogue has none of the papers.
        CatalogueError: it cannot be read.
    """
    register, held = _Register(catalogue), matters(catalogue, Access.EXEMPT)
    if not any(one.decision.paper in register.decided for one in judged):
        raise SetError("the data folder has none of the papers of the set")
    seen = []
    for one in judged:
        decided = register.at(one.decision)
        candidates: list[Candidate] = []
        if decided:
            of = held.bare(decision_mention(decided))
            for link in held.alone(of):
                paper = register.names[link.mention.opens.paper_id]
                told = held.signs(of, link.mention)
                verdict = _verdict(one, link.mention, paper)
                candidates.append(Candidate(link.mention, told, verdict, paper))
        seen.append(Seen(one, tuple(candidates), tuple(_ways(held, candidates))))
    return tuple(seen)


def _ways(held: Matters, candidates: Sequence[Candidate]) -> Iterable[Way]:
    """Yield the ways by which a model near to the kept one may find a candidate through others."""
    kept = fitted()
    likely = [kept.likelihood(one.signs) for one in candidates]
    firm = [at for at, one in enumerate(likely) if one >= THROUGH * _MARGIN]
    for to, one in enumerate(candidates):
        if likely[to] < TOUCHED * _MARGIN:
            continue
        for via in firm:
            if leads(candidates[via].mention, one.mention):
                of = held.bare(candidates[via].mention)
                yield Way(via, to, held.signs(of, one.mention))


def measure(seen: Iterable[Seen], model: Model | None = None) -> Figures:
    """Count what ``model``, else the kept one, finds of what was judged."""
    model = model or fitted()
    total = Figures()
    for one in seen:
        found = one.found(model)
        told = [c for c in found if c.verdict is not Verdict.EITHER]
        hit = sum(any(_is_at(place, c) for c in found) for place in one.judged.later)
        right = sum(c.verdict is Verdict.RIGHT for c in told)
        total = total.plus(Figures(len(one.judged.later), hit, len(told), right, 1))
    return total


def misjudged(seen: Iterable[Seen], model: Model | None = None) -> Iterable[str]:
    """Yield a line for each link that is shown and wrong, or missed."""
    model = model or fitted()
    for one in seen:
        of = f"{one.judged.decision.paper} {one.judged.decision.page}:{one.judged.decision.at}"
        found = one.found(model)
        likely = dict(zip(map(id, one.candidates), one.likelihoods(model), strict=True))
        for c in found:
            if c.verdict is Verdict.WRONG:
                at = c.mention.opens
                start = at.spans[0] if at.spans else None
                where = f"{start.page}:{start.start}" if start else f"{at.page}, item {at.item}"
                told = f"{c.mention.kind.value}, {likely[id(c)]:.2f}"
                yield f"wrong  {of} -> {c.paper} {where} ({told})"
        for place in one.judged.later:
            if not any(_is_at(place, c) for c in found):
                offered = max(
                    (likely[id(c)] for c in one.candidates if _is_at(place, c)),
                    default=0.0,
                )
                yield f"missed {of} -> {place.paper} {place.page}:{place.at} ({offered:.2f})"


def table(rows: Iterable[tuple[str, Figures]]) -> str:
    """Return figures by name as a table, the sum last."""
    every = list(rows)
    total = Figures()
    for _, figures in every:
        total = total.plus(figures)
    lines = [f"{'':30} decisions  links  shown  precision  recall"]
    for name, one in [*every, ("all", total)]:
        lines.append(
            f"{name[:30]:30} {one.decisions:9}  {one.links:5}  {one.shown:5}"
            f"  {one.precision:9.2f}  {one.recall:6.2f}"
        )
    return "\n".join(lines)


def _verdict(judged: Judged, mention: Mention, paper: str) -> Verdict:
    at = mention.opens
    for places, verdict in ((judged.later, Verdict.RIGHT), (judged.either, Verdict.EITHER)):
        if any(place.holds(paper, at.page, at.spans) for place in places):
            return verdict
    return Verdict.WRONG


def _is_at(place: Place, candidate: Candidate) -> bool:
    at = candidate.mention.opens
    return place.holds(candidate.paper, at.page, at.spans)
