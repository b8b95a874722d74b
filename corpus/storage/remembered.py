"""What was read of the catalogue last, kept in memory until what can be seen changes."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sized
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class _Kept:
    """An answer, the id of the paper that alone tells it, if one does.

    ``behind`` are the papers that changed since, where it can be renewed from these; else None.
    """

    answer: Any
    of: str | None
    behind: frozenset[str] | None = None


class Remembered:
    """Answers of one catalogue, those asked for last; any thread may ask.

    They are of ``most`` records together: one that is a list or a mapping holds as many as it is
    long, and one for itself. An answer that is larger by itself is kept alone. When the
    catalogue's generation moves on, in whatever process, they are forgotten, but for those of
    papers that did not change and those that can be renewed from the papers that did.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._generation = -1
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._turn = threading.Lock()

    def answer(
        self,
        db: sqlite3.Connection,
        key: Hashable,
        read: Callable[[], T],
        of: str | None = None,
        renew: Callable[[T, frozenset[str]], T] | None = None,
    ) -> T:
        """Return what ``read`` gives in the state of the catalogue that ``db`` reads.

        ``key`` tells what is asked, and for whom. ``of`` is the id of the paper that alone tells
        the answer; ``renew`` gives the answer from an earlier one and the ids of the papers that
        changed since. What they raise is raised.
        """
        generation = _generation(db)
        with self._turn:
            return self._found(key, read, of, renew) if self._is_of(db, generation) else read()

    def answers(
        self, db: sqlite3.Connection, papers: Iterable[str], key: Hashable, read: Callable[[str], T]
    ) -> dict[str, T]:
        """Return what ``read`` gives of each of ``papers``, by the id that alone tells it.

        ``key`` tells what is asked of all, and for whom. Which state ``db`` reads is asked once,
        so that many papers take hardly longer than one.
        """
        generation = _generation(db)
        with self._turn:
            now = self._is_of(db, generation)
            return {
                one: self._found((one, key), partial(read, one), one, None) if now else read(one)
                for one in papers
            }

    def _is_of(self, db: sqlite3.Connection, generation: int) -> bool:
        """Whether the state that ``db`` reads is the newest known; then what is kept is of it.

        Whoever began to read before a change sees the state of then, and keeps nothing.
        """
        if generation > self._generation:
            self._move_on(db, generation)
        return generation == self._generation

    def _found(
        self,
        key: Hashable,
        read: Callable[[], T],
        of: str | None,
        renew: Callable[[T, frozenset[str]], T] | None,
    ) -> T:
        kept = self._kept.get(key)
        fresh: frozenset[str] | None = None if renew is None else frozenset()
        if kept is None:
            self._keep(key, _Kept(read(), of, fresh))
        elif renew is not None and kept.behind:
            self._keep(key, _Kept(renew(kept.answer, kept.behind), of, fresh))
        self._kept.move_to_end(key)
        found: T = self._kept[key].answer
        return found

    def _keep(self, key: Hashable, new: _Kept) -> None:
        if key in self._kept:
            self._held -= _records(self._kept.pop(key).answer)
        self._kept[key] = new
        self._held += _records(new.answer)
        while self._held > self._most and len(self._kept) > 1:
            self._held -= _records(self._kept.popitem(last=False)[1].answer)

    def _move_on(self, db: sqlite3.Connection, generation: int) -> None:
        changed = _changed(db, self._generation, generation)
        for key, kept in list(self._kept.items()):
            if changed is None or (kept.behind is None and (kept.of is None or kept.of in changed)):
                self._held -= _records(self._kept.pop(key).answer)
            elif kept.behind is not None:
                kept.behind |= changed
        self._generation = generation


def _generation(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
    return int(row[0])


def _changed(db: sqlite3.Connection, since: int, generation: int) -> frozenset[str] | None:
    """Return the ids of the papers that changed after generation ``since``; None for all."""
    if since < 0:
        return None
    rows = db.execute(
        "SELECT generation, paper FROM changes WHERE generation > ?", (since,)
    ).fetchall()
    numbers = {row[1] for row in rows}
    if len({row[0] for row in rows}) < generation - since or 0 in numbers:
        return None
    select = "SELECT id FROM papers WHERE seq IN (SELECT value FROM json_each(?))"
    ids = [row[0] for row in db.execute(select, (json.dumps(sorted(numbers)),))]
    # Of a paper that is erased nothing tells the id any more.
    return frozenset(ids) if len(ids) == len(numbers) else None


def _records(answer: object) -> int:
    """Return how many records an answer holds; words are one, however long."""
    return 1 + len(answer) if isinstance(answer, Sized) and not isinstance(answer, str) else 1
