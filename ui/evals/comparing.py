"""A run compared with another: by measure, by group, and question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import streamlit as st

from corpus.model import Access
from evals.measure import Comparison, Moved, compare_runs, moved_questions
from evals.model import EvalError, Result, Run
from ui.evals.kept_runs import MOST_RUNS, KeptRun, choose_run, read, run_names
from ui.evals.seen import hidden_words, may_show, page_named, seen, words_of
from ui.evals.tables import Rows, compared, compared_by_group, heading
from ui.evals.view import EvalsView, evals_query, other_key
from ui.language import _
from ui.shell import address_of
from ui.words import OpenPage, page_query, plain, shortened

_A_SHEET = 20
# So many characters of an answer, and so many words of it before what differs.
_LONGEST_SAID, _WORDS_BEFORE = 280, 6


def compare(chosen: KeptRun, known: Mapping[str, Run], clearance: Access) -> str:
    """Draw the comparison with a run that is chosen here; nothing where no other is kept.

    Returns the name of the run compared with, "" where there is none.
    """
    others = [name for name in run_names() if name != chosen.name]
    if not others:
        return ""
    st.header(_("Compared with another run"), anchor=False)
    partner = _partner(chosen, others, known)
    # Each run has its own partner, so that another run chosen is offered another.
    key = other_key(chosen.name)
    if st.session_state.get(key) not in others:
        st.session_state[key] = partner
    at = None if st.session_state[key] is None else 0
    other = choose_run(_("Compare with"), others, at, key, known)
    if other is None:
        if partner is None:
            st.caption(_("No other run of this set is kept."))
        return ""
    try:
        found = compare_runs(other.run, chosen.run)
    except EvalError as error:
        st.info(plain(str(error)))
        return other.name
    _drawn(found, EvalsView(chosen.name, other.name), clearance)
    return other.name


def _partner(chosen: KeptRun, others: Sequence[str], known: Mapping[str, Run]) -> str | None:
    """Return the nearest earlier run of the same set, else the nearest later one.

    Of the runs that are not ``known`` only the first few before it are looked into.
    """
    earlier = [name for name in others if name < chosen.name]
    later = [name for name in reversed(others) if name > chosen.name]
    unread = [name for name in earlier if name not in known][:MOST_RUNS]
    for name in (*(one for one in earlier if one in known or one in unread), *later):
        run = known.get(name) or (_read(name) if name in unread else None)
        if run is not None and run.sets == chosen.run.sets:
            return name
    return None


def _read(name: str) -> Run | None:
    try:
        return read(name)
    except (EvalError, OSError):
        return None  # a broken run is told of when somebody chooses it


def _drawn(found: Comparison, view: EvalsView, clearance: Access) -> None:
    differs = ", ".join(found.differs) or _("nothing that shapes answers")
    st.caption(_("Differs in: {differs}").format(differs=plain(differs)))
    for warning in found.warnings:
        st.caption(f":material/warning: {plain(warning)}")
    st.caption(_("First is the run compared with, second the run chosen further up."))
    st.table(compared(found), hide_index=True, alt=_("The two runs compared by measure"))
    if found.by_group:
        with st.expander(_("By group, where a question moved")):
            st.table(
                compared_by_group(found), hide_index=True, alt=_("The two runs compared by group")
            )
    _which_moved(moved_questions(found), view, clearance)


def _which_moved(moved: Sequence[Moved], view: EvalsView, clearance: Access) -> None:
    """Draw which questions got worse and which better, a sheet at a time."""
    st.subheader(_("Questions that moved"), anchor=False)
    if not moved:
        st.caption(_("None: both runs came out the same, question by question."))
        return
    worse = sum(one.worse for one in moved)
    told = _("{worse} worse, {better} better, by what weighs most of what moved.")
    st.caption(told.format(worse=worse, better=len(moved) - worse))
    sheets = -(-len(moved) // _A_SHEET)
    at = st.pagination(sheets, key=f"evals_moved_{sheets}") if sheets > 1 else 1
    shown = moved[(at - 1) * _A_SHEET : at * _A_SHEET]
    st.table(
        _rows(shown, view, clearance),
        hide_index=True,
        alt=_("Questions that moved, the worse first"),
    )


def _rows(moved: Sequence[Moved], view: EvalsView, clearance: Access) -> Rows:
    gave = [_gave(one, view, clearance) for one in moved]
    return {
        _("Moved"): [_("Worse") if one.worse else _("Better") for one in moved],
        _("Question"): [plain(shortened(one.after.asked, 160)) for one in moved],
        _("Before → now"): [_scores(one) for one in moved],
        _("First gave"): [first for first, _second in gave],
        _("Second gave"): [second for _first, second in gave],
    }


def _scores(one: Moved) -> str:
    said = (f"{heading(m.measure)} {m.before:.2g} → {m.after:.2g}" for m in one.moves)
    return plain(", ".join(said))


def _gave(one: Moved, view: EvalsView, clearance: Access) -> tuple[str, str]:
    """Return how both runs ended, what each answered, and the page of it as a link.

    Where the answers differ only further on than there is room for, they are shown from there.
    """
    said = [
        words_of(result.response) if may_show(result.response, clearance) else hidden_words()
        for result in (one.before, one.after)
    ]
    first, second = _apart(*said)
    return _told(one.before, first, view, clearance), _told(one.after, second, view, clearance)


def _told(result: Result, said: str, view: EvalsView, clearance: Access) -> str:
    ended = plain(result.response.outcome.value)
    return f"{ended}: {plain(said)} {_page(result, view, clearance)}".rstrip()


def _apart(first: str, second: str) -> tuple[str, str]:
    """Return two texts shortened so that what differs in them is seen."""
    words, others = first.split(), second.split()
    differ = (at for at, (a, b) in enumerate(zip_longest(words, others)) if a != b)
    since = max(next(differ, 0) - _WORDS_BEFORE, 0)
    same = shortened(first, _LONGEST_SAID) == shortened(second, _LONGEST_SAID)
    if not since or not same:
        return shortened(first, _LONGEST_SAID), shortened(second, _LONGEST_SAID)
    found = (shortened(" ".join(held[since:]), _LONGEST_SAID) for held in (words, others))
    before, after = (f"… {said}" for said in found)
    return before, after


def _page(result: Result, view: EvalsView, clearance: Access) -> str:
    """Return the page that was cited, or else came first, as a link that opens it beside this."""
    response = result.response
    cited = [(one.paper, one.page) for one in response.citations]
    for page in (*cited, *response.pages)[:1]:
        told = page_named(page, clearance)
        paper = seen(page, clearance)
        if paper is None:
            return f"({told})"
        query = evals_query(view) | page_query(OpenPage(paper.id, page[1]))
        return f"([{told}]({address_of(query, 'evals')}))"
    return ""
