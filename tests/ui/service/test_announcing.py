"""What the terminal is told once the app answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from streamlit import config

from corpus.catalogue.catalogue import FILE_NAME, Catalogue
from corpus.ingest.ingest import Ingest
from corpus.sample.draw import HERE
from tests.corpus.dying import FileIndex
from tests.corpus.stand_ins import HashEmbedder, PlainReader, paper
from ui.service.announcing import _announce, sample_line, where

RECORD = HERE / "2024-03-04-record-of-decision-parking-charges.pdf"
Options = Callable[..., None]


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Options:
    """Put options of the server in force."""

    def put(**said: object) -> None:
        known = {f"server.{name}": value for name, value in said.items()}
        asked = config.get_option
        monkeypatch.setattr(
            config, "get_option", lambda name: known[name] if name in known else asked(name)
        )

    return put


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("127.0.0.1", "http://localhost:8600"),
        ("::1", "http://localhost:8600"),
        ("192.0.2.7", "http://192.0.2.7:8600"),
        ("2001:db8::7", "http://[2001:db8::7]:8600"),
        ("papers.example", "http://papers.example:8600"),
    ],
)
def test_the_address_is_that_which_browsers_name(options: Options, address: str, told: str) -> None:
    options(address=address, port=8600)
    assert where() == f"Minutebook is at {told}, Ctrl-C stops it"


@pytest.mark.parametrize("address", ["0.0.0.0", "::", None])
def test_where_all_computers_are_let_in_it_says_how_others_name_this_one(
    options: Options, address: str | None
) -> None:
    options(address=address, port=8501)
    first, second = where().splitlines()
    assert first == "Minutebook is at http://localhost:8501, Ctrl-C stops it"
    assert second == "Other computers say this one's name or address in place of localhost"


def test_sample_papers_are_told_of_while_they_are_in(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert sample_line(data) == ""
    assert not data.exists()
    with Catalogue.open(data) as catalogue:
        ingest = Ingest(catalogue, HashEmbedder(), FileIndex(data), reader=PlainReader)
        # One of their names, and none of them.
        ingest.add([paper(tmp_path, RECORD.name, "Kerbs")])
        assert sample_line(data) == ""
        copy = tmp_path / "ours.pdf"
        copy.write_bytes(RECORD.read_bytes())
        ingest.add([copy])
    line = sample_line(data)
    assert line.startswith("1 sample paper is in: of Marlhaven, a borough that was invented")
    assert line.endswith("`minutebook remove --sample` takes them out")


def test_a_catalogue_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 100)
    assert FILE_NAME in sample_line(tmp_path)


class _Refusing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_nothing_is_said_before_the_server_answers(
    options: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Refusing, bind_and_activate=False)
    server.server_bind()
    options(address="127.0.0.1", port=server.server_port)
    ended = threading.Event()
    telling = threading.Thread(target=_announce, args=(tmp_path, ended))
    telling.start()
    telling.join(0.5)
    assert capsys.readouterr().out == ""
    server.server_activate()
    answering = threading.Thread(target=server.handle_request)
    answering.start()
    telling.join(20)
    answering.join(20)
    server.server_close()
    said = f"Minutebook is at http://localhost:{server.server_port}, Ctrl-C stops it\n"
    assert capsys.readouterr().out == said


def test_a_server_that_ends_before_it_answered_is_not_announced(
    options: Options, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options(address="127.0.0.1", port=9)
    ended = threading.Event()
    ended.set()
    _announce(tmp_path, ended)
    assert capsys.readouterr().out == ""
