"""What meetings decided: by rule where it is marked, else by a tagger that learned it."""

from __future__ import annotations

from corpus.decisions.chain import Chain
from corpus.decisions.deeds import ended_so, ends_asked, outcome_word
from corpus.decisions.examples import Example, Mark, examples
from corpus.decisions.reading import Taggers, read_minutes
from corpus.decisions.registers import example_of
from corpus.decisions.tagger import MODEL, OWN_LIKELY, tagging_by
from corpus.decisions.training import Lesson, lesson_of, teach, train

__all__ = [
    "MODEL",
    "OWN_LIKELY",
    "Chain",
    "Example",
    "Lesson",
    "Mark",
    "Taggers",
    "ended_so",
    "ends_asked",
    "example_of",
    "examples",
    "lesson_of",
    "outcome_word",
    "read_minutes",
    "tagging_by",
    "teach",
    "train",
]
