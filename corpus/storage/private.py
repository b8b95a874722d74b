"""A data folder is its owner's alone: nobody else on the computer reads the papers in it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077


def keep_private(folder: Path) -> None:
    """Take ``folder`` and all below it from everybody but its owner.

    What its user may not change stays as it is, and so does all where the disk knows no
    permissions: :func:`is_private` tells. Links are not followed.
    """
    for path in _below(folder):
        with contextlib.suppress(OSError):
            mode = path.lstat().st_mode
            if mode & _OTHERS and not stat.S_ISLNK(mode):
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def is_private(folder: Path) -> bool:
    """Whether nobody but its owner can enter ``folder``.

    Raises:
        OSError: it cannot be looked at.
    """
    return not folder.stat().st_mode & _OTHERS


def _below(folder: Path) -> Iterator[Path]:
    # First itself, which closes all that is in it.
    yield folder.resolve()
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))
