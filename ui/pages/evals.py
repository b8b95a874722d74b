"""Evals: how well questions are answered, run by run, and which ones are not."""

from __future__ import annotations

import streamlit as st

from corpus.errors import CorpusError
from corpus.types import Access
from evals.compare import compare_runs
from evals.errors import EvalError
from evals.results import Page, Result, Run
from evals.runs import list_runs, read_run
from evals.shortfalls import shortfalls
from ui.access import visitor
from ui.backend import backend, catalogue
from ui.eval_tables import by_kind, compared, over_time
from ui.plain import plain, shortened, verbatim
from ui.wording import counted

_MOST_RUNS = 20
_MOST_FAILED = 10
_SCALE = 1.0


def draw() -> None:
    """Draw the page."""
    st.title("Evals", anchor=False)
    who = visitor()
    if not who.administers:
        st.info("Evaluation runs are for the people who run this computer.")
        return
    runs = _runs()
    if not runs:
        st.info("No runs are kept yet. Make one with `python -m evals run SET.jsonl --data DIR`.")
        return
    st.header("Runs over time", anchor=False)
    st.table(over_time(runs), hide_index=True, alt="Kept runs, newest first, by measure")
    chosen = _choose("Run", runs, 0, "evals_run")
    st.header("By kind of question", anchor=False)
    st.table(by_kind(chosen), hide_index=True, alt="The chosen run by kind of question")
    _compare(chosen, runs)
    _failed(chosen, who.clearance)


def _runs() -> list[Run]:
    found = []
    for path in list_runs()[:_MOST_RUNS]:
        try:
            found.append(_run(str(path), path.stat().st_mtime_ns))
        except EvalError as error:
            st.warning(plain(str(error)))
    return found


@st.cache_data(max_entries=64, show_spinner=False)
def _run(path: str, changed: int) -> Run:
    """Read a run; ``changed`` is in the key, so that a file written anew is read again."""
    del changed
    return read_run(next(p for p in list_runs() if str(p) == path))


def _choose(label: str, runs: list[Run], at: int, key: str) -> Run:
    named = {run.name: run for run in runs}
    name = st.selectbox(
        label,
        list(named),
        at,
        format_func=lambda n: f"{named[n].at[:16].replace('T', ' ')}, {named[n].sets}",
        key=key,
    )
    return named[name or runs[at].name]


def _compare(chosen: Run, runs: list[Run]) -> None:
    if len(runs) < 2:
        return
    st.header("Compared with another run", anchor=False)
    other = _choose("Compare with", runs, 1, "evals_other")
    if other.name == chosen.name:
        st.caption("Choose another run to compare.")
        return
    try:
        found = compare_runs(other, chosen)
    except EvalError as error:
        st.info(plain(str(error)))
        return
    for warning in found.warnings:
        st.caption(f":material/warning: {plain(warning)}")
    st.table(compared(found), hide_index=True, alt="The two runs compared by measure")


def _failed(run: Run, clearance: Access) -> None:
    st.header("Questions that fell short", anchor=False)
    short = [(result, why) for result in run.results if (why := shortfalls(result))]
    st.caption(f"{len(short)} of {counted(len(run.results), 'question')}")
    leaves = -(-len(short) // _MOST_FAILED)
    at = st.pagination(leaves, key=f"evals_failed_{leaves}") if leaves > 1 else 1
    for result, why in short[(at - 1) * _MOST_FAILED : at * _MOST_FAILED]:
        label = f"{plain(shortened(result.question, 110))} ({plain(result.kind)})"
        key = f"failed_{run.name}_{result.id}"
        with st.expander(label, key=key, on_change="rerun") as shown:
            if shown.open:
                _question(result, why, clearance)


def _question(result: Result, why: tuple[str, ...], clearance: Access) -> None:
    for reason in why:
        st.text(verbatim(reason))
    gold, back = st.columns(2)
    with gold:
        _picture("Where the answer stands", result.gold[:1], clearance)
    with back:
        _picture("What came back first", result.response.pages[:1], clearance)


def _picture(title: str, pages: tuple[Page, ...], clearance: Access) -> None:
    st.markdown(f"**{title}**")
    if not pages:
        st.caption("No page")
        return
    name, number = pages[0]
    st.caption(f"{plain(name)}, PDF page {number}")
    try:
        paper = catalogue().paper(name, clearance)
        picture = backend().picture(paper.id, number, _SCALE, clearance)
    except CorpusError as error:
        st.caption(plain(str(error)))
        return
    st.image(picture, width="stretch", alt=f"{title}: {name}, PDF page {number}")
