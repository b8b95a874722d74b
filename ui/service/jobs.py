"""Papers going in and out through the app: one job at a time, for the whole process.

A job runs in a thread of its own, so that it goes on when the page is reloaded
or closed, and whoever opens the page next sees how far it is. What a crash cuts
short, the next job of any kind finishes.
"""

from __future__ import annotations

import errno
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Protocol

from corpus.model import (
    Access,
    Complete,
    CorpusError,
    Correction,
    Event,
    IngestStoppedError,
    JudgedLink,
    NotErased,
    Outcome,
    Paper,
    Progress,
    Result,
    Resuming,
    Waiting,
    Watcher,
    whence,
)
from retrieval.model import RetrievalError
from ui.language import N_, Said
from ui.service.actions import Action, Ended, Permit

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from corpus.ingest import Pace
    from corpus.masks import Masks
    from corpus.model import Particulars

_LOG = logging.getLogger(__name__)


class Ingesting(Protocol):
    """What a job asks of ingest: a part of :class:`corpus.ingest.Ingest`."""

    def add(
        self,
        paths: Sequence[Path],
        *,
        access: Access | None = ...,
        attachments: bool = ...,
        keeps_earlier: bool = ...,
    ) -> tuple[Outcome, ...]: ...
    def correct(self, paper_id: str, said: Particulars) -> tuple[Outcome, ...]: ...
    def mask(self, masks: Masks) -> tuple[Outcome, ...]: ...
    def remove(self, names: Sequence[str]) -> tuple[str, ...]: ...
    def drop(self, names: Sequence[str] = ...) -> tuple[str, ...]: ...
    def stop(self) -> None: ...
    @property
    def corrections(self) -> Shelf: ...
    @property
    def links(self) -> Links: ...
    def take_corrections(self) -> tuple[Outcome, ...]: ...


class Shelf(Protocol):
    """What officers say of the register: a part of :class:`corpus.catalogue.CorrectionShelf`."""

    def keep(self, made: Correction) -> None: ...
    def take_back(self, correction_id: str) -> Correction: ...
    def declare(self, complete: Complete) -> None: ...
    def withdraw(self, paper_id: str) -> bool: ...


