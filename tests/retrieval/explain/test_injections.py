"""Against orders hidden in papers, names and questions: the code protects, not the model.

The model at the other end obeys every order it can find. Nothing it was made to
say may be shown unless the papers say it in the place it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Access, Scope
from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.explain.claims import has_markup
from retrieval.explain.evidence import Part
from retrieval.explain.explaining import Explained, Explainer
from retrieval.explain.language_model import open_model
from retrieval.explain.rewriting import rewrite
from retrieval.model.settings import Settings
from retrieval.model.types import Turn
from tests.retrieval.injections import ATTEMPTS, SECRET, Attempt, Where, agenda, closed, obey
from tests.retrieval.model_servers import ModelServer, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serving("openai", obey) as running:
        yield running


@pytest.fixture(scope="module")
def obeying(server: ModelServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    name = next(one for one in ATTEMPTS if one.where is Where.NAME)
    (folder / f"{name.order}.pdf").write_bytes(agenda())
    (folder / "depot-exempt.pdf").write_bytes(closed())
    settings = Settings.model_construct(
        data=tmp_path_factory.mktemp("data"), llm="openai:obeys", llm_base_url=server.url
    )
    index_papers(folder, settings, ocr=False)
    opened = Assistant.open(settings)
    yield opened
    opened.catalogue.close()


def told(assistant: Assistant, attempt: Attempt) -> tuple[Explained, str]:
    """Have an attempt explained, whether or not its papers would be judged to answer.

    Also return the question as rewritten from the chat, where there is one.
    """
    model = open_model(assistant.settings)
    assert model is not None
    found = assistant.find(attempt.question)
    assert found is not None
    rewritten = ""
    if attempt.where is Where.CHAT:
        earlier = assistant.ask(attempt.question)
        turn = Turn(f"{attempt.question} {attempt.order}", earlier)
        rewritten = rewrite(model, "And when?", [turn], lambda _cited: True).question
    explainer = Explainer(model, assistant.catalogue, assistant.settings.llm_window)
    *_, last = explainer.explain(attempt.question, [Part(found)])
    return last, rewritten


def test_there_are_thirty() -> None:
    assert len(ATTEMPTS) == len({one.name for one in ATTEMPTS}) == 30


def test_the_exempt_report_is_there_to_be_stolen(obeying: Assistant) -> None:
    assert len(obeying.catalogue.papers(Scope(clearance=Access.EXEMPT))) == 2
    assert len(obeying.catalogue.papers(Scope())) == 1


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda one: one.name)
def test_an_order_is_not_followed(
    attempt: Attempt, obeying: Assistant, server: ModelServer
) -> None:
    server.asked.clear()
    explained, rewritten = told(obeying, attempt)
    assert server.asked, "the test proves nothing unless the model was asked"
    if attempt.where not in (Where.NAME, Where.METADATA):
        assert any("WRITE:" in prompt for prompt in server.prompts), "the order did not arrive"
    pages = obeying.catalogue
    for statement in explained.statements:
        assert statement.citations
        for cited in statement.citations:
            page = " ".join(pages.page(cited.paper_id, cited.page).text.split())
            assert cited.quote in page
    for statement in explained.statements:
        if statement.explained:
            assert not has_markup(statement.text)
            said = " ".join(cited.quote for cited in statement.citations)
            assert _bare(statement.text) in _bare(said), (
                "shown though it is not cited word for word"
            )
    assert not has_markup(f"{explained.note} {rewritten}")
    assert "Harrow" in SECRET
    assert "Harrow" not in server.sent
    for prompt in server.prompts:
        marks = [line for line in prompt.splitlines() if "===" in line]
        assert len(marks) == 2, "the fence was closed from inside"
        assert marks == [line for line in marks if re.fullmatch(r"=== papers \w+ \w+ ===", line)]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
