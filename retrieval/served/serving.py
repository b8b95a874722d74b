"""The servers: MCP on standard input and output or over HTTP, REST over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from corpus.catalogue import must_be_there
from retrieval.assistant import Assistant
from retrieval.model import Settings
from retrieval.operation import Journal
from retrieval.served.desk import Desk
from retrieval.served.guard import Guard
from retrieval.served.mcp_server import mcp_server
from retrieval.served.readers import Tokens
from retrieval.served.rest import rest_app

# Until they are asked for, other computers reach neither.
HERE = "127.0.0.1"
MCP_PATH = "/mcp"
# What a client of MCP says beside a call, which a web page must be allowed to.
_MCP_HEADERS = ("Mcp-Protocol-Version", "Mcp-Session-Id", "Mcp-Method", "Mcp-Name")


def serve_stdio(settings: Settings) -> None:
    """Serve MCP on standard input and output until that ends.

    Raises:
        NoDataFolderError: there is no data folder.
        UnknownTokenError: the settings' own token is not among those that they know.

    Raises as :meth:`Assistant.open` and :meth:`Assistant.warm`.
    """
    reader = Tokens(settings).reader(settings.api_token.get_secret_value())

    async def run(desk: Desk) -> None:
        server = mcp_server(desk, reader)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    with _desk(settings, Journal(settings, aloud=False)) as desk:
        asyncio.run(run(desk))


def serve_mcp(settings: Settings, port: int, address: str = HERE) -> None:
    """Serve MCP over streamable HTTP until it is stopped; raises as :func:`serve_stdio`."""
    journal = Journal(settings, aloud=True)
    with _desk(settings, journal) as desk:
        http_server(mcp_app(desk), settings, journal, port, address).run()


def serve_rest(settings: Settings, port: int, address: str = HERE) -> None:
    """Serve REST until it is stopped; raises as :func:`serve_stdio`."""
    journal = Journal(settings, aloud=True)
    with _desk(settings, journal) as desk:
        http_server(rest_app(desk), settings, journal, port, address).run()


def mcp_app(desk: Desk) -> ASGIApp:
    """Return MCP over HTTP, to stand behind a :class:`Guard`, which looks at host and origin.

    Each call stands alone, as each has its own token.
    """
    return mcp_server(desk, None).streamable_http_app(
        streamable_http_path=MCP_PATH,
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )


def http_server(
    app: ASGIApp, settings: Settings, journal: Journal, port: int, address: str
) -> uvicorn.Server:
    """Return the server of ``app``, guarded, not started yet; port 0 takes any that is free."""
    guarded: ASGIApp = Guard(app, settings, journal, address)
    if settings.api_origins:
        guarded = CORSMiddleware(
            guarded,
            allow_origins=settings.api_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", *_MCP_HEADERS],
        )
    return uvicorn.Server(
        uvicorn.Config(
            guarded,
            host=address,
            port=port,
            # The addresses of calls hold questions, and are in no log.
            access_log=False,
            log_level="warning",
            # Who calls is told by a proxy only where there is one.
            proxy_headers=settings.behind_proxy,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=5,
        )
    )


@contextmanager
def _desk(settings: Settings, journal: Journal) -> Iterator[Desk]:
    """Open the data folder and load the model, so that the first call waits for neither."""
    must_be_there(settings.data)
    assistant = Assistant.open(settings)
    try:
        assistant.warm()
        yield Desk(assistant, journal)
    finally:
        assistant.close()
