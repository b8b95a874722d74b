"""How many calls a client may make."""

from __future__ import annotations

import threading
import time

_MINUTE = 60.0
_LAST_DIGIT = 1e-6
# So many clients are remembered; of more, those that called longest ago are forgotten.
_MOST_CLIENTS = 10_000


class Allowance:
    """So many calls a minute and client, by the generic cell rate algorithm (ITU-T I.371).

    Of each client one time is kept: when it would be done if its calls came evenly. Safe to
    share between threads.
    """

    def __init__(self, per_minute: int) -> None:
        self._step = _MINUTE / per_minute
        self._done: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, client: str, now: float | None = None) -> float:
        """Count a call; return 0, or the seconds that the client has to wait with it.

        ``now`` is in seconds of a clock that only goes on, None for the computer's. A call that
        has to wait is not counted.
        """
        at = time.monotonic() if now is None else now
        with self._lock:
            done = max(self._done.pop(client, at), at) + self._step
            wait = done - at - _MINUTE
            # A whole minute's calls at once are none too many, whatever the last digit of a float.
            if wait > _LAST_DIGIT:
                self._done[client] = done - self._step
                return wait
            self._done[client] = done
            if len(self._done) > _MOST_CLIENTS:
                del self._done[next(iter(self._done))]
            return 0.0
