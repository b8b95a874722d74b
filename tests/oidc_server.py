"""A small OpenID Connect provider on loopback: discovery, authorization code with PKCE, sign-out.

It is strict where a provider has to be (exact redirect URI, one use of a code,
client secret, code verifier). Its page lets one choose an account; an account
may carry a fault, so that what must be refused can be tried.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

Claims = dict[str, Any]
# What an account's token says other than it should.
Fault = Callable[[Claims], Claims]


@dataclass(frozen=True)
class Account:
    """One who can sign in; ``forged`` signs their token with a key that is not the provider's."""

    claims: Mapping[str, Any]
    fault: Fault = field(default=lambda claims: claims)
    forged: bool = False


@dataclass
class Provider:
    """The provider: its accounts by name, and what was asked of it."""

    accounts: dict[str, Account]
    client_id: str = "minutebook"
    client_secret: str = "a secret for tests only"
    issuer: str = ""
    asked: list[str] = field(default_factory=list)
    codes: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))

    def discovery(self) -> Claims:
        at = self.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/jwks",
            "end_session_endpoint": f"{at}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def redeem(self, form: Mapping[str, str], authorization: str) -> Claims | None:
        """Return tokens for a code, None where anything is not as it was promised."""
        known = self.codes.pop(form.get("code", ""), None)
        if known is None or not self._is_client(authorization):
            return None
        name, request = known
        if form.get("redirect_uri") != request["redirect_uri"]:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != request["code_challenge"]:
            return None
        return {
            "access_token": secrets.token_urlsafe(),
            "token_type": "Bearer",
            "expires_in": 3600,
            "id_token": self._id_token(self.accounts[name], request["nonce"]),
        }

    def _id_token(self, account: Account, nonce: str) -> str:
        now = int(time.time())
        sure = {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 3600}
        claims = account.fault({**sure, "nonce": nonce, **account.claims})
        key = self.other if account.forged else self.key
        return jwt.encode({"alg": "RS256", "kid": "first"}, claims, key)

    def _is_client(self, authorization: str) -> bool:
        kind, _, sent = authorization.partition(" ")
        plain = base64.b64decode(sent).decode() if kind == "Basic" else ""
        return tuple(map(unquote_plus, plain.split(":"))) == (self.client_id, self.client_secret)


@contextmanager
def provided(accounts: dict[str, Account]) -> Iterator[Provider]:
    """Serve a provider with these accounts on a free loopback port."""
    provider = Provider(accounts)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (_Door,), {"provider": provider}))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Door(BaseHTTPRequestHandler):
    """What the provider says at each address."""

    provider: Provider

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        query = {name: held[0] for name, held in parse_qs(split.query).items()}
        self.provider.asked.append(split.path)
        rooms: dict[str, Callable[[dict[str, str]], None]] = {
            "/.well-known/openid-configuration": self._discovery,
            "/jwks": self._keys,
            "/authorize": self._choose,
            "/as": self._go_back,
            "/end": self._end,
        }
        rooms.get(split.path, self._nowhere)(query)

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: held[0] for name, held in parse_qs(body).items()}
        tokens = self.provider.redeem(form, self.headers.get("Authorization", ""))
        if tokens is None:
            self._json({"error": "invalid_grant"}, 400)
        else:
            self._json(tokens)

    def _discovery(self, _: dict[str, str]) -> None:
        self._json(self.provider.discovery())

    def _keys(self, _: dict[str, str]) -> None:
        self._json(KeySet([self.provider.key]).as_dict(private=False))

    def _end(self, query: dict[str, str]) -> None:
        self._redirect(query["post_logout_redirect_uri"])

    def _nowhere(self, _: dict[str, str]) -> None:
        self.send_error(404)

    def _choose(self, query: dict[str, str]) -> None:
        asked = {"client_id": self.provider.client_id, "response_type": "code"}
        if not asked.items() <= query.items() or query["code_challenge_method"] != "S256":
            self.send_error(400)
            return
        links = "".join(
            f'<p><a href="/as?{html.escape(urlencode({**query, "account": name}))}">'
            f"{html.escape(name)}</a></p>"
            for name in self.provider.accounts
        )
        self._say(200, "text/html", f"<h1>Who are you?</h1>{links}".encode())

    def _go_back(self, query: dict[str, str]) -> None:
        code = secrets.token_urlsafe()
        self.provider.codes[code] = (query["account"], query)
        back = urlencode({"code": code, "state": query["state"]})
        self._redirect(f"{query['redirect_uri']}?{back}")

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def _json(self, held: Mapping[str, Any], status: int = 200) -> None:
        self._say(status, "application/json", json.dumps(held).encode())

    def _say(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; what was asked is in ``asked``."""
