"""What people said of answers: each with its question, verdict and day, to be made a question."""

from __future__ import annotations

import streamlit as st

from corpus.model import Access, CorpusError
from evals.model import EvalError
from evals.sets import KeptReview, Kind, Question, Verdict, read_reviews
from ui.chat import change_question, own_set, review_file
from ui.evals.seen import all_stand, hidden_words, page_button
from ui.language import N_, _
from ui.service import catalogue
from ui.viewer import open_page
from ui.words import OpenPage, counted, day, plain, shortened

_A_SHEET = 10
# Of an answer so many characters, and so many of its pages.
_LONGEST_SAID, _MOST_PAGES = 240, 3
_SAID = {
    Verdict.RIGHT: N_("right"),
    Verdict.WRONG: N_("wrong"),
    Verdict.NOT_THERE: N_("rightly not answered"),
}


def reviews(clearance: Access) -> None:
    """Draw the verdicts a sheet at a time, the last first; nothing where there are none.

    The words of a question that was asked with clearance, or of which that is not known, are
    shown with clearance only.
    """
    try:
        held = read_reviews(review_file())
    except EvalError as error:
        st.warning(plain(str(error)))
        return
    if not held:
        return
    st.header(_("Reviews of answers"), anchor=False)
    shown = [one for one in held if clearance is Access.EXEMPT or _is_open(one)]
    told = _("{questions}, the last first").format(questions=counted(len(shown), "question"))
    st.caption(told)
    if hidden := len(held) - len(shown):
        told = _("Besides, {questions} asked with clearance, or not known to be without.")
        st.caption(told.format(questions=counted(hidden, "question")))
    sheets = -(-len(shown) // _A_SHEET)
    at = st.pagination(sheets, key=f"reviews_sheet_{sheets}") if sheets > 1 else 1
    for one in shown[(at - 1) * _A_SHEET : at * _A_SHEET]:
        _line(one, clearance)


def _is_open(one: KeptReview) -> bool:
    return one.review.access is Access.PUBLIC


def _line(one: KeptReview, clearance: Access) -> None:
    review = one.review
    kind = Kind.FOLLOW_UP if review.history else Kind.FACT
    question = Question(
        "", review.question, kind, review.gold, history=review.history, filters=review.filters
    )
    with st.container(key=f"review_row_{one.id}", gap="small"):
        _head(one, question, clearance)
        _answer(one, clearance)


def _answer(one: KeptReview, clearance: Access) -> None:
    """Draw the answer judged, what was noted of it, and the way to the pages that it cites."""
    review = one.review
    cited = review.cited or review.gold
    whole = all_stand([(page.paper, page.page, page.text) for page in cited], clearance)
    if review.said:
        st.caption(plain(shortened(review.said, _LONGEST_SAID)) if whole else hidden_words())
    if review.note:
        st.caption(plain(review.note))
    pages = list(dict.fromkeys((page.paper, page.page) for page in cited))
    with st.container(horizontal=True, key=f"review_pages_{one.id}"):
        for at, page in enumerate(pages[:_MOST_PAGES]):
            page_button(_("Cited"), page, clearance, f"review_page_{at}_{one.id}")


def _head(one: KeptReview, question: Question, clearance: Access) -> None:
    review = one.review
    with st.container(horizontal=True, vertical_alignment="center", key=f"review_{one.id}"):
        said = _(_SAID[review.verdict])
        told = said if one.day is None else f"{said}, {day(one.day)}"
        st.markdown(f"{plain(shortened(review.question, 160))} :small[{plain(told)}]")
        if own_set().holds(question):
            st.caption(_("In your own set"), width="content")
            return
        st.button(
            _("Make it an eval question"),
            key=f"review_make_{one.id}",
            icon=":material/flag:",
            type="tertiary",
            on_click=_begin,
            args=(question, clearance),
        )


def _begin(question: Question, clearance: Access) -> None:
    """Begin the question, with the page open that was cited where the answer was right."""
    change_question(question)
    for gold in question.gold[:1]:
        try:
            paper = catalogue().paper(gold.paper, clearance)
        except CorpusError:
            return  # the page is chosen by whoever writes the question
        open_page(OpenPage(paper.id, gold.page, item=gold.item))
