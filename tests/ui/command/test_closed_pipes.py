"""Commands whose reader has read enough, as ``| head`` has: they end quietly, and with 0."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from evals.model import Outcome, Response, Result, Run
from evals.run import runs_folder, save_run
from retrieval.model import DEFAULT, Settings
from retrieval.operation import fingerprint_of
from tests.conftest import ROOT

# More than a pipe holds, so that a command is still writing when its reader closes.
_MANY = 20_000


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with a run whose settings take many lines to print."""
    folder = tmp_path / "data"
    Catalogue.open(folder).close()
    result = Result("a", "fact", "Why?", Response((), Outcome.REFUSED, "", (), 1.0), ())
    made_by = fingerprint_of(Settings(data=folder), DEFAULT)
    settings = tuple((f"setting {number}", "1") for number in range(_MANY))
    at = "2026-11-20T10:00:00+00:00"
    run = Run("trial", at, "trial", "0" * 12, made_by, settings, (), "", 0, (result,))
    save_run(run, runs_folder(folder))
    return folder


def started(module: str, *words: str, out: int, err: int, data: Path) -> subprocess.Popen[bytes]:
    known = {name: value for name, value in os.environ.items() if "MINUTEBOOK" not in name}
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**known, "MINUTEBOOK_DATA": str(data)},
        stdout=out,
        stderr=err,
    )


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("evals", "runs --json"),
        ("evals", "runs"),
        ("evals", "compare latest latest --json"),
        ("evals", "--help"),
        ("corpus", "list"),
        ("corpus", "news"),
        ("corpus", "resolutions"),
        ("retrieval", "health --quick --json"),
        ("ui", "evals runs --json"),
        ("ui", "list --json"),
        ("ui", "--help"),
        ("ui", "--version"),
    ],
)
def test_a_command_nobody_reads_ends_quietly(module: str, words: str, data: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with started(module, *words.split(), out=write, err=subprocess.PIPE, data=data) as process:
        os.close(write)
        said = process.communicate(timeout=240)[1]
    assert said == b""
    assert process.returncode == 0


def test_a_reader_may_stop_in_the_middle(data: Path) -> None:
    pipe = subprocess.PIPE
    with started("evals", "runs", "--json", out=pipe, err=pipe, data=data) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_messages_that_nobody_reads_leave_no_trace_either(data: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with started("ui", "show", "none.pdf", out=write, err=write, data=data) as process:
        os.close(write)
        assert process.wait(timeout=240) == 0


def test_a_pipe_that_breaks_elsewhere_is_still_told() -> None:
    program = """
import sys
from corpus.cli import quietly
def command():
    print("a line", flush=True)
    raise BrokenPipeError("to a program that was started")
sys.exit(quietly(command))
"""
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert found.returncode == 1
    assert b"to a program that was started" in found.stderr
