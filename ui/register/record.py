"""What came of a decision: who is to act, every later mention with its quote, what officers say."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from corpus.model import (
    Access,
    CorpusError,
    LinkVerdict,
    Paper,
    Resolution,
    UnknownPaperError,
)
from retrieval.matters import Record, RecordEntry, RecordLink, task_words
from ui.language import N_, _, spoken
from ui.meetings import came_besides
from ui.people import visitor
from ui.register.correcting import AN_OFFICER, may_correct
from ui.service import catalogue, intake
from ui.viewer import open_page
from ui.words import capital, counted, day, paper_line, place_words, plain, shortened, verbatim

NO_LATER = N_("No later mention found in the papers held.")
_QUOTE = 600
_SAID = {LinkVerdict.CONFIRMED: N_("confirmed by an officer"), LinkVerdict.REJECTED: N_("rejected")}


def what_came(decided: Resolution, clearance: Access, key: str) -> None:
    """Draw the record of a decision; ``key`` tells apart where it is drawn."""
    record = Record(catalogue(), clearance)
    entry = record.entry(decided)
    for task in entry.tasks:
        what = _("To act") if task.owner else _("Due")
        st.caption(f":material/assignment_ind: {what}: {plain(task_words(task))}")
    st.caption(f"**{_('Afterwards')}**")
    if not entry.links:
        st.caption(_(NO_LATER))
    for at, link in enumerate(entry.links):
        _link(record, entry, link, clearance, f"{key}_after_{at}")
    if may_correct() and (entry.possible or entry.rejected):
        with st.expander(
            _("{mentions} that may be of it, {number} rejected").format(
                mentions=counted(len(entry.possible), "other mention"), number=len(entry.rejected)
            ),
            key=f"possible_{key}",
            on_change="rerun",
        ) as shown:
            if shown.open:
                for at, link in enumerate((*entry.possible, *entry.rejected)):
                    _link(record, entry, link, clearance, f"{key}_maybe_{at}")
    came_besides(decided, clearance, key)


def place_line(link: RecordLink, paper: Paper, clearance: Access) -> str:
    """Return where a later mention stands: day, what it is, item, page and paper.

    Raises:
        UnknownPaperError: the page may not be seen any more.
    """
    at = link.mention.opens
    page = catalogue().page(paper.id, at.page, clearance)
    where = page.place(at.spans[0]) if at.spans else None
    told = place_words(at.item, page.number, page.label, paper.kind, where)
    return " · ".join((day(link.mention.when), told, paper_line(paper)))


def _link(
    record: Record, entry: RecordEntry, link: RecordLink, clearance: Access, key: str
) -> None:
    try:
        paper = catalogue().paper(link.mention.opens.paper_id, clearance)
        where = place_line(link, paper, clearance)
    except UnknownPaperError:
        return
    with st.container(key=f"came_{key}", gap=None):
        told = [capital(_(link.says.value)), _(_SAID[link.verdict]) if link.verdict else ""]
        st.caption(
            f"**{plain(', '.join(filter(None, told)))}** · {plain(spoken(link.mention.about))}"
        )
        st.text(verbatim(shortened(link.mention.wording or link.mention.title, _QUOTE)))
        st.button(
            plain(where),
            key=f"opens_{key}",
            type="tertiary",
            icon=":material/history:",
            on_click=open_page,
            args=(link.mention.opens,),
            wrap=True,
        )
        if may_correct():
            _judging(record, entry, link, key)


def _judging(record: Record, entry: RecordEntry, link: RecordLink, key: str) -> None:
    with st.container(horizontal=True):
        for verdict, label, icon in _choices(link.verdict):
            name = f"{label.lower()}_{key}"
            if st.button(_(label), key=name, type="tertiary", icon=icon):
                _say(record, entry, link, verdict)


def _choices(said: LinkVerdict | None) -> Iterator[tuple[LinkVerdict | None, str, str]]:
    if said is not LinkVerdict.CONFIRMED:
        yield LinkVerdict.CONFIRMED, N_("Confirm"), ":material/check:"
    if said is not LinkVerdict.REJECTED:
        yield LinkVerdict.REJECTED, N_("Reject"), ":material/link_off:"
    if said is not None:
        yield None, N_("Undo"), ":material/undo:"


def _say(record: Record, entry: RecordEntry, link: RecordLink, verdict: LinkVerdict | None) -> None:
    """Keep what was said of a link, and draw the page anew; say why where it cannot be kept."""
    try:
        if verdict is None:
            intake().judge_link(lambda shelf: shelf.take_back(link.id))
        else:
            by = visitor().name or AN_OFFICER
            judged = record.judge(entry, link, verdict, by)
            intake().judge_link(lambda shelf: shelf.keep(judged))
    except CorpusError as error:
        st.error(plain(f"{str(error)[:1].upper()}{str(error)[1:]}."))
        return
    st.rerun()
