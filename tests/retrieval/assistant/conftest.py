"""A data folder of the sample's minutes, and a copy of it for each test that changes one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evals.run.indexing import index_papers
from retrieval.model.settings import Settings
from tests.retrieval.conftest import SAMPLE


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of all minutes in the sample."""
    papers = tmp_path_factory.mktemp("papers")
    for paper in SAMPLE.glob("*minutes*.pdf"):
        shutil.copy(paper, papers)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(papers, settings, ocr=False)
    return settings.data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "data")
    return tmp_path / "data"
