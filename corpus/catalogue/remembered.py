"""What was read of the catalogue last, kept in memory until what can be seen changes."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import Any, TypeVar

T = TypeVar("T")


class Remembered:
    """Answers of one catalogue, those asked for last; any thread may ask.

    They are of ``most`` records together: one that is a list or a mapping holds as many as it is
    long, and one for itself. An answer that is larger by itself is kept alone. All are forgotten
    when the catalogue's generation moves on, in whatever process.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._generation = -1
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._turn = threading.Lock()

    def answer(self, db: sqlite3.Connection, key: Hashable, read: Callable[[], T]) -> T:
        """Return what ``read`` gives in the state of the catalogue that ``db`` reads.

        ``key`` tells what is asked, and for whom. What ``read`` raises is raised.
        """
        row = db.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
        generation = int(row[0])
        with self._turn:
            if generation > self._generation:
                self._kept.clear()
                self._held = 0
                self._generation = generation
            elif generation < self._generation:
                # Whoever began to read before the change sees the state of then, and keeps nothing.
                return read()
            if key not in self._kept:
                self._kept[key] = answer = read()
                self._held += _records(answer)
                while self._held > self._most and len(self._kept) > 1:
                    self._held -= _records(self._kept.popitem(last=False)[1])
            self._kept.move_to_end(key)
            kept: T = self._kept[key]
        return kept


def _records(answer: object) -> int:
    """Return how many records an answer holds; words are one, however long."""
    return 1 + len(answer) if isinstance(answer, Sized) and not isinstance(answer, str) else 1
