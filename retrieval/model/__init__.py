"""The words that asking is written in: questions, hits, answers, citations; errors; settings."""

from __future__ import annotations

from retrieval.model.constants import DEFAULT, Constants
from retrieval.model.errors import (
    IndexUnavailableError,
    LanguageModelError,
    ModelError,
    RetrievalError,
    SettingsError,
    StoppedError,
)
from retrieval.model.fingerprint import Fingerprint
from retrieval.model.settings import Precision, Settings
from retrieval.model.source_lines import (
    day_words,
    page_words,
    paper_words,
    papers_of,
    place_words,
    source_line,
)
from retrieval.model.stage_constants import (
    Choosing,
    Contradicting,
    Explaining,
    Likeness,
    LookingUp,
    Quoting,
    Ranking,
    SignalShares,
    Understanding,
    WordWeights,
)
from retrieval.model.types import (
    Answer,
    Choice,
    Citation,
    Hit,
    Intent,
    Matter,
    ModelState,
    PageRef,
    Statement,
    Status,
    Turn,
)

__all__ = [
    "DEFAULT",
    "Answer",
    "Choice",
    "Choosing",
    "Citation",
    "Constants",
    "Contradicting",
    "Explaining",
    "Fingerprint",
    "Hit",
    "IndexUnavailableError",
    "Intent",
    "LanguageModelError",
    "Likeness",
    "LookingUp",
    "Matter",
    "ModelError",
    "ModelState",
    "PageRef",
    "Precision",
    "Quoting",
    "Ranking",
    "RetrievalError",
    "Settings",
    "SettingsError",
    "SignalShares",
    "Statement",
    "Status",
    "StoppedError",
    "Turn",
    "Understanding",
    "WordWeights",
    "day_words",
    "page_words",
    "paper_words",
    "papers_of",
    "place_words",
    "source_line",
]
