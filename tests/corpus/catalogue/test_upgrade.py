"""Catalogues of earlier versions are brought up to date where they stand."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, DecisionKind
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
ELEVENTH = ("ALTER TABLE pages DROP COLUMN annotations",)
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
    now = shape(tmp_path)
    db = sqlite3.connect(tmp_path / FILE_NAME)
    for statement in (*undone, f"PRAGMA user_version = {version}"):
        db.execute(statement)
    db.close()
    assert shape(tmp_path) != now
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.reading(before.paper.id) == before
        assert catalogue.work.scans.waiting() == {before.paper.id: 1}
        assert [one.entry.id for one in catalogue.work.namesakes("a.pdf")] == [before.paper.id]
        assert len(catalogue.lexical_pages('"potholes"', 9)) == 1
        assert catalogue.work.sound() == []
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
