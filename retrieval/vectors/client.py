"""Connections to Chroma, a folder of its files or a server, and the one collection in it."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import urlopen

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.config import Settings

COLLECTION = "passages"
# Chroma makes the graph of what was added last anew at each opening, with several threads, so
# it is never twice the same. Candidates kept while walking it: a store of no more vectors is
# searched whole, and of the nearest 100 among 20,000 at most one in 500 is missed (2 ms and
# 5 ms a search; with Chroma's own 100 it was 1 ms and 3 ms, and one in 40).
_SEARCHED = 2_000
# Neighbours weighed when a vector is added: halves what is missed, for 0.5 ms a vector.
_WEIGHED = 200
# For one answer of a Chroma server; a search takes some milliseconds, a step of an add 0.2 s.
_SECONDS = 30.0
# Counts the times that a local store was opened in this process.
_OPENED = itertools.count()


def opened(folder: Path) -> ClientAPI:
    """Open the files in ``folder`` as they are now, making them where there are none.

    Whatever Chroma raises is raised.
    """
    import chromadb

    path = f"{folder}{_spelling(next(_OPENED))}"
    return chromadb.PersistentClient(path=path, settings=_settings())


def connected(url: str) -> ClientAPI:
    """Connect to the server at ``url`` ("http://host:8000").

    Raises:
        OSError: it does not answer in time.
    """
    import chromadb

    _knock(url)
    at = urlsplit(url)
    secure = at.scheme == "https"
    client = chromadb.HttpClient(
        host=at.hostname or "localhost",
        port=at.port or (443 if secure else 8000),
        ssl=secure,
        settings=_settings(),
    )
    for session in _sessions(client):
        session.timeout = _SECONDS
    return client


def the_collection(client: ClientAPI) -> Collection:
    """Return the collection of a store, made where there is none, and searched as it ought to be.

    Whatever Chroma raises is raised.
    """
    graph: CreateHNSWConfiguration = {
        "space": "cosine",
        "ef_construction": _WEIGHED,
        "ef_search": _SEARCHED,
    }
    made = client.get_or_create_collection(
        COLLECTION, configuration={"hnsw": graph}, embedding_function=None
    )
    if (made.configuration_json.get("hnsw") or {}).get("ef_search") != _SEARCHED:
        # An earlier version made it. `modify` fails after the change is made at a server:
        # it cannot read back that nothing is embedded there.
        made._client._modify(
            made.id,
            new_configuration={"hnsw": {"ef_search": _SEARCHED}},
            tenant=made.tenant,
            database=made.database,
        )
    return made


def let_go(client: Any) -> None:
    """Close a client of either kind, and its connections."""
    client.close()
    # Chroma leaves those to a server to the garbage collector.
    for session in _sessions(client):
        session.close()


def _sessions(client: Any) -> list[Any]:
    """Return the connections of a client and of the one in it; none to a folder."""
    servers = (api._server for api in (client, client._admin_client))
    return [server._session for server in servers if hasattr(server, "_session")]


def _settings() -> Settings:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _knock(url: str) -> None:
    """Ask a Chroma server whether it is there: its client would wait for a hanging one for ever.

    Raises:
        OSError: it does not answer in time.
    """
    with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_SECONDS) as answer:
        answer.read(1000)


def _spelling(number: int) -> str:
    """Return an ending that makes a path a different text and leaves it the same place.

    Chroma shares one open store between all clients of equal paths in a process,
    also one that failed to open; a store that must be read afresh needs its own.
    """
    return "".join("/." if bit == "1" else "/" for bit in f"{number:b}")
