"""The foot of every page says what answers here."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from retrieval.model.types import ModelState
from retrieval.operation.version import versions
from tests.ui.conftest import Open, show
from ui.shell.footer import model_words


@pytest.mark.parametrize(
    "page", ["", "resolutions", "meetings", "new", "following", "papers", "evals"]
)
def test_every_page_names_versions_settings_and_model(opened: Open, page: str) -> None:
    app, assistant = opened()
    assistant.state = ModelState("small", False, "The model's server is not there.")
    show(app, page)
    foot = app.caption[-1].value.replace("\\", "")
    assert foot == (
        f"Minutebook {dict(versions())['Minutebook']} · language model small "
        f"(The model's server is not there.) · fingerprint {assistant.fingerprint.text}"
    )


@pytest.mark.parametrize(
    "page", ["", "resolutions", "meetings", "new", "following", "papers", "help"]
)
def test_no_page_waits_for_pandas(opened: Open, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # As where it is not installed: whatever asks for it fails.
    monkeypatch.setitem(sys.modules, "pandas", None)
    app, assistant = opened()
    show(app, page)
    assert not app.exception
    other = AppTest.from_file(app._script_path, default_timeout=60)
    other.query_params["paper"] = assistant.catalogue.paper("pack.pdf").id
    show(other, page)
    assert not other.exception
    assert (page == "help") or other.button(key="viewer_close")


def test_versions_are_drawn_when_they_are_looked_at(opened: Open) -> None:
    app, _ = opened()
    assert not app.table
    app.session_state["foot_versions"] = True
    app.run()
    assert "Minutebook" in list(app.table[0].value["Name"])


def test_the_model_is_said_in_words() -> None:
    assert model_words(ModelState()) == "quotes only, no language model"
    assert model_words(ModelState("small", True)) == "language model small"
    assert model_words(ModelState("small", False)) == "language model small (not answering)"
    assert model_words(ModelState("small")) == "language model small (not asked yet)"
