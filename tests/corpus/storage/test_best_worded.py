"""The best places by words are those that weighing every place gives."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus.storage.best_worded import Row, Worded

PLACES = 4_000
# From a word that every other place holds to one that hardly any does.
WORDS = {f"word{n}": 0.6 / n**1.5 for n in range(1, 40)}
OPEN = Worded(
    "words", "s.name", "JOIN places s ON s.place = words.rowid", "s.open", (), narrow=False
)


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE words USING fts5 (body, content = '')")
    made.execute("CREATE TABLE places (place INTEGER PRIMARY KEY, name TEXT, open INTEGER)")
    chance = random.Random(7)
    for place in range(PLACES):
        held = [word for word, share in WORDS.items() if chance.random() < share]
        said = held + chance.choices([*held, "other"], k=chance.randint(1, 30))
        made.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (place, " ".join(said)))
        seen = chance.random() < 0.95
        made.execute(
            "INSERT INTO places VALUES (?, ?, ?)", (place, f"n{place % 977}-{place}", seen)
        )
    yield made
    made.close()


def every(db: sqlite3.Connection, match: str, limit: int) -> list[Row]:
    rows = db.execute(
        "SELECT s.name, -bm25(words) AS score FROM words JOIN places s ON s.place = words.rowid"
        " WHERE words MATCH ? AND s.open ORDER BY score DESC, s.name LIMIT ?",
        (match, limit),
    )
    return [tuple(row) for row in rows]


def asked(*numbers: int) -> str:
    return " OR ".join(f'"word{number}"' for number in numbers)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("limit", [1, 20, 100])
@pytest.mark.parametrize(
    "match",
    [
        asked(1, 9),
        asked(1, 2, 12),
        asked(15, 1, 4, 2),
        asked(38, 39, 1),
        asked(1),
        f"{asked(1, 2)} OR {asked(2, 7)}",
        f'{asked(1, 5)} OR "nowhere"',
        '"nowhere" OR "never"',
        '"word1" AND "word9"',
        "word3 word4",
    ],
)
def test_what_is_found_is_what_weighing_all_finds(
    db: sqlite3.Connection, match: str, limit: int, narrow: bool
) -> None:
    held = replace(OPEN, narrow=narrow)
    found = held.best(db, match, limit, lambda phrase: held.counted(db, phrase))
    wanted = every(db, match, limit)
    assert [row[0] for row in found] == [row[0] for row in wanted]
    assert [row[1] for row in found] == pytest.approx([row[1] for row in wanted], rel=1e-12)


def test_places_that_hold_only_a_common_word_are_not_weighed(db: sqlite3.Connection) -> None:
    said: list[str] = []
    db.set_trace_callback(said.append)
    found = OPEN.best(db, asked(9, 1), 20, lambda phrase: OPEN.counted(db, phrase))
    db.set_trace_callback(None)
    assert len(found) == 20
    weighed = [one for one in said if "bm25" in one]
    assert weighed
    assert not [one for one in weighed if asked(9, 1) in one or asked(1, 9) in one]


def test_of_places_of_one_score_the_first_by_name_are_found() -> None:
    alike = sqlite3.connect(":memory:")
    alike.execute("CREATE VIRTUAL TABLE words USING fts5 (body, content = '')")
    alike.execute("CREATE TABLE places (place INTEGER PRIMARY KEY, name TEXT, open INTEGER)")
    for place in range(60):
        alike.execute("INSERT INTO words (rowid, body) VALUES (?, 'pier')", (place,))
        alike.execute("INSERT INTO places VALUES (?, ?, 1)", (place, f"{59 - place:02}"))
    found = OPEN.best(alike, '"pier"', 9, lambda phrase: OPEN.counted(alike, phrase))
    alike.close()
    assert [row[0] for row in found] == [f"{place:02}" for place in range(9)]
