"""Decisions on the page: one line each that opens, or each with its whole wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from corpus.model import Access, DecisionKind, Paper, Resolution, cited_for
from ui.following import follow_button
from ui.language import _
from ui.register.correcting import correct_entry
from ui.register.record import what_came
from ui.register.register import as_printed, body, decided_by, heading, noted, opening
from ui.register.view import OPENED_LATER, line_key
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import (
    capital,
    clauses,
    corrected_on,
    day,
    outcome_name,
    paper_line,
    place_words,
    plain,
    short_day,
    shortened,
    verbatim,
)

# A body keeps so many letters before "(sample)" in its column.
_SHORT_BODY = 14
_LONGEST_TITLE, _SHORT_TITLE = 110, 36


def lines(
    held: Sequence[Resolution],
    papers: Mapping[str, Paper],
    clearance: Access,
    place: str,
    *,
    meeting: bool = True,
    correctable: bool = False,
) -> tuple[str, ...]:
    """Draw a list with one line a decision; return the keys of those that are open.

    ``place`` tells apart lists of one page. Without ``meeting`` lines say neither day nor
    committee, as where these stand above the list. ``correctable`` offers officers to correct
    what is open.
    """
    several = Counter(_minute(decided) for decided in held)
    if later := st.session_state.pop(OPENED_LATER, ""):
        st.session_state[later] = True
    with st.container(key=f"lines_{'' if meeting else 'meeting_'}{place}", gap=None):
        opened = [
            decided
            for decided in held
            if _line(
                decided,
                papers,
                clearance,
                place,
                _label(decided, meeting=meeting, alone=several[_minute(decided)] == 1),
                correctable=correctable,
            )
        ]
    return tuple(line_key(decided) for decided in opened)


def _minute(decided: Resolution) -> tuple[object, ...]:
    return decided.committee, decided.date, decided.number, decided.title


def _line(
    decided: Resolution,
    papers: Mapping[str, Paper],
    clearance: Access,
    place: str,
    label: str,
    *,
    correctable: bool,
) -> bool:
    """Draw one line, which opens to the wording; return whether it is open."""
    key = f"{place}_{line_key(decided)}"
    with (
        st.container(key=f"line_{key}"),
        st.expander(label, key=f"open_{key}", on_change="rerun") as shown,
    ):
        if shown.open:
            wording(decided, papers, clearance, key)
            if correctable:
                correct_entry(decided, clearance, place)
            st.markdown(f"**{_('What became of it')}**")
            what_came(decided, clearance, key)
            if decided.title:
                follow_button(
                    "matter",
                    decided.title,
                    key=key,
                    paper=decided.paper_id,
                    committee=decided.committee or "",
                    label=_("Follow this matter"),
                )
    return bool(shown.open)


def entry(decided: Resolution, papers: Mapping[str, Paper], clearance: Access, place: str) -> None:
    """Draw a decision with its whole wording under its heading, and for officers the correction."""
    key = f"{place}_{line_key(decided)}"
    st.header(plain(heading(decided)), anchor=False)
    about = " · ".join(part for part in (body(decided), day(decided.date)) if part)
    st.caption(plain(about))
    wording(decided, papers, clearance, key)
    correct_entry(decided, clearance, place)
    with st.expander(_("What became of it"), key=f"became_{key}", on_change="rerun") as became:
        if became.open:
            what_came(decided, clearance, key)


def wording(decided: Resolution, papers: Mapping[str, Paper], clearance: Access, key: str) -> None:
    """Draw the wording of a decision as printed, who moved it, and the page that it stands on."""
    with st.container(key=f"official_{key}", gap="small"):
        st.caption(_(":material/gavel: **Official wording**, quoted as printed"))
        st.text(clauses(verbatim(as_printed(decided, "\n"))))
        if by := decided_by(noted(decided, clearance)):
            st.caption(plain(by))
        if decided.corrected:
            st.caption(f":material/edit_note: {corrected_on(decided.corrected)}")
        _source(decided, papers, clearance, key)


def _label(decided: Resolution, *, meeting: bool, alone: bool) -> str:
    """Return the parts of a line, each an element of its own that the style sets in a column.

    Of several decisions under one minute, not ``alone``, each is told by its wording too.
    """
    about = decided.title or decided.text
    if decided.title and not alone:
        about = f"{shortened(decided.title, _SHORT_TITLE)}: {decided.text}"
    about = shortened(about, _LONGEST_TITLE)
    outcome = capital(outcome_name(decided))
    kind = "" if decided.kind is DecisionKind.DECISION else _(decided.kind.value)
    if said := ", ".join(filter(None, (kind, _("corrected") if decided.corrected else ""))):
        outcome += f" ({said})"
    parts = (short_day(decided.date), body(decided, _SHORT_BODY) or "–") if meeting else ()
    told = " ".join(f":small[{plain(part)}]" for part in (*parts, decided.number or "–"))
    return f"{told} **{plain(about)}** :small[{plain(outcome)}]"


def _source(decided: Resolution, papers: Mapping[str, Paper], clearance: Access, key: str) -> None:
    paper = papers.get(decided.paper_id)
    if paper is None:
        return
    page = catalogue().page(paper.id, decided.spans[0].page, clearance)
    at = place_words(
        decided.item, page.number, page.label, paper.kind, page.place(decided.spans[0])
    )
    with st.container(key=f"card_{key}"):
        st.button(
            plain(f"{at} · {paper_line(cited_for(paper, decided))}"),
            key=f"resolution_{key}",
            type="tertiary",
            icon=":material/description:",
            on_click=open_page,
            args=(opening(decided),),
            wrap=True,
        )
