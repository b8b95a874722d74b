"""What is masked for the public: seen, previewed and changed by who is cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from corpus.masks import Masks, masks_text, read_masks
from corpus.model import Access, MetadataError, Paper
from ui.language import _
from ui.service import catalogue, intake
from ui.words import counted, plain, shortened

# Of one paper, so many words are shown.
_SHOWN = 50


def masking(papers: Sequence[Paper]) -> bool:
    """Show what is masked for the public, let an officer change it; whether that was begun.

    For officers who may see exempt papers: the words themselves are shown.
    """
    kept = catalogue().work.masks()
    now = masks_text(kept)
    # What was typed into an older list must not take back what somebody else has masked since.
    changed = st.session_state.get("mask_from", now) != now
    typed = st.session_state.get("mask_list")
    if changed or typed is None:
        st.session_state["mask_list"] = now
    st.session_state["mask_from"] = now
    with st.expander(
        _("Masked for the public: on") if kept else _("Masked for the public: off"), key="masking"
    ):
        st.caption(_state(kept))
        if changed and typed not in (None, now):
            st.warning(_("Somebody has changed the list meanwhile: it stands here as it is now."))
        listed = st.text_area(
            _(
                "One name or word a line; * stands for any letters, @contacts for e-mail "
                "addresses, telephone numbers and postal addresses. Empty masks nothing."
            ),
            key="mask_list",
            height=160,
        )
        with st.container(horizontal=True, key="mask_acts"):
            preview = st.button(_("Preview"), key="mask_preview", icon=":material/visibility:")
            save = st.button(_("Mask these"), key="mask_save", icon=":material/visibility_off:")
        try:
            masks = read_masks(listed, "list")
        except MetadataError as error:
            st.error(plain(str(error)))
            return False
        if preview:
            with st.spinner(_("Looking through the papers…")):
                _preview(papers, masks)
        if not save or changed:
            return False
        if not intake().mask(masks):
            st.warning(_("Another change of the papers is under way. Try again when it has ended."))
            return False
    return True


def _state(masks: Masks) -> str:
    if not masks:
        return _("Masking is off: the public sees open papers as they are printed.")
    pages = counted(catalogue().masked_page_count(Access.EXEMPT), "page")
    if not masks.names:
        return _("Masking is on: contact details, on {pages}.").format(pages=pages)
    said = (
        _("Masking is on: contact details and {number:,} names and words, on {pages}.")
        if masks.contacts
        else _("Masking is on: {number:,} names and words, on {pages}.")
    )
    return said.format(number=len(masks.names), pages=pages)


def _preview(papers: Sequence[Paper], masks: Masks) -> None:
    """Tell how much of each paper would be masked, and which words on which page."""
    nothing = True
    for paper in papers:
        found = list(_found(paper, masks))
        if found:
            nothing = False
            pages = counted(len({page for page, _words in found}), "page")
            places = counted(len(found), "place")
            st.markdown(
                _("**{name}**: {places} on {pages}").format(
                    name=plain(paper.file_name), places=places, pages=pages
                )
            )
            told = [
                _("{words} (PDF page {page})").format(words=words, page=page)
                for page, words in found[:_SHOWN]
            ]
            if len(found) > _SHOWN:
                told.append(_("and {number:,} more").format(number=len(found) - _SHOWN))
            st.caption(plain("; ".join(told)))
    if nothing:
        st.caption(_("Nothing in these papers would be masked."))


def _found(paper: Paper, masks: Masks) -> Iterator[tuple[int, str]]:
    """Yield physical page and words of what would be masked of a paper."""
    for page in catalogue().reading(paper.id, Access.EXEMPT).pages:
        for start, end in masks.spans(page.text):
            yield page.number, shortened(" ".join(page.text[start:end].split()), 60)
