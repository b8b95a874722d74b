"""Beside its downloads a page says what becomes of words that something covers."""

from __future__ import annotations

import pytest

from corpus.model import Access, PageProblem
from tests.ui.conftest import Open
from tests.ui.scripted_catalogue import ScriptedCatalogue


@pytest.mark.parametrize("clearance", list(Access))
def test_what_downloads_hold_is_said(
    opened: Open, monkeypatch: pytest.MonkeyPatch, clearance: Access
) -> None:
    found = (PageProblem.covered(2, 1), PageProblem.covered(1, 4), PageProblem.popups(3, 1))
    monkeypatch.setattr(ScriptedCatalogue, "problems", lambda *_: found)
    if clearance is Access.EXEMPT:
        monkeypatch.setenv("MINUTEBOOK_EXEMPT", "1")
    _, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    app, _ = opened(query={"paper": pack.id, "page": "1"})
    (said,) = [one.value.replace("\\", "") for one in app.caption if "covered" in one.value]
    assert said.startswith("Words are covered on PDF pages 1-2.")
    assert ("without them" in said) is (clearance is Access.PUBLIC)


def test_nothing_is_said_where_nothing_is_covered(opened: Open) -> None:
    _, assistant = opened()
    pack = assistant.catalogue.paper("pack.pdf")
    app, _ = opened(query={"paper": pack.id, "page": "1"})
    assert not [one.value for one in app.caption if "covered" in one.value]
