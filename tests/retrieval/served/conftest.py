"""The desk over the handful of sample papers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.served.desk import Desk
from retrieval.served.rest import rest_app
from tests.retrieval.served.callers import desk_of, guarded, with_token


@pytest.fixture(scope="module")
def settings(assistant: Assistant) -> Settings:
    return with_token(assistant.settings.data)


@pytest.fixture(scope="module")
def desk(assistant: Assistant, settings: Settings) -> Desk:
    return desk_of(assistant, settings)


@pytest.fixture
def client(desk: Desk, settings: Settings) -> Iterator[TestClient]:
    with guarded(rest_app(desk), settings) as client:
        yield client
