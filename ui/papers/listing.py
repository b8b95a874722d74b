"""The list of papers: searched, filtered, sorted and grouped, a line a paper that opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from corpus.language import printed_places
from corpus.model import Access, Paper, Scope, Span, TextSource, typed
from corpus.sample import sample_mark
from ui.language import _
from ui.papers.choosing import (
    PARAMETERS,
    Listed,
    PaperView,
    chosen,
    group_of,
    papers_query,
    parts_of,
    places_of,
    read_papers,
)
from ui.papers.collecting import collect, gathered, take_out
from ui.papers.mending import correct, remove
from ui.papers.narrowing import heading, narrowed, show
from ui.people import visitor
from ui.service import catalogue
from ui.shell import copy_link
from ui.viewer import open_page
from ui.words import OpenPage, counted, kind_name, page_ranges, plain, short_day, shortened

_A_SHEET = 25
_FOLLOWED = "papers_followed"
_SHORT_BODY = 24
_LONG_RANGES = 200


def catalogued(papers: Sequence[Paper], clearance: Access) -> list[Listed]:
    """Return the papers with what is to be known of each beside its particulars."""
    scope = Scope(clearance=clearance)
    unread, faults = catalogue().unread_pages(scope), catalogue().problem_counts("", scope)
    changed, undecided = catalogue().changed(scope), catalogue().suspected(clearance)
    inside: dict[str, set[str]] = {}
    for held in catalogue().collections(clearance):
        for paper_id in held.papers:
            inside.setdefault(paper_id, set()).add(held.name)
    return [
        Listed(
            paper,
            unread.get(paper.id, 0),
            faults.get(paper.id, 0),
            paper.id in undecided,
            frozenset(inside.get(paper.id, ())),
            changed.get(paper.id, ""),
        )
        for paper in papers
    ]


def paper_list(papers: Sequence[Listed], clearance: Access) -> None:
    """Draw what the list is limited to and what there is of it, a sheet at a time."""
    _follow_address()
    administers = visitor().administers
    st.header(_("In the catalogue"), anchor=False)
    gathered(administers, clearance, lambda name: show(PaperView(collection=name)))
    view = narrowed(papers)
    scope = Scope(clearance=clearance)
    found = chosen(papers, view, lambda part: catalogue().pages_with(part, scope))
    pages = counted(sum(one.paper.page_count for one in found), "page")
    with st.container(horizontal=True, vertical_alignment="center", key="papers_told"):
        said = _("**{papers}** of {all:,}, {pages}") if view.limited else "**{papers}**, {pages}"
        many = counted(len(found), "paper")
        st.markdown(said.format(papers=many, all=len(papers), pages=pages), width="content")
        if view.limited:
            st.button(
                _("Clear all"),
                key="papers_unlimited",
                icon=":material/filter_alt_off:",
                type="tertiary",
                on_click=show,
                args=(PaperView(order=view.order, group=view.group),),
            )
        copy_link(papers_query(view), key="papers_link", page="papers")
        if administers and found:
            collect(found, clearance)
    if not found:
        st.info(_("No paper matches. Try fewer words or clear the filters."))
    sheets = max(1, -(-len(found) // _A_SHEET))
    view = replace(view, sheet=min(view.sheet, sheets))
    st.session_state["papers_sheet"] = view.sheet
    _lines(found, view, clearance)
    if sheets > 1:
        st.pagination(sheets, key="papers_sheet", persist_state="session")
    _say_in_address(view)


def _lines(found: Sequence[Listed], view: PaperView, clearance: Access) -> None:
    groups = [group_of(one, view.group) for one in found]
    begin = (view.sheet - 1) * _A_SHEET
    before = None
    drawn = st.container(key="papers_list", gap=None)
    for at in range(begin, min(begin + _A_SHEET, len(found))):
        if groups[at] != before and groups[at]:
            many = counted(groups.count(groups[at]), "paper")
            drawn.subheader(f"{plain(heading(groups[at]))} :small[{many}]", anchor=False)
        before = groups[at]
        with drawn:
            _line(found[at], view, clearance)


def _line(one: Listed, view: PaperView, clearance: Access) -> None:
    """Draw one paper, which opens to what can be done with it."""
    paper = one.paper
    with (
        st.container(key=f"line_paper_{paper.id}"),
        st.expander(_label(one), key=f"paper_{paper.id}", on_change="rerun") as shown,
    ):
        if not shown.open:
            return
        st.text(paper.title)
        st.caption(plain(paper.file_name))
        if one.pages:
            _where_found(one)
        _troubles(one, clearance)
        with st.container(horizontal=True, key=f"acts_{paper.id}"):
            st.button(
                _("Open where it was found") if one.pages else _("Open"),
                key=f"open_{paper.id}",
                icon=":material/picture_as_pdf:",
                on_click=open_page,
                args=(_opening(one, view.words, clearance),),
            )
            if visitor().administers:
                correct(paper, clearance)
                remove(paper)
                if view.collection:
                    take_out(one, view.collection)


def _opening(one: Listed, words: str, clearance: Access) -> OpenPage:
    """Return the first page that holds what is looked for, marked there; else the first page.

    One word, or several in quotation marks, can be followed through the paper from there.
    """
    if not one.pages:
        return OpenPage(one.paper.id, 1)
    parts, first = parts_of(words), one.pages[0]
    text = catalogue().page(one.paper.id, first, clearance).text
    if len(parts) == 1 and any(printed_places(parts[0], text)):
        return OpenPage(one.paper.id, first, find=parts[0])
    places = sorted({place for part in parts for place in places_of(part, text)})
    return OpenPage(one.paper.id, first, tuple(Span(first, *place) for place in places))


def _where_found(one: Listed) -> None:
    st.caption(
        _(":material/search: What you look for stands on PDF page {pages}.").format(
            pages=shortened(page_ranges(one.pages), _LONG_RANGES)
        )
    )


def _label(one: Listed) -> str:
    """Return the parts of a line, each an element of its own that the style sets in a column."""
    paper = one.paper
    mark = _(sample_mark(paper.id))
    body = shortened(paper.committee or "–", _SHORT_BODY - len(mark)) + mark
    amiss = (
        _("Exempt") if paper.access is Access.EXEMPT else "",
        _("{pages} exempt").format(pages=counted(paper.exempt_pages, "page"))
        if paper.exempt_pages
        else "",
        _("to decide") if one.undecided else "",
        _("{pages} without text").format(pages=counted(one.unread, "page")) if one.unread else "",
        _("not read in full") if one.faults else "",
    )
    about = counted(paper.page_count, "page")
    if one.pages:
        about = _("{pages}, found on {number:,}").format(pages=about, number=len(one.pages))
    told = ", ".join((about, *(part for part in amiss if part)))
    parts = (short_day(paper.meeting_date), body, kind_name(paper.kind))
    said = " ".join(f":small[{plain(part)}]" for part in parts)
    return f"{said} **{plain(shortened(paper.title, 110))}** :small[{plain(told)}]"


def _troubles(one: Listed, clearance: Access) -> None:
    """Say what could not be read of a paper, and what helps."""
    pages = catalogue().reading(one.paper.id, clearance).pages
    blank = [page.number for page in pages if page.source is TextSource.NONE]
    scanned = sum(page.source.by_ocr for page in pages)
    if scanned:
        st.caption(_("{pages} read by OCR").format(pages=counted(scanned, "page")))
    if blank:
        said = _(":material/warning: Without text: PDF page {pages}.")
        if visitor().administers:
            said += f" {_('If these are scans, {command} reads them.')}"
        st.caption(said.format(pages=page_ranges(blank), command=typed("corpus ocr")))
    for problem in catalogue().problems(one.paper.id, clearance):
        where = _("PDF page {page}").format(page=problem.page) if problem.page else _("The file")
        st.caption(f":material/warning: {where}: {plain(problem.reason)}")


def _follow_address() -> None:
    """Do once a session what the address asks for."""
    query = st.query_params.to_dict()
    if not st.session_state.get(_FOLLOWED) and query.keys() & set(PARAMETERS):
        show(read_papers(query))
    st.session_state[_FOLLOWED] = True


def _say_in_address(view: PaperView) -> None:
    address = st.query_params.to_dict()
    kept = {name: value for name, value in address.items() if name not in PARAMETERS}
    if (told := kept | papers_query(view)) != address:
        st.query_params.from_dict(told)
