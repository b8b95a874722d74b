"""What was said of a paper is obeyed by whoever finishes it, and outlives the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, PaperKind, Particulars, Scope, records
from corpus.model.events import Result
from tests.corpus.ingest.interrupted import cut_short, writer
from tests.corpus.stand_ins import MemoryIndex, paper

ALL = Scope(clearance=Access.EXEMPT)
pytestmark = pytest.mark.usefixtures("no_ocr")


def names(catalogue: Catalogue, scope: Scope | None = None) -> list[str]:
    return sorted(one.file_name for one in catalogue.papers(scope or Scope()))


@pytest.mark.parametrize("read", [False, True])
def test_a_paper_left_unread_keeps_the_access_it_was_given(
    catalogue: Catalogue, tmp_path: Path, read: bool
) -> None:
    index = MemoryIndex()
    cut_short(
        catalogue, [paper(tmp_path, "secret.pdf", "secret words")],
        read=read, index=index, access=Access.EXEMPT,
    )  # fmt: skip
    writer(catalogue, index).add([paper(tmp_path, "other.pdf", "x")], access=Access.PUBLIC)
    assert names(catalogue) == ["other.pdf"]
    assert names(catalogue, ALL) == ["other.pdf", "secret.pdf"]
    assert catalogue.lexical_passages('"secret"', 5) == []


def test_correcting_another_paper_does_not_open_what_was_left(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    index = MemoryIndex()
    added = writer(catalogue, index).add([paper(tmp_path, "open.pdf", "x")])[0].paper
    assert added is not None
    cut_short(catalogue, [paper(tmp_path, "secret.pdf", "y")], index=index, access=Access.EXEMPT)
    said = Particulars(title="Open", access=Access.PUBLIC)
    writer(catalogue, index).correct(added.id, said)
    assert names(catalogue) == ["open.pdf"]
    assert catalogue.paper("open.pdf").file_name == "open.pdf"


def test_what_was_given_with_a_file_is_kept_with_it(catalogue: Catalogue, tmp_path: Path) -> None:
    given = {"a.pdf": Particulars(kind=PaperKind.TRACKER, committee="Cabinet")}
    cut_short(catalogue, [paper(tmp_path, "a.pdf", "x")], given=given)
    ingest = writer(catalogue)
    ingest.add([paper(tmp_path, "b.pdf", "y")], given={"b.pdf": Particulars(committee="Audit")})
    found = catalogue.paper("a.pdf")
    assert (found.kind, found.committee) == (PaperKind.TRACKER, "Cabinet")
    assert catalogue.paper("b.pdf").committee == "Audit"


def test_a_paper_called_open_that_says_otherwise_is_open_whoever_finishes_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "Not for publication")
    index = MemoryIndex()
    cut_short(catalogue, [path], index=index, access=Access.PUBLIC)
    ingest = writer(catalogue, index)
    ingest.add([paper(tmp_path, "b.pdf", "y")], access=Access.EXEMPT)
    assert names(catalogue) == ["a.pdf"]
    ingest.add([path], again=True)
    assert names(catalogue) == ["a.pdf"]


def test_marks_outlive_removal_until_somebody_says_otherwise(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    path = paper(tmp_path, "a.pdf", "secret", "more")
    ingest.add([path], access=Access.EXEMPT)
    ingest.remove(["a.pdf"])
    assert names(catalogue, ALL) == []
    # Under whatever name.
    ingest.add([path.rename(tmp_path / "b.pdf")])
    assert (names(catalogue), names(catalogue, ALL)) == ([], ["b.pdf"])
    ingest.add([tmp_path / "b.pdf"], access=Access.PUBLIC)
    assert names(catalogue) == ["b.pdf"]
    ingest.remove(["b.pdf"])
    ingest.add([tmp_path / "b.pdf"])
    assert names(catalogue) == ["b.pdf"]


def test_closed_pages_outlive_removal(catalogue: Catalogue, tmp_path: Path) -> None:
    ingest = writer(catalogue)
    path = paper(tmp_path, "a.pdf", "open", "secret")
    ingest.add([path], given={"a.pdf": Particulars(title="T", exempt_pages=((2, 2),))})
    ingest.remove(["a.pdf"])
    ingest.add([path])
    kept = catalogue.work.find(catalogue.paper("a.pdf").id)
    assert kept is not None
    assert '"exempt_pages":[[2,2]]' in str(kept.given)
    assert '"title":"T"' not in str(kept.given)


def test_an_old_version_that_is_added_again_is_closed_as_it_was(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    old = paper(tmp_path / "old", "a.pdf", "old secret")
    ingest.add([old], access=Access.EXEMPT)
    ingest.add([paper(tmp_path, "a.pdf", "new words")], access=Access.PUBLIC)
    assert names(catalogue) == ["a.pdf"]
    ingest.add([old.rename(tmp_path / "old" / "first draft.pdf")])
    assert names(catalogue) == ["a.pdf"]
    assert names(catalogue, ALL) == ["a.pdf", "first draft.pdf"]


def test_a_correction_that_closes_a_paper_closes_it_at_once(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    index = MemoryIndex()
    path = paper(tmp_path, "a.pdf", "x")
    writer(catalogue, index).add([path])
    given = {"a.pdf": Particulars(title="Closed", access=Access.EXEMPT)}
    cut_short(catalogue, [path], index=index, given=given)
    assert names(catalogue) == []
    writer(catalogue, index).drop()
    assert names(catalogue) == []
    assert names(catalogue, ALL) == ["a.pdf"]


def test_open_as_a_mere_repetition_says_nothing_against_what_is_found_later(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    (outcome,) = ingest.add([paper(tmp_path, "a.pdf", "x")], access=Access.PUBLIC)
    assert outcome.result is Result.ADDED
    kept = catalogue.work.find(catalogue.paper("a.pdf").id)
    assert kept is not None
    assert "public" not in str(kept.given)


@pytest.mark.parametrize(("words", "is_open"), [("Words", True), ("Not for publication", False)])
def test_what_was_said_of_access_is_taken_back_and_the_paper_goes_by_its_words(
    catalogue: Catalogue, tmp_path: Path, words: str, is_open: bool
) -> None:
    ingest = writer(catalogue)
    ingest.add([paper(tmp_path, "a.pdf", words)], given={"a.pdf": Particulars(title="T")})
    paper_id = catalogue.paper("a.pdf", Access.EXEMPT).id
    ingest.correct(paper_id, Particulars(title="T", access=Access.EXEMPT))
    assert names(catalogue) == []
    back = Particulars(title="T", without=("access",))
    ingest.correct(paper_id, back)
    assert names(catalogue) == (["a.pdf"] if is_open else [])
    kept = catalogue.work.find(paper_id)
    assert kept is not None
    assert kept.given == records.dump(Particulars(title="T"))
    assert ingest.check() == ()
