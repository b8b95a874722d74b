"""The process in which papers are read: ``python -m corpus.sandbox.reading_worker``."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.access import begins_sheet, closed_pages, exempt_part, open_part
from corpus.decisions import Chain, Example, example_of, lesson_of, teach
from corpus.document import cleaned, laid_out, read_document
from corpus.model import (
    ATTACHED,
    Access,
    Corrections,
    EmptyPaperError,
    Particulars,
    Passage,
    Reading,
    UnreadablePaperError,
    body_key,
    records,
)
from corpus.ocr import Scan, read_scan
from corpus.page import Line
from corpus.passages import make_passages
from corpus.pdf import PdfFile, attached_content, file_bytes, open_pdf
from corpus.reading import origin_of, read_with_lines
from corpus.sandbox.limits import limit_memory
from corpus.sandbox.reading_client import UNTAUGHT, PaperGiven, ReadPaper
from corpus.sandbox.worker import work

_MEMORY_BYTES = 1_500_000_000
# The models of OCR fill a third of this, and set as much aside again and again.
_SCAN_MEMORY_BYTES = 3_000_000_000
# How far a process that reads scans steps back, of 19.
_PATIENT = 10


def read_here(
    path: Path,
    file_name: str,
    given: str | None,
    scans: Mapping[int, Scan],
    said: str | None = None,
    taught: Mapping[str, Path] = UNTAUGHT,
) -> ReadPaper:
    """Read one paper in this process; ``scans`` are by physical page.

    ``given`` are ``Particulars`` and ``said`` are ``Corrections``, as JSON; ``taught`` are files of
    what :func:`learn_here` gave, by the ``body_key`` of their body.

    Raises:
        UnreadablePaperError: it cannot be read.
        EmptyPaperError: there is nothing on its pages.
    """
    reading, lines = _with_lines(path, file_name, given, scans, said, taught)
    passages = _passages(reading, lines)
    says = any(page.text.strip() or page.problem for page in reading.pages)
    # What its files say may be asked for yet.
    holds_files = any(ATTACHED in problem.reason for problem in reading.problems)
    if not (passages or says or holds_files):
        with open_pdf(path, file_name) as pdf:
            if not any(_drawn(pdf, page.number) for page in reading.pages):
                message = f"{file_name}: nothing is printed on its pages; download it again"
                raise EmptyPaperError(message)
    return ReadPaper(reading, passages)


def learn_here(papers: Sequence[PaperGiven]) -> bytes:
    """Return the tagger that papers of one body teach, as :class:`corpus.sandbox.PaperReader` says.

    Raises:
        UnreadablePaperError: one of them cannot be read any more.
    """
    return teach(lesson_of(example_here(one)) for one in papers).as_bytes()


def example_here(one: PaperGiven) -> Example:
    """Return what one paper teaches: its open pages alone, and the register that stands on them.

    Raises:
        UnreadablePaperError: it cannot be read any more.
    """
    scans = {page: records.load(Scan, record) for page, record in one.scans.items()}
    reading, lines = _with_lines(one.path, one.file_name, one.given, scans, one.said, UNTAUGHT)
    return example_of(open_part(reading), lines)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Read the paper asked for, or one page of it by OCR where ``scan`` names one.

    Gives ``paper``, or ``scan`` and whether it ``failed``, or the ``chain`` of the papers to
    ``learn`` from, or what is ``made`` of a ``document``, or what is ``attached``.

    Raises:
        UnreadablePaperError: it cannot be read.
        EmptyPaperError: there is nothing on its pages.
    """
    if "document" in request:
        return {"made": b64encode(_made(request)).decode("ascii")}
    if "attached" in request:
        return {"attached": _attached(request)}
    if "learn" in request:
        learned = learn_here([_given(one) for one in request["learn"]])
        return {"chain": b64encode(learned).decode()}
    return _scanned(request) if "scan" in request else _read(request)


def _made(request: dict[str, Any]) -> bytes:
    """Return a document as LibreOffice is to have it (b"" where it is not to), or laid out."""
    content, name = b64decode(request["content"]), request["told"]
    if request["document"] == "clean":
        return cleaned(content, name) or b""
    return laid_out(read_document(content, name), begins_sheet)


def _with_lines(
    path: Path,
    file_name: str,
    given: str | None,
    scans: Mapping[int, Scan],
    said: str | None,
    taught: Mapping[str, Path],
) -> tuple[Reading, Mapping[int, tuple[Line, ...]]]:
    meta = records.load(Particulars, given) if given else None
    told = records.load(Corrections, said) if said else Corrections()

    def tagger(body: str) -> Chain | None:
        kept = taught.get(body_key(body))
        return _chain(kept) if kept else None

    return read_with_lines(
        path,
        file_name=file_name,
        meta=meta,
        ocr=scans,
        said=told,
        taggers=tagger,
        origin=origin_of(path),
    )


# Papers of a body come one after another; a tagger is 4 MB.
@lru_cache(maxsize=8)
def _chain(path: Path) -> Chain:
    return Chain.read(path)


def _given(asked: dict[str, Any]) -> PaperGiven:
    scans = {int(page): record for page, record in asked["scans"].items()}
    return PaperGiven(Path(asked["path"]), asked["name"], asked["given"], scans, asked["said"])


def _passages(reading: Reading, lines: Mapping[int, tuple[Line, ...]]) -> tuple[Passage, ...]:
    """Cut the open and the exempt part each by itself: no passage or heading joins the two."""
    if not closed_pages(reading.pages):
        return make_passages(reading, lines)
    closed = make_passages(exempt_part(reading), lines)
    marked = (replace(passage, access=Access.EXEMPT) for passage in closed)
    found = (*make_passages(open_part(reading), lines), *marked)
    return tuple(sorted(found, key=lambda passage: min(passage.spans)))


def _drawn(pdf: PdfFile, number: int) -> bool:
    try:
        layout = pdf.layout(number)
    except UnreadablePaperError:
        return True
    return bool(layout.pictures or layout.rules or layout.garbled)


def _read(request: dict[str, Any]) -> dict[str, Any]:
    scans = {int(page): records.load(Scan, said) for page, said in request["scans"].items()}
    taught = {body: Path(kept) for body, kept in request["taught"].items()}
    said = (request["given"], scans, request["said"], taught)
    read = read_here(Path(request["path"]), request["name"], *said)
    return {"paper": records.dump(read)}


def _attached(request: dict[str, Any]) -> dict[str, Any] | None:
    data = file_bytes(Path(request["path"]), request["name"])
    try:
        found = attached_content(data, request["attached"])
    except UnreadablePaperError as error:
        message = f"{request['name']}, attached file {request['attached'] + 1}: {error}"
        raise UnreadablePaperError(message) from error
    if found is None:
        return None
    file, content = found
    return {"name": file.name, "page": file.page, "content": b64encode(content).decode()}


def _scanned(request: dict[str, Any]) -> dict[str, Any]:
    limit_memory(_SCAN_MEMORY_BYTES)
    # Whoever asks and reads meanwhile goes first.
    os.setpriority(os.PRIO_PROCESS, 0, _PATIENT)
    with open_pdf(Path(request["path"]), request["name"]) as pdf:
        scan = read_scan(pdf, request["scan"])
    return {"scan": records.dump(scan), "failed": scan.reason is not None}


if __name__ == "__main__":
    work(answer, _MEMORY_BYTES)
