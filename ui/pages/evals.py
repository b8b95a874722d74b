"""Evals: how well questions are answered, run by run, and which ones are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from corpus.model import Access, CorpusError, Scope, typed
from evals.measure import RIGHT, compare_runs, shortfalls
from evals.model import Cited, EvalError, Page, Result, Run
from evals.run import list_runs, read_run, runs_folder, within_collection
from evals.sets import QuestionSet, read_sets
from evals.show import OVER_TIME, runs_plot
from ui.chat import own_set, question_form, review_file
from ui.evals import (
    Measuring,
    asked_by,
    by_kind,
    compared,
    compared_by_group,
    glossary,
    got,
    lacking,
    over_time,
    own_questions,
    sets_at_hand,
    summary,
)
from ui.language import _
from ui.people import demand, visitor
from ui.service import backend, catalogue
from ui.shell import address_of, ink
from ui.viewer import beside_viewer
from ui.words import counted, plain, question_query, shortened, verbatim

_MOST_RUNS = 20
_MOST_FAILED = 10
_SCALE = 1.0


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
    named, troubles = _runs()
    runs = list(named.values())
    for trouble in troubles:
        st.caption(f":material/warning: {plain(trouble)}")
    if not runs:
        way = typed("evals run SET.jsonl")
        st.info(_("No runs are kept yet. Start one here, or with {way}.").format(way=way))
        return
    st.header(_("Runs over time"), anchor=False)
    kept = len(list_runs(_folder()))
    if kept > _MOST_RUNS:
        st.caption(_("The newest {most} of {kept} runs kept.").format(most=_MOST_RUNS, kept=kept))
    _plot(runs)
    st.table(over_time(runs), hide_index=True, alt=_("Kept runs, newest first, by measure"))
    chosen = _choose(_("Run"), named, 0, "evals_run")
    if chosen is None:
        return
    _got(chosen)
    st.header(_("By kind of question"), anchor=False)
    st.table(by_kind(chosen), hide_index=True, alt=_("The chosen run by kind of question"))
    _compare(chosen, named)
    _failed(chosen, who.clearance)


def _start() -> None:
    at_hand = sets_at_hand(own_set().path, review_file())
    called = {own_set().path: _("Your own questions"), review_file(): _("Reviews of answers")}
    busy = measuring().busy
    with st.container(horizontal=True, vertical_alignment="bottom", key="evals_start"):
        chosen = st.selectbox(
            _("Ask a set of questions"),
            at_hand,
            format_func=lambda path: called.get(path, path.stem),
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
    try:
        questions = read_sets([chosen])
    except EvalError as error:
        st.warning(plain(str(error)))
        return
    _warn_of_missing(questions)
    if started:
        try:
            begun = _begun(chosen, within or "")
        except (EvalError, CorpusError) as error:
            st.warning(plain(str(error)))
            return
        if not begun:
            st.warning(_("Another run is under way. Try again when it has ended."))
        st.rerun()


def _begun(chosen: Path, within: str) -> bool:
    if not within:
        return measuring().start(backend(), [chosen])
    limited = partial(within_collection, catalogue(), within, visitor().clearance)
    return measuring().start(backend(), [chosen], limited)


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
        st.error(f"{plain(run.name)}: {plain(_(run.error))}", icon=":material/error:")
    else:
        st.success(
            _("{name}: {questions} asked. The run is kept and stands first below.").format(
                name=plain(run.name), questions=counted(run.asked, "question")
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
    st.progress(run.asked / max(run.questions, 1), text=f"**{plain(run.name)}** {words} · {now}")
    st.button(
        _("Stop the run"),
        icon=":material/stop_circle:",
        key="evals_stop",
        on_click=measuring().stop,
    )


def _plot(runs: list[Run]) -> None:
    sets = list(dict.fromkeys(run.sets for run in runs))
    name = sets[0]
    if len(sets) > 1:
        name = st.selectbox(_("Plot the runs of"), sets, key="evals_plotted") or name
    held = [run for run in runs if run.sets == name]
    if len({run.questions for run in held}) > 1:
        st.caption(_(":material/info: Questions of this set were changed between these runs."))
    measures = ", ".join(OVER_TIME)
    oldest_first = sorted(held, key=lambda run: run.at)
    st.image(
        runs_plot(oldest_first, [summary(run)[0] for run in oldest_first], ink()),
        width="stretch",
        alt=_("{measures} of {runs} of {name}; the table below has the figures").format(
            measures=measures, runs=counted(len(held), "run"), name=name
        ),
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


def _choose(label: str, named: dict[str, Run], at: int, key: str) -> Run | None:
    """Let choose one of all kept runs, the newest of which are ``named``; None if it is broken.

    Older ones are read when they are chosen, and are called by their files.
    """
    paths = {path.stem: path for path in list_runs(_folder())}
    names = [*named, *(name for name in list(paths)[_MOST_RUNS:] if name not in named)]
    name = st.selectbox(label, names, min(at, len(names) - 1), format_func=_called(named), key=key)
    name = name or names[0]
    if name in named:
        return named[name]
    try:
        return _run(str(paths[name]), paths[name].stat().st_mtime_ns)
    except (EvalError, OSError) as error:
        st.warning(plain(str(error).replace(str(paths[name]), name)))
        return None


def _called(named: dict[str, Run]) -> Callable[[str], str]:
    def called(name: str) -> str:
        run = named.get(name)
        return f"{run.at[:19].replace('T', ' ')}, {run.name}" if run else name

    return called


def _got(chosen: Run) -> None:
    st.header(_("What whoever asked got"), anchor=False)
    if not any(one.score(RIGHT) for one in chosen.results):
        st.caption(
            _("An earlier version kept this run and did not measure this. Run the set again.")
        )
        return
    st.caption(_("In brackets: the 95 % interval."))
    name = _("What the measures mean")
    with st.expander(name, key="evals_glossary", on_change="rerun") as shown:
        if shown.open:
            st.table(glossary([chosen]), hide_index=True, alt=_("What each measure means"))
    ways = asked_by(chosen)
    by = (
        st.selectbox(_("Group by"), ways, format_func=lambda way: way.capitalize(), key="evals_by")
        if ways
        else None
    )
    st.table(got(chosen, by), hide_index=True, alt=_("What the people who asked got, by group"))


def _compare(chosen: Run, named: dict[str, Run]) -> None:
    if len(list_runs(_folder())) < 2:
        return
    st.header(_("Compared with another run"), anchor=False)
    other = _choose(_("Compare with"), named, 1, "evals_other")
    if other is None:
        return
    if other is chosen:
        st.caption(_("Choose another run to compare."))
        return
    try:
        found = compare_runs(other, chosen)
    except EvalError as error:
        st.info(plain(str(error)))
        return
    differs = ", ".join(found.differs) or _("nothing that shapes answers")
    st.caption(_("Differs in: {differs}").format(differs=plain(differs)))
    for warning in found.warnings:
        st.caption(f":material/warning: {plain(warning)}")
    st.table(compared(found), hide_index=True, alt=_("The two runs compared by measure"))
    if found.by_group:
        with st.expander(_("By group, where a question moved")):
            st.table(
                compared_by_group(found), hide_index=True, alt=_("The two runs compared by group")
            )


def _failed(run: Run, clearance: Access) -> None:
    st.header(_("Questions that fell short"), anchor=False)
    short = [(result, why) for result in run.results if (why := shortfalls(result))]
    questions = counted(len(run.results), "question")
    st.caption(_("{number} of {questions}").format(number=len(short), questions=questions))
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
        before = _("Asked after: {questions}").format(questions=" › ".join(result.history))
        st.text(verbatim(before))
    # A run may have been made with more clearance than whoever looks has, or before a mask.
    quoted = (*result.response.citations, *result.response.closest)
    shown = [one for one in quoted if _stands(one, clearance)]
    whole = len(shown) == len(quoted)
    for reason in why if whole else ():
        st.text(verbatim(reason))
    gold, back = st.columns(2)
    with gold:
        _picture(_("Where the answer stands"), result.gold[:1], clearance)
    with back:
        _given(result, shown, whole=whole)
        _picture(_("What came back first"), result.response.pages[:1], clearance)


def _given(result: Result, shown: Sequence[Cited], *, whole: bool) -> None:
    """Draw the answer that was given, and offer to ask again.

    ``shown`` are those of its citations that may be seen, ``whole`` is whether these are all.
    """
    response = result.response
    st.markdown(
        _("**The answer that was given** ({outcome})").format(outcome=response.outcome.value)
    )
    said = response.text or response.note or response.error or ""
    if whole:
        st.text(verbatim(said) or _("It said nothing."))
    else:
        st.caption(_("It quotes what does not stand in the papers any more, or is not for you."))
    for one in shown:
        cited = _("{paper}, PDF page {page}: “{quote}”")
        quote = shortened(one.quote, 160)
        st.caption(plain(cited.format(paper=one.paper, page=one.page, quote=quote)))
    if not result.follows:
        again = address_of(question_query(result.question, Scope()))
        st.link_button(_("Ask again"), again, icon=":material/forum:", type="tertiary")


def _stands(cited: Cited, clearance: Access) -> bool:
    """Tell whether a quote stands on its page, as whoever looks may see it."""
    try:
        paper = catalogue().paper(cited.paper, clearance)
        text = catalogue().page(paper.id, cited.page, clearance).text
    except CorpusError:
        return False
    words = " ".join(text.split())
    return all(" ".join(line.split()) in words for line in cited.quote.splitlines())


def _picture(title: str, pages: tuple[Page, ...], clearance: Access) -> None:
    st.markdown(f"**{title}**")
    if not pages:
        st.caption(_("No page"))
        return
    name, number = pages[0]
    st.caption(_("{name}, PDF page {number}").format(name=plain(name), number=number))
    try:
        paper = catalogue().paper(name, clearance)
        picture = backend().picture(paper.id, number, _SCALE, clearance)
    except CorpusError as error:
        st.caption(plain(str(error)))
        return
    st.image(
        picture,
        width="stretch",
        alt=_("{title}: {name}, PDF page {number}").format(title=title, name=name, number=number),
    )
