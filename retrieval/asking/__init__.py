"""From hits to an answer or a refusal: the order of composers, and how sure is sure enough."""

from __future__ import annotations

from retrieval.asking.answer import Answerer, Composed
from retrieval.asking.closed_items import ClosedTold, closed_told
from retrieval.asking.names_missing import missing
from retrieval.asking.refusal import judge, refusal_message, was_searched
from retrieval.asking.replies import kind_of_saying, reply
from retrieval.asking.sufficiency import AGAINST, DESCRIPTIONS, FEATURES

__all__ = [
    "AGAINST",
    "DESCRIPTIONS",
    "FEATURES",
    "Answerer",
    "ClosedTold",
    "Composed",
    "closed_told",
    "judge",
    "kind_of_saying",
    "missing",
    "refusal_message",
    "reply",
    "was_searched",
]
