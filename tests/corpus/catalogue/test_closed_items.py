"""Items that a public agenda closes are told to everybody, by its own words and no others."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, Scope
from tests.conftest import ROOT
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

SAMPLE = ROOT / "corpus" / "sample"


def test_the_sample_agenda_names_two(tmp_path: Path) -> None:
    packs = sorted(SAMPLE.rglob("*agenda-pack*.pdf"))
    with Catalogue.open(tmp_path) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add(packs, ocr=False)
        held = catalogue.papers(Scope(clearance=Access.EXEMPT))
        closed = {paper.file_name: catalogue.closed_items(paper.id) for paper in held}
        named = {name: marked for name, marked in closed.items() if marked}
        (name,) = named
        assert "with-part-ii" in name
        assert [(one.item.number, one.words) for one in named[name]] == [
            ("7", "PART II - CLOSED TO THE PUBLIC"),
            ("8", "PART II - CLOSED TO THE PUBLIC"),
        ]
        assert named[name][1].item.title == "Tannery Fields - Terms of Sale"
        paper = catalogue.paper(name)
        assert not {"7", "8"} & {item.number for item in catalogue.items(paper.id)}
        assert catalogue.closed_items(paper.id, Access.EXEMPT) == named[name]
        assert catalogue.closed_items("0" * 64) == ()
        every = [*(paper.id for paper in held), "0" * 64]
        assert catalogue.closed_in(every) == {paper.id: named[name]}
