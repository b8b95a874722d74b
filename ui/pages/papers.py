"""Papers: add, list, correct and remove."""

from __future__ import annotations

from datetime import date

import streamlit as st

from corpus.access import decided
from corpus.ingest import page_runs
from corpus.model import (
    ADVISED,
    ENDINGS,
    Access,
    Closing,
    MetadataError,
    Outcome,
    Paper,
    PaperKind,
    Particulars,
    Result,
    Scope,
    TextSource,
)
from ui.pages.masking import masking
from ui.people import visitor
from ui.service import Job, catalogue, intake
from ui.shell import empty_catalogue
from ui.viewer import beside_viewer, open_page
from ui.words import OpenPage, counted, day, kind_name, page_ranges, plain, shortened

_A_PAGE = 25
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


def draw() -> None:
    """Draw the page."""
    beside_viewer(_papers)


def _papers() -> None:
    who = visitor()
    st.title("Papers", anchor=False)
    if who.administers:
        _upload(who.clearance)
        _job()
    papers = catalogue().papers(Scope(clearance=who.clearance))
    if not papers:
        empty_catalogue()
        return
    if who.administers:
        _suspected(papers, who.clearance)
    if who.administers and who.clearance is Access.EXEMPT and masking(papers):
        st.rerun()
    _list(papers, who.administers, who.clearance)


def _upload(clearance: Access) -> None:
    with st.form("upload", clear_on_submit=True, border=True):
        files = st.file_uploader(
            "Add papers (PDF, Word, OpenDocument, web page, text) or zip archives",
            type=["pdf", "zip", *ENDINGS, *ADVISED],
            accept_multiple_files=True,
            key="upload_files",
        )
        closed = st.checkbox("These papers are exempt (closed to the public)", key="upload_exempt")
        attachments = st.checkbox(
            "Read attached PDFs too",
            key="upload_attachments",
            help="Each becomes a paper of its own, exempt where what it is attached to is.",
        )
        sent = st.form_submit_button("Add papers", icon=":material/upload:", type="primary")
    if not sent:
        return
    if not files:
        st.warning("Choose one or more files first.")
        return
    started = intake().add(
        [(file.name, file.getvalue()) for file in files],
        Access.EXEMPT if closed else None,
        attachments=attachments,
    )
    if not started:
        st.warning("Another change of the papers is under way. Try again when it has ended.")
    if closed and clearance is not Access.EXEMPT:
        st.info("Exempt papers are kept, but not shown on this computer until its settings allow.")


def _job() -> None:
    job = intake().job
    if job is None:
        return
    if job.done:
        _outcomes(job)
        return
    _running()


@st.fragment(run_every=0.6)
def _running() -> None:
    job = intake().job
    # This part is drawn again by itself, and names papers.
    if job is None or job.done or not visitor().administers:
        st.rerun()
    st.markdown(f"**{plain(job.title)}**")
    done = job.progress
    if done:
        pages = counted(done.pages_done, "page")
        words = f"{done.papers_done} of {counted(done.papers, 'paper')}, {pages}"
        now = f" · now {plain(shortened(done.now, 60))}" if done.now else ""
        st.progress(min(max(done.share, 0.0), 1.0), text=f"{words}{now}")
    else:
        st.progress(0.0, text=plain(job.note) or "Starting…")
    st.button(
        "Stopping…" if job.stopping else "Stop",
        key="stop_job",
        icon=":material/stop:",
        disabled=job.stopping,
        on_click=intake().stop,
        help="What is unfinished then goes on with the next change, or is dropped.",
    )
    _lines(job.outcomes)


def _outcomes(job: Job) -> None:
    with st.container(border=True, key="job_done"):
        if job.error:
            st.error(f"{plain(job.title)}: {plain(job.error)}", icon=":material/error:")
        elif job.note:
            st.success(plain(job.note), icon=":material/check:")
        else:
            st.markdown(f"**{plain(job.title)}: done**")
        _lines(job.outcomes)
        if job.left and st.button("Drop what is left unfinished", key="drop_left"):
            _started(intake().drop(job.left))


