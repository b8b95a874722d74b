"""The foot of every page: which model, settings and versions answer here."""

from __future__ import annotations

import streamlit as st

from retrieval.model import ModelState
from retrieval.operation import versions
from ui.language import _
from ui.people import visitor
from ui.service import backend
from ui.shell.helping import help_link
from ui.words import plain


def footer() -> None:
    """Draw the foot: one line, and for those who run the app all versions, folded away."""
    opened = backend()
    known = versions()
    made = _("fingerprint {text}").format(text=opened.fingerprint.text)
    parts = (" ".join(known[0]), model_words(opened.model_state()), made)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="minutebook_foot"
    ):
        st.caption(plain(" · ".join(parts)), width="content")
        help_link()
        # Which libraries are behind is a help to whoever looks for holes in them.
        if visitor().administers:
            popover = st.popover(
                _("Versions"), type="tertiary", key="foot_versions", on_change="rerun"
            )
            # Drawn when it is opened: for the first table a process imports pandas, half a second.
            if popover.open:
                named, numbers = zip(*known, strict=True)
                popover.table(
                    {_("Name"): list(named), _("Version"): list(numbers)},
                    hide_index=True,
                    alt=_("Versions of Minutebook and its libraries"),
                )


def model_words(state: ModelState) -> str:
    """Return which language model is in use, and how it is, in words."""
    if not state.name:
        return _("quotes only, no language model")
    how = {True: "", False: _("not answering"), None: _("not asked yet")}[state.answering]
    said = _("language model {name}").format(name=state.name)
    return f"{said} ({state.note or how})" if state.note or how else said
