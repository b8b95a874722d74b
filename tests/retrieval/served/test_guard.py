"""What the guard lets through, and what it answers itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from corpus.model import Access
from retrieval.model import UnknownTokenError
from retrieval.operation.journal import Journal
from retrieval.served.guard import MOST_BYTES, Guard, reader_of
from retrieval.served.readers import PUBLIC, Tokens
from tests.retrieval.served.callers import HOST, NAME, TOKEN, bearer, guarded, with_token


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Say who called."""
    reader = reader_of(scope)
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"{reader.clearance} {reader.name} {len(body)}")(scope, receive, send)


def test_a_token_names_its_reader(tmp_path: Path) -> None:
    client = guarded(echo, with_token(tmp_path))
    assert client.get("/").text == "public  0"
    assert client.get("/", headers=bearer(TOKEN)).text == f"exempt {NAME} 0"
    assert client.get("/", headers=bearer("other")).status_code == 401


def test_without_a_setting_no_token_is_known(tmp_path: Path) -> None:
    tokens = Tokens(with_token(tmp_path, api_tokens={}))
    assert tokens.reader("") is PUBLIC
    with pytest.raises(UnknownTokenError):
        tokens.reader(TOKEN)
    assert Tokens(with_token(tmp_path)).reader(TOKEN).clearance is Access.EXEMPT


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:9000", 200),
        ("LOCALHOST", 200),
        ("[::1]:80", 200),
        ("papers.council.invalid", 200),
        ("council.invalid", 421),
        ("localhost.rebound.invalid", 421),
        ("", 421),
        ("[", 421),
        ("a]b", 421),
    ],
)
def test_only_its_own_hosts_are_served(host: str, status: int, tmp_path: Path) -> None:
    settings = with_token(tmp_path, api_hosts=("papers.council.invalid",))
    client = guarded(echo, settings)
    assert client.get("/", headers={"Host": host}).status_code == status


def test_a_call_names_one_host(tmp_path: Path) -> None:
    client = guarded(echo, with_token(tmp_path))
    both = client.get("/", headers=[("Host", "localhost"), ("Host", "council.invalid")])
    assert both.status_code == 421


def test_a_call_has_a_length_and_it_is_bounded(tmp_path: Path) -> None:
    client = guarded(echo, with_token(tmp_path))
    assert client.post("/", content=b"x" * MOST_BYTES).status_code == 200
    assert client.post("/", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    assert client.post("/", content=iter([b"x"])).status_code == 411


def test_whoever_guesses_tokens_is_slowed_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = with_token(tmp_path, api_per_minute=3)
    client = TestClient(Guard(echo, settings, Journal(settings, aloud=True)), HOST)
    guessed = [client.get("/", headers=bearer(str(at))).status_code for at in range(4)]
    assert guessed == [401, 401, 401, 429]
    # What was not looked at fills no log.
    assert capsys.readouterr().err.count("unknown token") == 3
    # Whoever has one is not held up by others at the same address.
    assert client.get("/", headers=bearer(TOKEN)).status_code == 200


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unix", "unix", True),
    ],
)
def test_a_line_is_counted_as_one_caller(
    one: str, other: str, together: bool, tmp_path: Path
) -> None:
    settings = with_token(tmp_path, api_per_minute=1)
    guard = Guard(echo, settings, Journal(settings, aloud=False))
    codes = [TestClient(guard, HOST, client=(who, 1)).get("/").status_code for who in (one, other)]
    assert codes == [200, 429 if together else 200]
