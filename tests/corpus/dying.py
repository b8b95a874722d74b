"""Changes a data folder, and dies by SIGKILL just before its Nth step.

Its arguments are ``DATA N add PATH… | remove NAME… | correct NAME | rebuild``.
Steps are the calls that change anything: of the catalogue, the index, the files.
"""

from __future__ import annotations

import functools
import json
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.corrections import CorrectionShelf
from corpus.catalogue.scans import ScanShelf
from corpus.catalogue.vectors import VectorShelf
from corpus.catalogue.work import Work
from corpus.corrections import addition, pick
from corpus.ingest.ingest import Ingest
from corpus.ingest.keeping import KeptFiles
from corpus.model import OutcomeClass, Paper, Passage
from corpus.model.vectors import EmbeddedPassage
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader

STEPS = (
    (
        Work,
        "begin place store_reading advance complete leave drop erase describe note move_on",
    ),
    (VectorShelf, "lacking keep"),
    (ScanShelf, "keep"),
    (CorrectionShelf, "keep take_back"),
    (KeptFiles, "keep drop sweep"),
)


class FileIndex(MemoryIndex):
    """A vector index in one file, written half by half like a real one."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self.path = data / "index.json"
        self.reopen()

    def reopen(self) -> None:
        if self.path.exists():
            kept = json.loads(self.path.read_text())
            self.kept = {key: (one, np.zeros(1, np.float32)) for key, one in kept.items()}

    def add(
        self, paper: Paper, passages: Sequence[Passage], embedded: Sequence[EmbeddedPassage]
    ) -> None:
        half = len(passages) // 2
        super().add(paper, passages[:half], embedded[:half])
        self.save()
        super().add(paper, passages[half:], embedded[half:])
        self.save()

    def remove(self, paper_id: str) -> None:
        super().remove(paper_id)
        self.save()

    def clear(self) -> None:
        super().clear()
        self.save()

    def save(self) -> None:
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({key: one for key, (one, _) in self.kept.items()}))
        part.replace(self.path)


def ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), FileIndex(catalogue.data), reader=PlainReader)


def correct(catalogue: Catalogue, name: str) -> None:
    """Say that the first page of a paper is a decision, and have it taken in."""
    page = catalogue.page(catalogue.paper(name).id, 1)
    words = pick([page], (1, 1), (1, 1))
    made = addition(page.paper_id, words, [page], (), "Ann", OutcomeClass.AGREED)
    writer = ingest(catalogue)
    writer.corrections.keep(replace(made, at="2026-03-13T10:00:00+00:00"))
    writer.take_corrections()


def die_at(number: int) -> None:
    """Make this process die just before step ``number`` (from 1)."""
    left = [number]

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(step)
        def dying(*args: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*args, **named)

        return dying

    for kind, names in (*STEPS, (FileIndex, "save")):
        for name in names.split():
            setattr(kind, name, counted(getattr(kind, name)))


def operate(data: str, command: str, names: Sequence[str]) -> None:
    """Change the data folder, to be killed from outside."""
    with Catalogue.open(Path(data)) as catalogue:
        if command == "add":
            ingest(catalogue).add([Path(name) for name in names])
        elif command == "remove":
            ingest(catalogue).remove(names)
        elif command == "correct":
            correct(catalogue, *names)
        else:
            ingest(catalogue).rebuild()


def main(arguments: Sequence[str]) -> None:
    data, number, command, *names = arguments
    die_at(int(number))
    operate(data, command, names)
