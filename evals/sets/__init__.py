"""Question sets, and what people said of answers as questions to ask again."""

from __future__ import annotations

from evals.sets.own import OwnSet
from evals.sets.questions import Expect, Filters, Gold, Kind, Question
from evals.sets.review import KeptReview, Review, Verdict, append_review, read_reviews, take_back
from evals.sets.sets import QuestionSet, read_sets
from evals.sets.taking import RIGHT_LINE, Fault, take_files, take_set

__all__ = [
    "RIGHT_LINE",
    "Expect",
    "Fault",
    "Filters",
    "Gold",
    "KeptReview",
    "Kind",
    "OwnSet",
    "Question",
    "QuestionSet",
    "Review",
    "Verdict",
    "append_review",
    "read_reviews",
    "read_sets",
    "take_back",
    "take_files",
    "take_set",
]
