"""What can be done with an answer, behind one button: copy, share, ask again, change, judge."""

from __future__ import annotations

import streamlit as st

from evals.model import EvalError
from evals.sets import Verdict
from retrieval.model import Status
from ui.chat import chat
from ui.chat.eval_question import begin_question
from ui.chat.export import answer_words
from ui.chat.going_on import Ask, edited, whole_question
from ui.chat.judging import judge, judged, unjudge
from ui.following import follow_button
from ui.kept import Exchange
from ui.language import _
from ui.people import ForbiddenError, visitor
from ui.service import Action
from ui.shell import copy_button, copy_link
from ui.words import plain, question_query


def answer_actions(at: int, exchange: Exchange, ask: Ask) -> None:
    """Draw the button under exchange ``at`` (from 0); nothing where it has no answer."""
    if exchange.answer is None:
        return
    with (
        st.container(key=f"actions_{at}"),
        st.popover(_("Actions"), icon=":material/more_horiz:", type="tertiary", key=f"menu_{at}"),
    ):
        if exchange.answer.status is Status.ANSWERED:
            copy_button(_("Copy with citations"), answer_words(exchange.answer), key=f"copy_{at}")
        whole = whole_question(at, exchange)
        copy_link(question_query(whole, exchange.scope), key=f"share_{at}")
        # The words of one that was clicked may be a paper's.
        if not exchange.offered:
            words = exchange.question
            follow_button("search", words, key=f"search_{at}", label=_("Follow this search"))
        st.button(
            _("Ask again"),
            key=f"again_{at}",
            icon=":material/refresh:",
            type="tertiary",
            on_click=chat.again,
            args=(at,),
        )
        with st.expander(_("Edit the question"), icon=":material/edit:"):
            edited(at, exchange, ask)
        if visitor().may(Action.JUDGE) and exchange.answer.status is not Status.REPLIED:
            _judgement(at, exchange)


def _judgement(at: int, exchange: Exchange) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Was this right?"), width="content")
        key, said = f"thumb_{at}", judged(at, exchange)
        pressed = None if said is None else int(said is not Verdict.WRONG)
        # What is kept is what is pressed: of a chat opened again, and where keeping failed.
        if st.session_state.get(key) != pressed:
            st.session_state[key] = pressed
        st.feedback("thumbs", key=key, on_change=_thumbed, args=(at, exchange))
    st.button(
        _("Make it an eval question"),
        key=f"eval_{at}",
        icon=":material/flag:",
        type="tertiary",
        on_click=begin_question,
        args=(at, exchange),
    )


def _thumbed(at: int, exchange: Exchange) -> None:
    thumb = st.session_state.get(f"thumb_{at}")
    if exchange.answer is None:
        return
    refused = exchange.answer.status is not Status.ANSWERED
    good = Verdict.NOT_THERE if refused else Verdict.RIGHT
    try:
        if thumb is None:
            unjudge(at)
        else:
            judge(at, exchange, good if thumb == 1 else Verdict.WRONG)
    except (EvalError, ForbiddenError) as error:
        st.toast(plain(str(error)), icon=":material/error:")
    else:
        told = (
            _("Noted for the next evaluation. Thank you.")
            if thumb is not None
            else _("Taken back.")
        )
        st.toast(told, icon=":material/check:")
