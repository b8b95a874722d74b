"""Whose minutes a paper holds, and how one body is told from another."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model.minutes import MinuteMeeting
from corpus.model.papers import Paper


def body_of(paper: Paper, meetings: Iterable[MinuteMeeting]) -> str | None:
    """Return the body whose minutes a paper holds: its committee, or its first meeting's.

    None where the paper names nobody.
    """
    named = (meeting.committee for meeting in meetings)
    return paper.committee or next(filter(None, named), None)


def body_key(name: str | None) -> str:
    """Return by what a body is known: its name in small letters, "" where none is named.

    "Annual General Meeting" names none: many bodies have one.
    """
    key = " ".join((name or "").casefold().split())
    return "" if key.endswith("meeting") else key
