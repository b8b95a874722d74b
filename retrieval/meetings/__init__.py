"""Meetings as the papers show them: which papers, items and decisions are of one, and its time."""

from __future__ import annotations

from retrieval.meetings.gathering import Gathering, gatherings, pages_words
from retrieval.meetings.starting import clock_time, printed_start

__all__ = ["Gathering", "clock_time", "gatherings", "pages_words", "printed_start"]
