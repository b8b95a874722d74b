"""Sets over several collections of papers, and the data folders that hold them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.cli.commands import main
from evals.cli.folders import DataFolder, data_folder
from evals.run.runs import list_runs
from tests.evals.cli.conftest import run

pytestmark = pytest.mark.usefixtures("scripted")


def test_rows_of_other_papers_are_not_asked(
    set_file: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.loads(line) for line in set_file.read_text("utf-8").splitlines()]
    both = tmp_path / "both.jsonl"
    told = [
        {**row, "corpus": "harbour" if row["id"] == "q-none" else "town", "chat": "c"}
        for row in rows
    ]
    both.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    folder = tmp_path / "data"
    assert run(both, kept, "--data", f"harbour={folder}") == 0
    shown = capsys.readouterr()
    assert "both:harbour: 1 questions" in shown.out
    assert not shown.err
    assert run(both, kept, "--data", str(folder)) == 1
    shown = capsys.readouterr()
    assert "both: 4 questions" in shown.out
    assert "--data town=DIR or --data harbour=DIR" in shown.err
    assert main(["run", str(both), "--data", f"hills={folder}"]) == 1
    assert "no question is asked over 'hills', only over town, harbour" in capsys.readouterr().err


def test_several_collections_are_asked_in_one_run(
    set_file: Path, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.loads(line) for line in set_file.read_text("utf-8").splitlines()]
    both, out = tmp_path / "both.jsonl", tmp_path / "out.jsonl"
    told = [{**row, "corpus": "town" if row["id"] == "q-none" else "harbour"} for row in rows]
    both.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    more = ("--data", f"town={tmp_path / 't'}", "--data", f"harbour={tmp_path / 'h'}")
    assert run(both, kept, *more, "--out", str(out)) == 1  # one question fails
    shown = capsys.readouterr().out
    assert "both:town+harbour: 4 questions" in shown
    assert "by papers asked" in shown
    ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert ids == [row["id"] for row in rows]
    assert main(["run", str(both), *more]) == 1
    assert list_runs(tmp_path / "t" / "runs")


@pytest.mark.parametrize(
    "folders", [("t", "harbour=h"), ("town=t", "town=h"), ("t", "h")], ids=" ".join
)
def test_of_several_folders_each_takes_a_name_of_its_own(
    set_file: Path, folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    more = [word for folder in folders for word in ("--data", folder)]
    for verb in ("run", "validate"):
        assert main([verb, str(set_file), *more]) == 1
        assert "each takes a name of its own: --data NAME=DIR" in capsys.readouterr().err


def test_a_folder_may_bear_an_equals_sign(tmp_path: Path) -> None:
    folder = tmp_path / "a=b"
    assert data_folder(str(folder)) == DataFolder(folder)
    assert data_folder(f"torbay={folder}") == DataFolder(folder, "torbay")
