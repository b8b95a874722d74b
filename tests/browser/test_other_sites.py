"""A page of another origin on this very computer can neither show the app nor act in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import PATIENCE_MS

pytestmark = [pytest.mark.slow, pytest.mark.browser]
_OPENING = """address => new Promise(tell => {
    const token = document.cookie.split("_streamlit_xsrf=").pop().split(";")[0];
    const socket = new WebSocket(address.replace("http", "ws") + "/_stcore/stream", [
        "streamlit", token || "none"]);
    socket.onopen = () => tell("opened");
    socket.onerror = () => tell("refused");
})"""
_FETCHING = "address => fetch(address + '/_stcore/health').then(() => 'read', () => 'refused')"


@contextmanager
def another_site() -> Iterator[str]:
    """The address of an empty page on another port of this computer."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Other</title><p>Other")

        def log_message(self, *_: object) -> None:
            """Say nothing among the tests."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visited(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser in which the app was opened, as the person at the computer, with its cookies."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address + "/papers")
    # Who sits here may add papers: the checks below would pass by themselves if nobody could.
    page.locator("summary", has_text="Add papers").wait_for()
    assert any(cookie["name"] == "_streamlit_xsrf" for cookie in context.cookies(address))
    assert page.evaluate(_OPENING, address) == "opened"
    yield context
    context.close()


def test_another_origin_opens_no_connection_and_reads_nothing(
    visited: BrowserContext, address: str
) -> None:
    with another_site() as other:
        page = visited.new_page()
        page.goto(other)
        assert "_streamlit_xsrf" in page.evaluate("document.cookie")
        assert page.evaluate(_OPENING, address) == "refused"
        assert page.evaluate(_FETCHING, address) == "refused"


def test_another_origin_cannot_frame_the_app(visited: BrowserContext, address: str) -> None:
    with another_site() as other:
        page = visited.new_page()
        page.goto(other)
        with page.expect_event("requestfailed") as failed:
            page.evaluate(
                "address => { const frame = document.createElement('iframe');"
                " frame.src = address; document.body.append(frame); }",
                address,
            )
        assert failed.value.url.rstrip("/") == address
        assert failed.value.failure == "net::ERR_BLOCKED_BY_RESPONSE"
        assert not any(frame.url.startswith(address) for frame in page.frames)
