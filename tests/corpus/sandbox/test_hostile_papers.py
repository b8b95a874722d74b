"""Files made to do harm: refused or read, in bounded time, and nothing else comes of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model.errors import UnreadablePaperError
from corpus.sandbox.reading_client import ReadingProcess
from tests.conftest import ROOT
from tests.corpus.hostile_papers import HARMFUL, plain, scripts
from tests.corpus.stand_ins import paper

# Those that nothing can be read of; the words of all others are.
_REFUSED = {
    "content_bomb": "crashed",
    "path_bomb": "crashed",
    "form_within_itself": "crashed",
    "laughing_forms": "crashed",
    "million_pages": "more than",
    "long_page_list": "more than",
}
# Seconds; the slowest takes ten on one core.
_MOST = 90.0


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingProcess]:
    with ReadingProcess(seconds=_MOST) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_read_or_refused_and_the_next_goes_in(
    reader: ReadingProcess, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(HARMFUL[name]())
    refused = ""
    try:
        pages = len(reader.read(path, path.name, None, {}).reading.pages)
    except UnreadablePaperError as error:
        refused, pages = str(error), 0
    assert (name in _REFUSED) == bool(refused)
    assert _REFUSED.get(name, "") in refused
    assert "took longer" not in refused
    assert "please report" not in refused
    assert pages < 100
    good = paper(tmp_path, "good.pdf", "Some words")
    assert reader.read(good, good.name, None, {}).reading.pages[0].text == "Some words"


def test_odd_names_and_words_are_text_and_no_more(reader: ReadingProcess, tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(HARMFUL["odd_words"]())
    reading = reader.read(path, path.name, None, {}).reading
    assert not set(reading.paper.title) & set("\u202e\u202c\x07\x00")
    assert "<b onclick=alert(1)>x</b>" in reading.pages[0].text


def test_the_reading_process_can_write_no_file_and_knows_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a secret")
    with ReadingProcess() as reader:
        good = paper(tmp_path, "good.pdf", "x")
        reader.read(good, good.name, None, {})
        process = Path(f"/proc/{reader._worker.pid}")
        limits = (process / "limits").read_text()
        known = (process / "environ").read_bytes()
    (files,) = [line.split() for line in limits.splitlines() if line.startswith("Max file size")]
    assert files[3:5] == ["0", "0"]
    assert b"secret" not in known


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return every path below ``folder`` with its inode, size and time of change."""
    found = {}
    for path in folder.rglob("*"):
        about = path.lstat()
        found[str(path.relative_to(folder))] = (about.st_ino, about.st_size, about.st_mtime_ns)
    return found


def sandbox(folder: Path, port: int) -> Path:
    """Make a place to live in, with a folder of files that all try to leave it."""
    for name in ("home", "tmp", "here", "in"):
        (folder / name).mkdir()
    given = folder / "in"
    target = str(folder / "home" / "was-here")
    (given / "scripts.pdf").write_bytes(scripts(target).replace(b":9/", b":%d/" % port))
    for name in ("attachments", "odd_words", "outline_in_circles", "picture_bomb"):
        (given / f"{name}.pdf").write_bytes(HARMFUL[name]())
    (given / "\u202efdp.exe\u2066 <img src=x onerror=alert(1)>\x1b[2J\n.pdf").write_bytes(
        plain() + b"%other bytes"
    )
    with zipfile.ZipFile(given / "slips.zip", "w") as archive:
        for at, name in enumerate(
            ("../../home/slip.pdf", "/etc/slip.pdf", "C:\\slip.pdf", "..\\..\\home\\back.pdf",
             str(folder / "home" / "absolute.pdf"), "a/../../../b.pdf", "\u202e../x.pdf")
        ):  # fmt: skip
            archive.writestr(name, plain() + b"%%%d" % at)
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(folder / "home"))
    with zipfile.ZipFile(given / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.pdf", b"\0" * 50_000_000)
    with zipfile.ZipFile(given / "nested.zip", "w") as archive:
        archive.write(given / "bomb.zip", "inner.zip")
    return given


@pytest.mark.slow
def test_nothing_is_written_outside_the_data_folder_and_nothing_is_called(tmp_path: Path) -> None:
    """The whole command on files that try to get out, every change of the place looked at."""
    data, witness = tmp_path / "data", tmp_path / "witness"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        given = sandbox(tmp_path, listening.getsockname()[1])
        before = tree(tmp_path)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path / "home"),
            "TMPDIR": str(tmp_path / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MINUTEBOOK_WITNESS": str(witness),
        }
        command = [sys.executable, "-m", "tests.corpus.light_program", "--data", str(data)]
        ended = subprocess.run(
            [*command, "add", str(given), "--no-ocr"],
            cwd=tmp_path / "here", env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        listening.settimeout(0.5)
        with pytest.raises(TimeoutError):
            listening.accept()
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert not set(ended.stdout + ended.stderr) & set("\x1b\u202e\u2066\x07")
    after = tree(tmp_path)
    changed = {name for name, state in after.items() if before.get(name) != state}
    outside = {name for name in changed if not name.startswith(("data", "witness"))}
    # Only the times of folders in which something was made for a moment may differ.
    assert {name for name in outside if not (tmp_path / name).is_dir()} == set()
    assert set(before) <= set(after)
    assert list((tmp_path / "tmp").iterdir()) == []
    allowed = (str(data), str(tmp_path / "tmp"), "/dev/null")
    written = {line for line in witness.read_text().splitlines() if not line.startswith(allowed)}
    assert written == set()
    assert str(data / "writer.lock") in witness.read_text(), "the witness sees"
    with Catalogue.open(data) as catalogue:
        names = {one.file_name for one in catalogue.papers()}
    assert {"slip.pdf", "scripts.pdf", "attachments.pdf", "b.pdf"} <= {
        n.split("/")[-1] for n in names
    }
    assert "fdp.exe <img src=x onerror=alert(1)>[2J .pdf" in names
    assert not any(".." in name.split("/") for name in names)
    assert (ended.stdout + ended.stderr).count("far too much") == 1
