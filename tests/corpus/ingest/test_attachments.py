"""Attached files become papers of their own, as closed as what they came with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.cli.console import problems
from corpus.ingest import attachments
from corpus.ingest.ingest import Ingest
from corpus.model import Access, Particulars, Scope
from corpus.model.errors import ClosedPagesError, UnreadablePaperError
from corpus.model.events import Result
from corpus.pdf import attached, attached_content
from corpus.sandbox.reading_client import ReadingProcess
from tests.corpus.laid_over import with_attached
from tests.corpus.packs import Sheet, pdf
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

ALL = Scope(clearance=Access.EXEMPT)
NAME = "pack.pdf"
CLOSED = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A"
pytestmark = pytest.mark.usefixtures("no_tesseract")


@pytest.fixture
def ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReadingProcess)


def page(words: str) -> bytes:
    return pdf([Sheet().put(72, 80, words).prose(4)])


def given(folder: Path, files: Mapping[str, bytes], *pages: str, at: int = 0) -> Path:
    drawn = pdf([Sheet().put(72, 60, words).prose(4) for words in pages or ("Harbour Panel",)])
    path = folder / NAME
    path.write_bytes(with_attached(drawn, files, page=at))
    return path


def kept(catalogue: Catalogue) -> dict[str, Access]:
    return {one.file_name: one.access for one in catalogue.papers(ALL)}


def reasons(catalogue: Catalogue) -> list[str]:
    paper = catalogue.paper(NAME, Access.EXEMPT)
    return [one.reason for one in catalogue.problems(paper.id, Access.EXEMPT)]


@pytest.mark.parametrize("cover", [True, False])
def test_a_paper_whose_page_is_empty_holds_its_attached_files(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path, cover: bool
) -> None:
    path = tmp_path / NAME
    path.write_bytes(with_attached(pdf([Sheet()]), {"plan.pdf": page("A plan.")}, cover=cover))
    (outcome,) = ingest.add([path], ocr=False)
    assert "1 attached file was not read" in outcome.note
    assert ("the cover of a PDF collection" in outcome.note) is cover
    assert reasons(catalogue)[-1].startswith("attached file was not read, plan.pdf: add the paper")
    ingest.add([path], attachments=True)
    assert set(kept(catalogue)) == {NAME, "plan.pdf"}


def test_attached_files_are_named_and_read_only_when_asked_for(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = given(tmp_path, {"plan.pdf": page("A plan."), "fees.pdf": page("The fees.")})
    (outcome,) = ingest.add([path])
    assert "2 attached files were not read" in outcome.note
    assert kept(catalogue) == {NAME: Access.PUBLIC}
    (said,) = problems(catalogue, Access.PUBLIC)
    assert said.startswith("2 attached files of 1 paper not read")
    _, plan, fees = ingest.add([path], attachments=True)
    assert (plan.name, plan.result, plan.note) == ("plan.pdf", Result.ADDED, f"attached to {NAME}")
    assert kept(catalogue) == dict.fromkeys((NAME, "plan.pdf", fees.name), Access.PUBLIC)
    assert catalogue.page(catalogue.paper("plan.pdf").id, 1).text.startswith("A plan.")
    own = [f"attached file is a paper of its own, {name}" for name in ("plan.pdf", "fees.pdf")]
    assert reasons(catalogue) == own
    assert not problems(catalogue, Access.PUBLIC)
    # What is known of it stays known.
    ingest.add([path], again=True)
    assert reasons(catalogue) == own
    # Nobody is given them along with the paper, whatever is said of them later.
    with pytest.raises(ClosedPagesError):
        catalogue.pdf_path(catalogue.paper(NAME).id)


@pytest.mark.parametrize("way", ["as a whole", "by its words", "in part"])
def test_what_came_with_a_closed_paper_is_closed(
    way: str, ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    pages = {"as a whole": (), "by its words": (CLOSED,), "in part": ("Harbour Panel", CLOSED)}[way]
    path = given(tmp_path, {"valuation.pdf": page("A valuation.")}, *pages)
    access = Access.EXEMPT if way == "as a whole" else None
    ingest.add([path], attachments=True, access=access)
    assert kept(catalogue)["valuation.pdf"] is Access.EXEMPT
    # It stays so when it is read again; that the paper is open opens no page of it.
    ingest.add([path], again=True)
    ingest.add([path], attachments=True, access=Access.PUBLIC if way == "in part" else None)
    assert kept(catalogue)["valuation.pdf"] is Access.EXEMPT


def test_a_file_at_a_page_is_closed_where_the_page_is(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    files = {"plan.pdf": page("A plan.")}
    ingest.add([given(tmp_path, files, "Harbour Panel", CLOSED, at=1)], attachments=True)
    assert kept(catalogue) == {NAME: Access.PUBLIC, "plan.pdf": Access.PUBLIC}
    ingest.add([given(tmp_path, files, "Harbour Panel", CLOSED, at=2)], attachments=True)
    assert kept(catalogue)["plan.pdf"] is Access.EXEMPT


def test_what_it_says_itself_closes_it(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = given(tmp_path, {"offer.pdf": page(CLOSED)})
    ingest.add([path], attachments=True)
    assert kept(catalogue) == {NAME: Access.PUBLIC, "offer.pdf": Access.EXEMPT}


def test_it_replaces_no_paper_that_was_not_attached_there(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "minutes.pdf").write_bytes(page("The minutes of the Panel."))
    ingest.add([tmp_path / "minutes.pdf"])
    first = given(tmp_path, {"minutes.pdf": page("Other minutes.")})
    (*_, outcome) = ingest.add([first], attachments=True)
    assert (outcome.name, outcome.result) == ("minutes (2).pdf", Result.ADDED)
    second = given(tmp_path, {"minutes.pdf": page("Other minutes, mended.")})
    (*_, outcome) = ingest.add([second], attachments=True)
    assert (outcome.name, outcome.result) == ("minutes (2).pdf", Result.REPLACED)
    words = {p.file_name: catalogue.page(p.id, 1).text for p in catalogue.papers()}
    assert words["minutes.pdf"].startswith("The minutes of the Panel.")
    assert words["minutes (2).pdf"].startswith("Other minutes, mended.")


def test_odd_names_files_and_depths_do_no_harm(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    deep = page("The innermost.")
    for depth in range(5):
        deep = with_attached(page(f"Depth {depth}."), {f"within{depth}.pdf": deep})
    files = {
        "../../../escaped.pdf": page("Escaped."),
        "broken.pdf": b"%PDF-1.7 cut short",
        "sheet.xlsx": b"PK\x03\x04",
        "not.pdf": b"no PDF at all",
        "deep.pdf": deep,
    }
    outcomes = ingest.add([given(tmp_path, files)], attachments=True)
    skipped = [one.reason for one in outcomes if one.result is Result.SKIPPED]
    assert len(skipped) == 1
    assert skipped[0].startswith("broken.pdf: ")
    names = {NAME, "escaped.pdf", "deep.pdf", "within4.pdf", "within3.pdf"}
    assert set(kept(catalogue)) == names
    assert {path.name for path in tmp_path.rglob("*.pdf") if "papers" not in path.parts} == {NAME}
    assert sum("was not read" in one for one in reasons(catalogue)) == 3


def test_there_are_limits(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "MOST_ATTACHED", 2)
    monkeypatch.setattr(attachments, "MOST_ATTACHED", 2)
    monkeypatch.setattr("corpus.ingest.files.MOST_ATTACHED", 2)
    many = {f"p{n}.pdf": page(f"Paper {n}.") for n in range(4)}
    ingest.add([given(tmp_path, many)], attachments=True)
    assert set(kept(catalogue)) == {NAME, "p0.pdf", "p1.pdf"}


def test_a_file_that_is_too_large_is_not_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_attached(page("Harbour Panel"), {"large.pdf": b"%PDF-" + bytes(2000)})
    assert attached_content(data, 0) is not None
    monkeypatch.setattr(attached, "MOST_BYTES", 1000)
    with pytest.raises(UnreadablePaperError, match="larger than"):
        attached_content(data, 0)


def test_a_correction_by_file_name_reaches_it(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = given(tmp_path, {"plan.pdf": page("A plan.")})
    ingest.add([path], attachments=True, given={"plan.pdf": Particulars(title="Plan of the quay")})
    assert catalogue.paper("plan.pdf").title == "Plan of the quay"


def test_it_is_closed_when_what_it_came_with_is(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    deep = with_attached(page("A plan."), {"detail.pdf": page("A detail.")})
    path = given(tmp_path, {"plan.pdf": deep})
    (tmp_path / "other.pdf").write_bytes(page("Another paper."))
    ingest.add([path, tmp_path / "other.pdf"], attachments=True)
    assert set(kept(catalogue).values()) == {Access.PUBLIC}
    ingest.correct(catalogue.paper(NAME).id, Particulars(access=Access.EXEMPT))
    closed = {name for name, access in kept(catalogue).items() if access is Access.EXEMPT}
    assert closed == {NAME, "plan.pdf", "detail.pdf"}
    # Opening it opens nothing that came with it: somebody has to say so of each.
    ingest.correct(catalogue.paper(NAME, Access.EXEMPT).id, Particulars(access=Access.PUBLIC))
    assert kept(catalogue)["plan.pdf"] is Access.EXEMPT
