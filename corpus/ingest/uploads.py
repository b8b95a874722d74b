"""Files on their way in from a browser, each job's in a folder of its own below ``uploads/``.

A folder is held by a lock that the system frees when its process dies, so that those which a
kill left behind can be told from those in use, in whatever process.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A folder without its lock yet; nobody takes it for one that was left behind.
_NEW = ".new-"


class Uploads:
    """The uploads of the data folder ``data``."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "uploads"

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """Give an empty folder for uploads, which is deleted in the end.

        Raises:
            OSError: the data folder cannot be written.
        """
        name = uuid.uuid4().hex
        new, folder = self._folder / f"{_NEW}{name}", self._folder / name
        new.mkdir(parents=True)
        handle = os.open(new, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            new.rename(folder)
            yield folder
        finally:
            for path in (new, folder):
                shutil.rmtree(path, ignore_errors=True)
            os.close(handle)

    def left(self) -> int:
        """Return how many folders a kill left behind."""
        return sum(1 for _ in self._abandoned())

    def clear(self) -> int:
        """Delete what a kill left behind; return how many folders that were."""
        count = 0
        for path in self._abandoned():
            shutil.rmtree(path, ignore_errors=True)
            count += 1
        return count

    def _abandoned(self) -> Iterator[Path]:
        """Yield each folder that nobody holds, holding it meanwhile."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for path in sorted(self._folder.iterdir()):
                if path.name.startswith(_NEW) or not path.is_dir() or path.is_symlink():
                    continue
                with contextlib.suppress(FileNotFoundError, BlockingIOError), _held(path):
                    yield path


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
