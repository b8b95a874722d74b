"""Files on their way in from a browser, each job's in a folder of its own below ``uploads/``.

Beside a folder lies a lock of its name that the system frees when its process dies, so that those
which a kill left behind can be told from those in use, in whatever process.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = ".lock"


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
        folder = self._folder / uuid.uuid4().hex
        self._folder.mkdir(parents=True, exist_ok=True)
        # Before there is a folder that could be taken for one that was left behind.
        with FileLock(_lock_of(folder)):
            try:
                folder.mkdir()
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        _lock_of(folder).unlink(missing_ok=True)

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
                if not path.is_dir() or path.is_symlink():
                    continue
                with contextlib.suppress(Timeout), FileLock(_lock_of(path), timeout=0):
                    if path.is_dir():
                        yield path
                if not path.exists():
                    _lock_of(path).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{_LOCK}")
