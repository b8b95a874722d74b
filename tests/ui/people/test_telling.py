"""The public are told no places on the computer; whoever runs it reads them."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.model import CatalogueError, DamagedPaperError
from tests.conftest import ROOT
from ui.people.access import SignIn
from ui.people.telling import told
from ui.service import seam


@pytest.mark.parametrize(
    "said",
    [
        "/srv/minutebook/data: cannot be written",
        "the data folder '/srv/data' is of a later version",
        r"C:\\council\\data cannot be opened",
        "~/papers is no folder",
        "http://chroma.internal:8000 does not answer",
        "cannot import name 'x' from 'y' (/usr/lib/python3/y.py)",
    ],
)
def test_places_are_told_to_those_who_run_it_alone(
    said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ui.people.telling.sees_places", lambda: True)
    assert told(CatalogueError(said)) == said
    monkeypatch.setattr("ui.people.telling.sees_places", lambda: False)
    with caplog.at_level(logging.ERROR):
        less = told(CatalogueError(said))
    assert not any(word in less for word in ("/", "\\", "chroma"))
    assert "CatalogueError" in caplog.text
    assert said not in caplog.text


def test_what_names_no_place_is_told_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.people.telling.sees_places", lambda: False)
    said = "accounts 2023/24.pdf, page 3: cannot be drawn; see the PDF and/or ask the clerk"
    assert told(DamagedPaperError(said)) == said


@pytest.mark.parametrize("here", [True, False])
def test_a_data_folder_that_cannot_be_used_is_named_to_who_sits_here(
    here: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("no folder")
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("ui.people.access.sign_in_state", lambda: SignIn.OFF)
    monkeypatch.setattr("ui.people.access.address", lambda: None if here else "192.0.2.7")
    seam.use(None)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    (error,) = app.error
    assert (str(tmp_path) in error.value.replace("\\", "")) is here
    assert here or "log" in error.value
