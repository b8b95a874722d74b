"""When a matter came up, and what came of a decision: every later mention, linked in order."""

from __future__ import annotations

from retrieval.matters.course import THROUGH, TOUCHED, Course, Linked, Matters, leads, once
from retrieval.matters.kept import matters
from retrieval.matters.likeness import NAMES as SIGNS
from retrieval.matters.likeness import Model, Signs, fitted
from retrieval.matters.mentions import (
    Mention,
    MentionKind,
    decided_on,
    decision_mention,
    item_mention,
    titled_alike,
)
from retrieval.matters.record import Record, RecordEntry, RecordLink, RecordSearch
from retrieval.matters.tasks import task_words

__all__ = [
    "SIGNS",
    "THROUGH",
    "TOUCHED",
    "Course",
    "Linked",
    "Matters",
    "Mention",
    "MentionKind",
    "Model",
    "Record",
    "RecordEntry",
    "RecordLink",
    "RecordSearch",
    "Signs",
    "decided_on",
    "decision_mention",
    "fitted",
    "item_mention",
    "leads",
    "matters",
    "once",
    "task_words",
    "titled_alike",
]
