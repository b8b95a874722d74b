"""A site that runs CMIS, read from the pages of its calendar: it has no web service.

Its address is that of the page with the calendar of meetings. Of the plain views of that module one
renders a whole month, also a past one: it is reached by the numbers of a page and a module
(``tabid``, ``mid``) that links to meetings hold. A meeting's page lists its papers by title.
Neither tells the items of an agenda, when a paper appeared, or that one is not for the public. All
this was read in the code and samples of public clients, and not tried on a council's site.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from lxml import etree, html

from corpus.model import FetchError, one_line
from corpus.sync.addresses import joined_address
from corpus.sync.answers import Element
from corpus.sync.fetching import Fetcher
from corpus.sync.site import Committee, Linked, Listed, Meeting, Pack

# The module's name has endings of its own on some sites, as MeetingCalendarPublicList.
_MODULE = re.compile(r"dnn\$ctr(\d+)\$MeetingCalendarPublic")
_PLACE = re.compile(r"^(\S*/tabid/\d+)/ctl/\w+/(mid/\d+)/", re.IGNORECASE)
_MEETING = re.compile(r"/Meeting/(\d+)/Committee/(\d+)/", re.IGNORECASE)
# "Monday, 8 June", which leaves the year to the month that was asked for.
_DAY = re.compile(r"^[A-Z][a-z]+day,? (\d{1,2}) ([A-Z][a-z]+)(?: (\d{4}))?$")
_ENTRY = re.compile(r"^(?:(\d{1,2}:\d{2})\s+)?(\S.*)$")
# "9 Jul 2026 11:00 - Planning Committee", of the list of the month that it is now.
_LINE = re.compile(r"^(\d{1,2} [A-Z][a-z]{2} \d{4}) (\d{2}:\d{2}) - (\S.*)$")
_MOST = 20_000_000
_KEY = 16


@dataclass(frozen=True, slots=True)
class _Entry:
    """A meeting of the calendar."""

    id: str
    committee: Committee
    day: date
    time: str
    url: str


class Cmis:
    """The site whose calendar is at the address ``base``, asked for meetings of a period.

    Whatever is asked raises what :meth:`corpus.sync.fetching.Fetcher.take` raises, of which
    ``FetchError`` where a page is not as CMIS writes it.
    """

    def __init__(self, base: str, fetcher: Fetcher, since: date, until: date) -> None:
        self.base = base
        self._fetcher = fetcher
        self._period = since, until
        self._found: dict[str, _Entry] | None = None

    def committees(self) -> tuple[Committee, ...]:
        """Return the committees that meet in the period: no page lists all."""
        found = {one.committee.id: one.committee for one in self._entries().values()}
        if not found:
            raise FetchError(f"{self.base}: its calendar has no meetings in this time")
        return tuple(sorted(found.values(), key=lambda one: one.title))

    def meetings(self, committee: Committee, since: date, until: date) -> tuple[Listed, ...]:
        """Return the meetings of a committee between two days of the period, oldest first."""
        held = [
            Listed(one.id, one.day)
            for one in self._entries().values()
            if one.committee.id == committee.id and since <= one.day <= until
        ]
        return tuple(sorted(held, key=lambda one: (one.day, int(one.id))))

    def meeting(self, meeting_id: str) -> Meeting:
        """Return a meeting with the papers that its page lists."""
        entry = self._entries()[meeting_id]
        root, url = self._page(entry.url)
        told = dict(_summary(root))
        return Meeting(
            entry.id,
            entry.day,
            entry.time,
            told.get("Status", ""),
            told.get("Venue", ""),
            papers=tuple(_papers(root, url)),
        )

    def packs(self, committee: Committee, meeting_id: str) -> tuple[Pack, ...]:
        """Return nothing: packs stand among the papers."""
        del committee, meeting_id
        return ()

    def address_of(self, linked: Linked) -> str:
        """Return the address of a linked paper, which may lead to another host."""
        self._fetcher.reach.lead_to(linked.url)
        return linked.url

    def _entries(self) -> dict[str, _Entry]:
        if self._found is None:
            since, until = self._period
            listing, url = self._listing()
            calendar = _calendar(listing, url)
            found: dict[str, _Entry] = {}
            if calendar is None:
                # No meeting now leads to the calendar of another month.
                found = {one.id: one for one in _lines(listing, url)}
            else:
                for month in _months(since, until):
                    page, at = self._page(calendar.format(month.isoformat()))
                    found |= {one.id: one for one in _of_month(page, at, month)}
            self._found = {key: one for key, one in found.items() if since <= one.day <= until}
        return self._found

    def _listing(self) -> tuple[Element, str]:
        """Return the list of the meetings of this month, whose links tell all else."""
        content, url = self._fetcher.whole(self.base, _MOST)
        module = _MODULE.search(content.decode("utf-8", "replace"))
        if module is None:
            raise FetchError(f"{url}: has no calendar of meetings as CMIS writes it")
        asked = urlencode({"ctl": "MeetingCalendarListView", "mid": module[1]})
        return self._page(f"{url}{'&' if '?' in url else '?'}{asked}")

    def _page(self, address: str) -> tuple[Element, str]:
        content, url = self._fetcher.whole(address, _MOST)
        try:
            return html.fromstring(content, parser=html.HTMLParser(no_network=True)), url
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise FetchError(f"{url}: answers with no page ({error})") from error


def _calendar(page: Element, url: str) -> str | None:
    """Return the address of a month's calendar, its day left open; None where no link tells it."""
    for link in page.iter("a"):
        match = _PLACE.match(joined_address(url, link.get("href") or ""))
        if match:
            place = f"{match[1]}/ctl/MeetingCalendarPublicNoJava/{match[2]}"
            return place.replace("{", "{{").replace("}", "}}") + "/Date/{}/Default.aspx"
    return None


