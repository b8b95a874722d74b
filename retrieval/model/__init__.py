"""The words that asking is written in: questions, hits, answers, citations; errors; settings."""

from __future__ import annotations

from retrieval.model.errors import (
    IndexUnavailableError,
    LanguageModelError,
    ModelError,
    RetrievalError,
    SettingsError,
    StoppedError,
)
from retrieval.model.settings import Settings
from retrieval.model.source_lines import (
    day_words,
    page_words,
    paper_words,
    papers_of,
    place_words,
    source_line,
)
from retrieval.model.types import (
    Answer,
    Citation,
    Hit,
    Intent,
    ModelState,
    PageRef,
    Statement,
    Status,
    Turn,
)

__all__ = [
    "Answer",
    "Citation",
    "Hit",
    "IndexUnavailableError",
    "Intent",
    "LanguageModelError",
    "ModelError",
    "ModelState",
    "PageRef",
    "RetrievalError",
    "Settings",
    "SettingsError",
    "Statement",
    "Status",
    "StoppedError",
    "Turn",
    "day_words",
    "page_words",
    "paper_words",
    "papers_of",
    "place_words",
    "source_line",
]
