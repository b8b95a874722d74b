"""Papers going in and out through the app: one job at a time, for the whole process.

A job runs in a thread of its own, so that it goes on when the page is reloaded
or closed, and whoever opens the page next sees how far it is. What a crash cuts
short, the next job of any kind finishes.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Protocol

from corpus.model import (
    Access,
    Complete,
    CorpusError,
    Correction,
    Event,
    NotErased,
    Outcome,
    Paper,
    Progress,
    Resuming,
    Waiting,
    Watcher,
    whence,
)
from retrieval.model import RetrievalError
from ui.service.actions import Action, Ended, Permit

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from corpus.model import Particulars

_LOG = logging.getLogger(__name__)
_FOLDER = "uploads"
# No job of any process on the data folder takes so many seconds.
_LONGEST_JOB = 24 * 3600.0


class Ingesting(Protocol):
    """What a job asks of ingest: a part of :class:`corpus.ingest.Ingest`."""

    def add(
        self,
        paths: Sequence[Path],
        *,
        given: Mapping[str, Particulars] | None = ...,
        access: Access | None = ...,
    ) -> tuple[Outcome, ...]: ...
    def remove(self, names: Sequence[str]) -> tuple[Paper, ...]: ...
    @property
    def corrections(self) -> Shelf: ...
    def take_corrections(self) -> tuple[Outcome, ...]: ...


class Shelf(Protocol):
    """What officers say of the register: a part of :class:`corpus.catalogue.CorrectionShelf`."""

    def keep(self, made: Correction) -> None: ...
    def take_back(self, correction_id: str) -> Correction: ...
    def declare(self, complete: Complete) -> None: ...
    def withdraw(self, paper_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Job:
    """How far a job is; ``error`` says why it ended before its end."""

    title: str
    progress: Progress | None = None
    outcomes: tuple[Outcome, ...] = ()
    note: str = ""
    done: bool = False
    error: str = ""


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
        self._folder = data / _FOLDER
        self._ingest = ingest
        self._permit = permit
        self._lock = threading.Lock()
        self._job: Job | None = None
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

    def add(self, files: Sequence[tuple[str, bytes]], access: Access | None = None) -> bool:
        """Start putting uploaded files (name, content) in; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.ADD)

        def work(ingest: Ingesting, folder: Path) -> None:
            ingest.add([_keep(folder, name, data) for name, data in files], access=access)

        return self._start("Adding papers", work, ended)

    def correct(self, kept: Path, paper: Paper, said: Particulars) -> bool:
        """Start correcting what a paper says of itself; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.CORRECT)

        def work(ingest: Ingesting, folder: Path) -> None:
            path = _keep(folder, paper.file_name, kept.read_bytes())
            ingest.add([path], given={paper.file_name: said}, access=said.access)

        return self._start(f"Correcting {paper.file_name}", work, ended)

    def remove(self, paper: Paper) -> bool:
        """Start taking a paper out; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.REMOVE)

        def work(ingest: Ingesting, _: Path) -> None:
            ingest.remove([paper.id])
            self._change(note=f"Removed {paper.file_name}")

        return self._start(f"Removing {paper.file_name}", work, ended)

    def correct_register(self, title: str, say: Callable[[Shelf], object]) -> bool:
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
        if self._start(title, lambda ingest, _: _taken_in(ingest), ended):
            return True
        with self._lock:
            self._waiting.append(ended)
        return False

    def _start(self, title: str, work: Callable[[Ingesting, Path], None], ended: Ended) -> bool:
        with self._lock:
            if self.busy:
                return False
            self._job = Job(title)
        threading.Thread(target=self._run, args=(work, ended), name="intake", daemon=True).start()
        return True

    def _run(self, work: Callable[[Ingesting, Path], None], ended: Ended) -> None:
        folder = self._folder / uuid.uuid4().hex
        trouble = ""
        try:
            _sweep(self._folder)
            folder.mkdir(parents=True)
            ingest = self._ingest(self._watch)
            work(ingest, folder)
            while said := self._said_since():
                outcomes = ingest.take_corrections()
                for told in said:
                    told(outcomes, "")
        except (CorpusError, RetrievalError, OSError) as error:
            trouble = type(error).__name__
            self._change(error=str(error))
        except Exception as error:  # a defect: into the log, and shown, never lost
            _LOG.error("a job of the papers page failed: %s", whence(error))
            trouble = type(error).__name__
            self._change(error=f"{trouble}: {error}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            outcomes = self._job.outcomes if self._job else ()
            self._change(done=True)
            ended(outcomes, trouble)

    def _said_since(self) -> list[Ended]:
        """Return who waits for corrections to be taken in.

        One that comes after the last look waits for the next job, or for who asks for it.
        """
        with self._lock:
            said, self._waiting = self._waiting, []
        return said

    def _watch(self, event: Event) -> None:
        if isinstance(event, Progress):
            self._change(progress=event, note="")
        elif isinstance(event, Outcome):
            job = self._job
            self._change(outcomes=(*(job.outcomes if job else ()), event))
        elif isinstance(event, Waiting):
            self._change(note=f"Waiting for {event.holder} to finish writing")
        elif isinstance(event, Resuming):
            self._change(note=f"First finishing {', '.join(event.names)}")
        elif isinstance(event, NotErased):
            self._change(error=event.said)

    def _change(self, **changes: object) -> None:
        with self._lock:
            if self._job is not None:
                self._job = replace(self._job, **changes)  # type: ignore[arg-type]


def _sweep(folder: Path) -> None:
    """Delete the uploads of jobs that a crash cut short: they hold whole papers."""
    for left in folder.iterdir() if folder.is_dir() else ():
        if time.time() - left.stat().st_mtime > _LONGEST_JOB:
            shutil.rmtree(left, ignore_errors=True)


def _taken_in(ingest: Ingesting) -> None:
    ingest.take_corrections()


def _keep(folder: Path, name: str, data: bytes) -> Path:
    """Write an upload under its own name, cut down to a plain file name."""
    bare = PureWindowsPath(PurePosixPath(name).name).name.replace("\x00", "")
    path = folder / (bare if bare not in ("", ".", "..") else "upload.pdf")
    path.write_bytes(data)
    return path
