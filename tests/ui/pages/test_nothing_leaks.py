"""A word that only exempt pages hold is on no page of the app without clearance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from corpus.model import Access
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from tests.conftest import ROOT
from tests.exempt_pack import EXEMPT_PAGES, NAME, SECRET, SECRETS, add_all, write_pack
from tests.ui.conftest import show, unescaped
from ui.people.access import SignIn
from ui.service import seam

pytestmark = pytest.mark.slow
PAGES = ("resolutions", "meetings", "new", "following", "papers", "evals", "help")
_PICTURE = re.compile(r"[\w+/=]{200,}")
QUESTION = "How much will the building on the quay be sold for?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_pack(folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    add_all(folder, settings)
    return settings.data


@pytest.fixture(params=[False, True], ids=["public", "cleared"])
def cleared(
    request: pytest.FixtureRequest, data: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[bool]:
    """The app over the real assistant, for a visitor without clearance and one with it."""
    monkeypatch.setattr("ui.people.access.address", lambda: None)
    monkeypatch.setattr("ui.people.access.sign_in_state", lambda: SignIn.OFF)
    settings = Settings.model_construct(data=data, exempt=request.param)
    assistant = Assistant.open(settings)
    st.cache_data.clear()
    seam.use(lambda: assistant)
    seam.warming().start()
    seam.warming().wait(60)
    yield bool(request.param)
    seam.use(None)
    assistant.catalogue.close()


def start(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def everything(app: AppTest) -> str:
    """Return all that was sent to the browser: the messages of every element and block."""
    assert not app.exception, app.exception
    nodes = [node for node in app._tree if getattr(node, "proto", None) is not None]
    # Pictures are letters by chance: a page that may not be seen has none.
    told = _PICTURE.sub("", "".join(str(node.proto) for node in nodes)).lower()
    return unescaped(told)


def opened_all(app: AppTest) -> AppTest:
    """Open every expander, so that nothing is left undrawn; also those of what is closed."""
    catalogue = seam.catalogue()
    paper = catalogue.paper(NAME).id
    app.session_state[f"paper_{paper}"] = True
    app.session_state["register_view"] = True
    app.session_state["decided_otherwise"] = True
    for item in catalogue.items(paper, Access.EXEMPT):
        app.session_state[f"item_{paper[:12]}_{item.number}_{item.first_page or 0}"] = True
    return app.run()


def test_every_page(cleared: bool) -> None:
    told = ""
    for page in PAGES:
        app = start()
        show(app, page)
        told += everything(opened_all(app))
    assert NAME in told
    assert (SECRET.lower() in told) is cleared
    assert cleared or not [word for word in SECRETS if word in told]
    # How many pages there are is told to those alone who may see them.
    assert ("8 pages" in told) is cleared
    assert ("3 pages exempt" in told) is cleared


@pytest.mark.parametrize("words", [SECRET, SECRET[:5], f"{SECRET[:-1]}k", "7654321"])
def test_a_search_of_the_register(words: str, cleared: bool) -> None:
    app = start(words=words, view="full")
    told = everything(opened_all(show(app, "resolutions")))
    # What was typed is in its field, and comes from nobody else.
    told = told.replace(words.lower(), "")
    assert ("no resolution matches" in told) is not cleared
    assert cleared or not [word for word in SECRETS if word in told]


def test_an_answer(cleared: bool) -> None:
    app = start(q=QUESTION)
    app.run()
    told = everything(app)
    assert QUESTION.lower() in told
    assert cleared or not [word for word in SECRETS if word in told]
    if cleared:
        assert "7,654,321" in told


@pytest.mark.parametrize("number", EXEMPT_PAGES)
def test_a_shared_link_to_an_exempt_page(number: int, cleared: bool) -> None:
    paper = seam.catalogue().paper(NAME).id
    told = everything(start(paper=paper, page=str(number)))
    assert (SECRET.lower() in told) is cleared
    assert cleared or not [word for word in SECRETS if word in told]
    if not cleared:
        # The page before it is shown, as if the paper had no other.
        assert f"pdf page {number}" not in told.replace("pdf page, of", "")


def test_words_looked_for_in_a_paper_and_the_overview_of_its_pages(cleared: bool) -> None:
    paper = seam.catalogue().paper(NAME).id
    app = start(paper=paper, page="1", find=SECRET)
    said = [caption.value for caption in app.caption]
    assert ("Not in this paper" in said) is not cleared
    app.toggle(key="viewer_overview").set_value(True).run()
    told = everything(app).replace(SECRET.lower(), "")
    assert cleared or not [word for word in SECRETS if word in told]
    for number in EXEMPT_PAGES:
        assert (f"pdf page {number})" in told or f'"pdf page {number}"' in told) is cleared
