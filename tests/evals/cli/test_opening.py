"""Assistants are opened over papers only, and closed when they have answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from evals.cli.opening import open_assistant
from evals.model.errors import SampleError
from retrieval.model.settings import Settings
from tests.open_files import still_open


def test_a_folder_without_papers_is_refused_and_not_held_open(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match="no data folder"):
        open_assistant(Settings(data=tmp_path / "none"))
    Catalogue.open(tmp_path).close()
    with pytest.raises(SampleError, match="no papers in") as caught:
        open_assistant(Settings(data=tmp_path))
    assert caught.tb
    assert still_open(tmp_path) == []
