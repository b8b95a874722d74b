"""Turns of processes at one local vector store, and whether it is safe to open.

Chroma's local store is made for one process: another that searches while the
first writes reads half-written files, and dies of it. So whoever uses it holds
a lock, and opens it anew where its files have changed since. Damaged files kill
whoever opens them just so; files that nobody is known to have left in order are
tried out in a process of their own first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.vectors.remains import take_out

# A step of an add takes 0.2 s; whoever holds the lock longer than this hangs.
_PATIENCE = 60.0
_PAUSE = 0.002
# Importing Chroma on a busy machine, and a few searches.
_TRIAL_SECONDS = 120.0
State = tuple[tuple[str, int, int], ...]


class Turns:
    """The turns of this process at the store in ``folder``; one thread at a time asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder.with_suffix(".lock"))
        self._seen: State | None = None
        # What the graph's files looked like when somebody had last used them in good order.
        self._sound = folder.with_suffix(".sound")
        self._noted: str | None = None

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold the lock of all processes; give whether another has changed the store.

        Raises:
            OSError: the lock cannot be made, or another process hangs with it.
        """
        try:
            held = self._lock.acquire(timeout=_PATIENCE, poll_interval=_PAUSE)
        except Timeout as error:
            raise TimeoutError("another process has held it for a minute; end that one") from error
        with held:
            yield self._seen != _state(self._folder)
            state = _state(self._folder)
            if _graph(state) != self._noted:
                take_out(self._folder)
                state = _state(self._folder)
            self._seen = state
            self._note()

    def opens(self) -> bool:
        """Whether the store can be opened without dying of it; call while :meth:`alone`."""
        graph = _graph(_state(self._folder))
        with suppress(OSError):
            if graph == self._sound.read_text(encoding="utf-8"):
                return True
        return not json.loads(graph) or _tried_out(self._folder.parent)

    @staticmethod
    def let_others() -> None:
        """Leave a gap between two turns, long enough for one who waits."""
        time.sleep(3 * _PAUSE)

    def _note(self) -> None:
        graph = _graph(self._seen or ())
        if graph != self._noted:
            self._sound.write_text(graph, encoding="utf-8")
            self._noted = graph


def _state(folder: Path) -> State:
    """Return what tells whether any file of the store was written."""
    found = []
    for path in sorted(folder.rglob("*")):
        # Journals come and go.
        with suppress(FileNotFoundError):
            about = path.lstat()
            name = path.relative_to(folder).as_posix()
            found.append((name, about.st_size, about.st_mtime_ns))
    return tuple(found)


def _graph(state: State) -> str:
    """Return the part of a state that is the graph of vectors, which Chroma reads unchecked."""
    return json.dumps([part for part in state if part[0].endswith((".bin", ".pickle"))])


def _tried_out(data: Path) -> bool:
    """Search the store in a process that may die of it; only a death by signal tells.

    Whatever else is wrong is said when the store is opened in earnest.
    """
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-P", "-m", "retrieval.vectors.trial", str(data)]
    try:
        ended = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode >= 0
