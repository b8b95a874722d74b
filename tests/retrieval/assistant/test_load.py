"""Fifty people ask the real assistant at once: no error, no chat mixed up, memory steady."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.load import measure_load
from evals.run.indexing import index_papers
from evals.sets.sets import read_sets
from evals.show.show import load_figures
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from tests.conftest import ROOT

SETS = [ROOT / "evals" / "sets" / "sample.jsonl"]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ten_people_for_some_seconds(assistant: Assistant) -> None:
    chats = read_sets(SETS).questions[::6]
    found = measure_load(assistant, chats, people=10, seconds=6)
    assert (found.failed, found.mixed, found.stuck) == ((), (), 0)
    assert found.asked >= 10


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_fifty_people_for_five_minutes(tmp_path: Path) -> None:
    settings = Settings.model_construct(data=tmp_path)
    index_papers(ROOT / "corpus" / "sample", settings, ocr=False)
    assistant = Assistant.open(settings)
    found = measure_load(assistant, read_sets(SETS).questions, people=50, seconds=300)
    assistant.catalogue.close()
    print(load_figures(found))
    assert (found.failed, found.mixed, found.stuck) == ((), (), 0)
    assert found.swing <= 0.05
