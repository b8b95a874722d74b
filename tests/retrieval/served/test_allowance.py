"""How many calls a minute a client may make."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.served import allowance
from retrieval.served.allowance import Allowance


def test_a_minutes_calls_may_come_at_once_and_then_evenly() -> None:
    calls = Allowance(3)
    assert [calls.wait("a", 0.0) for _ in range(4)] == [0.0, 0.0, 0.0, 20.0]
    assert calls.wait("b", 0.0) == 0.0
    assert calls.wait("a", 19.0) > 0
    assert calls.wait("a", 20.0) == 0.0
    assert calls.wait("a", 20.0) > 0
    assert calls.wait("a", 500.0) == 0.0


@given(st.integers(1, 50), st.lists(st.floats(0, 5, allow_nan=False), max_size=200))
def test_no_minute_has_more_than_twice_as_many(per_minute: int, gaps: list[float]) -> None:
    calls, at, passed = Allowance(per_minute), 0.0, []
    for gap in gaps:
        at += gap
        if not calls.wait("a", at):
            passed.append(at)
    for start in passed:
        assert len([one for one in passed if start <= one < start + 60]) <= 2 * per_minute


def test_clients_are_forgotten_when_they_are_many() -> None:
    calls = Allowance(1)
    for number in range(allowance._MOST_CLIENTS + 1):
        calls.wait(str(number), 0.0)
    assert len(calls._done) == allowance._MOST_CLIENTS
