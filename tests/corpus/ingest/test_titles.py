"""Titles that somebody gives: they name the paper, and stay beside what else is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import PaperKind, Particulars
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, ReaderHere, paper

pytestmark = pytest.mark.usefixtures("no_ocr")


def writer(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReaderHere)


def test_a_title_that_somebody_gave_names_the_paper_until_it_is_taken_back(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    path = paper(tmp_path, "a.pdf", "x")
    ingest.add([path])
    found = catalogue.paper("a.pdf")
    read, paper_id = found.title, found.id
    assert (found.titled, found.called) == (False, "a.pdf")
    ingest.correct(paper_id, Particulars(title="Mooring fees", titled=True))
    found = catalogue.paper("a.pdf")
    assert (found.titled, found.called) == (True, "Mooring fees (a.pdf)")
    assert catalogue.reading(paper_id).paper.titled
    # Whoever says something else of it says nothing against its title.
    ingest.correct(paper_id, Particulars(committee="Harbour Panel"))
    found = catalogue.paper("a.pdf")
    assert (found.title, found.titled, found.committee) == ("Mooring fees", True, "Harbour Panel")
    ingest.add([path], again=True)
    # Another version takes it over.
    ingest.add([paper(tmp_path, "a.pdf", "y")])
    found = catalogue.paper("a.pdf")
    assert found.id != paper_id
    assert (found.title, found.titled) == ("Mooring fees", True)
    ingest.correct(found.id, Particulars(committee="Harbour Panel", without=("title",)))
    found = catalogue.paper("a.pdf")
    assert (found.title, found.titled, found.committee) == (read, False, "Harbour Panel")


def test_a_title_that_a_site_tells_is_kept_and_names_nothing(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    told = Particulars(title="Public pack 12/03/2026", told_by="democracy.example.gov.uk")
    ingest.add([paper(tmp_path, "a.pdf", "x")], given={"a.pdf": told})
    ingest.correct(catalogue.paper("a.pdf").id, Particulars(kind=PaperKind.TRACKER))
    found = catalogue.paper("a.pdf")
    assert (found.title, found.titled) == ("Public pack 12/03/2026", False)
    assert found.kind is PaperKind.TRACKER


def test_who_decides_on_closed_pages_takes_back_nothing_else(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    ingest.add([paper(tmp_path, "a.pdf", "x", "y")])
    paper_id = catalogue.paper("a.pdf").id
    ingest.correct(paper_id, Particulars(committee="Harbour Panel", kind=PaperKind.TRACKER))
    ingest.correct(paper_id, Particulars(exempt_pages=((2, 2),)))
    found = catalogue.paper("a.pdf")
    assert (found.committee, found.kind) == ("Harbour Panel", PaperKind.TRACKER)
    assert found.page_count == 1
