"""What is remembered of a catalogue: no more than so much, and nothing once anything changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from corpus.catalogue.states import next_generation
from corpus.storage.remembered import Remembered


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE facts (name, value)")
    made.execute("INSERT INTO facts VALUES ('generation', 4)")
    made.execute("CREATE TABLE changes (generation, paper)")
    made.execute("CREATE TABLE papers (seq, id)")
    made.execute("INSERT INTO papers VALUES (1, 'pier'), (2, 'quay')")
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


def move(db: sqlite3.Connection, paper: int) -> None:
    next_generation(db, *([paper] if paper else []))


def test_what_is_of_a_paper_stays_until_that_paper_changes(db: sqlite3.Connection) -> None:
    kept, read = Remembered(10), []

    def ask(name: str) -> None:
        kept.answer(db, name, lambda: read.append(name), of=name)

    for paper, expected in (
        (None, ["pier", "quay"]),
        (2, ["quay"]),
        # All changed, and one that is erased, of which only its number is known.
        (0, ["pier", "quay"]),
        (7, ["pier", "quay"]),
    ):
        if paper is not None:
            move(db, paper)
        ask("pier")
        ask("quay")
        assert read == expected
        read.clear()


def test_what_changed_too_long_ago_is_read_anew(db: sqlite3.Connection) -> None:
    kept, read = Remembered(10), []
    for _ in range(2):
        kept.answer(db, "pier", lambda: read.append("pier"), of="pier")
        for _ in range(150):
            move(db, 2)
    assert read == ["pier", "pier"]
    assert db.execute("SELECT count(*) FROM changes").fetchone()[0] == 100


def test_what_can_be_renewed_is_told_which_papers_changed(db: sqlite3.Connection) -> None:
    kept: Remembered = Remembered(10)

    def ask() -> str:
        def renew(held: str, changed: frozenset[str]) -> str:
            return f"{held}, then {' and '.join(sorted(changed))}"

        return kept.answer(db, "all", lambda: "whole", renew=renew)

    assert ask() == ask() == "whole"
    move(db, 1)
    move(db, 2)
    assert ask() == ask() == "whole, then pier and quay"
    move(db, 2)
    assert ask() == "whole, then pier and quay, then quay"
    move(db, 0)
    assert ask() == "whole"


def test_answers_of_many_papers_are_read_once_each_and_again_of_those_that_changed(
    db: sqlite3.Connection,
) -> None:
    kept, asked = Remembered(9), list[str]()

    def read(paper: str) -> int:
        asked.append(paper)
        return len(asked)

    def told() -> dict[str, int]:
        return kept.answers(db, ["pier", "quay"], "depth", read)

    assert told() == told() == {"pier": 1, "quay": 2}
    db.execute("UPDATE facts SET value = value + 1")
    db.execute("INSERT INTO changes VALUES (5, 2)")
    assert told() == {"pier": 1, "quay": 3}
    assert kept.answers(db, ["quay"], "width", read) == {"quay": 4}
    # Who reads an older state keeps nothing of it.
    db.execute("UPDATE facts SET value = value - 1")
    assert told() == {"pier": 5, "quay": 6}
    db.execute("UPDATE facts SET value = value + 1")
    assert told() == {"pier": 1, "quay": 3}
