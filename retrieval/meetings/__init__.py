"""Meetings as the papers show them: which papers, items and decisions are of one."""

from __future__ import annotations

from retrieval.meetings.gathering import Gathering, gatherings, pages_words

__all__ = ["Gathering", "gatherings", "pages_words"]
