"""Fixtures of the pages: a scripted ingest that knows of no test before, a small question set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.scripted import COST
from tests.ui.scripted_ingest import ScriptedIngest
from ui.pages import evals as evals_page

SET = """
{"id": "a", "question": "cost", "kind": "figure", "facts": [["412,500"]],
 "gold": [{"paper": "pack.pdf", "page": 2, "printed": "11", "item": "2", "text": "%s"}]}
{"id": "b", "question": "mermaids", "kind": "unanswerable", "gold": [], "facts": []}
"""


@pytest.fixture
def fresh_jobs() -> Iterator[None]:
    """What ingest is called for is told anew, and nothing waits for a gate afterwards."""
    ScriptedIngest.calls.clear()
    ScriptedIngest.papers = ()
    yield
    ScriptedIngest.gate = None


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for runs of a set of two questions, which is the only one at hand."""
    folder = tmp_path / "runs"
    folder.mkdir()
    path = tmp_path / "mini.jsonl"
    path.write_text(SET.strip().replace(",\n", ",") % COST)
    evals_page.measuring.clear()
    monkeypatch.setattr("ui.pages.evals.sets_at_hand", lambda *_: (path,))
    yield folder
    evals_page.measuring.clear()
