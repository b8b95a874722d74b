"""Who is looking: the one function that says what this visitor may see and do."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from corpus.types import Access
from ui.backend import backend


@dataclass(frozen=True, slots=True)
class Visitor:
    """``clearance`` is the most that may be shown; ``administers`` allows changing papers."""

    clearance: Access
    administers: bool


def address() -> str | None:
    """Return the visitor's address; None for a loopback visitor, as Streamlit has it."""
    return st.context.ip_address


def visitor() -> Visitor:
    """Return this session's visitor.

    The person at the computer that runs the app administers it and sees exempt
    papers only when that computer's settings say so; everyone else is public.
    """
    here = address() is None
    exempt = here and backend().settings.exempt
    return Visitor(Access.EXEMPT if exempt else Access.PUBLIC, here)
