"""Whether the papers answer the question: evidence of the answer itself.

Search scores tell little: a near miss scores as high as an answer. So this asks
what an answer must have: the question's own words together in one place, the
kind of thing asked for, and a corpus that knows the question's rarest words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retrieval.kinds_of_answer import holds
from retrieval.search import Found

_SHOWN = 5
# A cosine from which a question's word counts as met.
_MET = 0.6


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


def support(found: Found) -> Support:
    """Measure how well the first hits support an answer; all zeros without hits."""
    first = [found.evidence[h.passage.id] for h in found.hits[:_SHOWN]]
    first = [units for units in first if units]
    if not first:
        return Support(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    question = found.question
    passages = [np.max([e.matches for e in units], axis=0) for units in first]
    best = max(passages, key=question.share)
    heavy = question.weights >= np.median(question.weights)
    return Support(
        late=question.share(best),
        unit=max(e.score for units in first for e in units),
        weakest=float(best[heavy].min(initial=1.0)),
        covered=question.share((best >= _MET).astype(np.float32)),
        kind=float(any(holds(found.query, e.unit.text) for units in first for e in units)),
        unknown=0.0,
    )
