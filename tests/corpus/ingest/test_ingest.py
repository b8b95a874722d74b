"""Papers go in, are replaced and removed: wholly, or not at all."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from corpus.model import Access, PaperKind, Scope, records
from corpus.model.errors import CatalogueError, UnknownPaperError
from corpus.model.events import Event, Outcome, Progress, Result
from corpus.model.particulars import Particulars
from corpus.model.vectors import EmbeddedWindow, Window
from corpus.sandbox.reading_client import UNTAUGHT, ReadPaper
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, paper, pdf

ALL = Scope(clearance=Access.EXEMPT)
pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader)


def results(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    return {outcome.name: outcome.result.value for outcome in outcomes}


def no_pages() -> bytes:
    out = io.BytesIO()
    PdfWriter().write(out)
    return out.getvalue()


def encrypted() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_every_bad_input_gets_one_sentence_and_the_others_go_in(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    paper(folder, "good.pdf", "Potholes")
    whole = pdf("A long page of text", "and another")
    bad = {
        "text.pdf": b"plain words",
        "empty.pdf": b"",
        "locked.pdf": encrypted(),
        "cut.pdf": whole[: len(whole) // 3],
        # The same bytes under another name are told of by that.
        "again.pdf": whole[: len(whole) // 3],
        "zero.docx": b"",
        "zero.html": b"",
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    outcomes = ingest.add([folder, tmp_path / "missing.pdf"])
    skipped = {o.name: o.reason for o in outcomes if o.result is Result.SKIPPED}
    assert set(skipped) == {*bad, str(tmp_path / "missing.pdf")}
    for name, reason in skipped.items():
        assert Path(name).name in reason
        assert "\n" not in reason
    assert "encrypted" in skipped["locked.pdf"]
    for name in ("empty.pdf", "zero.docx", "zero.html"):
        assert skipped[name] == f"{name}: the file is empty (0 bytes); download it again"
    assert "not a PDF" in skipped["text.pdf"]
    assert "cut short" in skipped["cut.pdf"]
    assert "cut short" in skipped["again.pdf"]
    assert [p.file_name for p in catalogue.papers()] == ["good.pdf"]
    assert ingest.check() == ()
    assert len(list((tmp_path / "data" / "papers").iterdir())) == 1


def test_a_bad_file_in_an_archive_names_both(ingest: Ingest, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("a.pdf", b"plain words")
    (outcome,) = ingest.add([tmp_path / "pack.zip"])
    assert outcome.reason == "a.pdf: not a PDF; convert it to PDF first (in pack.zip)"


def test_a_pdf_of_no_pages_is_called_that_whatever_came_before(
    ingest: Ingest, tmp_path: Path
) -> None:
    for name, content in (("a.pdf", encrypted()), ("b.pdf", no_pages()), ("c.pdf", encrypted())):
        (tmp_path / name).write_bytes(content)
    outcomes = ingest.add([tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf")])
    said = ["encrypted", "no pages", "encrypted"]
    assert [word in one.reason for word, one in zip(said, outcomes, strict=True)] == [True] * 3


def test_an_unchanged_file_does_nothing(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "Potholes")
    ingest.add([path])
    before = catalogue.generation
    assert results(ingest.add([path])) == {"a.pdf": "unchanged"}
    copy = paper(tmp_path / "other", "b.pdf", "Potholes")
    assert results(ingest.add([copy])) == {"b.pdf": "unchanged"}
    assert catalogue.generation == before
    assert catalogue.paper_count == 1


def test_copies_in_one_run_go_in_once(ingest: Ingest, tmp_path: Path) -> None:
    paper(tmp_path, "a.pdf", "x")
    paper(tmp_path, "b.pdf", "x")
    outcomes = ingest.add([tmp_path / "a.pdf", tmp_path / "b.pdf"])
    assert results(outcomes) == {"a.pdf": "added", "b.pdf": "unchanged"}
    assert "same file as a.pdf" in next(o.note for o in outcomes if o.name == "b.pdf")


def test_changed_bytes_replace_a_file_of_the_same_name(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    old = ingest.add([paper(tmp_path, "a.pdf", "old words")])[0].paper
    outcome = ingest.add([paper(tmp_path, "a.pdf", "new words")])[0]
    assert outcome.result is Result.REPLACED
    assert [catalogue.page(p.id, 1).text for p in catalogue.papers()] == ["new words"]
    assert catalogue.lexical_passages('"old"', 5) == []
    assert "old" not in catalogue.vocabulary()
    assert old is not None
    assert not catalogue.kept(old.id).exists()
    assert ingest.check() == ()


def test_a_bad_replacement_leaves_the_old_paper(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "old words")
    ingest.add([path])
    path.write_bytes(b"no PDF at all")
    assert ingest.add([path])[0].result is Result.SKIPPED
    assert [catalogue.page(p.id, 1).text for p in catalogue.papers()] == ["old words"]
    assert ingest.check() == ()


def test_the_file_is_kept_byte_for_byte(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "x")
    added = ingest.add([path])[0].paper
    assert added is not None
    assert catalogue.pdf_path(added.id).read_bytes() == path.read_bytes()
    assert added.id == hashlib.sha256(path.read_bytes()).hexdigest()


def test_removal_removes_everywhere(catalogue: Catalogue, tmp_path: Path) -> None:
    index = MemoryIndex()
    ingest = Ingest(catalogue, HashEmbedder(), index, reader=PlainReader)
    for name in "abc":
        paper(tmp_path / "in", f"{name}.pdf", f"words of {name}")
    ingest.add([tmp_path / "in"])
    with pytest.raises(UnknownPaperError, match=r"nothing\.pdf"):
        ingest.remove(["a.pdf", "nothing.pdf"])
    assert catalogue.paper_count == 3
    gone = ingest.remove(["a.pdf", catalogue.paper("b.pdf").id])
    assert gone == ("a.pdf", "b.pdf")
    assert [p.file_name for p in catalogue.papers()] == ["c.pdf"]
    assert index.ids() == catalogue.passage_ids()
    assert len(list((tmp_path / "data" / "papers").iterdir())) == 1
    assert ingest.check() == ()


def test_exempt_outlives_a_new_version_of_the_file(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "secret")
    ingest.add([path], access=Access.EXEMPT)
    assert ingest.add([path])[0].result is Result.UNCHANGED
    ingest.add([paper(tmp_path, "a.pdf", "secret, second version")])
    assert catalogue.papers() == ()
    assert len(catalogue.papers(ALL)) == 1


def test_access_is_corrected_without_reading_again(catalogue: Catalogue, tmp_path: Path) -> None:
    embedder = HashEmbedder()
    ingest = Ingest(catalogue, embedder, MemoryIndex(), reader=PlainReader)
    path = paper(tmp_path, "a.pdf", "secret")
    ingest.add([path])
    embedded = embedder.texts
    assert results(ingest.add([path], access=Access.EXEMPT)) == {"a.pdf": "corrected"}
    assert catalogue.papers() == ()
    assert catalogue.vocabulary() == {}
    assert results(ingest.add([path], access=Access.PUBLIC)) == {"a.pdf": "corrected"}
    assert len(catalogue.papers()) == 1
    assert embedder.texts == embedded


def test_corrections_are_taken_and_outlive_a_new_version(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "x")
    ingest.add([path])
    given = {"a.pdf": Particulars(kind=PaperKind.TRACKER)}
    assert results(ingest.add([path], given=given)) == {"a.pdf": "corrected"}
    assert catalogue.paper("a.pdf").kind is PaperKind.TRACKER
    assert results(ingest.add([path], given=given)) == {"a.pdf": "unchanged"}
    ingest.add([paper(tmp_path, "a.pdf", "y")])
    assert catalogue.paper("a.pdf").kind is PaperKind.TRACKER
    assert ingest.check() == ()


def test_closed_pages_stay_closed_when_something_else_is_corrected(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = paper(tmp_path, "a.pdf", "x", "y")
    ingest.add([path], given={"a.pdf": Particulars(exempt_pages=((2, 2),))})
    ingest.add([path], given={"a.pdf": Particulars(kind=PaperKind.TRACKER)})
    kept = catalogue.work.find(catalogue.paper("a.pdf").id)
    assert kept is not None
    assert kept.given is not None
    said = records.load(Particulars, kept.given)
    assert said == Particulars(kind=PaperKind.TRACKER, exempt_pages=((2, 2),))
    ingest.add([path], given={"a.pdf": Particulars(exempt_pages=())})
    kept = catalogue.work.find(catalogue.paper("a.pdf").id)
    assert '"exempt_pages":[]' in str(kept and kept.given)


def test_pages_without_text_are_counted_and_said(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    outcome = ingest.add([paper(tmp_path, "a.pdf", "x", "", "")])[0]
    assert "2 without text" in outcome.note
    assert list(catalogue.unread_pages().values()) == [2]


def test_a_scan_goes_in_without_passages(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert ingest.add([paper(tmp_path, "a.pdf", "")])[0].result is Result.ADDED
    assert catalogue.passage_count == 0
    assert ingest.check() == ()


def test_check_sees_what_is_wrong_and_rebuild_mends_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    index, embedder = MemoryIndex(), HashEmbedder()
    ingest = Ingest(catalogue, embedder, index, reader=PlainReader)
    added = ingest.add([paper(tmp_path, "a.pdf", "x", "y")])[0].paper
    made = embedder.texts
    key = next(iter(index.kept))
    index.kept["stray"] = index.kept.pop(key)
    assert [("no vector" in p, "no passage" in p) for p in ingest.check()] == [
        (True, False),
        (False, True),
    ]
    assert ingest.rebuild() == 2
    assert ingest.check() == ()
    assert embedder.texts == made, "vectors kept in the catalogue are not made again"
    assert added is not None
    catalogue.kept(added.id).unlink()
    assert ["its PDF is gone" in p for p in ingest.check()] == [True]


def test_vectors_of_two_models_are_never_mixed(catalogue: Catalogue, tmp_path: Path) -> None:
    index = MemoryIndex()
    first = paper(tmp_path, "a.pdf", "x")
    Ingest(catalogue, HashEmbedder("one"), index, reader=PlainReader).add([first])
    other = Ingest(catalogue, HashEmbedder("two"), index, reader=PlainReader)
    with pytest.raises(CatalogueError, match="rebuild"):
        other.add([paper(tmp_path, "b.pdf", "y")])
    before = next(iter(index.kept.values()))[1]
    other.rebuild()
    assert not (next(iter(index.kept.values()))[1] == before).all()
    other.add([paper(tmp_path, "b.pdf", "y")])
    assert catalogue.paper_count == 2
    assert other.check() == ()


def test_an_index_that_fails_loses_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    class Failing(MemoryIndex):
        broken = True

        def add(self, *args: object) -> None:
            if self.broken:
                raise OSError("no answer")
            super().add(*args)  # type: ignore[arg-type]

    index, embedder = Failing(), HashEmbedder()
    ingest = Ingest(catalogue, embedder, index, reader=PlainReader)
    path = paper(tmp_path, "a.pdf", "x")
    with pytest.raises(OSError, match="no answer"):
        ingest.add([path])
    assert catalogue.papers() == ()
    assert ingest.check() == ()
    index.broken = False
    made = embedder.texts
    assert results(ingest.add(())) == {"a.pdf": "added"}
    assert embedder.texts == made, "the work goes on where it stopped"


def test_the_same_command_again_goes_on_and_does_nothing_twice(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    class Stopped(HashEmbedder):
        def embed_windows(self, _: Sequence[Window]) -> list[EmbeddedWindow]:
            raise KeyboardInterrupt

    index, embedder = MemoryIndex(), HashEmbedder()
    path = paper(tmp_path, "a.pdf", "x", "y")
    with pytest.raises(KeyboardInterrupt):
        Ingest(catalogue, Stopped(), index, reader=PlainReader).add([path])
    events: list[Event] = []
    again = Ingest(catalogue, embedder, index, reader=PlainReader, watcher=events.append)
    assert [(o.name, o.result.value) for o in again.add([path])] == [("a.pdf", "added")]
    assert embedder.texts == 2
    last = [event for event in events if isinstance(event, Progress)][-1]
    assert (last.papers_done, last.papers, last.share) == (1, 1, 1)


def test_a_reader_that_breaks_stops_the_run_with_its_error(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    class Broken(PlainReader):
        def read(self, *_: object) -> ReadPaper:
            raise ZeroDivisionError

    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=Broken)
    with pytest.raises(ZeroDivisionError):
        ingest.add([paper(tmp_path, "a.pdf", "x")])


def test_a_reading_that_cannot_be_kept_is_skipped_alone(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    class Odd(PlainReader):
        def read(
            self,
            path: Path,
            file_name: str,
            given: str | None,
            scans: Mapping[int, str],
            said: str | None = None,
            taught: Mapping[str, Path] = UNTAUGHT,
        ) -> ReadPaper:
            read = super().read(path, file_name, given, scans, said, taught)
            if file_name == "a.pdf":
                paper = replace(read.reading.paper, title="half a pair \ud800")
                return replace(read, reading=replace(read.reading, paper=paper))
            if file_name == "b.pdf":
                return replace(read, passages=read.passages * 2)
            return read

    ingest = Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=Odd)
    for name in "abc":
        paper(tmp_path / "in", f"{name}.pdf", name)
    outcomes = ingest.add([tmp_path / "in"])
    assert results(outcomes) == {"a.pdf": "skipped", "b.pdf": "skipped", "c.pdf": "added"}
    assert all("cannot be kept" in o.reason for o in outcomes if o.result is Result.SKIPPED)
    assert catalogue.work.unfinished() == []
    assert ingest.check() == ()


def test_progress_grows_to_the_end(catalogue: Catalogue, tmp_path: Path) -> None:
    events: list[Event] = []
    ingest = Ingest(
        catalogue, HashEmbedder(), MemoryIndex(), reader=PlainReader, watcher=events.append
    )
    for number in range(4):
        paper(tmp_path / "in", f"{number}.pdf", *[f"{number} {page}" for page in range(5)])
    ingest.add([tmp_path / "in"])
    steps = [event for event in events if isinstance(event, Progress)]
    assert [step.share for step in steps] == sorted(step.share for step in steps)
    last = steps[-1]
    assert (last.papers_done, last.papers, last.pages_done, last.pages) == (4, 4, 20, 20)
    # The four files are as large as one another, so all pages are known from the first one on.
    assert {step.pages for step in steps} <= {0, *range(19, 22)}
    assert last.share == pytest.approx(1)
    assert {step.now for step in steps} > {"0.pdf", "3.pdf"}
