"""The catalogue gives back what was put in, to those who may see it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.model import (
    Access,
    AgendaItem,
    ItemSource,
    MinuteMeeting,
    OutcomeClass,
    PaperKind,
    Reading,
    Resolution,
    Scope,
    Span,
)
from corpus.model.errors import CatalogueError, UnknownPaperError
from retrieval.ranking.late import floats
from tests.corpus.catalogue.filling import passage_on, put, reading_of
from tests.corpus.readings import readings
from tests.corpus.stand_ins import HashEmbedder

SECRET = "zanzibar"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(readings())
def test_a_reading_comes_back_equal(catalogue: Catalogue, reading: Reading) -> None:
    seq = put(catalogue, reading)
    name, paper_id = reading.paper.file_name, reading.paper.id
    try:
        assert catalogue.reading(paper_id) == reading
        assert catalogue.passages_of(paper_id) == tuple(passage_on(p) for p in reading.pages)
        assert catalogue.paper(paper_id).file_name == name
    finally:
        catalogue.work.leave(seq)
        catalogue.work.erase(seq)


def test_nothing_is_left_after_a_paper_is_erased(catalogue: Catalogue) -> None:
    seq = put(catalogue, reading_of("a", "Potholes in Long Road", "Budget"))
    catalogue.work.leave(seq)
    catalogue.work.erase(seq)
    db = sqlite3.connect(catalogue.data / FILE_NAME)
    tables = [
        "papers", "pages", "passages", "vectors", "token_frequencies", "word_frequencies",
        "passage_words", "page_words", "open_passage_words_docsize", "open_page_words_docsize",
    ]  # fmt: skip
    counts = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    db.close()
    assert set(counts.values()) == {0}, counts


def test_search_finds_words_in_their_forms_and_orders_by_score(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "The councillors debated potholes", "A café opened", "Pothole"))
    found = catalogue.lexical_passages('"pothole"', 10)
    assert len(found) == 2
    assert found[0][1] >= found[1][1] > 0
    assert [page for page, _ in catalogue.lexical_pages('"cafe"', 10)] == [("a" * 64, 2)]
    assert catalogue.lexical_passages('context : "line"', 10)
    assert catalogue.lexical_passages('"nowhere"', 10) == []


def test_pages_are_told_that_hold_a_word_in_any_form_or_several_as_they_stand(
    catalogue: Catalogue,
) -> None:
    put(catalogue, reading_of("a", "The buses stop here", "No potholes", "A re-inspected bus stop"))
    put(catalogue, reading_of("b", "A pothole and a bus"))
    put(catalogue, reading_of("c", "A closed bus", access=Access.EXEMPT))
    a, b, c = ("a" * 64, "b" * 64, "c" * 64)
    assert catalogue.pages_with("bus") == {a: (1, 3), b: (1,)}
    assert catalogue.pages_with("bus", Scope(clearance=Access.EXEMPT)) == {
        a: (1, 3),
        b: (1,),
        c: (1,),
    }
    assert catalogue.pages_with("bus", Scope(papers=(b,))) == {b: (1,)}
    assert catalogue.pages_with("bus stop") == {a: (3,)}
    assert catalogue.pages_with("stop bus") == {}
    assert catalogue.pages_with("re-inspected") == {a: (3,)}
    for typed in ('"', "", " & ", "body :", 'bus" OR "pothole', "NEAR(bus)"):
        assert a not in catalogue.pages_with(typed), typed


def test_furniture_is_not_searched(catalogue: Catalogue) -> None:
    reading = reading_of("a", "Page 7\nPotholes")
    page = replace(reading.pages[0], furniture=(Span(1, 0, 6),))
    put(catalogue, replace(reading, pages=(page,)))
    assert catalogue.lexical_pages('"7"', 5) == []
    assert len(catalogue.lexical_pages('"potholes"', 5)) == 1


def test_a_broken_expression_is_an_error_that_says_so(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="did not answer"):
        catalogue.lexical_passages('"', 10)


def test_token_vectors_and_frequencies(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "red green", "red red"))
    made = HashEmbedder().embed(["Context line\nred green"])[0].tokens
    ids = [p.id for p in catalogue.passages_of("a" * 64)]
    embedded = catalogue.embedded([*ids, "unknown"])
    kept = {key: one.tokens for key, one in embedded.items()}
    assert list(kept) == ids or set(kept) == set(ids)
    similar = floats(kept[ids[0]]) @ floats(made).T
    assert np.diag(similar).min() > 0.98
    assert np.array_equal(kept[ids[0]].ids, made.ids)
    red, green = made.ids[2], made.ids[3]
    assert catalogue.token_frequencies([red, green, -5]) == {red: 2, green: 1}
    assert catalogue.vocabulary() == {"red": 2, "green": 1, "context": 2, "line": 2}


def test_an_exempt_paper_is_nowhere_for_the_public(catalogue: Catalogue) -> None:
    secret = reading_of(
        "b", f"{SECRET} land deal", committee=f"{SECRET} Board", access=Access.EXEMPT
    )
    span = (Span(1, 0, 5),)
    said = Resolution(
        "b" * 64, "1", "2", SECRET, SECRET, "RESOLVED", OutcomeClass.RESOLVED, SECRET, None, span
    )
    minutes = MinuteMeeting("b" * 64, SECRET, date(2020, 1, 1), None, 1, 1)
    item = AgendaItem("b" * 64, "1", SECRET, 1, 1, ItemSource.HEADING)
    secret = replace(
        secret, items=(item,), meetings=(minutes,), resolutions=(said,), acronyms=((SECRET, "x"),)
    )
    put(catalogue, reading_of("a", "Open land"))
    put(catalogue, secret)
    key = next(p.id for p in catalogue.passages_of("b" * 64, Access.EXEMPT))

    def everything(clearance: Access) -> str:
        scope = Scope(clearance=clearance)
        return repr(
            [
                catalogue.papers(scope), catalogue.committees(clearance),
                catalogue.items("b" * 64, clearance), catalogue.meetings(scope),
                catalogue.minuted(clearance), catalogue.problems("b" * 64, clearance),
                catalogue.labels("b" * 64, clearance), catalogue.unread_pages(scope),
                catalogue.resolutions(scope), catalogue.acronyms(clearance),
                catalogue.vocabulary(clearance), catalogue.passages([key], clearance),
                catalogue.passages_of("b" * 64, clearance), catalogue.passage_ids(scope),
                catalogue.lexical_passages('"land"', 9, scope),
                catalogue.lexical_pages('"land"', 9, scope),
            ]
        )  # fmt: skip

    for hidden in (SECRET, "b" * 64, key):
        assert hidden not in everything(Access.PUBLIC)
        assert hidden in everything(Access.EXEMPT)
    for ask in (catalogue.paper, catalogue.reading, catalogue.pdf_path):
        with pytest.raises(UnknownPaperError):
            ask("b" * 64)
        ask("b" * 64, Access.EXEMPT)
    with pytest.raises(UnknownPaperError):
        catalogue.page("b" * 64, 1)


def test_exempt_pages_weigh_nothing_in_the_scores_of_the_public(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    """Scores are to the last digit those of a catalogue in which the pages are not."""
    said = reading_of("a", "The quay is sold", "Ferry timetable", f"Quay quay {SECRET}", "Quay")
    closed = replace(said.pages[2], access=Access.EXEMPT)
    put(catalogue, replace(said, pages=(*said.pages[:2], closed, said.pages[3])))
    secret = reading_of("b", "quay " * 9, access=Access.EXEMPT)
    seq = put(catalogue, secret)
    catalogue.work.describe(seq, replace(secret.paper, access=Access.PUBLIC), None)
    assert len(catalogue.lexical_pages('"quay"', 9)) == 3
    catalogue.work.describe(seq, secret.paper, None)
    left = replace(said, pages=(*said.pages[:2], said.pages[3]))
    with Catalogue.open(tmp_path / "other") as other:
        put(other, replace(left, paper=replace(said.paper, page_count=3)))
        for match in ('"quay"', '"ferry" OR "quay"', f'"{SECRET}"'):
            assert catalogue.lexical_pages(match, 9) == other.lexical_pages(match, 9)
            assert catalogue.lexical_passages(match, 9) == other.lexical_passages(match, 9)
    assert catalogue.vocabulary()["quay"] == 2
    assert len(catalogue.lexical_pages('"quay"', 9, Scope(clearance=Access.EXEMPT))) == 4
    assert catalogue.work.sound() == []


def test_open_passages_are_embedded_as_if_there_were_no_exempt_ones(catalogue: Catalogue) -> None:
    read = reading_of("a", "pier", "sale", "ferry")
    first, closed, last = read.pages
    read = replace(read, pages=(first, replace(closed, access=Access.EXEMPT), last))
    seq = catalogue.work.begin(read.paper.id, read.paper.file_name, Access.PUBLIC, None)
    catalogue.work.store_reading(seq, read, [passage_on(page) for page in read.pages])
    runs = catalogue.work.vectors.runs(seq)
    assert [run.texts for run in runs] == [("pier", "ferry"), ("sale",)]


def test_access_can_change_and_the_words_follow(catalogue: Catalogue) -> None:
    reading = reading_of("a", SECRET)
    seq = put(catalogue, reading)
    assert SECRET in catalogue.vocabulary()
    catalogue.work.describe(seq, replace(reading.paper, access=Access.EXEMPT), None)
    assert SECRET not in catalogue.vocabulary()
    assert SECRET in catalogue.vocabulary(Access.EXEMPT)
    assert catalogue.papers() == ()


def test_scopes(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "x", committee="Cabinet", day=date(2017, 10, 9)), item="4")
    put(catalogue, reading_of("b", "x", committee="Planning", day=date(2018, 5, 1)), item="5")
    put(catalogue, reading_of("c", "x"))

    def names(scope: Scope) -> list[str]:
        lexical = {key for key, _ in catalogue.lexical_passages('"x"', 9, scope)}
        assert lexical == catalogue.passage_ids(scope)
        by_words = sorted(p.paper_id[0] for p in catalogue.passages(list(lexical)).values())
        if scope.item is None:
            assert sorted(p.file_name[0] for p in catalogue.papers(scope)) == by_words
        return by_words

    assert names(Scope()) == ["a", "b", "c"]
    assert names(Scope(committee="cabinet")) == ["a"]
    assert names(Scope(since=date(2017, 10, 9))) == ["a", "b"]
    assert names(Scope(until=date(2017, 10, 9))) == ["a"]
    assert names(Scope(papers=("b.pdf", "c" * 64))) == ["b", "c"]
    assert names(Scope(kinds=(PaperKind.REPORT,))) == []
    assert names(Scope(item="4")) == ["a"]
    assert [p.file_name for p in catalogue.papers()] == ["b.pdf", "a.pdf", "c.pdf"]
    assert catalogue.committees() == ("Cabinet", "Planning")


def test_a_paper_is_found_by_the_beginning_of_its_id(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "x"))
    assert catalogue.paper("aaaaaaaa").file_name == "a.pdf"
    for name in ("aaaa", "aaaaaaa*", "A.PDF", "", "%"):
        with pytest.raises(UnknownPaperError, match="minutebook list"):
            catalogue.paper(name)


def test_the_generation_moves_with_what_can_be_seen(catalogue: Catalogue) -> None:
    before = catalogue.generation
    seq = put(catalogue, reading_of("a", "x"))
    assert catalogue.generation == before + 1
    catalogue.work.leave(seq)
    assert catalogue.generation == before + 2


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 1000)
    with pytest.raises(CatalogueError, match="damaged"):
        Catalogue.open(tmp_path)


def test_a_catalogue_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(CatalogueError, match="update"):
        Catalogue.open(tmp_path)


def test_a_data_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(CatalogueError, match="data folder"):
        Catalogue.open(tmp_path / "data")


def test_a_closed_catalogue_says_so(tmp_path: Path) -> None:
    catalogue = Catalogue.open(tmp_path)
    catalogue.close()
    with pytest.raises(CatalogueError, match="closed"):
        catalogue.papers()
