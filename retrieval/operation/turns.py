"""Turns at a few threads: first come, first served, and whoever is not wanted any more leaves."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from retrieval.model import StoppedError

Result = TypeVar("Result")


class Stop:
    """Somebody's wish that work ends, heard wherever it waits. Any thread may ask.

    ``given_up`` is looked at when the work comes to its turn, and between its parts.
    """

    def __init__(self, given_up: Callable[[], bool] = lambda: False) -> None:
        self._given_up = given_up
        self._lock = threading.Lock()
        self.heard: Future[None] = Future()

    def ask(self) -> None:
        """Ask for the end."""
        with self._lock:
            if not self.heard.done():
                self.heard.set_result(None)

    @property
    def asked(self) -> bool:
        """Whether the work is not wanted any more."""
        return self.heard.done() or self._given_up()

    def check(self) -> None:
        """Raise ``StoppedError`` when the work is not wanted any more."""
        if self.asked:
            raise StoppedError("the question was stopped")


class Turns:
    """Does work in ``at_once`` threads of its own.

    No more is handed to the threads than they can begin: what waits, waits with
    whoever asked for it, so that it can leave, and so that a process which ends
    finishes what it is doing and begins nothing more.
    """

    def __init__(self, at_once: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._lock = threading.Lock()
        self._free = at_once
        self._waiting: deque[Future[None]] = deque()

    def do(self, work: Callable[[], Result], stop: Stop | None = None) -> Result:
        """Do ``work`` when it is its turn, and wait for it; what it raises is raised.

        Raises:
            StoppedError: ``stop`` was asked for, or these turns are closed; what has
                begun ends by itself, unheard.
        """
        stop = stop or Stop()
        self._wait_for_turn(stop)
        try:
            stop.check()
            doing = self._threads.submit(work)
        except RuntimeError as error:
            self._pass_on()
            raise StoppedError("no more questions are taken: this was closed") from error
        except BaseException:
            self._pass_on()
            raise
        doing.add_done_callback(lambda _: self._pass_on())
        either: tuple[Future[Any], ...] = (doing, stop.heard)
        wait(either, return_when=FIRST_COMPLETED)
        if not doing.done():
            stop.check()
        return doing.result()

    def close(self) -> None:
        """Wait for what has begun, and take nothing more."""
        self._threads.shutdown()

    def _wait_for_turn(self, stop: Stop) -> None:
        turn: Future[None] = Future()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(turn)
        try:
            wait((turn, stop.heard), return_when=FIRST_COMPLETED)
        except BaseException:  # as by Ctrl-C
            self._leave(turn)
            raise
        if not turn.done():
            self._leave(turn)
            stop.check()

    def _leave(self, turn: Future[None]) -> None:
        """Leave the queue; a turn that came meanwhile is the next one's."""
        with self._lock:
            if not turn.done():
                self._waiting.remove(turn)
                return
        self._pass_on()

    def _pass_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set_result(None)
            else:
                self._free += 1
