"""Fixtures of the corpus tests: an empty catalogue, and scans that wait or meet no Tesseract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model.events import Outcome


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers go in, and their scans wait."""

    def wait(_: Ingest, **__: bool) -> tuple[Outcome, ...]:
        return ()

    monkeypatch.setattr(Ingest, "read_scans", wait)


@pytest.fixture
def no_tesseract(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Tesseract."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("bin")))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue in ``tmp_path / "data"``."""
    with Catalogue.open(tmp_path / "data") as opened:
        yield opened
