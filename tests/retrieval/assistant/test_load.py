"""Fifty people ask the real assistant at once: no error, no chat mixed up, memory steady."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.bench.load import measure_load
from evals.run.indexing import index_papers
from evals.sets.sets import read_sets
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
    index_papers(ROOT / "corpus" / "sample", Settings.model_construct(data=tmp_path), ocr=False)
    # Alone in a process as the app is: what other tests left behind is no memory of its.
    command = [sys.executable, "-m", "evals", "load", *map(str, SETS), "--data", str(tmp_path)]
    asked = subprocess.run(
        [*command, "--people", "50", "--minutes", "5"], capture_output=True, text=True, cwd=ROOT
    )
    print(asked.stdout)
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert asked.stdout.rstrip().endswith("\nsound")
