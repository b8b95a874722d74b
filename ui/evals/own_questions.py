"""The questions of the council's own set: each with its page, to be changed and removed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from corpus.model import Access, CorpusError, Paper
from evals.model import EvalError
from evals.sets import Question
from ui.chat import (
    change_question,
    own_set,
    put_question_back,
    question_form,
    remove_question,
    without_page,
)
from ui.language import _
from ui.people import ForbiddenError, while_allowed
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import OpenPage, counted, plain, shortened

_A_SHEET = 10
_REMOVED = "own_question_removed"


def own_questions(clearance: Access) -> None:
    """Draw the questions a sheet at a time; nothing where there are none."""
    try:
        held = own_set().questions()
    except EvalError as error:
        st.warning(plain(str(error)))
        return
    if not held and _REMOVED not in st.session_state and not without_page():
        return
    st.header(_("Your own questions"), anchor=False)
    st.caption(
        _("{questions}, made of answers on the Ask page or taken in from a file").format(
            questions=counted(len(held), "question")
        )
    )
    if _REMOVED in st.session_state:
        with st.container(horizontal=True, vertical_alignment="center", key="own_removed"):
            st.caption(_("The question is removed."), width="content")
            st.button(_("Undo"), key="own_undo", type="tertiary", on_click=_undo)
    if without_page():
        question_form()
    sheets = -(-len(held) // _A_SHEET)
    at = st.pagination(sheets, key=f"own_sheet_{sheets}") if sheets > 1 else 1
    for question in held[(at - 1) * _A_SHEET : at * _A_SHEET]:
        _line(question, clearance)
    if held:
        st.download_button(
            _("Download your own questions"),
            data=while_allowed(partial(written, clearance)),
            file_name="questions.jsonl",
            mime="application/jsonl",
            help=_("Those whose pages you may see, as a file that can be taken in again."),
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
            key="own_download",
        )


def written(clearance: Access) -> str:
    """Return as JSON Lines the questions whose pages may be seen with ``clearance``."""
    return own_set().written(lambda question: _where(question, clearance)[1])


def _line(question: Question, clearance: Access) -> None:
    paper, seen = _where(question, clearance)
    with st.container(horizontal=True, vertical_alignment="center", key=f"own_{question.id}"):
        if seen:
            where = (
                _("PDF page {page} of {title}").format(
                    page=question.gold[0].page, title=paper.title
                )
                if paper
                else _("in no paper")
            )
            st.markdown(f"{plain(question.question)} :small[{plain(shortened(where, 80))}]")
            st.button(
                _("Edit"),
                key=f"own_edit_{question.id}",
                icon=":material/edit:",
                type="tertiary",
                on_click=_edited,
                args=(question, paper),
            )
        else:
            st.caption(_("A question whose page is not in the catalogue, or not for you"))
        st.button(
            _("Remove"),
            key=f"own_remove_{question.id}",
            icon=":material/delete:",
            type="tertiary",
            on_click=_removed,
            args=(question,),
        )


def _where(question: Question, clearance: Access) -> tuple[Paper | None, bool]:
    """Return the paper of the first page that answers, and whether this visitor may see it all."""
    paper = None
    try:
        for gold in reversed(question.gold):
            paper = catalogue().paper(gold.paper, clearance)
            catalogue().page(paper.id, gold.page, clearance)
    except CorpusError:
        return None, False
    return paper, True


def _edited(question: Question, paper: Paper | None) -> None:
    change_question(question)
    if paper is not None:
        open_page(OpenPage(paper.id, question.gold[0].page, item=question.gold[0].item))


def _removed(question: Question) -> None:
    try:
        gone = remove_question(question.id)
    except (EvalError, ForbiddenError) as error:
        st.toast(plain(str(error)), icon=":material/error:")
        return
    if gone is not None:
        st.session_state[_REMOVED] = gone


def _undo() -> None:
    gone: dict[str, Any] | None = st.session_state.pop(_REMOVED, None)
    try:
        if gone is not None:
            put_question_back(gone)
    except (EvalError, ForbiddenError) as error:
        st.toast(plain(str(error)), icon=":material/error:")
