"""Turns at a few threads: in order, no more at a time, and left when nobody wants them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from retrieval.model.errors import StoppedError
from retrieval.operation.turns import Stop, Turns
from tests.conftest import ROOT

_PATIENCE = 30.0


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


class Queue:
    """One turn at a time, whose first is held until ``gate`` is opened."""

    def __init__(self, crowd: ThreadPoolExecutor) -> None:
        self.turns = Turns(1, "test")
        self.gate = threading.Event()
        self.done: list[str] = []
        self._crowd = crowd
        self.first = self.put("first", lambda: self.gate.wait(_PATIENCE))
        until(lambda: self.done == ["first"])

    def put(
        self, name: str, then: Callable[[], object] = lambda: None, stop: Stop | None = None
    ) -> Future[object]:
        """Ask for ``name`` to be done; return when it is under way or waits."""
        before = len(self.turns._waiting)

        def work() -> object:
            self.done.append(name)
            return then()

        asked = self._crowd.submit(self.turns.do, work, stop)
        if self.done:
            until(lambda: len(self.turns._waiting) > before or asked.done())
        return asked


def test_first_come_first_served() -> None:
    with ThreadPoolExecutor(8) as crowd:
        queue = Queue(crowd)
        asked = [queue.put(str(number)) for number in range(5)]
        assert queue.done == ["first"]
        queue.gate.set()
        for one in (queue.first, *asked):
            one.result(_PATIENCE)
    assert queue.done == ["first", "0", "1", "2", "3", "4"]


def test_what_is_stopped_while_it_waits_is_never_done() -> None:
    with ThreadPoolExecutor(8) as crowd:
        queue = Queue(crowd)
        stop = Stop()
        left, stays = queue.put("left", stop=stop), queue.put("stays")
        stop.ask()
        stop.ask()
        with pytest.raises(StoppedError):
            left.result(_PATIENCE)  # at once, while the first is still under way
        assert not queue.first.done()
        queue.gate.set()
        stays.result(_PATIENCE)
    assert queue.done == ["first", "stays"]


def test_who_has_given_up_is_passed_over_and_others_come_to_their_turn() -> None:
    gone = threading.Event()
    with ThreadPoolExecutor(8) as crowd:
        queue = Queue(crowd)
        left, stays = queue.put("left", stop=Stop(gone.is_set)), queue.put("stays")
        gone.set()
        queue.gate.set()
        with pytest.raises(StoppedError):
            left.result(_PATIENCE)
        stays.result(_PATIENCE)
    assert queue.done == ["first", "stays"]


def test_a_stop_does_not_wait_for_what_has_begun_which_keeps_its_turn() -> None:
    turns, gate, stop = Turns(1, "test"), threading.Event(), Stop()
    with ThreadPoolExecutor(8) as crowd:
        begun = threading.Event()

        def slowly() -> None:
            begun.set()
            gate.wait(_PATIENCE)

        stopped = crowd.submit(turns.do, slowly, stop)
        assert begun.wait(_PATIENCE)
        stop.ask()
        with pytest.raises(StoppedError):
            stopped.result(_PATIENCE)
        following = crowd.submit(turns.do, gate.is_set)
        until(lambda: len(turns._waiting) == 1)
        gate.set()
        assert following.result(_PATIENCE)


def test_a_fault_is_raised_and_frees_the_turn() -> None:
    turns = Turns(1, "test")
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            turns.do(lambda: 1 // 0)
    assert turns.do(lambda: "well") == "well"


_QUITS = """
import threading, time
from retrieval.operation.turns import Turns

turns = Turns(1, "test")
begun = threading.Event()

def work(number):
    print("begun", number, flush=True)
    begun.set()
    time.sleep(0.3)

for number in range(6):
    threading.Thread(target=turns.do, args=(lambda n=number: work(n),), daemon=True).start()
begun.wait(30)
while len(turns._waiting) < 5:
    time.sleep(0.01)
"""


def test_a_process_that_ends_begins_nothing_more() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _QUITS], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0
    assert ended.stdout.count("begun") == 1
