"""Collections: papers that were found put together under a name, and the names there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from corpus.model import Access, Collection, CorpusError
from ui.language import _, pgettext
from ui.papers.choosing import Listed
from ui.people import demand
from ui.service import Action, catalogue, changing
from ui.shell import copy_link
from ui.words import counted, plain

# Of this session: what was done, to be said, and that the form that did it is to close.
_TOLD, _DONE = "collections_told", "collections_done"


def collect(found: Sequence[Listed], clearance: Access) -> None:
    """Offer to put the papers that were found into a collection, by its name or a new one."""
    count = counted(len(found), "paper")
    if st.session_state.pop(_DONE, False):
        st.session_state["collect"] = False
    with (
        st.popover(_("Collect"), icon=":material/library_add:", key="collect", on_change="rerun"),
        st.form("collecting", border=False, clear_on_submit=True),
    ):
        st.markdown(
            _("Put {papers} of this list together, to ask of them alone.").format(papers=count)
        )
        name = None
        if names := [one.name for one in catalogue().collections(clearance)]:
            name = st.selectbox(
                _("Into"),
                names,
                index=None,
                key="collect_into",
                placeholder=pgettext("collection", "New"),
            )
        new = st.text_input(
            _("Or into a new one, called") if names else _("Name of the collection"),
            key="collect_name",
            max_chars=80,
            placeholder=_("A subject, a ward, an inquiry"),
        )
        sent = st.form_submit_button(_("Put in"), key="collect_send")
    name = name or " ".join(new.split())
    if sent and name:
        # What was done stands on the page, which the open form would cover.
        st.session_state[_DONE] = True
        ids = [one.paper.id for one in found]
        _do(
            partial(catalogue().work.collections.put_in, name, ids),
            _("Put into “{name}”.").format(name=name),
        )
    elif sent:
        st.warning(_("Write a name, or choose one."))


def gathered(administers: bool, clearance: Access, show: Callable[[str], None]) -> None:
    """Draw the collections that there are; ``show`` lists the papers of one."""
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told), icon=":material/check:")
    held = catalogue().collections(clearance)
    if not held:
        return
    with st.expander(
        _("Collections: {number}").format(number=len(held)),
        icon=":material/library_books:",
        key="gathered",
    ):
        for at, one in enumerate(held):
            _collection(at, one, administers, show)


def _collection(at: int, one: Collection, administers: bool, show: Callable[[str], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"collection_{at}"):
        said = f"**{plain(one.name)}** {counted(len(one.papers), 'paper')}"
        if one.closed:
            closed = _("not told to the public, since a paper in it is or was exempt")
            said = f"{said} · {closed}"
        st.markdown(said, width="stretch")
        st.button(
            _("List"), key=f"collection_show_{at}", type="tertiary", on_click=show, args=(one.name,)
        )
        copy_link(
            {"collection": one.name}, key=f"collection_link_{at}", label=_("Copy link to ask")
        )
        if administers:
            with st.popover(_("Change"), key=f"collection_change_{at}", type="tertiary"):
                _change(at, one)


def _change(at: int, one: Collection) -> None:
    shelf = catalogue().work.collections
    with st.form(f"collection_rename_{at}", border=False):
        new = st.text_input(_("Name"), one.name, key=f"collection_name_{at}", max_chars=80)
        if st.form_submit_button(_("Rename"), key=f"collection_renamed_{at}"):
            _do(
                partial(shelf.rename, one.name, new),
                _("“{name}” is called “{new}” now.").format(name=one.name, new=new),
            )
    if st.button(_("Delete, keep its papers"), key=f"collection_delete_{at}"):
        _do(
            partial(shelf.delete, one.name),
            _("“{name}” is deleted; its papers stay.").format(name=one.name),
        )


def take_out(paper: Listed, collection: str) -> None:
    """Offer to take a paper out of the collection that is listed."""
    if st.button(_("Take out of the collection"), key=f"take_out_{paper.paper.id}"):
        change = partial(catalogue().work.collections.take_out, collection, [paper.paper.id])
        _do(
            change,
            _("{name} is no longer in “{collection}”.").format(
                name=paper.paper.file_name, collection=collection
            ),
        )


def _do(change: Callable[[], object], told: str) -> None:
    """Do what only officers may, note it in the log, and say it on the page as it is then."""
    who = demand(Action.COLLECT)
    ended = changing(Action.COLLECT, who.asker)
    try:
        change()
    except CorpusError as error:
        ended((), type(error).__name__)
        st.error(plain(str(error)))
        return
    ended((), "")
    st.session_state[_TOLD] = told
    st.rerun()
