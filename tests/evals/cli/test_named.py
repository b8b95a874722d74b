"""Kept runs found by the names that they were given."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli.commands import main
from evals.run.runs import list_runs, read_run
from tests.evals.cli.conftest import mend, run
from tests.evals.fakes import FakeAssistant

pytestmark = pytest.mark.usefixtures("scripted")


def test_a_run_is_found_by_the_name_it_was_given(
    set_file: Path, kept: Path, scripted: FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    run(set_file, kept, "--name", "before")
    mend(scripted)
    run(set_file, kept, "--name", "after")
    capsys.readouterr()
    assert main(["compare", "before", "after", "--runs", str(kept)]) == 0
    told = capsys.readouterr()
    assert "before (20" in told.out
    assert "→ after (20" in " ".join(told.out.split())
    assert "hit@1 won: q-raises 0.00 → 1.00" in told.out
    assert told.err == ""
    assert main(["runs", "--runs", str(kept)]) == 0
    listed = capsys.readouterr().out
    assert {"before", "after"} <= set(listed.replace("│", " ").split())
    assert max(map(len, listed.splitlines())) <= 100
    assert main(["report", "after", "--runs", str(kept), "--out", str(kept / "a.html")]) == 0
    assert "<h2>after</h2>" in (kept / "a.html").read_text("utf-8")


def test_of_several_runs_of_a_name_the_newest_is_taken_and_said(
    set_file: Path, kept: Path, scripted: FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    run(set_file, kept, "--name", "trial")
    mend(scripted)
    run(set_file, kept, "--name", "trial")
    run(set_file, kept, "--name", "other")
    newest = next(path for path in list_runs(kept) if read_run(path).name == "trial")
    capsys.readouterr()
    assert main(["compare", "trial", "other", "--runs", str(kept)]) == 0
    told = f"2 runs are called 'trial'; this is the newest, {newest.name}"
    assert capsys.readouterr().err == f"minutebook: {told}\n"


def test_a_name_that_is_also_the_beginning_of_a_file_is_said_to_be_both(
    set_file: Path, kept: Path, scripted: FakeAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    mend(scripted)
    run(set_file, kept)
    run(set_file, kept, "--name", "20")
    capsys.readouterr()
    assert main(["compare", "20", "latest", "--runs", str(kept)]) == 1
    said = capsys.readouterr().err
    assert "'20' begins " in said
    assert " and is the name of 20" in said
    (kept / "broken.json").write_text("{", encoding="utf-8")
    assert main(["compare", "nobody", "latest", "--runs", str(kept)]) == 1
    assert f"no run 'nobody', as a path, nor by its file or name in {kept}" in (
        capsys.readouterr().err
    )


def test_long_names_stand_whole_in_the_list(
    set_file: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "with-the-weights-of-november-and-no-words-for-times"
    run(set_file, kept, "--name", name)
    capsys.readouterr()
    assert main(["runs", "--runs", str(kept)]) == 0
    listed = capsys.readouterr().out
    assert max(map(len, listed.splitlines())) <= 100
    assert "…" not in listed
    rows = [line.split("│") for line in listed.splitlines() if line.startswith("│")]
    assert "".join(row[2].strip() for row in rows) == name
