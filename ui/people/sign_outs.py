"""Which sign-ins have been ended, for all processes on one data folder.

Streamlit keeps a sign-in in a cookie, which other tabs and whoever copied it
still hold after signing out. A line here ends that one sign-in everywhere.
"""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

FILE_NAME = "sign_outs.jsonl"


class SignOuts:
    """The ended sign-ins of the folder ``data``, by key; the file is made by the first."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE_NAME
        self._turn = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._ended: dict[str, float] = {}

    def end(self, key: str, until: float) -> None:
        """Note that the sign-in ``key`` is over; it would have lasted ``until`` then, in Unix time.

        Raises:
            OSError: the data folder cannot be written.
        """
        with self._turn:
            # Begun on a line of its own, whatever a full disk made of the one before.
            line = "\n" + json.dumps({"key": key, "until": until}) + "\n"
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(line.encode())
            # Counts at once, also where a clock is too coarse to show that the file changed.
            self._ended[key] = until
            self._seen = None

    def ended(self, key: str) -> bool:
        """Tell whether the sign-in ``key`` is over.

        Raises:
            OSError: the file is there and cannot be read.
        """
        with self._turn:
            self._read()
            return key in self._ended

    def _read(self) -> None:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return
        seen = (stat.st_mtime_ns, stat.st_size)
        if seen == self._seen:
            return
        now = time.time()
        entries = map(_entry, self._path.read_text(encoding="utf-8").splitlines())
        found = dict(entry for entry in entries if entry)
        # Those that are past are over anyway.
        self._ended = {k: until for k, until in (self._ended | found).items() if until > now}
        self._seen = seen


def _entry(line: str) -> tuple[str, float] | None:
    """Return what a line says; None for one that was cut short by a full disk."""
    try:
        held = json.loads(line)
        return str(held["key"]), float(held["until"])
    except (ValueError, KeyError, TypeError):
        return None
