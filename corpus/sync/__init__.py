"""Papers that arrive by themselves: from a council's site, a list of addresses, a folder."""

from __future__ import annotations

from corpus.sync.answers import day_told
from corpus.sync.choosing import Sort
from corpus.sync.fetching import Manners
from corpus.sync.listing import RECHECK, Found, Wishes
from corpus.sync.plan import Plan, keep_plan, note_ran, plan_of, planned, ran
from corpus.sync.site import Meeting
from corpus.sync.sync import Sync, known_meetings, shown
from corpus.sync.telling import Report, Told

__all__ = [
    "RECHECK",
    "Found",
    "Manners",
    "Meeting",
    "Plan",
    "Report",
    "Sort",
    "Sync",
    "Told",
    "Wishes",
    "day_told",
    "keep_plan",
    "known_meetings",
    "note_ran",
    "plan_of",
    "planned",
    "ran",
    "shown",
]
