"""Named sets of papers: what is in them, who is told of them, and what becomes of their papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.cli.commands import main
from corpus.ingest.ingest import Ingest
from corpus.masks import read_masks
from corpus.model import Access, CollectionError, Scope
from corpus.register import RegisterSearch
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, pdf

CLEARED = Access.EXEMPT


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "data") as opened:
        yield opened


def add(catalogue: Catalogue, folder: Path, access: Access | None = None, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.pdf").write_bytes(pdf(text))
    Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader).add(
        [folder / f"{name}.pdf" for name in texts], access=access
    )


def names(catalogue: Catalogue, collection: str, clearance: Access = Access.PUBLIC) -> list[str]:
    scope = Scope(clearance=clearance, collection=collection)
    return sorted(paper.file_name for paper in catalogue.papers(scope))


def put(catalogue: Catalogue, name: str, *papers: str) -> int:
    ids = [catalogue.paper(f"{paper}.pdf", CLEARED).id for paper in papers]
    return catalogue.work.collections.put_in(name, ids)


def test_a_collection_limits_every_search(catalogue: Catalogue, tmp_path: Path) -> None:
    add(catalogue, tmp_path / "in", a="the lido is cold", b="the lido is warm", c="a pier")
    assert put(catalogue, "Lido  inquiry", "a", "b") == 2
    assert put(catalogue, "LIDO inquiry", "b", "c") == 1
    (held,) = catalogue.collections()
    assert (held.name, len(held.papers), held.closed) == ("Lido inquiry", 3, False)
    c = catalogue.paper("c.pdf").id
    assert catalogue.work.collections.take_out("lido inquiry", [c]) == 1
    assert names(catalogue, "lido INQUIRY") == ["a.pdf", "b.pdf"]
    put(catalogue, "One", "a")
    scope = Scope(collection="One")
    found = catalogue.lexical_passages("lido", 9, scope)
    passages = catalogue.passages([key for key, _ in found])
    assert {one.paper_id for one in passages.values()} == {catalogue.paper("a.pdf").id}
    assert len(catalogue.lexical_passages("lido", 9)) == 2
    assert names(catalogue, "Nobody knows this one") == []


def test_names_are_checked_and_changed(catalogue: Catalogue, tmp_path: Path) -> None:
    add(catalogue, tmp_path / "in", a="one")
    shelf = catalogue.work.collections
    for wrong in ("", "  ", "x" * 81, "a\x00b"):
        with pytest.raises(CollectionError, match="needs a name"):
            shelf.put_in(wrong, [])
    put(catalogue, "Wards", "a")
    put(catalogue, "Roads", "a")
    with pytest.raises(CollectionError, match="choose another"):
        shelf.rename("Wards", "roads")
    shelf.rename("Wards", "WARDS")
    shelf.delete("Roads")
    assert [one.name for one in catalogue.collections()] == ["WARDS"]
    assert [paper.file_name for paper in catalogue.papers()] == ["a.pdf"]
    for change in (shelf.delete, lambda name: shelf.rename(name, "x")):
        with pytest.raises(CollectionError, match="no such collection"):
            change("Roads")
    with pytest.raises(CollectionError):
        catalogue.collection("Roads")


def test_a_paper_keeps_its_place_through_versions_and_leaves_when_it_goes(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    add(catalogue, folder, a="first version", b="other")
    put(catalogue, "Lido", "a", "b")
    first = catalogue.paper("a.pdf").id
    add(catalogue, folder, a="second version")
    assert names(catalogue, "Lido") == ["a.pdf", "b.pdf"]
    assert catalogue.paper("a.pdf").id != first
    Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader).remove(["a.pdf"])
    assert names(catalogue, "Lido") == ["b.pdf"]
    add(catalogue, folder, a="second version")
    assert names(catalogue, "Lido") == ["b.pdf"], "what was removed is removed everywhere"


def test_the_public_is_not_told_of_one_that_holds_an_exempt_paper(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    add(catalogue, tmp_path / "in", a="open words")
    add(catalogue, tmp_path / "in", Access.EXEMPT, b="closed words")
    put(catalogue, "Sale of the quay", "a", "b")
    assert catalogue.collections() == ()
    assert names(catalogue, "Sale of the quay") == []
    assert (
        catalogue.search_resolutions(
            RegisterSearch(scope=Scope(collection="Sale of the quay"))
        ).resolutions
        == ()
    )
    with pytest.raises(CollectionError):
        catalogue.collection("Sale of the quay")
    (held,) = catalogue.collections(CLEARED)
    assert (held.closed, len(held.papers)) == (True, 2)
    assert names(catalogue, "Sale of the quay", CLEARED) == ["a.pdf", "b.pdf"]
    catalogue.work.collections.take_out(held.name, [catalogue.paper("b.pdf", CLEARED).id])
    assert [one.name for one in catalogue.collections()] == ["Sale of the quay"]


def test_a_name_stays_closed_when_its_exempt_paper_is_removed(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    add(catalogue, tmp_path / "in", a="open words", d="more open words")
    add(catalogue, tmp_path / "in", Access.EXEMPT, b="closed words", c="other closed words")
    put(catalogue, "Sale of the quay", "a", "b")
    put(catalogue, "Claim of a tenant", "c")
    writer = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader)
    writer.remove(["b.pdf", "c.pdf"])
    assert catalogue.collections() == ()
    assert names(catalogue, "Sale of the quay") == []
    told = {one.name: (one.closed, len(one.papers)) for one in catalogue.collections(CLEARED)}
    assert told == {"Claim of a tenant": (True, 0), "Sale of the quay": (True, 1)}
    # The officer says that the name is for what is in it now.
    catalogue.work.collections.rename("Sale of the quay", "Quay")
    catalogue.work.collections.rename("Claim of a tenant", "Tenants")
    assert [one.name for one in catalogue.collections()] == ["Quay"]
    writer.remove(["a.pdf"])
    assert catalogue.collections() == ()
    put(catalogue, "Quay", "d")
    assert [one.name for one in catalogue.collections()] == ["Quay"]


def test_an_exempt_paper_that_an_open_version_replaces_closes_no_longer(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    add(catalogue, tmp_path / "in", Access.EXEMPT, b="closed words")
    put(catalogue, "Quay", "b")
    add(catalogue, tmp_path / "in", Access.PUBLIC, b="open words")
    assert [(one.name, len(one.papers)) for one in catalogue.collections()] == [("Quay", 1)]


def test_a_masked_name_is_told_to_nobody_who_may_not_see_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    add(catalogue, tmp_path / "in", a="words")
    put(catalogue, "Letters of Wilhelmina Quackenthorpe", "a")
    catalogue.work.mask(read_masks("Wilhelmina Quackenthorpe\n", "list.txt"))
    assert catalogue.collections() == ()
    assert len(catalogue.collections(CLEARED)) == 1
    # Nor by guessing it.
    guessed = Scope(collection="Letters of Wilhelmina Quackenthorpe")
    assert catalogue.papers(guessed) == ()
    assert catalogue.index_keys(guessed) == catalogue.index_keys(Scope(collection="No such one"))
    assert names(catalogue, "letters of wilhelmina quackenthorpe", CLEARED) == ["a.pdf"]


def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    with Catalogue.open(data) as opened:
        add(opened, tmp_path / "in", a="one", b="two")

    def command(*words: str) -> tuple[int, str, str]:
        status = main(["collections", *words, "--data", str(data)])
        said = capsys.readouterr()
        return status, said.out.strip(), said.err.strip()

    assert command()[1] == "no collections; `collections NAME --add PAPER` makes one"
    assert command("Lido", "--add", "a.pdf", "b.pdf")[2] == "2 added to Lido"
    assert command("Lido", "--take-out", "b.pdf")[2] == "1 taken out of Lido"
    assert command("lido")[1].splitlines() == ["Lido: 1 paper", "  a.pdf"]
    assert '"file_name": "a.pdf"' in command("--json")[1]
    assert command("Lido", "--rename", "Pool")[0] == 0
    assert command()[1] == "Pool: 1 paper"
    assert command("Lido")[0] == 1
    assert "no such collection" in command("Lido", "--delete")[2]
    assert command("Pool", "--add", "zzz.pdf")[0] == 1
    assert command("Pool", "--delete")[2] == "Pool is deleted; its papers stay"
