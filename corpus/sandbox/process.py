"""The asking side of a limited process; the other side is :mod:`corpus.sandbox.worker`.

A file that crashes, hangs or swells harms only that process, which is started
again for the next. Requests and answers are one line of JSON each, by pipe, so
nothing that comes back can do anything but be wrong.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from corpus.model import BrokenReadingError, UnreadablePaperError, errors

_LOG = logging.getLogger(__name__)
# Importing on a busy machine; more means that it never will.
_START_SECONDS = 120.0
# Longer than any paper makes: 5,000 pages are about 60 MB.
_MOST_BYTES = 600_000_000
# What a worker may know of the environment. Keys and passwords are none of its business.
_KNOWN = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "TESSDATA_PREFIX")


class WorkerProcess:
    """``python -m module`` in a process of its own, started at once and after every crash.

    One thread asks at a time.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process, self._ready = _start(module), False

    @property
    def pid(self) -> int:
        """The number by which the system knows the process; another after each start."""
        return self._process.pid

    def close(self) -> None:
        """End the process."""
        process = self._process
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe)

    def ask(self, asked: dict[str, Any], seconds: float) -> dict[str, Any] | str:
        """Return the answer, or what became of the process if it ended instead.

        It is killed after ``seconds``.

        Raises:
            BrokenReadingError: the process does not start, or its program is broken.
        """
        process = self._running()
        with _Overdue(process, seconds) as overdue:
            answer = _exchange(process, {**asked, "seconds": seconds})
        if answer is None:
            self.close()
            if overdue.ended():
                return f"took longer than {seconds:.0f} seconds"
            return "crashed, for want of memory or by a fault in it"
        if "broken" in answer:
            raise BrokenReadingError(answer["broken"])
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        """Return a process that has said that it is ready; start another if the last ended."""
        process = self._process
        if process.poll() is not None and (
            self._ready or process.stdout is None or process.stdout.closed
        ):
            self.close()
            process, self._ready = _start(self._module), False
            self._process = process
        if not self._ready:
            with _Overdue(process, _START_SECONDS):
                said = process.stdout and process.stdout.readline()
            if not said:
                self.close()
                message = "the program that reads papers does not start (see above); reinstall it"
                raise BrokenReadingError(message)
            self._ready = True
        return process


def paper_error(answer: dict[str, Any]) -> UnreadablePaperError:
    """Return the error that a worker's answer blames a paper with."""
    kind: type[UnreadablePaperError] = getattr(errors, answer["error"], UnreadablePaperError)
    return kind(answer["message"])


class _Overdue:
    """Kills a process after ``seconds``; :meth:`ended` tells whether that ended it."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._killed = False
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True

    def ended(self) -> bool:
        """Whether it was want of time that the process ended of; waits for its end."""
        # What dies by itself just as its time is up has another signal; its own limit is of time.
        status = self._process.wait()
        if sys.platform == "win32":
            return self._killed and status != 0
        return -status == signal.SIGXCPU or (self._killed and -status == signal.SIGKILL)

    def _kill(self) -> None:
        if self._process.poll() is None:
            # Noted first: whoever waits for an answer looks as soon as the process is gone.
            self._killed = True
            self._process.kill()

    def __enter__(self) -> _Overdue:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _start(module: str) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    known = {name: os.environ[name] for name in _KNOWN if name in os.environ}
    process = subprocess.Popen(
        # Not from the folder that we are in: it may hold another `corpus`.
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**known, "PYTHONPATH": path, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    threading.Thread(
        target=_pass_on, args=(process.stderr,), name="worker log", daemon=True
    ).start()
    return process


def _pass_on(said: IO[bytes]) -> None:
    """Log what a process says of itself: it may not write to a log that is a file."""
    with said:
        for line in said:
            _LOG.warning("%s", line.decode(errors="replace").rstrip())


def _exchange(process: subprocess.Popen[bytes], asked: dict[str, Any]) -> dict[str, Any] | None:
    """Return the answer, or None if the process ended instead."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline(_MOST_BYTES)
    except OSError:
        return None
    answer: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
    return answer


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was still in the buffer went to a process that is gone.
        return
