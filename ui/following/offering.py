"""A button that follows what stands beside it."""

from __future__ import annotations

import streamlit as st

from corpus.model import Access, CorpusError, Scope
from corpus.register import RegisterSearch
from retrieval.model import FollowError
from ui.following.keeping import follow_file
from ui.language import _
from ui.people import own_mail, owner, told, visitor
from ui.service import catalogue
from ui.words import plain


def follow_button(
    kind: str,
    words: str,
    *,
    key: str,
    paper: str = "",
    committee: str = "",
    label: str = "",
) -> None:
    """Draw a button that follows something; nothing where nobody can be known again.

    ``kind`` is the value of a :class:`retrieval.following.FollowKind`, ``paper`` the id of the
    paper whose words those of a matter are. What is followed stands in feeds and mails, so words
    that the public does not see are not offered. It is called "Follow" unless ``label`` says else.
    """
    who = owner()
    if who is None or not _is_open(kind, words, paper):
        return
    key = f"follow_{key}"
    st.button(
        label or _("Follow"),
        key=key,
        type="tertiary",
        icon=":material/notifications:",
        on_click=_follow,
        args=(who.key, kind, words, committee, key),
    )
    if said := st.session_state.pop(f"{key}_said", ""):
        st.caption(plain(said))


def _is_open(kind: str, words: str, paper: str) -> bool:
    """Whether the public sees the words that a paper gives to somebody cleared."""
    if kind == "search" or visitor().clearance is not Access.EXEMPT:
        return True
    if kind == "committee":
        return words in catalogue().committees()
    search = RegisterSearch(scope=Scope(papers=(paper,)))
    decided = catalogue().search_resolutions(search).resolutions
    return words in {
        *(item.title for item in catalogue().items(paper)),
        *(one.title for one in decided),
    }


def _follow(who: str, kind: str, words: str, committee: str, key: str) -> None:
    # What finds brings along all of reading, which no page should wait for.
    from retrieval.following import FollowKind

    try:
        follow_file().follow(
            who,
            FollowKind(kind),
            words,
            committee=committee,
            mail=own_mail(),
            offered=kind != "search",
        )
        said = _("Followed. The page Following tells what is found.")
    except FollowError as error:
        said = _("Not followed: {error}.").format(error=error)
    except CorpusError as error:
        said = _("Not followed: {error}").format(error=told(error))
    st.session_state[f"{key}_said"] = said
