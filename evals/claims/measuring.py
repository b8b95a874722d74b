"""How many made statements the check drops, true and false, kind by kind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.claims.falsehoods import FALSEHOODS
from evals.claims.kinds import Cites, Kind
from evals.claims.stored import Stored
from evals.claims.truths import TRUTHS
from evals.claims.wordings import Wording, wordings
from retrieval.explain import Ground, fault_in

# Statements of each side; what chance draws is the same each time.
STATEMENTS = 200
_SEED = 7
# Other sentences that a kind is tried with before the next sentence is.
_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Made:
    """A statement made of a stored sentence of ``paper``; ``fault`` says why it is dropped."""

    kind: str
    true: bool
    held: bool
    paper: str
    text: str
    grounds: tuple[Ground, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of ``count`` statements ``dropped`` were; ``held`` is None where kinds of both sorts are."""

    kind: str
    true: bool
    held: bool | None
    count: int
    dropped: int

    @property
    def share(self) -> float:
        """The share dropped; 0 where there are none."""
        return self.dropped / self.count if self.count else 0.0


def measure(stored: Sequence[Stored], most: int = STATEMENTS) -> tuple[Made, ...]:
    """Make up to ``most`` true and as many false statements of sentences, and check each.

    Kinds take turns until there are enough; one that fits few sentences has fewer.
    """
    return (*_in_turns(stored, True, most), *_in_turns(stored, False, most))


def tallies(made: Sequence[Made]) -> tuple[Tally, ...]:
    """Return what became of each kind, then of those held back, of the others and of all."""
    kinds = dict.fromkeys((one.kind, one.true, one.held) for one in made)
    of_kinds = [
        _tally(kind, [one for one in made if (one.kind, one.true) == (kind, true)], true, held)
        for kind, true, held in kinds
    ]
    sums = []
    for true in (True, False):
        own = [one for one in made if one.true is true]
        for held in (False, True, None):
            some = [one for one in own if held in (one.held, None)]
            sums.append(_tally("all", some, true, held))
    return (*of_kinds, *sums)


def _tally(kind: str, made: Sequence[Made], true: bool, held: bool | None) -> Tally:
    return Tally(kind, true, held, len(made), sum(bool(one.fault) for one in made))


def _kinds(true: bool) -> list[Kind]:
    worded = (_worded(one) for one in wordings() if one.true is true)
    return [*(TRUTHS if true else FALSEHOODS), *worded]


def _worded(wording: Wording) -> Kind:
    def maker(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
        yield from wording.made_of(one.text)

    return Kind(maker, held=wording.held, named=wording.kind)


def _in_turns(stored: Sequence[Stored], true: bool, most: int) -> Iterator[Made]:
    waiting = [_of_kind(stored, kind, true) for kind in _kinds(true)]
    count = 0
    while waiting:
        for one in tuple(waiting):
            made = next(one, None)
            if made is None:
                waiting.remove(one)
            elif count < most:
                count += 1
                yield made
            else:
                return


def _of_kind(stored: Sequence[Stored], kind: Kind, true: bool) -> Iterator[Made]:
    """Yield statements of a kind, no two of one sentence, papers in turns."""
    chance = random.Random(f"{_SEED} {kind.name}")
    for one in _papers_in_turns(stored, chance):
        near = [other for other in stored if other.paper == one.paper] if true else stored
        others = (
            chance.sample(near, min(_OTHERS, len(near))) if kind.cites is Cites.OTHER else [one]
        )
        said = [(text, other) for other in others for text in kind.maker(one, other, chance)]
        if said:
            text, other = chance.choice(said)
            grounds = _grounds(kind.cites, one, other)
            fault = fault_in(text, grounds)
            yield Made(kind.name, true, kind.held, one.paper, text, grounds, str(fault or ""))


def _papers_in_turns(stored: Sequence[Stored], chance: random.Random) -> Iterator[Stored]:
    papers: dict[str, list[Stored]] = {}
    for one in stored:
        papers.setdefault(one.paper, []).append(one)
    for own in papers.values():
        chance.shuffle(own)
    # Those of a name begin alike, so they are not taken in order of names.
    order = list(papers.values())
    chance.shuffle(order)
    while order:
        for own in tuple(order):
            yield own.pop()
            if not own:
                order.remove(own)


def _grounds(cites: Cites, one: Stored, other: Stored) -> tuple[Ground, ...]:
    if cites is Cites.NEXT:
        return one.ground, Ground(one.after, one.about)
    return (one.ground, other.ground) if cites is Cites.OTHER else (one.ground,)
