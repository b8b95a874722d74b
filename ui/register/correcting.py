"""An officer corrects the register: an entry that is none or ends elsewhere, one that is missing.

Words are picked off the page and never typed in. What is said is kept at once; its paper is then
read anew in the background, as after any other change of papers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from corpus.corrections import Particulars, addition, change, removal
from corpus.model import (
    Access,
    CorpusError,
    DecisionKind,
    OutcomeClass,
    Paper,
    Quote,
    Resolution,
    Scope,
    Span,
)
from corpus.register import RegisterSearch
from ui.language import N_, _
from ui.people import visitor
from ui.register.picking import pages_about, pick_words
from ui.register.view import OPENED_LATER, line_key
from ui.service import Action, Shelf, catalogue, intake
from ui.viewer import opened_page
from ui.words import capital, paper_line, plain, shortened

_OPEN, _TOLD = "register_correcting", "register_told"
_PAPER, _PAGE = "missing_paper", "missing_page"
KINDS = {
    DecisionKind.DECISION: N_("Decision"),
    DecisionKind.ROUTINE: N_("Routine business"),
    DecisionKind.ACTION: N_("Action"),
}
# Kept with what they said, and told in the language of whoever reads it.
AN_OFFICER = N_("an officer at this computer")
_ENDS, _NONE = N_("Its words or particulars are wrong"), N_("It is no decision")


def may_correct() -> bool:
    """Tell whether this visitor may correct the register."""
    return visitor().may(Action.REGISTER)


def entries_of(paper_id: str, clearance: Access) -> tuple[Resolution, ...]:
    """Return what the register has of one paper, as far as it may be seen."""
    scope = Scope(papers=(paper_id,), clearance=clearance)
    return catalogue().search_resolutions(RegisterSearch(scope=scope)).resolutions


def correct_entry(decided: Resolution, clearance: Access, place: str) -> None:
    """Draw the way to correct an entry, for who may; ``place`` is that of its list."""
    if not (decided.spans and may_correct()):
        return
    with st.container(key=f"correction_of_{place}_{line_key(decided)}"):
        _correct_entry(decided, clearance, place)


def _correct_entry(decided: Resolution, clearance: Access, place: str) -> None:
    key = f"{place}_{line_key(decided)}"
    if st.session_state.get(_OPEN) != key:
        st.button(
            _("Correct"),
            key=f"correct_{key}",
            type="tertiary",
            icon=":material/edit:",
            on_click=_opened,
            args=(key,),
        )
        return
    with st.container(border=True, key=f"correcting_{key}"):
        what = st.radio(
            _("What is wrong?"), (_ENDS, _NONE), format_func=_, key=f"what_{key}", horizontal=True
        )
        if what == _NONE:
            _no_decision(decided, clearance, key)
        else:
            _other_words(decided, clearance, place)


def missing_entry(papers: tuple[Paper, ...], clearance: Access) -> None:
    """Draw the way to add a decision that the register lacks, from the page that is open."""
    named = {paper.id: paper for paper in papers}
    opened = opened_page()
    held = st.session_state.get(_PAPER)
    if held not in named:
        here = opened and opened.paper_id in named
        st.session_state[_PAPER] = opened.paper_id if opened and here else papers[0].id
        st.session_state[_PAGE] = opened.page if opened and here else 1
    if (
        opened
        and opened.paper_id in named
        and (opened.paper_id, opened.page)
        != (
            st.session_state[_PAPER],
            st.session_state.get(_PAGE),
        )
    ):
        st.button(
            _("Take the page that is open (PDF page {page})").format(page=opened.page),
            key="missing_take",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=_from_page,
            args=(opened.paper_id, opened.page),
        )
    paper_id = st.selectbox(
        _("Paper"),
        list(named),
        format_func=lambda one: f"{paper_line(named[one])} ({named[one].file_name})",
        key=_PAPER,
        on_change=_from_first_page,
    )
    page = st.number_input(_("PDF page"), 1, None, key=_PAGE, width=160)
    _missing(named[paper_id], int(page), clearance)


def _from_page(paper_id: str, page: int) -> None:
    st.session_state[_PAPER], st.session_state[_PAGE] = paper_id, page


def _from_first_page() -> None:
    st.session_state[_PAGE] = 1


def say(what: Callable[[Shelf], object]) -> None:
    """Keep a correction and have it taken in; the page is drawn anew, and tells what came of it."""
    try:
        started = intake().correct_register(what)
    except CorpusError as error:
        st.error(plain(_sentence(error)))
        return
    st.session_state.pop(_OPEN, None)
    st.session_state[_TOLD] = (
        _("Kept. The paper is being read anew with it.")
        if started
        else _("Kept. It is taken in when the change of papers that is under way has ended.")
    )
    st.rerun()


def what_came_of_it() -> None:
    """Draw how far the last correction is, for who may correct."""
    if not may_correct():
        return
    # It is there also when empty: what comes and goes above a list makes the browser lose its
    # place in it.
    with st.container(key="register_told"):
        _told()


def _told() -> None:
    told = st.session_state.get(_TOLD)
    if told and intake().busy:
        # Whoever corrects an entry far down the list does not see the top of it.
        st.toast(told, icon=":material/hourglass_top:")
        _running(told)
    elif told:
        del st.session_state[_TOLD]
        job = intake().job
        if job and job.error:
            st.error(plain(f"{job.title.words}: {job.error}"), icon=":material/error:")
        else:
            st.toast(_("The register is corrected."), icon=":material/check:")
            st.success(_("The register is corrected."), icon=":material/check:")


@st.fragment(run_every=0.6)
def _running(told: str) -> None:
    if not (intake().busy and may_correct()):
        st.rerun()
    st.info(told, icon=":material/hourglass_top:")


def _opened(key: str) -> None:
    st.session_state[_OPEN] = key


def _closed() -> None:
    st.session_state.pop(_OPEN, None)


def _chosen(label: str, key: str, *, disabled: bool = False) -> bool:
    """Draw what does it beside what leaves it, and tell whether it was chosen."""
    with st.container(horizontal=True):
        chosen = st.button(label, key=key, type="primary", disabled=disabled)
        st.button(_("Cancel"), key=f"cancel_{key}", type="tertiary", on_click=_closed)
    return chosen


def _no_decision(decided: Resolution, clearance: Access, key: str) -> None:
    st.caption(
        _(
            "The entry leaves the register, its exports and what answers say was "
            "decided. Its words stay on the page. You can take this back."
        )
    )
    if _chosen(_("Take it out of the register"), f"none_{key}"):
        pages = pages_about(decided.paper_id, decided.spans, clearance)
        made = removal(decided, pages, _name())
        say(lambda shelf: shelf.keep(made))


def _other_words(decided: Resolution, clearance: Access, place: str) -> None:
    key = f"{place}_{line_key(decided)}"
    spans = (*decided.spans, *decided.outcome_spans, *decided.moved_spans, *decided.vote_spans)
    pages = pages_about(decided.paper_id, spans, clearance)
    words = pick_words(pages, decided.spans, key)
    outcome, kind = _class_and_kind(decided.outcome_class, decided.kind, key)
    told = _particulars(decided, key)
    if _chosen(_("Save"), f"save_{key}", disabled=words is None) and words:
        try:
            made = change(decided, words, pages, _name(), told, outcome, kind)
        except CorpusError as error:
            st.error(plain(_sentence(error)))
            return
        _stays_open(decided, words, place)
        say(lambda shelf: shelf.keep(made))


def _stays_open(decided: Resolution, words: Quote, place: str) -> None:
    """Have the line that an entry becomes open as its own is: lines are known by their words."""
    if st.session_state.get(f"open_{place}_{line_key(decided)}"):
        later = line_key(replace(decided, spans=words.spans))
        # Lines that are drawn already cannot be opened from here, and it may be one of them.
        st.session_state[OPENED_LATER] = f"open_{place}_{later}"


def _missing(paper: Paper, page: int, clearance: Access) -> None:
    held = catalogue().labels(paper.id, clearance)
    if page not in held:
        st.warning(_("This paper has no PDF page {page} that you may see.").format(page=page))
        return
    key = f"missing_{paper.id[:12]}_{page}"
    pages = pages_about(paper.id, (Span(page, 0, 1),), clearance)
    words = pick_words([one for one in pages if one.number >= page], (), key)
    outcome, kind = _class_and_kind(OutcomeClass.RESOLVED, DecisionKind.DECISION, key)
    told = _particulars(None, key)
    if st.button(_("Add it"), key=f"add_{key}", type="primary", disabled=words is None) and words:
        entries = entries_of(paper.id, clearance)
        near = pages_about(paper.id, words.spans, clearance)
        try:
            made = addition(paper.id, words, near, entries, _name(), outcome, kind, told)
        except CorpusError as error:
            st.error(plain(_sentence(error)))
            return
        say(lambda shelf: shelf.keep(made))


def _class_and_kind(
    outcome: OutcomeClass, kind: DecisionKind, key: str
) -> tuple[OutcomeClass, DecisionKind]:
    classes, kinds = list(OutcomeClass), list(KINDS)
    with st.container(horizontal=True):
        chosen = st.selectbox(
            _("Outcome"),
            classes,
            classes.index(outcome),
            lambda one: capital(_(one.value)),
            key=f"class_{key}",
        )
        business = st.selectbox(
            _("Kind"), kinds, kinds.index(kind), lambda one: _(KINDS[one]), key=f"kind_{key}"
        )
    return chosen, business


def _particulars(decided: Resolution | None, key: str) -> Particulars:
    """Ask what stands beside a decision: words to be found on its page, or nothing."""
    with st.expander(
        _("Mover, seconder, vote and number, if they are printed"), key=f"beside_{key}"
    ):
        st.caption(_("Copy the words from the page; what does not stand there is refused."))
        said = {
            name: st.text_input(
                label,
                key=f"{name}_{key}",
                max_chars=400,
                placeholder=shortened((decided and getattr(decided, name)) or "", 60) or None,
            )
            for name, label in (
                ("mover", _("Mover")),
                ("seconder", _("Seconder")),
                ("vote", _("Vote")),
                ("number", _("Minute number")),
                ("outcome", _("Outcome, as printed apart from the words")),
            )
        }
    return Particulars(**{name: words.strip() for name, words in said.items()})


def _name() -> str:
    """Return who corrects, as the sign-in knows them."""
    return visitor().name or AN_OFFICER


def _sentence(error: CorpusError) -> str:
    told = str(error)
    return f"{told[:1].upper()}{told[1:]}."
