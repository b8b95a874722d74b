"""Runs that are cut short, and a reader that takes from the words what tests say there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, Particulars, records
from corpus.model.vectors import EmbeddedWindow, Window
from corpus.sandbox.reading_client import UNTAUGHT, ReadPaper
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader


class TellingReader(PlainReader):
    """As the plain one; "Body X.", "Day 2024-03-12." and "Not for publication" are understood."""

    def read(
        self,
        path: Path,
        file_name: str,
        given: str | None,
        scans: Mapping[int, str],
        said: str | None = None,
        taught: Mapping[str, Path] = UNTAUGHT,
    ) -> ReadPaper:
        read = super().read(path, file_name, given, scans, said, taught)
        words = read.reading.pages[0].text
        body, day = re.search(r"Body ([^.]+)\.", words), re.search(r"Day ([\d-]+)", words)
        found = Particulars(
            committee=body[1] if body else None,
            meeting_date=date.fromisoformat(day[1]) if day else None,
            access=Access.EXEMPT if "Not for publication" in words else Access.PUBLIC,
        ).corrected_by(records.load(Particulars, given) if given else None)
        paper = replace(
            read.reading.paper,
            committee=found.committee,
            meeting_date=found.meeting_date,
            access=found.access or Access.PUBLIC,
        )
        return replace(read, reading=replace(read.reading, paper=paper))


class Breaking(TellingReader):
    """Is stopped before it has read anything."""

    def read(self, *_: Any, **__: Any) -> ReadPaper:
        raise KeyboardInterrupt


class BreakingEmbedder(HashEmbedder):
    """Is stopped before it has embedded anything: what it is given has been read."""

    def embed_windows(self, _: Sequence[Window]) -> list[EmbeddedWindow]:
        raise KeyboardInterrupt


def writer(catalogue: Catalogue, index: MemoryIndex | None = None) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), index or MemoryIndex(), reader=TellingReader)


def cut_short(
    catalogue: Catalogue,
    paths: Sequence[Path],
    *,
    read: bool = False,
    index: MemoryIndex | None = None,
    **named: Any,
) -> None:
    """Begin an add, and end it before the first paper is read, or when it was ``read``."""
    embedder = BreakingEmbedder() if read else HashEmbedder()
    reader = TellingReader if read else Breaking
    ingest = Ingest(catalogue, embedder, index or MemoryIndex(), reader=reader)
    with pytest.raises(KeyboardInterrupt):
        ingest.add(paths, **named)
