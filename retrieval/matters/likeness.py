"""How likely a later text speaks of an earlier decision, by a small fitted model.

What speaks for it is counted the same of every paper: words in common by how rare they are,
titles, sums, names, the number of the minute or the day of the meeting, the body, the time
between. `minutebook evals links --fit` fits the weights to links that people have judged.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from retrieval.matters.mentions import Mention, MentionKind, alike
from retrieval.matters.rarity import Rarity

FILE = "likeness.json"
# The few rarest words that two texts share tell most of what all of them tell.
_RAREST = 3
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a later mention being of the matter of an earlier one, each about 0 to 1."""

    amount: float
    """Weight of the words in common, of which each more counts less."""
    share: float
    """Of the weight of the shorter of both, what is in common."""
    rarest: float
    """Mean weight of the three rarest words in common."""
    titled: float
    """Of the weight of the earlier title, what the later text or its headings have."""
    titles: float
    """Both titles share most of their telling words."""
    names: float
    """Weight of the names in common, of which each more counts less."""
    sums: float
    """Both name one sum."""
    dated: float
    """The later names the day of the earlier meeting, or counting less its month."""
    body: float
    """One body."""
    years: float
    """Years between, up to three, by three."""
    decision: float
    """The later is a decision."""
    item: float
    """The later is an agenda item."""
    row: float
    """The later is a row of a table."""
    numbered: bool = False
    """The later names the minute of the earlier, of the same body or beside its day."""

    def values(self) -> tuple[float, ...]:
        """Return those that are weighed, in the order of ``NAMES``."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(one.name for one in fields(Signs) if one.name != "numbered")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by sign, where they begin, and the likelihood from which a link is shown.

    ``possible`` is that from which an officer is asked about it.
    """

    weights: tuple[float, ...]
    begins: float
    shown: float
    possible: float

    def likelihood(self, signs: Signs) -> float:
        """Return how likely a link is right, from 0 to 1.

        A minute that is named needs no weighing.
        """
        if signs.numbered:
            return 1.0
        told = self.begins + sum(w * v for w, v in zip(self.weights, signs.values(), strict=True))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, told))))


@cache
def fitted() -> Model:
    """Return the model that is kept beside this module."""
    kept = json.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    weights = tuple(kept["weights"][name] for name in NAMES)
    return Model(weights, kept["begins"], kept["shown"], kept["possible"])


def signs(earlier: Mention, later: Mention, weights: Rarity) -> Signs:
    """Return what speaks for ``later`` being of the matter of ``earlier``."""
    at, met = earlier.committee, earlier.when
    common = earlier.words & later.all_words
    each = sorted((weights.of(word, at) for word in common), reverse=True)
    amount = sum(each)
    least = min(weights.sum(earlier.words, at), weights.sum(later.all_words, at))
    title = weights.sum(earlier.telling, at)
    known = _known(earlier, later)
    titled = weights.sum(earlier.telling & later.all_words, at)
    numbered = earlier.number is not None and earlier.number.lower() in later.names
    held = [since == until for since, until in later.days if since <= met <= until] if met else []
    dated = any(held)
    body = earlier.committee is not None and earlier.committee == later.committee
    gap = (later.when - earlier.when).days if later.when and earlier.when else 0
    return Signs(
        amount=math.log1p(amount) / math.log1p(10),
        share=amount / least if least else 0.0,
        rarest=sum(each[:_RAREST]) / _RAREST,
        titled=titled / max(1.0, title) if known else 0.0,
        titles=min(1.0, titled) if known and alike(earlier.telling, later.telling) else 0.0,
        names=math.log1p(weights.sum(earlier.proper & later.proper, at)) / math.log1p(5),
        sums=float(bool(earlier.sums & later.sums)),
        dated=1.0 if dated else 0.7 if held else 0.0,
        body=float(body),
        years=min(3.0, max(0.0, gap / _YEAR)) / 3,
        decision=float(later.kind is MentionKind.DECISION),
        item=float(later.kind is MentionKind.ITEM),
        row=float(later.kind is MentionKind.ROW),
        numbered=numbered and (body or dated),
    )


def _known(earlier: Mention, later: Mention) -> bool:
    """Tell whether words of a title tell its matter; a single one does within one body only."""
    common = earlier.telling & later.all_words
    same = bool(earlier.telling) and earlier.telling == later.telling
    return len(common) > 1 or same or earlier.committee == later.committee
