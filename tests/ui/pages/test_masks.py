"""What is masked for the public is on no page of the app without clearance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

import corpus.cli.commands as corpus_cli
from corpus.masks.rules import MASK
from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from tests.masked_pack import LIST, NAME, planted, write_pack
from tests.ui.conftest import show
from tests.ui.pages.test_nothing_leaks import PAGES, everything, opened_all, start
from ui.people.access import SignIn
from ui.service import seam

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_pack(folder)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(folder, settings, ocr=False)
    listed = folder / "list.txt"
    listed.write_text(LIST, encoding="utf-8")
    assert corpus_cli.main(["mask", str(listed), "--data", str(settings.data)]) == 0
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
    assistant.close()


def test_every_page(cleared: bool) -> None:
    told = ""
    for page in PAGES:
        app = start()
        show(app, page)
        told += everything(opened_all(app))
    assert NAME in told
    assert bool(planted(told)) is cleared, planted(told)
    assert (MASK in told) is not cleared


def test_an_answer_and_the_page_that_it_cites(cleared: bool) -> None:
    paper = seam.catalogue().paper(NAME).id
    told = everything(start(q="Who objected to the slipway lights?").run())
    page = everything(start(paper=paper, page="3"))
    for one in (told, page):
        assert bool(planted(one)) is cleared, planted(one)
    assert ("are masked on this page" in page) is not cleared
    assert "are masked on this page" not in everything(start(paper=paper, page="4"))


def test_a_search_of_the_register(cleared: bool) -> None:
    told = everything(opened_all(show(start(words="Quackenthorpe", view="full"), "resolutions")))
    assert ("no resolution matches" in told) is not cleared
    assert bool(set(planted(told)) - {"quackenthorpe"}) is cleared


def test_words_looked_for_in_a_paper(cleared: bool) -> None:
    paper = seam.catalogue().paper(NAME).id
    for typed in ("Quackenthorpe", "01632", MASK * 3):
        app = start(paper=paper, page="3", find=typed)
        found = "Not in this paper" not in [caption.value for caption in app.caption]
        # To who may not see them all masked words are alike, and tell nothing.
        assert found is (cleared is not (typed == MASK * 3))
