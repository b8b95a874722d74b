"""Who is looking: the one place that says what this visitor may see and do.

Without sign-in the person at the computer that runs the app administers it, and
sees exempt papers when that computer's settings say so; everyone else is
public. With sign-in, roles decide, wherever somebody sits. Whatever is unclear
(no connection, settings that cannot be read, a sign-in that is too old) is public.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import streamlit as st

from corpus.model import Access, CorpusError
from retrieval.model import RetrievalError, Settings, SettingsError
from retrieval.operation import Asker
from ui.language import _, language, speaking
from ui.people.browsers import comes_from_here
from ui.people.roles import Claims, Listed, Role, RoleFile, may, role_of
from ui.people.sign_outs import SignOuts
from ui.service import Action, backend, changing, journal, permit_with

# How far the clocks of two computers may differ, in seconds.
_SKEW = 300.0
ELSEWHERE = "another address"


class ForbiddenError(Exception):
    """This visitor may not do what was asked; the message is for them."""


class SignIn(StrEnum):
    """Whether people can sign in: ``BROKEN`` is set up in a way that cannot be used."""

    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Doubt(StrEnum):
    """Why a signed-in person counts as public."""

    OLD = "the sign-in is too old"
    ENDED = "the sign-in was ended"
    NO_ROLE = "no role"


@dataclass(frozen=True, slots=True)
class Visitor:
    """``clearance`` is the most that may be shown.

    ``key`` names the sign-in (not the person), empty without one; ``person`` is
    a pseudonym that stays the same from one sign-in to the next, for the log.
    """

    role: Role
    clearance: Access
    name: str = ""
    key: str = ""
    person: str = ""
    doubt: Doubt | None = None

    @property
    def administers(self) -> bool:
        """Whether this visitor may change papers."""
        return self.role is Role.OFFICER

    @property
    def asker(self) -> Asker:
        """This visitor as the log knows them."""
        return Asker(self.role.value, self.clearance, self.person)

    def may(self, action: Action) -> bool:
        """Tell whether this visitor may do this."""
        return may(self.role, action)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a session is known by; asked again, it may no longer allow what it did.

    For what acts outside the run of a page, such as a download that is made
    when it is clicked.
    """

    here: bool
    sign_in: SignIn
    claims: Mapping[str, object]

    def visitor(self) -> Visitor:
        """Return who this is now: role files and ended sign-ins are read again."""
        settings = backend().settings
        if self.sign_in is SignIn.OFF:
            return _unsigned(self.here and not settings.behind_proxy, settings)
        if self.sign_in is SignIn.BROKEN or self.claims.get("is_logged_in") is not True:
            return _NOBODY
        return signed_in(self.claims, settings, _listed(settings), _sign_outs(settings.data))


def standing() -> Standing:
    """Return what this session is known by."""
    return Standing(address() is None, sign_in_state(), dict(claims()))


def visitor() -> Visitor:
    """Return this session's visitor, as of now."""
    return standing().visitor()


def own_mail() -> str:
    """Return the e-mail address of whoever is signed in with a role, "" of anybody else.

    One that the sign-in service says was not verified is none.
    """
    held = claims()
    if visitor().role is Role.PUBLIC or sign_in_state() is not SignIn.ON:
        return ""
    return "" if held.get("email_verified") is False else str(held.get("email") or "")


def sees_places() -> bool:
    """Tell whether this visitor may read where on the computer something stands."""
    try:
        return visitor().administers
    except (CorpusError, RetrievalError):
        # Without a data folder nobody can be known but who sits at the computer.
        return _administers_without_data()


def demand(action: Action) -> Visitor:
    """Return this session's visitor, who may do this; asked wherever something is done.

    Raises:
        ForbiddenError: they may not.
    """
    who = visitor()
    if not who.may(action):
        journal().refused(action.value, who.asker)
        raise ForbiddenError(_("You may not {action} here.").format(action=_(action.value)))
    return who


def stand_guard() -> None:
    """Have papers change only by a visitor who may, with a line in the log.

    Whoever may not gets ``ForbiddenError`` from the change.
    """
    permit_with(lambda action: changing(action, demand(action).asker))


def while_allowed(make: Callable[[], bytes | str]) -> Callable[[], bytes | str]:
    """Return ``make`` for a download that is made when it is clicked, outside any run of a page.

    It speaks the language of the page. Called after its visitor lost the clearance that the page
    was drawn with, it raises ``ForbiddenError``.
    """
    held, spoken = standing(), language()
    drawn_with = held.visitor().clearance

    def made() -> bytes | str:
        if held.visitor().clearance is not drawn_with:
            raise ForbiddenError("You may see less now than when this page was drawn.")
        with speaking(spoken):
            return make()

    return made


