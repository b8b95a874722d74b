"""One request after another to sites that are somebody else's: slowly, and taking no for an answer.

A request waits until a second or more has passed since the last answer of the same host, obeys
``robots.txt`` and says who asks. What fails on the way, and what a server that is busy or broken
answers (429, 5xx), is tried again later, when the server says or ever later. Redirects are
followed by hand, so that each is checked like any address.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType, TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx

from corpus.model import (
    DeniedError,
    FetchError,
    RestrictedError,
    StoppedError,
    SyncError,
    program_version,
)
from corpus.sync.addresses import Reach, host_of, is_loopback, joined_address
from corpus.sync.robots import ROBOT, Robots
from corpus.sync.signing_in import is_sign_in

T = TypeVar("T")
_NOTHING: Mapping[str, str] = MappingProxyType({})
# Between two requests to a host that is not this computer, in seconds.
_LEAST_PAUSE = 1.0
# A server that wants to be left alone for longer is, until the next run. In seconds.
_LONGEST_REST = 600.0
_MOST_REDIRECTS = 5
_MOST_ROBOTS = 500_000
# An answer may trickle in for so many times the longest wait for its next piece.
_WHOLE = 5
# So many addresses in a row that give nothing mean that the site does not work.
_MOST_FAILURES = 5
_BUSY = frozenset((429, 500, 502, 503, 504))
_SIGN_IN, _DENIED = 401, 403


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is asked; all times are in seconds.

    ``contact`` is to whom the site's keepers can complain. ``pause`` passes between two
    requests to a host, ``timeout`` before an answer is given up, ``backoff`` before the first
    new try, twice as much before the second, and so on up to ``tries``.
    """

    contact: str = ""
    pause: float = 1.0
    timeout: float = 180.0
    backoff: float = 5.0
    tries: int = 4

    @property
    def agent(self) -> str:
        """Who asks, as sites are told."""
        about = f"+{self.contact}; " if self.contact else ""
        return f"Mozilla/5.0 (compatible; {ROBOT}/{program_version()}; {about}council papers)"


@dataclass(frozen=True, slots=True)
class Incoming:
    """An answer on its way; ``url`` is where it came from in the end."""

    status: int
    url: str
    headers: Mapping[str, str]
    chunks: Iterator[bytes]

    @property
    def length(self) -> int | None:
        """How many bytes are announced; None where the answer does not say."""
        told = self.headers.get("content-length", "")
        return int(told) if told.isdecimal() else None


