"""Whether the papers answer the question: evidence of the answer itself.

Search scores tell little: a near miss scores as high as an answer. So this asks
what an answer must have: the question's own words together in one place, the
kind of thing asked for, and a corpus that knows the question's rarest words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.dates import find_dates
from retrieval.evidence import Evidence
from retrieval.search import Found
from retrieval.types import Intent

_MONEY_ASKED = re.compile(
    r"\b(cost\w*|price|worth|pay(?:ing|s|ment)?|paid|fee|charge|spend\w*|spent|budget|saving\w*|£"
    r"|grant|funding|money|fine)\b",
    re.I,
)
_SHARE_ASKED = re.compile(r"\b(percent\w*|per cent|proportion|share|rate|rise|increase)\b|%", re.I)
_MONEY = re.compile(r"£\s?\d|\b\d[\d,.]*\s?(?:million|m|k|bn|p)\b|\bpounds?\b", re.I)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|half|third"
    r"|quarter|dozen|hundred|thousand|million)\b",
    re.I,
)
_NAMES = re.compile(
    r"(?:[A-Z][\w'’-]+\s+){1,3}[A-Z][\w'’-]+|\b(?:Councillor|Cllr|Director|Head|Manager|Officer"
    r"|Lead|Team|Board|Service|Chair\w*|Group|Mayor|[A-Z]{2,})\b"
)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for answering, each from 0 to 1 unless said.

    ``late`` is the best passage's late interaction; ``unit`` the best unit's;
    ``weakest`` the lowest cosine among the question's weightier tokens in the
    best passage; ``covered`` the share of the question's words (by rarity) met
    there; ``kind`` whether the kind of answer asked for stands there;
    ``unknown`` the share of the question's words that no paper holds.
    """

    late: float
    unit: float
    weakest: float
    covered: float
    kind: float
    unknown: float

    def values(self) -> tuple[float, ...]:
        """Return the features in the order of the fields."""
        return (self.late, self.unit, self.weakest, self.covered, self.kind, self.unknown)


def support(found: Found, evidence: Sequence[Evidence]) -> Support:
    """Measure how well the first hits support an answer; all zeros without hits."""
    first = [e for e in evidence if e.rank < _SHOWN]
    if not first or not found.hits:
        return Support(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    ranks = sorted({e.rank for e in first})
    passages = [np.max([e.matches for e in first if e.rank == rank], axis=0) for rank in ranks]
    weights = found.question.weights
    total = float(weights.sum()) or 1.0
    scores = [float(matches @ weights) / total for matches in passages]
    best = passages[int(np.argmax(scores))]
    heavy = weights >= np.median(weights)
    return Support(
        late=max(scores),
        unit=max(e.score for e in first),
        weakest=float(best[heavy].min(initial=1.0)),
        covered=float(weights[best >= 0.6].sum()) / total,
        kind=max(_holds_kind(found, e) for e in first),
        unknown=0.0,
    )


def _holds_kind(found: Found, evidence: Evidence) -> float:
    intent, asked, said = found.query.intent, found.query.text, evidence.unit.text
    if intent is Intent.FIGURE:
        if _MONEY_ASKED.search(asked):
            return float(bool(_MONEY.search(said)))
        if _SHARE_ASKED.search(asked):
            return float("%" in said or bool(re.search(r"per ?cent|\d", said)))
        return float(bool(_NUMBER.search(said)))
    if intent is Intent.WHEN:
        return float(bool(find_dates(said)))
    if intent is Intent.WHO:
        return float(bool(_NAMES.search(said)))
    return 1.0
