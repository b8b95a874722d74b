"""Jobs and answers of the app in tests: they are waited for, and anybody may begin one."""

from __future__ import annotations

import time
from collections.abc import Callable

from ui.service.actions import Action, Ended


def anybody(_: Action) -> Ended:
    """Let anybody do anything, and note nothing of it."""
    return lambda *_: None


def wait(until: Callable[[], bool]) -> None:
    """Return when ``until`` holds, which it does within half a minute."""
    end = time.monotonic() + 30
    while not until():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.02)
