"""What a page says where it cannot be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.ui.conftest import Open
from ui.service import seam


def test_a_setting_that_cannot_be_used_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path))
    monkeypatch.setenv("MINUTEBOOK_CANDIDATES", "abc")
    seam.use(None)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    (error,) = app.error
    said = error.value.replace("\\", "")
    assert said == "MINUTEBOOK_CANDIDATES='abc' cannot be used; it takes a whole number, 1 or more"


def test_a_fault_of_the_program_is_shown_without_its_places(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ValueError("/srv/council/data is wrong")

    monkeypatch.setattr("ui.shell.frame.footer", broken)
    app, _ = opened()
    (fault,) = app.exception
    assert "error" in fault.message
    assert "ValueError" not in fault.message
    assert "/" not in fault.message
    assert not list(fault.stack_trace)
