"""The command line: what it prints, its exit status, and that it starts quickly."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import corpus.cli.commands as cli
from corpus.catalogue.catalogue import Catalogue
from corpus.cli import changing
from corpus.ingest.ingest import Ingest
from corpus.sample.draw import HERE
from tests.corpus.cli.conftest import Run
from tests.corpus.dying import FileIndex
from tests.corpus.stand_ins import HashEmbedder, blank, paper, pdf

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.usefixtures("no_ocr")


def test_add_says_one_line_a_paper_and_what_was_skipped(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    paper(folder, "a.pdf", "Potholes", "Budget")
    (folder / "b.pdf").write_bytes(b"")
    assert run("add", folder) == 1
    out, err = capsys.readouterr()
    assert "added       a.pdf: other, 2 pages" in out.splitlines()
    assert "1 added, 1 skipped" in out
    assert [line for line in err.splitlines() if "b.pdf" in line] == [
        "skipped     b.pdf: the file is empty (0 bytes); download it again"
    ]
    # What was wrong is said once; the end only names the files.
    assert "  skipped: b.pdf" in out.splitlines()
    assert run("add", folder / "a.pdf") == 0
    assert "unchanged   a.pdf" in capsys.readouterr().out


def test_covered_words_are_told_of_and_not_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Complaint of Mabel Quill about the toll")
    canvas.rect(140, 696, 60, 14, stroke=0, fill=1)
    canvas.save()
    (tmp_path / "toll.pdf").write_bytes(out.getvalue())
    monkeypatch.setattr(
        changing,
        "ingest_into",
        lambda catalogue, watcher: Ingest(
            catalogue, HashEmbedder(), FileIndex(catalogue.data), watcher=watcher
        ),
    )
    for command in (("add", tmp_path / "toll.pdf"), ("list",), ("check",), ("show", "toll.pdf")):
        assert run(*command) == 0
        said = "".join(capsys.readouterr())
        assert "still hold" in said, command
        assert "Mabel" not in said


def test_if_empty_adds_once(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", paper(tmp_path, "a.pdf", "x"), "--if-empty") == 0
    assert run("add", paper(tmp_path, "b.pdf", "y"), "--if-empty") == 0
    assert "here already" in capsys.readouterr().out
    run("list", "--json")
    listed = json.loads(capsys.readouterr().out)
    assert [one["paper"] for one in listed] == ["a.pdf"]
    assert set(listed[0]) == {
        "id", "paper", "title", "kind", "committee", "date", "access", "url", "pages",
        "exempt_pages", "pages_without_text", "pages_by_ocr",
    }  # fmt: skip


def test_list_shows_pages_without_text(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("add", tmp_path / "nowhere.pdf")
    assert run("list") == 0
    assert "no papers yet\n" in capsys.readouterr().out
    run("add", paper(tmp_path, "a.pdf", "x", ""))
    capsys.readouterr()
    run("list")
    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["date", "kind", "pages"]
    assert line.split() == ["-", "other", "2", "1", "-", "public", "-", "a.pdf"]


def test_exempt_papers_are_read_out_only_where_a_setting_says_so(
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("add", paper(tmp_path, "secret.pdf", "x"), "--access", "exempt") == 0
    capsys.readouterr()
    run("list")
    out, err = capsys.readouterr()
    assert "secret" not in out
    assert "exempt papers not shown: 1" in err
    assert run("show", "secret.pdf") == 1
    monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    run("list")
    assert "secret.pdf" in capsys.readouterr().out


def test_data_before_or_after_the_command(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = paper(tmp_path, "a.pdf", "x")
    run("--data", tmp_path / "one", "add", path)
    run("add", path, "--data", tmp_path / "two")
    capsys.readouterr()
    for folder in ("one", "two"):
        run("list", "--data", tmp_path / folder)
        assert "a.pdf" in capsys.readouterr().out
    assert run("list") == 2


@pytest.mark.parametrize(
    "command",
    [
        ("list",), ("show", "a.pdf"), ("remove", "a.pdf"), ("check",), ("rebuild",),
        ("resolutions",), ("backup", "out.tar"), ("add", "--again"),
    ],
)  # fmt: skip
def test_a_mistyped_data_folder_is_said_and_not_made(
    command: tuple[str, ...], run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = tmp_path / "typo"
    assert run(*command, "--data", typo) == 2
    assert capsys.readouterr().err == (
        f"minutebook: {typo}: there is no such data folder; `minutebook add` makes one\n"
    )
    assert not typo.exists()
    typo.mkdir()
    assert run(*command, "--data", typo) == 2
    assert "holds no catalogue" in capsys.readouterr().err
    assert not list(typo.iterdir())


def test_add_without_anything_to_add_is_a_mistyped_command(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add") == 2
    assert "nothing to add" in capsys.readouterr().err


def test_papers_that_an_earlier_version_read_are_told_of_and_read_anew(
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = paper(tmp_path, "a.pdf", "x"), paper(tmp_path, "b.pdf", "y")
    run("add", first, second)
    run("check")
    assert "earlier version" not in capsys.readouterr().out
    monkeypatch.setattr("corpus.catalogue.work.READING_VERSION", 99)
    assert run("add", first) == 0
    assert "unchanged   a.pdf" in capsys.readouterr().out
    assert run("check") == 0
    assert "papers that an earlier version of Minutebook read: 2;" in capsys.readouterr().out
    assert run("add", "--again", first) == 0
    assert "read again  a.pdf" in capsys.readouterr().out
    assert run("add", "--again") == 0
    assert "1 read again" in capsys.readouterr().out
    run("check")
    out = capsys.readouterr().out
    assert "earlier version" not in out
    assert "2 papers, 2 passages: catalogue, vectors and files agree" in out


def test_remove_check_and_rebuild(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("add", paper(tmp_path, "a.pdf", "x"), paper(tmp_path, "b.pdf", "y"))
    assert run("check") == 0
    assert "2 papers, 2 passages" in capsys.readouterr().out
    (tmp_path / "data" / "index.json").write_text("{}")
    assert run("check") == 1
    assert "`minutebook rebuild`" in capsys.readouterr().err
    assert run("rebuild") == 0
    assert run("check") == 0
    assert run("remove", "a.pdf") == 0
    assert "removed a.pdf" in capsys.readouterr().out
    assert run("check") == 0
    assert run("remove", "a.pdf") == 1
    assert capsys.readouterr().err == "minutebook: no paper called a.pdf; see `minutebook list`\n"


def test_remove_takes_out_the_sample_papers_whatever_they_are_called(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = HERE / "2024-03-04-record-of-decision-parking-charges.pdf"
    copy = tmp_path / "ours.pdf"
    copy.write_bytes(record.read_bytes())
    assert run("add", copy, paper(tmp_path, record.name, "Kerbs")) == 0
    assert run("remove", "--sample", "ours.pdf") == 2
    assert "takes no names" in capsys.readouterr().err
    assert run("remove", "--sample") == 0
    assert capsys.readouterr().out.splitlines() == ["removed ours.pdf"]
    assert run("remove", "--sample") == 0
    assert capsys.readouterr().out.splitlines() == ["no sample papers are here"]
    run("list", "--json")
    assert [one["paper"] for one in json.loads(capsys.readouterr().out)] == [record.name]


def test_a_metadata_file_corrects(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meta = tmp_path / "m.csv"
    meta.write_text("file,kind,committee\na.pdf,minutes,Cabinet\n")
    path = paper(tmp_path, "a.pdf", "x")
    assert run("add", path, "--meta", meta) == 0
    assert "a.pdf: minutes, 1 page, Cabinet" in capsys.readouterr().out
    meta.write_text("file,kind\na.pdf,novel\n")
    assert run("add", path, "--meta", meta) == 1
    assert "novel" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["add", "x", "--access", "secret"],
        ["resolutions", "--from", "soon"],
        ["resolutions", "--kind", "gossip"],
    ],
)
def test_usage_is_two(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_what_is_said_of_no_file_is_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "--again", "--access", "exempt") == 2
    assert "name some" in capsys.readouterr().err


def test_backup_and_restore(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("add", paper(tmp_path, "a.pdf", "x"), paper(tmp_path, "b.pdf", "y"))
    saved, other = tmp_path / "saved.tar", tmp_path / "other"
    assert run("backup", saved) == 0
    assert run("restore", saved, "--data", other) == 0
    capsys.readouterr()
    assert run("check", "--data", other) == 0
    run("list", "--json")
    first = capsys.readouterr().out.split("\n", 1)[1]
    run("list", "--json", "--data", other)
    assert capsys.readouterr().out == first
    assert run("restore", saved, "--data", other) == 1
    assert "holds papers already" in capsys.readouterr().err
    cut = tmp_path / "cut.tar"
    cut.write_bytes(saved.read_bytes()[:30_000])
    assert run("restore", cut, "--data", tmp_path / "third") == 1
    assert "cut.tar" in capsys.readouterr().err
    assert run("list", "--data", tmp_path / "third") == 2
    assert "holds no catalogue" in capsys.readouterr().err
    assert not list(tmp_path.glob("tmp*"))


def test_list_does_not_wait_for_the_model(tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    script = (
        "import sys, corpus.cli.commands as cli; cli.main(['list']); "
        "heavy = {'onnxruntime', 'torch', 'chromadb', 'llama_index'} & set(sys.modules); "
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"MINUTEBOOK_DATA": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.slow
def test_the_real_thing_from_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole command with model, Chroma and reading process, on good and bad files."""
    folder = tmp_path / "in"
    paper(folder, "agenda.pdf", "Cabinet\n9 October 2017\nPotholes in Long Road will be repaired.")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("../minutes.pdf", pdf("Minutes of the Cabinet\nRESOLVED: that it be so."))
        archive.writestr("blank.pdf", blank())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 cut")
    at = ["--data", str(tmp_path / "data")]
    added = subprocess.run(
        [sys.executable, "-m", "corpus", *at, "add", str(folder), str(tmp_path / "missing")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert added.returncode == 1, added.stderr
    assert "Traceback" not in added.stderr
    assert "2 added, 3 skipped" in added.stdout
    said = added.stderr.splitlines()
    assert all(re.match(r"skipped     |\d of \d papers", line) for line in said), said
    for name in ("missing", "broken.pdf", "blank.pdf"):
        assert sum(name in line for line in added.stderr.splitlines()) == 1, added.stderr
    # Another process, this one, finds what that one left.
    assert cli.main([*at, "check"]) == 0
    assert cli.main([*at, "add", str(folder / "agenda.pdf")]) == 0
    assert "unchanged   agenda.pdf" in capsys.readouterr().out


def test_ctrl_c_says_what_is_left_and_how_to_drop_it(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    path = paper(tmp_path, "secret.pdf", "x")
    with monkeypatch.context() as patched:
        patched.setattr(HashEmbedder, "embed", pressed)
        assert run("add", path, "--access", "exempt") == 1
    said = capsys.readouterr().err
    assert "stopped; left unfinished: secret.pdf" in said
    assert "`minutebook remove --unfinished` drops it" in said
    assert run("list") == 0
    assert "secret" not in "".join(capsys.readouterr())
    (tmp_path / "data" / "uploads" / "0f").mkdir(parents=True)
    assert run("check") == 0
    said = capsys.readouterr().out
    assert "left unfinished: secret.pdf" in said
    assert "uploads that were cut short: 1" in said
    assert run("remove") == 2
    assert run("remove", "--unfinished") == 0
    assert "removed secret.pdf, unfinished" in capsys.readouterr().out
    assert run("remove", "--unfinished") == 0
    assert run("check") == 0
    said = capsys.readouterr().out
    assert "nothing is unfinished" in said
    assert "left unfinished" not in said
    assert "uploads" not in said
    assert run("remove", "secret.pdf") == 1
