"""A site that runs ModernGov, asked by its web service (``mgWebService.asmx``).

Dates of a request are day/month/year. Some sites ignore the period that is asked for, so it is
kept to here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode, urljoin

from corpus.model import FetchError
from corpus.sync.addresses import joined_address
from corpus.sync.answers import Element, committees, listed, meeting, read_answer
from corpus.sync.fetching import Fetcher
from corpus.sync.pages import packs
from corpus.sync.site import Committee, Linked, Listed, Meeting, Pack

_SERVICE = "mgWebService.asmx"
_PAGE = "ieListDocuments.aspx"
_FILE = "mgConvert2PDF.aspx"
# The largest meeting's answer is some megabytes.
_MOST = 40_000_000
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)


class ModernGov:
    """The site whose folder is at the address ``base``, asked through ``fetcher``.

    Whatever is asked raises what :meth:`corpus.sync.fetching.Fetcher.take` raises, of which
    ``FetchError`` where an answer cannot be understood.
    """

    def __init__(self, base: str, fetcher: Fetcher) -> None:
        self.base = base
        self._fetcher = fetcher

    def committees(self) -> tuple[Committee, ...]:
        """Return the committees, those that meet no more too, but none that was deleted."""
        found = tuple(committees(self._answer("GetCommittees")))
        if not found:
            raise FetchError(f"{self.base}: its web service tells of no committees")
        return tuple(one for one in found if not one.deleted)

    def meetings(
        self, committee: Committee, since: date | None, until: date | None
    ) -> tuple[Listed, ...]:
        """Return the meetings of a committee between two days, both inclusive, oldest first."""
        first, last = since or _EARLIEST, until or _LATEST
        asked = {"sFromDate": f"{first:%d/%m/%Y}", "sToDate": f"{last:%d/%m/%Y}"}
        root = self._answer("GetMeetings", lCommitteeId=committee.id, **asked)
        found = {one.id: one for one in listed(root) if first <= one.day <= last}
        return tuple(sorted(found.values(), key=lambda one: (one.day, int(one.id))))

    def meeting(self, meeting_id: str) -> Meeting:
        """Return a meeting with its agenda and attendance."""
        address = self._address("GetMeeting", lMeetingId=meeting_id)
        content, url = self._fetcher.whole(address, _MOST)
        return meeting(read_answer(content, url), url)

    def packs(self, committee: Committee, meeting_id: str) -> tuple[Pack, ...]:
        """Return the files that a meeting's page offers; this site's own address leads to them."""
        asked = urlencode({"CId": committee.id, "MId": meeting_id})
        content, url = self._fetcher.whole(f"{urljoin(self.base, _PAGE)}?{asked}", _MOST)
        found = tuple(packs(content, url, meeting_id))
        for one in found:
            self._fetcher.reach.lead_to(one.url)
        return found

    def address_of(self, linked: Linked) -> str:
        """Return the address of a linked paper, which may lead to another host."""
        link = linked.url or f"{_FILE}?{urlencode({'ID': linked.attachment})}"
        address = joined_address(self.base, link)
        self._fetcher.reach.lead_to(address)
        return address

    def _answer(self, operation: str, **asked: str) -> Element:
        content, url = self._fetcher.whole(self._address(operation, **asked), _MOST)
        return read_answer(content, url)

    def _address(self, operation: str, **asked: str) -> str:
        query = f"?{urlencode(asked)}" if asked else ""
        return urljoin(self.base, f"{_SERVICE}/{operation}") + query


def named(committees: tuple[Committee, ...], wanted: str) -> Iterator[Committee]:
    """Yield the committees that a person means: of that name, or else with it in theirs."""
    key = _key(wanted)
    same = [one for one in committees if _key(one.title) == key]
    yield from same or (one for one in committees if key in _key(one.title))


def _key(title: str) -> str:
    return " ".join(title.casefold().replace("&", "and").split())
