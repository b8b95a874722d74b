"""What other origins and wrong names ask of the app is refused, and nobody here is anybody else."""

from __future__ import annotations

import tomllib

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from tests.conftest import ROOT
from ui.people.browsers import Guard, browser_key, comes_from_here

TOKEN = generate_xsrf_token_string(b"0123456789abcdef")
COOKIES = {"_streamlit_xsrf": TOKEN}
HERE = {
    "Host": "localhost:8501",
    "Origin": "http://localhost:8501",
    "Sec-WebSocket-Protocol": f"streamlit, {TOKEN}",
}
NEAR = "http://127.0.0.1:8501"


@pytest.mark.parametrize(
    ("more", "here"),
    [
        ({}, True),
        ({"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, True),
        ({"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, True),
        ({"Host": "minutes.example.gov.uk"}, False),
        ({"Origin": "https://minutes.example.gov.uk"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "http://localhost:3000"}, False),
        ({"Origin": "http://localhost"}, False),
        ({"Origin": "http://127.0.0.1:8501"}, False),
        ({"Host": "minutes.example", "Origin": "https://minutes.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Host": ""}, False),
        ({"Host": "", "Origin": ""}, False),
        ({"Host": "localhost@evil.example"}, False),
        ({"Host": "[::1"}, False),
        ({"Sec-WebSocket-Protocol": "streamlit"}, False),
        ({"Sec-WebSocket-Protocol": "streamlit, PLACEHOLDER_AUTH_TOKEN"}, False),
        ({"X-Forwarded-For": "127.0.0.1"}, False),
        ({"x-forwarded-proto": "https"}, False),
        ({"X-Real-IP": "127.0.0.1"}, False),
        ({"Forwarded": "for=127.0.0.1"}, False),
        ({"Via": "1.1 proxy"}, False),
        ({"Cf-Connecting-Ip": "127.0.0.1"}, False),
    ],
)
def test_a_person_here_asks_by_a_loopback_name_from_its_own_page_and_through_nothing(
    more: dict[str, str], here: bool
) -> None:
    assert comes_from_here(HERE | more, COOKIES) is here


def test_a_person_here_has_the_cookie_whose_token_they_repeat() -> None:
    other = generate_xsrf_token_string(b"fedcba9876543210")
    assert not comes_from_here(HERE, {})
    assert not comes_from_here(HERE, {"_streamlit_xsrf": other})


def test_a_session_without_a_connection_is_not_from_here() -> None:
    assert not comes_from_here({}, {})


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The options that the guard asks for, as a server on loopback has them."""
    options: dict[str, object] = {
        "server.address": "127.0.0.1",
        "server.allowedHosts": [],
        "server.corsAllowedOrigins": [],
    }
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    monkeypatch.setattr(config, "get_option", options.__getitem__)
    return options


def client(behind_proxy: bool = False, chat_days: int = 0) -> TestClient:
    async def page(_: object) -> PlainTextResponse:
        return PlainTextResponse("minutes")

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("minutes")

    routes = [Route("/", page, methods=["GET", "POST"]), WebSocketRoute("/stream", stream)]
    guard = Guard(Starlette(routes=routes), behind_proxy, chat_days)
    return TestClient(guard, base_url=NEAR)


def opens(asking: TestClient, **headers: str) -> bool:
    try:
        with asking.websocket_connect("/stream", headers=headers) as socket:
            return bool(socket.receive_text() == "minutes")
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize(
    ("host", "origin", "answered"),
    [
        ("127.0.0.1:8501", None, True),
        ("127.0.0.1:8501", NEAR, True),
        ("localhost:8501", "http://localhost:8501", True),
        ("localhost:8501", "http://localhost:8502", False),
        ("localhost:8501", NEAR, False),
        ("localhost:8501", "http://evil.example", False),
        ("localhost:8501", "null", False),
        ("evil.example:8501", None, False),
        ("evil.example:8501", "http://evil.example:8501", False),
    ],
)
@pytest.mark.usefixtures("listening")
def test_on_loopback_only_its_own_pages_by_its_own_names_are_answered(
    host: str, origin: str | None, answered: bool
) -> None:
    headers = {"host": host} | ({"origin": origin} if origin else {})
    asking = client()
    expected = 200 if answered else 403
    assert asking.get("/", headers=headers).status_code == expected
    assert asking.post("/", headers=headers).status_code == expected
    assert opens(asking, **headers) is answered


def test_a_proxy_is_told_in_the_settings(listening: dict[str, object]) -> None:
    council = {"host": "minutes.example", "origin": "https://minutes.example"}
    assert client().get("/", headers=council).status_code == 403
    assert "MINUTEBOOK_BEHIND_PROXY=1" in client().get("/", headers=council).text
    proxied = client(behind_proxy=True)
    assert proxied.get("/", headers=council).status_code == 200
    assert opens(proxied, **council)
    assert not opens(proxied, host="minutes.example", origin="https://evil.example")
    listening["server.allowedHosts"] = ["minutes.example"]
    assert proxied.get("/", headers=council).status_code == 200
    assert proxied.get("/", headers={"host": "evil.example"}).status_code == 403


def test_other_computers_ask_by_any_name_where_they_are_let_in(
    listening: dict[str, object],
) -> None:
    listening["server.address"] = "0.0.0.0"
    assert client().get("/", headers={"host": "minutes.example"}).status_code == 200
    headers = {"host": "minutes.example", "origin": "http://evil.example"}
    assert client().get("/", headers=headers).status_code == 403
    listening["server.corsAllowedOrigins"] = ["http://evil.example"]
    assert client().get("/", headers=headers).status_code == 200


@pytest.mark.usefixtures("listening")
def test_every_answer_forbids_other_sites_to_frame_and_to_use_it() -> None:
    for host in ("localhost:8501", "evil.example"):
        held = client().get("/", headers={"host": host}).headers
        assert held["content-security-policy"] == "frame-ancestors 'self'"
        assert held["x-frame-options"] == "SAMEORIGIN"
        assert held["cross-origin-opener-policy"] == "same-origin"
        assert held["cross-origin-resource-policy"] == "same-origin"
        assert held["referrer-policy"] == "same-origin"
        assert held["x-content-type-options"] == "nosniff"


def test_faults_are_shown_without_their_places() -> None:
    found = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert found["client"]["showErrorDetails"] == "none"
    assert found["server"]["enableXsrfProtection"] is True
    assert found["server"]["enableCORS"] is True


@pytest.mark.usefixtures("listening")
def test_a_browser_is_known_again_where_chats_are_kept() -> None:
    asking = client(chat_days=30)
    given = asking.get("/", headers={"Accept": "text/html,*/*"}).headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert f"Max-Age={30 * 86_400}" in given
    token = asking.cookies["minutebook_browser"]
    again = asking.get("/", headers={"Accept": "text/html"}).headers["set-cookie"]
    assert f"minutebook_browser={token};" in again
    assert "set-cookie" not in asking.get("/", headers={"Accept": "image/png"}).headers
    assert client(chat_days=30).get("/", headers={"Accept": "text/html"}).cookies[
        "minutebook_browser"
    ] not in ("", token)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("other", ['{"a": 1}', "é", '"open', "a b"])
def test_cookies_of_other_apps_make_no_new_browser(other: str) -> None:
    token = "a" * 43
    cookies = f"theirs={other}; minutebook_browser={token}".encode()
    headers = {b"accept": b"text/html", b"cookie": cookies}
    answer = client(chat_days=30).get("/", headers=headers)
    assert f"minutebook_browser={token};" in answer.headers["set-cookie"]
    # No cache between gives one browser's token to another.
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("token", ["short", "x" * 44, "x" * 42 + "é", '"; Path=/"'])
def test_a_token_that_was_never_given_is_replaced(token: str) -> None:
    asking = client(chat_days=30)
    header = {"Accept": "text/html", "Cookie": f"minutebook_browser={token}".encode()}
    given = asking.get("/", headers=header).cookies["minutebook_browser"]  # type: ignore[arg-type]
    assert given != token
    assert browser_key({"minutebook_browser": given})
    assert browser_key({"minutebook_browser": token}) == ""


@pytest.mark.usefixtures("listening")
def test_no_browser_is_marked_where_no_chats_are_kept() -> None:
    assert "set-cookie" not in client().get("/", headers={"Accept": "text/html"}).headers


def test_the_key_of_a_browser_does_not_tell_its_token() -> None:
    key = browser_key({"minutebook_browser": "a" * 43})
    assert len(key) == 32
    assert "aaaa" not in key
    assert key != browser_key({"minutebook_browser": "b" * 43})
    assert browser_key({}) == ""
