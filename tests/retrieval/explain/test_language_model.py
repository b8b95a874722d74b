"""Language models over real HTTP: what they say, and everything that goes wrong on the way."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from retrieval.cli.health import check_health
from retrieval.explain.language_model import LanguageModel, open_model
from retrieval.explain.words import Prompt
from retrieval.model.errors import LanguageModelError, SettingsError
from retrieval.model.settings import Settings
from tests.retrieval.model_servers import ModelServer, Way, patience_with, serving

PROTOCOLS = ("openai", "ollama")
PROMPT = Prompt("Do as told.", "What was agreed?")
SAID = "The panel agreed the plan [1]\nIt costs £64,000 [2]\n"
KEY = "sk-secret-7731"


def model_at(server: ModelServer, protocol: str, **more: Any) -> LanguageModel:
    settings = Settings.model_construct(
        llm=f"{protocol}:scripted", llm_base_url=server.url, **{"llm_timeout": 20.0, **more}
    )
    opened = open_model(settings)
    assert opened is not None
    return opened


def heard(model: LanguageModel, most: int = 500) -> str:
    return "".join(model.words(PROMPT, most))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_words_come_as_they_are_written(protocol: str) -> None:
    with serving(protocol, SAID) as server:
        model = model_at(server, protocol)
        pieces = list(model.words(PROMPT, 500))
        assert "".join(pieces) == SAID
        assert len(pieces) > 5
        (body,) = server.asked
        assert body["model"] == "scripted"
        assert body["stream"] is True
        assert [m["role"] for m in body["messages"]] == ["system", "user"]
        assert body["messages"][1]["content"] == PROMPT.user
        assert model.state().answering is True


def test_limits_are_told_to_the_server() -> None:
    with serving("openai", SAID) as server:
        heard(model_at(server, "openai"), 321)
        assert server.asked[0]["max_tokens"] == 321
    with serving("ollama", SAID) as server:
        heard(model_at(server, "ollama", llm_window=4096), 321)
        assert server.asked[0]["options"] == {
            "num_ctx": 4096,
            "num_predict": 321,
            "temperature": 0.0,
        }


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    ("way", "note"),
    [
        (Way.SLOW, "silent|no answer"),
        (Way.SILENT, "silent|no more words"),
        (Way.CUT, "broke off"),
        (Way.CLOSED, "broke off"),
        (Way.MALFORMED, "could not be read"),
        (Way.ODD, "could not be read"),
        (Way.ERROR_INSIDE, "could not be read"),
        (Way.BUSY, "busy and asks to wait 7 seconds"),
        (Way.BROKEN, "error .HTTP 500."),
        (Way.FORBIDDEN, "refuses the key"),
        (Way.UNKNOWN, "does not know the model"),
        (Way.ELSEWHERE, "elsewhere, which is not followed"),
        (Way.HUGE, "without end"),
        (Way.FLOOD, "without end"),
        (Way.FULL, "end of its window"),
    ],
)
def test_what_goes_wrong_is_said_plainly(protocol: str, way: Way, note: str) -> None:
    with serving(protocol, SAID, way) as server:
        model = model_at(server, protocol, llm_timeout=patience_with(way))
        with pytest.raises(LanguageModelError, match=note) as caught:
            heard(model)
        assert model.state().answering is False
        assert model.state().note == str(caught.value)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_came_before_a_break_is_not_lost(protocol: str) -> None:
    with serving(protocol, SAID, Way.CUT) as server:
        pieces: list[str] = []
        with pytest.raises(LanguageModelError):
            pieces.extend(model_at(server, protocol).words(PROMPT, 500))
        assert "".join(pieces) == SAID[: len(SAID) * 2 // 3]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_server_that_is_down(protocol: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    model = open_model(Settings.model_construct(llm=f"{protocol}:m", llm_base_url=base))
    assert model is not None
    with pytest.raises(LanguageModelError, match="cannot be reached"):
        heard(model)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_busy_server_is_left_alone_as_long_as_it_asks(protocol: str) -> None:
    with serving(protocol, SAID, Way.BUSY) as server:
        model = model_at(server, protocol)
        for _ in range(3):
            with pytest.raises(LanguageModelError, match="busy"):
                heard(model)
        assert len(server.paths) == 1


def test_closing_stops_the_work() -> None:
    with serving("openai", "word " * 50_000) as server:
        words = model_at(server, "openai").words(PROMPT, 100_000)
        next(words)
        words.close()
        # The server's next writes fail once the connection is gone.
        assert len(server.asked) == 1


def test_a_key_is_sent_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving("openai", SAID, Way.FORBIDDEN) as server:
        settings = Settings(llm="openai:m", llm_base_url=server.url, llm_key=KEY)
        model = open_model(settings)
        assert model is not None
        with pytest.raises(LanguageModelError) as caught:
            heard(model)
        assert server.headers[0]["authorization"] == f"Bearer {KEY}"
        assert server.headers[0]["api-key"] == KEY
    shown = [repr(settings), str(settings), settings.model_dump_json(), str(caught.value)]
    shown += [caplog.text, str(model.state()), repr(vars(model)), repr(settings.shaping())]
    assert not [text for text in shown if KEY in text]


def test_no_key_of_another_service_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-something-else")
    monkeypatch.setenv("OLLAMA_API_KEY", "of-something-else")
    for protocol in PROTOCOLS:
        with serving(protocol, SAID) as server:
            heard(model_at(server, protocol))
            assert "something-else" not in str(server.headers)


@pytest.mark.parametrize(
    ("llm", "base", "said"),
    [
        ("gpt", "", "names no model"),
        ("openai:", "http://x/v1", "names no model"),
        ("mystery:m", "http://x/v1", "names no model"),
        ("openai:m", "", "MINUTEBOOK_LLM_BASE_URL"),
        ("openai:m", "ftp://x", "http"),
        ("openai:m", "x/v1", "http"),
        ("ollama:m", "http://me:word@x", "MINUTEBOOK_LLM_KEY"),
    ],
)
def test_a_setting_that_cannot_be_used(llm: str, base: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        open_model(Settings.model_construct(llm=llm, llm_base_url=base))


def test_none_is_no_model() -> None:
    assert open_model(Settings.model_construct(llm="none")) is None


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_state_is_looked_up_without_waiting(protocol: str) -> None:
    with serving(protocol) as server:
        model = model_at(server, protocol)
        assert model.state().answering is None
        assert _settled(model)
        assert not server.asked


def test_a_gateway_that_lists_no_models_is_not_down() -> None:
    with serving("openai", SAID, Way.UNKNOWN) as server:
        model = model_at(server, "openai")
        model.state()
        assert _settled(model)


def test_an_ollama_model_is_loaded_beforehand() -> None:
    with serving("ollama", SAID) as server:
        model = model_at(server, "ollama")
        model.warm()
        assert server.paths == ["/api/show", "/api/generate"]
        assert model.state().answering is True
    model = model_at(server, "ollama")
    model.warm()
    assert model.state().answering is False


def test_health_says_whether_it_answers(tmp_path: Path) -> None:
    with serving("ollama") as server:
        settings = Settings.model_construct(
            data=tmp_path, llm="ollama:scripted", llm_base_url=server.url
        )
        check = check_health(settings, model=False)[-1]
        assert (check.name, check.ok) == ("language model", True)
    check = check_health(settings, model=False)[-1]
    assert check.ok is False
    assert "cannot be reached" in check.said
    names = [c.name for c in check_health(Settings.model_construct(data=tmp_path), model=False)]
    assert "language model" not in names


def _settled(model: LanguageModel) -> bool | None:
    for _ in range(100):
        known = model.state().answering
        if known is not None:
            return known
        time.sleep(0.02)
    return None


_OFFLINE = """
import socket, sys
real = socket.socket.connect
def only_loopback(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise SystemExit(f"connects to {address}")
    return real(self, address)
socket.socket.connect = only_loopback
def lookup(host, *rest, _real=socket.getaddrinfo, **more):
    if host not in ("127.0.0.1", "::1", "localhost"):
        raise SystemExit(f"looks up {host}")
    return _real(host, *rest, **more)
socket.getaddrinfo = lookup
import corpus.offline
from retrieval.explain.language_model import open_model
from retrieval.explain.words import Prompt
from retrieval.model.settings import Settings
print("".join(open_model(Settings()).words(Prompt("a", "b"), 50)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_nothing_but_the_model_server_is_spoken_to(protocol: str, tmp_path: Any) -> None:
    """A fresh process, with empty caches, in which any other address ends it."""
    with serving(protocol, SAID) as server:
        ours = {"MINUTEBOOK_LLM": f"{protocol}:m", "MINUTEBOOK_LLM_BASE_URL": server.url}
        environment = {**os.environ, **ours, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", _OFFLINE],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-800:]
        assert done.stdout.strip() == SAID.strip()
