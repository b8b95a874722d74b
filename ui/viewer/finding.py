"""Looking for words in the paper that is open: the field, what was found, the way through it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from corpus.model import Span
from ui.language import _
from ui.viewer.opened import look_for, opened_page, turn_to
from ui.viewer.page_picture import MarkKind
from ui.words import LONGEST_FIND, plain

_AT = "viewer_found_at"


@dataclass(frozen=True, slots=True)
class Found:
    """Where what is looked for stands, in reading order, and which of these is gone to."""

    words: str = ""
    places: tuple[Span, ...] = ()
    at: int = 0

    def on(self, page: int) -> dict[MarkKind, tuple[Span, ...]]:
        """Return the places on physical ``page``: others than the one gone to, and that one."""
        here = [one for one in self.places[self.at : self.at + 1] if one.page == page]
        others = [one for one in self.places if one.page == page and one not in here]
        held = {MarkKind.FOUND: tuple(others), MarkKind.HERE: tuple(here)}
        return {kind: places for kind, places in held.items() if places}

    @property
    def said(self) -> str:
        """Say how much was found; "" where nothing is looked for."""
        if not self.words:
            return ""
        if not self.places:
            return _("Not in this paper")
        return _("{at} of {number}").format(at=self.at + 1, number=len(self.places))


def found_in(places: Sequence[Span], words: str, page: int) -> Found:
    """Return what was found, with the place gone to: on physical ``page``, or the first after."""
    at: int = st.session_state.get(_AT, 0)
    if not (at < len(places) and places[at].page == page):
        at = bisect_left(places, (page, 0), key=lambda one: (one.page, one.start))
        at = min(at, max(len(places) - 1, 0))
    st.session_state[_AT] = at
    return Found(words, tuple(places), at)


def find_bar(found: Found) -> None:
    """Draw the field to look for words, and the way to the next and the last place."""
    with st.container(horizontal=True, vertical_alignment="center", key="viewer_find_bar"):
        st.text_input(
            _("Find in this paper"),
            key="viewer_find",
            placeholder=_("Find in this paper"),
            label_visibility="collapsed",
            on_change=_look,
            icon=":material/search:",
        )
        if not found.words:
            return
        st.caption(plain(found.said), width="content")
        if found.places:
            for name, icon, step in (
                (_("Previous place"), "keyboard_arrow_up", -1),
                (_("Next place"), "keyboard_arrow_down", 1),
            ):
                st.button(
                    name,
                    icon=f":material/{icon}:",
                    key=f"viewer_found_{step}",
                    help=name,
                    on_click=_go,
                    args=(found, step),
                )


def _look() -> None:
    look_for(" ".join((st.session_state.get("viewer_find") or "").split())[:LONGEST_FIND])
    st.session_state.pop(_AT, None)
    st.session_state["viewer_look"] = True


def _go(found: Found, step: int) -> None:
    at = (found.at + step) % len(found.places)
    st.session_state[_AT] = at
    if (opened := opened_page()) and opened.page != found.places[at].page:
        turn_to(found.places[at].page)
