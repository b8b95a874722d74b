"""The newest papers and decisions, and what is asked of many pages or words at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, DecisionKind, OutcomeClass, PaperKind, Resolution, Scope, Span
from tests.corpus.catalogue.filling import put, reading_of

EXEMPT = Scope(clearance=Access.EXEMPT)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path) as opened:
        yield opened


def decided(letter: str, title: str, kind: DecisionKind = DecisionKind.DECISION) -> Resolution:
    return Resolution(
        letter * 64, None, "1", title, "That it be agreed", "RESOLVED", OutcomeClass.CARRIED,
        None, None, (Span(1, 0, 4),), kind=kind,
    )  # fmt: skip


def test_newest_papers_are_dated_ones_of_their_kinds(catalogue: Catalogue) -> None:
    for letter, day in (("a", 3), ("b", 9), ("c", None), ("d", 5)):
        put(catalogue, reading_of(letter, "Ferry", day=date(2024, 5, day) if day else None))
    exempt = reading_of("e", "Quay", day=date(2024, 5, 20), access=Access.EXEMPT)
    put(catalogue, exempt)
    minutes = Scope(kinds=(PaperKind.MINUTES,))
    names = [paper.file_name for paper in catalogue.newest_papers(2, minutes)]
    assert names == ["b.pdf", "d.pdf"]
    cleared = catalogue.newest_papers(9, replace(minutes, clearance=Access.EXEMPT))
    assert [paper.file_name for paper in cleared] == ["e.pdf", "b.pdf", "d.pdf", "a.pdf"]
    assert catalogue.newest_papers(9, Scope(kinds=(PaperKind.REPORT,))) == ()
    until = replace(minutes, until=date(2024, 5, 4))
    assert [paper.file_name for paper in catalogue.newest_papers(9, until)] == ["a.pdf"]


def test_newest_decisions_are_of_the_newest_papers_that_hold_any(catalogue: Catalogue) -> None:
    held = {
        "a": (date(2024, 5, 3), decided("a", "Ferry")),
        "b": (date(2024, 5, 9), decided("b", "Work list", DecisionKind.ACTION)),
        "c": (date(2024, 5, 7), decided("c", "Quay")),
        "d": (date(2024, 4, 1), decided("d", "Lido")),
    }
    for letter, (day, one) in held.items():
        reading = reading_of(letter, "Text of it", committee="Harbour Board", day=day)
        put(catalogue, replace(reading, resolutions=(one,)))
    found = catalogue.newest_decisions(2)
    assert [(one.title, one.committee, one.date) for one in found] == [
        ("Quay", "Harbour Board", date(2024, 5, 7)),
        ("Ferry", "Harbour Board", date(2024, 5, 3)),
    ]
    until = Scope(until=date(2024, 5, 4))
    assert [one.title for one in catalogue.newest_decisions(2, until)] == ["Ferry", "Lido"]


def test_decisions_of_exempt_papers_are_none_of_the_newest(catalogue: Catalogue) -> None:
    reading = reading_of("a", "Text", day=date(2024, 5, 3), access=Access.EXEMPT)
    put(catalogue, replace(reading, resolutions=(decided("a", "Ferry"),)))
    assert catalogue.newest_decisions(5) == ()
    assert [one.title for one in catalogue.newest_decisions(5, EXEMPT)] == ["Ferry"]


def test_papers_by_id_are_those_in_scope_in_their_order(catalogue: Catalogue) -> None:
    for letter, day in (("a", 3), ("b", 9)):
        put(catalogue, reading_of(letter, "Ferry", day=date(2024, 5, day)))
    by_id = catalogue.papers_by_id()
    assert list(by_id) == ["b" * 64, "a" * 64]
    assert tuple(by_id.values()) == catalogue.papers()
    assert list(catalogue.papers_by_id(Scope(until=date(2024, 5, 4)))) == ["a" * 64]


def test_printed_numbers_of_pages_are_asked_for_together(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "Ferry", "Pier"))
    put(catalogue, reading_of("b", "Quay", access=Access.EXEMPT))
    pages = [("a" * 64, 2), ("a" * 64, 9), ("b" * 64, 1)]
    assert catalogue.labels_of(pages) == {("a" * 64, 2): "p2"}
    assert catalogue.labels_of(pages, Access.EXEMPT) == {("a" * 64, 2): "p2", ("b" * 64, 1): "p1"}


def test_passages_with_a_word_are_counted_for_whom_may_see_them(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "Ferry fares", "Ferry times"))
    put(catalogue, reading_of("b", "Ferry", access=Access.EXEMPT))
    words = ("ferry", "fares", "quay", "14")
    assert catalogue.word_counts(words) == {"ferry": 2, "fares": 1}
    assert catalogue.word_counts(words, Access.EXEMPT) == {"ferry": 3, "fares": 1}
