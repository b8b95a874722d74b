"""A page that several ask for at a time is drawn once, for those who may see it."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access
from corpus.model.errors import DamagedPaperError, UnknownPaperError, UnreadablePaperError
from corpus.sandbox.reading_client import ReadingProcess
from retrieval.assistant.assistant import Assistant
from retrieval.assistant.page_pictures import PagePictures, UnderWay
from tests.corpus.covered import COVERS, KEPT, drawn
from tests.corpus.sharing_papers import everything_in
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, paper

_PATIENCE = 30.0


class Drawing:
    """Stands for what draws: counts, and waits for ``gate``."""

    def __init__(self) -> None:
        self.gate, self.begun = threading.Event(), threading.Event()
        self.asked: list[tuple[object, ...]] = []

    def __call__(self, *asked: object) -> str:
        self.asked.append(asked)
        self.begun.set()
        self.gate.wait(_PATIENCE)
        if "damaged" in asked:
            raise DamagedPaperError("page 2: cannot be drawn")
        return f"picture of {asked}"


@pytest.mark.parametrize("name", ["pack", "damaged"])
def test_who_asks_meanwhile_waits_for_what_is_under_way(name: str) -> None:
    under_way, drawing = UnderWay(), Drawing()
    with ThreadPoolExecutor(4) as crowd:
        first = crowd.submit(under_way.share, drawing, name, 2)
        assert drawing.begun.wait(_PATIENCE)
        more = [crowd.submit(under_way.share, drawing, name, 2) for _ in range(3)]
        time.sleep(0.05)
        drawing.gate.set()
        if name == "damaged":
            assert all(isinstance(one.exception(_PATIENCE), DamagedPaperError) for one in more)
        else:
            found = {one.result(_PATIENCE) for one in (first, *more)}
            assert found == {"picture of ('pack', 2)"}
    assert drawing.asked == [(name, 2)]
    # It is no cache: asked again later, it is done again.
    assert under_way.share(str, name) == name
    assert not under_way._doing


def test_other_pages_do_not_wait() -> None:
    under_way, drawing = UnderWay(), Drawing()
    with ThreadPoolExecutor(1) as crowd:
        first = crowd.submit(under_way.share, drawing, "pack", 2)
        assert drawing.begun.wait(_PATIENCE)
        assert under_way.share(str, 3) == "3"
        assert not first.done()
        drawing.gate.set()


def test_nobody_waits_for_ever() -> None:
    under_way, drawing = UnderWay(patience=0.05), Drawing()
    with ThreadPoolExecutor(2) as crowd:
        crowd.submit(under_way.share, drawing, "pack", 2)
        assert drawing.begun.wait(_PATIENCE)
        second = crowd.submit(under_way.share, drawing, "pack", 2)
        end = time.monotonic() + _PATIENCE
        while len(drawing.asked) < 2:
            assert time.monotonic() < end
            time.sleep(0.005)
        drawing.gate.set()
        assert second.result(_PATIENCE)


def test_a_stored_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue:
        Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader).add(
            [paper(tmp_path, "a.pdf", "Potholes")]
        )
        stored = catalogue.paper("a.pdf").id
        catalogue.pdf_path(stored).unlink()
        pictures = PagePictures(catalogue)
        asks: tuple[Callable[[], bytes], ...] = (
            lambda: pictures.picture(stored, 1, 1.0, Access.PUBLIC),
            lambda: pictures.single(stored, 1, Access.PUBLIC),
            lambda: pictures.whole(stored, Access.PUBLIC),
        )
        for ask in asks:
            with pytest.raises(UnreadablePaperError, match=r"^a\.pdf: cannot be read: No such"):
                ask()
        pictures.close()


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PagePictures, str]]:
    """A kept paper: a page for each way to cover words, and one without covered words."""
    folder = tmp_path_factory.mktemp("covered")
    (folder / "kiosk.pdf").write_bytes(drawn(*COVERS, lambda canvas: canvas.bookmarkPage("last")))
    with Catalogue.open(folder / "data") as catalogue:
        ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReadingProcess)
        ingest.add([folder / "kiosk.pdf"])
        pictures = PagePictures(catalogue)
        yield pictures, catalogue.paper("kiosk.pdf").id
        pictures.close()


@pytest.mark.parametrize("number", [None, *range(1, len(COVERS) + 1)])
def test_the_public_is_given_no_covered_words(
    covered: tuple[PagePictures, str], number: int | None
) -> None:
    pictures, paper = covered

    def given(clearance: Access) -> bytes:
        if number is None:
            return pictures.whole(paper, clearance)
        return pictures.single(paper, number, clearance)

    def told(file: bytes) -> list[str]:
        held = b"".join(part.replace(b"\0", b"") for part in everything_in(file)).lower()
        read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
        pdf = PdfDocument(file)
        read += "".join(page.get_textpage().get_text_range() for page in pdf)
        # As codes of UTF-16 too.
        codes = [word.encode("utf-16-be").hex().encode() for word in ("Jonas", "43,9")]
        found = [word for word in ("Jonas", "43,9") if word in read]
        return found + [str(word) for word in (b"jonas", b"43,9", *codes) if word in held]

    file = given(Access.PUBLIC)
    assert told(file) == []
    assert told(given(Access.EXEMPT))
    # What is seen can still be searched and copied, and is as sharp as print.
    for page in PdfReader(io.BytesIO(file)).pages[: len(COVERS)]:
        assert KEPT in " ".join(page.extract_text().split())
        (picture,) = page.images
        assert picture.image is not None
        assert picture.image.width >= float(page.mediabox.width) * 200 / 72


def test_pages_without_covered_words_stay_as_they_are(covered: tuple[PagePictures, str]) -> None:
    pictures, paper = covered
    for file in (
        pictures.single(paper, len(COVERS) + 1, Access.PUBLIC),
        pictures.whole(paper, Access.PUBLIC),
    ):
        last = PdfReader(io.BytesIO(file)).pages[-1]
        assert not last.images
        assert KEPT in last.extract_text()


@pytest.mark.slow
def test_a_click_on_a_page_that_is_drawn_ahead_does_not_draw_it_again(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = PagePictures(assistant.catalogue)
    drawing = Drawing()

    def drawn(path: Path, *asked: object) -> bytes:
        return drawing(path.name, *asked).encode()

    monkeypatch.setattr(pictures._drawing, "picture", drawn)
    paper = assistant.catalogue.papers()[0].id
    with ThreadPoolExecutor(2) as crowd:
        ahead = crowd.submit(pictures.picture, paper, 1, 1.6, Access.PUBLIC)
        assert drawing.begun.wait(_PATIENCE)
        clicked = crowd.submit(pictures.picture, paper, 1, 1.6, Access.PUBLIC)
        # Who may not see it is not given what is under way for others.
        with pytest.raises(UnknownPaperError):
            pictures.picture("0" * 64, 1, 1.6, Access.PUBLIC)
        time.sleep(0.05)
        drawing.gate.set()
        assert clicked.result(_PATIENCE) == ahead.result(_PATIENCE)
    assert len(drawing.asked) == 1
