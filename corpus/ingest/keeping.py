"""The copies of the papers' files under ``papers/``, and the lock of the one writer."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.model import ENDINGS, BusyError, CatalogueError, IngestStoppedError, original_of

_PART = ".part"
_KEPT = frozenset(f".{ending}" for ending in ("pdf", *ENDINGS))


class KeptFiles:
    """The files in ``data/papers``, each called by the SHA-256 of its bytes.

    Beside a file that is no PDF lies, under the same name, the PDF that was made of it.
    """

    def __init__(self, data: Path) -> None:
        self._folder = data / "papers"
        self._aside = self._folder / "superseded"

    def path(self, paper_id: str) -> Path:
        """Return where the PDF of ``paper_id`` is kept, whether or not it is there."""
        return self._folder / f"{paper_id}.pdf"

    def given(self, paper_id: str) -> Path:
        """Return where the file as it was given is kept; the PDF is, or will be, made of it."""
        pdf = self.path(paper_id)
        return original_of(pdf) or pdf

    def size(self, paper_id: str) -> int:
        """Return the size in bytes of the file as it was given; 0 if it is not there."""
        try:
            return self.given(paper_id).stat().st_size
        except OSError:
            return 0

    def keep(self, paper_id: str, content: bytes, ending: str = "pdf") -> None:
        """Keep a file of a paper whole or not at all: as it was given, or the PDF made of it.

        Raises:
            CatalogueError: it cannot be written; the disk may be full.
        """
        part = self._folder / f"{paper_id}{_PART}"
        try:
            with part.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            part.replace(self.path(paper_id).with_suffix(f".{ending}"))
            _flush_folder(self._folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            message = f"{self._folder}: a paper cannot be kept: {error.strerror}; nothing was lost"
            raise CatalogueError(message) from error

    def drop(self, paper_id: str) -> None:
        """Delete the files of a paper; nothing happens where none is there.

        Raises:
            CatalogueError: it cannot be deleted.
        """
        try:
            self.given(paper_id).unlink(missing_ok=True)
            self.path(paper_id).unlink(missing_ok=True)
        except OSError as error:
            message = f"{self.path(paper_id)}: cannot be deleted: {error.strerror}"
            raise CatalogueError(message) from error

    def put_aside(self, paper_id: str) -> None:
        """Put the file of a paper, as it was given, with the earlier versions; drop what is made.

        Raises:
            CatalogueError: it cannot be moved.
        """
        given = self.given(paper_id)
        try:
            if given.is_file():
                self._aside.mkdir(mode=0o700, exist_ok=True)
                given.replace(self._aside / given.name)
            self.path(paper_id).unlink(missing_ok=True)
        except OSError as error:
            message = f"{given}: cannot be put aside: {error.strerror}"
            raise CatalogueError(message) from error

    def earlier(self, paper_id: str) -> Path | None:
        """Return where the file of an earlier version is kept; None if it is not there."""
        return next(iter(self._aside.glob(f"{paper_id}.*")), None)

    def sweep_aside(self, wanted: set[str]) -> None:
        """Delete the earlier versions of other ids than those ``wanted``.

        Raises:
            CatalogueError: one cannot be deleted.
        """
        try:
            for path in self._aside.iterdir() if self._aside.is_dir() else ():
                if path.stem not in wanted:
                    path.unlink(missing_ok=True)
        except OSError as error:
            message = f"{self._aside}: cannot be cleared: {error.strerror}"
            raise CatalogueError(message) from error

    def sweep(self, wanted: set[str]) -> None:
        """Delete what a crash left behind: half-written files, and files of no paper."""
        for path in self._folder.iterdir():
            kept = path.suffix in _KEPT and len(path.stem) == 64
            ours = path.suffix == _PART or kept
            if ours and (path.suffix == _PART or path.stem not in wanted):
                path.unlink(missing_ok=True)

    def missing(self, wanted: set[str]) -> set[str]:
        """Return the ids whose file is not there."""
        return {paper_id for paper_id in wanted if not self.given(paper_id).is_file()}


@contextmanager
def writer_lock(
    data: Path,
    waiting: Callable[[str], None],
    patience: float | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Hold the lock of the one process that may write to ``data``.

    When another holds it, ``waiting`` is told who, once, and this waits
    ``patience`` seconds, or until ``stopped``; None waits for as long as it takes.
    The system frees the lock when its holder dies.

    Raises:
        IngestStoppedError: it was ``stopped``.
        BusyError: the other did not finish in time.
        CatalogueError: the folder cannot be written.
    """
    lock = FileLock(data / "writer.lock", thread_local=False)
    holder = data / "writer.json"
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting(_described(holder))
            lock.acquire(timeout=-1 if patience is None else patience, cancel_check=stopped)
    except Timeout as error:
        if stopped():
            raise IngestStoppedError from error
        message = f"{data}: {_described(holder)} is still writing; try again when it is done"
        raise BusyError(message) from error
    except OSError as error:
        raise CatalogueError(f"{data}: cannot be written: {error.strerror}") from error
    try:
        _describe(holder)
        yield
    finally:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()


def _describe(holder: Path) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        holder.write_text(json.dumps({"pid": os.getpid(), "since": since}), encoding="utf-8")
    except OSError as error:
        message = f"{holder.parent}: cannot be written: {error.strerror}"
        raise CatalogueError(message) from error


def _described(holder: Path) -> str:
    try:
        said = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {said['pid']} (since {said['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        # It is just starting, or just ending.
        return "another process"


def _flush_folder(folder: Path) -> None:
    """Make the new name of a file outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
