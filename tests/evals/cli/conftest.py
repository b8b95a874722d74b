"""The scripted assistant under the commands, and a folder of kept runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli import verbs as commands
from evals.cli.commands import main
from tests.evals.fakes import FakeAssistant


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch, assistant: FakeAssistant) -> FakeAssistant:
    monkeypatch.setattr(commands, "open_assistant", lambda *_: assistant)
    return assistant


def run(set_file: Path, kept: Path, *more: str) -> int:
    return main(["run", str(set_file), "--runs", str(kept), *more])


def mend(assistant: FakeAssistant) -> None:
    assistant.script = {
        **assistant.script,
        "Which breaks?": assistant.script["Are there mermaids?"],
    }