def _lines(outcomes: tuple[Outcome, ...]) -> None:
    for outcome in outcomes:
        told = outcome.reason or outcome.note
        more = f": {plain(told)}" if told else ""
        st.markdown(
            f"{_ICONS[outcome.result]} {outcome.result.value.capitalize()} "
            f"**{plain(outcome.name)}**{more}"
        )


def _list(papers: tuple[Paper, ...], administers: bool, clearance: Access) -> None:
    st.header("In the catalogue", anchor=False)
    pages = counted(sum(p.page_count for p in papers), "page")
    st.caption(f"{counted(len(papers), 'paper')}, {pages}")
    shown = papers
    if len(papers) > _A_PAGE:
        leaves = -(-len(papers) // _A_PAGE)
        at = st.pagination(leaves, key=f"papers_page_{leaves}")
        shown = papers[(at - 1) * _A_PAGE : at * _A_PAGE]
    blank = catalogue().unread_pages(Scope(clearance=clearance))
    for paper in shown:
        _paper(paper, blank.get(paper.id, 0), administers, clearance)


def _suspected(papers: tuple[Paper, ...], clearance: Access) -> None:
    """List what is closed until an officer decides, with the words, and let them decide."""
    held = catalogue().suspected(clearance)
    if not held:
        return
    st.header("Closed until you decide", anchor=False)
    st.caption("These pages may be exempt. The public does not see them until you say that it may.")
    for paper in papers:
        if paper.id in held:
            _undecided(paper, held[paper.id], clearance)


def _undecided(paper: Paper, closings: tuple[Closing, ...], clearance: Access) -> None:
    with st.container(border=True, key=f"suspected_{paper.id}"):
        st.markdown(f"**{plain(paper.file_name)}**")
        for closing in closings:
            pages = page_ranges(range(closing.first_page, closing.last_page + 1))
            where = f"PDF page {closing.page}" if closing.page else "the name of the file"
            st.markdown(f"PDF page {pages}, by “{plain(closing.words)}” ({where})")
        with st.container(horizontal=True, key=f"deciding_{paper.id}"):
            at = closings[0].page or closings[0].first_page
            st.button(
                "Look at it",
                key=f"look_{paper.id}",
                icon=":material/picture_as_pdf:",
                on_click=open_page,
                args=(OpenPage(paper.id, at),),
            )
            for is_open, label in ((False, "Keep closed"), (True, "Open to the public")):
                if st.button(label, key=f"decided_{paper.id}_{is_open}"):
                    reading = catalogue().reading(paper.id, clearance)
                    _started(intake().correct(paper, decided(reading, is_open=is_open)))


def _paper(paper: Paper, blank: int, administers: bool, clearance: Access) -> None:
    about = (
        kind_name(paper.kind),
        paper.committee,
        day(paper.meeting_date),
        counted(paper.page_count, "page"),
        f"{counted(blank, 'page')} without text" if blank else "",
        f"{counted(paper.exempt_pages, 'page')} exempt" if paper.exempt_pages else "",
    )
    closed = " :material/lock: Exempt" if paper.access is Access.EXEMPT else ""
    label = f"**{plain(paper.file_name)}**{closed}  \n{plain(' · '.join(a for a in about if a))}"
    with st.expander(label, key=f"paper_{paper.id}", on_change="rerun") as shown:
        if not shown.open:
            return
        st.text(paper.title)
        _troubles(paper, clearance)
        with st.container(horizontal=True, key=f"acts_{paper.id}"):
            st.button(
                "Open",
                key=f"open_{paper.id}",
                icon=":material/picture_as_pdf:",
                on_click=open_page,
                args=(OpenPage(paper.id, 1),),
            )
            if administers:
                _correct(paper, clearance)
                _remove(paper)


def _troubles(paper: Paper, clearance: Access) -> None:
    pages = catalogue().reading(paper.id, clearance).pages
    blank = [page.number for page in pages if page.source is TextSource.NONE]
    scanned = sum(page.source.by_ocr for page in pages)
    if scanned:
        st.caption(f"{counted(scanned, 'page')} read by OCR")
    if blank:
        st.caption(f":material/warning: Without text: PDF page {page_ranges(blank)}")
    for problem in catalogue().problems(paper.id, clearance):
        where = f"PDF page {problem.page}" if problem.page else "The file"
        st.caption(f":material/warning: {where}: {plain(problem.reason)}")


def _correct(paper: Paper, clearance: Access) -> None:
    with (
        st.popover("Correct", icon=":material/edit:", key=f"correct_{paper.id}"),
        st.form(f"correction_{paper.id}", border=False),
    ):
        kinds = list(PaperKind)
        kind = st.selectbox(
            "Kind", kinds, kinds.index(paper.kind), kind_name, key=f"kind_{paper.id}"
        )
        title = st.text_input("Title", paper.title, key=f"title_{paper.id}", max_chars=300)
        committee = st.text_input(
            "Committee (leave empty if it has none)",
            paper.committee or "",
            key=f"committee_{paper.id}",
            max_chars=200,
        )
        when = st.date_input(
            "Meeting date (clear it if it has none)",
            paper.meeting_date,
            date(1888, 1, 1),
            date(2100, 1, 1),
            key=f"date_{paper.id}",
            format="DD/MM/YYYY",
        )
        closed = st.checkbox(
            "The whole paper is exempt",
            paper.access is Access.EXEMPT,
            key=f"exempt_{paper.id}",
        )
        pages = _exempt_pages(paper, clearance)
        if not st.form_submit_button("Save", key=f"save_{paper.id}"):
            return
        day_said = when if isinstance(when, date) else None
        lacks = (("committee", not committee.strip()), ("meeting_date", day_said is None))
        try:
            runs = page_runs(pages, "Exempt pages")
        except MetadataError as error:
            st.error(plain(str(error)))
            return
        # Said only where it changes: as a mere repetition it would hold against what a later
        # version of the file, or OCR, finds to be closed.
        was_closed = paper.access is Access.EXEMPT
        changed = Access.EXEMPT if closed else Access.PUBLIC
        said = Particulars(
            kind=kind,
            title=title.strip() or None,
            committee=committee.strip() or None,
            meeting_date=day_said,
            access=changed if closed is not was_closed else None,
            exempt_pages=runs,
            without=tuple(name for name, is_none in lacks if is_none),
        )
        _started(intake().correct(paper, said))


def _exempt_pages(paper: Paper, clearance: Access) -> str | None:
    """Ask which pages of an open paper are closed; None for who may not see them."""
    if clearance is not Access.EXEMPT or paper.access is Access.EXEMPT:
        return None
    pages = catalogue().reading(paper.id, clearance).pages
    held = page_ranges(page.number for page in pages if page.access is Access.EXEMPT)
    said = st.text_input(
        "Exempt pages of an open paper",
        held,
        key=f"exempt_pages_{paper.id}",
        placeholder="none; or 8-9, 12",
        help="PDF pages that only cleared people see. What was recognised can be mended here.",
    )
    return said.strip() or "none"


def _remove(paper: Paper) -> None:
    with st.popover("Remove", icon=":material/delete:", key=f"remove_{paper.id}"):
        st.markdown(f"Take **{plain(paper.file_name)}** out of the catalogue and every search?")
        if st.button("Yes, remove it", key=f"removed_{paper.id}", type="primary"):
            _started(intake().remove(paper))


def _started(started: bool) -> None:
    if started:
        st.rerun()
    st.warning("Another change of the papers is under way. Try again when it has ended.")