def _months(since: date, until: date) -> Iterator[date]:
    month = since.replace(day=1)
    while month <= until:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _of_month(page: Element, url: str, month: date) -> Iterator[_Entry]:
    for cell in page.iter("td"):
        day = _day(_text(cell), month)
        entries = cell.getnext()
        if day is None or entries is None:
            continue
        for link in entries.iter("a"):
            if entry := _ENTRY.match(_text(link)):
                yield from _entry(link, url, day, entry[1] or "", entry[2])


def _lines(page: Element, url: str) -> Iterator[_Entry]:
    for link in page.iter("a"):
        if line := _LINE.match(_text(link)):
            try:
                day = datetime.strptime(line[1], "%d %b %Y").date()
            except ValueError:
                continue
            yield from _entry(link, url, day, line[2], line[3])


def _entry(link: Element, url: str, day: date, time: str, title: str) -> Iterator[_Entry]:
    address = joined_address(url, link.get("href") or "")
    if match := _MEETING.search(address):
        yield _Entry(match[1], Committee(match[2], title), day, time, address)


def _day(text: str, month: date) -> date | None:
    """Return the day of a heading; one of a month beside that asked for may be of another year."""
    match = _DAY.match(text)
    if match is None:
        return None
    for year in (int(match[3]),) if match[3] else (month.year, month.year - 1, month.year + 1):
        try:
            day = datetime.strptime(f"{match[1]} {match[2]} {year}", "%d %B %Y").date()
        except ValueError:
            continue
        if match[3] or abs(day - month) < timedelta(days=70):
            return day
    return None


def _summary(page: Element) -> Iterator[tuple[str, str]]:
    """Yield what a meeting's page says of it, by its labels: classes of the values are mixed up."""
    for holder in page.iter("div"):
        if "holder" not in _classes(holder):
            continue
        labels = [one for one in holder.iter("div") if "DNNLabel" in _classes(one)]
        values = [one for one in holder.iter("div") if "Value" in _classes(one)]
        if labels and values:
            yield _text(labels[0]).rstrip(": "), _text(values[0])


def _papers(page: Element, url: str) -> Iterator[Linked]:
    seen: set[str] = set()
    for item in page.iter("li"):
        if "DocumentListItem" not in _classes(item):
            continue
        for link in item.iter("a"):
            address = joined_address(url, link.get("href") or "")
            if "TitleLink" in _classes(link) and address not in seen:
                seen.add(address)
                # No number is told; the address is the same as long as the paper is.
                key = hashlib.sha256(address.encode()).hexdigest()[:_KEY]
                yield Linked(key, _text(link), address)


def _classes(node: Element) -> list[str]:
    return (node.get("class") or "").split()


def _text(node: Element) -> str:
    return one_line("".join(str(part) for part in node.itertext()))
