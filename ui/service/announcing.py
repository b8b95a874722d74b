"""What the terminal is told once the app answers: where it is, and that sample papers are in."""

from __future__ import annotations

import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from ipaddress import ip_address
from pathlib import Path

from streamlit import App, config
from streamlit.web.server import server_util

from corpus.catalogue import FILE_NAME, Catalogue
from corpus.model import Access, CorpusError, Scope, typed
from corpus.sample import is_sample
from ui.service.nightly import Nights

_PAUSE_S = 0.1
_ANY = ("0.0.0.0", "::")


def announcing(data: Path, nights: Nights) -> Callable[[App], AbstractAsyncContextManager[None]]:
    """Return what Streamlit's server runs around its life.

    It announces the app when it answers, and has ``nights`` look until it ends.
    """

    @asynccontextmanager
    async def announced(_: App) -> AsyncIterator[None]:
        ended = threading.Event()
        # The server answers only when this has yielded, so a thread waits for that.
        threading.Thread(target=_announce, args=(data, ended), name="announce", daemon=True).start()
        nights.start()
        try:
            yield
        finally:
            nights.end()
            ended.set()

    return announced


def _announce(data: Path, ended: threading.Event) -> None:
    own = _own_address()
    while not _answers(own):
        if ended.wait(_PAUSE_S):
            return
    for line in (where(), sample_line(data)):
        if line:
            print(line, flush=True)


def where() -> str:
    """Return the line that says where browsers find the app, by the options that are in force."""
    named = config.is_manually_set("browser.serverAddress")
    host = str(config.get_option("browser.serverAddress" if named else "server.address") or _ANY[0])
    line = f"Minutebook is at {server_util.get_url(_named(host))}, Ctrl-C stops it"
    if host in _ANY:
        line += "\nOther computers say this one's name or address in place of localhost"
    return line


def sample_line(data: Path) -> str:
    """Return what the sample papers are, of which some are in ``data``; "" where none is."""
    if not (data / FILE_NAME).is_file():
        return ""
    try:
        with Catalogue.open(data) as catalogue:
            papers = catalogue.papers(Scope(clearance=Access.EXEMPT))
    except CorpusError as error:
        return str(error)
    held = sum(is_sample(paper.id) for paper in papers)
    if not held:
        return ""
    count = "1 sample paper is" if held == 1 else f"{held} sample papers are"
    return (
        f"{count} in: of Marlhaven, a borough that was invented to try Minutebook with; "
        f"{typed('corpus remove --sample')} takes them out"
    )


def _named(host: str) -> str:
    """Return a host as an address in the browser names it."""
    if host in _ANY:
        return "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.is_loopback:
        return "localhost"
    return f"[{host}]" if address.version == 6 else host


def _own_address() -> str:
    """Return where this server answers itself, also where browsers reach it by another name."""
    host = str(config.get_option("server.address") or _ANY[0])
    own = "127.0.0.1" if host in _ANY else f"[{host}]" if ":" in host else host
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{own}:{config.get_option('server.port')}/"


def _answers(address: str) -> bool:
    # Only whether anything answers is asked, so a certificate for another name will do; and no
    # proxy of the environment stands between this computer and itself.
    unverified = ssl.create_default_context()
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    asking = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=unverified)
    )
    try:
        asking.open(address, timeout=2).close()
    except urllib.error.HTTPError:
        return True  # a refusal is an answer
    except OSError:
        return False
    return True
