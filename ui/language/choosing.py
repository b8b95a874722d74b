"""Which language a visitor reads: of the address, of their choice, else of their browser.

It is asked of the session each time, never of the process: sessions run side by side in threads
of one process. What runs outside a session (a command, a thread that reads papers) speaks English,
unless it was handed a language by :func:`speaking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Each language under its code (BCP 47) with its own name, that of the code first.
LANGUAGES = {"en": "English", "cy": "Cymraeg"}
FIRST = "en"
# In the address, and the cookie by which a browser keeps a choice.
PARAMETER = "lang"
COOKIE = "minutebook_language"
# Of a session, which speaks one language from its beginning to its end.
_SPOKEN = "language"
_HANDED: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """Return the code of the language that is spoken here and now."""
    if handed := _HANDED.get():
        return handed
    if get_script_run_ctx(suppress_warning=True) is None:
        return FIRST
    return st.session_state.get(_SPOKEN) or _unasked()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak the language ``code`` within, for what runs outside the session that asked for it."""
    before = _HANDED.set(code)
    try:
        yield
    finally:
        _HANDED.reset(before)


def settle_language() -> None:
    """Settle the language of a session when it begins, before anything is drawn.

    What the address says goes before what the browser has kept, so that a link opens in its
    language, and that before what the browser asks for.
    """
    if _SPOKEN not in st.session_state:
        asked = st.query_params.get(PARAMETER, "")
        keep_language(asked if asked in LANGUAGES else _unasked())


def keep_language(code: str) -> None:
    """Have this session speak the language ``code``, also after it was emptied."""
    st.session_state[_SPOKEN] = code


def _unasked() -> str:
    # What a page is told of the browser is its first language; those after it stand in the header.
    first, headers = _asked_for()
    return browser_language(_cookies(), headers, first)


def _cookies() -> Mapping[str, str]:
    return st.context.cookies


def _asked_for() -> tuple[str, Mapping[str, str]]:
    return st.context.locale or "", st.context.headers


def browser_language(
    cookies: Mapping[str, str], headers: Mapping[str, str], first: str = ""
) -> str:
    """Return the language that a browser has kept, else ``first`` if it is ours, else its wish."""
    known = (one for one in (cookies.get(COOKIE, ""), _code(first)) if one in LANGUAGES)
    return next(known, "") or accepted(headers)


def accepted(headers: Mapping[str, str]) -> str:
    """Return the first of our languages in the order in which a browser accepts them.

    Source: RFC 9110, section 12.5.4: ranges with a quality from 0 to 1, which is 1 where none is
    said; "cy-GB" is Welsh. ``FIRST`` where none of ours is accepted.
    """
    asked = {name.lower(): value for name, value in headers.items()}.get("accept-language", "")
    found: list[tuple[float, str]] = []
    for one in asked.split(","):
        tag, _, quality = one.partition(";")
        code = _code(tag)
        if code in LANGUAGES and (weight := _weight(quality)) > 0:
            found.append((weight, code))
    # Of equals the one that stands first: ``max`` keeps it.
    return max(found, key=lambda one: one[0], default=(1.0, FIRST))[1]


def _code(tag: str) -> str:
    """Return the language of a tag, "cy" of "cy-GB"."""
    return tag.strip().lower().partition("-")[0]


def _weight(quality: str) -> float:
    name, _, value = quality.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0
