"""At the lowest level of every library's log there stands no word of a paper or a question."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path

import pytest

from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.pipeline.retriever import MinutebookRetriever
from tests.corpus.stand_ins import paper
from tests.retrieval.model_servers import serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PLANTED = "zyqquorb"
QUESTION = f"What does the {PLANTED} bridge cost?"


@pytest.mark.parametrize("protocol", ["openai", "ollama"])
def test_no_word_of_a_paper_is_logged_by_anybody(
    protocol: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    # One of the libraries has a variable of its own.
    monkeypatch.setenv("OPENAI_LOG", "debug")
    said = f"The {PLANTED} bridge costs £40,000. [1]"
    paper(
        tmp_path / "in", f"{PLANTED}.pdf", f"The {PLANTED} bridge is mended at a cost of £40,000."
    )
    with serving(protocol, said) as server:
        settings = Settings(data=tmp_path / "data", llm=f"{protocol}:m", llm_base_url=server.url)
        index_papers(tmp_path / "in", settings, ocr=False)
        with closing(Assistant.open(settings)) as assistant:
            answer = assistant.ask(QUESTION)
            assert PLANTED in answer.text
            assistant.picture(answer.citations[0].paper_id, 1)
            with MinutebookRetriever(assistant) as retriever:
                assert retriever.retrieve(QUESTION)
                assistant.ingest(lambda _: None).remove([f"{PLANTED}.pdf"])
        assert PLANTED in server.sent
    assert [one for one in caplog.records if one.levelno == logging.DEBUG]
    assert PLANTED not in caplog.text.lower()
