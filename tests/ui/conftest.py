"""The app on the scripted backend, for AppTest."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from retrieval.model.settings import Settings
from tests.conftest import ROOT
from tests.ui.scripted import ScriptedAssistant
from tests.ui.scripted_catalogue import ScriptedCatalogue
from ui.people.access import SignIn
from ui.service import seam

Open = Callable[..., tuple[AppTest, ScriptedAssistant]]


@pytest.fixture(scope="session", autouse=True)
def manifests_read_once() -> Iterator[None]:
    """Every AppTest looks through all installed packages for components: longer than a page."""
    with pytest.MonkeyPatch.context() as patched:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def unknown_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser is known again, as AppTest has no connection with cookies; tests give them."""
    monkeypatch.setattr("ui.people.owners._cookies", dict)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Return a function that starts the app on a scripted backend, with the model loaded."""

    # AppTest has no connection whose address could be asked.
    monkeypatch.setattr("ui.people.access.address", lambda: None)
    # Whoever works on the code may have a sign-in of their own set up beside it.
    monkeypatch.setattr("ui.people.access.sign_in_state", lambda: SignIn.OFF)

    def start(
        *,
        query: dict[str, str] | None = None,
        empty: bool = False,
        exempt: bool = False,
        broken: bool = False,
        loaded: bool = True,
    ) -> tuple[AppTest, ScriptedAssistant]:
        assistant = ScriptedAssistant(ScriptedCatalogue(tmp_path, exempt, empty), broken=broken)
        assistant.settings = Settings(data=tmp_path)
        st.cache_data.clear()
        seam.use(lambda: assistant)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in (query or {}).items():
            app.query_params[name] = value
        if loaded:
            seam.warming().start()
            seam.warming().wait(30)
        return app.run(), assistant

    yield start
    seam.use(None)


_ESCAPED = re.compile(r"\\+(?=[^\w\s\\\"'])")


def unescaped(told: str) -> str:
    """Return what was sent without the strokes before what Markdown reads as signs of its own."""
    return _ESCAPED.sub("", told)


def show(app: AppTest, page: str) -> AppTest:
    """Go to a page of the menu by its address."""
    # AppTest.switch_page knows files only; pages made of functions go by this hash.
    app._page_hash = calc_hash(page)
    return app.run()


def words(app: AppTest) -> str:
    """Return everything the page says, a line an element."""
    assert not app.exception, app.exception
    said = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.text]
    said += [*app.error, *app.info, *app.warning, *app.success]
    return "\n".join(str(e.value) for e in said) + "\n".join(b.label for b in app.button)


def ask(app: AppTest, question: str) -> AppTest:
    """Type a question on Ask and send it."""
    return app.chat_input(key="ask_input").set_value(question).run()
