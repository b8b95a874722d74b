"""After a change only what changed is read again, whatever else there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue import catalogue as shelves
from corpus.catalogue import registers
from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.register import RegisterSearch
from tests.corpus.stand_ins import DecidingReader, HashEmbedder, MemoryIndex, paper


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the decisions and the papers' items that are made of rows."""
    found: list[str] = []
    entry_of, items_of = registers._entry_of, shelves.Catalogue._items_of

    def entry(*given: object) -> object:
        found.append("decision")
        return entry_of(*given)  # type: ignore[arg-type]

    def items(*given: object) -> object:
        found.append("items")
        return items_of(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(registers, "_entry_of", entry)
    monkeypatch.setattr(shelves.Catalogue, "_items_of", items)
    return found


def test_an_added_paper_has_its_own_decisions_and_items_read_and_no_others(
    tmp_path: Path, made: list[str]
) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        writer = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=DecidingReader)

        def told(word: str) -> set[str]:
            """Add a paper, and return of which files decisions are found."""
            writer.add([paper(tmp_path, f"{word}.pdf", f"The {word} is bought")], ocr=False)
            made.clear()
            for one in catalogue.papers():
                catalogue.items(one.id)
            names = {one.id: one.file_name for one in catalogue.papers()}
            found = catalogue.search_resolutions(RegisterSearch("bought")).resolutions
            return {names[said.paper_id] for said in found}

        assert told("pump") == {"pump.pdf"}
        first = list(made)
        assert first.count("items") == 1
        for count, word in enumerate(("boat", "tram", "ferry"), 2):
            assert len(told(word)) == count
            assert sorted(made) == sorted(first)


def test_decisions_of_a_paper_that_is_removed_or_replaced_are_found_no_longer(
    tmp_path: Path,
) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        writer = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=DecidingReader)

        def found(words: str) -> int:
            return len(catalogue.search_resolutions(RegisterSearch(words)).resolutions)

        for word in ("pump", "boat"):
            writer.add([paper(tmp_path, f"{word}.pdf", f"The {word} is bought")], ocr=False)
        each = found("pump")
        assert each == found("boat") > 0
        writer.add([paper(tmp_path, "pump.pdf", "The tram is bought")], ocr=False)
        assert (found("pump"), found("tram"), found("boat")) == (0, each, each)
        writer.remove(["boat.pdf"])
        assert (found("boat"), found("tram")) == (0, each)
