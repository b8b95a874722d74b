"""The desk that is asked, opened once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.retrieval.guard.papers import Desk, open_desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Some sample papers, found and answered from without a model."""
    opened = open_desk(tmp_path_factory.mktemp("desk"))
    yield opened
    opened.catalogue.close()
