"""A meeting's page: the files that it offers beside those that the web service knows.

They are told by the letter before their number and by what their address asks for: ``g`` is a
meeting and ``b`` a supplement; ``T=10`` a pack of reports, ``T=9`` a supplement, ``T=1`` and
``T=11`` printed minutes, ``T=2`` printed decisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree, html

from corpus.model import one_line, stem_of
from corpus.sync.addresses import joined_address
from corpus.sync.site import Pack

_SORTS = {
    ("g", "10"): "pack",
    ("b", "9"): "supplement",
    ("g", "1"): "minutes",
    ("g", "11"): "minutes",
    ("g", "2"): "decisions",
}
_FOLDER = "documents"


def packs(content: bytes, address: str, meeting: str) -> Iterator[Pack]:
    """Yield the files of the meeting with the id ``meeting`` that its page links to, each once."""
    try:
        root = html.fromstring(content, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        # An empty page, or none: it offers nothing.
        return
    seen: set[str] = set()
    for link in root.iter("a"):
        found = _pack(joined_address(address, link.get("href") or ""), meeting)
        if found and found.url not in seen:
            seen.add(found.url)
            yield found


def _pack(url: str, meeting: str) -> Pack | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = PurePosixPath(unquote(parts.path))
    folder = path.parent.name
    asked = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
    sort = _SORTS.get((folder[:1].lower(), asked.get("t", "")))
    if sort is None or path.parent.parent.name.lower() != _FOLDER or not folder[1:].isdecimal():
        return None
    if folder[:1].lower() == "g" and folder[1:] != meeting:
        return None
    return Pack(f"{folder.lower()}t{asked['t']}", sort, one_line(stem_of(path.name)), url)
