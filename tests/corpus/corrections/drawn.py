"""Minutes of a council that never was, drawn, and what ingest makes of them in this process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import Page, Reading, Resolution, Span
from corpus.page import Line
from corpus.reading import read_with_lines
from corpus.sandbox.reading_client import UNTAUGHT, PaperGiven, ReadPaper
from corpus.sandbox.reading_worker import learn_here, read_here
from tests.corpus.minutes_excerpts import draw_pdf
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader

NAME = "minutes.pdf"
WORDS = """**Saltwick Parish Council
**Minutes of the meeting held on Monday 13 March 2023

Present: Councillors Marl, Dunnock and Wren

**3. Playing field
Three firms had been asked for prices. Councillor Marl proposed and Councillor Wren seconded.
RESOLVED: that the quotation of Hartley Play of £4,100 be accepted and the old swing be sold.

**4. Clerk
The clerk was thanked, and members were content that she take the car park keys.
RESOLVED: that the minutes of a neighbour's meeting be kept in the cupboard.

---page---
**5. Lights
The lights in Dock Lane are to be switched off at midnight, on which all members were of one mind.
RESOLVED: that £300 be given to the band.
"""
ACCEPTED = "that the quotation of Hartley Play of £4,100 be accepted and the old swing be sold."
KEPT = "that the minutes of a neighbour's meeting be kept in the cupboard."
BAND = "that £300 be given to the band."
LIGHTS = "The lights in Dock Lane are to be switched off at midnight,"


@cache
def drawn() -> bytes:
    return draw_pdf(WORDS)


@cache
def read() -> tuple[Reading, Mapping[int, tuple[Line, ...]]]:
    return read_with_lines(drawn(), file_name=NAME)


def write(folder: Path, name: str = NAME, words: str = WORDS) -> Path:
    """Write the minutes into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(draw_pdf(words))
    return path


def place(pages: tuple[Page, ...], words: str) -> Span:
    """Return where words stand on the first page that has them, in one line."""
    page = next(one for one in pages if words in one.text)
    start = page.text.index(words)
    return Span(page.number, start, start + len(words))


def said(entries: tuple[Resolution, ...], begins: str) -> Resolution:
    return next(one for one in entries if one.text.startswith(begins))


class ReaderHere(PlainReader):
    """Reads as the reading process does, without starting one."""

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        assert not scans
        return read_here(path, file_name, given, {}, said, taught)

    def learn(self, papers: Sequence[PaperGiven]) -> bytes:
        return learn_here(papers)


def ingest(catalogue: Catalogue, embedder: HashEmbedder | None = None) -> Ingest:
    return Ingest(catalogue, embedder or HashEmbedder(), MemoryIndex(), reader=ReaderHere)