class Links(Protocol):
    """What officers say of links: a part of :class:`corpus.catalogue.LinkShelf`."""

    def keep(self, judged: JudgedLink) -> None: ...
    def take_back(self, link_id: str) -> JudgedLink: ...


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is; ``error`` says why it ended before its end.

    ``pace`` is ``progress`` in words, with how long it will take. ``stopping`` is whether somebody
    asked it to end, ``left`` what it then left unfinished.
    """

    title: Said
    progress: Progress | None = None
    pace: str = ""
    outcomes: tuple[Outcome, ...] = ()
    note: Said | None = None
    done: bool = False
    error: str = ""
    stopping: bool = False
    left: tuple[str, ...] = ()


class Intake:
    """The jobs of one data folder; ``ingest`` makes the writer for a job.

    ``permit`` is asked each time something is to be done: it raises when
    whoever asks may not do it, and returns what is told how it ended.
    """

    def __init__(
        self,
        data: Path,
        ingest: Callable[[Watcher], Ingesting],
        permit: Permit,
    ) -> None:
        self._data = data
        self._ingest = ingest
        self._permit = permit
        self._lock = threading.Lock()
        self._job: Job | None = None
        self._running: Ingesting | None = None
        self._pace: Pace | None = None
        self._recognised: tuple[str, ...] = ()
        # How to tell the end of corrections that came while another job ran.
        self._waiting: list[Ended] = []

    @property
    def job(self) -> Job | None:
        """The job that runs, or the last that ended; None before the first."""
        return self._job

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._job is not None and not self._job.done

    @property
    def recognised(self) -> tuple[str, ...]:
        """The ids of the papers that the last upload brought, for somebody to look at."""
        return self._recognised

    def looked_at(self) -> None:
        """Take note that what was recognised of the last upload has been looked at.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.CORRECT)
        self._recognised = ()
        ended((), "")

    def put_away(self) -> None:
        """Tell what became of the last job no more; one that runs goes on being told."""
        with self._lock:
            if not self.busy:
                self._job = None

    def add(
        self,
        files: Sequence[tuple[str, bytes]],
        access: Access | None = None,
        **wanted: bool,
    ) -> bool:
        """Start putting uploaded files (name, content) in; False if another job runs.

        ``wanted`` are ``attachments`` and ``keeps_earlier`` of :meth:`corpus.ingest.Ingest.add`.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.ADD)

        def work(ingest: Ingesting) -> None:
            from corpus.ingest import Uploads

            with Uploads(self._data).opened() as folder:
                paths = list(self._kept(folder, files))
                ingest.add(paths, access=access, **wanted)
            told = self._job.outcomes if self._job else ()
            self._recognised = tuple(one.paper.id for one in told if one.paper)

        return self._start(Said(N_("Adding papers")), work, ended)

    def _kept(self, folder: Path, files: Sequence[tuple[str, bytes]]) -> Iterator[Path]:
        """Write each upload under its own name, cut down to a plain one, and apart from others."""
        for number, (name, content) in enumerate(files):
            bare = PureWindowsPath(PurePosixPath(name).name).name.replace("\x00", "")
            path = folder / str(number) / (bare if bare not in ("", ".", "..") else "upload.pdf")
            path.parent.mkdir()
            try:
                path.write_bytes(content)
            except OSError as error:
                if error.errno != errno.ENAMETOOLONG:
                    raise
                short = f"{bare[:60]}…"
                reason = f"{short}: its name is too long to be kept; give the file a shorter one"
                self._watch(Outcome(short, Result.SKIPPED, reason))
            else:
                yield path

    def correct(self, paper: Paper, said: Particulars) -> bool:
        """Start correcting what a paper says of itself; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.CORRECT)

        def work(ingest: Ingesting) -> None:
            ingest.correct(paper.id, said)

        return self._start(Said(N_("Correcting {named}"), paper.file_name), work, ended)

    def mask(self, masks: Masks) -> bool:
        """Start masking other words for the public; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.MASK)

        def work(ingest: Ingesting) -> None:
            ingest.mask(masks)

        return self._start(Said(N_("Masking words for the public")), work, ended)

    def fetch(
        self, title: Said, work: Callable[[Ingesting], str], ended: Ended | None = None
    ) -> bool:
        """Start fetching papers, as ``work`` does, which returns what it came to.

        ``ended`` is told of the end in place of whoever asks, where nobody does: at night. False
        if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        told = ended or self._permit(Action.FETCH)
        return self._start(
            title, lambda ingest: self._change(note=Said("{named}", work(ingest))), told
        )

    def remove(self, papers: Sequence[Paper]) -> bool:
        """Start taking papers out; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.REMOVE)
        one = len(papers) == 1
        named = papers[0].file_name if one else str(len(papers))
        title = N_("Removing {named}") if one else N_("Removing {named} papers")
        done = N_("Removed {named}") if one else N_("Removed {named} papers")

        def work(ingest: Ingesting) -> None:
            ingest.remove([paper.id for paper in papers])
            self._change(note=Said(done, named))

        return self._start(Said(title, named), work, ended)

    def drop(self, names: Sequence[str]) -> bool:
        """Start taking out what was left unfinished under these names; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.STOP)

        def work(ingest: Ingesting) -> None:
            self._change(note=Said(N_("Dropped {named}"), ", ".join(ingest.drop(names))))

        return self._start(Said(N_("Dropping what was left unfinished")), work, ended)

    def stop(self) -> None:
        """Have the job that runs end within seconds; what it leaves is told by it.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.STOP)
        with self._lock:
            running = self._running
            if self._job is not None and not self._job.done:
                self._job = replace(self._job, stopping=True)
        if running is not None:
            running.stop()
        ended((), "")

    def correct_register(self, say: Callable[[Shelf], object]) -> bool:
        """Keep what ``say`` says of the register at once, and start reading its paper anew.

        False if another job runs; that one takes the correction in when it has done its own.

        Raises:
            ForbiddenError: this visitor may not.
            CorrectionError: it cannot be said; the message tells why.
        """
        ended = self._permit(Action.REGISTER)
        try:
            say(self._ingest(self._watch).corrections)
        except CorpusError as error:
            ended((), type(error).__name__)
            raise
        title = Said(N_("Correcting the register"))
        if self._start(title, lambda ingest: ingest.take_corrections(), ended):
            return True
        with self._lock:
            self._waiting.append(ended)
        return False

    def judge_link(self, say: Callable[[Links], object]) -> None:
        """Keep what ``say`` says of a link between a decision and what came of it, at once.

        Raises:
            ForbiddenError: this visitor may not.
            CorrectionError: it cannot be said; the message tells why.
        """
        ended = self._permit(Action.REGISTER)
        try:
            say(self._ingest(self._watch).links)
        except CorpusError as error:
            ended((), type(error).__name__)
            raise
        ended((), "")

    def _start(self, title: Said, work: Callable[[Ingesting], object], ended: Ended) -> bool:
        with self._lock:
            if self.busy:
                return False
            self._job = Job(title)
            self._pace = None
        threading.Thread(target=self._run, args=(work, ended), name="intake", daemon=True).start()
        return True

    def _run(self, work: Callable[[Ingesting], object], ended: Ended) -> None:
        trouble = ""
        try:
            ingest = self._begun()
            work(ingest)
            while said := self._said_since():
                outcomes = ingest.take_corrections()
                for told in said:
                    told(outcomes, "")
        except IngestStoppedError as error:
            trouble = type(error).__name__
            self._change(error=str(error), left=error.left)
        except (CorpusError, RetrievalError, OSError) as error:
            trouble = type(error).__name__
            self._change(error=str(error))
        except Exception as error:  # a defect: into the log, and shown, never lost
            _LOG.error("a job of the papers page failed: %s", whence(error))
            trouble = type(error).__name__
            self._change(error=f"{trouble}: {error}")
        finally:
            self._running = None
            outcomes = self._job.outcomes if self._job else ()
            self._change(done=True)
            ended(outcomes, trouble)

    def _begun(self) -> Ingesting:
        ingest = self._ingest(self._watch)
        with self._lock:
            self._running = ingest
            stopping = self._job is not None and self._job.stopping
        if stopping:
            ingest.stop()
        return ingest

    def _said_since(self) -> list[Ended]:
        """Return who waits for corrections to be taken in.

        One that comes after the last look waits for the next job, or for who asks for it.
        """
        with self._lock:
            said, self._waiting = self._waiting, []
        return said

    def _watch(self, event: Event) -> None:
        if isinstance(event, Progress):
            self._change(progress=event, pace=self._words(event), note=None)
        elif isinstance(event, Outcome):
            job = self._job
            self._change(outcomes=(*(job.outcomes if job else ()), event))
        elif isinstance(event, Waiting):
            self._change(note=Said(N_("Waiting for {named} to finish writing"), event.holder))
        elif isinstance(event, Resuming):
            self._change(note=Said(N_("First finishing {named}"), ", ".join(event.names)))
        elif isinstance(event, NotErased):
            self._change(error=event.said)

    def _words(self, event: Progress) -> str:
        if self._pace is None:
            from corpus.ingest import Pace

            self._pace = Pace()
        return self._pace.words(event, time.monotonic())

    def _change(self, **changes: object) -> None:
        with self._lock:
            if self._job is not None:
                self._job = replace(self._job, **changes)  # type: ignore[arg-type]
