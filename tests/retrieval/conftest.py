"""A small real corpus: a few sample papers, indexed once a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
# Minutes of several meetings, two versions of a tracker, and an exempt pack.
PAPERS = ("*minutes*.pdf", "*tracker*.pdf", "*exempt*.pdf", "*part-ii*.pdf")


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real assistant, model and all, over a handful of sample papers."""
    folder = tmp_path_factory.mktemp("papers")
    for pattern in PAPERS:
        for paper in SAMPLE.glob(pattern):
            shutil.copy(paper, folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(folder, settings, ocr=False)
    opened = Assistant.open(settings)
    opened.warm()
    yield opened
    opened.catalogue.close()
