"""An answer on its way: worked out in a thread of its own, watched and stopped by the page.

A page is run again with every click, so the work cannot live in the run that
began it: whoever opens a cited page meanwhile must not lose the answer, and
"Stop" must be heard while the next statement is still being written.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from retrieval.model import Answer, StoppedError
from retrieval.operation import Stop

# A page looks every moment; when none has for so many seconds, its tab is closed.
_ABANDONED = 300.0


class Answering:
    """Answers that grow, taken from ``work``; the last is the whole one.

    ``work`` is handed the wish to stop it, for the time that it waits its turn.
    ``error`` is what ended the work early. ``stopped`` says that somebody, or
    nobody looking any more, ended it.
    """

    def __init__(self, work: Callable[[Stop], Iterator[Answer]]) -> None:
        self._work = work
        self._stop = Stop(self._abandoned)
        self._ended = threading.Event()
        self._looked = time.monotonic()
        self.answer: Answer | None = None
        self.error: Exception | None = None
        self.stopped = False
        threading.Thread(target=self._run, name="answering", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether the work has ended; asking counts as looking."""
        self._looked = time.monotonic()
        return self._ended.is_set()

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most ``seconds``."""
        self._ended.wait(seconds)

    def stop(self) -> None:
        """Ask the work to end; what is there by then stays."""
        self._stop.ask()

    def _abandoned(self) -> bool:
        return time.monotonic() - self._looked > _ABANDONED

    def _run(self) -> None:
        try:
            growing = self._work(self._stop)
            for answer in growing:
                if self._stop.asked:
                    self.stopped = True
                    break
                self.answer = answer
            # Closing a generator runs its clean-up, which ends a model's reply too.
            if close := getattr(growing, "close", None):
                close()
        except StoppedError:
            self.stopped = True
        except Exception as error:  # handed to the page, which says it or raises it
            self.error = error
        finally:
            self._ended.set()
