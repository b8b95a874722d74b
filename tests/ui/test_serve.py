"""The command that serves the app: Streamlit's own, with the code read in beforehand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from ui import serve


def test_streamlit_is_given_the_app_and_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["serve", "--server.port", "8600"])
    monkeypatch.setattr(serve, "streamlit_command", lambda: given.append(sys.argv[1:]))
    monkeypatch.setattr(serve, "_read_in", lambda: None)
    serve.main()
    ((verb, app, *options),) = given
    assert (verb, Path(app), options) == ("run", ROOT / "app.py", ["--server.port", "8600"])


def test_the_code_is_read_in_once_the_server_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    up = iter([False, False, True])
    read: list[str] = []
    monkeypatch.setattr("streamlit.runtime.exists", lambda: next(up))
    monkeypatch.setattr(serve, "import_module", read.append)
    serve._read_in()
    assert read == ["retrieval.assistant"]
    assert next(up, None) is None
