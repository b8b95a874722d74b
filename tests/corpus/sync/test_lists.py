"""A list of addresses, and a folder: what is new comes once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.model import SyncError
from corpus.sync.link_kinds import title_signs
from corpus.sync.lists import addresses_in, listed_paper
from corpus.sync.telling import Became
from tests.corpus.stand_ins import paper
from tests.corpus.sync.conftest import Runs
from tests.corpus.sync.fake_site import Site


def test_addresses_of_a_list_come_once_and_what_is_no_paper_is_told(
    runs: Runs, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "list.txt"
    lines = ["# papers", "", *(f"{site.address}mgConvert2PDF.aspx?ID={n}" for n in (11, 12, 13))]
    file.write_text("\n".join([*lines, f"{site.address}ieListDocuments.aspx?MId=101", lines[2]]))
    runs.sync().addresses(file)
    assert runs.report.counts[Became.NEW] == 2
    # A sign-in page, and a page.
    assert runs.report.counts[Became.RESTRICTED] == 1
    assert [site.address in fault for fault in runs.report.faults] == [True]
    assert len(runs.names()) == 2
    runs.sync().addresses(file)
    assert runs.report.downloads == 0
    assert runs.report.counts[Became.UNCHANGED] == 2


@pytest.mark.parametrize("line", ["file:///etc/passwd", "quay.example", "https:///a.pdf"])
def test_a_line_that_is_no_address_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "list.txt"
    file.write_text(f"https://quay.example/a.pdf\n{line}\n")
    with pytest.raises(SyncError, match="line 2"):
        addresses_in(file)


def test_papers_of_one_name_at_two_addresses_are_told_apart() -> None:
    names = {listed_paper(f"https://{host}.example/a/Agenda.pdf").name for host in ("one", "two")}
    assert len(names) == 2
    assert all(name.startswith("Agenda (") for name in names)


def _old(path: Path) -> Path:
    about = path.stat()
    os.utime(path, (about.st_atime, about.st_mtime - 60))
    return path


def test_a_folder_is_looked_through_and_nothing_doubles(runs: Runs, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name, words in (("a.pdf", "First"), ("deep/b.pdf", "Second"), (".hidden/c.pdf", "Third")):
        _old(paper(folder, name, words))
    (folder / "notes.exe").write_bytes(b"none")
    runs.sync().folder(folder)
    assert runs.names() == ["a.pdf", "b.pdf"]
    runs.sync().folder(folder)
    assert runs.report.counts == {Became.UNCHANGED: 2}
    assert not runs.outcomes
    _old(paper(folder, "a.pdf", "First, but longer"))
    runs.sync().folder(folder)
    assert runs.report.counts[Became.REPLACED] == 1
    assert runs.names() == ["a.pdf", "b.pdf"]


def test_a_file_that_is_being_written_waits(runs: Runs, tmp_path: Path) -> None:
    path = paper(tmp_path / "in", "a.pdf", "First")
    os.utime(path, None)
    runs.sync().folder(tmp_path / "in")
    assert runs.names() == []
    assert "being written" in runs.lines[0].words
    _old(path)
    runs.sync().folder(tmp_path / "in")
    assert runs.names() == ["a.pdf"]


def test_a_file_that_cannot_be_read_is_told_once(runs: Runs, tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.4 cut")
    _old(path)
    runs.sync().folder(tmp_path / "in")
    assert len(runs.report.faults) == 1
    runs.sync().folder(tmp_path / "in")
    assert runs.report.faults == []


def test_a_folder_that_is_not_there_is_told(runs: Runs, tmp_path: Path) -> None:
    with pytest.raises(SyncError, match="no such folder"):
        runs.sync().folder(tmp_path / "none")


@pytest.mark.parametrize("sign", title_signs().values(), ids=list(title_signs()))
def test_titles_tell_their_kind(sign: object) -> None:
    from corpus.sync.link_kinds import TitleSign, kind_of_title

    assert isinstance(sign, TitleSign)
    assert [title for title in sign.yes if kind_of_title(title) is not sign.kind] == []
    assert [title for title in sign.no if sign.fits(title)] == []
