"""What speaks for a passage, and how that is weighed into an order."""

from __future__ import annotations

from retrieval.ranking.duplicates import (
    Day,
    Versions,
    grouped,
    likeness,
    newest_speaks,
    sums_in,
    together,
)
from retrieval.ranking.evidence import Evidence, Placer
from retrieval.ranking.kinds_of_answer import (
    COUNTABLE,
    NUMBERS,
    Wanted,
    countable,
    headed,
    holds,
    holds_in,
    things_of,
    wanted,
)
from retrieval.ranking.late import Floats, Weighted, similarities
from retrieval.ranking.outcomes import (
    NOT_STANDING,
    asks_of_amendments,
    fell,
    weight,
)
from retrieval.ranking.scoring import added, divided, ranked, stretched
from retrieval.ranking.signals import FIELD_SIGNALS, Candidate
from retrieval.ranking.standing import settled, standing_first
from retrieval.ranking.units import Unit, units_of, within
from retrieval.ranking.verdicts import is_verdict, length_of_verdict, tells_end
from retrieval.ranking.word_weights import Weigher, by_content

__all__ = [
    "COUNTABLE",
    "FIELD_SIGNALS",
    "NOT_STANDING",
    "NUMBERS",
    "Candidate",
    "Day",
    "Evidence",
    "Floats",
    "Placer",
    "Unit",
    "Versions",
    "Wanted",
    "Weigher",
    "Weighted",
    "added",
    "asks_of_amendments",
    "by_content",
    "countable",
    "divided",
    "fell",
    "grouped",
    "headed",
    "holds",
    "holds_in",
    "is_verdict",
    "length_of_verdict",
    "likeness",
    "newest_speaks",
    "ranked",
    "settled",
    "similarities",
    "standing_first",
    "stretched",
    "sums_in",
    "tells_end",
    "things_of",
    "together",
    "units_of",
    "wanted",
    "weight",
    "within",
]
