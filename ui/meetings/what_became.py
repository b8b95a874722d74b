"""The lists "what became of it": the other times that a matter came up, before and after."""

from __future__ import annotations

import streamlit as st

from corpus.model import Access, AgendaItem, Paper, Resolution
from retrieval.matters import Matters, Mention, decision_mention, item_mention, matters
from ui.language import N_, _, spoken
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import day, plain, shortened

_MOST = 12


def last_considered(paper: Paper, item: AgendaItem, known: Matters) -> Mention | None:
    """Return the last time before its meeting that an item's matter came up; None without one."""
    before = known.course(item_mention(paper, item)).before
    return before[-1] if before else None


def came_besides(decided: Resolution, clearance: Access, key: str) -> None:
    """Draw what came before a decision on the same matter, at its meeting, and on unknown days."""
    _draw(decision_mention(decided), clearance, key, after=False)


def history(paper: Paper, item: AgendaItem, clearance: Access, key: str) -> None:
    """Draw when the matter of an agenda item came up, and what was decided on it."""
    _draw(item_mention(paper, item), clearance, key)


def _draw(of: Mention, clearance: Access, key: str, *, after: bool = True) -> None:
    course = matters(catalogue(), clearance).course(of)
    parts = (
        (N_("Afterwards"), course.after if after else ()),
        (N_("The same day"), course.beside),
        (N_("Before"), course.before[::-1]),
        (N_("On days not known"), course.undated),
    )
    if after and not any(found for _name, found in parts):
        st.caption(_("Nothing else on this matter is in the papers."))
    for name, found in parts:
        if not found:
            continue
        st.caption(f"**{_(name)}**")
        part = name.split()[0].lower()
        with st.container(key=f"history_{key}_{part}", gap=None):
            for at, mention in enumerate(found[:_MOST]):
                _mention(mention, of, f"{key}_{part}_{at}")
        if len(found) > _MOST:
            st.caption(_("and {number:,} more").format(number=len(found) - _MOST))


def _mention(mention: Mention, of: Mention, key: str) -> None:
    """Draw one time as a button that opens its page; its wording where the title says no more."""
    same = mention.title == of.title and mention.when == of.when and bool(mention.wording)
    told = mention.wording if same else mention.title
    about = " · ".join(
        plain(part)
        for part in (spoken(mention.about), shortened(told, 90), mention.committee)
        if part
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
