"""One request: whom it reaches over TLS, how large an answer may be."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from corpus.model import FetchError
from corpus.sync.addresses import Reach
from corpus.sync.fetching import Fetcher, Manners
from tests.corpus.sync.fake_site import Site

HASTY = Manners(pause=0.0, timeout=5.0, backoff=0.01, tries=2)


class _Quay(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"" if self.path == "/robots.txt" else str(self.headers["Host"]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _certificate(folder: Path, name: str) -> Path:
    """Write a key and a certificate that it signed itself for a host; return their file."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / f"{name}.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def quay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A site on loopback that is "quay.example" over TLS, and trusted; its port."""
    pem = _certificate(tmp_path, "quay.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = HTTPServer(("127.0.0.1", 0), _Quay)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    port = server.server_address[1]

    def found(*_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(socket.AF_INET, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield port
    server.shutdown()
    server.server_close()
    thread.join()


def test_over_tls_the_machine_is_reached_and_must_be_the_host_that_was_named(quay: int) -> None:
    for host, is_it in (("quay.example", True), ("other.example", False)):
        address = f"https://{host}:{quay}/a"
        with Fetcher(Reach([address]), HASTY, threading.Event()) as fetcher:
            if is_it:
                content, _ = fetcher.whole(address, 1000)
                assert content == f"quay.example:{quay}".encode()
            else:
                # Not even its rules are read of one that is not the host.
                with pytest.raises(FetchError):
                    fetcher.whole(address, 1000)


def test_an_answer_that_is_too_large_is_refused(site: Site) -> None:
    with Fetcher(Reach([site.address]), HASTY, threading.Event()) as fetcher:
        address = f"{site.address}mgWebService.asmx/GetCommittees"
        assert fetcher.whole(address, 10_000)[0].startswith(b"<?xml")
        with pytest.raises(FetchError, match="more than 50 bytes"):
            fetcher.whole(address, 50)
