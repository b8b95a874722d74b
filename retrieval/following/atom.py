"""What was found, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from retrieval.following.telling import Entry

MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, and control characters that it can.
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(told: Sequence[Entry], title: str, address: str, feed_id: str) -> bytes:
    """Return entries, newest first, as a feed; ``address`` is that of the app.

    ``feed_id`` names the feed for ever and is no address, as that is private.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(_named("feed"))
    _add(feed, "title", title)
    _add(feed, "id", f"urn:minutebook:{feed_id}")
    _add(feed, "link", href=address)
    newest = max((one.when for one in told), default=datetime(2000, 1, 1, tzinfo=UTC))
    _add(feed, "updated", _moment(newest))
    author = ElementTree.SubElement(feed, _named("author"))
    _add(author, "name", title)
    for one in told:
        entry = ElementTree.SubElement(feed, _named("entry"))
        _add(entry, "title", one.title)
        _add(entry, "id", f"urn:minutebook:{one.id}")
        _add(entry, "link", href=one.link)
        _add(entry, "updated", _moment(one.when))
        _add(entry, "content", "\n".join((one.said, one.where, one.about)), type="text")
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    child = ElementTree.SubElement(parent, _named(name), attributes)
    if text:
        child.text = _fit(text)


def _fit(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _UNFIT.sub("", text)


def _named(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
