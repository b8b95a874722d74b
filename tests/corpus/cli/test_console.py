"""What the command line says while it works: how far it is, and how long it will take."""

from __future__ import annotations

import re

import pytest

from corpus.cli.console import Console
from corpus.model.events import Progress


def at(share: float, pages: int) -> Progress:
    return Progress(0, 5, pages, share, "")


def test_without_a_terminal_lines_are_few(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    with Console() as shown:
        for step in range(1, 1001):
            clock[0] = step / 20
            shown.watch(at(step / 1000, step))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 9
    assert re.fullmatch(r"0 of 5 papers, 500 pages, 20.0 pages a second, .* left", lines[4])
