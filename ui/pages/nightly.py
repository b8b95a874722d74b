"""Papers from the council's site: fetched now, or every night; for officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from corpus.model import SyncError
from corpus.sync import Plan, Sort, keep_plan, plan_of, planned, ran
from ui.language import _
from ui.people import demand
from ui.service import Action, backend, fetch_now
from ui.words import capital, day, plain

_SAID = "nightly_said"


def nightly() -> None:
    """Draw what is fetched every night, to be changed or begun."""
    data = backend().settings.data
    try:
        plan = plan_of(data)
    except SyncError as error:
        st.error(plain(str(error)))
        plan = None
    said = (
        _("Papers from the council’s site: every night at {at}").format(at=plan.at)
        if plan
        else _("Papers from the council’s site: not fetched")
    )
    with st.expander(plain(said), key="nightly"):
        _form(plan)
        when = ran(data)
        if when:
            began = _("Last night’s run began {day}, {time:%H:%M}.")
            st.caption(began.format(day=day(when), time=when))
        if said := st.session_state.pop(_SAID, ""):
            st.markdown(plain(said))


def _form(plan: Plan | None) -> None:
    with st.form("nightly_form", border=False):
        host = st.text_input(
            _("Address of a site that runs ModernGov, or of the calendar of one that runs CMIS"),
            plan.host if plan else "",
            key="nightly_host",
            placeholder="democracy.example.gov.uk",
        )
        cmis = st.checkbox(_("It runs CMIS"), bool(plan and plan.cmis), key="nightly_cmis")
        committees = st.text_area(
            _("Committees, one a line, by name or a part of it; none is all"),
            "\n".join(plan.committees) if plan else "",
            key="nightly_committees",
            height=90,
        )
        sorts = st.multiselect(
            _("Which papers"),
            list(Sort),
            list(plan.sorts if plan else Sort),
            format_func=lambda one: capital(_(one.value)),
            key="nightly_sorts",
        )
        at = st.text_input(
            _("Every night at"), plan.at if plan else "02:30", key="nightly_at", max_chars=5
        )
        with st.container(horizontal=True):
            keep = st.form_submit_button(_("Fetch every night"), icon=":material/schedule:")
            now = st.form_submit_button(_("Fetch now"), icon=":material/cloud_download:")
            stop = plan is not None and st.form_submit_button(_("Fetch no more"))
    if keep or now or stop:
        typed = (str(host), str(at), tuple(str(committees).splitlines()), tuple(sorts))
        _do(lambda: planned(*typed, cmis=cmis), keep=keep, now=now)
        st.rerun()


def _do(plan: Callable[[], Plan], *, keep: bool, now: bool) -> None:
    """Do what was asked; what came of it is said by the next drawing."""
    demand(Action.FETCH)
    data = backend().settings.data
    try:
        if now:
            begun = fetch_now(plan())
            said = "" if begun else _("Another change of the papers is under way. Try again then.")
        elif keep:
            kept = plan()
            keep_plan(data, kept, datetime.now())
            said = _("Papers are fetched from {host} every night at {at} from now on.").format(
                host=kept.host, at=kept.at
            )
        else:
            keep_plan(data, None, datetime.now())
            said = _("Nothing is fetched at night any more.")
    except SyncError as error:
        said = str(error)
    st.session_state[_SAID] = said
