"""The lists "what became of it": the other times that a matter came up, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import streamlit as st

from corpus.model import Access, AgendaItem, Paper, Resolution, Scope
from corpus.register import RegisterSearch
from ui.meetings.subject import (
    Matters,
    Mention,
    decision_mention,
    decision_mentions,
    item_mention,
    item_mentions,
)
from ui.service import Papers, catalogue
from ui.viewer import open_page
from ui.words import day, plain, shortened

_MOST = 12


# Of each catalogue by clearance: the generation of what was read of it, and that.
_KEPT: WeakKeyDictionary[Papers, dict[Access, tuple[int, Matters]]] = WeakKeyDictionary()


def _matters(clearance: Access) -> Matters:
    """Return all that somebody may see; read again when what can be seen has changed.

    It is shared by all who may see as much, so nothing may be changed in it.
    """
    held = catalogue()
    generation, kept = held.generation, _KEPT.setdefault(held, {})
    if clearance not in kept or kept[clearance][0] != generation:
        kept[clearance] = generation, Matters(_mentions(held, clearance))
    return kept[clearance][1]


def _mentions(held: Papers, clearance: Access) -> list[Mention]:
    everything = Scope(clearance=clearance)
    found = decision_mentions(held.search_resolutions(RegisterSearch(scope=everything)).resolutions)
    for paper in held.papers(everything):
        found += item_mentions(paper, held.items(paper.id, clearance))
    return found


def mentions(clearance: Access) -> Sequence[Mention]:
    """Return every item and decision of all papers that may be seen."""
    return _matters(clearance).mentions


def became_of(decided: Resolution, clearance: Access, key: str) -> None:
    """Draw what came before a decision on the same matter, and what came after it."""
    _draw(decision_mention(decided), clearance, key)


def history(paper: Paper, item: AgendaItem, clearance: Access, key: str) -> None:
    """Draw when the matter of an agenda item came up, and what was decided on it."""
    _draw(item_mention(paper, item), clearance, key)


def _draw(of: Mention, clearance: Access, key: str) -> None:
    course = _matters(clearance).course(of)
    parts = (
        ("Afterwards", course.after),
        ("At this meeting", course.beside),
        ("Before", course.before[::-1]),
        ("On days not known", course.undated),
    )
    if not any(found for _, found in parts):
        st.caption("Nothing else on this matter is in the papers.")
    for name, found in parts:
        if not found:
            continue
        st.caption(f"**{name}**")
        part = name.split()[0].lower()
        with st.container(key=f"history_{key}_{part}", gap=None):
            for at, mention in enumerate(found[:_MOST]):
                _mention(mention, of, f"{key}_{part}_{at}")
        if len(found) > _MOST:
            st.caption(f"and {len(found) - _MOST} more")


def _mention(mention: Mention, of: Mention, key: str) -> None:
    """Draw one time as a button that opens its page; its wording where the title says no more."""
    same = mention.title == of.title and mention.when == of.when and bool(mention.wording)
    told = mention.wording if same else mention.title
    about = " · ".join(
        plain(part) for part in (mention.about, shortened(told, 90), mention.committee) if part
    )
    st.button(
        f"**{plain(day(mention.when))}** {about}",
        key=f"came_up_{key}",
        type="tertiary",
        icon=":material/history:",
        on_click=open_page,
        args=(mention.opens,),
        wrap=True,
    )
