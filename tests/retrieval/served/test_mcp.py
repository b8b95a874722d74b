"""MCP: every tool, in this process, over HTTP, and on standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp.types import ListToolsResult

from corpus.model import Access
from retrieval.assistant.assistant import Assistant
from retrieval.model.settings import Settings
from retrieval.served.desk import Desk
from retrieval.served.mcp_server import mcp_server
from retrieval.served.operations import OPERATIONS
from retrieval.served.readers import PUBLIC, Reader
from retrieval.served.rest import rest_app
from tests.conftest import ROOT
from tests.retrieval.served.callers import (
    TOKEN,
    by_http_mcp,
    by_mcp,
    by_rest,
    exempt_page,
    guarded,
    mcp_listening,
    told,
    walked,
)

HOURS = "What was agreed about library opening hours?"
CLEARED = Reader(Access.EXEMPT, "research")


def tools(desk: Desk) -> ListToolsResult:
    async def listing() -> ListToolsResult:
        async with Client(mcp_server(desk, PUBLIC)) as client:
            return await client.list_tools()

    return asyncio.run(listing())


def test_every_tool_only_reads_and_describes_every_field(desk: Desk) -> None:
    found = tools(desk).tools
    assert [tool.name for tool in found] == [one.name for one in OPERATIONS]
    for tool in found:
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.annotations.open_world_hint is False
        assert tool.description
        assert tool.output_schema
        for schema in (tool.input_schema, tool.output_schema):
            for part in (schema, *schema.get("$defs", {}).values()):
                for field, said in part.get("properties", {}).items():
                    assert said.get("description"), f"{tool.name}: {field}"


def test_every_tool_answers_as_rest_does(desk: Desk, settings: Settings) -> None:
    questions = [HOURS, "Who leads on that?"]
    by_tool = walked(by_mcp(desk, PUBLIC), questions)
    with guarded(rest_app(desk), settings) as client:
        by_route = walked(by_rest(client), questions)
    assert without_times(by_tool) == without_times(by_route)


def without_times(said: str) -> list[str]:
    return [line.partition('"timings"')[0] for line in said.splitlines()]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("ask", {"question": ""}, "question"),
        ("ask", {"question": "x" * 20_000}, "question"),
        ("ask", {}, "question"),
        ("ask", {"question": "x", "clearance": "exempt"}, "clearance"),
        ("search", {"query": "x", "limit": 1000}, "limit"),
        ("fetch", {"id": "0000000000000000:1"}, "no paper"),
        ("fetch", {"id": "2023-11-14-cabinet-minutes.pdf", "page": 1}, "page"),
        ("get_meeting", {"id": "x"}, "list_meetings gives the ids"),
        ("history", {"id": "2023-11-14-cabinet-minutes.pdf"}, "no agenda item or decision"),
    ],
)
def test_what_cannot_be_done_is_told(
    name: str, given: dict[str, Any], said: str, desk: Desk
) -> None:
    found = by_mcp(desk, PUBLIC)(name, given)
    assert list(found) == ["detail"]
    assert said in found["detail"]
    assert "xxxx" not in found["detail"]


def test_there_is_no_other_tool(desk: Desk) -> None:
    async def calling() -> None:
        async with Client(mcp_server(desk, CLEARED)) as client:
            with pytest.raises(MCPError, match="no tool remove"):
                await client.call_tool("remove", {})

    asyncio.run(calling())


def test_lists_that_were_sent_as_text_are_read(desk: Desk) -> None:
    call = by_mcp(desk, PUBLIC)
    given = {"question": "Who moved it?", "earlier": f'["{HOURS}"]'}
    assert "library" in call("ask", given)["searched"].lower()


def test_what_is_wrong_with_the_papers_is_not_told_in_its_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the words of a paper")

    monkeypatch.setattr(desk, "_meetings", broken)
    found = by_mcp(desk, PUBLIC)("list_meetings", {})
    assert "words of a paper" not in found["detail"] + caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_over_http(mode: str, assistant: Assistant, settings: Settings) -> None:
    with mcp_listening(assistant, settings) as address:
        public = by_http_mcp(address, mode=mode)
        cleared = by_http_mcp(address, TOKEN, mode)
        page = exempt_page(assistant)
        assert "has no page" in public("fetch", {"id": page})["detail"]
        assert cleared("fetch", {"id": page})["text"]
        assert public("ask", {"question": HOURS})["status"] == "answered"
        wrong = httpx2.post(address, json={}, headers={"Authorization": "Bearer wrong"})
        assert wrong.status_code == 401
        elsewhere = httpx2.post(address, json={}, headers={"Host": "rebound.invalid"})
        assert elsewhere.status_code == 421
        site = httpx2.post(address, json={}, headers={"Origin": "https://site.invalid"})
        assert site.status_code == 403


@pytest.mark.slow
def test_many_clients_at_once(assistant: Assistant, settings: Settings) -> None:
    page = exempt_page(assistant)

    async def one(address: str, token: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=120) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return "text" in told(await client.call_tool("fetch", {"id": page}))

    async def all_of_them(address: str) -> list[Any]:
        return await asyncio.gather(*(one(address, TOKEN if at % 2 else "") for at in range(12)))

    with mcp_listening(assistant, settings) as address:
        found = asyncio.run(all_of_them(address))
    assert found == [False, True] * 6


@pytest.mark.slow
@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_client_on_standard_input_and_output(
    token: str, assistant: Assistant, settings: Settings
) -> None:
    code = "import sys; from ui.command import main; sys.exit(main(['mcp']))"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "MINUTEBOOK_DATA": str(settings.data),
        "MINUTEBOOK_API_TOKENS": str(dict(settings.api_tokens)).replace("'", '"'),
        "MINUTEBOOK_API_TOKEN": token,
    }
    server = StdioServerParameters(command=sys.executable, args=["-c", code], env=environment)

    async def asking() -> tuple[Any, Any]:
        async with Client(server) as client:
            answer = await client.call_tool("ask", {"question": HOURS})
            closed = await client.call_tool("fetch", {"id": exempt_page(assistant)})
            return told(answer), told(closed)

    answer, closed = asyncio.run(asking())
    assert answer["status"] == "answered"
    assert ("text" in closed) is bool(token)
