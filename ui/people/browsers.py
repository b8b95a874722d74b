"""What the app tells apart by what browsers say of themselves, page by page and address by address.

Another site that is open in the same browser, or a name that was made to lead here, must be able
neither to show the app within itself nor to act in it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import validate_xsrf_token
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

# What proxies and tunnels add. A visitor who forges one only loses rights by it.
_FORWARDED = frozenset(
    {"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip"}
    | {"x-original-forwarded-for", "x-envoy-external-address", "cdn-loop", "x-azure-clientip"}
)
_FORWARDED_STARTS = ("x-forwarded-", "cf-", "fastly-", "fly-", "tailscale-", "ngrok-")
# What every answer asks of browsers: pages of other origins neither frame the app nor hold it in a
# window of theirs nor use its pictures and files, and learn nothing of the addresses in it.
_ASKED = {
    "content-security-policy": "frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
# What a browser is known by where chats are kept: Streamlit's own cookie is gone when the browser
# is closed, and scripts can read it.
_COOKIE = "minutebook_browser"
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_DAY = 86_400
_BY_NAME = (
    "Minutebook answers on this computer only by its own names, such as localhost. Where a proxy "
    "stands in front of it, set MINUTEBOOK_BEHIND_PROXY=1."
)
_BY_ANOTHER = (
    "Minutebook answers its own pages only. A proxy has to pass on the Host that was asked."
)


class Guard:
    """An ASGI app before another: refuses what other origins and wrong names ask of it.

    For ``chat_days`` after it was last here it knows a browser again, by a cookie; 0 gives none.
    """

    def __init__(self, app: ASGIApp, behind_proxy: bool, chat_days: int = 0) -> None:
        self._app = app
        self._behind_proxy = behind_proxy
        self._chat_days = chat_days

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is asked, or say why not (status 403; a connection is not opened)."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def asking(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = MutableHeaders(scope=message)
                for name, value in _ASKED.items():
                    held[name] = value
                if self._chat_days and "text/html" in Headers(scope=scope).get("accept", ""):
                    held.append("set-cookie", self._known_by(scope))
                    # What a cache gives to several browsers would make one of them.
                    held["cache-control"] = "private, no-cache"
            await send(message)

        refused = self._refused(Headers(scope=scope))
        if refused is None:
            await self._app(scope, receive, asking)
        elif scope["type"] == "http":
            await PlainTextResponse(refused, 403)(scope, receive, asking)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": ""})

    def _known_by(self, scope: Scope) -> str:
        """Return the header that has a browser keep its token, or a new one, for another while."""
        token = _token(Headers(scope=scope).get("cookie", "")) or secrets.token_urlsafe(32)
        kept = f"Max-Age={self._chat_days * _DAY}; Path=/; HttpOnly; SameSite=Lax"
        return f"{_COOKIE}={token}; {kept}" + ("; Secure" if scope["scheme"] == "https" else "")

    def _refused(self, headers: Headers) -> str | None:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._is_name_of_ours(hosts[0]):
            return _BY_NAME
        allowed: Sequence[str] = st.get_option("server.corsAllowedOrigins")
        if all(is_origin_of(origin, hosts[0]) or origin in allowed for origin in origins):
            return None
        return _BY_ANOTHER

    def _is_name_of_ours(self, host: str) -> bool:
        if st.get_option("server.allowedHosts"):
            return is_host_allowed(host)
        listens = str(st.get_option("server.address") or "")
        return self._behind_proxy or not is_loopback(listens) or is_loopback(host)


def browser_key(cookies: Mapping[str, str]) -> str:
    """Return a pseudonym of the browser that sends ``cookies``; "" of one that is not known.

    It does not tell the token, so whoever reads it cannot pose as the browser.
    """
    token = cookies.get(_COOKIE, "")
    return hashlib.sha256(token.encode()).hexdigest()[:32] if _TOKEN.fullmatch(token) else ""


def _token(header: str) -> str:
    # Read as browsers read it: ``http.cookies`` gives up at the JSON of another app on this host.
    held = cookie_parser(header).get(_COOKIE, "")
    return held if _TOKEN.fullmatch(held) else ""


def comes_from_here(headers: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    """Tell whether a connection from a loopback address is a person's, and no proxy's.

    A person's browser asks for this computer by a loopback name, comes from a page that
    was got by that very name and port, repeats the token of the cookie that Streamlit gave it, and
    nothing on the way has added headers of its own. A session whose connection is gone has no
    headers, and is not from here.
    """
    held = {name.lower(): value for name, value in headers.items()}
    host = held.get("host", "")
    if not is_loopback(host) or any(map(_is_forwarding, held)):
        return False
    # Streamlit's browser side puts it second among the protocols that it offers.
    offered = [one.strip() for one in held.get("sec-websocket-protocol", "").split(",")]
    token = offered[1] if len(offered) > 1 else None
    known = validate_xsrf_token(token, cookies.get(XSRF_COOKIE_NAME))
    return known and is_origin_of(held.get("origin", ""), host)


def is_origin_of(origin: str, host: str) -> bool:
    """Tell whether a page of ``origin`` was got from ``host``, the port included."""
    return bool(host) and urlsplit(origin).netloc.lower() == host.lower()


def is_loopback(host: str) -> bool:
    """Tell whether ``host``, perhaps with a port, names this computer and no other."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _is_forwarding(name: str) -> bool:
    return name in _FORWARDED or name.startswith(_FORWARDED_STARTS)
