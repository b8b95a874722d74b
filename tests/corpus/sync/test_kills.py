"""Killed at moments nobody chose: no paper is lost, and none comes twice."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, Scope
from corpus.sync.downloads import FOLDER
from corpus.sync.state import FILE_NAME, State
from tests.corpus.dying import ingest
from tests.corpus.forked import begun, ended, said
from tests.corpus.stand_ins import pdf
from tests.corpus.sync import killed_run
from tests.corpus.sync.conftest import TODAY
from tests.corpus.sync.fake_site import Site, serving
from tests.corpus.sync.large_site import large_council

ALL = Scope(clearance=Access.EXEMPT)


@pytest.mark.parametrize(
    "kills", [pytest.param(2, marks=pytest.mark.slow), pytest.param(20, marks=pytest.mark.long)]
)
def test_a_run_that_is_killed_loses_nothing_and_doubles_nothing(tmp_path: Path, kills: int) -> None:
    chance, data = random.Random(kills), tmp_path / "data"
    with serving(large_council(bodies=4, meetings=12, papers=60)) as site:
        arguments = (str(data), site.address, TODAY.isoformat())
        # The first start imports everything.
        _timed(tmp_path / "first", arguments)
        took = _timed(tmp_path / "once", arguments)
        died = 0
        while died < kills:
            process = begun(killed_run.main, arguments, tmp_path / "log")
            process.join(chance.uniform(0.05, 0.9) * took)
            if process.is_alive():
                process.kill()
                died += 1
            process.join()
            assert process.exitcode in (0, -signal.SIGKILL), said(tmp_path / "log")
            if process.exitcode == 0:
                # All had come: something new is to come.
                _change(site, chance)
        status, _, errors = ended(begun(killed_run.main, arguments, tmp_path / "log"), tmp_path)
        assert status == 0, errors
        _whole(data, site)
        before = site.downloads
        assert ended(begun(killed_run.main, arguments, tmp_path / "log"), tmp_path)[0] == 0
        assert site.downloads == before


def _timed(data: Path, arguments: tuple[str, ...]) -> float:
    began = time.monotonic()
    status, _, errors = ended(begun(killed_run.main, (str(data), *arguments[1:]), data), data)
    assert status == 0, errors
    return time.monotonic() - began


def _change(site: Site, chance: random.Random) -> None:
    for paper in chance.sample(sorted(site.papers().values(), key=lambda one: one.id), 10):
        if not paper.restricted:
            paper.content = pdf(f"Version {chance.random()} of paper {paper.id}.")


def _whole(data: Path, site: Site) -> None:
    """Hold a data folder to what its site has: each paper once, in its last version."""
    wanted = Counter(str(paper.id) for paper in site.papers().values() if not paper.restricted)
    with Catalogue.open(data) as catalogue, State(data / FILE_NAME) as state:
        assert ingest(catalogue).check() == ()
        assert catalogue.work.unfinished() == []
        papers = catalogue.papers(ALL)
        found = Counter(one.file_name.rpartition("(a")[2].partition(")")[0] for one in papers)
        assert found == wanted
        assert {one.state for one in state.in_state("taken")} == {"taken"}
        assert {one.paper for one in state.in_state("taken")} == {one.id for one in papers}
        assert not [s for s in ("wanted", "fetched", "failed") if state.in_state(s)]
    left = data / FOLDER
    assert not (left.is_dir() and list(left.iterdir()))
