"""What the browser is told to fetch ahead exists, in the Streamlit that is installed."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Open
from ui.viewer.beside import code_files


@pytest.mark.parametrize("kind", ["NumberInput", "Selectbox", "DownloadButton"])
def test_the_code_of_a_kind_of_widget_is_found(kind: str) -> None:
    assert len(code_files(kind)) == 1
    assert code_files(kind)[0].endswith(".js")


def test_there_is_none_for_what_is_no_widget() -> None:
    assert code_files("Nothing") == ()


def test_a_page_says_what_to_fetch(opened: Open) -> None:
    app, _ = opened()
    sent = [str(node.proto) for node in app.get("bidi_component")]
    assert any(code_files("NumberInput")[0] in proto for proto in sent)
