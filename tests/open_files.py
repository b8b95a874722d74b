"""Files that this process holds open."""

from __future__ import annotations

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
