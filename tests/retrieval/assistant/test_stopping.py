"""A question that is stopped lets go at once, also of what comes before its turn."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evals.run.indexing import index_papers
from retrieval.assistant.assistant import Assistant
from retrieval.model.errors import StoppedError
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Status, Turn
from retrieval.operation.turns import Stop
from tests.retrieval.conftest import SAMPLE
from tests.retrieval.fingerprints import MADE_UP
from tests.retrieval.model_servers import serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
QUESTION = "And who moved it?"
TURN = Turn("What was agreed?", Answer("", "", Status.REFUSED, "nothing", (), (), MADE_UP))
# A machine under load; what held a question up before took as long as the gate.
_AT_ONCE, _GATE = 10.0, 60.0


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    shutil.copy(next(SAMPLE.glob("*minutes*.pdf")), papers)
    settings = Settings.model_construct(data=tmp_path_factory.mktemp("data"))
    index_papers(papers, settings, ocr=False)
    return settings.data


@pytest.fixture
def assistant(data: Path) -> Iterator[Assistant]:
    opened = Assistant.open(Settings.model_construct(data=data))
    yield opened
    opened.close()


def stopped_at(assistant: Assistant, begun: threading.Event, gate: threading.Event) -> None:
    """Ask, stop when ``begun``, and see that nothing waits for ``gate``."""
    stop = Stop()
    with ThreadPoolExecutor(1) as crowd:
        asked = crowd.submit(lambda: list(assistant.stream(QUESTION, None, (TURN,), stop)))
        try:
            assert begun.wait(_GATE)
            stop.ask()
            with pytest.raises(StoppedError):
                asked.result(_AT_ONCE)
        finally:
            gate.set()


def test_learning_the_words_of_the_papers(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gate, learn = threading.Event(), threading.Event(), assistant._understander._learn

    def slowly(*given: object) -> object:
        begun.set()
        gate.wait(_GATE)
        return learn(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(assistant._understander, "_learn", slowly)
    stopped_at(assistant, begun, gate)


def test_a_model_that_completes_a_follow_up(data: Path) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slowly(*_: str) -> str:
        begun.set()
        gate.wait(_GATE)
        return "Who moved it?"

    with serving("openai", slowly) as server:
        settings = Settings.model_construct(
            data=data, llm="openai:scripted", llm_base_url=server.url, llm_timeout=_GATE
        )
        assistant = Assistant.open(settings)
        stopped_at(assistant, begun, gate)
        assistant.close()


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("And the year before?", tuple(["And that? " + "1 March 2017, " * 150] * 200)),
        ("And that? " + "the wierd libary in 2017 " * 800, ("What was agreed in 2018?",)),
    ],
)
def test_a_long_chat_costs_who_asks_nothing_before_the_turn(
    question: str, history: tuple[str, ...], assistant: Assistant
) -> None:
    turns = tuple(Turn(asked, TURN.answer) for asked in history)
    assistant.ask(QUESTION)
    began = time.thread_time()
    assistant.ask(question, history=turns)
    assert time.thread_time() - began < 0.05
