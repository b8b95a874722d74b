"""Calls of every operation, by MCP and by REST, to walk all that they give."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from corpus.model import Access, Scope
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.operation.journal import Journal
from retrieval.records.ids import page_id
from retrieval.served.desk import Desk
from retrieval.served.guard import Guard
from retrieval.served.mcp_server import mcp_server
from retrieval.served.operations import OPERATIONS
from retrieval.served.readers import Reader
from retrieval.served.rest import rest_app
from retrieval.served.serving import HERE, MCP_PATH, http_server, mcp_app

TOKEN = "correct horse battery staple"
NAME = "research"
HOST = "http://127.0.0.1"
# Gives what one operation gives, as JSON, or what is told where it fails.
Call = Callable[[str, dict[str, Any]], Any]
ROUTES = {
    "search": ("GET", "/search"),
    "fetch": ("GET", "/pages/{id}"),
    "ask": ("POST", "/ask"),
    "list_meetings": ("GET", "/meetings"),
    "get_meeting": ("GET", "/meetings/{id}"),
    "list_resolutions": ("GET", "/resolutions"),
    "history": ("GET", "/history/{id}"),
}


def with_token(data: Path, **others: Any) -> Settings:
    """Return the settings of a data folder that know the token."""
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()
    chosen = {"api_tokens": {NAME: digest}, "api_per_minute": 100_000, **others}
    return Settings.model_construct(data=data, **chosen)


def desk_of(assistant: Assistant, settings: Settings) -> Desk:
    return Desk(assistant, Journal(settings, aloud=False))


def exempt_page(assistant: Assistant) -> str:
    """Return the id of an exempt page of an open paper."""
    cleared = Scope(clearance=Access.EXEMPT)
    paper = next(one for one in assistant.catalogue.papers(cleared) if one.exempt_pages)
    every, some = (set(assistant.catalogue.labels(paper.id, one)) for one in reversed(Access))
    return page_id(paper.id, min(every - some))


def guarded(app: ASGIApp, settings: Settings) -> TestClient:
    journal = Journal(settings, aloud=False)
    return TestClient(Guard(app, settings, journal), HOST, raise_server_exceptions=True)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def by_rest(client: TestClient | httpx2.Client, token: str = "") -> Call:
    def call(name: str, given: dict[str, Any]) -> Any:
        method, path = ROUTES[name]
        rest = dict(given)
        at = path.format(id=rest.pop("id")) if "{id}" in path else path
        sent: dict[str, Any] = {"json": rest} if method == "POST" else {"params": rest}
        return client.request(method, at, headers=bearer(token), **sent).json()

    return call


def by_mcp(desk: Desk, reader: Reader) -> Call:
    """Return calls by an MCP client in the same process."""

    def call(name: str, given: dict[str, Any]) -> Any:
        async def calling() -> CallToolResult:
            async with Client(mcp_server(desk, reader)) as client:
                return await client.call_tool(name, given)

        return told(asyncio.run(calling()))

    return call


def told(result: CallToolResult) -> Any:
    """Return what a tool gave, which its text says too, or the text where it failed."""
    (content,) = result.content
    assert content.type == "text"
    if result.is_error:
        return {"detail": content.text}
    assert json.loads(content.text) == result.structured_content
    return result.structured_content


@contextmanager
def listening(app: ASGIApp, settings: Settings) -> Iterator[str]:
    """Serve an app on a port of this computer; yield its address."""
    server = http_server(app, settings, Journal(settings, aloud=False), 0, HERE)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert server.started
        yield f"{HOST}:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)


@contextmanager
def rest_listening(assistant: Assistant, settings: Settings) -> Iterator[str]:
    with listening(rest_app(desk_of(assistant, settings)), settings) as address:
        yield address


@contextmanager
def mcp_listening(assistant: Assistant, settings: Settings) -> Iterator[str]:
    with listening(mcp_app(desk_of(assistant, settings)), settings) as address:
        yield f"{address}{MCP_PATH}"


def by_http_mcp(address: str, token: str = "", mode: str = "auto") -> Call:
    """Return calls by an MCP client over HTTP."""

    def call(name: str, given: dict[str, Any]) -> Any:
        async def calling() -> CallToolResult:
            async with httpx2.AsyncClient(headers=bearer(token), timeout=60) as http:
                transport = streamable_http_client(address, http_client=http)
                async with Client(transport, mode=mode) as client:
                    return await client.call_tool(name, given)

        return told(asyncio.run(calling()))

    return call


def walked(call: Call, questions: Sequence[str]) -> str:
    """Call every operation with all that the others give; return everything said."""
    said: list[str] = []
    done: set[str] = set()

    def kept(name: str, **given: Any) -> Any:
        found = call(name, given)
        said.append(json.dumps(found, ensure_ascii=False))
        done.add(name)
        return found

    ids: list[str] = []
    for question in questions:
        kept("ask", question=question)
        ids += [page["id"] for page in kept("search", query=question, limit=40)["results"]]
    kept("ask", question="And who pays for it?", earlier=list(questions[:2]))
    for meeting in kept("list_meetings", limit=100)["results"]:
        items = kept("get_meeting", id=meeting["id"])["items"]
        ids += [item["id"] for item in items if item["id"]]
    ids += [one["id"] for one in kept("list_resolutions", limit=100)["results"]]
    for one in dict.fromkeys(ids):
        kept("fetch", id=one)
        if one.partition(":")[2][:1].isalpha():
            kept("history", id=one, limit=100)
    assert done == {one.name for one in OPERATIONS}
    return "\n".join(said)
