"""The foot of every page: which model, settings and versions answer here."""

from __future__ import annotations

import streamlit as st

from retrieval.model import ModelState
from retrieval.operation import versions
from ui.people import visitor
from ui.service import backend
from ui.words import plain


def footer() -> None:
    """Draw the foot: one line, and for those who run the app all versions, folded away."""
    opened = backend()
    known = versions()
    made = f"fingerprint {opened.fingerprint.text}"
    parts = (" ".join(known[0]), model_words(opened.model_state()), made)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="minutebook_foot"
    ):
        st.caption(plain(" · ".join(parts)), width="content")
        # Which libraries are behind is a help to whoever looks for holes in them.
        if visitor().administers:
            with st.popover("Versions", type="tertiary", key="foot_versions"):
                named, numbers = zip(*known, strict=True)
                st.table(
                    {"Name": list(named), "Version": list(numbers)},
                    hide_index=True,
                    alt="Versions of Minutebook and its libraries",
                )


def model_words(state: ModelState) -> str:
    """Return which language model is in use, and how it is, in words."""
    if not state.name:
        return "quotes only, no language model"
    how = {True: "", False: "not answering", None: "not asked yet"}[state.answering]
    return f"language model {state.name}" + (f" ({state.note or how})" if state.note or how else "")
