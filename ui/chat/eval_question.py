"""A question of the council's own set, made or changed beside the page that answers it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from corpus.model import CorpusError, Page, Paper
from evals.model import EvalError
from evals.sets import Expect, Gold, Kind, Question
from ui.chat import chat
from ui.chat.cards import worth_opening
from ui.chat.judging import filters_of, keep_question
from ui.kept import Exchange, earlier
from ui.language import _
from ui.people import ForbiddenError, visitor
from ui.service import Action, catalogue
from ui.viewer import item_of, open_page, opened_page, redraw_all
from ui.words import plain

# The question being written, whose id is "" while the set does not have it, and its fields.
_DRAFT, _WORDS, _FACTS = "eval_question", "eval_question_words", "eval_question_facts"
# What came of it, told when the page is drawn: a callback of the viewer may draw nothing.
_SAID = "eval_question_said"
_LONGEST = 4000


def begin_question(at: int, exchange: Exchange) -> None:
    """Begin a question of exchange ``at`` (from 0), with a page of its answer open in the viewer.

    A page that is open already stays open.
    """
    before = tuple(turn.question for turn in earlier(at, chat.exchanges()))
    kind = Kind.FOLLOW_UP if before else Kind.FACT
    filters = filters_of(exchange.scope)
    question = Question("", exchange.question, kind, history=before, filters=filters)
    _begin(question)
    pages = worth_opening(exchange.answer, 1) if exchange.answer else ()
    if pages and opened_page() is None:
        open_page(pages[0])


def change_question(question: Question) -> None:
    """Begin to change a question of the set; the page that answers it is to be open."""
    _begin(question)


def question_form(paper: Paper | None = None, page: Page | None = None) -> None:
    """Draw the form of the question being written, if one is; beside ``page`` if one is open."""
    if said := st.session_state.pop(_SAID, None):
        st.caption(f"{said[1]} {plain(said[0])}")
    if _DRAFT not in st.session_state or not visitor().may(Action.JUDGE):
        return
    with st.container(border=True, key="eval_question_form"):
        st.text_area(
            _("Eval question"), key=_WORDS, height=68, max_chars=_LONGEST, persist_state="session"
        )
        st.text_area(
            _("What a right answer says (optional): a fact a line, other spellings after |"),
            key=_FACTS,
            height=68,
            max_chars=_LONGEST,
            placeholder=_("30 June 2024 | June 2024"),
            persist_state="session",
        )
        if page is None:
            st.caption(_("Open the page that answers it; it can then be saved beside the page."))
        with st.container(horizontal=True):
            if paper and page:
                st.button(
                    _("Save: PDF page {number} answers it").format(number=page.number),
                    key="eval_question_save",
                    type="primary",
                    on_click=_saved,
                    args=(paper, page),
                )
            st.button(_("Save: no paper answers it"), key="eval_question_none", on_click=_saved)
            st.button(_("Cancel"), key="eval_question_cancel", type="tertiary", on_click=_end)


def without_page() -> bool:
    """Tell whether a question is being written, or was just kept, and no page is open beside it."""
    told = _DRAFT in st.session_state or _SAID in st.session_state
    return told and opened_page() is None


def _begin(question: Question) -> None:
    st.session_state[_DRAFT] = question
    st.session_state[_WORDS] = question.question
    facts = (" | ".join(spellings) for spellings in question.facts)
    st.session_state[_FACTS] = "\n".join(facts)


def _end() -> None:
    st.session_state.pop(_DRAFT, None)
    redraw_all()  # others list the questions


def _saved(paper: Paper | None = None, page: Page | None = None) -> None:
    question: Question | None = st.session_state.get(_DRAFT)
    if question is None:
        return
    try:
        keep_question(_written(question, paper, page))
    except (CorpusError, EvalError, ForbiddenError) as error:
        st.session_state[_SAID] = (str(error), ":material/error:")
        return
    _end()
    st.session_state[_SAID] = (_("Kept in your own set of eval questions."), ":material/check:")


def _written(question: Question, paper: Paper | None, page: Page | None) -> Question:
    """Return the question as it stands in the form, answered by ``page`` or by no paper."""
    words = " ".join(str(st.session_state.get(_WORDS, "")).split())
    if paper is None or page is None:
        none = replace(question, kind=Kind.UNANSWERABLE, expect=Expect.NONE, gold=(), facts=())
        return replace(none, question=words)
    kind = question.kind
    if kind is Kind.UNANSWERABLE:
        kind = Kind.FOLLOW_UP if question.history else Kind.FACT
    gold = question.gold
    if (paper.file_name, page.number) not in question.gold_pages:
        gold = (_gold(paper, page),)
    lines = str(st.session_state.get(_FACTS, "")).splitlines()
    facts = (tuple(part.strip() for part in line.split("|") if part.strip()) for line in lines)
    told = tuple(fact for fact in facts if fact)
    found = replace(question, kind=kind, expect=Expect.ANSWER, gold=gold, facts=told)
    return replace(found, question=words)


def _gold(paper: Paper, page: Page) -> Gold:
    """Return a page as one that answers.

    The words that are marked on it stand for it, else its longest line; a page without text has
    none.
    """
    opened = opened_page()
    spans = opened.spans if opened and opened.paper_id == paper.id else ()
    marked = [page.text[one.start : one.end] for one in spans if one.page == page.number]
    lines = marked[:1] or page.text.splitlines()
    text = max((" ".join(line.split()) for line in lines), key=len, default="")
    items = catalogue().items(paper.id, visitor().clearance)
    item = item_of(items, page.number, opened.item if opened else None)
    return Gold(paper.file_name, page.number, page.label, item.number if item else None, text)
