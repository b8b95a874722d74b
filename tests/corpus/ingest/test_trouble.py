"""Disks that are full or read-only, and damaged stores: a clear sentence, and nothing lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.ingest.backup import back_up, restore
from corpus.ingest.ingest import Ingest
from corpus.model import Access
from corpus.model.errors import CatalogueError, CorpusError
from retrieval.model.errors import IndexUnavailableError
from retrieval.vectors.index import ChromaIndex
from tests.conftest import ROOT
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex, PlainReader, paper

pytestmark = pytest.mark.usefixtures("no_ocr")
Remount = Callable[[str], None]
MOUNT, UMOUNT = shutil.which("mount"), shutil.which("umount")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Remount]]:
    """A disk of its own of 3 MB, and what mounts it anew with other options."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> bool:
        command = [str(MOUNT), "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        return MOUNT is not None and not subprocess.run(command, capture_output=True).returncode

    if not mount("size=3m"):
        pytest.skip("mounting a small disk needs root")
    yield place, lambda options: None if mount(f"remount,{options}") else pytest.fail(options)
    # Lazily: Chroma keeps files open when it fails.
    subprocess.run([str(UMOUNT), "-l", str(place)], check=True)


def ingest(catalogue: Catalogue, index: MemoryIndex | None = None) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), index or MemoryIndex(), reader=PlainReader)


def fill(folder: Path) -> Path:
    """Fill the disk but for a few kilobytes."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as out:
        try:
            while out.write(bytes(4096)):
                pass
        except OSError:
            out.truncate(out.tell() - 24_576)
    return path


def test_a_read_only_folder_says_so(disk: tuple[Path, Remount], tmp_path: Path) -> None:
    data, remount = disk
    with Catalogue.open(data) as catalogue:
        ingest(catalogue).add([paper(tmp_path, "a.pdf", "x")])
    remount("ro")
    with pytest.raises(CatalogueError, match="check the folder and its permissions"):
        Catalogue.open(data)
    remount("rw")
    with Catalogue.open(data) as catalogue:
        assert catalogue.page(catalogue.paper("a.pdf").id, 1).text == "x"


def test_a_full_disk_loses_nothing_and_the_next_add_goes_on(
    disk: tuple[Path, Remount], tmp_path: Path
) -> None:
    data, _ = disk
    large = paper(tmp_path, "large.pdf", *[f"{n} " + "words " * 15 for n in range(400)])
    index = MemoryIndex()
    with Catalogue.open(data) as catalogue:
        ingest(catalogue, index).add([paper(tmp_path, "a.pdf", "x")])
        filler = fill(data)
        with pytest.raises(CorpusError, match=r"nothing was (lost|changed)") as caught:
            ingest(catalogue, index).add([large])
        assert "\n" not in str(caught.value)
        assert [one.file_name for one in catalogue.papers()] == ["a.pdf"]
        filler.unlink()
        ingest(catalogue, index).add([large])
        assert catalogue.paper_count == 2
        assert ingest(catalogue, index).check() == ()


def test_a_full_disk_is_named_when_chroma_cannot_write(
    disk: tuple[Path, Remount], tmp_path: Path
) -> None:
    data, remount = disk
    path = paper(tmp_path, "a.pdf", *[f"page {number}" for number in range(30)])
    with Catalogue.open(data) as catalogue:
        index = ChromaIndex(data)
        fill(data)
        with pytest.raises((IndexUnavailableError, CorpusError), match=r"make room|nothing was"):
            Ingest(catalogue, HashEmbedder(), index, reader=PlainReader).add([path])
        index.close()
        remount("size=60m")
        Ingest(catalogue, HashEmbedder(), index, reader=PlainReader).add([path])
        assert Ingest(catalogue, HashEmbedder(), index, reader=PlainReader).check() == ()
        index.close()


def test_a_damaged_vector_store_says_rebuild_and_rebuild_mends_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Catalogue.open(data) as catalogue:
        index = ChromaIndex(data)
        Ingest(catalogue, HashEmbedder(), index, reader=PlainReader).add(
            [paper(tmp_path, "a.pdf", "Potholes", "Budget")]
        )
        index.close()
        for path in (data / "chroma").rglob("*"):
            if path.is_file():
                path.write_bytes(b"scribbled over" * 100)
        damaged = ChromaIndex(data)
        again = Ingest(catalogue, HashEmbedder(), damaged, reader=PlainReader)
        with pytest.raises(IndexUnavailableError, match="minutebook rebuild"):
            again.check()
        assert again.rebuild() == 2
        assert again.check() == ()
        damaged.close()


def test_a_damaged_catalogue_says_so(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        ingest(catalogue).add([paper(tmp_path, "a.pdf", "x")])
    (tmp_path / FILE_NAME).write_bytes(b"scribbled over" * 1000)
    with pytest.raises(CatalogueError, match="restore a backup"):
        Catalogue.open(tmp_path)


def test_a_backup_is_taken_while_the_papers_are_read(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue:
        ingest(catalogue).add([paper(tmp_path, "a.pdf", "x"), paper(tmp_path, "b.pdf", "y")])
        with catalogue._store.reading() as reader:
            (before,) = reader.execute("SELECT count(*) FROM pages").fetchone()
            assert back_up(catalogue, tmp_path / "saved.tar") == 2
            ingest(catalogue).remove(["b.pdf"])
            assert reader.execute("SELECT count(*) FROM pages").fetchone()[0] == before
    assert (tmp_path / "saved.tar").stat().st_mode & 0o777 == 0o600
    with tarfile.open(tmp_path / "saved.tar") as archive:
        assert len(archive.getnames()) == 3
    restore(tmp_path / "saved.tar", tmp_path / "other")
    with Catalogue.open(tmp_path / "other") as restored:
        assert ingest(restored).rebuild() == 2
        for name, text in (("a.pdf", "x"), ("b.pdf", "y")):
            found = restored.paper(name)
            assert restored.page(found.id, 1).text == text
            assert restored.pdf_path(found.id, Access.PUBLIC).is_file()


def test_a_restore_does_not_disturb_who_reads_the_empty_folder(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "data") as catalogue:
        ingest(catalogue).add([paper(tmp_path, "a.pdf", "x")])
        back_up(catalogue, tmp_path / "saved.tar")
    with Catalogue.open(tmp_path / "other") as open_already:
        restore(tmp_path / "saved.tar", tmp_path / "other")
        assert open_already.paper_count in (0, 1)
    with Catalogue.open(tmp_path / "other") as after:
        assert after.paper_count == 1


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup of one paper."""
    with Catalogue.open(tmp_path / "data") as catalogue:
        ingest(catalogue).add([paper(tmp_path, "a.pdf", "x")])
        back_up(catalogue, tmp_path / "saved.tar")
    return tmp_path / "saved.tar"


