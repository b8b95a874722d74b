"""Resolutions: the register of what was decided, word for word."""

from __future__ import annotations

from functools import partial

import streamlit as st

from corpus.model import Access, DecisionKind, OutcomeClass, Page, Paper, Resolution, Scope
from retrieval.model import place_words
from ui.meetings import history
from ui.people import visitor, while_allowed
from ui.register import (
    as_printed,
    correct_entry,
    correct_register,
    decided_by,
    heading,
    register_csv,
    register_word,
)
from ui.service import catalogue
from ui.shell import empty_catalogue, filter_bar
from ui.viewer import beside_viewer, open_page
from ui.words import (
    OpenPage,
    capital,
    clauses,
    corrected_on,
    counted,
    day,
    paper_line,
    plain,
    verbatim,
)

_A_PAGE = 20
_KINDS = {
    DecisionKind.DECISION: "Decisions",
    DecisionKind.ROUTINE: "Routine business",
    DecisionKind.ACTION: "Actions",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw() -> None:
    """Draw the page."""
    beside_viewer(_register)


def _register() -> None:
    clearance = visitor().clearance
    papers = catalogue().papers(Scope(clearance=clearance))
    st.title("Resolutions", anchor=False)
    if not papers:
        empty_catalogue()
        return
    correct_register(papers, clearance)
    found = _found(papers, clearance)
    by_id = {paper.id: paper for paper in papers}
    if not found:
        st.info("No resolution matches. Try fewer words or clear the filters.")
        return
    _exports(found, by_id)
    shown = _paged(found)
    for decided in shown:
        _resolution(decided, by_id, clearance)


def _found(papers: tuple[Paper, ...], clearance: Access) -> list[Resolution]:
    words = st.text_input(
        "Words in the title or the wording",
        key="register_words",
        icon=":material/search:",
        persist_state="session",
        max_chars=200,
    )
    scope = filter_bar("register", papers, clearance)
    chosen = st.pills(
        "Outcome",
        list(OutcomeClass),
        format_func=lambda outcome: capital(outcome.value),
        selection_mode="multi",
        key="register_outcomes",
        persist_state="session",
    )
    kinds = st.pills(
        "Kind",
        list(DecisionKind),
        format_func=lambda kind: _KINDS[kind],
        selection_mode="multi",
        key="register_business",
        persist_state="session",
    )
    return [
        decided
        for decided in catalogue().resolutions(scope, words.strip() or None)
        if (not chosen or decided.outcome_class in chosen) and (not kinds or decided.kind in kinds)
    ]


def _exports(found: list[Resolution], papers: dict[str, Paper]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(len(found), 'resolution')}**, newest first")
        st.download_button(
            "CSV",
            data=while_allowed(partial(register_csv, found, papers)),
            file_name="resolutions.csv",
            mime="text/csv",
            on_click="ignore",
            type="tertiary",
            icon=":material/table:",
            key="register_csv",
        )
        st.download_button(
            "Word",
            data=while_allowed(partial(register_word, found, papers)),
            file_name="resolutions.docx",
            mime=_WORD,
            on_click="ignore",
            type="tertiary",
            icon=":material/description:",
            key="register_word",
        )


def _paged(found: list[Resolution]) -> list[Resolution]:
    pages = -(-len(found) // _A_PAGE)
    if pages < 2:
        return found
    at = st.pagination(pages, key=f"register_page_{pages}")
    return found[(at - 1) * _A_PAGE : at * _A_PAGE]


def _resolution(decided: Resolution, papers: dict[str, Paper], clearance: Access) -> None:
    first = decided.spans[0] if decided.spans else None
    place = f"{first.page}_{first.start}_{decided.spans[-1].end}" if first else "0"
    key = f"{decided.paper_id[:12]}_{place}"
    st.header(plain(heading(decided)), anchor=False)
    about = " · ".join(part for part in (decided.committee, day(decided.date)) if part)
    st.caption(plain(about))
    with st.container(key=f"official_{key}", gap="small"):
        st.caption(":material/gavel: **Official wording**, quoted as printed")
        st.text(clauses(verbatim(as_printed(decided, "\n"))))
        if decided_by(decided):
            st.caption(plain(decided_by(decided)))
        if decided.corrected:
            st.caption(f":material/edit_note: {corrected_on(decided.corrected)}")
        if first:
            _source(decided, papers, clearance, key)
    correct_entry(decided, clearance, key)
    if decided.title:
        with st.expander("What became of it", key=f"became_{key}", on_change="rerun") as became:
            if became.open:
                history(decided.title, clearance, key)


def _source(decided: Resolution, papers: dict[str, Paper], clearance: Access, key: str) -> None:
    paper = papers.get(decided.paper_id)
    if paper is None:
        return
    page: Page = catalogue().page(paper.id, decided.spans[0].page, clearance)
    at = place_words(decided.item, page.number, page.label, paper.kind)
    with st.container(key=f"card_{key}"):
        st.button(
            plain(f"{at} · {paper_line(paper)}"),
            key=f"resolution_{key}",
            type="tertiary",
            icon=":material/description:",
            on_click=open_page,
            args=(OpenPage(paper.id, page.number, decided.spans, decided.text, decided.item),),
            wrap=True,
        )
