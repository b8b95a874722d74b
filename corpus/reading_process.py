"""Reads papers in a process of its own.

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
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, Self

from corpus import errors, records
from corpus.errors import DamagedPaperError, EmptyPaperError, UnreadablePaperError
from corpus.types import Passage, Reading

if TYPE_CHECKING:
    from corpus.pdfium import PdfFile

# For one whole paper: 5,000 pages at 10 a second, and room.
_SECONDS = 900.0
_MEMORY_BYTES = 6_000_000_000


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper as it goes into the catalogue."""

    reading: Reading
    passages: tuple[Passage, ...]


class PaperReader(Protocol):
    """Reads the file at ``path``, called ``file_name``; ``given`` is JSON that corrects it."""

    def read(self, path: Path, file_name: str, given: str | None) -> ReadPaper: ...

    def close(self) -> None: ...


class ReadingProcess:
    """A :class:`PaperReader` in another process, started at once and after every crash."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._process = _start()

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

    def read(self, path: Path, file_name: str, given: str | None) -> ReadPaper:
        """Read one paper.

        Raises:
            UnreadablePaperError: it cannot be read, or reading it crashed or took too long.
        """
        if self._process.poll() is not None:
            self.close()
            self._process = _start()
        process = self._process
        overdue = threading.Timer(self._seconds, process.kill)
        overdue.daemon = True
        overdue.start()
        answer = _ask(process, {"path": str(path), "name": file_name, "given": given})
        in_time = not overdue.finished.is_set()
        overdue.cancel()
        if answer is None:
            self.close()
            why = "crashed" if in_time else f"took longer than {self._seconds:.0f} seconds"
            message = f"{file_name}: reading it {why}; print it to a new PDF and add that"
            raise DamagedPaperError(message)
        return _answered(answer)


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, "-m", "corpus.reading_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
    )


def _ask(process: subprocess.Popen[bytes], request: dict[str, Any]) -> dict[str, Any] | None:
    """Return the answer, or None if the process ended instead."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    answer: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
    return answer


def _answered(answer: dict[str, Any]) -> ReadPaper:
    if "error" in answer:
        kind = getattr(errors, answer["error"], UnreadablePaperError)
        raise kind(answer["message"])
    return records.load(ReadPaper, answer["paper"])


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was still in the buffer went to a process that is gone.
        return


# The other side.


def read_here(path: Path, file_name: str, given: str | None) -> ReadPaper:
    """Read one paper in this process.

    Raises:
        UnreadablePaperError: it cannot be read, or there is nothing on its pages.
    """
    from corpus.particulars import Particulars
    from corpus.passages import make_passages
    from corpus.pdfium import open_pdf
    from corpus.reader import read_with_lines

    meta = records.load(Particulars, given) if given else None
    reading, lines = read_with_lines(path, file_name=file_name, meta=meta)
    passages = make_passages(reading, lines)
    if not passages and not any(page.text.strip() for page in reading.pages):
        with open_pdf(path, file_name) as pdf:
            if not any(_drawn(pdf, page.number) for page in reading.pages):
                message = f"{file_name}: nothing is printed on its pages; fetch it again"
                raise EmptyPaperError(message)
    return ReadPaper(reading, passages)


def _drawn(pdf: PdfFile, number: int) -> bool:
    try:
        layout = pdf.layout(number)
    except UnreadablePaperError:
        return True
    return bool(layout.pictures or layout.rules)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        request = json.loads(line)
        answers.write(json.dumps(_answer(request)).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    name = request["name"]
    try:
        read = read_here(Path(request["path"]), name, request["given"])
        return {"paper": records.dump(read)}
    except UnreadablePaperError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        message = f"{name}: too large to read in memory; split it"
        return {"error": "DamagedPaperError", "message": message}
    except Exception as error:
        # A fault of ours: said in full on standard error, and the other papers go in.
        traceback.print_exc()
        message = f"{name}: reading failed ({type(error).__name__}: {error}); please report it"
        return {"error": "DamagedPaperError", "message": message}


def _limit_memory() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _main() -> None:
    import signal

    # Ctrl-C is for the process that asked; closing the pipe ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # Answers get a pipe of their own: what a library prints must not fall among them.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, answers)
        answers.close()
    except BrokenPipeError:
        os._exit(1)


if __name__ == "__main__":
    _main()
