"""How likely a later text speaks of an earlier decision, by a small fitted model.

What speaks for it is counted the same of every paper: words in common by how rare they are,
titles, sums, names, the number of the minute or the day of the meeting, the body, the time
between. `minutebook evals links --fit` fits the weights to links that people have judged.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.matters.mentions import Mention, MentionKind, alike, telling_words
from retrieval.matters.one_day import names_deed_of
from retrieval.matters.rarity import Rarity

FILE = "likeness.json"
# The few rarest words that two texts share tell most of what all of them tell.
_RAREST = 3
_YEAR = 365.25
# Days after which half of those that speak of a decision have done so, by judgement.
_SOON = 60


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
    label: float
    """Of the weight of what the earlier part of minutes opens with, what the later does."""
    labels: float
    """The same, by weight, of which each more counts less."""
    rare: float
    """Mean weight of the two rarest words that the earlier says, and the later part of minutes."""
    spoken: float
    """Of the weight of the earlier title, what it says itself and the later part says too."""
    part: float
    """Weight of the words that both parts of minutes have, of which each more counts less."""
    parts: float
    """Of the weight of the shorter part, what both have."""
    soon: float
    """The same body says it soon after: half of it after two months."""
    beyond: float
    """Where both parts open alike, the weight of what else both have, counting less and less."""
    apt: float
    """Of what both parts open with, what one of them says again."""
    case: float
    """Both name one application or case."""
    others: float
    """Each names applications or cases, and none of the other's."""
    minuted: float
    """The later is a part of minutes that is no decision."""
    numbered: bool = False
    """The later names the minute of the earlier: of its own body, or beside the day or the body."""

    def values(self) -> tuple[float, ...]:
        """Return those that are weighed, in the order of ``NAMES``."""
        plain, parts = _PLAIN, _PARTS
        if self.part:
            own = tuple(float(getattr(self, name)) for name in parts)
            return (*(0.0 for _ in plain), 1.0, *own)
        return (*(float(getattr(self, name)) for name in plain), *(0.0 for _ in (None, *parts)))


# Minutes are cut by matter, and other papers are not: what speaks for a link weighs otherwise.
_PLAIN = (
    "amount",
    "share",
    "rarest",
    "titled",
    "titles",
    "names",
    "sums",
    "dated",
    "body",
    "years",
    "decision",
    "item",
    "row",
)
_PARTS = (
    "amount",
    "share",
    "rarest",
    "names",
    "sums",
    "body",
    "years",
    "decision",
    "label",
    "labels",
    "rare",
    "spoken",
    "part",
    "parts",
    "soon",
    "beyond",
    "apt",
    "case",
    "others",
    "minuted",
)
NAMES = (*_PLAIN, "parts: begins", *(f"parts: {name}" for name in _PARTS))


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
    body = one_body(earlier.committee, later.committee)
    gap = (later.when - earlier.when).days if later.when and earlier.when else 0
    if numbered and not (body or dated):
        # Numbers begin anew each year, so that another body's name is enough on the very day.
        numbered = bool(met and later.when == met and at and names_deed_of(later, at))
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
        numbered=numbered,
        **_of_parts(earlier, later, weights, body, gap),
    )


def one_body(one: str | None, other: str | None) -> bool:
    """Tell whether two names are of one body: "Draft Ash Parish Council" is Ash Parish Council."""
    if one is None or other is None:
        return False
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def _said_again(earlier: Mention, later: Mention) -> frozenset[str]:
    """Return the words that either part says after it opened with them."""
    rests = (one.part.partition(one.label)[2] for one in (earlier, later) if one.label)
    return frozenset().union(*map(telling_words, rests))


def _of_parts(
    earlier: Mention, later: Mention, weights: Rarity, body: bool, days: int
) -> dict[str, float]:
    """Return by name what the parts of minutes tell in which both stand; ``days`` lie between."""

    def rareness(words: frozenset[str]) -> float:
        return weights.sum(words, earlier.committee)

    apart = bool(earlier.cases and later.cases and not earlier.cases & later.cases)
    # One number alone tells an application from all that stand under the same heading.
    opens = earlier.labelled & later.labelled if body and not apart else frozenset()
    labels, title = rareness(opens), rareness(earlier.telling)
    headings = earlier.labelled | earlier.telling
    said = later.beyond if later.part else frozenset()
    rare = sorted(rareness(frozenset({word})) for word in (earlier.said & said) - headings)
    spoken = earlier.telling & earlier.said & (later.part_words if later.part else frozenset())
    parts = bool(earlier.part and later.part)
    both = rareness(earlier.part_words & later.part_words) if parts else 0.0
    least = min(rareness(earlier.part_words), rareness(later.part_words))
    shorter = min(rareness(earlier.labelled), rareness(later.labelled))
    beyond = rareness(earlier.beyond & later.beyond) if labels else 0.0
    again = rareness(opens & _said_again(earlier, later))
    return {
        "label": labels / max(1.0, shorter),
        "labels": math.log1p(labels) / math.log1p(5),
        "rare": sum(rare[-2:]) / 2,
        "spoken": rareness(spoken) / max(1.0, title),
        "part": math.log1p(both) / math.log1p(20),
        "parts": both / max(2.0, least),
        "soon": float(body) * 2 ** (-max(days, 0) / _SOON),
        "beyond": math.log1p(beyond) / math.log1p(5),
        "apt": again / max(1.0, labels),
        "case": float(bool(earlier.cases & later.cases)),
        "others": float(apart),
        "minuted": float(later.kind is MentionKind.PASSAGE and bool(later.part)),
    }


def _known(earlier: Mention, later: Mention) -> bool:
    """Tell whether words of a title tell its matter; a single one does within one body only."""
    common = earlier.telling & later.all_words
    same = bool(earlier.telling) and earlier.telling == later.telling
    return len(common) > 1 or same or earlier.committee == later.committee
