"""The sets that the page offers."""

from __future__ import annotations

from pathlib import Path

from evals.sets import read_sets
from ui.evals import sets_at_hand


def test_every_set_that_is_offered_can_be_asked(tmp_path: Path) -> None:
    offered = sets_at_hand(tmp_path / "reviews.jsonl")
    assert {"sample.jsonl", "everyday.jsonl", "people.jsonl"} <= {path.name for path in offered}
    # Judged links are in the same folder, and no questions.
    assert all(read_sets([path]).questions for path in offered)
