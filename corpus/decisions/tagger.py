"""Which sentences of minutes are decisions: a linear-chain CRF over their features.

Labels: ``BD`` begins and ``ID`` goes on with a decision, ``BR``/``IR`` a routine one, ``BA``/``IA``
an action given to somebody, ``V`` is a verdict, vote or mover apart from it, ``O`` none of these.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pycrfsuite import ItemSequence, Tagger

from corpus.decisions.features import Features, Sentence
from corpus.model import DecisionKind

MODEL = Path(__file__).with_name("tagger.crf")
KINDS = {"D": DecisionKind.DECISION, "R": DecisionKind.ROUTINE, "A": DecisionKind.ACTION}
VERDICT = "V"
# How sure the tagger must be, 0 to 1, that a sentence belongs to a decision of any kind: where
# precision is about 0.7 over bodies left out (`minutebook evals register`).
LIKELY = 0.5

Chances = dict[str, float]
# A motion that came to nothing, told after it.
_FELL = re.compile(
    r"\W*(?:the |this )?(?:motion|amendment|proposal)\b[^.;]{0,40}\b(?:lost|defeated|failed|fails"
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


# A tagger holds the sentences that it was set to, so threads take turns.
_turn = threading.Lock()
_model: ContextVar[Path] = ContextVar("model", default=MODEL)


@contextmanager
def tagging_by(path: Path) -> Iterator[None]:
    """Use the tagger in another file than that which is kept, as measuring does."""
    token = _model.set(path)
    try:
        yield
    finally:
        _model.reset(token)


def chances_of(features: Sequence[Features]) -> list[Chances]:
    """Return of each sentence, in order, how likely each label is, 0 to 1."""
    if not features:
        return []
    tagger = _tagger(_model.get())
    with _turn:
        tagger.set(ItemSequence(list(features)))
        labels = tagger.labels()
        return [{one: tagger.marginal(one, at) for one in labels} for at in range(len(features))]


def decide(
    chances: Sequence[Chances], leaps: Container[int] = (), least: float = LIKELY
) -> tuple[Decision, ...]:
    """Return the decisions in a run of sentences, in order; ``least`` from 0 to 1.

    Before the sentences of ``leaps``, by place from 0, a decision ends.
    """
    found: list[Decision] = []
    open_kind = None
    for at, one in enumerate(chances):
        of_kind = {kind: one.get(f"B{kind}", 0.0) + one.get(f"I{kind}", 0.0) for kind in KINDS}
        chance = sum(of_kind.values())
        open_kind = None if at in leaps else open_kind
        if chance <= least:
            open_kind = None
            continue
        kind = max(of_kind, key=lambda name: of_kind[name])
        begins = one.get(f"B{kind}", 0.0) >= one.get(f"I{kind}", 0.0)
        if open_kind == kind and not begins:
            last = found[-1]
            found[-1] = Decision(last.first, at, last.kind, max(last.chance, chance))
        else:
            found.append(Decision(at, at, KINDS[kind], chance))
        open_kind = kind
    return tuple(found)


def stands_apart(chances: Sequence[Chances], sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence only tells the outcome, vote or mover of one beside it."""
    sentence = sentences[at]
    told = sentence.verdict or sentence.mover or _FELL.match(sentence.text) is not None
    return told or chances[at].get(VERDICT, 0.0) > LIKELY


@lru_cache(maxsize=2)
def _tagger(path: Path) -> Tagger:
    tagger = Tagger()
    tagger.open(str(path))
    return tagger
