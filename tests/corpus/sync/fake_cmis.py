"""A made-up council's site on loopback that answers as CMIS does, by public samples."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.corpus.sync.fake_site import Answer, Site

CALENDAR = "/quay/Meetings.aspx"
_MODULE = "/quay/Meetings/tabid/70/ctl"


@dataclass
class Held:
    """A meeting; ``papers`` are contents by title, None for what a sign-in stands before."""

    id: int
    committee: int
    body: str
    day: date
    papers: dict[str, bytes | None] = field(default_factory=dict)
    venue: str = "Town Hall"


@dataclass
class CmisSite(Site):
    """The site; ``now`` is the month that its list shows, whatever it is asked for."""

    held: list[Held] = field(default_factory=list)
    now: date = date(2026, 3, 1)

    def answer(self, path: str, query: str, headers: Any) -> Answer:
        if path == "/robots.txt":
            return 404, {}, b""
        if path == CALENDAR:
            return _page(self._list() if "ctl=MeetingCalendarListView" in query else _base())
        if month := re.fullmatch(
            rf"{_MODULE}/MeetingCalendarPublicNoJava/mid/397/Date/(\S+)/Default\.aspx", path
        ):
            return _page(self._month(date.fromisoformat(month[1])))
        if meeting := re.search(r"/Meeting/(\d+)/", path):
            return _page(self._meeting(int(meeting[1])))
        if path == "/quay/Document.ashx":
            for one in self.held:
                for number, content in enumerate(one.papers.values()):
                    if query == f"id={one.id}-{number}%3d%3d":
                        return self.file(f"{path}?{query}", content, headers)
        return 404, {}, b""

    def _list(self) -> str:
        rows = "".join(
            f'<tr class="rgRow"><td class="DateColumn"><a href="{self._link(one)}">'
            f"{one.day:%-d %b %Y} 11:00 - {html.escape(one.body)}</a></td><td>{one.venue}</td></tr>"
            for one in self.held
            if (one.day.year, one.day.month) == (self.now.year, self.now.month)
        )
        return f"<table><tbody>{rows}</tbody></table>"

    def _month(self, month: date) -> str:
        rows = '<tr class="rgRow"><td class="SimpleCalendarDate">Monday, 1 June</td><td></td></tr>'
        for one in self.held:
            if (one.day.year, one.day.month) == (month.year, month.month):
                rows += (
                    f'<tr class="rgAltRow"><td class="SimpleCalendarDate">{one.day:%A, %-d %B}</td>'
                    f'<td><p class="Meeting"><a href="{self._link(one)}">11:00 '
                    f"{html.escape(one.body)}</a></p></td></tr>"
                )
        return f"<table>{rows}</table>"

    def _meeting(self, number: int) -> str:
        one = next(held for held in self.held if held.id == number)
        papers = "".join(
            f'<li class="DocumentListItem"><img alt="pdf"/><a class="TitleLink" target="_blank"'
            f' href="/quay/Document.ashx?id={one.id}-{at}%3d%3d">{html.escape(title)}</a>'
            '<span class="FileSize">(1Mb)</span></li>'
            for at, title in enumerate(one.papers)
        )
        # Both values have the class of a venue.
        about = "".join(
            f'<div class="holder"><div class="DNNLabel">{label}:</div>'
            f'<div class="Value Venue">{value}</div></div>'
            for label, value in (("Status", "Scheduled"), ("Venue", one.venue))
        )
        return f'{about}<ol class="DocumentList">{papers}</ol>'

    def _link(self, one: Held) -> str:
        place = f"Meeting/{one.id}/Committee/{one.committee}/SelectedTab/Documents/Default.aspx"
        return f"{self.address.rstrip('/')}{_MODULE}/ViewMeetingPublic/mid/397/{place}"


def _base() -> str:
    name = "dnn$ctr397$MeetingCalendarPublic$btnButtonListView"
    return f'<input type="submit" name="{name}" value="Meeting List View"/>'


def _page(body: str) -> Answer:
    whole = f"<html><body>{body}</body></html>".encode()
    return 200, {"Content-Type": "text/html"}, whole
