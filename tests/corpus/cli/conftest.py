"""Commands run in this process, with quick stand-ins for model, index and reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import corpus.cli.commands as cli
from corpus.catalogue.catalogue import Catalogue
from corpus.cli import changing
from corpus.ingest.ingest import Ingest
from corpus.model.events import Watcher
from tests.corpus.dying import FileIndex
from tests.corpus.stand_ins import HashEmbedder, PlainReader

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, with quick stand-ins for model, index and reader."""

    def ingest(catalogue: Catalogue, watcher: Watcher) -> Ingest:
        index = FileIndex(catalogue.data)
        return Ingest(catalogue, HashEmbedder(), index, watcher=watcher, reader=PlainReader)

    monkeypatch.setattr(changing, "ingest_into", ingest)
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "data"))

    def command(*arguments: object) -> int:
        return cli.main([str(argument) for argument in arguments])

    return command
