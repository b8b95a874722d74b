"""What an officer can change of a paper: what it is, who may see it, and whether it is there."""

from __future__ import annotations

from datetime import date

import streamlit as st

from corpus.ingest import page_runs
from corpus.model import Access, MetadataError, Paper, PaperKind, Particulars
from ui.language import _
from ui.service import catalogue, intake
from ui.words import kind_name, page_ranges, plain


def correct(paper: Paper, clearance: Access, place: str = "") -> None:
    """Offer to correct what was recognised of a paper; ``place`` tells apart offers of one page."""
    key = f"{place}_{paper.id}" if place else paper.id
    # Closed once it is saved, which can only be said before it is drawn again.
    if st.session_state.pop(f"corrected_{key}", False):
        st.session_state[f"correct_{key}"] = False
    with (
        st.popover(_("Correct"), icon=":material/edit:", key=f"correct_{key}", on_change="rerun"),
        st.form(f"correction_{key}", border=False),
    ):
        kinds = list(PaperKind)
        kind = st.selectbox(_("Kind"), kinds, kinds.index(paper.kind), kind_name, key=f"kind_{key}")
        title = st.text_input(_("Title"), paper.title, key=f"title_{key}", max_chars=300)
        committee = st.text_input(
            _("Committee (leave empty if it has none)"),
            paper.committee or "",
            key=f"committee_{key}",
            max_chars=200,
        )
        when = st.date_input(
            _("Meeting date (clear it if it has none)"),
            paper.meeting_date,
            date(1888, 1, 1),
            date(2100, 1, 1),
            key=f"date_{key}",
            format="DD/MM/YYYY",
        )
        closed = st.checkbox(
            _("The whole paper is exempt"),
            paper.access is Access.EXEMPT,
            key=f"exempt_{key}",
        )
        pages = _exempt_pages(paper, clearance, key)
        if not st.form_submit_button(_("Save"), key=f"save_{key}"):
            return
        day_said = when if isinstance(when, date) else None
        called = " ".join(title.split())
        lacks = (
            ("committee", not committee.strip()),
            ("meeting_date", day_said is None),
            ("title", not called),
        )
        try:
            runs = page_runs(pages, "Exempt pages")
        except MetadataError as error:
            st.error(plain(str(error)))
            return
        # Said only where it changes: as a mere repetition it would hold against what a later
        # version of the file, or OCR, finds to be closed.
        was_closed = paper.access is Access.EXEMPT
        changed = Access.EXEMPT if closed else Access.PUBLIC
        # So is the title: one that was only read is to follow what is corrected beside it.
        titled = bool(called) and (paper.titled or called != paper.title)
        said = Particulars(
            kind=kind,
            title=called if titled else None,
            committee=committee.strip() or None,
            meeting_date=day_said,
            access=changed if closed is not was_closed else None,
            exempt_pages=runs,
            without=tuple(name for name, is_none in lacks if is_none),
            titled=titled,
        )
        begun = intake().correct(paper, said)
        if begun:
            st.session_state[f"corrected_{key}"] = True
        started(begun)


def _exempt_pages(paper: Paper, clearance: Access, key: str) -> str | None:
    """Ask which pages of an open paper are closed; None for who may not see them."""
    if clearance is not Access.EXEMPT or paper.access is Access.EXEMPT:
        return None
    pages = catalogue().reading(paper.id, clearance).pages
    held = page_ranges(page.number for page in pages if page.access is Access.EXEMPT)
    said = st.text_input(
        _("Exempt pages of an open paper"),
        held,
        key=f"exempt_pages_{key}",
        placeholder=_("none; or 8-9, 12"),
        help=_("PDF pages that only cleared people see. What was recognised can be mended here."),
    )
    return said.strip() or "none"


def remove(paper: Paper) -> None:
    """Offer to take a paper out."""
    with st.popover(_("Remove"), icon=":material/delete:", key=f"remove_{paper.id}"):
        st.markdown(
            _("Take **{name}** out of the catalogue and every search?").format(
                name=plain(paper.file_name)
            )
        )
        if st.button(_("Yes, remove it"), key=f"removed_{paper.id}", type="primary"):
            started(intake().remove([paper]))


def started(begun: bool) -> None:
    """Draw the page anew for a change that has begun; say that another one is under way."""
    if begun:
        st.rerun()
    st.warning(_("Another change of the papers is under way. Try again when it has ended."))
