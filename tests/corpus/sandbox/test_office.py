"""LibreOffice lays papers out, kept from the network and from taking too long; or we do it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.document import is_laid_out
from corpus.ingest.ingest import Ingest
from corpus.model import Access, DamagedPaperError, Result, UnreadablePaperError, soffice
from corpus.sandbox import ReadingProcess, office
from tests.corpus.document.made import heading, open_text, para, run, word
from tests.corpus.ingest.test_documents import BODY, MINUTES, NUMBERING
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

there = pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> Path:
    """Put a program in LibreOffice's place; it finds the folder of what it makes in ``made``."""
    path = folder / "bin" / "soffice"
    path.parent.mkdir()
    lead = "import os, socket, sys, time\nmade = sys.argv[sys.argv.index('--outdir') + 1]\n"
    path.write_text(f"#!{sys.executable}\n{lead}os.makedirs(made, exist_ok=True)\n{code}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent))
    return path


def test_it_cannot_open_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """
said = []
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(family, socket.SOCK_RAW if family == 16 else socket.SOCK_STREAM)
        said.append("open")
    except PermissionError:
        said.append("refused")
socket.socket(socket.AF_UNIX)
open(f"{made}/paper.pdf", "w").write(" ".join(said))"""
    program(tmp_path, monkeypatch, code)
    assert office.converted(b"", "a.docx", ".docx", "pdf") == b"refused refused refused"


def test_it_knows_no_keys_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_KEY", "secret")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code = "open(f'{made}/paper.pdf', 'w').write(f'{dict(os.environ)} {sys.argv}')"
    program(tmp_path, monkeypatch, code)
    said = office.converted(b"", "a.docx", ".docx", "pdf").decode()
    assert "secret" not in said
    assert "-env:UserInstallation=file://" in said
    assert [one.name for one in tmp_path.iterdir()] == ["bin"]


def test_what_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pids"
    code = f"""
child = os.fork()
open({str(note)!r}, "a").write(f"{{os.getpid()}}\\n")
time.sleep(60)"""
    program(tmp_path, monkeypatch, code)
    began = time.monotonic()
    with pytest.raises(DamagedPaperError, match="LibreOffice cannot read it"):
        office.converted(b"", "a.docx", ".docx", "pdf", seconds=3.0)
    assert time.monotonic() - began < 20
    pids = [int(line) for line in note.read_text().split()]
    assert len(pids) == 2
    deadline = time.monotonic() + 5
    while any(_runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in pids)


def _runs(pid: int) -> bool:
    try:
        # A process that has ended may wait for whoever asks how.
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_where_it_fails_we_lay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "sys.exit(1)")
    path = tmp_path / "minutes.docx"
    path.write_bytes(MINUTES)
    with ReadingProcess() as reader:
        assert is_laid_out(reader.lay_out(path, path.name))
        old = path.rename(tmp_path / "minutes.doc")
        with pytest.raises(UnreadablePaperError, match="LibreOffice cannot read it"):
            reader.lay_out(old, old.name)


@pytest.fixture
def ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReadingProcess)


@there
@pytest.mark.slow
def test_its_pages_are_the_authors(ingest: Ingest, catalogue: Catalogue, tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>Struck out.</w:delText></w:r></w:del>'
    body = (
        BODY
        + para("Seen.", deleted, run("Unseen.", "<w:vanish/>"))
        + heading("Rents", 2)
        + para(" ".join(f"word{number}" for number in range(900)))
        + para("The rent is £40.")
    )
    (tmp_path / "minutes.docx").write_bytes(word(body, numbering=NUMBERING))
    ingest.add([tmp_path / "minutes.docx"], ocr=False)
    paper = catalogue.paper("minutes.docx")
    pages = catalogue.reading(paper.id).pages
    assert not is_laid_out(catalogue.kept(paper.id).read_bytes())
    assert len(pages) > 1
    text = "".join(page.text for page in pages)
    assert "Seen." in text
    assert "Struck" not in text
    assert "Unseen" not in text
    last = pages[-1].paragraphs[-1]
    assert pages[-1].text[last.start : last.end] == "The rent is £40"
    assert last.told == "2nd paragraph, under “Rents”"
    decided = catalogue.resolutions()[1]
    place = pages[0].place(decided.spans[0])
    assert place is not None
    assert (place.words, place.paged) == ("paragraph 2, under “Budget”", True)


@there
@pytest.mark.slow
def test_older_files_and_open_texts(ingest: Ingest, catalogue: Catalogue, tmp_path: Path) -> None:
    old = office.converted(MINUTES, "minutes.docx", ".docx", "doc")
    (tmp_path / "old.doc").write_bytes(old)
    (tmp_path / "open.odt").write_bytes(open_text("<text:p>The roof is to be mended.</text:p>"))
    outcomes = ingest.add([tmp_path / "old.doc", tmp_path / "open.odt"], ocr=False)
    assert {one.result for one in outcomes} == {Result.ADDED}
    assert "2. RESOLVED: that two benches" in catalogue.page(catalogue.paper("old.doc").id, 1).text
    page = catalogue.page(catalogue.paper("open.odt").id, 1)
    assert [one.told for one in page.paragraphs] == ["1st paragraph"]
    original = catalogue.original_path(page.paper_id, Access.EXEMPT)
    assert original is not None
    assert original.suffix == ".odt"