def test_a_restore_into_a_folder_that_cannot_be_made_says_so(saved: Path, tmp_path: Path) -> None:
    for place in (saved, saved / "below"):
        with pytest.raises(CatalogueError, match=rf"^{place}: cannot be written: .+"):
            restore(saved, place)
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "papers").write_bytes(b"")
    with pytest.raises(CatalogueError, match="half: cannot be written: File exists"):
        restore(saved, tmp_path / "half")


@pytest.mark.parametrize("name", [f"{Path(FILE_NAME).stem}.part", "writer.json"])
def test_a_full_disk_is_no_fault_of_the_backup(name: str, saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / name).symlink_to("/dev/full")
    with pytest.raises(CatalogueError, match="other: cannot be written: No space left on device"):
        restore(saved, other)
    (other / name).unlink(missing_ok=True)
    restore(saved, other)
    with Catalogue.open(other) as restored:
        assert restored.paper_count == 1


def test_a_backup_that_is_cut_short_is_no_fault_of_the_folder(saved: Path, tmp_path: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-20_000])
    with pytest.raises(CatalogueError, match=r"saved\.tar: cannot be read as a backup"):
        restore(saved, tmp_path / "other")
    assert not list((tmp_path / "other").glob("*.part"))


@pytest.mark.slow
def test_the_commands_say_that_a_folder_is_read_only(
    disk: tuple[Path, Remount], tmp_path: Path
) -> None:
    data, remount = disk
    with Catalogue.open(data) as catalogue:
        ingest(catalogue).add([paper(tmp_path, "a.pdf", "x")])
    remount("ro")
    for arguments in (["add", str(paper(tmp_path, "b.pdf", "y"))], ["remove", "a.pdf"], ["check"]):
        command = [sys.executable, "-m", "tests.corpus.light_program", "--data", str(data)]
        ended = subprocess.run(
            [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 1
        assert "check the folder and its permissions" in ended.stderr
        assert len(ended.stderr.splitlines()) == 1
    remount("rw")
    with Catalogue.open(data) as catalogue:
        assert [one.file_name for one in catalogue.papers()] == ["a.pdf"]


def test_a_catalogue_damaged_in_the_middle_says_so(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path) as catalogue:
        texts = [f"page {n} " + "words " * 12 for n in range(60)]
        ingest(catalogue).add([paper(tmp_path, "a.pdf", *texts)])
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : 2 * len(content) // 3] = b"\xa5" * (len(content) // 3)
    path.write_bytes(content)
    said = ""
    try:
        with Catalogue.open(tmp_path) as catalogue:
            said = " ".join(catalogue.work.sound())
    except CatalogueError as error:
        said = str(error)
    assert said
    assert "\n" not in said
