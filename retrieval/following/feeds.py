"""Feed and calendar at a private address in the app: whoever has the token reads, and nobody else.

What they hold is what the public may see, so a token that gets about gives away what is followed
and no closed word.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corpus.catalogue import FILE_NAME, Catalogue
from retrieval.following.atom import MEDIA_TYPE as ATOM
from retrieval.following.atom import atom_feed
from retrieval.following.calendar_file import MEDIA_TYPE as CALENDAR
from retrieval.following.calendar_file import calendar_file
from retrieval.following.follow_file import FollowFile
from retrieval.following.follows import Follow, FollowKind
from retrieval.following.looking import Looker
from retrieval.following.meetings_told import meetings_held
from retrieval.following.telling import entries
from retrieval.model import Settings

_FEED, _MEETINGS = "/feeds/{token}/new.xml", "/feeds/{token}/meetings.ics"
_MOST_KEPT = 200


def feed_path(token: str, *, calendar: bool = False) -> str:
    """Return the path of a private feed, or of the calendar of meetings beside it."""
    return (_MEETINGS if calendar else _FEED).format(token=token)


def feed_id(owner: str) -> str:
    """Return what names the feed of an owner for ever, and does not say who that is."""
    return hashlib.sha256(f"feed of {owner}".encode()).hexdigest()[:32]


def followed_committees(follows: Iterable[Follow]) -> tuple[str, ...]:
    """Return the committees that are followed, of whose meetings a calendar is; () for all."""
    return tuple(one.words for one in follows if one.kind is FollowKind.COMMITTEE)


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed or calendar as it is sent.

    ``mark`` is the same for the same content, ``since`` is when it was first made so here.
    """

    content: bytes
    media_type: str
    mark: str
    since: datetime


class Feeds:
    """Makes feeds over the data folder of ``settings``; its files are opened when they are needed.

    Safe to share between threads. What is asked raises ``CorpusError`` where the data folder
    cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turn = threading.Lock()
        self._opened: tuple[Catalogue, FollowFile] | None = None
        # What was made last for whom, and of what state of papers and follows.
        self._made: OrderedDict[tuple[str, bool], tuple[object, FeedFile]] = OrderedDict()

    def answer(self, token: str, *, calendar: bool = False) -> FeedFile | None:
        """Return the feed of a token, or the meetings of what its owner follows.

        None where the token is no one's.
        """
        opened = self._open()
        owner = opened[1].owner_of(token) if opened else None
        if opened is None or owner is None:
            return None
        state = self._state(*opened, owner)
        known = self._made.get((owner, calendar))
        if known is not None and not calendar and known[0] == state:
            return known[1]
        content = (self._calendar if calendar else self._feed)(*opened, owner)
        mark = hashlib.sha256(content).hexdigest()[:32]
        if known is not None and known[1].mark == mark:
            made = known[1]
        else:
            now = datetime.now(UTC).replace(microsecond=0)
            made = FeedFile(content, CALENDAR if calendar else ATOM, mark, now)
        # Of the papers as they were before, so that what was closed meanwhile is made anew; to look
        # may have found something.
        generation, _, day = state
        self._keep((owner, calendar), ((generation, opened[1].state(owner), day), made))
        return made

    def _state(
        self, catalogue: Catalogue, file: FollowFile, owner: str
    ) -> tuple[object, object, date]:
        """Return what is the same while a feed is, on one day."""
        return catalogue.generation, file.state(owner), date.today()

    def _keep(self, of: tuple[str, bool], made: tuple[object, FeedFile]) -> None:
        with self._turn:
            self._made[of] = made
            self._made.move_to_end(of)
            while len(self._made) > _MOST_KEPT:
                self._made.popitem(last=False)

    def stop_mail(self, token: str, *, stop: bool) -> bool:
        """Stop the mail that a link of it names, if ``stop``; return whether there is such mail."""
        opened = self._open()
        address = opened[1].mail_of(token) if opened else None
        if opened is None or address is None:
            return False
        if stop:
            opened[1].stop_mail(address)
        return True

    def _open(self) -> tuple[Catalogue, FollowFile] | None:
        with self._turn:
            if self._opened is None and (self._settings.data / FILE_NAME).is_file():
                self._opened = Catalogue.open(self._settings.data), FollowFile(self._settings.data)
            return self._opened

    def _feed(self, catalogue: Catalogue, file: FollowFile, owner: str) -> bytes:
        # One after another: each would look through the same papers.
        with self._turn:
            file.expire(self._settings.follow_days)
            Looker(catalogue, file).look()
        told = list(entries(catalogue, self._settings.app_url, file.findings(owner)))
        return atom_feed(told, self._settings.name, self._settings.app_url, feed_id(owner))

    def _calendar(self, catalogue: Catalogue, file: FollowFile, owner: str) -> bytes:
        names = followed_committees(file.follows(owner))
        held = meetings_held(catalogue, self._settings.app_url, names, date.today())
        # The day alone, so that what has not changed is the same file.
        stamp = datetime.combine(date.today(), datetime.min.time(), UTC)
        return calendar_file(held, f"{self._settings.name}: meetings", stamp)
