"""One job at a time on the papers, for the whole process, and how far it is.

A job runs in a thread of its own, so that it goes on when the page is reloaded
or closed, and whoever opens the page next sees how far it is. What a crash cuts
short, the next job of any kind finishes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.model import (
    CorpusError,
    Event,
    IngestStoppedError,
    NotErased,
    Outcome,
    Progress,
    Resuming,
    Waiting,
    Watcher,
    whence,
)
from retrieval.model import RetrievalError
from ui.language import N_, Said
from ui.service.actions import Ended
from ui.service.ingesting import Ingesting

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from corpus.ingest import Pace

_LOG = logging.getLogger(__name__)


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


class Runner:
    """Runs jobs, one at a time; ``ingest`` makes the writer for each."""

    def __init__(self, ingest: Callable[[Watcher], Ingesting]) -> None:
        self._ingest = ingest
        self._lock = threading.Lock()
        self._job: Job | None = None
        self._running: Ingesting | None = None
        self._pace: Pace | None = None
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
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of papers in the job, until now."""
        job = self._job
        return job.outcomes if job else ()

    def put_away(self) -> None:
        """Tell what became of the last job no more; one that runs goes on being told."""
        with self._lock:
            if not self.busy:
                self._job = None

    def stop(self) -> None:
        """Have the job that runs end within seconds; what it leaves is told by it."""
        with self._lock:
            running = self._running
            if self._job is not None and not self._job.done:
                self._job = replace(self._job, stopping=True)
        if running is not None:
            running.stop()

    def writer(self) -> Ingesting:
        """Return a writer, of which the job tells what it does."""
        return self._ingest(self.watch)

    def take_in_later(self, ended: Ended) -> None:
        """Have the job that runs take corrections in when it has done its own, and tell the end."""
        with self._lock:
            self._waiting.append(ended)

    def start(self, title: Said, work: Callable[[Ingesting], object], ended: Ended) -> bool:
        """Start a job, which ``work`` does and ``ended`` is told the end of; False if one runs."""
        with self._lock:
            if self.busy:
                return False
            self._job = Job(title)
            self._pace = None
        threading.Thread(target=self._run, args=(work, ended), name="intake", daemon=True).start()
        return True

    def watch(self, event: Event) -> None:
        """Tell of the job what ingest says that it does."""
        if isinstance(event, Progress):
            self.change(progress=event, pace=self._words(event), note=None)
        elif isinstance(event, Outcome):
            self.change(outcomes=(*self.outcomes, event))
        elif isinstance(event, Waiting):
            self.change(note=Said(N_("Waiting for {named} to finish writing"), event.holder))
        elif isinstance(event, Resuming):
            self.change(note=Said(N_("First finishing {named}"), ", ".join(event.names)))
        elif isinstance(event, NotErased):
            self.change(error=event.said)

    def change(self, **changes: object) -> None:
        """Tell of the job what its fields say from now on."""
        with self._lock:
            if self._job is not None:
                self._job = replace(self._job, **changes)  # type: ignore[arg-type]

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
            self.change(error=str(error), left=error.left)
        except (CorpusError, RetrievalError, OSError) as error:
            trouble = type(error).__name__
            self.change(error=str(error))
        except Exception as error:  # a defect: into the log, and shown, never lost
            _LOG.error("a job of the papers page failed: %s", whence(error))
            trouble = type(error).__name__
            self.change(error=f"{trouble}: {error}")
        finally:
            self._running = None
            outcomes = self.outcomes
            self.change(done=True)
            ended(outcomes, trouble)

    def _begun(self) -> Ingesting:
        ingest = self.writer()
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

    def _words(self, event: Progress) -> str:
        if self._pace is None:
            from corpus.ingest import Pace

            self._pace = Pace()
        return self._pace.words(event, time.monotonic())
