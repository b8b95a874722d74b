"""Papers fetched every night, or when an officer says so, and digests sent of what they bring.

A thread of the server looks every minute whether the night has come, in whatever session or none.
"""

from __future__ import annotations

import logging
import stat
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.model import CorpusError, SyncError, whence
from retrieval.model import FollowError, RetrievalError, Settings
from retrieval.operation import Asker
from ui.language import N_, Said
from ui.service.actions import Action
from ui.service.ingesting import Ingesting
from ui.service.journaling import changing
from ui.service.seam import backend, intake

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from corpus.catalogue import Catalogue
    from corpus.ingest import Ingest
    from corpus.sync import Plan, Sync

_LOG = logging.getLogger(__name__)
_LOOK_S = 60.0
# A file that has not changed for so long is written.
_SETTLED_S = 5.0
_MOST_FAULTS = 5


def fetch_now(plan: Plan) -> bool:
    """Start fetching by a plan; False if another change of the papers is under way.

    Raises:
        ForbiddenError: this visitor may not.
    """
    return intake().fetch(_title(plan), lambda ingest: _fetched(plan, ingest))


def _fetch_by_night(plan: Plan) -> bool:
    told = changing(Action.FETCH, Asker("night"))
    return intake().fetch(_title(plan), lambda ingest: _fetched(plan, ingest), told)


def _title(plan: Plan) -> Said:
    return Said(N_("Fetching papers from {named}"), plan.host)


def _take_folder(folder: Path) -> bool:
    told = changing(Action.FETCH, Asker("folder"))

    def work(ingest: Ingesting) -> str:
        return _synced(ingest, lambda sync: sync.folder(folder))

    title = Said(N_("Taking in what is new in {named}"), folder.name)
    return intake().fetch(title, work, told)


def _fetched(plan: Plan, ingest: Ingesting) -> str:
    return _synced(ingest, lambda sync: sync.site(plan.host, plan.wishes, cmis=plan.cmis))


def _synced(ingest: Ingesting, work: Callable[[Sync], object]) -> str:
    """Fetch what is new, find in it what is followed, send digests; return what came of it.

    Raises:
        SyncError: the site breaks off; what did come was looked through, and told.
    """
    from corpus.sync import Manners, Report, Sync

    opened = backend()
    settings = opened.settings
    pause = settings.sync_delay
    manners = Manners(settings.sync_contact, pause, settings.sync_timeout, backoff=5 * pause)
    report = Report()
    catalogue = cast("Catalogue", opened.catalogue)
    try:
        work(Sync(catalogue, cast("Ingest", ingest), manners, report, date.today()))
    except SyncError as error:
        told = [str(error), report.summary, *_digests(catalogue, settings)]
        raise SyncError("; ".join(told)) from error
    told = [report.summary, *report.faults[:_MOST_FAULTS]]
    if len(report.faults) > _MOST_FAULTS:
        told.append(f"and {len(report.faults) - _MOST_FAULTS} more faults")
    return "; ".join([*told, *_digests(catalogue, settings)])


def _digests(catalogue: Catalogue, settings: Settings) -> list[str]:
    """Send everybody what was found for them; return what that came to, nothing of nothing."""
    from retrieval.following import FollowFile, Looker, send_digests, sender

    with FollowFile(settings.data) as file:
        file.expire(settings.follow_days)
        Looker(catalogue, file).look()
        if not file.unmailed():
            return []
        try:
            sent = send_digests(catalogue, file, settings, sender(settings))
        except FollowError as error:
            return [str(error)]
    return [f"{sent.mails} digests sent", *sent.faults]


class Nights:
    """Calls ``fetch`` with the plan of ``data`` when its night has come; ``now`` is the clock.

    A ``folder`` that is watched is taken in, by ``take``, at first and when it changes.
    """

    def __init__(
        self,
        data: Path,
        folder: Path | None = None,
        *,
        fetch: Callable[[Plan], bool] = _fetch_by_night,
        take: Callable[[Path], bool] = _take_folder,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._data = data
        self._folder = folder
        self._fetch = fetch
        self._take = take
        self._now = now
        self._seen: frozenset[tuple[str, int, int]] | None = None
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin to look, in a thread that ends with the server."""
        threading.Thread(target=self._watch, name="nights", daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def look(self) -> bool:
        """Begin the night's run if its time has come; return whether it began.

        Where another change of the papers is under way, the next look begins it.

        Raises:
            CorpusError: the plan or the data folder cannot be used.
            RetrievalError: a setting cannot be used.
        """
        if not self._data.is_dir():
            return False
        from corpus.sync import note_ran, plan_of, ran

        plan = plan_of(self._data)
        now = self._now()
        if plan is None or not plan.due(now, ran(self._data)) or not self._fetch(plan):
            return False
        note_ran(self._data, now)
        return True

    def look_at_folder(self) -> bool:
        """Begin to take in a folder that changed since the last time; return whether it began.

        One with a file that may still be written is left for the next look.

        Raises as :meth:`look`.
        """
        if self._folder is None or not self._data.is_dir():
            return False
        now = _state(self._folder)
        newest = max((changed for _, _, changed in now), default=0) / 1e9
        if now == self._seen or not now or newest > time.time() - _SETTLED_S:
            return False
        if not self._take(self._folder):
            return False
        self._seen = now
        return True

    def _watch(self) -> None:
        said = ""
        while not self._ended.wait(_LOOK_S):
            try:
                self.look()
                self.look_at_folder()
                said = ""
            except (CorpusError, RetrievalError) as error:
                # The next look may find it mended; it is said once.
                if said != str(error):
                    _LOG.error("the night's papers could not be fetched: %s", whence(error))
                said = str(error)


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return the files below a folder with their size in bytes and the time of their change."""
    found = set()
    for path in folder.rglob("*"):
        try:
            about = path.lstat()
        except OSError:
            # It went while we looked.
            continue
        if stat.S_ISREG(about.st_mode):
            found.add((str(path), about.st_size, about.st_mtime_ns))
    return frozenset(found)
