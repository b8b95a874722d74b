"""New: what came, meeting by meeting, when, and what later versions changed.

What is chosen stands in the address, so that it can be sent and survives a reload.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from corpus.model import Access, CorpusError, Paper, Scope
from corpus.news import (
    Came,
    Changed,
    Happening,
    MeetingNews,
    PageChange,
    changed_pages,
    day_of_moment,
    nations,
    news,
)
from ui.language import N_, _, pgettext
from ui.meetings import changes_wanted, keeps_earlier, side_by_side
from ui.people import told, visitor
from ui.service import Action, backend, catalogue
from ui.shell import copy_link, empty_catalogue, scroll_to
from ui.viewer import beside_viewer, open_page
from ui.words import (
    OpenPage,
    capital,
    counted,
    day,
    kind_name,
    pdf_pages,
    plain,
    read_page,
    shortened,
)

_DAYS = {7: N_("7 days"), 30: N_("30 days"), 90: N_("90 days"), 365: N_("A year"), 0: N_("Ever")}
_ANY, _NOT_COUNTED = N_("Any committee"), N_("Not counted")
# So many meetings are drawn; a folder that was filled at once has hundreds that are new.
_MOST_MEETINGS, _MOST_PAPERS = 30, 40
_FOLLOWED = "new_followed"
_PARAMETERS = ("days", "committee", "law", "changed")


def draw() -> None:
    """Draw the page."""
    _follow_address()
    beside_viewer(_new)


def _follow_address() -> None:
    """Choose, once a session, what the address says, and open the page that it names."""
    if st.session_state.get(_FOLLOWED):
        return
    st.session_state[_FOLLOWED] = True
    query = st.query_params.to_dict()
    asked = query.get("days", "")
    if asked.isdecimal() and int(asked) in _DAYS:
        st.session_state["new_days"] = int(asked)
    if "committee" in query:
        st.session_state["new_committee"] = query["committee"]
    if query.get("law") in nations():
        st.session_state["new_law"] = query["law"]
    if paper := query.get("changed"):
        st.session_state[f"changed_{paper}"] = True
    if page := read_page(query):
        open_page(page)


def _new() -> None:
    clearance, asked = visitor().clearance, changes_wanted()
    st.title(_("New"), anchor=False)
    arrivals = catalogue().arrivals(Scope(clearance=clearance))
    if not arrivals:
        empty_catalogue()
        return
    wanted = next((a.paper for a in arrivals if a.paper.id == asked), None)
    if wanted:
        _open_changes(wanted)
    days, committee, law = _chosen(sorted({a.paper.committee or "" for a in arrivals} - {""}))
    since = date.today() - timedelta(days=days) if days else None
    found = news(arrivals, since, nations().get(law))
    found = tuple(one for one in found if committee in (_ANY, one.committee))
    papers = sum(len(one.came) for one in found)
    if not found:
        st.info(_("No paper came in this time. Choose a longer one."))
    else:
        said = _("**{papers}** of {meetings}, the last to come first")
        meetings = counted(len(found), "meeting")
        st.markdown(said.format(papers=counted(papers, "paper"), meetings=meetings))
    opened = ""
    for meeting in found[:_MOST_MEETINGS]:
        opened = _meeting(meeting, clearance) or opened
    if len(found) > _MOST_MEETINGS:
        st.caption(
            _("and {meetings}: choose a committee or a shorter time").format(
                meetings=counted(len(found) - _MOST_MEETINGS, "more meeting")
            )
        )
    if wanted:
        scroll_to(f"came_{wanted.id}", key="new_scroll")
    _say_in_address(days, committee, law, opened)


def _open_changes(paper: Paper) -> None:
    """Choose what shows a paper that has just come, with its changes open."""
    st.session_state["new_days"] = min(filter(None, _DAYS))
    st.session_state["new_committee"] = paper.committee or _ANY
    st.session_state[f"changed_{paper.id}"] = True


def _chosen(committees: Sequence[str]) -> tuple[int, str, str]:
    """Let choose the time, the committee and the law; return days (0 for ever) and the others."""
    st.session_state.setdefault("new_days", 30)
    st.session_state.setdefault("new_law", backend().settings.nation)
    if st.session_state.get("new_committee", _ANY) not in (_ANY, *committees):
        st.session_state["new_committee"] = _ANY
    with st.container(horizontal=True, key="new_choices"):
        days = st.selectbox(
            _("Came in the last"),
            list(_DAYS),
            format_func=lambda one: _(_DAYS[one]),
            key="new_days",
            persist_state="session",
        )
        committee = st.selectbox(
            _("Committee"),
            [_ANY, *committees],
            format_func=lambda one: _(one) if one == _ANY else one,
            key="new_committee",
            persist_state="session",
        )
        law = st.selectbox(
            _("Clear days by the law of"),
            ["", *nations()],
            format_func=lambda key: _(nations()[key].name) if key else _(_NOT_COUNTED),
            key="new_law",
            persist_state="session",
            help=_law_words(str(st.session_state["new_law"])),
        )
    return int(days or 0), str(committee), str(law or "")


def _law_words(law: str) -> str:
    nation = nations().get(law)
    counted_are = _(
        "Clear days lie wholly between publication and meeting; weekends and bank "
        "holidays do not count. A count says nothing on whether a meeting was called "
        "in time."
    )
    if nation is None or nation.days is None:
        return counted_are
    return plain(f"{counted_are} {nation.name}: {nation.days} ({nation.source})")


def _meeting(meeting: MeetingNews, clearance: Access) -> str:
    """Draw what came of a meeting; return the id of a paper whose changes are open, or ""."""
    if meeting.day is None:
        st.header(_("Papers of no known meeting"), anchor=False)
    else:
        st.header(plain(f"{meeting.committee}, {day(meeting.day)}"), anchor=False)
    opened = ""
    for one in meeting.came[:_MOST_PAPERS]:
        opened = _paper(one, clearance) or opened
    if len(meeting.came) > _MOST_PAPERS:
        st.caption(
            _("and {papers}").format(papers=counted(len(meeting.came) - _MOST_PAPERS, "more paper"))
        )
    if len(meeting.came) > 1 and meeting.day is not None:
        with st.expander(_("Timeline of these papers"), key=_key("timeline", meeting)):
            st.markdown(_timeline(meeting))
    return opened


def _key(what: str, meeting: MeetingNews) -> str:
    return f"{what}_{meeting.day}_{meeting.committee}"


def _timeline(meeting: MeetingNews) -> str:
    days: dict[tuple[date, Happening], list[str]] = {}
    for event in meeting.events:
        days.setdefault((event.on, event.what), []).append(plain(shortened(event.paper.title, 80)))
    lines = [
        f"- **{plain(day(on))}** {_(what.value)}: {'; '.join(titles)}"
        for (on, what), titles in days.items()
    ]
    return "\n".join([*lines, _("- **{day}** the meeting").format(day=plain(day(meeting.day)))])


def _paper(one: Came, clearance: Access) -> str:
    """Draw a paper and what is known of its coming; return its id while its changes are open."""
    paper, arrival = one.paper, one.arrival
    with st.container(key=f"came_{paper.id}", gap=None):
        came = _("Replaced") if arrival.is_later_version else pgettext("paper", "New")
        first = min(catalogue().labels(paper.id, clearance), default=1)
        st.button(
            f"**{came}** · {kind_name(paper.kind)} · "
            f"{plain(shortened(paper.title, 100))} · {counted(paper.page_count, 'page')}",
            key=f"new_paper_{paper.id}",
            type="tertiary",
            icon=":material/picture_as_pdf:",
            on_click=open_page,
            args=(OpenPage(paper.id, first),),
            wrap=True,
        )
        st.caption(plain(capital("; ".join(_facts(one)))))
        if not arrival.is_later_version:
            return ""
        return _changes(one, clearance)


def _facts(one: Came) -> list[str]:
    arrival = one.arrival
    facts = [_("first seen {day}").format(day=day(day_of_moment(arrival.first)))]
    if arrival.is_later_version:
        facts.append(_("this version {day}").format(day=day(day_of_moment(arrival.seen))))
    if arrival.begun:
        facts.append(_("first published {day}").format(day=day(arrival.begun)))
    if arrival.published:
        later = arrival.is_later_version
        said = _("this version published {day}") if later else _("published {day}")
        facts.append(said.format(day=day(arrival.published)))
    if one.after_agenda:
        facts.append(
            _("{days} after the first papers of its meeting").format(
                days=counted(one.after_agenda, "day")
            )
        )
    if one.notice:
        if arrival.publication is None:
            said = _("{notice}, counted from when it was first seen here")
        else:
            later = arrival.is_later_version
            said = _("{notice}, counted from its first version") if later else "{notice}"
        facts.append(said.format(notice=_(one.notice.told)))
    elif one.uncounted:
        facts.append(_(one.uncounted))
    return facts


def _changes(one: Came, clearance: Access) -> str:
    key = f"changed_{one.paper.id}"
    state = (backend().settings.data, catalogue().generation)
    try:
        kept = keeps_earlier(one.paper.id, clearance)
    except CorpusError as error:
        st.error(plain(told(error)))
        return ""
    if not kept:
        st.caption(_("No words of an earlier version are kept to compare with."))
        return ""
    with st.expander(_("What this version changed"), key=key, on_change="rerun") as shown:
        if not shown.open:
            return ""
        try:
            found = _compared(one.paper.id, clearance, *state)
        except CorpusError as error:
            st.error(plain(told(error)))
            return ""
        _tell(one.paper.id, found or ())
    return one.paper.id


@st.cache_resource(max_entries=32)
def _compared(
    paper_id: str, clearance: Access, data: Path, generation: int
) -> tuple[Changed, ...] | None:
    """Compare two versions once for all who may see as much: it takes seconds for long papers.

    ``data`` and ``generation`` tell the state of the papers that it holds for.
    """
    del data, generation
    return changed_pages(catalogue(), paper_id, clearance)


def _tell(paper_id: str, found: Sequence[Changed]) -> None:
    kinds = {change: [one for one in found if one.pair.change is change] for change in PageChange}
    said = [
        f"{_(change.value)}: "
        + pdf_pages(sorted(one.pair.newer or one.pair.older or 0 for one in some))
        for change, some in kinds.items()
        if some
    ]
    st.markdown(plain(capital("; ".join(said)) or _("No page reads otherwise than before.")))
    side_by_side(paper_id, found, earlier=visitor().may(Action.EARLIER))


def _say_in_address(days: int, committee: str, law: str, opened: str) -> None:
    said = {"days": str(days), "committee": "" if committee == _ANY else committee, "law": law}
    said["changed"] = opened
    for name in _PARAMETERS:
        if said[name]:
            st.query_params[name] = said[name]
        else:
            st.query_params.pop(name, None)
    link = {name: value for name, value in said.items() if value}
    copy_link(link, key="new_link", page="new", label=_("Copy link"))
