"""Papers: add, list, correct and remove."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from corpus.access import decided
from corpus.model import Access, Closing, Paper, Scope
from corpus.sample import is_sample
from ui.language import _
from ui.pages.masking import masking
from ui.pages.nightly import nightly
from ui.papers import catalogued, job_under_way, paper_list, recognised, started, upload
from ui.people import visitor
from ui.service import catalogue, intake
from ui.shell import empty_catalogue
from ui.viewer import beside_viewer, open_page
from ui.words import OpenPage, counted, page_ranges, plain


def draw() -> None:
    """Draw the page."""
    beside_viewer(_papers)


def _papers() -> None:
    who = visitor()
    st.title(_("Papers"), anchor=False)
    papers = catalogue().papers(Scope(clearance=who.clearance))
    if who.administers:
        with st.expander(_("Add papers"), icon=":material/upload:", expanded=not papers):
            upload(who.clearance)
        nightly()
        # Kept even when empty: what is below keeps its place, and an open form stays open.
        with st.container(key="job"):
            job_under_way(who.clearance)
        recognised(who.clearance)
    if not papers:
        empty_catalogue()
        return
    if who.administers:
        _suspected(papers, who.clearance)
    paper_list(catalogued(papers, who.clearance), who.clearance)
    if who.administers and who.clearance is Access.EXEMPT and masking(papers):
        st.rerun()
    if who.administers:
        _sample([paper for paper in papers if is_sample(paper.id)])


def _sample(papers: Sequence[Paper]) -> None:
    """Say what the sample papers are, and offer to take all of them out at once."""
    if not papers:
        return
    count = counted(len(papers), "sample paper")
    with st.container(border=True, key="sample"):
        st.markdown(
            _(
                "**{papers}** of Marlhaven, a borough that was invented to try Minutebook "
                "with. What is quoted from them says “(sample)”."
            ).format(papers=count)
        )
        with st.popover(
            _("Remove all sample papers"), icon=":material/delete:", key="remove_sample"
        ):
            st.markdown(
                _("Take {papers} out of the catalogue and every search? Others stay.").format(
                    papers=count
                )
            )
            if st.button(_("Yes, remove them"), key="removed_sample", type="primary"):
                started(intake().remove(papers))


def _suspected(papers: tuple[Paper, ...], clearance: Access) -> None:
    """List what is closed until an officer decides, with the words, and let them decide."""
    held = catalogue().suspected(clearance)
    if not held:
        return
    st.header(_("Closed until you decide"), anchor=False)
    st.caption(
        _("These pages may be exempt. The public does not see them until you say that it may.")
    )
    for paper in papers:
        if paper.id in held:
            _undecided(paper, held[paper.id], clearance)


def _undecided(paper: Paper, closings: tuple[Closing, ...], clearance: Access) -> None:
    with st.container(border=True, key=f"suspected_{paper.id}"):
        st.markdown(f"**{plain(paper.file_name)}**")
        for closing in closings:
            pages = page_ranges(range(closing.first_page, closing.last_page + 1))
            where = (
                _("PDF page {page}").format(page=closing.page)
                if closing.page
                else _("the name of the file")
            )
            st.markdown(
                _("PDF page {pages}, by “{words}” ({where})").format(
                    pages=pages, words=plain(closing.words), where=where
                )
            )
        with st.container(horizontal=True, key=f"deciding_{paper.id}"):
            at = closings[0].page or closings[0].first_page
            st.button(
                _("Look at it"),
                key=f"look_{paper.id}",
                icon=":material/picture_as_pdf:",
                on_click=open_page,
                args=(OpenPage(paper.id, at),),
            )
            for is_open, label in ((False, _("Keep closed")), (True, _("Open to the public"))):
                if st.button(label, key=f"decided_{paper.id}_{is_open}"):
                    reading = catalogue().reading(paper.id, clearance)
                    started(intake().correct(paper, decided(reading, is_open=is_open)))