class _LaterError(Exception):
    """It may work later, ``after`` so many seconds where the server says so."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Fetcher:
    """Asks for addresses within ``reach``, one at a time; ``stopped`` ends any wait."""

    def __init__(self, reach: Reach, manners: Manners, stopped: threading.Event) -> None:
        self.reach = reach
        self._manners = manners
        self._stopped = stopped
        self._last: dict[str, float] = {}
        self._resting: dict[str, float] = defaultdict(float)
        self._robots: dict[str, Robots] = {}
        self._failures = 0
        limit = httpx.Timeout(manners.timeout, connect=min(manners.timeout, 30.0))
        # Who vouches for sites: the packaged list, and what this computer trusts besides.
        trusted = httpx.create_ssl_context(trust_env=False)
        trusted.load_default_certs()
        self._client = httpx.Client(
            timeout=limit, follow_redirects=False, trust_env=False, verify=trusted
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._client.close()

    def whole(self, address: str, most: int) -> tuple[bytes, str]:
        """Return an answer of at most ``most`` bytes, and where it came from in the end.

        Raises as :meth:`take`.
        """
        return self.take(address, lambda answer: (_joined(answer, most), answer.url))

    def take(
        self, address: str, took: Callable[[Incoming], T], headers: Mapping[str, str] = _NOTHING
    ) -> T:
        """Return what ``took`` makes of the answer, which is 200, or 304 to conditional headers.

        Raises:
            FetchError: it does not come, or not whole, or the site asks not to be asked.
            RestrictedError: a sign-in stands before it.
            DeniedError: the site refuses it, and no sign-in is seen.
            UnsafeAddressError: it leads where nothing is fetched from.
            SyncError: nothing of the site works any more.
            StoppedError: somebody stopped it.
        """
        found = self._tried(address, lambda: self._once(address, took, headers))
        self._failures = 0
        return found

    def _tried(self, address: str, once: Callable[[], T]) -> T:
        reason = ""
        for turn in range(self._manners.tries):
            try:
                return once()
            except _LaterError as error:
                reason = str(error)
                rest = self._manners.backoff * 2**turn if error.after is None else error.after
            except httpx.TransportError as error:
                reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
                rest = self._manners.backoff * 2**turn
            except (httpx.InvalidURL, httpx.HTTPError, httpx.StreamError) as error:
                raise FetchError(f"{address}: cannot be fetched ({error})") from error
            if rest > _LONGEST_REST:
                self._resting[host_of(address)] = time.monotonic() + rest
                raise FetchError(f"{address}: {reason}; it asks to be left alone for {rest:.0f} s")
            if turn + 1 < self._manners.tries:
                self._wait(rest)
        self._failures += 1
        told = f"{address}: {reason}; tried {self._manners.tries} times"
        if self._failures >= _MOST_FAILURES:
            said = f"{self._failures} addresses in a row gave nothing; the run ends here"
            raise SyncError(f"{told}; {said}")
        raise FetchError(told)

    def _once(self, address: str, took: Callable[[Incoming], T], headers: Mapping[str, str]) -> T:
        before = None
        for _ in range(_MOST_REDIRECTS + 1):
            self.reach.check(address, before)
            self._obey(address)
            with self._asked(address, headers) as response:
                to = response.headers.get("location", "")
                if not (300 <= response.status_code < 400 and to):
                    return took(self._incoming(address, response))
            before, address = address, joined_address(address, to)
            if is_sign_in(address):
                raise RestrictedError(f"{before}: leads to a sign-in, {host_of(address)}")
        raise FetchError(f"{address}: leads on and on")

    def _obey(self, address: str) -> None:
        """Ask nothing that the rules of its host forbid.

        Raises:
            FetchError: they forbid it.
        """
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = Robots(self._rules(f"{origin}/robots.txt"))
        if not self._robots[origin].allow(address):
            raise FetchError(f"{address}: the site's robots.txt asks not to fetch it")

    def _rules(self, address: str) -> str | None:
        def once() -> str:
            with self._asked(address, _NOTHING) as response:
                if response.status_code in _BUSY:
                    raise _LaterError(f"answers {response.status_code}", _after(response))
                if response.status_code != 200:
                    # There are none, or they lie where no program looks.
                    return ""
                chunks = self._chunks(response)
                answer = Incoming(200, address, dict(response.headers), chunks)
                return _joined(answer, _MOST_ROBOTS).decode("utf-8", "replace")

        try:
            return self._tried(address, once)
        except FetchError:
            return None

    @contextlib.contextmanager
    def _asked(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Give the answer of the very machine that was checked, when the host's turn has come."""
        machine = self.reach.machine(address)
        host = host_of(address)
        self._take_turn(address, host)
        url = httpx.URL(address)
        asked = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._manners.agent,
            "Accept-Encoding": "identity",
            **headers,
        }
        secure = {"sni_hostname": host} if url.scheme == "https" else {}
        request = self._client.build_request(
            "GET", url.copy_with(host=machine), headers=asked, extensions=secure
        )
        try:
            response = self._client.send(request, stream=True)
            try:
                yield response
            finally:
                response.close()
        finally:
            # Nobody else's cookies, and none of an earlier visit.
            self._client.cookies.clear()
            self._last[host] = time.monotonic()

    def _take_turn(self, address: str, host: str) -> None:
        if self._resting[host] > time.monotonic():
            raise FetchError(f"{address}: its site asked to be left alone")
        parts = urlsplit(address)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        least = 0.0 if is_loopback(host) else _LEAST_PAUSE
        pause = max(self._manners.pause, least, min(rules.pause, 60.0) if rules else 0.0)
        self._wait(self._last.get(host, -pause) + pause - time.monotonic())

    def _wait(self, seconds: float) -> None:
        if self._stopped.wait(max(seconds, 0.0)):
            raise StoppedError("stopped")

    def _incoming(self, address: str, response: httpx.Response) -> Incoming:
        status = response.status_code
        if status in _BUSY:
            raise _LaterError(f"answers {status}", _after(response))
        if status == _SIGN_IN:
            raise RestrictedError(f"{address}: asks for a sign-in ({status})")
        if status == _DENIED:
            raise DeniedError(f"{address}: is refused ({status}); it is asked for again")
        if status not in (200, 304):
            raise FetchError(f"{address}: answers {status}")
        return Incoming(status, address, dict(response.headers), self._chunks(response))

    def _chunks(self, response: httpx.Response) -> Iterator[bytes]:
        until = time.monotonic() + _WHOLE * self._manners.timeout
        for chunk in response.iter_bytes():
            if self._stopped.is_set():
                raise StoppedError("stopped")
            if time.monotonic() > until:
                raise _LaterError("its answer comes too slowly")
            yield chunk


def _joined(answer: Incoming, most: int) -> bytes:
    found = bytearray()
    for chunk in answer.chunks:
        found += chunk
        if len(found) > most:
            raise FetchError(f"{answer.url}: answers with more than {most:,} bytes")
    return bytes(found)


def _after(response: httpx.Response) -> float | None:
    """Return how many seconds a server wants to be left alone; None where it does not say."""
    told = response.headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    with contextlib.suppress(ValueError):
        when = parsedate_to_datetime(told)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max((when - datetime.now(UTC)).total_seconds(), 0.0)
    return None
