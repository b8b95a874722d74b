"""The pages of the app, one file each."""

from __future__ import annotations

import streamlit as st

from ui.pages import ask, meetings, papers, resolutions


def _evals() -> None:
    # Brings statistics libraries along that no other page should wait for.
    from ui.pages import evals

    evals.draw()


def pages() -> list[st.Page]:
    """Return the pages in the order of the menu; for use inside a running app."""
    return [
        ask.ask_page(),
        st.Page(
            resolutions.draw, title="Resolutions", icon=":material/gavel:", url_path="resolutions"
        ),
        st.Page(meetings.draw, title="Meetings", icon=":material/event:", url_path="meetings"),
        st.Page(papers.draw, title="Papers", icon=":material/folder:", url_path="papers"),
        st.Page(_evals, title="Evals", icon=":material/monitoring:", url_path="evals"),
    ]


__all__ = ["pages"]
