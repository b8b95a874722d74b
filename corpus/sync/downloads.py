"""A paper from its address to a whole file in ``incoming/``, and what is no paper to nowhere.

What comes is looked at before a byte of it is written: no page in place of a paper leaves anything
on the disk. One that asks to sign in may mean that the paper is closed, so a paper that is here is
withdrawn; any other is a fault. Both are asked for again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpus.model import (
    ENDINGS,
    DeniedError,
    FetchError,
    RestrictedError,
    SyncError,
    UnsafeAddressError,
    ending_of,
)
from corpus.sync.fetching import Fetcher, Incoming
from corpus.sync.signing_in import MOST_PAGE, asks_to_sign_in
from corpus.sync.state import Kept, State
from corpus.sync.telling import Became, Report

FOLDER = "incoming"
# So often a paper is tried that does not come, or cannot be read, until the site says more of it.
MOST_TRIES = 3
_MOST = 500_000_000
# So far the mark of a PDF may stand.
_HEAD = 1024
_MARKS = (
    (b"PK\x03\x04", ("docx", "docm", "odt", "ott")),
    (b"\xd0\xcf\x11\xe0", ("doc",)),
    (b"{\\rtf", ("rtf",)),
)
_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/msword": "doc",
    "application/rtf": "rtf",
}
_PAGES = ("html", "htm", "xhtml", "md", "txt")


@dataclass(frozen=True, slots=True)
class _Came:
    """A file that lies whole in its folder, with what its site says of this version."""

    id: str
    etag: str
    modified: str
    length: int


class Downloads:
    """Fetches papers into the data folder ``data``; ``pages`` takes web pages for papers, too."""

    def __init__(
        self, fetcher: Fetcher, state: State, data: Path, report: Report, *, pages: bool = False
    ) -> None:
        self._fetcher = fetcher
        self._state = state
        self._folder = data / FOLDER
        self._report = report
        self._pages = pages

    def fetch(self, one: Kept) -> bool:
        """Fetch a paper, unless the version that was taken is the site's still.

        Returns whether its site owes it, so that it is to be asked for again however old its
        meeting is: for now it is denied, or a sign-in closes what was open. What goes wrong
        with it is told, and kept.

        Raises:
            SyncError: nothing of its site works any more, or the disk cannot be written.
            StoppedError: somebody stopped it.
        """
        try:
            came = self._fetcher.take(one.url, lambda it: self._keep(one, it), _conditions(one))
        except RestrictedError as error:
            self._report.count(Became.RESTRICTED)
            if one.paper is None:
                self._state.fail(one, "refused", str(error))
                return False
            self._state.withdraw(one, str(error))
            return True
        except DeniedError as error:
            # No try of three: it says nothing of the paper.
            self._fail(one, f"{error} ({one.name})", tries=one.tries)
            return True
        except UnsafeAddressError as error:
            self._fail(one, str(error), tries=one.tries + 1)
        except FetchError as error:
            self._fail(one, f"{error} ({one.name})", tries=one.tries + 1)
        else:
            self._came(one, came)
        return False

    def _fail(self, one: Kept, reason: str, tries: int) -> None:
        self._report.count(Became.FAILED)
        self._report.fault(reason)
        # A version that was taken stays so, and is asked for again.
        if one.state != "taken":
            self._state.fail(one, "failed", reason, tries)

    def _came(self, one: Kept, came: _Came | None) -> None:
        if came is None or came.id == one.paper:
            if came is not None:
                self._report.downloaded()
                self._state.same(one, came.etag, came.modified, came.length)
                shutil.rmtree(self._folder / str(one.seq), ignore_errors=True)
            else:
                self._state.unchanged(one)
            self._report.count(Became.UNCHANGED)
            return
        self._report.downloaded()
        self._state.fetched(one, came.id, came.etag, came.modified, came.length)

    def _keep(self, one: Kept, answer: Incoming) -> _Came | None:
        """Write an answer to the disk; None where the version that was taken is still there."""
        if answer.status == 304 or _is_as_long(one, answer):
            return None
        head, rest = _begun(answer)
        ending = self._ending(one.url, head, answer)
        if ending is None:
            raise _no_paper(one.url, rest)
        folder = self._folder / str(one.seq)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, mode=0o700)
            digest, length = _write(folder / f"{one.name}.{ending}", rest, answer.url)
        except OSError as error:
            message = f"{folder}: a paper cannot be kept: {error.strerror}; nothing was lost"
            raise SyncError(message) from error
        told = answer.headers
        return _Came(digest, told.get("etag", ""), told.get("last-modified", ""), length)

    def _ending(self, address: str, head: bytes, answer: Incoming) -> str | None:
        """Return the ending of a file's name, by what it holds; None for a page and no paper."""
        if b"%PDF-" in head[:_HEAD]:
            return "pdf"
        paths = (urlsplit(url).path for url in (address, answer.url))
        told = [ending for ending in map(ending_of, paths) if ending in ENDINGS]
        sort = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        told += [_TYPES[sort]] if sort in _TYPES else []
        for mark, endings in _MARKS:
            if head.startswith(mark):
                for ending in told:
                    if ending in endings:
                        return ending
        page = sort in ("text/html", "application/xhtml+xml") or head.lstrip()[:1] == b"<"
        if self._pages and told and told[0] in _PAGES:
            return told[0]
        if page:
            return None
        raise FetchError(f"{address}: is neither a PDF nor another paper that is read")


