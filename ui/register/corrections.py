"""What officers have said of the register: corrections, what fits no more, what is complete."""

from __future__ import annotations

import streamlit as st

from corpus.corrections import complete
from corpus.model import (
    Access,
    CorpusError,
    CorrectedPaper,
    CorrectionKind,
    KeptCorrection,
    Paper,
    Scope,
)
from ui.language import N_, _
from ui.people import visitor
from ui.register.correcting import (
    AN_OFFICER,
    entries_of,
    may_correct,
    missing_entry,
    say,
    what_came_of_it,
)
from ui.service import catalogue
from ui.viewer import open_page, opened_page
from ui.words import OpenPage, counted, day, paper_line, plain, shortened, verbatim

# Characters.
_AN_END = 160
_SAID = {
    CorrectionKind.REMOVED: N_("No decision"),
    CorrectionKind.CHANGED: N_("Changed to"),
    CorrectionKind.ADDED: N_("Added"),
}


def correct_register(papers: tuple[Paper, ...], clearance: Access) -> None:
    """Draw what an officer may do to the register as a whole; nothing for others."""
    if not may_correct():
        return
    what_came_of_it()
    with st.expander(
        _("Correct the register"), icon=":material/edit_note:", key="correct_register",
        on_change="rerun",
    ) as shown:  # fmt: skip
        if not shown.open:
            return
        said = catalogue().corrections(Scope(clearance=clearance))
        made = sum(len(one.made) for one in said)
        missing, kept, whole = st.tabs(
            [
                _("A decision is missing"),
                _("Corrections ({made})").format(made=made),
                _("Complete papers"),
            ]
        )
        with missing:
            missing_entry(papers, clearance)
        with kept:
            _kept(said)
        with whole:
            _complete(papers, said, clearance)


def _kept(said: tuple[CorrectedPaper, ...]) -> None:
    if not any(paper.made for paper in said):
        st.caption(_("Nothing was corrected yet."))
    for paper in said:
        if paper.waiting:
            st.warning(_("{name}: not taken in yet.").format(name=plain(paper.file_name)))
            if st.button(_("Take it in now"), key=f"take_{paper.paper_id}"):
                say(lambda _shelf: None)
        for one in paper.made:
            _correction(paper, one)


def _correction(paper: CorrectedPaper, kept: KeptCorrection) -> None:
    about = kept.correction
    page = about.words.spans[0].page
    with st.container(border=True, key=f"correction_{about.id}", gap="small"):
        st.markdown(
            _("**{said}** · {name}, PDF page {page}").format(
                said=_(_SAID[about.kind]), name=plain(paper.file_name), page=page
            )
        )
        if not kept.fits:
            st.warning(
                _(
                    "This no longer fits: the page has not these words any more. Take it back, "
                    "or correct the entry anew."
                ),
                icon=":material/link_off:",
            )
        st.text(verbatim(_both_ends(about.words.words)))
        st.caption(plain(f"{day(about.day)}, {_(about.by)}"))
        with st.container(horizontal=True):
            st.button(
                _("Open the page"),
                key=f"see_{about.id}",
                type="tertiary",
                icon=":material/description:",
                on_click=open_page,
                args=(OpenPage(paper.paper_id, page, about.words.spans, about.words.words),),
            )
            if st.button(
                _("Take back"), key=f"back_{about.id}", type="tertiary", icon=":material/undo:"
            ):
                say(lambda shelf: shelf.take_back(about.id))


def _both_ends(words: str) -> str:
    """Return how words begin and end: where they do is what most corrections are about."""
    if len(words) <= 2 * _AN_END:
        return words
    end = words[-_AN_END:].partition(" ")[2]
    return f"{shortened(words, _AN_END)} {end}"


def _complete(
    papers: tuple[Paper, ...], said: tuple[CorrectedPaper, ...], clearance: Access
) -> None:
    st.caption(
        _(
            "Say of a paper that all its decisions are right now. No later version of "
            "Minutebook then reads them otherwise, and its minutes can be written out as "
            "labelled examples (`minutebook resolutions labelled`). What is added of its "
            "committee from then on is read by what its open pages teach; `minutebook "
            "add --again` reads anew what is here already. A later correction ends this."
        )
    )
    done = {one.paper_id: one for one in said if one.complete}
    for one in done.values():
        _is_complete(one)
    left = {paper.id: paper for paper in papers if paper.id not in done}
    opened = opened_page()
    ids = list(left)
    if not ids:
        return
    held = opened.paper_id if opened and opened.paper_id in left else ids[0]
    chosen = st.selectbox(
        _("Paper"),
        ids,
        ids.index(held),
        lambda one: f"{paper_line(left[one])} ({left[one].file_name})",
        key=f"complete_paper_{held}",
    )
    entries = entries_of(chosen, clearance)
    st.caption(
        _("The register has {resolutions} of it.").format(
            resolutions=counted(len(entries), "resolution")
        )
    )
    if st.button(_("All its decisions are right now"), key=f"complete_{chosen}"):
        _declare(chosen, next((one for one in said if one.paper_id == chosen), None), clearance)


def _is_complete(one: CorrectedPaper) -> None:
    assert one.complete is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        when = f"{day(one.complete.day)}, {_(one.complete.by)}"
        st.markdown(f":material/verified: **{plain(one.file_name)}** · {plain(when)}")
        if st.button(_("Withdraw"), key=f"withdraw_{one.paper_id}", type="tertiary"):
            say(lambda shelf: shelf.withdraw(one.paper_id))
    if not one.complete_fits:
        st.warning(_("Words of its register are gone from their page: look at it again."))


def _declare(paper_id: str, said: CorrectedPaper | None, clearance: Access) -> None:
    closed = catalogue().paper(paper_id, Access.EXEMPT).exempt_pages
    hidden = bool(closed) and clearance is not Access.EXEMPT
    try:
        reading = catalogue().reading(paper_id, clearance)
        name = visitor().name or AN_OFFICER
        whole = complete(reading, said, name, hidden=hidden)
    except CorpusError as error:
        st.error(plain(f"{error}."))
        return
    say(lambda shelf: shelf.declare(whole))
