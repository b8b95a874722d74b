"""Questions are answered as they were when a person last read the answers."""

from __future__ import annotations

import pytest

from tests.retrieval.guard.golden import answered, kept
from tests.retrieval.guard.papers import Desk


@pytest.mark.parametrize("asked", kept())
def test_a_question_is_answered_as_it_was(asked: str, desk: Desk) -> None:
    assert answered(desk, asked).splitlines() == kept()[asked].splitlines()
