"""An answer on its way: stopped or abandoned before there is anything of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from retrieval.model.types import Answer
from retrieval.operation.turns import Stop
from tests.ui.conftest import Open, words
from ui.chat import answering
from ui.chat.answering import Answering


def test_a_stop_reaches_a_question_that_waits_its_turn() -> None:
    heard: list[bool] = []

    def queued(stop: Stop) -> Iterator[Answer]:
        stop.heard.result(30)
        heard.append(stop.asked)
        stop.check()
        yield from ()

    doing = Answering(queued)
    assert not doing.done
    doing.stop()
    doing.wait(30)
    assert doing.done
    assert heard == [True]
    assert doing.stopped
    assert doing.answer is doing.error is None


def test_a_question_that_nobody_looks_at_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "_ABANDONED", 0.05)

    def queued(stop: Stop) -> Iterator[Answer]:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            stop.check()
            time.sleep(0.01)
        yield from ()

    doing = Answering(queued)
    doing.wait(30)
    assert doing.stopped
    assert doing.error is None


def test_the_page_stops_a_question_before_there_is_an_answer(
    opened: Open, capfd: pytest.CaptureFixture[str]
) -> None:
    app, assistant = opened()
    app.chat_input(key="ask_input").set_value("queued").run()
    assert "Reading…" in words(app)
    app.button(key="stop_0").click().run()
    app.run()
    assert "before there was an answer" in words(app)
    end = time.monotonic() + 30
    while '"status": "stopped"' not in capfd.readouterr().err:
        assert time.monotonic() < end
        time.sleep(0.05)
    # It was never worked out.
    assert assistant.asked == []
