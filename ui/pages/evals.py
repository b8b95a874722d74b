"""Evals: how well questions are answered, run by run, and which ones are not."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corpus.model import Access, CorpusError, Scope, typed
from evals.measure import RIGHT, compare_runs, shortfalls
from evals.model import EvalError, Page, Result, Run
from evals.run import list_runs, read_run, runs_folder
from evals.sets import QuestionSet, read_sets
from evals.show import OVER_TIME, runs_plot
from ui.chat import review_file
from ui.evals import (
    Measuring,
    asked_by,
    by_kind,
    compared,
    compared_by_group,
    got,
    lacking,
    over_time,
    sets_at_hand,
    summary,
)
from ui.people import demand, visitor
from ui.service import backend, catalogue
from ui.shell import ink
from ui.words import counted, plain, shortened, verbatim

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
    _start()
    _under_way()
    named, troubles = _runs()
    runs = list(named.values())
    for trouble in troubles:
        st.caption(f":material/warning: {plain(trouble)}")
    if not runs:
        way = typed("evals run SET.jsonl")
        st.info(f"No runs are kept yet. Start one here, or with {way}.")
        return
    st.header("Runs over time", anchor=False)
    kept = len(list_runs(_folder()))
    if kept > _MOST_RUNS:
        st.caption(f"The newest {_MOST_RUNS} of {kept} runs kept.")
    _plot(runs)
    st.table(over_time(runs), hide_index=True, alt="Kept runs, newest first, by measure")
    chosen = _choose("Run", named, 0, "evals_run")
    _got(chosen)
    st.header("By kind of question", anchor=False)
    st.table(by_kind(chosen), hide_index=True, alt="The chosen run by kind of question")
    _compare(chosen, named)
    _failed(chosen, who.clearance)


def _start() -> None:
    at_hand = sets_at_hand(review_file())
    busy = measuring().busy
    with st.container(horizontal=True, vertical_alignment="bottom", key="evals_start"):
        chosen = st.selectbox(
            "Ask a set of questions",
            at_hand,
            format_func=lambda path: "Reviews of answers" if path == review_file() else path.stem,
            key="evals_set",
            disabled=busy,
        )
        started = st.button(
            "Start a run",
            icon=":material/play_arrow:",
            type="primary",
            key="evals_go",
            disabled=busy or chosen is None,
        )
    if chosen is None:
        return
    try:
        questions = read_sets([chosen])
    except EvalError as error:
        st.warning(plain(str(error)))
        return
    _warn_of_missing(questions)
    if started:
        if not measuring().start(backend(), [chosen]):
            st.warning("Another run is under way. Try again when it has ended.")
        st.rerun()


def _warn_of_missing(questions: QuestionSet) -> None:
    held = catalogue().papers(Scope(clearance=visitor().clearance))
    missing = lacking(questions, (paper.file_name for paper in held))
    count = counted(len(questions.questions), "question")
    if missing:
        named = plain(shortened(", ".join(missing), 200))
        papers = counted(len(missing), "paper")
        st.caption(f":material/warning: {count}; {papers} not in the catalogue: {named}")
    else:
        st.caption(f"{count}. People can go on asking meanwhile, a little slower.")


def _under_way() -> None:
    run = measuring().run
    if run is None:
        return
    if not run.done:
        _progress()
    elif run.error:
        st.error(f"{plain(run.name)}: {plain(run.error)}", icon=":material/error:")
    else:
        st.success(
            f"{plain(run.name)}: {counted(run.asked, 'question')} asked. "
            f"The run is kept and stands first below.",
            icon=":material/check:",
        )


@st.fragment(run_every=0.6)
def _progress() -> None:
    run = measuring().run
    if run is None or run.done or not visitor().administers:
        st.rerun()
    words = f"{run.asked} of {counted(run.questions, 'question')}"
    now = f" · now {plain(shortened(run.now, 70))}" if run.now else " · loading the reading model"
    st.progress(run.asked / max(run.questions, 1), text=f"**{plain(run.name)}** {words}{now}")
    st.button(
        "Stop the run", icon=":material/stop_circle:", key="evals_stop", on_click=measuring().stop
    )


def _plot(runs: list[Run]) -> None:
    sets = list(dict.fromkeys(run.sets for run in runs))
    name = sets[0]
    if len(sets) > 1:
        name = st.selectbox("Plot the runs of", sets, key="evals_plotted") or name
    held = [run for run in runs if run.sets == name]
    if len({run.questions for run in held}) > 1:
        st.caption(":material/info: Questions of this set were changed between these runs.")
    measures = ", ".join(OVER_TIME)
    oldest_first = sorted(held, key=lambda run: run.at)
    st.image(
        runs_plot(oldest_first, [summary(run)[0] for run in oldest_first], ink()),
        width="stretch",
        alt=f"{measures} of {counted(len(held), 'run')} of {name}; the table below has the figures",
    )


@st.cache_resource(show_spinner=False)
def measuring() -> Measuring:
    """Return what runs evaluations in this process."""
    return Measuring(_folder(), demand)


def _folder() -> Path:
    return runs_folder(backend().settings.data)


def _runs() -> tuple[dict[str, Run], list[str]]:
    """Return the newest runs by the name of their file, and of those that cannot be read why not.

    Two runs of one set bear one name themselves.
    """
    found: dict[str, Run] = {}
    troubles = []
    for path in list_runs(_folder())[:_MOST_RUNS]:
        try:
            found[path.stem] = _run(str(path), path.stat().st_mtime_ns)
        except EvalError as error:
            troubles.append(str(error).replace(str(path), path.name))
    return found, troubles


@st.cache_resource(max_entries=64, show_spinner=False)
def _run(path: str, changed: int) -> Run:
    """Read a run; ``changed`` is in the key, so that a file written anew is read again."""
    del changed
    return read_run(Path(path))


def _choose(label: str, named: dict[str, Run], at: int, key: str) -> Run:
    names = list(named)
    name = st.selectbox(
        label,
        names,
        at,
        format_func=lambda n: f"{named[n].at[:19].replace('T', ' ')}, {plain(named[n].name)}",
        key=key,
    )
    return named[name or names[at]]


def _got(chosen: Run) -> None:
    st.header("What whoever asked got", anchor=False)
    if not any(one.score(RIGHT) for one in chosen.results):
        st.caption("An earlier version kept this run and did not measure this. Run the set again.")
        return
    st.caption(
        "**Right**: answered with every fact and a right page, not answered where the papers hold "
        "nothing, or replied to. **Direct**: right, in the first lines. **Shown**: right, or to be "
        "read in what was quoted. **Misleading**: answered with something else. **Withheld**: "
        "neither answered nor shown. Fewer misleading and withheld are better. In brackets: the "
        "95 % interval."
    )
    ways = asked_by(chosen)
    by = (
        st.selectbox("Group by", ways, format_func=lambda way: way.capitalize(), key="evals_by")
        if ways
        else None
    )
    st.table(got(chosen, by), hide_index=True, alt="What the people who asked got, by group")


def _compare(chosen: Run, named: dict[str, Run]) -> None:
    if len(named) < 2:
        return
    st.header("Compared with another run", anchor=False)
    other = _choose("Compare with", named, 1, "evals_other")
    if other is chosen:
        st.caption("Choose another run to compare.")
        return
    try:
        found = compare_runs(other, chosen)
    except EvalError as error:
        st.info(plain(str(error)))
        return
    differs = ", ".join(found.differs) or "nothing that shapes answers"
    st.caption(f"Differs in: {plain(differs)}")
    for warning in found.warnings:
        st.caption(f":material/warning: {plain(warning)}")
    st.table(compared(found), hide_index=True, alt="The two runs compared by measure")
    if found.by_group:
        with st.expander("By group, where a question moved"):
            st.table(
                compared_by_group(found), hide_index=True, alt="The two runs compared by group"
            )


def _failed(run: Run, clearance: Access) -> None:
    st.header("Questions that fell short", anchor=False)
    short = [(result, why) for result in run.results if (why := shortfalls(result))]
    st.caption(f"{len(short)} of {counted(len(run.results), 'question')}")
    leaves = -(-len(short) // _MOST_FAILED)
    at = st.pagination(leaves, key=f"evals_failed_{leaves}") if leaves > 1 else 1
    for result, why in short[(at - 1) * _MOST_FAILED : at * _MOST_FAILED]:
        label = f"{plain(shortened(result.question, 110))} ({plain(result.kind)})"
        key = f"failed_{run.name}_{run.at}_{result.id}"
        with st.expander(label, key=key, on_change="rerun") as shown:
            if shown.open:
                _question(result, why, clearance)


def _question(result: Result, why: tuple[str, ...], clearance: Access) -> None:
    if result.follows:
        st.text(verbatim(f"Asked after: {' › '.join(result.history)}"))
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
