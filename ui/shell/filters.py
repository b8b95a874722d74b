"""The filter bar: which papers a question, register or list is limited to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from corpus.model import Access, Paper, PaperKind, Scope
from ui.language import _
from ui.service import catalogue
from ui.words import kind_name, limits, paper_line, plain, shortened

_PARTS = ("committee", "since", "until", "kinds", "papers", "item", "collection")
# So much of a limit is shown that an item and its meeting can be told.
_LONGEST = 90


def filter_bar(
    name: str,
    papers: tuple[Paper, ...],
    clearance: Access,
    *,
    committees: Iterable[str] = (),
    days: Iterable[date] = (),
) -> Scope:
    """Draw the filters called ``name``, each that is set as a chip, and return their limits.

    ``committees`` and ``days`` may be chosen beside those of the papers themselves: of the
    minutes that stand in them.
    """
    named = {p.committee for p in papers if p.committee} | set(committees)
    _forget_collection(name, clearance)
    scope = current_scope(name, clearance)
    set_limits = limits(scope, papers, item_title(scope))
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}_bar"):
        popover = st.popover(
            _("Filters"), icon=":material/tune:", key=f"{name}_filters", on_change="rerun"
        )
        # Only while it is open: there are as many to choose from as papers.
        with popover:
            if popover.open:
                _choices(name, papers, sorted(named), _period(papers, days), clearance)
        st.caption(_("Limited to:") if set_limits else _("All papers"), width="content")
        for at, (words, rest) in enumerate(set_limits):
            drop_chip(words, f"{name}_limit_{at}", set_scope, name, rest)
        if len(set_limits) > 1:
            st.button(
                _("Clear filters"),
                key=f"{name}_unset",
                type="tertiary",
                on_click=set_scope,
                args=(name, Scope()),
            )
    return current_scope(name, clearance)


def drop_chip(
    words: str, key: str, dropped: Callable[..., None], *args: object, whole: bool = False
) -> None:
    """Draw a limit that a click drops, by calling ``dropped`` with ``args``.

    Long words are cut short unless they are to be shown ``whole``.
    """
    st.button(
        plain(words if whole else shortened(words, _LONGEST)),
        key=f"drop_{key}",
        icon=":material/close:",
        icon_position="right",
        help=_("Search without this: {words}").format(words=plain(words)),
        on_click=dropped,
        args=args,
        wrap=True,
    )


def item_title(scope: Scope) -> str:
    """Return the title of the item that ``scope`` is limited to, where it names its paper too."""
    if not scope.item or len(scope.papers) != 1:
        return ""
    items = catalogue().items(scope.papers[0], scope.clearance)
    return next((one.title for one in items if one.number == scope.item), "")


def current_scope(name: str, clearance: Access) -> Scope:
    """Return the limits set in the filters called ``name``."""
    state = {part: st.session_state.get(f"{name}_{part}") for part in _PARTS}
    return Scope(
        committee=state["committee"],
        since=state["since"],
        until=state["until"],
        papers=tuple(state["papers"] or ()),
        kinds=tuple(state["kinds"] or ()),
        item=state["item"],
        clearance=clearance,
        collection=state["collection"],
    )


def set_scope(name: str, scope: Scope) -> None:
    """Set the filters called ``name``, from a callback or before they are drawn."""
    st.session_state[f"{name}_committee"] = scope.committee
    st.session_state[f"{name}_since"] = scope.since
    st.session_state[f"{name}_until"] = scope.until
    st.session_state[f"{name}_papers"] = list(scope.papers)
    st.session_state[f"{name}_kinds"] = list(scope.kinds)
    st.session_state[f"{name}_item"] = scope.item
    st.session_state[f"{name}_collection"] = scope.collection


def forget_missing(
    name: str,
    papers: tuple[Paper, ...],
    clearance: Access,
    *,
    committees: Iterable[str] = (),
    days: Iterable[date] = (),
) -> None:
    """Drop filter values that name what cannot be chosen, as :func:`filter_bar` offers it.

    Days before the first that there is, or after the last, become that one.
    """
    ids = {paper.file_name: paper.id for paper in papers} | {paper.id: paper.id for paper in papers}
    held = st.session_state.get(f"{name}_papers") or []
    st.session_state[f"{name}_papers"] = [ids[paper] for paper in held if paper in ids]
    if st.session_state.get(f"{name}_committee") not in {p.committee for p in papers}.union(
        committees
    ):
        st.session_state[f"{name}_committee"] = None
    _forget_collection(name, clearance)
    present = _kinds(papers)
    kinds = st.session_state.get(f"{name}_kinds") or []
    st.session_state[f"{name}_kinds"] = [kind for kind in kinds if kind in present]
    first, last = _period(papers, days)
    for part in ("since", "until"):
        if when := st.session_state.get(f"{name}_{part}"):
            st.session_state[f"{name}_{part}"] = min(max(when, first), last)


def _forget_collection(name: str, clearance: Access) -> None:
    """Drop a collection that is not there any more, or not for this visitor."""
    sets = {one.name.casefold(): one.name for one in catalogue().collections(clearance)}
    chosen = st.session_state.get(f"{name}_collection") or ""
    st.session_state[f"{name}_collection"] = sets.get(chosen.casefold())


def _choices(
    name: str,
    papers: tuple[Paper, ...],
    committees: list[str],
    period: tuple[date, date],
    clearance: Access,
) -> None:
    if sets := [one.name for one in catalogue().collections(clearance)]:
        st.selectbox(
            _("Collection"),
            sets,
            index=None,
            key=f"{name}_collection",
            placeholder=_("Any papers"),
            persist_state="session",
        )
    st.selectbox(
        _("Committee"),
        committees,
        index=None,
        key=f"{name}_committee",
        placeholder=_("Any committee"),
        persist_state="session",
    )
    first, last = period
    early, late = st.columns(2)
    for column, part, label in ((early, "since", _("From")), (late, "until", _("To"))):
        column.date_input(
            label,
            None,
            first,
            last,
            key=f"{name}_{part}",
            format="DD/MM/YYYY",
            persist_state="session",
        )
    st.multiselect(
        _("Kind of paper"),
        _kinds(papers),
        format_func=kind_name,
        key=f"{name}_kinds",
        placeholder=_("Any kind"),
        persist_state="session",
    )
    named = {paper.id: f"{paper_line(paper)} ({paper.file_name})" for paper in papers}
    st.multiselect(
        _("Paper"),
        list(named),
        format_func=named.__getitem__,
        key=f"{name}_papers",
        placeholder=_("Any paper"),
        persist_state="session",
    )


def _kinds(papers: tuple[Paper, ...]) -> list[PaperKind]:
    present = {paper.kind for paper in papers}
    return [kind for kind in PaperKind if kind in present]


def _period(papers: tuple[Paper, ...], days: Iterable[date]) -> tuple[date, date]:
    dates = [p.meeting_date for p in papers if p.meeting_date] + list(days) or [date(1974, 4, 1)]
    # Whole years, so that "from 1 January" can be chosen.
    return date(min(dates).year, 1, 1), date(max(dates).year, 12, 31)
