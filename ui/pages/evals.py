"""Evals: how well questions are answered, run by run, and which ones are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from corpus.model import Access, CorpusError, Scope, typed
from evals.measure import RIGHT, By
from evals.model import EvalError, Run
from evals.run import within_collection
from evals.sets import QuestionSet, read_sets
from evals.show import OVER_TIME, run_csv, runs_plot
from ui.chat import own_set, question_form, review_file
from ui.evals import (
    BY,
    MOST_RUNS,
    Measuring,
    asked_by,
    by_kind,
    choose_run,
    compare,
    evals_query,
    fell_short,
    follow_address,
    glossary,
    got,
    kept_folder,
    lacking,
    may_show,
    newest_runs,
    over_time,
    own_questions,
    reviews,
    run_names,
    say_in_address,
    seen,
    set_about,
    set_called,
    sets_at_hand,
    summary,
    take_in,
)
from ui.language import _
from ui.people import demand, visitor, while_allowed
from ui.service import backend, catalogue
from ui.shell import copy_link, ink
from ui.viewer import beside_viewer
from ui.words import counted, plain, shortened

# Of this session: the run whose end it has seen, so that one that ended since is shown.
_ENDED = "evals_ended"


def draw() -> None:
    """Draw the page."""
    beside_viewer(_evals, question_form)


def _evals() -> None:
    st.title(_("Evals"), anchor=False)
    who = visitor()
    if not who.administers:
        st.info(_("Evaluation runs are for the people who run this computer."))
        return
    _start()
    _under_way()
    own_questions(who.clearance)
    take_in(who.clearance)
    reviews(who.clearance)
    named, troubles = newest_runs()
    runs = list(named.values())
    for trouble in troubles:
        st.caption(f":material/warning: {plain(trouble)}")
    if not runs:
        way = typed("evals run SET.jsonl")
        st.info(_("No runs are kept yet. Start one here, or with {way}.").format(way=way))
        return
    kept = run_names()
    _follow(kept)
    _show_what_ended(named)
    st.header(_("Runs over time"), anchor=False)
    if len(kept) > MOST_RUNS:
        told = _("The newest {most} of {kept} runs kept.")
        st.caption(told.format(most=MOST_RUNS, kept=len(kept)))
    _plot(runs)
    st.table(over_time(runs), hide_index=True, alt=_("Kept runs, newest first, by measure"))
    offered = [*named, *(name for name in kept[MOST_RUNS:] if name not in named)]
    chosen = choose_run(_("Run"), offered, 0, "evals_run", named)
    if chosen is None:
        return
    acts = st.container(horizontal=True, vertical_alignment="center", key="evals_acts")
    acts.download_button(
        _("Download this run as CSV"),
        data=while_allowed(partial(_csv, chosen.run, who.clearance)),
        file_name=f"{chosen.name}.csv",
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
        icon=":material/table:",
        key="evals_csv",
    )
    by = _got(chosen.run)
    st.header(_("By kind of question"), anchor=False)
    st.table(by_kind(chosen.run), hide_index=True, alt=_("The chosen run by kind of question"))
    other = compare(chosen, named, who.clearance)
    view = replace(fell_short(chosen, who.clearance), other=other, by=by)
    say_in_address(view)
    with acts:
        copy_link(evals_query(view), key="evals_link", page="evals")


def _follow(kept: Sequence[str]) -> None:
    """Show what the address asks for; a run that ended before is no news to who follows a link."""
    asked = st.query_params.get("run", "")
    if missing := follow_address(kept):
        told = _("The run {name} of this link is kept no more; this is the newest.")
        st.caption(f":material/warning: {told.format(name=plain(missing.run))}")
    elif asked and _ENDED not in st.session_state:
        run = measuring().run
        st.session_state[_ENDED] = run.kept if run else ""


def _csv(run: Run, clearance: Access) -> bytes:
    return run_csv(
        run,
        lambda page: seen(page, clearance) is not None,
        lambda response: may_show(response, clearance),
    )


def _start() -> None:
    at_hand = sets_at_hand(own_set().path, review_file())
    busy = measuring().busy
    with st.container(horizontal=True, vertical_alignment="bottom", key="evals_start"):
        chosen = st.selectbox(
            _("Ask a set of questions"),
            at_hand,
            format_func=lambda path: set_called(path.stem),
            key="evals_set",
            disabled=busy,
        )
        sets = [one.name for one in catalogue().collections(visitor().clearance)]
        within = ""
        if sets:
            within = st.selectbox(
                _("Only of a collection"),
                ["", *sets],
                format_func=lambda name: name or _("All papers"),
                key="evals_within",
                disabled=busy,
            )
        started = st.button(
            _("Start a run"),
            icon=":material/play_arrow:",
            type="primary",
            key="evals_go",
            disabled=busy or chosen is None,
        )
    if chosen is None:
        return
    limited = _limited(within or "")
    try:
        questions = limited(read_sets([chosen]))
        if about := set_about(questions):
            st.caption(plain(about))
        _warn_of_missing(questions)
        if not started:
            return
        begun = measuring().start(backend(), [chosen], limited)
    except (EvalError, CorpusError) as error:
        st.warning(plain(str(error)))
        return
    if not begun:
        st.warning(_("Another run is under way. Try again when it has ended."))
    st.rerun()


def _limited(within: str) -> Callable[[QuestionSet], QuestionSet]:
    """Return what leaves of a set the questions that a collection answers; all of no collection."""
    if not within:
        return lambda questions: questions
    return partial(within_collection, catalogue(), within, visitor().clearance)


def _warn_of_missing(questions: QuestionSet) -> None:
    held = catalogue().papers(Scope(clearance=visitor().clearance))
    missing = lacking(questions, (paper.file_name for paper in held))
    count = counted(len(questions.questions), "question")
    if missing:
        named = plain(shortened(", ".join(missing), 200))
        papers = counted(len(missing), "paper")
        said = _(":material/warning: {questions}; {papers} not in the catalogue: {named}")
        st.caption(said.format(questions=count, papers=papers, named=named))
    else:
        said = _("{questions}. People can go on asking meanwhile, a little slower.")
        st.caption(said.format(questions=count))


def _under_way() -> None:
    run = measuring().run
    if run is None:
        return
    if not run.done:
        _progress()
    elif run.error:
        st.error(f"{plain(set_called(run.name))}: {plain(_(run.error))}", icon=":material/error:")
    else:
        st.success(
            _("{name}: {questions} asked. The run is kept and stands first below.").format(
                name=plain(set_called(run.name)), questions=counted(run.asked, "question")
            ),
            icon=":material/check:",
        )


@st.fragment(run_every=0.6)
def _progress() -> None:
    run = measuring().run
    if run is None or run.done or not visitor().administers:
        st.rerun()
    words = _("{asked} of {questions}").format(
        asked=run.asked, questions=counted(run.questions, "question")
    )
    now = _("now {now}") if run.now else _("loading the reading model")
    now = now.format(now=plain(shortened(run.now, 70)))
    st.progress(
        run.asked / max(run.questions, 1), text=f"**{plain(set_called(run.name))}** {words} · {now}"
    )
    st.button(
        _("Stop the run"),
        icon=":material/stop_circle:",
        key="evals_stop",
        on_click=measuring().stop,
    )


def _show_what_ended(named: Mapping[str, Run]) -> None:
    """Choose the run that ended since this session last looked; what was chosen showed another."""
    run = measuring().run
    ended = run.kept if run else ""
    # One that was kept after the runs were read is news the next time.
    if ended in named and st.session_state.get(_ENDED, "") != ended:
        st.session_state["evals_run"] = ended
        st.session_state["evals_plotted"] = named[ended].sets
        st.session_state[_ENDED] = ended


def _plot(runs: list[Run]) -> None:
    sets = list(dict.fromkeys(run.sets for run in runs))
    name = sets[0]
    if len(sets) > 1:
        name = (
            st.selectbox(_("Plot the runs of"), sets, format_func=set_called, key="evals_plotted")
            or name
        )
    held = [run for run in runs if run.sets == name]
    if len({run.questions for run in held}) > 1:
        st.caption(_(":material/info: Questions of this set were changed between these runs."))
    measures = ", ".join(OVER_TIME)
    oldest_first = sorted(held, key=lambda run: run.at)
    st.image(
        runs_plot(oldest_first, [summary(run)[0] for run in oldest_first], ink()),
        width="stretch",
        alt=_("{measures} of {runs} of {name}; the table below has the figures").format(
            measures=measures, runs=counted(len(held), "run"), name=set_called(name)
        ),
    )


@st.cache_resource(show_spinner=False)
def measuring() -> Measuring:
    """Return what runs evaluations in this process."""
    return Measuring(kept_folder(), demand)


def _got(chosen: Run) -> By | None:
    """Draw what the people who asked got; return what it is grouped by, None if as usual."""
    st.header(_("What whoever asked got"), anchor=False)
    if not any(one.score(RIGHT) for one in chosen.results):
        st.caption(
            _("An earlier version kept this run and did not measure this. Run the set again.")
        )
        return None
    st.caption(_("In brackets: the 95 % interval."))
    name = _("What the measures mean")
    with st.expander(name, key="evals_glossary", on_change="rerun") as shown:
        if shown.open:
            st.table(glossary([chosen]), hide_index=True, alt=_("What each measure means"))
    ways = asked_by(chosen)
    if st.session_state.get(BY) not in ways:
        # An address, or the run that was chosen before, may group by what this one does not have.
        st.session_state.pop(BY, None)
    by = (
        st.selectbox(_("Group by"), ways, format_func=lambda way: way.capitalize(), key=BY)
        if ways
        else None
    )
    st.table(got(chosen, by), hide_index=True, alt=_("What the people who asked got, by group"))
    return None if by in ways[:1] else by
