"""What is masked for the public: seen, previewed and changed by who is cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from corpus.masks import Masks, masks_text, read_masks
from corpus.model import Access, MetadataError, Paper
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
    with st.expander(f"Masked for the public: {'on' if kept else 'off'}", key="masking"):
        st.caption(_state(kept))
        if changed and typed not in (None, now):
            st.warning("Somebody has changed the list meanwhile: it stands here as it is now.")
        listed = st.text_area(
            "One name or word a line; * stands for any letters, @contacts for e-mail addresses, "
            "telephone numbers and postal addresses. Empty masks nothing.",
            key="mask_list",
            height=160,
        )
        with st.container(horizontal=True, key="mask_acts"):
            preview = st.button("Preview", key="mask_preview", icon=":material/visibility:")
            save = st.button("Mask these", key="mask_save", icon=":material/visibility_off:")
        try:
            masks = read_masks(listed, "list")
        except MetadataError as error:
            st.error(plain(str(error)))
            return False
        if preview:
            with st.spinner("Looking through the papers…"):
                _preview(papers, masks)
        if not save or changed:
            return False
        if not intake().mask(masks):
            st.warning("Another change of the papers is under way. Try again when it has ended.")
            return False
    return True


def _state(masks: Masks) -> str:
    if not masks:
        return "Masking is off: the public sees open papers as they are printed."
    what = ["contact details"] if masks.contacts else []
    what += [f"{len(masks.names):,} names and words"] if masks.names else []
    pages = counted(catalogue().masked_page_count(Access.EXEMPT), "page")
    return f"Masking is on: {' and '.join(what)}, on {pages}."


def _preview(papers: Sequence[Paper], masks: Masks) -> None:
    """Tell how much of each paper would be masked, and which words on which page."""
    nothing = True
    for paper in papers:
        found = list(_found(paper, masks))
        if found:
            nothing = False
            pages = counted(len({page for page, _ in found}), "page")
            places = counted(len(found), "place")
            st.markdown(f"**{plain(paper.file_name)}**: {places} on {pages}")
            told = [f"{words} (PDF page {page})" for page, words in found[:_SHOWN]]
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            st.caption(plain("; ".join(told) + more))
    if nothing:
        st.caption("Nothing in these papers would be masked.")


def _found(paper: Paper, masks: Masks) -> Iterator[tuple[int, str]]:
    """Yield physical page and words of what would be masked of a paper."""
    for page in catalogue().reading(paper.id, Access.EXEMPT).pages:
        for start, end in masks.spans(page.text):
            yield page.number, shortened(" ".join(page.text[start:end].split()), 60)
