"""Question sets, and what people said of answers as questions to ask again."""

from __future__ import annotations

from evals.sets.review import Review, Verdict, append_review
from evals.sets.sets import Filters, Gold, Question, QuestionSet, read_sets

__all__ = [
    "Filters",
    "Gold",
    "Question",
    "QuestionSet",
    "Review",
    "Verdict",
    "append_review",
    "read_sets",
]