def files_in(data: Path, one: Kept) -> Path | None:
    """Return the file that was fetched of a paper; None if it is not there."""
    folder = data / FOLDER / str(one.seq)
    files = folder.iterdir() if folder.is_dir() else ()
    return next((path for path in files if path.suffix != ".part"), None)


def forget(data: Path, kept: Iterable[Kept]) -> None:
    """Delete what was fetched of papers that need it no more."""
    for one in kept:
        shutil.rmtree(data / FOLDER / str(one.seq), ignore_errors=True)


def clear(data: Path, kept: Iterable[Kept]) -> None:
    """Delete what lies in ``incoming/`` of other papers than those."""
    wanted = {str(one.seq) for one in kept}
    folder = data / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in wanted:
            shutil.rmtree(path, ignore_errors=True)


def _conditions(one: Kept) -> dict[str, str]:
    """Return what asks for a paper only if it is another than the version that was taken."""
    if one.paper is None:
        return {}
    told = {"If-None-Match": one.etag, "If-Modified-Since": one.modified}
    return {name: value for name, value in told.items() if value}


def _is_as_long(one: Kept, answer: Incoming) -> bool:
    """Whether all that can be told of a version without reading it is as it was.

    Where a server knows no versions, its length has to do, beside what the site says of it.
    """
    if one.paper is None or one.etag or one.modified or answer.length is None:
        return False
    return answer.length == one.length


def _no_paper(address: str, page: Iterator[bytes]) -> FetchError:
    """Return what a page in place of a paper means."""
    found = bytearray()
    for chunk in page:
        found += chunk
        if len(found) >= MOST_PAGE:
            break
    if asks_to_sign_in(bytes(found)):
        return RestrictedError(f"{address}: asks to sign in, in place of a paper")
    return DeniedError(f"{address}: a web page in place of a paper; it is asked for again")


def _begun(answer: Incoming) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes of an answer, and all of it."""
    first: list[bytes] = []
    for chunk in answer.chunks:
        first.append(chunk)
        if sum(map(len, first)) >= _HEAD:
            break
    return b"".join(first), _whole(first, answer)


def _whole(first: list[bytes], answer: Incoming) -> Iterator[bytes]:
    yield from first
    yield from answer.chunks


def _write(path: Path, chunks: Iterator[bytes], address: str) -> tuple[str, int]:
    """Write a file whole or not at all; return the SHA-256 of its bytes, and how many they are."""
    part = path.parent / "new.part"
    digest, length = hashlib.sha256(), 0
    with part.open("wb") as out:
        part.chmod(0o600)
        for chunk in chunks:
            length += len(chunk)
            if length > _MOST:
                raise FetchError(f"{address}: larger than {_MOST // 1_000_000} MB")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    return digest.hexdigest(), length
