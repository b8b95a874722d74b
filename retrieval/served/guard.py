"""What stands before MCP and REST over HTTP: whose call it is, how often, how large, from where."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval.model import Settings, UnknownTokenError
from retrieval.operation import Journal
from retrieval.served.allowance import Allowance
from retrieval.served.problems import Problem, problem, problem_of, response
from retrieval.served.readers import PUBLIC, Reader, Tokens

# Bytes of a call at most: the longest question after the most earlier ones, as JSON, is less.
MOST_BYTES = 256 * 1024
_HERE = ("localhost", "127.0.0.1", "::1")
_READER = "minutebook.reader"


class Guard:
    """Lets calls through to ``app``, each with its reader, or answers them with a problem.

    The host must be this computer, ``host`` or one that the settings name, so that no other web
    site can pass for Minutebook; a page of a web site (``Origin``) must be one that they name.
    Whoever has a token is counted by its name, everyone else and unknown tokens by address, of
    IPv6 by its network.
    """

    def __init__(self, app: ASGIApp, settings: Settings, journal: Journal, host: str = "") -> None:
        self._app = app
        self._tokens = Tokens(settings)
        self._allowance = Allowance(settings.api_per_minute)
        self._journal = journal
        self._hosts = {name.lower() for name in (*_HERE, host, *settings.api_hosts) if name}
        self._origins = set(settings.api_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or pass it on; nothing that it raises leaves it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused, wait = self._refused(headers) or self._counted(scope, headers)
        if refused:
            await response(refused, _headers(refused, wait))(scope, receive, send)
            return
        await self._passed_on(scope, receive, send)

    def _refused(self, headers: Headers) -> tuple[Problem, float] | None:
        """Return the problem of a call that nobody may make; None of any other."""
        if not self._serves(headers.getlist("host")):
            return problem(HTTPStatus.MISDIRECTED_REQUEST, "This host is not served here."), 0.0
        origin = headers.get("origin")
        if origin is not None and origin not in self._origins:
            return problem(HTTPStatus.FORBIDDEN, "This web site may not call from its pages."), 0.0
        if "transfer-encoding" in headers:
            return problem(HTTPStatus.LENGTH_REQUIRED, "Say how long the call is."), 0.0
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            told = f"A call has {MOST_BYTES} bytes at most."
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told), 0.0
        return None

    def _serves(self, named: Sequence[str]) -> bool:
        try:
            return [urlsplit(f"//{host}").hostname in self._hosts for host in named] == [True]
        except ValueError:  # brackets that hold no address
            return False

    def _counted(self, scope: Scope, headers: Headers) -> tuple[Problem | None, float]:
        """Count a call and put its reader into ``scope``; return a problem and seconds to wait."""
        unknown = None
        reader = PUBLIC
        try:
            reader = self._tokens.reader(_token(headers))
        except UnknownTokenError as error:
            unknown = problem_of(error)
        wait = self._allowance.wait(f"token {reader.name}" if reader.name else _network(scope))
        if wait:
            told = f"Too many calls; the next is answered in {math.ceil(wait)} s."
            return problem(HTTPStatus.TOO_MANY_REQUESTS, told), wait
        if unknown:
            self._journal.refused("use an unknown token", PUBLIC.asker)
        scope[_READER] = reader
        return unknown, 0.0

    async def _passed_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            # Logged by its kind: the server would log its words, which may be those of a paper.
            told = problem_of(error)
            if not begun:
                await response(told)(scope, receive, send)


def reader_of(scope: Scope) -> Reader:
    """Return whose call it is; raises ``KeyError`` of one that came by no guard."""
    reader: Reader = scope[_READER]
    return reader


def _network(scope: Scope) -> str:
    """Return the address of a caller, of IPv6 its first 64 bits: one line has all of the rest."""
    address = str(scope["client"][0]) if scope.get("client") else ""
    try:
        found = ip_address(address)
    except ValueError:  # what a proxy said
        return address
    if found.version == 4 or found.ipv4_mapped:
        return address
    return str(ip_network(f"{found}/64", strict=False))


def _token(headers: Headers) -> str:
    """Return the bearer token of a call (RFC 6750); "" without one."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else scheme


def _headers(told: Problem, wait: float) -> dict[str, str]:
    found: Iterable[tuple[str, str]] = ()
    if told.status == HTTPStatus.UNAUTHORIZED:
        found = [("WWW-Authenticate", 'Bearer error="invalid_token"')]
    if wait:
        found = [("Retry-After", str(math.ceil(wait)))]
    return dict(found)
