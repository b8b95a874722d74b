"""Two versions of a page side by side, with the words that went and those that came marked.

Marks are elements that say what they mean, with words that only a screen reader reads out, so that
nothing hangs on a colour.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

import streamlit as st

from corpus.model import Access, CorpusError, Page, Paper, Span
from corpus.news import Changed, PageChange
from ui.language import N_, _
from ui.service import backend, catalogue
from ui.shell import go_to
from ui.viewer import open_page
from ui.words import OpenPage, counted, plain, verbatim

# Characters shown before and after what changed; so much is shown of a page that is new or gone.
_AROUND, _MOST_WHOLE = 140, 1200
_MOST_PAGES = 25
_UNSEEN = '<span class="minutebook-unseen">{} </span>'
# Of this session: the paper whose changes somebody wants to see on the page of what is new.
_WANTED = "changes_wanted"
_HEADING = {
    PageChange.CHANGED: N_("PDF page {newer} is not as it was"),
    PageChange.ADDED: N_("PDF page {newer} is new"),
    PageChange.GONE: N_("PDF page {older} of the earlier version has gone"),
}


def way_to_changes(paper: Paper, clearance: Access) -> None:
    """Draw a button that leads to what a paper changed, where words of an earlier one are kept.

    Nothing is drawn where they are not, or the paper is gone since or not for this visitor.
    """
    try:
        kept = keeps_earlier(paper.id, clearance)
    except CorpusError:
        return
    if kept and st.button(
        _("What this version changed"),
        key=f"to_changes_{paper.id}",
        type="tertiary",
        icon=":material/difference:",
    ):
        st.session_state[_WANTED] = paper.id
        go_to("new")


def changes_wanted() -> str:
    """Return the id of the paper whose changes somebody just asked for, once; "" for none."""
    return str(st.session_state.pop(_WANTED, ""))


def keeps_earlier(paper_id: str, clearance: Access) -> bool:
    """Tell whether words of an earlier version may be compared with.

    Raises:
        CorpusError: there is no such paper, or it may not be seen.
    """
    return _kept(paper_id, clearance, backend().settings.data, catalogue().generation)


@st.cache_resource(max_entries=512, show_spinner=False)
def _kept(paper_id: str, clearance: Access, data: Path, generation: int) -> bool:
    """Whether words of an earlier version are kept: asked once for each state of the papers."""
    del data, generation
    return catalogue().earlier_pages(paper_id, clearance) is not None


def side_by_side(paper_id: str, found: Sequence[Changed], *, earlier: bool) -> None:
    """Draw each page that changed; what the earlier version said only for whom it may be shown.

    A paper may have been replaced because of what it said, so the public is told which pages and
    how many words went, and what is there now.
    """
    for at, one in enumerate(found[:_MOST_PAGES]):
        key = f"{paper_id}_{at}"
        st.subheader(_heading(one), anchor=False)
        if not earlier and one.gone:
            count = sum(len(words.split()) for words in one.gone)
            went = _("{words} of the earlier version went")
            st.caption(went.format(words=counted(count, "word")))
        with st.container(key=f"facing_{key}"):
            if earlier and one.older is not None:
                went = marked(one.older, one.pair.gone, "del", _("gone:"))
                _part(_("Before"), "older", key, went)
            if one.newer is not None:
                _part(_("Now"), "newer", key, marked(one.newer, one.pair.added, "ins", _("new:")))
        if one.newer is not None:
            st.button(
                _("Open PDF page {number}").format(number=one.newer.number),
                key=f"version_opens_{key}",
                type="tertiary",
                icon=":material/description:",
                on_click=open_page,
                args=(OpenPage(paper_id, one.newer.number, one.pair.added),),
            )
    if len(found) > _MOST_PAGES:
        more = counted(len(found) - _MOST_PAGES, "more page")
        st.caption(_("and {more}").format(more=more))


def _heading(one: Changed) -> str:
    said = _(_HEADING[one.pair.change]).format(newer=one.pair.newer, older=one.pair.older)
    if one.pair.older and one.pair.newer and one.pair.older != one.pair.newer:
        said = f"{said} {_('(PDF page {older} before)').format(older=one.pair.older)}"
    return plain(said)


def _part(label: str, which: str, key: str, told: str) -> None:
    with st.container(key=f"version_{which}_{key}", gap="small"):
        st.caption(f"**{label}**")
        st.html(told)


def marked(page: Page, spans: Sequence[Span], element: str, said: str) -> str:
    """Return as HTML what stands round these spans of a page, each of them in an ``element``.

    ``said`` is what a screen reader says before each. Without spans it is the page's beginning.
    """
    text = page.text
    if not spans:
        whole = " ".join(verbatim(text[:_MOST_WHOLE]).split())
        return f"<p>{html.escape(whole)}{'…' if len(text) > _MOST_WHOLE else ''}</p>"
    parts = []
    for first, last, inside in _runs(text, spans):
        told, at = "", first
        for span in inside:
            told += html.escape(verbatim(text[at : span.start]))
            words = html.escape(verbatim(text[span.start : span.end]))
            told += f"<{element}>{_UNSEEN.format(said)}{words}</{element}>"
            at = span.end
        told += html.escape(verbatim(text[at:last]))
        start, end = "…" if first else "", "…" if last < len(text) else ""
        parts.append(f"<p>{start}{told}{end}</p>")
    return "\n".join(parts)


def _runs(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield stretches of a text that spans stand in, with those, as far as they come apart."""
    inside: list[Span] = []
    first = last = 0
    for span in sorted(spans):
        start = _at_word(text, span.start - _AROUND, 1)
        if inside and start > last:
            yield first, last, inside
            inside = []
        if not inside:
            first = start
        inside.append(span)
        last = _at_word(text, span.end + _AROUND, -1)
    if inside:
        yield first, last, inside


def _at_word(text: str, at: int, step: int) -> int:
    """Return where a word begins after ``at`` (``step`` 1), or ends before it (-1)."""
    while 0 < at < len(text) and not (text[at - 1] if step > 0 else text[at]).isspace():
        at += step
    return min(max(at, 0), len(text))
