"""The pages of the app, one file each."""

from __future__ import annotations

import streamlit as st

from ui.pages import ask


def pages() -> list[st.Page]:
    """Return the pages in the order of the menu; for use inside a running app."""
    return [st.Page(ask.draw, title="Ask", icon=":material/forum:", url_path="ask", default=True)]


__all__ = ["pages"]
