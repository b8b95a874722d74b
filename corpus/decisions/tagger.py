"""Which sentences of minutes are decisions: a linear-chain CRF over their features.

Labels: ``BD`` begins and ``ID`` goes on with a decision, ``BR``/``IR`` a routine one, ``BA``/``IA``
an action given to somebody, ``V`` is a verdict, vote or mover apart from it, ``O`` none of these.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.decisions.chain import LABELS, Chain, Features
from corpus.decisions.features import Sentence
from corpus.model import DecisionKind

MODEL = Path(__file__).with_name("tagger.bin")
KINDS = {"D": DecisionKind.DECISION, "R": DecisionKind.ROUTINE, "A": DecisionKind.ACTION}
VERDICT = "V"
# How sure the tagger must be, 0 to 1, that a sentence belongs to a decision of any kind. Over
# bodies left out, a sixth at a time, 0.38 gave recall 0.78 at precision 0.81, 0.42 gave 0.77 at
# 0.83, 0.46 gave 0.77 at 0.84 and 0.5 gave 0.76 at 0.84; 0.44, one body at a time, 0.77 at 0.84.
LIKELY = 0.44
# How much surer where a task is the likeliest kind: with tasks, 0.1 more made of recall 0.70 at
# precision 0.74 then 0.69 at 0.76.
_TASK_SURER = 0.1
# The same of a tagger that a body's own minutes taught, which is wrong less often. Over the other
# documents of bodies left out, 0.36 gave recall 0.77 at precision 0.83, with tasks 0.77 at 0.81;
# not taught, 0.78 at 0.84 and 0.74 at 0.81.
OWN_LIKELY = 0.36
# How sure it must be of a sentence that only tells the outcome, vote or mover of one beside it.
APART = 0.5

Chances = dict[str, float]
# A motion that came to nothing, told after it.
_FELL = re.compile(
    r"\W*+(?:the |this )?(?:motion|amendment|proposal)\b[^.;]{0,40}\b(?:lost|defeated|failed|fails"
    r"|fell|lapsed|died)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Sentences ``first`` to ``last`` (both in it) that are one decision of a kind."""

    first: int
    last: int
    kind: DecisionKind
    chance: float

    @property
    def places(self) -> range:
        """Where its sentences stand among those of the sitting, counted from 0."""
        return range(self.first, self.last + 1)


def taken(found: Iterable[Decision]) -> frozenset[int]:
    """Return the sentences, by place, that belong to decisions."""
    return frozenset(at for one in found for at in one.places)


_used: ContextVar[tuple[Chain, float] | None] = ContextVar("used", default=None)


@contextmanager
def tagging_by(chain: Chain, least: float = LIKELY) -> Iterator[None]:
    """Use another tagger than that which is kept: one that a body's minutes taught, or a trial.

    ``least`` is how sure it must be that a sentence belongs to a decision, 0 to 1.
    """
    token = _used.set((chain, least))
    try:
        yield
    finally:
        _used.reset(token)


@cache
def kept() -> Chain:
    """Return the tagger that is kept beside this module; raises TaggerError where it is damaged."""
    return Chain.read(MODEL)


def likely() -> float:
    """Return how sure the tagger in use must be that a sentence belongs to a decision, 0 to 1."""
    used = _used.get()
    return used[1] if used else LIKELY


def chances_of(features: Sequence[Features]) -> list[Chances]:
    """Return of each sentence, in order, how likely each label is, 0 to 1.

    Raises:
        TaggerError: the file of the tagger is missing or damaged.
    """
    if not features:
        return []
    used = _used.get()
    found = (used[0] if used else kept()).chances(features)
    return [dict(zip(LABELS, one, strict=True)) for one in found.tolist()]


def decide(
    chances: Sequence[Chances], leaps: Container[int] = (), least: float = LIKELY
) -> tuple[Decision, ...]:
    """Return the decisions in a run of sentences, in order; ``least`` from 0 to 1, tasks more.

    Before the sentences of ``leaps``, by place from 0, a decision ends.
    """
    found: list[Decision] = []
    open_kind = None
    for at, one in enumerate(chances):
        of_kind = {kind: one.get(f"B{kind}", 0.0) + one.get(f"I{kind}", 0.0) for kind in KINDS}
        chance = sum(of_kind.values())
        open_kind = None if at in leaps else open_kind
        kind = max(of_kind, key=lambda name: of_kind[name])
        if chance <= least + (_TASK_SURER if kind == "A" else 0.0):
            open_kind = None
            continue
        begins = one.get(f"B{kind}", 0.0) >= one.get(f"I{kind}", 0.0)
        if open_kind == kind and not begins:
            last = found[-1]
            found[-1] = Decision(last.first, at, last.kind, max(last.chance, chance))
        else:
            found.append(Decision(at, at, KINDS[kind], chance))
        open_kind = kind
    return tuple(found)


def fell(text: str) -> bool:
    """Whether a sentence tells that the motion before it came to nothing."""
    return _FELL.match(text) is not None


def stands_apart(chances: Sequence[Chances], sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence only tells the outcome, vote or mover of one beside it."""
    sentence = sentences[at]
    told = sentence.verdict or sentence.mover or fell(sentence.text)
    return told or chances[at].get(VERDICT, 0.0) > APART
