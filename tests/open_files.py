"""Files that this process holds open."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path


def open_files(folder: Path) -> Iterator[str]:
    """Yield the names of the files below ``folder`` that this process holds open."""
    for handle in Path("/proc/self/fd").iterdir():
        try:
            held = handle.readlink()
        except OSError:  # the one that lists them
            continue
        if folder in held.parents:
            yield held.name


def still_open(folder: Path, seconds: float = 5.0) -> list[str]:
    """Return what is held open below ``folder`` once ``seconds`` are over; at once if nothing is.

    Chroma lets go of its database in a thread of its own.
    """
    until = time.monotonic() + seconds
    while (held := list(open_files(folder))) and time.monotonic() < until:
        time.sleep(0.05)
    return held
