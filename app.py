"""Minutebook in the browser: the pages and how to get from one to another."""

from __future__ import annotations

import streamlit as st

if __name__ == "__main__":
    # Streamlit runs this file so for each page that is drawn.
    from ui.chat import chat
    from ui.pages import pages
    from ui.shell import ICON, framed

    st.set_page_config(page_title="Minutebook", page_icon=ICON, layout="wide")
    framed(st.navigation(pages(), position="top").run, forget=chat.clear)
else:
    # Its server imports this file, once, and asks `app` for every address.
    from starlette.middleware import Middleware

    from retrieval.model import Settings
    from ui.people import Guard

    guard = Middleware(Guard, behind_proxy=Settings().behind_proxy)
    app = st.App(__file__, middleware=[guard])
