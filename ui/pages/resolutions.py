"""Resolutions: the register of what was decided, word for word, to be searched and shared.

What is shown stands in the address, so that it can be sent and survives a reload.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from corpus.model import Access, DecisionKind, OutcomeClass, Paper, Resolution, Scope
from corpus.register import RegisterFound, RegisterSearch
from ui.people import visitor, while_allowed
from ui.register import (
    LONGEST,
    PARAMETERS,
    RegisterView,
    correct_register,
    entry,
    lines,
    read_register,
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
    filter_bar,
    forget_missing,
    set_scope,
)
from ui.viewer import beside_viewer, open_page
from ui.words import capital, counted, plain, read_page

# Lines of the list, and whole wordings, on a sheet.
_LINES, _ENTRIES = 50, 20
_KINDS = {
    DecisionKind.DECISION: "Decisions",
    DecisionKind.ROUTINE: "Routine business",
    DecisionKind.ACTION: "Actions",
}
_VIEWS = {False: "List", True: "Full wording"}
_ORDERS = {False: "Newest first", True: "Oldest first"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PLACE = "register"
# Of this session: that the address was followed, and what was last searched for.
_FOLLOWED, _SEARCHED = "register_followed", "register_searched"


@dataclass(frozen=True, slots=True)
class _Choices:
    """What there is to choose from: papers, and all that was decided, as this visitor sees it."""

    papers: tuple[Paper, ...]
    decided: tuple[Resolution, ...]

    @property
    def committees(self) -> frozenset[str]:
        return frozenset(one.committee for one in self.decided if one.committee)

    @property
    def by_id(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}


def draw() -> None:
    """Draw the page."""
    clearance = visitor().clearance
    everything = Scope(clearance=clearance)
    papers = catalogue().papers(everything)
    if not papers:
        st.title("Resolutions", anchor=False)
        empty_catalogue()
        return
    decided = catalogue().search_resolutions(RegisterSearch(scope=everything)).resolutions
    choices = _Choices(papers, decided)
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
            committees=choices.committees,
            days=[one.date for one in choices.decided if one.date],
        )
        search = replace(view.search, scope=current_scope(_PLACE, clearance))
        st.session_state[_SEARCHED] = search
    for key in view.opened:
        st.session_state[f"open_{_PLACE}_{key}"] = True
    if page := read_page(query):
        open_page(page)


def _show(view: RegisterView) -> None:
    """Set all that is chosen on this page, before it is drawn or from a callback."""
    set_scope(_PLACE, view.search.scope)
    st.session_state["register_words"] = view.search.words
    st.session_state["register_outcomes"] = list(view.search.outcomes)
    st.session_state["register_business"] = list(view.search.kinds)
    st.session_state["register_order"] = view.search.oldest_first
    st.session_state["register_view"] = view.full
    st.session_state["register_sheet"] = view.sheet


def _register(choices: _Choices, clearance: Access) -> None:
    st.title("Resolutions", anchor=False)
    correct_register(choices.papers, clearance)
    search = _asked(choices, clearance)
    told = st.container()
    shown_as = st.container(horizontal=True, vertical_alignment="center", key="register_head")
    with shown_as:
        full, oldest_first = _arrangement()
    search = replace(search, oldest_first=oldest_first)
    if st.session_state.get(_SEARCHED, search) != search:
        st.session_state["register_sheet"] = 1
    st.session_state[_SEARCHED] = search
    result = catalogue().search_resolutions(search)
    with told:
        _told(result, search)
    found = [one for one in result.resolutions if one.spans]
    sheet, shown = _sheet(found, _ENTRIES if full else _LINES)
    opened = _drawn(shown, choices.by_id, clearance, full=full)
    _leaf(len(found), _ENTRIES if full else _LINES)
    view = RegisterView(search, full, sheet, opened)
    if found:
        with shown_as:
            _exports(found, choices.by_id, view)
    _say_in_address(view)


def _asked(choices: _Choices, clearance: Access) -> RegisterSearch:
    words = st.text_input(
        "Words, a minute’s number, a name or a sum",
        key="register_words",
        icon=":material/search:",
        placeholder="library hours · C66 · Fairweather · £64k · “the road be closed”",
        persist_state="session",
        max_chars=LONGEST,
    )
    scope = filter_bar(
        _PLACE,
        choices.papers,
        clearance,
        committees=choices.committees,
        days=[one.date for one in choices.decided if one.date],
    )
    outcomes = st.pills(
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
    # As they stand in the row, so that an order of clicks makes no other address.
    return RegisterSearch(
        (words or "").strip(),
        scope,
        tuple(one for one in OutcomeClass if one in outcomes),
        tuple(one for one in DecisionKind if one in kinds),
    )


def _arrangement() -> tuple[bool, bool]:
    """Let choose between list and full wording, newest and oldest first."""
    chosen = []
    for name, label, ways in (
        ("register_view", "Show as", _VIEWS),
        ("register_order", "Order", _ORDERS),
    ):
        st.session_state.setdefault(name, False)
        chosen.append(
            st.segmented_control(
                label,
                list(ways),
                format_func=ways.__getitem__,
                required=True,
                key=name,
                label_visibility="collapsed",
                persist_state="session",
            )
        )
    full, oldest_first = chosen
    return bool(full), bool(oldest_first)


def _told(result: RegisterFound, search: RegisterSearch) -> None:
    """Say how many were found and how words were read; where none were, what would find some."""
    for typed, read in result.taken:
        beginning = read.removesuffix("…")
        instead = (
            f"words that begin with **{plain(beginning)}**"
            if beginning != read
            else f"**{plain(read)}**"
        )
        st.markdown(
            f":material/spellcheck: “{plain(typed)}” stands in no resolution, "
            f"so {instead} {'were' if beginning != read else 'was'} searched for."
        )
    if not result.resolutions:
        _nothing(result, search)
        return
    order = _ORDERS[search.oldest_first].lower()
    st.markdown(f"**{counted(len(result.resolutions), 'resolution')}**, {order}")
    others = len(result.resolutions) - result.numbered
    if result.numbered and others:
        st.caption(
            f"{counted(result.numbered, 'resolution')} of a minute of that number first, then "
            f"{others:,} that mention it."
        )


def _nothing(result: RegisterFound, search: RegisterSearch) -> None:
    st.info("No resolution matches. Try fewer words or clear the filters.")
    if len(result.counts) > 1:
        told = ", ".join(f"“{plain(typed)}” in {count:,}" for typed, count in result.counts)
        within = " within the filters" if _limited(search) else ""
        st.caption(f"Resolutions{within} that hold each part: {told}.")
    if result.unlimited:
        st.button(
            f"Show the {counted(result.unlimited, 'resolution')} found without the filters",
            key="register_unlimited",
            icon=":material/filter_alt_off:",
            on_click=_show,
            args=(RegisterView(RegisterSearch(search.words, oldest_first=search.oldest_first)),),
        )


def _limited(search: RegisterSearch) -> bool:
    anywhere = Scope(clearance=search.scope.clearance)
    return bool(search.scope != anywhere or search.outcomes or search.kinds)


def _sheet(found: Sequence[Resolution], size: int) -> tuple[int, Sequence[Resolution]]:
    """Return the number of the sheet that is looked at, from 1, and the ``size`` on it."""
    sheets = max(1, -(-len(found) // size))
    at = min(int(st.session_state.get("register_sheet") or 1), sheets)
    st.session_state["register_sheet"] = at
    return at, found[(at - 1) * size : at * size]


def _leaf(found: int, size: int) -> None:
    """Let leaf through sheets of ``size``."""
    if found > size:
        st.pagination(-(-found // size), key="register_sheet", persist_state="session")


def _drawn(
    shown: Sequence[Resolution], papers: Mapping[str, Paper], clearance: Access, *, full: bool
) -> tuple[str, ...]:
    """Draw what is on the sheet; return the keys of the lines that are open."""
    if full:
        for decided in shown:
            entry(decided, papers, clearance, _PLACE)
        return ()
    return lines(shown, papers, clearance, _PLACE, correctable=True)


def _exports(found: list[Resolution], papers: Mapping[str, Paper], view: RegisterView) -> None:
    """Offer all that was found as files, and the link to what is shown."""
    address = address_of({})
    files = (
        ("CSV", "csv", "text/csv", ":material/table:", register_csv),
        ("Word", "docx", _WORD, ":material/description:", register_word),
    )
    for name, ending, mime, icon, write in files:
        st.download_button(
            name,
            data=while_allowed(partial(write, found, papers, address)),
            file_name=f"resolutions.{ending}",
            mime=mime,
            on_click="ignore",
            type="tertiary",
            icon=icon,
            key=f"register_{'word' if ending == 'docx' else ending}",
        )
    copy_link(register_query(view), key="register_link", page="resolutions", label="Copy link")


def _say_in_address(view: RegisterView) -> None:
    said = register_query(view)
    for name in PARAMETERS:
        if name not in said:
            st.query_params.pop(name, None)
    st.query_params.update(said)
