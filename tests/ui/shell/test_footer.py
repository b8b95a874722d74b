"""The foot of every page says what answers here."""

from __future__ import annotations

import pytest

from retrieval.model.types import ModelState
from retrieval.operation.version import versions
from tests.ui.conftest import Open, show
from ui.shell.footer import model_words


@pytest.mark.parametrize("page", ["", "resolutions", "meetings", "papers", "evals"])
def test_every_page_names_versions_settings_and_model(opened: Open, page: str) -> None:
    app, assistant = opened()
    assistant.state = ModelState("small", False, "The model's server is not there.")
    show(app, page)
    foot = app.caption[-1].value.replace("\\", "")
    assert foot == (
        f"Minutebook {dict(versions())['Minutebook']} · language model small "
        f"(The model's server is not there.) · fingerprint {assistant.fingerprint.text}"
    )


def test_the_model_is_said_in_words() -> None:
    assert model_words(ModelState()) == "quotes only, no language model"
    assert model_words(ModelState("small", True)) == "language model small"
    assert model_words(ModelState("small", False)) == "language model small (not answering)"
    assert model_words(ModelState("small")) == "language model small (not asked yet)"
