"""The lists "what became of it": the other times that a matter came up, before and after."""

from __future__ import annotations

import streamlit as st

from corpus.model import Access, AgendaItem, Paper, Resolution, Scope
from corpus.register import RegisterSearch
from ui.meetings.subject import (
    Course,
    Matters,
    Mention,
    decision_mention,
    decision_mentions,
    item_mention,
    item_mentions,
)
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import day, plain, shortened

_MOST = 12


@st.cache_data(max_entries=4, show_spinner=False)
def _mentions(generation: int, clearance: Access) -> list[Mention]:
    """Everything that has a title; ``generation`` is in the key, so that new papers show."""
    del generation
    everything = Scope(clearance=clearance)
    held = catalogue()
    found = decision_mentions(held.search_resolutions(RegisterSearch(scope=everything)).resolutions)
    for paper in held.papers(everything):
        found += item_mentions(paper, held.items(paper.id, clearance))
    return found


@st.cache_resource(max_entries=4, show_spinner=False)
def _matters(generation: int, clearance: Access) -> Matters:
    """What belongs together; of one clearance, as what it is made of."""
    return Matters(_mentions(generation, clearance))


def mentions(clearance: Access) -> list[Mention]:
    """Return every item and decision of all papers that may be seen."""
    return _mentions(catalogue().generation, clearance)


def became_of(decided: Resolution, clearance: Access, key: str) -> None:
    """Draw what came before a decision on the same matter, and what came after it."""
    _draw(_course(decision_mention(decided), clearance), key)


def history(paper: Paper, item: AgendaItem, clearance: Access, key: str) -> None:
    """Draw when the matter of an agenda item came up, and what was decided on it."""
    _draw(_course(item_mention(paper, item), clearance), key)


def _course(of: Mention, clearance: Access) -> Course:
    return _matters(catalogue().generation, clearance).course(of)


def _draw(course: Course, key: str) -> None:
    parts = (
        ("Afterwards", course.after),
        ("At this meeting", course.beside),
        ("Before", course.before[::-1]),
        ("On days not known", course.undated),
    )
    if not any(found for _, found in parts):
        st.caption("Nothing else on this matter is in the papers.")
    for name, found in parts:
        if found:
            st.caption(f"**{name}**")
        for at, mention in enumerate(found[:_MOST]):
            _mention(mention, f"{key}_{name.split()[0].lower()}_{at}")
        if len(found) > _MOST:
            st.caption(f"and {len(found) - _MOST} more")


def _mention(mention: Mention, key: str) -> None:
    """Draw one time as a button that opens its page."""
    about = " · ".join(
        plain(part)
        for part in (mention.about, shortened(mention.title, 90), mention.committee)
        if part
    )
    with st.container(key=f"history_{key}"):
        st.button(
            f"**{plain(day(mention.when))}** {about}",
            key=f"came_up_{key}",
            type="tertiary",
            icon=":material/history:",
            on_click=open_page,
            args=(mention.opens,),
            wrap=True,
        )
