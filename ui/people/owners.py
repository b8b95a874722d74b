"""Whose a kept chat is: a person's who signed in, else that of the browser that asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ui.people.access import Doubt, visitor
from ui.people.browsers import browser_key


@dataclass(frozen=True, slots=True)
class Owner:
    """``key`` is a pseudonym; ``person`` tells whether it is that of a sign-in."""

    key: str
    person: bool


def owner() -> Owner | None:
    """Return whose chats this session keeps; None where nobody can be known again.

    A sign-in that has ended, or is too old, opens nobody's chats.
    """
    who = visitor()
    if who.person and who.doubt not in (Doubt.OLD, Doubt.ENDED):
        return Owner(f"person {who.person}", person=True)
    browser = browser_key(_cookies())
    return Owner(f"browser {browser}", person=False) if browser else None


def _cookies() -> Mapping[str, str]:
    return st.context.cookies
