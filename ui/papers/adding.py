"""Papers on their way in: the upload, how far it is, and what was recognised of each."""

from __future__ import annotations

import streamlit as st

from corpus.model import ADVISED, ENDINGS, Access, CorpusError, Outcome, Result
from ui.language import _
from ui.meetings import way_to_changes
from ui.papers.mending import correct, started
from ui.people import visitor
from ui.service import Job, catalogue, intake
from ui.viewer import open_page
from ui.words import OpenPage, capital, counted, day, kind_name, plain, shortened

_ICONS = {
    Result.ADDED: ":material/check_circle:",
    Result.REPLACED: ":material/published_with_changes:",
    Result.UNCHANGED: ":material/equal:",
    Result.CORRECTED: ":material/edit:",
    Result.BY_OCR: ":material/document_scanner:",
    Result.READ_AGAIN: ":material/refresh:",
    Result.DROPPED: ":material/remove:",
    Result.SKIPPED: ":material/warning:",
}
# So many papers of an upload are shown to be looked at; the others are found in the list.
_MOST_RECOGNISED = 20
# Of this session: how many uploads it sent, and that what the last one brought is not shown.
_ROUND, _UNSEEN = "upload_round", "upload_unseen"


def upload(clearance: Access) -> None:
    """Draw the form that papers are added by; it is emptied when they are on their way in."""
    at = st.session_state.setdefault(_ROUND, 0)
    with st.form("upload", border=False):
        files = st.file_uploader(
            _("Add papers (PDF, Word, OpenDocument, web page, text) or zip archives"),
            type=["pdf", "zip", *ENDINGS, *ADVISED],
            accept_multiple_files=True,
            key=f"upload_files_{at}",
        )
        closed = st.checkbox(
            _("These papers are exempt (closed to the public)"), key=f"upload_exempt_{at}"
        )
        attachments = st.checkbox(
            _("Read attached PDFs too"),
            key=f"upload_attachments_{at}",
            help=_("Each becomes a paper of its own, exempt where what it is attached to is."),
        )
        keeps_earlier = st.checkbox(
            _("Keep the version that a file replaces, to show what changed"),
            value=True,
            key=f"upload_keeps_{at}",
            help=_(
                "Members and officers can read what the earlier version said; the public is told "
                "which pages changed. Without the tick it is deleted."
            ),
        )
        sent = st.form_submit_button(_("Add papers"), icon=":material/upload:", type="primary")
    if st.session_state.pop(_UNSEEN, False):
        st.info(
            _("Exempt papers are kept, but not shown on this computer until its settings allow.")
        )
    if not sent:
        return
    if not files:
        st.warning(_("Choose one or more files first."))
        return
    begun = intake().add(
        [(file.name, file.getvalue()) for file in files],
        Access.EXEMPT if closed else None,
        attachments=attachments,
        keeps_earlier=keeps_earlier,
    )
    if begun:
        # Under other keys the fields are empty again.
        st.session_state[_ROUND] = at + 1
        st.session_state[_UNSEEN] = closed and clearance is not Access.EXEMPT
    started(begun)


def job_under_way(clearance: Access) -> None:
    """Draw how far the change of papers is, or what became of the last one."""
    job = intake().job
    if job is None:
        return
    if job.done:
        _outcomes(job, clearance)
        return
    _running()


@st.fragment(run_every=0.6)
def _running() -> None:
    job = intake().job
    # This part is drawn again by itself, and names papers.
    if job is None or job.done or not visitor().administers:
        st.rerun()
    st.markdown(f"**{plain(job.title.words)}**")
    done = job.progress
    if done:
        now = f" · {_('now {now}').format(now=plain(shortened(done.now, 60)))}" if done.now else ""
        st.progress(min(max(done.share, 0.0), 1.0), text=f"{plain(job.pace)}{now}")
    else:
        st.progress(0.0, text=plain(job.note.words) if job.note else _("Starting…"))
    st.button(
        _("Stopping…") if job.stopping else _("Stop"),
        key="stop_job",
        icon=":material/stop:",
        disabled=job.stopping,
        on_click=intake().stop,
        help=_("What is unfinished then goes on with the next change, or is dropped."),
    )
    for outcome in job.outcomes:
        _line(outcome)


def _outcomes(job: Job, clearance: Access) -> None:
    with st.container(border=True, key="job_done"):
        if job.error:
            st.error(f"{plain(job.title.words)}: {plain(job.error)}", icon=":material/error:")
        elif job.note:
            st.success(plain(job.note.words), icon=":material/check:")
        else:
            st.markdown(_("**{job}: done**").format(job=plain(job.title.words)))
        for outcome in job.outcomes:
            _line(outcome)
            if outcome.result is Result.REPLACED and outcome.paper:
                way_to_changes(outcome.paper, clearance)
        if not job.left:
            st.button(_("Close"), key="close_job", type="tertiary", on_click=intake().put_away)
        elif st.button(_("Drop what is left unfinished"), key="drop_left"):
            started(intake().drop(job.left))


def _line(outcome: Outcome) -> None:
    told = outcome.reason or outcome.note
    more = f": {plain(told)}" if told else ""
    st.markdown(
        f"{_ICONS[outcome.result]} {capital(_(outcome.result.value))} "
        f"**{plain(outcome.name)}**{more}"
    )


def recognised(clearance: Access) -> None:
    """Draw what was recognised of the papers of the last upload, each with its correction."""
    ids = intake().recognised
    if not ids or intake().busy:
        return
    papers = []
    for paper_id in ids[:_MOST_RECOGNISED]:
        try:
            papers.append(catalogue().paper(paper_id, clearance))
        except CorpusError:
            continue  # removed since, or not for this visitor
    if not papers:
        return
    with st.container(border=True, key="recognised"):
        st.header(_("What was recognised"), anchor=False)
        st.caption(
            _(
                "Correct what is wrong. Your correction stays, however often the paper is "
                "read again."
            )
        )
        for paper in papers:
            with st.container(key=f"recognised_{paper.id}", gap="xsmall"):
                kind, body, when = kind_name(paper.kind), paper.committee, paper.meeting_date
                about = f"{kind} · {body or _('no committee')} · {day(when)}"
                st.markdown(
                    f"**{plain(paper.file_name)}** · {counted(paper.page_count, 'page')}  \n"
                    f"{plain(about)}  \n{plain(shortened(paper.title, 120))}"
                )
                with st.container(horizontal=True, key=f"recognised_acts_{paper.id}"):
                    correct(paper, clearance, "new")
                    st.button(
                        _("Open"),
                        key=f"look_new_{paper.id}",
                        icon=":material/picture_as_pdf:",
                        type="tertiary",
                        on_click=open_page,
                        args=(OpenPage(paper.id, 1),),
                    )
        if (rest := len(ids) - _MOST_RECOGNISED) > 0:
            st.caption(
                _("{papers} of this upload stand in the list below.").format(
                    papers=counted(rest, "more paper")
                )
            )
        st.button(
            _("All are right"),
            icon=":material/check:",
            key="recognised_done",
            on_click=intake().looked_at,
        )
