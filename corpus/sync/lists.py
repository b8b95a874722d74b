"""A file of addresses, one a line, of papers that no site of a known kind lists."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.model import Particulars, SyncError, one_line, stem_of
from corpus.sync.addresses import host_of
from corpus.sync.choosing import Sort, Wanted, file_name

# What the state calls the site of all listed papers.
LISTED = "addresses"
_MOST_NAME = 120


def addresses_in(file: Path) -> tuple[str, ...]:
    """Return the addresses that stand in a file, each once; empty lines and those with # are none.

    Raises:
        SyncError: it cannot be read, or a line is no web address; the message names it.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SyncError(f"{file}: cannot be read as UTF-8 text: {error}") from error
    found: dict[str, None] = {}
    for number, line in enumerate(lines, start=1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        if not (address.startswith(("http://", "https://")) and host_of(address)):
            raise SyncError(f"{file}, line {number}: {one_line(address)!r} is no web address")
        found[address.partition("#")[0]] = None
    return tuple(found)


def listed_paper(address: str) -> Wanted:
    """Return the paper at an address: nothing is known of it but that.

    It is called as its address ends; equal ends are told apart by a piece of the hash of all.
    """
    path = PurePosixPath(unquote(urlsplit(address).path))
    end = stem_of(path.name) or host_of(address)
    mark = sha256(address.encode()).hexdigest()[:8]
    short = end.encode()[:_MOST_NAME].decode(errors="ignore")
    said = Particulars(source_url=address, keeps_earlier=True)
    return Wanted(address, address, file_name(f"{short} ({mark})"), said, Sort.REPORTS)
