"""Work that is done before anybody asks for it, where there is room: pages about to be opened.

One thread for the whole process does one thing after another, so that what may
never be looked at takes at most one core, and few things wait for it.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable

import streamlit as st

from corpus.model import CorpusError, whence

_LOG = logging.getLogger(__name__)
# The cited pages of a few answers. What finds no room is done when somebody asks for it.
_MOST_WAITING = 12
Work = Callable[[], object]
# How long the page that somebody waits for has the computer to itself, in seconds: the browser
# is often on the same one, and drawing ahead takes a core.
CALM = 0.5


class Ahead:
    """Does what it is handed, for the sake of what that leaves in caches."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[tuple[float, Work]] = queue.Queue(_MOST_WAITING)
        threading.Thread(target=self._run, name="ahead", daemon=True).start()

    def put(self, work: Work, after: float = 0.0) -> bool:
        """Take ``work`` on, to be begun in ``after`` seconds or later, without waiting.

        False where too much is waiting already.
        """
        try:
            self._waiting.put_nowait((time.monotonic() + after, work))
        except queue.Full:
            return False
        return True

    def wait(self) -> None:
        """Wait until nothing is left to do."""
        self._waiting.join()

    def _run(self) -> None:
        while True:
            when, work = self._waiting.get()
            time.sleep(max(0.0, when - time.monotonic()))
            try:
                work()
            except CorpusError as error:  # whoever opens the page is told
                _LOG.info("not drawn ahead: %s", whence(error))
            except Exception as error:  # a fault; the thread must outlive it
                _LOG.error("a page could not be drawn ahead: %s", whence(error))
            finally:
                self._waiting.task_done()


@st.cache_resource(show_spinner=False)
def ahead() -> Ahead:
    """Return what works ahead in this process."""
    return Ahead()


def draw_ahead(work: Work, after: float = 0.0) -> None:
    """Have ``work`` done in the background in ``after`` seconds or later, if there is room."""
    ahead().put(work, after)
