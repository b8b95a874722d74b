"""The file of follows in this process, and what of it is this visitor's."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui.people import owner
from ui.service import backend, catalogue

if TYPE_CHECKING:  # brings along all of reading, which the first page should not wait for
    from retrieval.following import Entry, Follow, FollowFile

_TURN = threading.Lock()


def follow_file() -> FollowFile:
    """Return the follows of the data folder; raises ``CatalogueError`` where it has no room."""
    return _opened(backend().settings.data)


def my_follows() -> tuple[Follow, ...]:
    """Return what this visitor follows as it may be shown now, the newest first."""
    from retrieval.following import shown

    who = owner()
    held = follow_file().follows(who.key) if who else ()
    return tuple(shown(catalogue(), one) for one in held)


def found_now() -> tuple[Entry, ...]:
    """Look through what came, and return what was found for this visitor, as the public sees it."""
    from retrieval.following import Looker, entries

    who = owner()
    if who is None:
        return ()
    # One session after another: each would look through the same papers.
    with _TURN:
        follow_file().renew(who.key)
        Looker(catalogue(), follow_file()).look()
    found = follow_file().findings(who.key)
    return tuple(entries(catalogue(), backend().settings.app_url, found))


@st.cache_resource(show_spinner=False)
def _opened(data: Path) -> FollowFile:
    from retrieval.following import FollowFile

    return FollowFile(data)
