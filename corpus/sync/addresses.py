"""Which addresses papers are fetched from, and the machine that is connected to.

A site's own host may be any that a person names. Of others only those are asked that links of
the site's own answers name, never by a redirect alone, and never a private one: the address that
was checked is the one connected to, so a name cannot be turned into another in between.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from corpus.model import FetchError, SyncError, UnsafeAddressError

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000


def base_address(host: str) -> str:
    """Return the address of a site's folder, ending in "/", from a host or an address in it.

    Raises:
        SyncError: it is neither.
    """
    given = host if "://" in host else f"https://{host}"
    parts = _parts(given)
    if parts is None:
        raise SyncError(f"{host}: no web address; give a host (democracy.example.gov.uk)")
    folder = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if "." in parts.path.rpartition("/")[2]:
        # Somebody copied the address of a page.
        folder = parts.path.rpartition("/")[0] + "/"
    return urlunsplit((parts.scheme, parts.netloc.lower(), folder, "", ""))


def page_address(address: str) -> str:
    """Return the whole address of a page, from one that was typed.

    Raises:
        SyncError: it is none.
    """
    given = address if "://" in address else f"https://{address}"
    parts = _parts(given)
    if parts is None:
        raise SyncError(f"{address}: no web address; give that of the page with the calendar")
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def joined_address(base: str, link: str) -> str:
    """Return where a link at the address ``base`` leads, without the place in what is there.

    One that cannot be understood is returned as it is, and may not be asked.
    """
    try:
        return urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return link


def host_of(address: str) -> str:
    """Return the host of an address in small letters, "" where it has none."""
    parts = _parts(address)
    return (parts.hostname or "") if parts else ""


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, going by its name alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Reach:
    """Where a run may fetch from: the hosts that a person ``named``, and what those lead to."""

    def __init__(self, named: Iterable[str]) -> None:
        self._named = {host_of(address) for address in named}
        self._linked: set[str] = set()

    def lead_to(self, address: str) -> None:
        """Know that an answer of the site links to a paper at this address."""
        self._linked.add(host_of(address))

    def check(self, address: str, before: str | None = None) -> None:
        """Make sure that an address may be asked; ``before`` is the one that led to it.

        Raises:
            UnsafeAddressError: it may not.
        """
        parts = _parts(address)
        about = f"{before}: leads to {address[:_LONGEST]}" if before else address[:_LONGEST]
        if parts is None:
            raise UnsafeAddressError(f"{about}: no web address that is fetched from")
        host = parts.hostname or ""
        if not (host in self._named | self._linked or self._is_twin(host)):
            raise UnsafeAddressError(f"{about}: at {host}, which the site does not name")
        if host not in self._named and parts.port not in (None, *_PORTS.values()):
            raise UnsafeAddressError(f"{about}: asks for a port that papers are not behind")
        if before and before.startswith("https:") and parts.scheme == "http":
            raise UnsafeAddressError(f"{about}: from https to http")

    def machine(self, address: str) -> str:
        """Return the IP address to connect to for an address that was checked.

        Raises:
            FetchError: its host has none.
            UnsafeAddressError: it is private, and no person named the host.
        """
        parts = urlsplit(address)
        host = parts.hostname or ""
        try:
            found = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], 0, 1)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{address}: its host is not known ({error})") from error
        machines = [str(one[4][0]) for one in found]
        if host not in self._named and not all(map(_is_public, machines)):
            raise UnsafeAddressError(f"{address}: leads into a private network")
        return machines[0]

    def _is_twin(self, host: str) -> bool:
        """Whether a host is one that a person named, with or without its "www."."""
        return host.removeprefix("www.") in {one.removeprefix("www.") for one in self._named}


def _is_public(machine: str) -> bool:
    address = ipaddress.ip_address(machine.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped.is_global
        # Each carries an IPv4 address, which may be any.
        carries = address in ipaddress.ip_network("64:ff9b::/96")
        if carries or address.sixtofour is not None or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def _parts(address: str) -> SplitResult | None:
    """Return an address taken apart; None where it is none that is fetched from."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    usual = parts.scheme in _PORTS and parts.hostname and len(address) <= _LONGEST
    plain = usual and not (parts.username or parts.password) and address.isprintable()
    return parts if plain else None
