"""Papers that arrive by themselves: from a council's site, a list of addresses, a folder.

One thread asks the site and fetches, the other takes what has come into the catalogue. The two
share nothing but the state, so a run that was cut short is taken up by the next where it stopped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest, told_stopped
from corpus.model import IngestStoppedError, Outcome, SyncError
from corpus.sync.addresses import Reach, base_address, host_of, page_address
from corpus.sync.choosing import Wanted
from corpus.sync.cmis import Cmis
from corpus.sync.downloads import MOST_TRIES, Downloads
from corpus.sync.fetching import Fetcher, Manners
from corpus.sync.listing import Found, Listing, Service, Wishes
from corpus.sync.lists import LISTED, addresses_in, listed_paper
from corpus.sync.moderngov import ModernGov
from corpus.sync.site import Meeting
from corpus.sync.state import FILE_NAME, Kept, State
from corpus.sync.taking import Taking
from corpus.sync.telling import Became, Report
from corpus.sync.watched import take_folder

_LOCK = "sync.lock"
# The thread that takes in looks so often for what has come, in seconds.
_LOOK = 0.5
# So long the thread that fetches may take to see that it is to stop, in seconds.
_STOPS = 5.0
_GIVEN_UP = ("failed", "unreadable")


@dataclass(frozen=True, slots=True)
class _Fetching:
    """What fetches for one run, of papers of ``site`` as the state calls it.

    ``restricted`` are the keys of papers that the site called so in this run: of one that it calls
    open elsewhere, that holds.
    """

    site: str
    fetcher: Fetcher
    downloads: Downloads
    restricted: set[str] = field(default_factory=set)


def shown(
    host: str,
    wishes: Wishes,
    manners: Manners,
    report: Report,
    today: date,
    *,
    cmis: bool = False,
) -> Iterator[Found]:
    """Yield what a site has that is wanted, meeting by meeting; nothing is fetched or kept.

    With ``cmis`` the host is the address of a page with a calendar of CMIS.

    Raises:
        SyncError: the site cannot be asked.
    """
    base = _address(host, cmis)
    with Fetcher(Reach([base]), manners, threading.Event()) as fetcher, State(None) as state:
        site = _service(base, fetcher, wishes.period(today), cmis)
        for found in Listing(site, host_of(base), state, wishes, report, today).found():
            if found.meeting.shown:
                yield found


def known_meetings(data: Path) -> tuple[tuple[str, Meeting], ...]:
    """Return the meetings that sites told runs on ``data`` of: each committee's name, and it.

    Raises:
        SyncError: the file of runs cannot be used.
    """
    if not (data / FILE_NAME).is_file():
        return ()
    with State(data / FILE_NAME) as state:
        return tuple((name, meeting) for _, name, meeting in state.every_meeting())


class Sync:
    """Fetches into one data folder, with ``ingest`` as the writer of its ``catalogue``.

    ``today`` is the day that periods are counted from.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        ingest: Ingest,
        manners: Manners,
        report: Report,
        today: date,
        *,
        ocr: bool = True,
    ) -> None:
        self._catalogue = catalogue
        self._ingest = ingest
        self._manners = manners
        self._report = report
        self._today = today
        self._ocr = ocr

    def site(self, host: str, wishes: Wishes, *, cmis: bool = False) -> None:
        """Fetch the papers of a site that are wanted and new, or other than they were.

        With ``cmis`` the host is the address of a page with a calendar of CMIS.

        Raises:
            SyncError: the site cannot be asked, or another run is under way.
            CatalogueError: the data folder cannot be written; the next run goes on with it.
            IngestStoppedError: somebody stopped it.
        """
        base = _address(host, cmis)

        def fetch(state: State, stopped: threading.Event) -> None:
            with Fetcher(Reach([base]), self._manners, stopped) as fetcher:
                downloads = Downloads(fetcher, state, self._catalogue.data, self._report)
                fetching = _Fetching(base, fetcher, downloads)
                self._go_on(state, fetching)
                name = host_of(base)
                site = _service(base, fetcher, wishes.period(self._today), cmis)
                listing = Listing(site, name, state, wishes, self._report, self._today)
                for found in listing.found():
                    self._meeting(state, fetching, found, wishes)

        self._run(base, fetch)

    def addresses(self, file: Path) -> None:
        """Fetch the papers at the addresses that stand in a file, one a line.

        Raises as :meth:`site`; SyncError too where the file cannot be read.
        """
        listed = addresses_in(file)

        def fetch(state: State, stopped: threading.Event) -> None:
            with Fetcher(Reach(listed), self._manners, stopped) as fetcher:
                place = self._catalogue.data
                downloads = Downloads(fetcher, state, place, self._report, pages=True)
                for address in listed:
                    wanted = listed_paper(address)
                    self._paper(state, _Fetching(LISTED, fetcher, downloads), wanted, "", True)

        self._run(LISTED, fetch)

    def folder(self, folder: Path) -> tuple[Outcome, ...]:
        """Take in what is new or other in a folder since the last run.

        Raises as :meth:`site`; SyncError too where there is no such folder.
        """
        with self._telling_what_is_left():
            with self._alone(), self._state() as state:
                outcomes = take_folder(folder, state, self._ingest, self._report)
            self._read_scans()
        return outcomes

    def _run(self, site: str, fetch: Callable[[State, threading.Event], None]) -> None:
        with self._telling_what_is_left():
            with self._alone(), self._state() as state:
                taking = Taking(self._catalogue, self._ingest, state, self._report)
                taking.begin()
                # What an earlier run has fetched.
                while taking.take():
                    pass
                self._fetch_and_take(partial(fetch, state), taking)
                taking.correct(site)
            self._read_scans()

    def _fetch_and_take(self, fetch: Callable[[threading.Event], None], taking: Taking) -> None:
        trouble: list[BaseException] = []
        stopped = threading.Event()

        def fetched() -> None:
            try:
                fetch(stopped)
            except BaseException as error:  # raised again by the thread that waits
                trouble.append(error)

        thread = threading.Thread(target=fetched, name="fetching", daemon=True)
        thread.start()
        try:
            while taking.take() or thread.is_alive():
                thread.join(_LOOK if thread.is_alive() else 0)
            while taking.take():
                pass
        finally:
            stopped.set()
            thread.join(_STOPS)
        for error in trouble:
            raise error

    def _go_on(self, state: State, fetching: _Fetching) -> None:
        """Fetch what an earlier run wanted and did not come to."""
        for one in state.in_state("wanted", fetching.site):
            fetching.fetcher.reach.lead_to(one.url)
            fetching.downloads.fetch(one)

    def _meeting(self, state: State, fetching: _Fetching, found: Found, wishes: Wishes) -> None:
        choice, meeting = found.choice, found.meeting
        for key in choice.restricted:
            self._restricted(state, fetching, key)
        self._report.count(Became.LEFT_OUT, choice.left_out)
        self._report.count(Became.ELSEWHERE, choice.elsewhere)
        if choice.wanted:
            papers = "1 paper" if len(choice.wanted) == 1 else f"{len(choice.wanted)} papers"
            self._report.say(f"{found.name}, {meeting.day:%-d %B %Y}: {papers}")
        recent = meeting.day + timedelta(days=wishes.recheck) > self._today
        owed = [self._paper(state, fetching, one, meeting.id, recent) for one in choice.wanted]
        # A meeting of which the site owes papers is looked at again, however old it is.
        seen = min(meeting.day, self._today) if any(owed) else self._today
        # Last: a meeting that was cut short is looked at again, too.
        state.keep(fetching.site, found.committee, found.name, meeting, seen.isoformat())

    def _restricted(self, state: State, fetching: _Fetching, key: str) -> None:
        self._report.count(Became.RESTRICTED)
        fetching.restricted.add(key)
        known = state.find(fetching.site, key)
        # One that is refused was closed when it became so.
        if known is not None and known.paper is not None and known.state != "refused":
            state.withdraw(known, "restricted on its site")

    def _paper(
        self, state: State, fetching: _Fetching, wanted: Wanted, meeting: str, recent: bool
    ) -> bool:
        """Fetch a paper that is new, or may be other than it was; return whether it is owed."""
        if wanted.key in fetching.restricted:
            return False
        known = state.find(fetching.site, wanted.key)
        if known is None or (known.published, known.url) != (wanted.published, wanted.url):
            one = state.want(_kept(fetching.site, wanted, meeting, known))
            return fetching.downloads.fetch(one)
        if known.state in _GIVEN_UP and known.tries >= MOST_TRIES:
            self._report.count(Became.FAILED)
            self._report.fault(f"{known.reason}; not tried again until the site says more of it")
        elif known.state != "taken":
            if known.state != "fetched":
                one = state.want(_kept(fetching.site, wanted, meeting, known))
                return fetching.downloads.fetch(one)
        else:
            # One that hangs on several meetings is of the first.
            if known.meeting == meeting:
                state.say(known, wanted.said)
            if recent:
                return fetching.downloads.fetch(known)
            self._report.count(Became.UNCHANGED)
        return False

    def _state(self) -> State:
        return State(self._catalogue.data / FILE_NAME)

    def _read_scans(self) -> None:
        if self._ocr:
            self._ingest.read_scans()

    @contextmanager
    def _telling_what_is_left(self) -> Iterator[None]:
        try:
            yield
        except IngestStoppedError as error:
            told = told_stopped(self._catalogue, syncing=True)
            raise IngestStoppedError(told, error.left) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self._catalogue.data / _LOCK, thread_local=False, mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            message = f"{self._catalogue.data}: another sync is under way; try again when it ended"
            raise SyncError(message) from error
        try:
            yield
        finally:
            lock.release()


def _address(host: str, cmis: bool) -> str:
    return page_address(host) if cmis else base_address(host)


def _service(base: str, fetcher: Fetcher, period: tuple[date, date], cmis: bool) -> Service:
    return Cmis(base, fetcher, *period) if cmis else ModernGov(base, fetcher)


def _kept(site: str, wanted: Wanted, meeting: str, known: Kept | None) -> Kept:
    """Return a paper as it is to be kept; its file is called as it was at first."""
    name = known.name if known else wanted.name
    url, said, published = wanted.url, wanted.said, wanted.published
    about = (0, site, wanted.key, meeting, url, name, said, published, "wanted")
    return Kept(*about, "", "", None, None, None, None, 0, "")
