"""MCP: one read-only tool an operation, over the official SDK."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import ValidationError
from starlette.requests import Request

from corpus.model import program_version
from prompts import fill
from retrieval.records import Record
from retrieval.served.desk import Desk
from retrieval.served.guard import reader_of
from retrieval.served.operations import OPERATIONS, Operation
from retrieval.served.problems import Problem, problem_of, wrong_fields
from retrieval.served.readers import Reader

_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_BY_NAME = {one.name: one for one in OPERATIONS}
# What a call brings along; each HTTP call has its request.
_Context = ServerRequestContext[Any, Any]


def mcp_server(desk: Desk, reader: Reader | None) -> Server[Any]:
    """Return the MCP server over a desk.

    ``reader`` is who calls where one connection is all there is; None where calls come by HTTP,
    behind a :class:`retrieval.served.guard.Guard`, which knows the reader of each.
    """
    return Server(
        "minutebook",
        version=program_version(),
        title="Minutebook",
        instructions=fill("mcp_instructions"),
        on_list_tools=_listed,
        on_call_tool=partial(_called, desk, reader),
    )


async def _listed(_: _Context, __: PaginatedRequestParams | None) -> ListToolsResult:
    return ListToolsResult(tools=[_tool(one) for one in OPERATIONS])


def _tool(operation: Operation) -> Tool:
    return Tool(
        name=operation.name,
        title=operation.title,
        description=operation.about,
        input_schema=operation.takes.model_json_schema(),
        output_schema=operation.gives.model_json_schema(mode="serialization"),
        annotations=_READS,
    )


async def _called(
    desk: Desk, reader: Reader | None, context: _Context, called: CallToolRequestParams
) -> CallToolResult:
    operation = _BY_NAME.get(called.name)
    if operation is None:
        raise MCPError(INVALID_PARAMS, f"there is no tool {called.name}")
    who = reader or _reader(context)
    try:
        asked = operation.takes.model_validate(called.arguments or {})
        return _given(await asyncio.to_thread(operation.does, desk, asked, who))
    except ValidationError as error:
        return _failed(wrong_fields(error.errors(include_input=False)))
    except Exception as error:
        # Nothing is swallowed: what is not told is logged by its kind. The SDK would log its words.
        return _failed(problem_of(error))


def _reader(context: _Context) -> Reader:
    """Return whose call it is by HTTP."""
    assert isinstance(context.request, Request)
    return reader_of(context.request.scope)


def _given(record: Record) -> CallToolResult:
    text = TextContent(type="text", text=record.model_dump_json())
    return CallToolResult(content=[text], structured_content=record.model_dump(mode="json"))


def _failed(told: Problem) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=told.detail)], is_error=True)
