"""Meetings: one meeting's papers and items, with a briefing on each from its report form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

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
from corpus.sample import sample_mark
from retrieval.matters import Matters, decided_on, matters
from retrieval.meetings import Gathering, gatherings
from retrieval.records import meeting_id
from ui.following import follow_button
from ui.language import N_, _
from ui.meetings import (
    Briefing,
    brief,
    briefing_pdf,
    briefing_word,
    history,
    last_considered,
    last_words,
)
from ui.pages.ask import ask_page
from ui.people import visitor, while_allowed
from ui.register import lines, wording
from ui.service import catalogue
from ui.shell import empty_catalogue, set_scope
from ui.viewer import beside_viewer, open_page
from ui.words import (
    OpenPage,
    capital,
    counted,
    day,
    flowing,
    kind_name,
    outcome_name,
    pages_words,
    plain,
    shortened,
)

_ANY = N_("Any committee")
_FOLLOWED = "meetings_link_followed"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The front sheet itself is a page of the pack, not business.
_MARKED = {PaperKind.SUPPLEMENT: N_(":material/add_circle: Supplement")}


@dataclass(frozen=True, slots=True)
class _Business:
    """An item of a paper; ``closed`` are the words of the agenda that close it, "" for none."""

    paper: Paper
    item: AgendaItem
    closed: str


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
    st.title(_("Meetings"), anchor=False)
    papers = catalogue().papers(everything)
    decided = catalogue().search_resolutions(RegisterSearch(scope=everything, oldest_first=True))
    found = gatherings(papers, catalogue().meetings(everything), decided.resolutions)
    if not papers:
        empty_catalogue()
        return
    if not found:
        st.info(_("None of the papers here is of a meeting. **Papers** lists them."))
        return
    _follow_link(found)
    chosen = _chosen(found)
    if chosen:
        # Written again on every draw: going to another page empties the address.
        st.query_params["meeting"] = meeting_id(chosen)
        _meeting(chosen, {paper.id: paper for paper in papers}, clearance)


def _follow_link(found: tuple[Gathering, ...]) -> None:
    """Choose, once a session, the meeting that the address names, if it is there."""
    if st.session_state.get(_FOLLOWED):
        return
    st.session_state[_FOLLOWED] = True
    asked = st.query_params.get("meeting")
    named = next((one for one in found if meeting_id(one) == asked), None)
    if named:
        st.session_state["meetings_meeting"] = _key(named)


def _chosen(found: tuple[Gathering, ...]) -> Gathering | None:
    committees = sorted({g.committee for g in found if g.committee})
    committee = st.selectbox(
        _("Committee"),
        [_ANY, *committees],
        format_func=lambda one: _(one) if one == _ANY else one,
        key="meetings_committee",
        persist_state="session",
    )
    held = [g for g in found if committee in (_ANY, g.committee)]
    named = {_key(g): g for g in held}
    key = st.selectbox(
        _("Meeting"),
        list(named),
        format_func=lambda k: _label(named[k], committee == _ANY) if k in named else k,
        key="meetings_meeting",
        persist_state="session",
    )
    return named.get(key) if key else None


def _key(gathering: Gathering) -> str:
    return f"{gathering.when or ''}|{gathering.committee or ''}"


def _label(gathering: Gathering, with_committee: bool) -> str:
    name = gathering.committee or _("Committee not known")
    when = day(gathering.when)
    kinds = sorted({kind_name(p.kind) for p in gathering.papers}) or [_("Minutes")]
    return f"{f'{when}, {name}' if with_committee else when} ({', '.join(kinds)})"


def _meeting(gathering: Gathering, papers: Mapping[str, Paper], clearance: Access) -> None:
    held = [*(paper.id for paper in gathering.papers), *(one.paper_id for one in gathering.minutes)]
    mark = max(map(sample_mark, held), default="")
    st.header(plain(f"{gathering.committee or _('Committee not known')}{_(mark)}"), anchor=False)
    st.caption(plain(day(gathering.when)))
    if gathering.committee:
        label = _("Follow this committee")
        follow_button("committee", gathering.committee, key="committee", label=label)
    items = _once([one for paper in gathering.papers for one in _items(paper, clearance)])
    if items:
        _files(gathering, items, clearance)
    _papers(gathering)
    for minuted in gathering.minutes:
        _minutes(minuted)
    _decided(gathering, papers, clearance)
    if items:
        st.subheader(_("Items"), anchor=False)
    for one in items:
        _item(one, gathering, papers, clearance)


def _items(paper: Paper, clearance: Access) -> list[_Business]:
    """Return the items of a paper in order, with those that its agenda names and closes."""
    marked = {one.item.number: one for one in catalogue().closed_items(paper.id, clearance)}
    held = [
        _Business(paper, item, marked.pop(item.number).words if item.number in marked else "")
        for item in catalogue().items(paper.id, clearance)
    ]
    # What is closed has no item of its own for who may not see it.
    named = (replace(one.item, paper_id=paper.id) for one in marked.values())
    return held + [_Business(paper, item, marked[item.number].words) for item in named]


def _once(items: Sequence[_Business]) -> list[_Business]:
    """Return the items, one that a pack lists and another paper holds once, where it is listed."""
    held = {_named(one): one for one in reversed(items) if one.item.first_page}
    once = (
        one if one.item.first_page or one.closed else held.get(_named(one), one) for one in items
    )
    return list(dict.fromkeys(once))


def _named(one: _Business) -> tuple[str, str]:
    return one.item.number, " ".join(one.item.title.casefold().split())


def _decided(gathering: Gathering, papers: Mapping[str, Paper], clearance: Access) -> None:
    """List what the meeting decided; what else its minutes record is folded under its counts."""
    held = [one for one in gathering.decided if one.spans]
    if not held:
        return
    business = [one for one in held if one.kind is DecisionKind.DECISION]
    st.subheader(_("What was decided ({number})").format(number=len(business)), anchor=False)
    if not business:
        st.caption(_("The minutes record no decision on business."))
    lines(business, papers, clearance, "decided", meeting=False)
    kinds = ((DecisionKind.ROUTINE, "routine matter"), (DecisionKind.ACTION, "action"))
    others = [([one for one in held if one.kind is kind], noun) for kind, noun in kinds]
    counts = [counted(len(some), noun) for some, noun in others if some]
    if not counts:
        return
    said = _("Also {some} and {more}") if len(counts) > 1 else _("Also {some}")
    with st.expander(
        said.format(some=counts[0], more=counts[-1]), key="decided_otherwise", on_change="rerun"
    ) as shown:
        if shown.open:
            rest = [one for some, _noun in others for one in some]
            lines(rest, papers, clearance, "otherwise", meeting=False)


def _files(gathering: Gathering, items: Sequence[_Business], clearance: Access) -> None:
    """Offer the briefing as files; it is written when it is asked for."""
    known = matters(catalogue(), clearance)

    def made(write: Callable[[Gathering, Sequence[Briefing]], bytes]) -> bytes:
        return write(gathering, [_briefing(one, known) for one in items])

    kinds = (
        ("Word", "docx", _WORD, ":material/description:", briefing_word),
        ("PDF", "pdf", "application/pdf", ":material/picture_as_pdf:", briefing_pdf),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_files"):
        for name, ending, mime, icon, write in kinds:
            st.download_button(
                _("Briefing as {name}").format(name=name),
                data=while_allowed(partial(made, write)),
                file_name=f"briefing-{gathering.when or 'undated'}.{ending}",
                mime=mime,
                on_click="ignore",
                icon=icon,
                key=f"meeting_briefing_{ending}",
            )
        st.caption(_("Two sides of A4"), width="content")


def _briefing(one: _Business, known: Matters) -> Briefing:
    last = last_considered(one.paper, one.item, known)
    return brief(one.paper, one.item, last, one.closed)


def _papers(gathering: Gathering) -> None:
    if not gathering.papers:
        return
    st.subheader(_("Papers"), anchor=False)
    for paper in gathering.papers:
        mark = _(_MARKED[paper.kind]) if paper.kind in _MARKED else kind_name(paper.kind)
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
    st.subheader(_("Minutes of this meeting"), anchor=False)
    st.button(
        _("Open the minutes, PDF pages {first}–{last}").format(
            first=minuted.first_page, last=minuted.last_page
        ),
        key=f"meeting_minutes_{minuted.paper_id}_{minuted.first_page}",
        type="tertiary",
        icon=":material/description:",
        on_click=open_page,
        args=(OpenPage(minuted.paper_id, minuted.first_page),),
    )
    told = (
        (_("Venue"), minuted.venue),
        (_("Present"), minuted.present),
        (_("In attendance"), minuted.in_attendance),
        (_("Apologies"), minuted.apologies),
        (_("Interests"), minuted.interests),
    )
    for label, value in told:
        if value:
            st.markdown(f"**{label}:** {plain(value)}")


def _item(
    one: _Business, gathering: Gathering, papers: Mapping[str, Paper], clearance: Access
) -> None:
    paper, item, closed = one.paper, one.item, one.closed
    decided = decided_on(item.title, gathering.decided)
    key = f"{paper.id[:12]}_{item.number}_{item.first_page or 0}"
    where = f" ({pages_words(item)})" if item.first_page or not closed else ""
    label = f"**{plain(item.number)}**  {plain(shortened(item.title, 110))}{where}"
    if closed:
        label += f" · :material/lock: **{_('Closed to the public')}**"
    if paper.kind is PaperKind.SUPPLEMENT:
        label += f" · {_('Supplement')}"
    if decided:
        outcomes = dict.fromkeys(capital(outcome_name(said)) for said in decided)
        label += f" · **{', '.join(outcomes)}**"
    with st.expander(label, key=f"item_{key}", on_change="rerun") as shown:
        if not shown.open:
            return
        briefing = _briefing(one, matters(catalogue(), clearance))
        if decided:
            with st.container(key=f"facing_{key}"):
                with st.container():
                    _card(briefing, key)
                with st.container():
                    st.markdown(_("**What was decided**"))
                    for at, said in enumerate(decided):
                        wording(said, papers, clearance, f"{key}_{at}")
        else:
            _card(briefing, key)
        if closed and not item.first_page:
            return
        with st.container(horizontal=True):
            if item.first_page:
                st.button(
                    _("Open the report"),
                    key=f"open_{key}",
                    icon=":material/description:",
                    on_click=open_page,
                    args=(OpenPage(paper.id, item.first_page, item=item.number),),
                )
            st.button(
                _("Ask about this item"),
                key=f"about_{key}",
                icon=":material/forum:",
                on_click=_ask_about,
                args=(paper.id, item.number),
            )
            follow_button(
                "matter",
                item.title,
                key=key,
                paper=paper.id,
                committee=gathering.committee or "",
                label=_("Follow this matter"),
            )
        st.markdown(_("**When this came up**"))
        history(paper, item, clearance, key)


def _card(briefing: Briefing, key: str) -> None:
    """Draw what members need to know of an item, word for word."""
    if briefing.closed:
        st.caption(
            _("The agenda closes this item: “{closed}”").format(closed=plain(briefing.closed))
        )
    if briefing.empty and briefing.closed and not briefing.item.first_page:
        st.caption(_("Its papers are not for you."))
    elif briefing.empty:
        st.caption(_("This item has no report form that could be read. Open its pages instead."))
    else:
        st.caption(_("From the report form, as printed"))
    for label, words in briefing.decide:
        with st.container(key=f"official_{key}_{label.split()[0]}", gap="small"):
            st.markdown(f"**{_(label)}**")
            st.text(flowing(words))
    if briefing.figures:
        shown = " · ".join(plain(figure) for figure in briefing.figures)
        st.markdown(_("**Figures in the recommendation:** {shown}").format(shown=shown))
    for label, words in briefing.lines:
        st.markdown(f"**{plain(_(label))}:** {plain(words)}")
    if briefing.last:
        st.button(
            _("**Last considered:** {when}").format(when=plain(last_words(briefing.last))),
            key=f"last_{key}",
            type="tertiary",
            icon=":material/history:",
            on_click=open_page,
            args=(briefing.last.opens,),
            wrap=True,
        )


def _ask_about(paper_id: str, number: str) -> None:
    st.session_state["ask_about"] = (paper_id, number)
