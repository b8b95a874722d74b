"""Catalogues of earlier versions are brought up to date where they stand."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, DecisionKind
from corpus.storage.packed import token_ids
from tests.corpus.stand_ins import DecidingReader, HashEmbedder, MemoryIndex, PlainReader, paper

IN_PAPERS = (
    "pages",
    "items",
    "meetings",
    "resolutions",
    "table_rows",
    "problems",
    "acronyms",
    "passages",
)
NINETEENTH = ("DROP INDEX paper_places",)
EIGHTEENTH = (*NINETEENTH, "DROP INDEX page_places", "DROP INDEX passage_places")
SEVENTEENTH = (*EIGHTEENTH, "DROP TABLE changes")
SIXTEENTH = (*SEVENTEENTH, "ALTER TABLE arrivals DROP COLUMN begun")
FOURTEENTH = (
    *SEVENTEENTH,
    "DROP TABLE links",
    "DROP TABLE superseded_pages",
    "DROP TABLE arrivals",
    "DROP TABLE collected",
    "DROP TABLE collections",
)
THIRTEENTH = (*FOURTEENTH, "ALTER TABLE papers DROP COLUMN letterhead")
TWELFTH = (
    *THIRTEENTH,
    "DROP TABLE superseded",
    "DROP TABLE vectors",
    "DROP TABLE windows",
    "CREATE TABLE vectors (passage INTEGER PRIMARY KEY REFERENCES passages (passage)"
    " ON DELETE CASCADE, dense BLOB NOT NULL, ids BLOB NOT NULL, scales BLOB NOT NULL,"
    " vectors BLOB NOT NULL)",
)
ELEVENTH = (*TWELFTH, "ALTER TABLE pages DROP COLUMN annotations")
TENTH = (*ELEVENTH, "DROP TABLE masked_pages", "DROP TABLE masked_passages")
NINTH = (
    *TENTH,
    "ALTER TABLE papers DROP COLUMN came_as",
    "ALTER TABLE papers DROP COLUMN batch",
    "DROP TABLE marks",
    "DROP TABLE closings",
)
EIGHTH = (*NINTH, "ALTER TABLE papers DROP COLUMN taught")
SEVENTH = (
    *EIGHTH,
    "ALTER TABLE resolutions DROP COLUMN corrected",
    "ALTER TABLE papers DROP COLUMN corrections",
    "DROP TABLE corrections",
    "DROP TABLE complete_registers",
)
SIXTH = (*SEVENTH, "ALTER TABLE resolutions DROP COLUMN kind")
FIFTH = (
    *SIXTH,
    *(
        f"ALTER TABLE resolutions DROP COLUMN {column}"
        for column in ("outcome_spans", "moved_spans", "vote_spans")
    ),
)
FOURTH = (*FIFTH, "DROP TABLE open_passage_words", "DROP TABLE open_page_words")
THIRD = (
    *FOURTH,
    *(f"ALTER TABLE {table} DROP COLUMN access" for table in IN_PAPERS),
    *(
        f"ALTER TABLE papers DROP COLUMN {column}"
        for column in ("exempt_pages", "exempt_passages", "reading")
    ),
)
SECOND = (
    *THIRD,
    "DROP TABLE scans",
    "DROP INDEX page_sources",
    "ALTER TABLE papers DROP COLUMN scans",
)
FIRST_LATE = (*SECOND, "ALTER TABLE papers DROP COLUMN form")
FIRST = (*FIRST_LATE, "ALTER TABLE pages DROP COLUMN words")


def shape(data: Path) -> set[tuple[str, ...]]:
    """Return every column and index of a catalogue, and its version."""
    db = sqlite3.connect(data / FILE_NAME)
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found: set[tuple[str, ...]] = set()
    for name in names:
        found |= {(name, *map(str, row[1:])) for row in db.execute(f"PRAGMA table_info({name})")}
    found |= {tuple(row) for row in db.execute("SELECT name FROM sqlite_schema")}
    found.add(("version", str(db.execute("PRAGMA user_version").fetchone()[0])))
    db.close()
    return found


def make_larger(db: sqlite3.Connection) -> None:
    """Give windows the form that they had up to version 15."""
    kept = "SELECT window, ends, ids, tokens FROM windows"
    for window, ends, ids, tokens in db.execute(kept).fetchall():
        whole = token_ids(ids, int(np.frombuffer(ends, np.int32)[-1]))
        values = (whole.tobytes(), zlib.decompress(tokens, -15), window)
        db.execute("UPDATE windows SET ids = ?, tokens = ? WHERE window = ?", values)


@pytest.mark.parametrize(
    ("version", "undone"),
    [
        (1, FIRST),
        (1, FIRST_LATE),
        (2, SECOND),
        (3, THIRD),
        (4, FOURTH),
        (5, FIFTH),
        (6, SIXTH),
        (7, SEVENTH),
        (8, EIGHTH),
        (9, NINTH),
        (10, TENTH),
        (11, ELEVENTH),
        (12, TWELFTH),
        (13, THIRTEENTH),
        (14, FOURTEENTH),
        # A file of version 14 may have tables of collections already.
        (14, FOURTEENTH[: FOURTEENTH.index("DROP TABLE collected")]),
        (15, SIXTEENTH),
        (16, SIXTEENTH),
        (17, SEVENTEENTH),
        (18, EIGHTEENTH),
        (19, NINETEENTH),
    ],
)
def test_an_older_catalogue_is_brought_up_to_date_and_keeps_its_papers(
    tmp_path: Path, version: int, undone: tuple[str, ...]
) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader).add(
            [paper(tmp_path, "a.pdf", "Potholes", "")], ocr=False
        )
        before = catalogue.reading(catalogue.paper("a.pdf").id)
        embedded = catalogue.embedded(sorted(catalogue.passage_ids()))
        vectors = {key: one.tokens for key, one in embedded.items()}
    now = shape(tmp_path)
    db = sqlite3.connect(tmp_path / FILE_NAME)
    if version < 16:
        make_larger(db)
    for statement in (*undone, f"PRAGMA user_version = {version}"):
        db.execute(statement)
    db.commit()
    db.close()
    assert shape(tmp_path) != now
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.reading(before.paper.id) == before
        assert catalogue.work.scans.waiting() == {before.paper.id: 1}
        assert [one.paper.id for one in catalogue.arrivals()] == [before.paper.id]
        assert [one.entry.id for one in catalogue.work.namesakes("a.pdf")] == [before.paper.id]
        assert len(catalogue.lexical_pages('"potholes"', 9)) == 1
        assert catalogue.work.sound() == []
        if version > 12:
            kept = {key: one.tokens for key, one in catalogue.embedded(list(vectors)).items()}
            for key, one in kept.items():
                assert np.array_equal(one.ids, vectors[key].ids)
                assert np.array_equal(one.vectors, vectors[key].vectors)
            assert len(kept) == len(vectors) > 0
    assert shape(tmp_path) == now


def test_what_was_decided_before_kinds_were_told_is_a_decision(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=DecidingReader).add(
            [paper(tmp_path, "a.pdf", "The pump is bought")], ocr=False
        )
        kinds = [said.kind for said in catalogue.resolutions()]
        assert kinds == list(DecisionKind)
    db = sqlite3.connect(tmp_path / FILE_NAME)
    for statement in (*SIXTH, "PRAGMA user_version = 6"):
        db.execute(statement)
    db.close()
    with Catalogue.open(tmp_path) as catalogue:
        said = catalogue.resolutions()
        assert [one.kind for one in said] == [DecisionKind.DECISION] * len(kinds)
        assert [one.text for one in said] == ["The pump is bought"] * len(kinds)


def test_when_a_paper_was_published_is_of_its_first_version_where_no_other_was_here(
    tmp_path: Path,
) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        writer = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader)
        writer.add([paper(tmp_path, "a.pdf", "Potholes")], ocr=False)
        writer.add([paper(tmp_path, "b.pdf", "Kerbs")], ocr=False)
        writer.add([paper(tmp_path, "b.pdf", "Kerbs and verges")], ocr=False)
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.execute("UPDATE arrivals SET published = '2026-03-01'")
    # One that was seen on 5 March; its site told a day before, the other's one after.
    db.execute("UPDATE arrivals SET first = '2026-03-05T09:00:00+00:00' WHERE first < seen")
    for statement in (*SIXTEENTH, "PRAGMA user_version = 16"):
        db.execute(statement)
    db.commit()
    db.close()
    with Catalogue.open(tmp_path) as catalogue:
        told = {one.paper.file_name: one for one in catalogue.arrivals()}
        assert (told["a.pdf"].publication, told["a.pdf"].begun) == (date(2026, 3, 1), None)
        assert (told["b.pdf"].publication, told["b.pdf"].published) == (date(2026, 3, 1), None)
        catalogue.work.publish(told["b.pdf"].paper.id, date(2026, 3, 9))
        (b,) = (one for one in catalogue.arrivals() if one.paper.file_name == "b.pdf")
        assert (b.publication, b.published, b.appeared) == (
            None,
            date(2026, 3, 9),
            date(2026, 3, 5),
        )


def test_what_was_hidden_before_stays_hidden_until_it_is_read_again(tmp_path: Path) -> None:
    """A pack that was exempt as a whole is not opened by a rule that nobody checked."""
    with Catalogue.open(tmp_path) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader).add(
            [paper(tmp_path, "a.pdf", "Potholes", "Secret")], access=Access.EXEMPT, ocr=False
        )
    db = sqlite3.connect(tmp_path / FILE_NAME)
    for statement in (*THIRD, "PRAGMA user_version = 3"):
        db.execute(statement)
    db.close()
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.papers() == ()
        assert catalogue.vocabulary() == {}
        assert [entry.file_name for entry in catalogue.work.outdated()] == ["a.pdf"]


def test_vectors_of_earlier_versions_serve_on_in_their_new_form(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader).add(
            [paper(tmp_path, "a.pdf", "Potholes in Mill Lane", "Kerbs")], ocr=False
        )
        ids = sorted(catalogue.passage_ids())
        before = catalogue.embedded(ids)
    db = sqlite3.connect(tmp_path / FILE_NAME)
    rows = db.execute("SELECT passage, id FROM passages").fetchall()
    for statement in TWELFTH:
        db.execute(statement)
    for number, key in rows:
        made = before[key]
        small = made.tokens.vectors * 18
        blobs = (made.dense, made.tokens.ids, made.tokens.scales / 18, small.astype(np.int8))
        row = (number, *(blob.astype(blob.dtype).tobytes() for blob in blobs))
        db.execute("INSERT INTO vectors VALUES (?, ?, ?, ?, ?)", row)
    db.execute("PRAGMA user_version = 12")
    db.commit()
    db.close()
    with Catalogue.open(tmp_path) as catalogue:
        after = catalogue.embedded(ids)
        assert catalogue.work.sound() == []
    assert list(after) == list(before)
    for key in ids:
        assert np.array_equal(after[key].tokens.ids, before[key].tokens.ids)
        assert np.array_equal(after[key].tokens.vectors, before[key].tokens.vectors)
        assert float(after[key].dense @ before[key].dense) > 0.9999
