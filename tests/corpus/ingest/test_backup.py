"""Backups are whole: what is on its way in, verdicts and sign-outs; and files that were gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest import back_up, restore
from corpus.model import Access, CatalogueError, Scope
from corpus.model.events import Result
from tests.corpus.ingest.interrupted import cut_short, writer
from tests.corpus.stand_ins import MemoryIndex, paper

ALL = Scope(clearance=Access.EXEMPT)
pytestmark = pytest.mark.usefixtures("no_ocr")


def restored(catalogue: Catalogue, place: Path) -> Path:
    back_up(catalogue, place / "saved.tar")
    restore(place / "saved.tar", place / "other")
    return place / "other"


@pytest.mark.parametrize("read", [False, True])
def test_what_is_on_its_way_in_is_in_the_backup_with_its_file(
    catalogue: Catalogue, tmp_path: Path, read: bool
) -> None:
    index = MemoryIndex()
    writer(catalogue, index).add([paper(tmp_path, "a.pdf", "x")])
    cut_short(
        catalogue, [paper(tmp_path, "secret.pdf", "y")],
        read=read, index=index, access=Access.EXEMPT,
    )  # fmt: skip
    with Catalogue.open(restored(catalogue, tmp_path)) as other:
        again = writer(other)
        again.rebuild()
        assert again.check() == ()
        assert other.work.unfinished() == []
        assert [one.file_name for one in other.papers()] == ["a.pdf"]
        assert {one.file_name for one in other.papers(ALL)} == {"a.pdf", "secret.pdf"}


def test_what_is_on_its_way_out_or_given_up_is_not(catalogue: Catalogue, tmp_path: Path) -> None:
    ingest = writer(catalogue)
    ingest.add([paper(tmp_path, "a.pdf", "x"), paper(tmp_path, "b.pdf", "y")])
    gone = catalogue.work.find(catalogue.paper("b.pdf").id)
    assert gone is not None
    cut_short(catalogue, [paper(tmp_path, "c.pdf", "z")])
    (left,) = catalogue.work.unfinished()
    catalogue.kept(left.id).unlink()
    catalogue.work.leave(gone.seq)
    with Catalogue.open(restored(catalogue, tmp_path)) as other:
        assert other.work.unfinished() == []
        again = writer(other)
        again.rebuild()
        assert again.check() == ()
        assert [one.file_name for one in other.papers()] == ["a.pdf"]


def test_verdicts_sign_outs_and_runs_are_in_it(catalogue: Catalogue, tmp_path: Path) -> None:
    writer(catalogue).add([paper(tmp_path, "a.pdf", "x")])
    data, other = tmp_path / "data", tmp_path / "other"
    (data / "reviews.jsonl").write_text('{"question": "Why?"}\n')
    (data / "sign_outs.jsonl").write_text('\n{"key": "k", "until": 9}\n')
    (data / "runs").mkdir()
    (data / "runs" / "2026-1.json").write_text("{}")
    other.mkdir()
    (other / "sign_outs.jsonl").write_text('{"key": "later", "until": 9}\n')
    restored(catalogue, tmp_path)
    assert (other / "reviews.jsonl").read_text() == '{"question": "Why?"}\n'
    lines = filter(None, (other / "sign_outs.jsonl").read_text().splitlines())
    assert [json.loads(line)["key"] for line in lines] == ["k", "later"]
    assert (other / "runs" / "2026-1.json").read_text() == "{}"
    assert (other / "reviews.jsonl").stat().st_mode & 0o777 == 0o600
    assert not (other / "writer.json").exists()


def test_a_file_that_is_gone_is_named_and_comes_back_when_it_is_added_again(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest = writer(catalogue)
    path = paper(tmp_path, "a.pdf", "x")
    added = ingest.add([path])[0].paper
    assert added is not None
    catalogue.kept(added.id).unlink()
    assert "its PDF is gone; add the file again" in ingest.check()[0]
    with pytest.raises(CatalogueError, match=r"a\.pdf: its PDF is gone; add the file again"):
        back_up(catalogue, tmp_path / "saved.tar")
    (outcome,) = ingest.add([path])
    assert (outcome.result, outcome.note) == (Result.UNCHANGED, "its PDF is here again")
    assert catalogue.kept(added.id).read_bytes() == path.read_bytes()
    assert ingest.check() == ()
    assert back_up(catalogue, tmp_path / "saved.tar") == 1


def test_marks_of_papers_that_have_gone_are_in_it(catalogue: Catalogue, tmp_path: Path) -> None:
    ingest = writer(catalogue)
    path = paper(tmp_path, "a.pdf", "secret")
    ingest.add([path], access=Access.EXEMPT)
    ingest.remove(["a.pdf"])
    with Catalogue.open(restored(catalogue, tmp_path)) as other:
        writer(other).add([path])
        assert other.papers() == ()
        assert len(other.papers(ALL)) == 1
