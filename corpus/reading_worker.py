"""The process in which papers are read: ``python -m corpus.reading_worker``.

It answers a line of JSON with a line of JSON. Whatever a paper does to it is an
answer, or the end of this process alone; a fault of the program itself, such as
a missing module, is no fault of a paper and is said to be what it is.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from corpus import records
from corpus.errors import EmptyPaperError, UnreadablePaperError
from corpus.ocr import Scan, read_scan
from corpus.particulars import Particulars
from corpus.passages import make_passages
from corpus.pdfium import PdfFile, open_pdf
from corpus.reader import read_with_lines
from corpus.reading_process import ReadPaper

_MEMORY_BYTES = 1_500_000_000
# What a paper, however odd, cannot bring about.
_BROKEN = (ImportError, NameError, SyntaxError)


def read_here(
    path: Path, file_name: str, given: str | None, scans: Mapping[int, Scan]
) -> ReadPaper:
    """Read one paper in this process.

    Raises:
        UnreadablePaperError: it cannot be read, or there is nothing on its pages.
    """
    meta = records.load(Particulars, given) if given else None
    reading, lines = read_with_lines(path, file_name=file_name, meta=meta, ocr=scans)
    passages = make_passages(reading, lines)
    if not passages and not any(page.text.strip() for page in reading.pages):
        with open_pdf(path, file_name) as pdf:
            if not any(_drawn(pdf, page.number) for page in reading.pages):
                message = f"{file_name}: nothing is printed on its pages; download it again"
                raise EmptyPaperError(message)
    return ReadPaper(reading, passages)


def _drawn(pdf: PdfFile, number: int) -> bool:
    try:
        layout = pdf.layout(number)
    except UnreadablePaperError:
        return True
    return bool(layout.pictures or layout.rules)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Say that papers can be read, then answer requests until there are no more."""
    answers.write(b"{}\n")
    answers.flush()
    for line in requests:
        answers.write(json.dumps(_answer(json.loads(line))).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    name = request["name"]
    try:
        return _scanned(request) if "scan" in request else _read(request)
    except UnreadablePaperError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        message = f"{name}: too large to read in memory; split it into smaller PDFs"
        return {"error": "DamagedPaperError", "message": message}
    except _BROKEN as error:
        traceback.print_exc()
        return {"broken": f"reading is broken, not {name} ({error}); reinstall the program"}
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        message = f"{name}: reading it failed ({fault}); please report it with the file"
        return {"error": "DamagedPaperError", "message": message}


def _read(request: dict[str, Any]) -> dict[str, Any]:
    scans = {int(page): records.load(Scan, said) for page, said in request["scans"].items()}
    read = read_here(Path(request["path"]), request["name"], request["given"], scans)
    return {"paper": records.dump(read)}


def _scanned(request: dict[str, Any]) -> dict[str, Any]:
    with open_pdf(Path(request["path"]), request["name"]) as pdf:
        scan = read_scan(pdf, request["scan"])
    return {"scan": records.dump(scan), "failed": scan.reason is not None}


def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _main() -> None:
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
