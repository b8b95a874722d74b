"""Resolutions: the register of what was decided, word for word, to be searched and shared.

What is shown stands in the address, so that it can be sent and survives a reload.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corpus.model import Access, Paper, Resolution, Scope
from corpus.register import RegisterFound, RegisterLimits, RegisterSearch, RegisterSheet
from retrieval.matters import Record, RecordSearch
from ui.language import N_, _
from ui.people import visitor, while_allowed
from ui.register import (
    PARAMETERS,
    RegisterView,
    correct_register,
    entry,
    lines,
    narrowed,
    noted,
    read_register,
    record_csv,
    record_word,
    register_csv,
    register_query,
    register_word,
)
from ui.service import catalogue
from ui.shell import (
    address_of,
    copy_link,
    current_scope,
    empty_catalogue,
    forget_missing,
    set_scope,
)
from ui.viewer import beside_viewer
from ui.words import counted, day, plain

# Lines of the list, and whole wordings, on a sheet.
_LINES, _ENTRIES = 50, 20
_VIEWS = {False: N_("List"), True: N_("Full wording")}
_ORDERS = {False: N_("Newest first"), True: N_("Oldest first")}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RECORD_FILES = (
    ("CSV", "csv", "text/csv", ":material/table:", record_csv),
    ("Word", "docx", _WORD, ":material/description:", record_word),
)
_PLACE = "register"
# Of this session: that the address was followed, and what was last searched for.
_FOLLOWED, _SEARCHED = "register_followed", "register_searched"


@dataclass(frozen=True, slots=True)
class _Choices:
    """What there is to choose from: papers, bodies and days, as this visitor sees them."""

    papers: tuple[Paper, ...]
    limits: RegisterLimits

    @property
    def by_id(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}


def draw() -> None:
    """Draw the page."""
    clearance = visitor().clearance
    everything = Scope(clearance=clearance)
    papers = catalogue().papers(everything)
    if not papers:
        st.title(_("Resolutions"), anchor=False)
        empty_catalogue()
        return
    choices = _Choices(papers, catalogue().register_limits(clearance))
    _follow_address(choices, clearance)
    beside_viewer(lambda: _register(choices, clearance))


def _follow_address(choices: _Choices, clearance: Access) -> None:
    """Do once a session what the address asks for: a search as it was shown, and a page."""
    if st.session_state.get(_FOLLOWED):
        return
    st.session_state[_FOLLOWED] = True
    query = st.query_params.to_dict()
    view = read_register(query, clearance)
    if query.keys() & set(PARAMETERS):
        _show(view)
        forget_missing(
            _PLACE,
            choices.papers,
            clearance,
            committees=choices.limits.committees,
            days=choices.limits.days,
        )
        search = replace(view.search, scope=current_scope(_PLACE, clearance))
        st.session_state[_SEARCHED] = replace(view.record, register=search)
    for key in view.opened:
        st.session_state[f"open_{_PLACE}_{key}"] = True


def _show(view: RegisterView) -> None:
    """Set all that is chosen on this page, before it is drawn or from a callback."""
    set_scope(_PLACE, view.search.scope)
    st.session_state["register_words"] = view.search.words
    st.session_state["register_outcomes"] = list(view.search.outcomes)
    st.session_state["register_business"] = list(view.search.kinds)
    st.session_state["register_order"] = view.search.oldest_first
    st.session_state["register_view"] = view.full
    st.session_state["register_sheet"] = view.sheet
    st.session_state["register_owner"] = view.owner
    st.session_state["register_due"] = day(view.due_by) if view.due_by else ""
    st.session_state["register_unanswered"] = view.unanswered


def _register(choices: _Choices, clearance: Access) -> None:
    st.title(_("Resolutions"), anchor=False)
    correct_register(choices.papers, clearance)
    asked = narrowed(_PLACE, choices.papers, choices.limits, clearance)
    told = st.container()
    shown_as = st.container(horizontal=True, vertical_alignment="center", key="register_head")
    with shown_as:
        full, oldest_first = _arrangement()
    search = replace(asked.register, oldest_first=oldest_first)
    asked = replace(asked, register=search)
    if st.session_state.get(_SEARCHED, asked) != asked:
        st.session_state["register_sheet"] = 1
    st.session_state[_SEARCHED] = asked
    size = _ENTRIES if full else _LINES
    shown = _shown(asked, size, clearance, told)
    st.session_state["register_sheet"] = shown.number
    with told:
        _told(shown, search)
    opened = _drawn(shown.found.resolutions, choices.by_id, clearance, full=full)
    if shown.total > size:
        st.pagination(-(-shown.total // size), key="register_sheet", persist_state="session")
    view = RegisterView(
        search, full, shown.number, opened, asked.owner, asked.due_by, asked.unanswered
    )
    if shown.total:
        with shown_as:
            _exports(asked, choices.by_id, view, clearance)
    _say_in_address(view)


def _shown(
    asked: RecordSearch, size: int, clearance: Access, told: DeltaGenerator
) -> RegisterSheet:
    """Return the sheet of ``size`` decisions that is looked at."""
    number = int(st.session_state.get("register_sheet") or 1)
    if not asked.limited:
        return catalogue().register_sheet(asked.register, number, size)
    with told, st.spinner(_("Looking for what came of each …")):
        result = catalogue().search_resolutions(asked.register)
        kept = Record(catalogue(), clearance).narrowed(result.resolutions, asked)
    found = RegisterFound(tuple(kept), 0, result.taken, result.counts, result.unlimited)
    return RegisterSheet.of(found, number, size)


def _arrangement() -> tuple[bool, bool]:
    """Let choose between list and full wording, newest and oldest first."""
    chosen = []
    for name, label, ways in (
        ("register_view", _("Show as"), _VIEWS),
        ("register_order", _("Order"), _ORDERS),
    ):
        st.session_state.setdefault(name, False)
        chosen.append(
            st.segmented_control(
                label,
                list(ways),
                format_func=partial(_way, ways),
                required=True,
                key=name,
                label_visibility="collapsed",
                persist_state="session",
            )
        )
    full, oldest_first = chosen
    return bool(full), bool(oldest_first)


def _way(ways: Mapping[bool, str], chosen: bool) -> str:
    return _(ways[chosen])


def _told(shown: RegisterSheet, search: RegisterSearch) -> None:
    """Say how many were found and how words were read; where none were, what would find some."""
    result = shown.found
    for typed, read in result.taken:
        beginning = read.removesuffix("…")
        said = (
            _(
                ":material/spellcheck: “{typed}” stands in no resolution, so words that begin with "
                "**{read}** were searched for."
            )
            if beginning != read
            else _(
                ":material/spellcheck: “{typed}” stands in no resolution, so **{read}** was "
                "searched for."
            )
        )
        st.markdown(said.format(typed=plain(typed), read=plain(beginning)))
    if not shown.total:
        _nothing(result, search)
        return
    order = _(_ORDERS[search.oldest_first]).lower()
    st.markdown(f"**{counted(shown.total, 'resolution')}**, {order}")
    others = shown.total - result.numbered
    if result.numbered and others:
        st.caption(
            _(
                "{resolutions} of a minute of that number first, then {others:,} that mention it."
            ).format(resolutions=counted(result.numbered, "resolution"), others=others)
        )


def _nothing(result: RegisterFound, search: RegisterSearch) -> None:
    st.info(_("No resolution matches. Try fewer words or clear the filters."))
    if len(result.counts) > 1:
        told = ", ".join(
            _("“{typed}” in {count:,}").format(typed=plain(typed), count=count)
            for typed, count in result.counts
        )
        said = (
            _("Resolutions within the filters that hold each part: {told}.")
            if _limited(search)
            else _("Resolutions that hold each part: {told}.")
        )
        st.caption(said.format(told=told))
    if result.unlimited:
        st.button(
            _("Show the {resolutions} found without the filters").format(
                resolutions=counted(result.unlimited, "resolution")
            ),
            key="register_unlimited",
            icon=":material/filter_alt_off:",
            on_click=_show,
            args=(RegisterView(RegisterSearch(search.words, oldest_first=search.oldest_first)),),
        )


def _limited(search: RegisterSearch) -> bool:
    anywhere = Scope(clearance=search.scope.clearance)
    return bool(search.scope != anywhere or search.outcomes or search.kinds)


def _drawn(
    shown: Sequence[Resolution], papers: Mapping[str, Paper], clearance: Access, *, full: bool
) -> tuple[str, ...]:
    """Draw what is on the sheet; return the keys of the lines that are open."""
    if full:
        for decided in shown:
            entry(decided, papers, clearance, _PLACE)
        return ()
    return lines(shown, papers, clearance, _PLACE, correctable=True)


def _exports(
    asked: RecordSearch, papers: Mapping[str, Paper], view: RegisterView, clearance: Access
) -> None:
    """Offer all that is found as files, looked for when one is wanted, and the link to it."""
    address = address_of({})

    def registered(write: Callable[..., bytes]) -> bytes:
        found: Iterable[Resolution] = catalogue().search_resolutions(asked.register).resolutions
        if asked.limited:
            found = Record(catalogue(), clearance).narrowed(found, asked)
        return write([noted(one, clearance) for one in found if one.spans], papers, address)

    def recorded(write: Callable[..., bytes]) -> bytes:
        return write(Record(catalogue(), clearance).search(asked), papers, address)

    files = (
        ("CSV", "csv", "text/csv", ":material/table:", register_csv),
        ("Word", "docx", _WORD, ":material/description:", register_word),
    )
    for name, ending, mime, icon, write in files:
        st.download_button(
            name,
            data=while_allowed(partial(registered, write)),
            file_name=f"resolutions.{ending}",
            mime=mime,
            on_click="ignore",
            type="tertiary",
            icon=icon,
            key=f"register_{'word' if ending == 'docx' else ending}",
        )
    with st.popover(_("Record of decisions"), key="record_files", type="tertiary"):
        st.caption(_("Each decision with who is to act by when, and what came of it, quoted."))
        for name, ending, mime, icon, tell in _RECORD_FILES:
            st.download_button(
                name,
                data=while_allowed(partial(recorded, tell)),
                file_name=f"record-of-decisions.{ending}",
                mime=mime,
                on_click="ignore",
                type="tertiary",
                icon=icon,
                key=f"record_{ending}",
            )
    copy_link(register_query(view), key="register_link", page="resolutions", label=_("Copy link"))


def _say_in_address(view: RegisterView) -> None:
    said = register_query(view)
    for name in PARAMETERS:
        if name not in said:
            st.query_params.pop(name, None)
    st.query_params.update(said)
