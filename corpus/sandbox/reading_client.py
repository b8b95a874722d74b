"""Reads papers in a process of its own; the other side is ``corpus.sandbox.reading_worker``.

Reading goes on while the model embeds the paper before, and pdfium's time is
not taken from the threads of an app.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, Self

from corpus.model import (
    OLDER,
    WORD,
    DamagedPaperError,
    Passage,
    Reading,
    UnreadablePaperError,
    ending_of,
    records,
    soffice,
    whence,
    without_office,
)
from corpus.sandbox.office import converted
from corpus.sandbox.process import WorkerProcess, paper_error

_LOG = logging.getLogger(__name__)
# For one whole paper: 5,000 pages at 10 a second, and room.
_SECONDS = 900.0
# For one page by OCR; a full one takes ten on a core of its own, and has the lowest turn.
_SCAN_SECONDS = 300.0
# Of a file that is no PDF; pictures are most of a larger one.
_MOST_DOCUMENT = 100_000_000
# The files of taggers by body, where nobody has taught any.
UNTAUGHT: Mapping[str, Path] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper as it goes into the catalogue."""

    reading: Reading
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file attached to physical ``page`` of another, 0 for the whole, as the file calls it."""

    name: str
    page: int
    content: bytes


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """A file with what :meth:`PaperReader.read` takes beside it: of a paper that teaches."""

    path: Path
    file_name: str
    given: str | None
    scans: Mapping[int, str]
    said: str | None


class PaperReader(Protocol):
    """Reads files at a path, called ``file_name``; pages are physical, from 1."""

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        """Read a paper; ``given`` corrects it, ``scans`` are what :meth:`scan` gave, by page.

        ``given`` is a ``Particulars`` as JSON, ``said`` the ``Corrections`` of its register.
        ``taught`` are files of what :meth:`learn` gave, by the ``body_key`` of their body.

        Raises:
            UnreadablePaperError: it cannot be read.
        """
        ...

    def learn(self, papers: Sequence[PaperGiven]) -> bytes:
        """Return the tagger that the open pages of one body's papers teach, as it is kept.

        The register of each is right and complete. The same papers in the same order give the
        same bytes.

        Raises:
            UnreadablePaperError: one of them cannot be read any more.
        """
        ...

    def attached(self, path: Path, file_name: str, at: int) -> Attached | None:
        """Return the ``at``-th file attached to a paper (from 0), None after the last.

        Raises:
            UnreadablePaperError: it cannot be taken out.
        """
        ...

    def scan(self, path: Path, file_name: str, page: int) -> tuple[str, bool]:
        """Read the picture of a page by OCR; return the record, and whether it failed.

        Raises:
            UnreadablePaperError: the file cannot be opened any more.
        """
        ...

    def lay_out(self, path: Path, file_name: str) -> bytes:
        """Return the PDF that is made of a file which is none.

        Raises:
            UnreadablePaperError: it cannot be read.
        """
        ...

    def close(self) -> None:
        """Let go of what reads; what is being read ends."""


class ReadingProcess:
    """A :class:`PaperReader` in another process, started at once and after every crash."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._worker = WorkerProcess("corpus.sandbox.reading_worker")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        """Read one paper; as :class:`PaperReader` says.

        Raises:
            UnreadablePaperError: it cannot be read.
            DamagedPaperError: reading it crashed or took too long.
            BrokenReadingError: no paper can be read.
        """
        told = PaperGiven(path, file_name, given, scans, said)
        asked = {**_asked(told), "taught": {body: str(kept) for body, kept in taught.items()}}
        answer = self._worker.ask(asked, self._seconds)
        if isinstance(answer, str):
            message = f"{file_name}: reading it {answer}; print it to a new PDF and add that"
            raise DamagedPaperError(message)
        return records.load(ReadPaper, _unless_error(answer)["paper"])

    def learn(self, papers: Sequence[PaperGiven]) -> bytes:
        """Return the tagger that papers teach; as :class:`PaperReader` says.

        Raises:
            UnreadablePaperError: one of them cannot be read any more.
            DamagedPaperError: learning crashed or took too long.
            BrokenReadingError: no paper can be read.
        """
        name = papers[0].file_name
        asked = {"name": name, "learn": [_asked(one) for one in papers]}
        answer = self._worker.ask(asked, self._seconds)
        if isinstance(answer, str):
            raise DamagedPaperError(f"{name}: learning from it {answer}")
        return b64decode(_unless_error(answer)["chain"])

    def attached(self, path: Path, file_name: str, at: int) -> Attached | None:
        """Return the ``at``-th file attached to a paper (from 0), None after the last.

        Raises:
            UnreadablePaperError: it cannot be taken out.
            DamagedPaperError: taking it out crashed or took too long.
            BrokenReadingError: no paper can be read.
        """
        asked = {"path": str(path), "name": file_name, "attached": at}
        answer = self._worker.ask(asked, _SCAN_SECONDS)
        if isinstance(answer, str):
            raise DamagedPaperError(f"{file_name}: taking out attached file {at + 1} {answer}")
        told = _unless_error(answer)["attached"]
        return told and Attached(told["name"], told["page"], b64decode(told["content"]))

    def scan(self, path: Path, file_name: str, page: int) -> tuple[str, bool]:
        """Read the picture of ``page`` (from 1) by OCR; return the record, and whether it failed.

        Raises:
            UnreadablePaperError: the file cannot be opened any more.
            BrokenReadingError: no paper can be read.
        """
        asked = {"path": str(path), "name": file_name, "scan": page}
        answer = self._worker.ask(asked, _SCAN_SECONDS)
        if isinstance(answer, str):
            return json.dumps({"read": None, "reason": f"reading its picture {answer}"}), True
        answer = _unless_error(answer)
        return answer["scan"], answer["failed"]

    def lay_out(self, path: Path, file_name: str) -> bytes:
        """Return the PDF of a file that is none: LibreOffice's where it is installed, or our own.

        Raises:
            UnreadablePaperError: it cannot be read.
            DamagedPaperError: reading it crashed or took too long.
            BrokenReadingError: no paper can be read.
        """
        if path.stat().st_size > _MOST_DOCUMENT:
            raise UnreadablePaperError(f"{file_name}: too large; save it as a PDF and add that")
        data, office = path.read_bytes(), soffice()
        named = file_name.lower().endswith(path.suffix)
        name = file_name if named else f"{file_name}{path.suffix}"
        if ending_of(name) in OLDER:
            if office is None:
                raise UnreadablePaperError(without_office(file_name))
            data, name = converted(data, file_name, path.suffix, WORD), f"{file_name}.{WORD}"
        cleaned = self._document(data, file_name, name, "clean") if office else b""
        if cleaned:
            try:
                return converted(cleaned, file_name, Path(name).suffix, "pdf")
            except DamagedPaperError as error:
                _LOG.warning("a paper is laid out without LibreOffice: %s", whence(error))
        return self._document(data, file_name, name, "lay out")

    def _document(self, data: bytes, file_name: str, told: str, what: str) -> bytes:
        content = b64encode(data).decode("ascii")
        asked = {"name": file_name, "told": told, "document": what, "content": content}
        answer = self._worker.ask(asked, self._seconds)
        if isinstance(answer, str):
            message = f"{file_name}: reading it {answer}; save it as a PDF and add that"
            raise DamagedPaperError(message)
        return b64decode(_unless_error(answer)["made"])


def _asked(one: PaperGiven) -> dict[str, Any]:
    about = {"given": one.given, "scans": dict(one.scans), "said": one.said}
    return {"path": str(one.path), "name": one.file_name, **about}


def _unless_error(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise paper_error(answer)
    return answer
