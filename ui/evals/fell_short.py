"""The questions of a run that fell short: what was answered beside the page that is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from corpus.model import Access, CorpusError, Scope
from evals.measure import RIGHT, By, shortfalls
from evals.model import Cited, Page, Result, Run
from ui.evals.kept_runs import KeptRun
from ui.evals.seen import (
    hidden_words,
    may_show,
    may_tell,
    page_button,
    page_named,
    seen,
    stands,
    words_of,
)
from ui.evals.tables import group_called
from ui.evals.view import EvalsView, asked_of
from ui.language import _
from ui.service import backend
from ui.shell import address_of, scroll_to
from ui.viewer import opened_page
from ui.words import counted, plain, question_query, shortened, verbatim

_MOST_FAILED = 10
# Of a line that is folded, so many characters; and so many pages that it leads to.
_LONGEST_SAID, _LONGEST_WHY, _MOST_PAGES = 240, 240, 4
_SCALE = 1.0
_ROW, _CLICKED = "evals_row_", "evals_clicked"


def fell_short(chosen: KeptRun, clearance: Access) -> EvalsView:
    """Draw the questions of a run that fell short, a sheet at a time; return what is shown."""
    run = chosen.run
    st.header(_("Questions that fell short"), anchor=False)
    found = ((result, shortfalls(result)) for result in run.results)
    # Those that were not right matter most, so they come first.
    short = sorted(((result, why) for result, why in found if why), key=lambda one: _right(one[0]))
    _explained(run, [result for result, _why in short])
    asked = asked_of(chosen.name)
    kinds = [result.kind for result, _why in short]
    if asked and asked.kind in kinds and len(set(kinds)) > 1:
        st.session_state[_kind_key(run)] = asked.kind
    kind = _kind(run, kinds)
    narrowed = [one for one in short if kind in ("", one[0].kind)]
    leaves = -(-len(narrowed) // _MOST_FAILED)
    # Each kind has its own leaves, so that another one begins with the first.
    key = f"evals_failed_{leaves}_{kind}"
    if asked:
        _open(run, asked, [result for result, _why in narrowed], key if leaves > 1 else "")
    at = st.pagination(leaves, key=key) if leaves > 1 else 1
    opened = []
    shown_here = narrowed[(at - 1) * _MOST_FAILED : at * _MOST_FAILED]
    for row, (result, why) in enumerate(shown_here):
        told = f"{plain(_of_kind(result))}{_standing(result)}"
        label = f"{plain(shortened(result.question, 110))} ({told})"
        key = _line_key(run, result)
        with st.container(key=f"{_ROW}{row}", gap="small"):
            with st.expander(label, key=key, on_change="rerun") as shown:
                if shown.open:
                    opened.append(result.id)
                    _question(result, why, clearance)
            if not shown.open:
                _in_short(result, why, clearance)
            _ways(result, clearance, key, row)
    if (clicked := st.session_state.pop(_CLICKED, None)) is not None:
        # A page that opens beside them makes all lines narrower, and longer.
        scroll_to(f"{_ROW}{clicked}", key="evals_scroll")
    return EvalsView(chosen.name, kind=kind, sheet=at, opened=tuple(opened))


def _open(run: Run, asked: EvalsView, listed: Sequence[Result], sheet: str) -> None:
    """Set before they are drawn which sheet is shown, by its key, and which lines are open."""
    opened = [at for at, result in enumerate(listed) if result.id in asked.opened]
    for at in opened:
        st.session_state[_line_key(run, listed[at])] = True
    if sheet:
        leaves = -(-len(listed) // _MOST_FAILED)
        first = opened[0] // _MOST_FAILED + 1 if opened else asked.sheet
        st.session_state[sheet] = min(first, leaves)


def _line_key(run: Run, result: Result) -> str:
    return f"failed_{run.name}_{run.at}_{result.id}"


def _kind_key(run: Run) -> str:
    return f"evals_failed_kind_{run.name}_{run.at}"


def _kind(run: Run, kinds: Sequence[str]) -> str:
    """Let choose one of the kinds that occur; "" for all, or where there is one alone."""
    count = Counter(kinds)
    if len(count) < 2:
        return ""
    every = _("All kinds ({number})").format(number=len(kinds))

    def called(kind: str) -> str:
        return f"{group_called(By.KIND, kind)} ({count[kind]})" if kind else every

    # In the order of the table by kind.
    ordered = dict.fromkeys(result.kind for result in run.results if result.kind in count)
    key = _kind_key(run)
    return st.selectbox(_("Kind"), ["", *ordered], format_func=called, key=key) or ""


def _explained(run: Run, short: Sequence[Result]) -> None:
    """Say how many fell short, and how that goes with what the run got right."""
    questions = counted(len(run.results), "question")
    st.caption(_("{number} of {questions}").format(number=len(short), questions=questions))
    if not any(result.score(RIGHT) for result in run.results):
        return
    right = sum(_right(result) for result in short)
    told = _(
        "Not right, and first here: {wrong}. Right, but not as well as could be: {right}; of these "
        "a right page did not come first among those found, a right page was not cited or "
        "others were besides, a fact did not stand in the first lines, or a quote did not stand "
        "word for word on its page. These fall short too, and still count under “Right”."
    )
    st.caption(told.format(wrong=len(short) - right, right=right))


def _of_kind(result: Result) -> str:
    """Return the kind of a question within a line."""
    called = group_called(By.KIND, result.kind)
    return called[:1].lower() + called[1:]


def _standing(result: Result) -> str:
    """Return whether the answer was right all the same; nothing where that was not measured."""
    if not result.score(RIGHT):
        return ""
    return f"; {_('right, but') if _right(result) else _('not right')}"


def _right(result: Result) -> bool:
    score = result.score(RIGHT)
    return score is not None and score.value == 1


def _in_short(result: Result, why: tuple[str, ...], clearance: Access) -> None:
    """Draw below a folded line what was answered, and why it fell short."""
    whole = may_show(result.response, clearance)
    said = shortened(words_of(result.response), _LONGEST_SAID) if whole else hidden_words()
    st.caption(f"**{result.response.outcome.value}:** {plain(said)}")
    if may_tell(result, clearance):
        st.caption(plain(shortened("; ".join(why), _LONGEST_WHY)))


def _ways(result: Result, clearance: Access, key: str, row: int) -> None:
    """Draw the ways to the right pages and to those cited, or else shown as closest."""
    response = result.response
    cited = [(one.paper, one.page) for one in response.citations or response.closest[:1]]
    pages = (
        *((_("Where the answer stands"), page) for page in dict.fromkeys(result.gold)),
        *((_("Cited"), page) for page in dict.fromkeys(cited) if page not in result.gold),
    )
    with st.container(horizontal=True, key=f"pages_{key}"):
        for at, (title, page) in enumerate(pages[:_MOST_PAGES]):
            way = f"page_{at}_{key}"
            page_button(title, page, clearance, way, partial(_clicked, key, row))


def _clicked(key: str, row: int) -> None:
    """Open a line beside the page that was opened from it."""
    st.session_state[key] = True
    st.session_state[_CLICKED] = row


def _question(result: Result, why: tuple[str, ...], clearance: Access) -> None:
    if result.follows:
        before = _("Asked after: {questions}").format(questions=" › ".join(result.history))
        st.text(verbatim(before))
    quoted = (*result.response.citations, *result.response.closest)
    shown = [one for one in quoted if stands((one.paper, one.page, one.quote), clearance)]
    whole = may_show(result.response, clearance)
    for reason in why if may_tell(result, clearance) else ():
        st.text(verbatim(reason))
    if opened_page() is not None:
        # The page stands beside it, in the viewer.
        _given(result, shown, whole=whole)
        return
    gold, back = st.columns(2)
    with gold:
        _picture(_("Where the answer stands"), result.gold[:1], clearance)
    with back:
        _given(result, shown, whole=whole)
        _picture(_("What came back first"), result.response.pages[:1], clearance)


def _given(result: Result, shown: Sequence[Cited], *, whole: bool) -> None:
    """Draw the answer that was given, and offer to ask again.

    ``shown`` are those of its citations that may be seen, ``whole`` is whether its words may.
    """
    response = result.response
    st.markdown(
        _("**The answer that was given** ({outcome})").format(outcome=response.outcome.value)
    )
    if whole:
        st.text(verbatim(words_of(result.response)))
    else:
        st.caption(hidden_words())
    for one in shown:
        cited = _("{paper}, PDF page {page}: “{quote}”")
        quote = shortened(one.quote, 160)
        st.caption(plain(cited.format(paper=one.paper, page=one.page, quote=quote)))
    if not result.follows:
        again = address_of(question_query(result.question, Scope()))
        st.link_button(_("Ask again"), again, icon=":material/forum:", type="tertiary")


def _picture(title: str, pages: tuple[Page, ...], clearance: Access) -> None:
    st.markdown(f"**{title}**")
    if not pages:
        st.caption(_("No page"))
        return
    name, number = pages[0]
    st.caption(page_named(pages[0], clearance))
    paper = seen(pages[0], clearance)
    if paper is None:
        return
    try:
        picture = backend().picture(paper.id, number, _SCALE, clearance)
    except CorpusError as error:
        st.caption(plain(str(error)))
        return
    st.image(
        picture,
        width="stretch",
        alt=_("{title}: {name}, PDF page {number}").format(title=title, name=name, number=number),
    )
