"""A council of 40 bodies with 400 meetings and 3,000 papers: all come, once, and nothing closed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from corpus.sync import Wishes
from corpus.sync.telling import Became
from tests.corpus.sync.conftest import Runs
from tests.corpus.sync.fake_site import serving
from tests.corpus.sync.large_site import large_council

# All meetings, however long ago they were, are asked for again.
ALL_YEAR = Wishes(recheck=400)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_three_thousand_papers_come_once(runs: Runs, tmp_path: Path) -> None:
    with serving(large_council(bodies=40, meetings=400, papers=3000)) as site:
        first = runs.run(site, ALL_YEAR)
        assert (first.committees, first.meetings) == (40, 400)
        assert first.counts[Became.NEW] == first.downloads == 2850
        assert first.counts[Became.RESTRICTED] == 150
        began, before = time.monotonic(), site.downloads
        second = runs.run(site, ALL_YEAR)
        took = time.monotonic() - began
        assert site.downloads == before
        assert second.downloads == 0
        assert second.counts[Became.UNCHANGED] == 2850
        assert took < 60, f"{took:.0f} s"
        assert not site.overlapped
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [w for w in (b"SECRET", b"CLOSEDWORDS") if w in content], path
