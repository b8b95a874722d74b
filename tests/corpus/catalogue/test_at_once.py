"""Several at once on one catalogue: whoever asks sees each change whole, and no lock is met."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Page
from corpus.model.errors import UnknownPaperError
from tests.corpus.catalogue.filling import put, reading_of


def test_a_replacement_is_seen_whole_or_not_at_all(catalogue: Catalogue) -> None:
    put(catalogue, reading_of("a", "old"))
    new = reading_of("b", "new")
    new = replace(new, paper=replace(new.paper, file_name="a.pdf"))
    seen: list[list[str]] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.append([page.text for p in catalogue.papers() for page in _pages(catalogue, p.id)])

    watcher = threading.Thread(target=look)
    watcher.start()
    put(catalogue, new)
    stop.set()
    watcher.join()
    assert [p.id for p in catalogue.papers()] == ["b" * 64]
    assert all(texts in (["old"], ["new"], []) for texts in seen)
    assert catalogue.paper_count == 1


def _pages(catalogue: Catalogue, paper_id: str) -> tuple[Page, ...]:
    try:
        return catalogue.reading(paper_id).pages
    except UnknownPaperError:
        return ()


def test_many_threads_ask_while_one_writes(catalogue: Catalogue) -> None:
    failures: list[Exception] = []

    def ask() -> None:
        try:
            for _ in range(30):
                catalogue.lexical_passages('"text"', 5)
                catalogue.papers()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for letter in "abcdef":
        put(catalogue, reading_of(letter, "text"))
    for thread in threads:
        thread.join()
    assert failures == []
    assert catalogue.paper_count == 6


def test_two_catalogues_on_one_folder_see_each_other(catalogue: Catalogue) -> None:
    with Catalogue.open(catalogue.data) as other:
        put(other, reading_of("a", "x"))
        assert [p.file_name for p in catalogue.papers()] == ["a.pdf"]
        assert catalogue.generation == other.generation


def test_a_new_folder_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    failures: list[Exception] = []

    def open_it(folder: Path, together: threading.Barrier) -> None:
        together.wait()
        try:
            with Catalogue.open(folder) as opened:
                opened.papers()
        except Exception as error:
            failures.append(error)

    for number in range(60):
        together = threading.Barrier(4)
        arguments = (tmp_path / str(number), together)
        threads = [threading.Thread(target=open_it, args=arguments) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
