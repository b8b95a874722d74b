"""From words typed to a query: intents, periods, references, what a chat carries over."""

from __future__ import annotations

from corpus.language import stem
from retrieval.question.asks import Ask, ask_of, asking_words, asks
from retrieval.question.content_words import content_words, is_stop_word
from retrieval.question.conversation import Resolved, asks_field, resolve
from retrieval.question.decision_numbers import bears
from retrieval.question.fields import FieldAsked, fields_by_name, opening_field
from retrieval.question.intents import OUTCOME
from retrieval.question.letterheads import names_on
from retrieval.question.lexicon import Lexicon
from retrieval.question.named_alone import meeting_asked, named_alone, overview_of, own_topic
from retrieval.question.periods import Period, Recency
from retrieval.question.query import Query, structural_words, topic_words, undated_words
from retrieval.question.rephrasing import Rephrasing, rephrasings
from retrieval.question.spelling import is_english
from retrieval.question.words_met import counts_met, share_met, stems_of

__all__ = [
    "OUTCOME",
    "Ask",
    "FieldAsked",
    "Lexicon",
    "Period",
    "Query",
    "Recency",
    "Rephrasing",
    "Resolved",
    "ask_of",
    "asking_words",
    "asks",
    "asks_field",
    "bears",
    "content_words",
    "counts_met",
    "fields_by_name",
    "is_english",
    "is_stop_word",
    "meeting_asked",
    "named_alone",
    "names_on",
    "opening_field",
    "overview_of",
    "own_topic",
    "rephrasings",
    "resolve",
    "share_met",
    "stem",
    "stems_of",
    "structural_words",
    "topic_words",
    "undated_words",
]
