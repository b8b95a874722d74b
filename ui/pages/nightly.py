"""Papers from the council's site: fetched now, or every night; for officers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import streamlit as st

from corpus.language import find_dates
from corpus.model import SyncError
from corpus.sync import RECHECK, Plan, Sort, keep_plan, plan_of, planned, ran
from ui.language import _
from ui.people import demand
from ui.service import Action, backend, fetch_now
from ui.words import capital, day, plain

_SAID = "nightly_said"
_LONGEST = 40


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
        period = _period(plan)
        at = st.text_input(
            _("Every night at"), plan.at if plan else "02:30", key="nightly_at", max_chars=5
        )
        with st.container(horizontal=True):
            keep = st.form_submit_button(_("Fetch every night"), icon=":material/schedule:")
            now = st.form_submit_button(_("Fetch now"), icon=":material/cloud_download:")
            stop = plan is not None and st.form_submit_button(_("Fetch no more"))
    if keep or now or stop:
        typed = (str(host), str(at), tuple(str(committees).splitlines()), tuple(sorts))
        since, until, recheck = period
        _do(
            lambda: planned(
                *typed, cmis=cmis, since=_day(since), until=_day(until), recheck=recheck
            ),
            keep=keep,
            now=now,
        )
        st.rerun()


def _period(plan: Plan | None) -> tuple[str, str, int]:
    """Ask for the first and last day of meetings, "" for those that move on, and the recheck."""
    # Not st.date_input: while it is empty, its parts lack what screen readers need.
    since, until = (
        str(
            column.text_input(
                label,
                day(kept) if kept else "",
                key=f"nightly_{name}",
                placeholder=day(date(2025, 4, 30)),
                max_chars=_LONGEST,
            )
        )
        for column, label, kept, name in zip(
            st.columns(2),
            (_("Meetings from (empty: a year ago)"), _("Meetings to (empty: in 120 days)")),
            (plan.since, plan.until) if plan else (None, None),
            ("since", "until"),
            strict=True,
        )
    )
    recheck = st.number_input(
        _("Days after which a meeting and its papers are left alone"),
        min_value=0,
        max_value=36_500,
        value=plan.recheck if plan else RECHECK,
        key="nightly_recheck",
        help=_("Minutes that appear later are not fetched."),
    )
    return since, until, int(recheck)


def _day(typed: str) -> date | None:
    """Return the day that was typed; None of nothing, ``SyncError`` of what is no day."""
    said = typed.strip()
    found = find_dates(said)
    if not said:
        return None
    if not found or found[0].since != found[0].until:
        raise SyncError(_("“{said}” is no day: write it as 30 April 2025.").format(said=said))
    return found[0].since


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
