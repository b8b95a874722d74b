"""What the list of papers is limited to and how it is arranged, folded on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import streamlit as st

from corpus.model import PaperKind
from ui.language import _
from ui.papers.choosing import (
    NO_BODY,
    NO_DATE,
    Group,
    Listed,
    Order,
    PaperView,
    Standing,
    counts,
)
from ui.shell import Fold, Limit
from ui.words import capital, kind_name

_Choice = TypeVar("_Choice")


def narrowed(papers: Sequence[Listed]) -> PaperView:
    """Draw the search, the filters and the order; return what they say."""
    words = st.text_input(
        _("Words in papers, or their title, file name, committee or date"),
        key="papers_words",
        icon=":material/search:",
        placeholder=_("budget 2024 · licensing · May 2023"),
        persist_state="session",
    )
    bodies = sorted(
        {one.paper.committee for one in papers if one.paper.committee}, key=str.casefold
    )
    bodies += [NO_BODY] if any(not one.paper.committee for one in papers) else []
    years = sorted({one.year for one in papers if one.year}, reverse=True)
    present = {one.paper.kind for one in papers}
    kinds = [kind for kind in PaperKind if kind in present]
    sets = sorted({name for one in papers for name in one.collections}, key=str.casefold)
    fold = Fold("papers")
    with fold.filters:
        with st.container(horizontal=True, key="papers_limits"):
            collection = (
                _select(_("Collection"), sets, "papers_collection", _("Any")) if sets else None
            )
            committee = _select(
                _("Committee"), bodies, "papers_committee", _("Any committee"), heading
            )
            year = _select(_("Year"), years, "papers_year", _("Any year"))
            kind = _select(_("Kind"), kinds, "papers_kind", _("Any kind"), kind_name)
            order = _select(_("Order"), list(Order), "papers_order", "", _option)
            group = _select(_("Groups"), list(Group), "papers_group", "", _option)
        standings = _standings(papers)
    asked = PaperView(
        " ".join((words or "").split()),
        collection or "",
        committee or "",
        year or 0,
        kind,
        standings,
        order or Order.NEWEST,
        group or Group.NONE,
    )
    fold.tell(list(_set(asked)))
    # What is limited otherwise begins with its first sheet.
    limits = replace(asked, order=Order.NEWEST, group=Group.NONE)
    if st.session_state.get("papers_limited", limits) != limits:
        st.session_state["papers_sheet"] = 1
    st.session_state["papers_limited"] = limits
    return replace(asked, sheet=int(st.session_state.get("papers_sheet") or 1))


def _standings(papers: Sequence[Listed]) -> tuple[Standing, ...]:
    """Let choose among the ways in which papers stand; return them in their own order."""
    told = counts(papers)
    st.session_state["papers_standings"] = [
        one for one in st.session_state.get("papers_standings") or [] if told[one]
    ]
    chosen = st.pills(
        _("Status and faults"),
        [standing for standing in Standing if told[standing]],
        format_func=lambda standing: f"{_option(standing)} {told[standing]:,}",
        selection_mode="multi",
        key="papers_standings",
        persist_state="session",
    )
    return tuple(one for one in Standing if one in chosen)


def _set(view: PaperView) -> Iterator[Limit]:
    """Yield what the list is limited to, words left out."""
    if view.collection:
        words = _("Collection “{name}”").format(name=view.collection)
        yield Limit(words, partial(show, replace(view, collection="")))
    if view.committee:
        yield Limit(heading(view.committee), partial(show, replace(view, committee="")))
    if view.year:
        yield Limit(str(view.year), partial(show, replace(view, year=0)))
    if view.kind:
        yield Limit(kind_name(view.kind), partial(show, replace(view, kind=None)))
    for standing in view.standings:
        others = tuple(one for one in view.standings if one is not standing)
        yield Limit(_option(standing), partial(show, replace(view, standings=others)))


def _select(
    label: str,
    options: Sequence[_Choice],
    key: str,
    none: str,
    worded: Callable[[_Choice], str] = str,
) -> _Choice | None:
    """Let choose one of ``options``, or none of them where ``none`` says what that means."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = None if none else options[0]
    return st.selectbox(
        label,
        options,
        index=None if none else 0,
        format_func=worded,
        key=key,
        placeholder=none,
        persist_state="session",
    )


def _option(one: Order | Group | Standing) -> str:
    return capital(_(one.value))


def heading(group: str) -> str:
    """Return a group as it is called: what a paper lacks in words of ours, else its own name."""
    return _(group) if group in (NO_BODY, NO_DATE) else group


def show(view: PaperView) -> None:
    """Set all that is chosen, before it is drawn or from a callback."""
    st.session_state["papers_words"] = view.words
    st.session_state["papers_collection"] = view.collection or None
    st.session_state["papers_committee"] = view.committee or None
    st.session_state["papers_year"] = view.year or None
    st.session_state["papers_kind"] = view.kind
    st.session_state["papers_order"] = view.order
    st.session_state["papers_group"] = view.group
    st.session_state["papers_standings"] = list(view.standings)
    st.session_state["papers_sheet"] = view.sheet
    st.session_state.pop("papers_limited", None)
