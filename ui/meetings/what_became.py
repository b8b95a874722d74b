"""The list "what became of it": the other times that a subject came up."""

from __future__ import annotations

import streamlit as st

from corpus.model import Access, Scope
from ui.meetings.subject import Mention, decision_mentions, item_mentions, on_subject
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import day, plain, shortened


@st.cache_data(max_entries=4, show_spinner=False)
def _mentions(generation: int, clearance: Access) -> list[Mention]:
    """Everything that has a title; ``generation`` is in the key, so that new papers show."""
    del generation
    everything = Scope(clearance=clearance)
    held = catalogue()
    found = decision_mentions(held.resolutions(everything, None))
    for paper in held.papers(everything):
        found += item_mentions(paper, held.items(paper.id, clearance))
    return found


def mentions(clearance: Access) -> list[Mention]:
    """Return every item and decision that has a title, of all papers."""
    return _mentions(catalogue().generation, clearance)


def history(title: str, clearance: Access, key: str) -> None:
    """Draw when this subject came up, oldest first, each a button that opens its page."""
    found = on_subject(title, mentions(clearance))
    if len(found) < 2:
        st.caption("Nothing else on this subject is in the papers.")
        return
    for at, mention in enumerate(found):
        st.button(
            f"**{plain(day(mention.when))}** {plain(mention.about)} · "
            f"{plain(shortened(mention.title, 90))}",
            key=f"history_{key}_{at}",
            type="tertiary",
            icon=":material/history:",
            on_click=open_page,
            args=(mention.opens,),
            wrap=True,
        )
