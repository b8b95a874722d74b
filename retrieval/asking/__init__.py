"""From hits to an answer or a refusal: the order of composers, and how sure is sure enough."""

from __future__ import annotations

from retrieval.asking.answer import Answerer, Composed
from retrieval.asking.refusal import judge, refusal_message, was_searched
from retrieval.asking.sufficiency import AGAINST, DESCRIPTIONS, FEATURES, support

__all__ = [
    "AGAINST",
    "DESCRIPTIONS",
    "FEATURES",
    "Answerer",
    "Composed",
    "judge",
    "refusal_message",
    "support",
    "was_searched",
]
