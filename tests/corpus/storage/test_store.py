"""A file is written anew also while another process empties its log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus.model import CatalogueError
from corpus.storage.store import Store


class Emptied:
    """A connection to a file whose log another process is emptying, for so many looks at it."""

    def __init__(self, db: sqlite3.Connection, looks: int) -> None:
        self._db, self.looks = db, looks

    def execute(self, statement: str) -> Any:
        if "wal_checkpoint" in statement and self.looks:
            self.looks -= 1
            return self._db.execute("SELECT 1, -1, -1")
        return self._db.execute(statement)


@pytest.mark.parametrize(("looks", "patience"), [(3, 60.0), (10_000, 0.05)])
def test_writing_anew_waits_for_another_process_but_not_for_ever(
    looks: int, patience: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(tmp_path / "a.sqlite3", patience=patience)) as store:
        lent, held = store._lent, []

        @contextmanager
        def emptied() -> Iterator[Emptied]:
            with lent() as db:
                held.append(Emptied(db, looks))
                yield held[0]

        monkeypatch.setattr(store, "_lent", emptied)
        if looks < 10:
            store.write_anew()
            assert held[0].looks == 0
        else:
            with pytest.raises(CatalogueError, match="in use"):
                store.write_anew()
