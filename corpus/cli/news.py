"""What ``news`` prints: meeting by meeting what came, when, and which pages were replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from corpus.catalogue import Arrival, Catalogue
from corpus.model import Access
from corpus.news import Came, MeetingNews, PageChange, changed_pages, day_of_moment

_MOST_PAGES = 12


def news_lines(found: Sequence[MeetingNews], catalogue: Catalogue, clearance: Access) -> str:
    """Return what came as lines for a person."""
    lines: list[str] = []
    for meeting in found:
        lines += [_heading(meeting)]
        for one in meeting.came:
            lines += (f"  {line}" for line in _paper(one, catalogue, clearance))
    return "\n".join(lines) or "nothing came"


def news_json(found: Sequence[MeetingNews], catalogue: Catalogue, clearance: Access) -> str:
    """Return the same as a JSON list, an object a meeting; pages are physical, from 1."""
    told = [
        {
            "committee": meeting.committee,
            "date": meeting.day.isoformat() if meeting.day else None,
            "papers": [_as_object(one, catalogue, clearance) for one in meeting.came],
        }
        for meeting in found
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _heading(meeting: MeetingNews) -> str:
    if meeting.day is None:
        return "Papers of no known meeting"
    return f"{meeting.committee}, {_day(meeting.day)}"


def _paper(one: Came, catalogue: Catalogue, clearance: Access) -> Iterator[str]:
    arrival = one.arrival
    what = "replaced" if arrival.is_later_version else "first seen"
    yield f"{what} {_day(one.newest)}  {one.paper.called}"
    told = []
    if arrival.is_later_version:
        told.append(f"first seen {_day(day_of_moment(arrival.first))}")
    if arrival.begun:
        told.append(f"first published {_day(arrival.begun)}")
    if arrival.published:
        version = "this version " if arrival.is_later_version else ""
        told.append(f"{version}published {_day(arrival.published)}")
    if one.after_agenda:
        days = "1 day" if one.after_agenda == 1 else f"{one.after_agenda} days"
        told.append(f"{days} after the first papers of its meeting")
    if one.notice:
        told.append(one.notice.told + _since(arrival))
    elif one.uncounted:
        told.append(one.uncounted)
    if told:
        yield f"  {'; '.join(told)}"
    if arrival.is_later_version:
        yield f"  {changed_words(catalogue, one.paper.id, clearance)}"


def _since(arrival: Arrival) -> str:
    if arrival.publication is None:
        return ", from when it was seen"
    return ", from its first version" if arrival.is_later_version else ""


def changed_words(catalogue: Catalogue, paper_id: str, clearance: Access) -> str:
    """Return which pages of a paper are not as they were, in a line."""
    found = changed_pages(catalogue, paper_id, clearance)
    if found is None:
        return "what changed is not known: no words of the earlier version are kept"
    told = []
    for change in (PageChange.CHANGED, PageChange.ADDED, PageChange.GONE):
        pages = [one.pair.newer or one.pair.older for one in found if one.pair.change is change]
        if pages:
            more = ", …" if len(pages) > _MOST_PAGES else ""
            shown = ", ".join(map(str, pages[:_MOST_PAGES])) + more
            told.append(f"{change.value}: {'page' if len(pages) == 1 else 'pages'} {shown}")
    return "; ".join(told) or "no page reads otherwise than before"


def _as_object(one: Came, catalogue: Catalogue, clearance: Access) -> dict[str, Any]:
    arrival = one.arrival
    found = changed_pages(catalogue, one.paper.id, clearance) if arrival.is_later_version else None
    return {
        "paper": one.paper.file_name,
        "id": one.paper.id,
        "kind": one.paper.kind.value,
        "title": one.paper.title,
        "published": arrival.published.isoformat() if arrival.published else None,
        "first_published": arrival.publication.isoformat() if arrival.publication else None,
        "first_seen": arrival.first.isoformat(timespec="seconds"),
        "seen": arrival.seen.isoformat(timespec="seconds"),
        "replaced": arrival.is_later_version,
        "days_after_first_papers": one.after_agenda,
        "clear_days": one.notice.clear_days if one.notice else None,
        "changed_pages": None
        if found is None
        else [
            {"change": c.pair.change.value, "older_page": c.pair.older, "newer_page": c.pair.newer}
            for c in found
        ],
    }


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
