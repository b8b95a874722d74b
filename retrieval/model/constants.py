"""The numbers of all stages together, by name; ``python -m evals run --set`` changes one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from retrieval.model.errors import SettingsError
from retrieval.model.stage_constants import (
    Choosing,
    Comparing,
    Contradicting,
    Explaining,
    Likeness,
    LookingUp,
    Quoting,
    Ranking,
    SignalShares,
    SignalWeights,
    Sufficiency,
    Suggesting,
    Understanding,
    WordWeights,
)

Value = int | float


@dataclass(frozen=True, slots=True)
class Constants:
    """The numbers of every stage, from the question's words to the answer's."""

    understanding: Understanding = field(default_factory=Understanding)
    word_weights: WordWeights = field(default_factory=WordWeights)
    signals: SignalWeights = field(default_factory=SignalWeights)
    shares: SignalShares = field(default_factory=SignalShares)
    ranking: Ranking = field(default_factory=Ranking)
    looking_up: LookingUp = field(default_factory=LookingUp)
    likeness: Likeness = field(default_factory=Likeness)
    choosing: Choosing = field(default_factory=Choosing)
    comparing: Comparing = field(default_factory=Comparing)
    contradicting: Contradicting = field(default_factory=Contradicting)
    quoting: Quoting = field(default_factory=Quoting)
    sufficiency: Sufficiency = field(default_factory=Sufficiency)
    suggesting: Suggesting = field(default_factory=Suggesting)
    explaining: Explaining = field(default_factory=Explaining)

    def values(self) -> dict[str, Value]:
        """Return every number by its name, ``STAGE.NAME``."""
        return {
            f"{stage.name}.{one.name}": getattr(getattr(self, stage.name), one.name)
            for stage, one in _fields()
        }

    def changed(self, name: str, text: str) -> Constants:
        """Return the constants with ``name`` set to the number that ``text`` writes.

        Raises:
            SettingsError: there is no such name, or no such number may stand there; the
                message lists the names.
        """
        known = self.values()
        if name not in known:
            raise SettingsError(f"no constant {name!r}; there are {', '.join(known)}")
        stage, _, own = name.partition(".")
        kind = type(getattr(type(getattr(self, stage))(), own))
        try:
            value = kind(text)
        except ValueError as error:
            raise _no_number(name, text, kind, known) from error
        if not math.isfinite(value):
            raise _no_number(name, text, kind, known)
        made: Any = replace(getattr(self, stage), **{own: value})
        return replace(self, **{stage: made})


DEFAULT = Constants()


def _fields() -> Iterator[tuple[Any, Any]]:
    for stage in fields(Constants):
        for one in fields(getattr(DEFAULT, stage.name)):
            yield stage, one


def _no_number(name: str, text: str, kind: type, known: dict[str, Value]) -> SettingsError:
    wanted = "a whole number" if kind is int else "a number"
    return SettingsError(f"{name} takes {wanted}, not {text!r}; constants are {', '.join(known)}")
