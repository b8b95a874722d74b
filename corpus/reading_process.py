"""Reads papers in a process of its own; the other side is ``corpus.reading_worker``.

A file that crashes, hangs or swells harms only that process; reading goes on
while the model embeds the paper before; and pdfium's time is not taken from the
threads of an app. Requests and results are one line of JSON each, by pipe, so
nothing that comes back can do anything but be wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, Self

from corpus import errors, records
from corpus.errors import BrokenReadingError, DamagedPaperError, UnreadablePaperError
from corpus.types import Passage, Reading

# For one whole paper: 5,000 pages at 10 a second, and room.
_SECONDS = 900.0
# For one page by OCR, which has a limit of its own, and room.
_SCAN_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper as it goes into the catalogue."""

    reading: Reading
    passages: tuple[Passage, ...]


class PaperReader(Protocol):
    """Reads files at a path, called ``file_name``."""

    def read(
        self, path: Path, file_name: str, given: str | None, scans: Mapping[int, str]
    ) -> ReadPaper:
        """Read a paper; ``given`` corrects it, ``scans`` are what :meth:`scan` gave, by page."""
        ...

    def scan(self, path: Path, file_name: str, page: int) -> tuple[str, bool]:
        """Read the picture of a page by OCR; return the record, and whether it failed."""
        ...

    def close(self) -> None: ...


class ReadingProcess:
    """A :class:`PaperReader` in another process, started at once and after every crash."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._process = _start()
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process = self._process
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe)

    def read(
        self, path: Path, file_name: str, given: str | None, scans: Mapping[int, str]
    ) -> ReadPaper:
        """Read one paper.

        Raises:
            UnreadablePaperError: it cannot be read, or reading it crashed or took too long.
            BrokenReadingError: no paper can be read.
        """
        asked = {"path": str(path), "name": file_name, "given": given, "scans": scans}
        answer = self._ask(asked, self._seconds)
        if isinstance(answer, str):
            message = f"{file_name}: reading it {answer}; print it to a new PDF and add that"
            raise DamagedPaperError(message)
        if "error" in answer:
            raise _error(answer)
        return records.load(ReadPaper, answer["paper"])

    def scan(self, path: Path, file_name: str, page: int) -> tuple[str, bool]:
        """Read the picture of ``page`` (from 1) by OCR.

        Raises:
            UnreadablePaperError: the file cannot be opened any more.
            BrokenReadingError: no paper can be read.
        """
        asked = {"path": str(path), "name": file_name, "scan": page}
        answer = self._ask(asked, _SCAN_SECONDS)
        if isinstance(answer, str):
            return json.dumps({"read": None, "reason": f"reading its picture {answer}"}), True
        if "error" in answer:
            raise _error(answer)
        return answer["scan"], answer["failed"]

    def _ask(self, asked: dict[str, Any], seconds: float) -> dict[str, Any] | str:
        """Return the answer, or what became of the process if it ended instead."""
        process = self._running()
        overdue = threading.Timer(seconds, process.kill)
        overdue.daemon = True
        overdue.start()
        answer = _exchange(process, asked)
        in_time = not overdue.finished.is_set()
        overdue.cancel()
        if answer is None:
            self.close()
            return "crashed" if in_time else f"took longer than {seconds:.0f} seconds"
        if "broken" in answer:
            raise BrokenReadingError(answer["broken"])
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        """Return a process that has said that it can read; start another if the last ended."""
        if self._ready and self._process.poll() is not None:
            self.close()
            self._process, self._ready = _start(), False
        process = self._process
        if not self._ready:
            if process.stdout is None or not process.stdout.readline():
                self.close()
                message = "the program that reads papers does not start (see above); reinstall it"
                raise BrokenReadingError(message)
            self._ready = True
        return process


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, "-m", "corpus.reading_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
    )


def _exchange(process: subprocess.Popen[bytes], asked: dict[str, Any]) -> dict[str, Any] | None:
    """Return the answer, or None if the process ended instead."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    answer: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
    return answer


def _error(answer: dict[str, Any]) -> UnreadablePaperError:
    kind: type[UnreadablePaperError] = getattr(errors, answer["error"], UnreadablePaperError)
    return kind(answer["message"])


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was still in the buffer went to a process that is gone.
        return
