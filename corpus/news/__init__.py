"""What is new: what came when, how long before its meeting, and what another version changed."""

from __future__ import annotations

from corpus.catalogue import day_of_moment
from corpus.news.changes import PageChange, PagePair, changes
from corpus.news.clear_days import Nation, Notice, nations, notice
from corpus.news.timeline import Came, Happening, MeetingNews, news
from corpus.news.versions import Changed, Versions, changed_pages, words_of

__all__ = [
    "Came",
    "Changed",
    "Happening",
    "MeetingNews",
    "Nation",
    "Notice",
    "PageChange",
    "PagePair",
    "Versions",
    "changed_pages",
    "changes",
    "day_of_moment",
    "nations",
    "news",
    "notice",
    "words_of",
]