def address() -> str | None:
    """Return the visitor's address; None for a person at the computer that runs the app."""
    found = st.context.ip_address
    # On a Unix socket nobody has an address, so none would be told from a loopback one.
    by_socket = str(st.get_option("server.address") or "").startswith("unix")
    if found is None and not by_socket and comes_from_here(st.context.headers, st.context.cookies):
        return None
    return found or ELSEWHERE


def claims() -> Claims:
    """Return what the sign-in service said of this visitor, checked and signed; {} of nobody."""
    return st.user.to_dict()


def sign_in_state() -> SignIn:
    """Tell whether people can sign in to this app.

    A secrets file that is there and cannot be read may have been meant to set
    it up, so it must not make the app one without sign-in.
    """
    if not st.secrets.load_if_toml_exists():
        files = (Path(name) for name in st.get_option("secrets.files"))
        return SignIn.BROKEN if any(file.exists() for file in files) else SignIn.OFF
    if "auth" not in st.secrets:
        return SignIn.OFF
    return SignIn.ON if providers() else SignIn.BROKEN


def providers() -> tuple[str | None, ...]:
    """Return the sign-in services that are set up, by name; None is the one without a name."""
    auth = st.secrets["auth"]
    if not isinstance(auth, Mapping) or not {"redirect_uri", "cookie_secret"} <= set(auth):
        return ()
    plain = (None,) if _is_provider(auth) else ()
    named = (name for name, held in auth.items() if isinstance(held, Mapping))
    return plain + tuple(name for name in named if _is_provider(auth[name]))


def signed_in(
    claims: Claims, settings: Settings, listed: Listed, sign_outs: SignOuts, now: float = 0
) -> Visitor:
    """Return who signed in with ``claims``; ``now`` is Unix time in seconds, 0 for the clock's.

    One whose sign-in is in doubt counts as public, and ``doubt`` says why.
    """
    now = now or time.time()
    key, person = _keys(claims)
    name = str(claims.get("name") or claims.get("email") or "")
    since = claims.get("iat")
    lasts = settings.sign_in_hours * 3600
    doubt = None
    if not isinstance(since, int | float) or not now - lasts <= since <= now + _SKEW:
        doubt = Doubt.OLD
    elif sign_outs.ended(key):
        doubt = Doubt.ENDED
    role = role_of(claims, settings, listed) if doubt is None else Role.PUBLIC
    if doubt is None and role is Role.PUBLIC:
        doubt = Doubt.NO_ROLE
    exempt = role is Role.OFFICER or (role is Role.MEMBER and settings.members_see_exempt)
    clearance = Access.EXEMPT if exempt else Access.PUBLIC
    return Visitor(role, clearance, name, key, person, doubt)


def end_sign_in() -> None:
    """Make this visitor's sign-in count no more, in any tab and for any copy of its cookie.

    Raises:
        OSError: the data folder cannot be written.
    """
    who = visitor()
    if who.key:
        settings = backend().settings
        until = time.time() + settings.sign_in_hours * 3600 + _SKEW
        _sign_outs(settings.data).end(who.key, until)


_NOBODY = Visitor(Role.PUBLIC, Access.PUBLIC)


def _unsigned(here: bool, settings: Settings) -> Visitor:
    if not here:
        return _NOBODY
    return Visitor(Role.OFFICER, Access.EXEMPT if settings.exempt else Access.PUBLIC)


def _administers_without_data() -> bool:
    try:
        behind_proxy = Settings().behind_proxy
    except SettingsError:
        return False
    return sign_in_state() is SignIn.OFF and address() is None and not behind_proxy


def _listed(settings: Settings) -> Listed:
    return _role_file(settings.role_file).listed() if settings.role_file else Listed()


@st.cache_resource(show_spinner=False)
def _role_file(path: str) -> RoleFile:
    return RoleFile(Path(path))


@st.cache_resource(show_spinner=False)
def _sign_outs(data: Path) -> SignOuts:
    return SignOuts(data)


def _keys(claims: Claims) -> tuple[str, str]:
    """Return hashes that name this one sign-in, and the person."""
    who = [str(claims.get(name)) for name in ("iss", "sub")]
    once = [str(claims.get(name)) for name in ("iat", "nonce", "sid", "jti")]
    return _hashed([*who, *once]), _hashed(who)


def _hashed(parts: list[str]) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]


def _is_provider(held: Mapping[str, object]) -> bool:
    return {"client_id", "client_secret", "server_metadata_url"} <= set(held)
