"""What officers say of links stays with both papers, and nobody sees a part that he may not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, CorrectionError, JudgedLink, LinkVerdict
from corpus.model.particulars import Particulars
from retrieval.matters import Record, RecordEntry, RecordSearch
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

SAMPLE = Path(__file__).parents[3] / "corpus" / "sample"
JUNE, NOVEMBER = "2023-06-13-cabinet-minutes.pdf", "2023-11-14-cabinet-minutes.pdf"
WASTE = "Waste collection: future of the contract"


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("added")
    with Catalogue.open(data) as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add(
            [SAMPLE / JUNE, SAMPLE / NOVEMBER], ocr=False
        )
    return data


@pytest.fixture
def held(added: Path, tmp_path: Path) -> Iterator[Catalogue]:
    shutil.copytree(added, tmp_path / "data")
    with Catalogue.open(tmp_path / "data") as catalogue:
        yield catalogue


def ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex())


def waste(catalogue: Catalogue, clearance: Access = Access.PUBLIC) -> RecordEntry:
    """Return the decision to negotiate an extension, which November's minutes follow."""
    found = Record(catalogue, clearance).search(RecordSearch())
    return next(
        one for one in found if one.decided.title == WASTE and "negotiate" in one.decided.text
    )


def judged(
    catalogue: Catalogue, verdict: LinkVerdict, clearance: Access = Access.PUBLIC
) -> JudgedLink:
    entry = waste(catalogue, clearance)
    (link,) = (*entry.links, *entry.rejected)
    made = Record(catalogue, clearance).judge(entry, link, verdict, "R. Ash")
    catalogue.work.links.keep(made)
    return made


def test_what_is_rejected_is_shown_no_more_and_can_be_taken_back(held: Catalogue) -> None:
    (link,) = waste(held).links
    assert (link.mention.number, link.verdict) == ("53", None)
    made = judged(held, LinkVerdict.REJECTED)
    entry = waste(held)
    assert entry.links == ()
    assert [one.verdict for one in entry.rejected] == [LinkVerdict.REJECTED]
    judged(held, LinkVerdict.CONFIRMED)
    assert [one.verdict for one in waste(held).links] == [LinkVerdict.CONFIRMED]
    assert len(held.links()) == 1
    assert held.work.links.take_back(made.id[:8]).by == "R. Ash"
    assert [one.verdict for one in waste(held).links] == [None]
    with pytest.raises(CorrectionError, match="nothing"):
        held.work.links.take_back(made.id)


def test_it_is_kept_when_a_paper_is_read_again(held: Catalogue) -> None:
    judged(held, LinkVerdict.REJECTED)
    ingest(held).add([SAMPLE / NOVEMBER], again=True, ocr=False)
    assert waste(held).links == ()


def test_it_is_handed_on_to_the_next_version_of_a_paper(held: Catalogue, tmp_path: Path) -> None:
    judged(held, LinkVerdict.REJECTED)
    newer = tmp_path / NOVEMBER
    newer.write_bytes((SAMPLE / NOVEMBER).read_bytes() + b"\n% printed again\n")
    ingest(held).add([newer], ocr=False)
    (kept,) = held.links()
    assert kept.fits
    assert kept.link.later.paper_id == held.paper(NOVEMBER).id
    assert waste(held).links == ()


def test_it_goes_with_either_paper(held: Catalogue) -> None:
    made = judged(held, LinkVerdict.REJECTED)
    ingest(held).remove([NOVEMBER])
    assert held.links() == ()
    with pytest.raises(CorrectionError, match="not in the catalogue"):
        held.work.links.keep(made)


def test_nobody_sees_a_judgement_of_pages_that_are_closed_to_him(held: Catalogue) -> None:
    judged(held, LinkVerdict.CONFIRMED)
    assert len(held.links()) == 1
    november = held.paper(NOVEMBER)
    ingest(held).correct(november.id, Particulars(access=Access.EXEMPT))
    assert held.links() == ()
    assert len(held.links(Access.EXEMPT)) == 1
    assert waste(held).links == ()


def test_words_that_are_gone_are_told_of_and_change_nothing(held: Catalogue) -> None:
    made = judged(held, LinkVerdict.REJECTED)
    other = replace(made.later, words=replace(made.later.words, words="that pigs may fly"))
    held.work.links.take_back(made.id)
    held.work.links.keep(replace(made, later=other))
    assert [one.fits for one in held.links()] == [False]
    assert len(waste(held).links) == 1
