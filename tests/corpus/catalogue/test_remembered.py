"""What is remembered of a catalogue: no more than so much, and nothing once anything changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from corpus.catalogue.remembered import Remembered


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE facts (name, value)")
    made.execute("INSERT INTO facts VALUES ('generation', '4')")
    yield made
    made.close()


class Reader:
    """Counts how often it was asked for each of the papers."""

    def __init__(self, db: sqlite3.Connection, most: int = 2) -> None:
        self._db, self._kept = db, Remembered(most)
        self.asked: list[str] = []

    def read(self, name: str) -> str:
        def found() -> str:
            self.asked.append(name)
            return f"{name} as read {len(self.asked)}"

        return self._kept.answer(self._db, name, found)


def test_an_answer_is_read_once(db: sqlite3.Connection) -> None:
    reader = Reader(db)
    assert reader.read("pier") == reader.read("pier") == "pier as read 1"


def test_all_is_read_anew_when_what_can_be_seen_changes(db: sqlite3.Connection) -> None:
    reader = Reader(db)
    assert (reader.read("pier"), reader.read("quay")) == ("pier as read 1", "quay as read 2")
    db.execute("UPDATE facts SET value = value + 1")
    assert (reader.read("pier"), reader.read("quay")) == ("pier as read 3", "quay as read 4")


def test_who_reads_an_older_state_keeps_nothing_of_it(db: sqlite3.Connection) -> None:
    reader = Reader(db)
    assert reader.read("pier") == "pier as read 1"
    db.execute("UPDATE facts SET value = value - 1")
    assert (reader.read("pier"), reader.read("pier")) == ("pier as read 2", "pier as read 3")
    db.execute("UPDATE facts SET value = value + 1")
    assert reader.read("pier") == "pier as read 1"


def test_what_was_not_asked_for_longest_is_forgotten_first(db: sqlite3.Connection) -> None:
    reader = Reader(db)
    for name in ("pier", "quay", "pier", "lock", "pier", "quay"):
        reader.read(name)
    assert reader.asked == ["pier", "quay", "lock", "quay"]


def test_what_cannot_be_read_is_asked_again(db: sqlite3.Connection) -> None:
    kept = Remembered(2)

    def fails() -> str:
        raise KeyError("pier")

    with pytest.raises(KeyError):
        kept.answer(db, "pier", fails)
    assert kept.answer(db, "pier", lambda: "there now") == "there now"


def test_long_answers_leave_room_for_fewer(db: sqlite3.Connection) -> None:
    kept, read = Remembered(6), []

    def ask(name: str, long: int) -> tuple[str, ...]:
        def found() -> tuple[str, ...]:
            read.append(name)
            return (name,) * long

        return kept.answer(db, name, found)

    for name, long in (("pier", 2), ("quay", 2), ("pier", 2), ("lock", 1), ("quay", 2)):
        assert ask(name, long) == (name,) * long
    # Two lists of two and themselves fill it; the third turns out the one asked for longest ago.
    assert read == ["pier", "quay", "lock", "quay"]
    for _ in range(2):
        ask("harbour", 90)
    assert read[4:] == ["harbour"]
