"""Work that was cut short obeys the last word: it is dropped, goes on, or is told of."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.cli.console import listing
from corpus.ingest import Uploads, told_left
from corpus.ingest.ingest import Ingest
from corpus.model import Access, IngestStoppedError, Particulars, Scope, UnknownPaperError
from corpus.model.events import Event, Progress, Result, Waiting
from tests.corpus.ingest.interrupted import TellingReader, cut_short, writer
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, paper

ALL = Scope(clearance=Access.EXEMPT)
pytestmark = pytest.mark.usefixtures("no_ocr")


def texts(catalogue: Catalogue) -> dict[str, str]:
    return {one.file_name: catalogue.page(one.id, 1).text for one in catalogue.papers()}


@pytest.mark.parametrize("read", [False, True])
def test_a_file_of_the_same_name_takes_the_place_of_what_was_left(
    catalogue: Catalogue, tmp_path: Path, read: bool
) -> None:
    index = MemoryIndex()
    cut_short(catalogue, [paper(tmp_path, "a.pdf", "wrong words")], read=read, index=index)
    ingest = writer(catalogue, index)
    outcomes = ingest.add([paper(tmp_path, "a.pdf", "right words")])
    assert [(one.name, one.result) for one in outcomes] == [
        ("a.pdf", Result.DROPPED),
        ("a.pdf", Result.ADDED),
    ]
    assert texts(catalogue) == {"a.pdf": "right words"}
    assert len(list((tmp_path / "data" / "papers").iterdir())) == 1
    assert ingest.check() == ()


def test_what_is_not_read_is_named_to_nobody_without_clearance(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    cut_short(catalogue, [paper(tmp_path, "perhaps exempt.pdf", "Not for publication")])
    assert "perhaps" not in listing(catalogue, Access.PUBLIC)
    assert "unfinished: perhaps exempt.pdf" in listing(catalogue, Access.EXEMPT)


def test_a_closed_one_that_gives_way_closes_the_next(catalogue: Catalogue, tmp_path: Path) -> None:
    cut_short(catalogue, [paper(tmp_path, "a.pdf", "secret")], access=Access.EXEMPT)
    ingest = writer(catalogue)
    ingest.add([paper(tmp_path, "a.pdf", "secret, mended")])
    assert catalogue.papers() == ()
    assert len(catalogue.papers(ALL)) == 1


def test_what_was_closed_by_one_of_several_left_stays_closed(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    index = MemoryIndex()
    path = paper(tmp_path / "x", "a.pdf", "words")
    given = {"a.pdf": Particulars(exempt_pages=((1, 1),))}
    cut_short(catalogue, [path], index=index, given=given)
    catalogue.work.begin("f" * 64, "a.pdf", Access.PUBLIC, None)
    writer(catalogue, index).add([paper(tmp_path, "a.pdf", "other words")])
    assert catalogue.papers() == ()
    assert [one.file_name for one in catalogue.papers(ALL)] == ["a.pdf"]


def test_the_same_file_with_another_word_goes_by_that(catalogue: Catalogue, tmp_path: Path) -> None:
    path = paper(tmp_path, "a.pdf", "x")
    given = {"a.pdf": Particulars(committee="Cabinet")}
    cut_short(catalogue, [path], access=Access.EXEMPT, given=given)
    writer(catalogue).add([path], access=Access.PUBLIC)
    assert [one.committee for one in catalogue.papers()] == ["Cabinet"]


def test_remove_takes_what_is_unfinished_too(catalogue: Catalogue, tmp_path: Path) -> None:
    index = MemoryIndex()
    writer(catalogue, index).add([paper(tmp_path, "old.pdf", "old"), paper(tmp_path, "k.pdf", "k")])
    cut_short(
        catalogue,
        [paper(tmp_path, "new.pdf", "new"), paper(tmp_path / "v2", "old.pdf", "old, 2nd version")],
        read=True, index=index,
    )  # fmt: skip
    ingest = writer(catalogue, index)
    with pytest.raises(UnknownPaperError, match=r"none\.pdf"):
        ingest.remove(["new.pdf", "none.pdf"])
    assert len(catalogue.work.unfinished()) >= 1
    left = {one.file_name for one in catalogue.work.unfinished()}
    assert set(ingest.remove(["old.pdf", *left])) == {"old.pdf", *left}
    assert catalogue.work.unfinished() == []
    assert texts(catalogue) == {"k.pdf": "k"}
    assert len(list((tmp_path / "data" / "papers").iterdir())) == 1
    assert ingest.check() == ()


class Failing(MemoryIndex):
    """Takes what it is told, and then dies: the catalogue does not hear of it."""

    dying = False

    def add(self, *args: object) -> None:
        super().add(*args)  # type: ignore[arg-type]
        if self.dying:
            raise KeyboardInterrupt


def test_dropping_leaves_the_complete_paper_as_it_was(catalogue: Catalogue, tmp_path: Path) -> None:
    index = Failing()
    path = paper(tmp_path, "a.pdf", "x", "y")
    writer(catalogue, index).add([path])
    before = index.ids()
    index.dying = True
    with pytest.raises(KeyboardInterrupt):
        writer(catalogue, index).add([path], given={"a.pdf": Particulars(committee="Audit")})
    index.kept.pop(next(iter(before)))
    index.dying = False
    ingest = writer(catalogue, index)
    assert "a.pdf" in told_left(catalogue)
    assert ingest.drop(["a.pdf"]) == ("a.pdf",)
    assert index.ids() == before
    assert ingest.check() == ()
    assert catalogue.paper("a.pdf").committee is None
    assert told_left(catalogue) == "nothing is left unfinished"
    with pytest.raises(UnknownPaperError, match="unfinished"):
        ingest.drop(["a.pdf"])


def test_stopping_says_what_is_left_and_how_to_drop_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    index = MemoryIndex()
    ingest: Ingest

    def watch(event: Event) -> None:
        if isinstance(event, Progress) and event.now == "b.pdf":
            ingest.stop()

    ingest = Ingest(catalogue, HashEmbedder(), index, reader=TellingReader, watcher=watch)
    files = [paper(tmp_path, f"{name}.pdf", name) for name in "abc"]
    with pytest.raises(IngestStoppedError, match="remove --unfinished") as caught:
        ingest.add(files)
    assert "b.pdf" in caught.value.left
    assert set(texts(catalogue)).isdisjoint(caught.value.left)
    again = writer(catalogue, index)
    assert again.check() == ()
    assert again.drop() == caught.value.left
    again.add(files)
    assert set(texts(catalogue)) == {"a.pdf", "b.pdf", "c.pdf"}


def test_waiting_for_another_writer_can_be_stopped(catalogue: Catalogue, tmp_path: Path) -> None:
    path = paper(tmp_path, "a.pdf", "x")
    waiting = threading.Event()

    def watch(event: Event) -> None:
        if isinstance(event, Waiting):
            waiting.set()

    second = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=TellingReader, watcher=watch)
    caught: list[BaseException] = []

    def add() -> None:
        try:
            second.add([path])
        except IngestStoppedError as error:
            caught.append(error)

    with writer(catalogue)._writing():
        thread = threading.Thread(target=add)
        thread.start()
        assert waiting.wait(10)
        second.stop()
        thread.join(10)
    assert not thread.is_alive()
    assert len(caught) == 1


def test_uploads_of_a_kill_are_counted_and_cleared_and_others_left_alone(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    uploads = Uploads(tmp_path / "data")
    assert uploads.left() == 0
    left = tmp_path / "data" / "uploads" / "0f" / "0"
    left.mkdir(parents=True)
    (left / "a.pdf").write_bytes(b"%PDF")
    with uploads.opened() as mine:
        (mine / "b.pdf").write_bytes(b"%PDF")
        assert Uploads(tmp_path / "data").left() == 1
        writer(catalogue).add(())
        assert Uploads(tmp_path / "data").left() == 0
        assert [path.name for path in mine.iterdir()] == ["b.pdf"]
    assert list((tmp_path / "data" / "uploads").iterdir()) == []
