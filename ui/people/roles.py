"""Roles: what each may do, and which one a signed-in person has.

A role comes from a claim of the sign-in service or from a YAML file of e-mail
addresses; where both give one, the higher holds. Whatever cannot be understood
gives no role: a mistake in the file or the settings shuts people out and never
lets them in.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from retrieval.model import Settings
from ui.service import Action

_LOG = logging.getLogger(__name__)
# A list of people is far smaller; a file that is not is some other file.
_MOST_BYTES = 1_000_000

Claims = Mapping[str, Any]


class Role(StrEnum):
    """Who somebody is to this council's papers."""

    PUBLIC = "public"
    MEMBER = "member"
    OFFICER = "officer"


_MAY: dict[Role, frozenset[Action]] = {
    Role.PUBLIC: frozenset(),
    Role.MEMBER: frozenset({Action.JUDGE, Action.EARLIER}),
    Role.OFFICER: frozenset(Action),
}


def may(role: Role, action: Action) -> bool:
    """Tell whether a person of this role may do this."""
    return action in _MAY[role]


@dataclass(frozen=True, slots=True)
class Listed:
    """The e-mail addresses of a role file, folded; ``fault`` says why it cannot be used."""

    members: frozenset[str] = frozenset()
    officers: frozenset[str] = frozenset()
    fault: str = ""

    def role(self, address: str) -> Role:
        """Return the role of a folded address."""
        if address in self.officers:
            return Role.OFFICER
        return Role.MEMBER if address in self.members else Role.PUBLIC


class RoleFile:
    """A YAML file with the lists ``officers`` and ``members``; read again when it changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._listed = Listed()

    def listed(self) -> Listed:
        """Return the addresses as the file has them now; none when it cannot be read."""
        with self._turn:
            try:
                stat = self._path.stat()
                seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
                if seen != self._seen:
                    self._listed = read_role_file(self._path)
            except OSError as error:
                seen = None
                self._listed = Listed(fault=f"{self._path}: cannot be read: {error.strerror}")
            if seen != self._seen and self._listed.fault:
                _LOG.error("%s; nobody has a role by it", self._listed.fault)
            self._seen = seen
            return self._listed


def read_role_file(path: Path) -> Listed:
    """Read a role file; one that is not as it should be lists nobody and says why.

    Raises:
        OSError: it cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        return Listed(fault=f"{path}: too large for a list of addresses")
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        # The first line only: what follows quotes the file, and so addresses.
        return Listed(fault=f"{path}: is no YAML: {str(error).splitlines()[0]}")
    if not isinstance(held, dict) or not set(held) <= {"officers", "members"}:
        return Listed(fault=f"{path}: write two lists, `officers` and `members`, and nothing else")
    lists = {name: held.get(name) or [] for name in ("officers", "members")}
    for name, addresses in lists.items():
        if not isinstance(addresses, list) or not all(_is_address(one) for one in addresses):
            return Listed(fault=f"{path}: `{name}` is no list of e-mail addresses")
    officers, members = (frozenset(map(folded, lists[name])) for name in ("officers", "members"))
    return Listed(members, officers)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.strip().count("@") == 1


def folded(address: str) -> str:
    """Return an address as it is compared.

    Only ASCII letters lose their case: folding others would make two
    addresses one that a mail server keeps apart.
    """
    bare = address.strip()
    return bare.lower() if bare.isascii() else bare


def verified_address(claims: Claims) -> str | None:
    """Return the folded e-mail address that the sign-in service vouches for; None without one.

    Source: OpenID Connect Core 1.0, section 5.1, ``email_verified``; some
    services send the word "true" in its place.
    """
    address = claims.get("email")
    sure = claims.get("email_verified")
    if not isinstance(address, str) or not _is_address(address):
        return None
    return folded(address) if sure is True or sure == "true" else None


def role_of(claims: Claims, settings: Settings, listed: Listed) -> Role:
    """Return the role of a person whose sign-in holds ``claims``."""
    address = verified_address(claims)
    found = {listed.role(address)} if address else set()
    for value in _values(claims, settings.role_claim):
        if value in settings.role_values:
            found.add(Role(settings.role_values[value]))
    return next((role for role in (Role.OFFICER, Role.MEMBER) if role in found), Role.PUBLIC)


def _values(claims: Claims, name: str) -> tuple[str, ...]:
    """Return the values of a claim, one or a list; ``a.b`` also looks for b inside a."""
    if not name:
        return ()
    held: Any = claims.get(name)
    if held is None and "." in name:
        held = claims
        for step in name.split("."):
            held = held.get(step) if isinstance(held, Mapping) else None
    several = held if isinstance(held, list) else [held]
    return tuple(value for value in several if isinstance(value, str))
