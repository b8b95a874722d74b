"""Fixtures of the pages: a scripted ingest that knows of no test before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.scripted_ingest import ScriptedIngest


@pytest.fixture
def fresh_jobs() -> Iterator[None]:
    """What ingest is called for is told anew, and nothing waits for a gate afterwards."""
    ScriptedIngest.calls.clear()
    ScriptedIngest.papers = ()
    yield
    ScriptedIngest.gate = None
