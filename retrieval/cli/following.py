"""What the commands of following do: follow, send digests, write a feed or a calendar."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue, must_be_there
from corpus.model import printable
from retrieval.following import (
    Entry,
    Follow,
    FollowFile,
    FollowKind,
    Looker,
    atom_feed,
    calendar_file,
    entries,
    feed_id,
    feed_path,
    followed_committees,
    meetings_held,
    send_digests,
    sender,
    shown,
)
from retrieval.model import FollowError, Settings, link

# Whose what is followed by command is.
LOCAL = "local"


@dataclass(frozen=True, slots=True)
class _Open:
    catalogue: Catalogue
    file: FollowFile


def follow(settings: Settings, options: argparse.Namespace) -> int:
    """Follow something, stop it, or list what is followed.

    Raises:
        FollowError: it cannot be followed, or nothing has the id.
    """
    with _opened(settings) as opened:
        if options.address:
            token = opened.file.new_token(LOCAL)
            base = urlsplit(settings.app_url).path
            print(link(settings.app_url, {}, base, feed_path(token).lstrip("/")))
            print("Whoever has this address reads what you follow; an earlier one ended.")
            return 0
        if options.stop:
            if not opened.file.stop(LOCAL, options.stop):
                raise FollowError(f"nothing that is followed has the id {options.stop}")
            return 0
        if options.words:
            kind = FollowKind(options.kind)
            mail, committee = options.mail or "", options.committee or ""
            opened.file.follow(LOCAL, kind, options.words, committee=committee, mail=mail)
        opened.file.renew(LOCAL)
        for one in opened.file.follows(LOCAL):
            print(printable(_line(shown(opened.catalogue, one))))
    return 0


def digest(settings: Settings, options: argparse.Namespace) -> int:
    """Look through what came, and send everybody what was found; 1 where a mail did not go."""
    with _opened(settings) as opened:
        opened.file.expire(settings.follow_days)
        found = Looker(opened.catalogue, opened.file).look()
        if options.show:
            told = list(entries(opened.catalogue, settings.app_url, opened.file.findings(LOCAL)))
            print(printable("\n\n".join(map(_entry, told)) or "nothing was found"))
            return 0
        if not opened.file.unmailed():
            print(f"{found} found; nothing is to be sent")
            return 0
        sent = send_digests(opened.catalogue, opened.file, settings, sender(settings))
        print(f"{found} found; {sent.mails} digests sent, with {sent.entries} entries")
        for fault in sent.faults:
            print(printable(fault), file=sys.stderr)
    return 1 if sent.faults else 0


def feed(settings: Settings, options: argparse.Namespace) -> int:
    """Write what was found as an Atom feed, or meetings as a calendar, to standard output."""
    with _opened(settings) as opened:
        if options.calendar:
            names = followed_committees(opened.file.follows(LOCAL))
            held = meetings_held(opened.catalogue, settings.app_url, names)
            written = calendar_file(held, f"{settings.name}: meetings", datetime.now(UTC))
        else:
            Looker(opened.catalogue, opened.file).look()
            told = list(entries(opened.catalogue, settings.app_url, opened.file.findings(LOCAL)))
            written = atom_feed(told, settings.name, settings.app_url, feed_id(LOCAL))
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()
    return 0


@contextmanager
def _opened(settings: Settings) -> Iterator[_Open]:
    must_be_there(settings.data)
    with Catalogue.open(settings.data) as catalogue, FollowFile(settings.data) as file:
        yield _Open(catalogue, file)


def _line(one: Follow) -> str:
    mail = f"  by mail to {one.mail}" if one.mail else ""
    where = f", {one.committee}" if one.committee else ""
    return f"{one.id}  {one.kind.value:<9}  {one.words}{where}{mail}"


def _entry(one: Entry) -> str:
    return "\n".join(
        (one.title, f"  {one.said}", f"  {one.where}", f"  {one.link}", f"  {one.about}")
    )
