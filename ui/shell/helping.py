"""The way to the page that explains the app."""

from __future__ import annotations

import streamlit as st

from ui.language import _


def help_link(label: str = "") -> None:
    """Draw a link to the page that explains the app, called "Help" unless ``label`` says else."""
    # Streamlit knows a page by its address, whatever draws it.
    page = st.Page(_drawn_elsewhere, title=_("Help"), url_path="help")
    st.page_link(page, label=label or _("Help"), icon=":material/help:", width="content")


def _drawn_elsewhere() -> None:
    raise AssertionError("`ui.pages` draws the page of this address")
