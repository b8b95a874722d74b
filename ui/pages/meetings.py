"""Meetings: one meeting's papers and items, with a briefing on each from its report form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from corpus.decisions import outcome_word
from corpus.model import (
    Access,
    AgendaItem,
    DecisionKind,
    MinuteMeeting,
    Paper,
    PaperKind,
    Scope,
)
from corpus.register import RegisterSearch
from ui.meetings import (
    Briefing,
    Gathering,
    Mention,
    brief,
    briefing_pdf,
    briefing_word,
    decided_on,
    gatherings,
    history,
    last_before,
    last_words,
    mentions,
    on_subject,
    pages_words,
)
from ui.pages.ask import ask_page
from ui.people import visitor, while_allowed
from ui.register import lines, wording
from ui.service import catalogue
from ui.shell import empty_catalogue, set_scope
from ui.viewer import beside_viewer, open_page
from ui.words import OpenPage, capital, counted, day, flowing, kind_name, plain, shortened

_ANY = "Any committee"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The front sheet itself is a page of the pack, not business.
_MARKED = {PaperKind.SUPPLEMENT: ":material/add_circle: Supplement"}


def draw() -> None:
    """Draw the page."""
    if "ask_about" in st.session_state:
        paper_id, number = st.session_state.pop("ask_about")
        set_scope("ask", Scope(papers=(paper_id,), item=number))
        st.switch_page(ask_page())
    beside_viewer(_meetings)


def _meetings() -> None:
    clearance = visitor().clearance
    everything = Scope(clearance=clearance)
    st.title("Meetings", anchor=False)
    papers = catalogue().papers(everything)
    decided = catalogue().search_resolutions(RegisterSearch(scope=everything, oldest_first=True))
    found = gatherings(papers, catalogue().meetings(everything), decided.resolutions)
    if not found:
        empty_catalogue()
        return
    chosen = _chosen(found)
    if chosen:
        _meeting(chosen, {paper.id: paper for paper in papers}, clearance)


def _chosen(found: tuple[Gathering, ...]) -> Gathering | None:
    committees = sorted({g.committee for g in found if g.committee})
    committee = st.selectbox(
        "Committee", [_ANY, *committees], key="meetings_committee", persist_state="session"
    )
    held = [g for g in found if committee in (_ANY, g.committee)]
    named = {_key(g): g for g in held}
    key = st.selectbox(
        "Meeting",
        list(named),
        format_func=lambda k: _label(named[k], committee == _ANY) if k in named else k,
        key="meetings_meeting",
        persist_state="session",
    )
    return named.get(key) if key else None


def _key(gathering: Gathering) -> str:
    return f"{gathering.when or ''}|{gathering.committee or ''}"


def _label(gathering: Gathering, with_committee: bool) -> str:
    name = gathering.committee or "Committee not known"
    when = day(gathering.when)
    kinds = sorted({kind_name(p.kind) for p in gathering.papers}) or ["Minutes"]
    return f"{when}{', ' + name if with_committee else ''} ({', '.join(kinds)})"


def _meeting(gathering: Gathering, papers: Mapping[str, Paper], clearance: Access) -> None:
    st.header(plain(f"{gathering.committee or 'Committee not known'}"), anchor=False)
    st.caption(plain(day(gathering.when)))
    items = [
        (paper, item)
        for paper in gathering.papers
        for item in catalogue().items(paper.id, clearance)
    ]
    if items:
        _files(gathering, items, clearance)
    _papers(gathering)
    for minuted in gathering.minutes:
        _minutes(minuted)
    _decided(gathering, papers, clearance)
    if items:
        st.subheader("Items", anchor=False)
    for paper, item in items:
        _item(paper, item, gathering, papers, clearance)


def _decided(gathering: Gathering, papers: Mapping[str, Paper], clearance: Access) -> None:
    """List what the meeting decided; what else its minutes record is folded under its counts."""
    held = [one for one in gathering.decided if one.spans]
    if not held:
        return
    business = [one for one in held if one.kind is DecisionKind.DECISION]
    st.subheader(f"What was decided ({len(business)})", anchor=False)
    if not business:
        st.caption("The minutes record no decision on business.")
    lines(business, papers, clearance, "decided", meeting=False)
    kinds = ((DecisionKind.ROUTINE, "routine matter"), (DecisionKind.ACTION, "action"))
    others = [([one for one in held if one.kind is kind], noun) for kind, noun in kinds]
    told = " and ".join(counted(len(some), noun) for some, noun in others if some)
    if not told:
        return
    with st.expander(f"Also {told}", key="decided_otherwise", on_change="rerun") as shown:
        if shown.open:
            rest = [one for some, _ in others for one in some]
            lines(rest, papers, clearance, "otherwise", meeting=False)


def _files(
    gathering: Gathering, items: Sequence[tuple[Paper, AgendaItem]], clearance: Access
) -> None:
    """Offer the briefing as files; it is written when it is asked for."""
    known = mentions(clearance)

    def made(write: Callable[[Gathering, Sequence[Briefing]], bytes]) -> bytes:
        return write(gathering, [_briefing(paper, item, known) for paper, item in items])

    kinds = (
        ("Word", "docx", _WORD, ":material/description:", briefing_word),
        ("PDF", "pdf", "application/pdf", ":material/picture_as_pdf:", briefing_pdf),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_files"):
        for name, ending, mime, icon, write in kinds:
            st.download_button(
                f"Briefing as {name}",
                data=while_allowed(partial(made, write)),
                file_name=f"briefing-{gathering.when or 'undated'}.{ending}",
                mime=mime,
                on_click="ignore",
                icon=icon,
                key=f"meeting_briefing_{ending}",
            )
        st.caption("Two sides of A4", width="content")


def _briefing(paper: Paper, item: AgendaItem, known: Sequence[Mention]) -> Briefing:
    return brief(paper, item, last_before(on_subject(item.title, known), paper.meeting_date))


def _papers(gathering: Gathering) -> None:
    if not gathering.papers:
        return
    st.subheader("Papers", anchor=False)
    for paper in gathering.papers:
        mark = _MARKED.get(paper.kind, kind_name(paper.kind))
        st.button(
            f"{mark} · {plain(shortened(paper.title, 100))} · {counted(paper.page_count, 'page')}",
            key=f"meeting_paper_{paper.id}",
            type="tertiary",
            icon=":material/picture_as_pdf:",
            on_click=open_page,
            args=(OpenPage(paper.id, 1),),
            wrap=True,
        )


def _minutes(minuted: MinuteMeeting) -> None:
    st.subheader("Minutes of this meeting", anchor=False)
    st.button(
        f"Open the minutes, PDF pages {minuted.first_page}–{minuted.last_page}",
        key=f"meeting_minutes_{minuted.paper_id}_{minuted.first_page}",
        type="tertiary",
        icon=":material/description:",
        on_click=open_page,
        args=(OpenPage(minuted.paper_id, minuted.first_page),),
    )
    told = (
        ("Venue", minuted.venue),
        ("Present", minuted.present),
        ("In attendance", minuted.in_attendance),
        ("Apologies", minuted.apologies),
        ("Interests", minuted.interests),
    )
    for label, value in told:
        if value:
            st.markdown(f"**{label}:** {plain(value)}")


def _item(
    paper: Paper,
    item: AgendaItem,
    gathering: Gathering,
    papers: Mapping[str, Paper],
    clearance: Access,
) -> None:
    decided = decided_on(item.title, gathering.decided)
    key = f"{paper.id[:12]}_{item.number}_{item.first_page or 0}"
    label = f"**{plain(item.number)}**  {plain(shortened(item.title, 110))} ({pages_words(item)})"
    if paper.kind is PaperKind.SUPPLEMENT:
        label += " · Supplement"
    if decided:
        outcomes = dict.fromkeys(capital(outcome_word(one)) for one in decided)
        label += f" · **{', '.join(outcomes)}**"
    with st.expander(label, key=f"item_{key}", on_change="rerun") as shown:
        if not shown.open:
            return
        briefing = _briefing(paper, item, mentions(clearance))
        if decided:
            with st.container(key=f"facing_{key}"):
                with st.container():
                    _card(briefing, key)
                with st.container():
                    st.markdown("**What was decided**")
                    for at, one in enumerate(decided):
                        wording(one, papers, clearance, f"{key}_{at}")
        else:
            _card(briefing, key)
        with st.container(horizontal=True):
            if item.first_page:
                st.button(
                    "Open the report",
                    key=f"open_{key}",
                    icon=":material/description:",
                    on_click=open_page,
                    args=(OpenPage(paper.id, item.first_page, item=item.number),),
                )
            st.button(
                "Ask about this item",
                key=f"about_{key}",
                icon=":material/forum:",
                on_click=_ask_about,
                args=(paper.id, item.number),
            )
        st.markdown("**When this came up**")
        history(paper, item, clearance, key)


def _card(briefing: Briefing, key: str) -> None:
    """Draw what members need to know of an item, word for word."""
    if briefing.empty:
        st.caption("This item has no report form that could be read. Open its pages instead.")
    else:
        st.caption("From the report form, as printed")
    for label, words in briefing.decide:
        with st.container(key=f"official_{key}_{label.split()[0]}", gap="small"):
            st.markdown(f"**{label}**")
            st.text(flowing(words))
    if briefing.figures:
        shown = " · ".join(plain(figure) for figure in briefing.figures)
        st.markdown(f"**Figures in the recommendation:** {shown}")
    for label, words in briefing.lines:
        st.markdown(f"**{plain(label)}:** {plain(words)}")
    if briefing.last:
        st.button(
            f"**Last considered:** {plain(last_words(briefing.last))}",
            key=f"last_{key}",
            type="tertiary",
            icon=":material/history:",
            on_click=open_page,
            args=(briefing.last.opens,),
            wrap=True,
        )


def _ask_about(paper_id: str, number: str) -> None:
    st.session_state["ask_about"] = (paper_id, number)
