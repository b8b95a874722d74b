"""Papers going in and out through the app, as whoever asks may have it done."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from corpus.model import Access, CorpusError, Outcome, Paper, Result, Watcher
from ui.language import N_, Said
from ui.service.actions import Action, Ended, Permit
from ui.service.ingesting import Ingesting, Links, Shelf
from ui.service.running import Job, Runner

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from corpus.masks import Masks
    from corpus.model import Particulars


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
        self._permit = permit
        self._jobs = Runner(ingest)
        self._recognised: tuple[str, ...] = ()

    @property
    def job(self) -> Job | None:
        """The job that runs, or the last that ended; None before the first."""
        return self._jobs.job

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._jobs.busy

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
        self._jobs.put_away()

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
            told = (one.paper for one in self._jobs.outcomes)
            self._recognised = tuple(paper.id for paper in told if paper)

        return self._jobs.start(Said(N_("Adding papers")), work, ended)

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
                self._jobs.watch(Outcome(short, Result.SKIPPED, reason))
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

        return self._jobs.start(Said(N_("Correcting {named}"), paper.file_name), work, ended)

    def mask(self, masks: Masks) -> bool:
        """Start masking other words for the public; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.MASK)

        def work(ingest: Ingesting) -> None:
            ingest.mask(masks)

        return self._jobs.start(Said(N_("Masking words for the public")), work, ended)

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
        return self._jobs.start(
            title, lambda ingest: self._jobs.change(note=Said("{named}", work(ingest))), told
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
            self._jobs.change(note=Said(done, named))

        return self._jobs.start(Said(title, named), work, ended)

    def drop(self, names: Sequence[str]) -> bool:
        """Start taking out what was left unfinished under these names; False if another job runs.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.STOP)

        def work(ingest: Ingesting) -> None:
            self._jobs.change(note=Said(N_("Dropped {named}"), ", ".join(ingest.drop(names))))

        return self._jobs.start(Said(N_("Dropping what was left unfinished")), work, ended)

    def stop(self) -> None:
        """Have the job that runs end within seconds; what it leaves is told by it.

        Raises:
            ForbiddenError: this visitor may not.
        """
        ended = self._permit(Action.STOP)
        self._jobs.stop()
        ended((), "")

    def correct_register(self, say: Callable[[Shelf], object]) -> bool:
        """Keep what ``say`` says of the register at once, and start reading its paper anew.

        False if another job runs; that one takes the correction in when it has done its own.

        Raises:
            ForbiddenError: this visitor may not.
            CorrectionError: it cannot be said; the message tells why.
        """
        ended = self._permit(Action.REGISTER)
        with _telling_trouble(ended):
            say(self._jobs.writer().corrections)
        title = Said(N_("Correcting the register"))
        if self._jobs.start(title, lambda ingest: ingest.take_corrections(), ended):
            return True
        self._jobs.take_in_later(ended)
        return False

    def judge_link(self, say: Callable[[Links], object]) -> None:
        """Keep what ``say`` says of a link between a decision and what came of it, at once.

        Raises:
            ForbiddenError: this visitor may not.
            CorrectionError: it cannot be said; the message tells why.
        """
        ended = self._permit(Action.REGISTER)
        with _telling_trouble(ended):
            say(self._jobs.writer().links)
        ended((), "")


@contextmanager
def _telling_trouble(ended: Ended) -> Iterator[None]:
    """Tell ``ended`` of what cannot be said, which is raised all the same."""
    try:
        yield
    except CorpusError as error:
        ended((), type(error).__name__)
        raise
