"""Language model servers on loopback that say what a test tells them to say.

They speak the OpenAI chat protocol and Ollama's, with streaming, over real HTTP;
each can also misbehave in the ways that real servers do.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

Reply = Callable[[str, str], str]
_MOST_WORDS = 100_000
_LONGEST_WAIT = 5.0


class Way(StrEnum):
    """How a server behaves."""

    NORMAL = "normal"
    SLOW = "slow"
    SILENT = "silent after the first words"
    CUT = "cut off mid-stream"
    CLOSED = "closed without saying that it ended"
    MALFORMED = "malformed JSON"
    ODD = "JSON of another shape"
    BUSY = "429 with Retry-After"
    BROKEN = "500"
    FORBIDDEN = "401"
    UNKNOWN = "404"
    ELSEWHERE = "307 to another address"
    ERROR_INSIDE = "an error object in the stream"
    HUGE = "huge output"
    FLOOD = "one line of many megabytes"
    FULL = "stopped at its length limit"


def patience_with(way: Way) -> float:
    """Return a timeout, seconds: short for a server that is silent, else long for busy machines."""
    return 0.5 if way in (Way.SLOW, Way.SILENT) else 20.0


_STATUS = {Way.BUSY: 429, Way.BROKEN: 500, Way.FORBIDDEN: 401, Way.UNKNOWN: 404, Way.ELSEWHERE: 307}


@dataclass
class ModelServer:
    """A running server; ``asked`` are the bodies of its chat requests, oldest first."""

    url: str
    reply: Reply
    way: Way
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def sent(self) -> str:
        """Everything that was ever sent to it, as JSON."""
        return json.dumps(self.asked, ensure_ascii=False)

    @property
    def prompts(self) -> list[str]:
        """What each chat request said as the user."""
        return [str(body["messages"][-1]["content"]) for body in self.asked]


@contextmanager
def serving(
    protocol: str, reply: Reply | str = "", way: Way = Way.NORMAL, seconds: float = 3.0
) -> Iterator[ModelServer]:
    """Serve ``protocol`` ("openai" or "ollama") on a free loopback port until the block ends."""
    said = reply if callable(reply) else (lambda _system, _user: str(reply))
    handler = type("Handler", (_Handler,), {"protocol": protocol, "seconds": seconds})
    http = _Server(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    path = "/v1" if protocol == "openai" else ""
    server = ModelServer(f"http://127.0.0.1:{http.server_port}{path}", said, way)
    handler.server_state = server  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        http.shutdown()
        http.server_close()
        thread.join(5)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client hangs up; anything else is a fault of the test."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    protocol: ClassVar[str] = "openai"
    seconds: ClassVar[float] = 3.0
    server_state: ClassVar[ModelServer]

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: tests read what was sent from the server object."""

    def do_GET(self) -> None:
        self.server_state.paths.append(self.path)
        if self._refused():
            return
        self._json({"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        state = self.server_state
        state.paths.append(self.path)
        state.headers.append({name.lower(): value for name, value in self.headers.items()})
        if self._refused():
            return
        if self.path in ("/api/show", "/api/generate"):
            self._json({"model": body["model"], "done": True, "response": ""})
            return
        state.asked.append(body)
        try:
            self._stream(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _refused(self) -> bool:
        status = _STATUS.get(self.server_state.way)
        if status is None:
            return False
        body = b'{"error": {"message": "scripted refusal"}}'
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        if status == 307:
            self.send_header("Location", "http://127.0.0.1:9/stolen")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return True

    def _json(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, body: dict[str, Any]) -> None:
        state, messages = self.server_state, body["messages"]
        if state.way is Way.SLOW:
            state.closing.wait(min(self.seconds, _LONGEST_WAIT))
        ollama = self.protocol == "ollama"
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson" if ollama else "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        said = state.reply(messages[0]["content"], messages[-1]["content"])
        if not self._misbehaved(said):
            for word in _words(said):
                self._say(word)
            self._end("length" if state.way is Way.FULL else "stop")

    def _misbehaved(self, said: str) -> bool:
        """Act in any way but the normal; whether that was the whole of it."""
        way, half = self.server_state.way, said[: len(said) * 2 // 3]
        if way in (Way.NORMAL, Way.SLOW, Way.FULL):
            return False
        for word in _words(half):
            self._say(word)
        if way is Way.SILENT:
            self.server_state.closing.wait(min(self.seconds, _LONGEST_WAIT))
        elif way is Way.CLOSED:
            self._chunk(b"")
        elif way is Way.HUGE:
            for _ in range(_MOST_WORDS):
                self._say("endless ")
        elif way is Way.FLOOD:
            for _ in range(40):
                self._chunk(b"x" * 2**20)
        elif way in _LINES:
            self._line(_LINES[way])
        self.close_connection = True
        return True

    def _say(self, word: str) -> None:
        if self.protocol == "ollama":
            self._line(_bytes({**_OLLAMA, "message": _said(word), "done": False}))
        else:
            self._line(_bytes(_openai({"role": "assistant", "content": word}, None)))

    def _end(self, why: str) -> None:
        if self.protocol == "ollama":
            end = {"done": True, "done_reason": why, "eval_count": 1, "prompt_eval_count": 1}
            self._line(_bytes({**_OLLAMA, "message": _said(""), **end}))
        else:
            self._line(_bytes(_openai({}, why)))
            self._line(b"[DONE]")
        self._chunk(b"")

    def _line(self, data: bytes) -> None:
        self._chunk(data + b"\n" if self.protocol == "ollama" else b"data: " + data + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


_LINES = {
    Way.MALFORMED: b'{"choices": [{"delta": {"content": "and',
    Way.ODD: b"[1, 2]",
    Way.ERROR_INSIDE: b'{"error": {"message": "out of memory"}}',
}
_OLLAMA = {"model": "scripted", "created_at": "2026-01-01T00:00:00Z"}


def _said(word: str) -> dict[str, str]:
    return {"role": "assistant", "content": word}


def _openai(delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    about = {"id": "c1", "object": "chat.completion.chunk", "model": "scripted"}
    return {**about, "created": int(time.time()), "choices": [choice]}


def _bytes(value: object) -> bytes:
    return json.dumps(value).encode()


def _words(text: str) -> Iterable[str]:
    for line in text.splitlines(keepends=True):
        for at, word in enumerate(line.split(" ")):
            yield word if at == 0 else f" {word}"
