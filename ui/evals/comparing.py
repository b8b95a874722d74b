"""A run compared with another: by measure, by group, and question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from corpus.model import Access, CorpusError
from evals.measure import Comparison, Moved, compare_runs, moved_questions
from evals.model import EvalError, Result, Run
from ui.evals.kept_runs import MOST_RUNS, KeptRun, choose_run, read, run_names
from ui.evals.tables import Rows, compared, compared_by_group, heading
from ui.evals.view import other_key
from ui.language import _
from ui.service import catalogue
from ui.words import plain, shortened

_A_SHEET = 20


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
    _drawn(found, clearance)
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


def _drawn(found: Comparison, clearance: Access) -> None:
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
    _which_moved(moved_questions(found), clearance)


def _which_moved(moved: Sequence[Moved], clearance: Access) -> None:
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
        _rows(shown, clearance), hide_index=True, alt=_("Questions that moved, the worse first")
    )


def _rows(moved: Sequence[Moved], clearance: Access) -> Rows:
    return {
        _("Moved"): [_("Worse") if one.worse else _("Better") for one in moved],
        _("Question"): [plain(shortened(one.after.asked, 160)) for one in moved],
        _("Before → now"): [_scores(one) for one in moved],
        _("First gave"): [_gave(one.before, clearance) for one in moved],
        _("Second gave"): [_gave(one.after, clearance) for one in moved],
    }


def _scores(one: Moved) -> str:
    said = (f"{heading(m.measure)} {m.before:.2g} → {m.after:.2g}" for m in one.moves)
    return plain(", ".join(said))


def _gave(result: Result, clearance: Access) -> str:
    """Return how a question ended and the page that came first, if whoever looks may see it."""
    outcome = result.response.outcome.value
    if not result.response.pages:
        return plain(outcome)
    name, number = result.response.pages[0]
    try:
        paper = catalogue().paper(name, clearance)
        catalogue().page(paper.id, number, clearance)
    except CorpusError:
        where = _("a page that is not here, or not for you")
        return f"{plain(outcome)}; {where}"
    where = _("{name}, PDF page {number}").format(name=plain(name), number=number)
    return f"{plain(outcome)}; {where}"
