"""Minutebook in the browser: the pages and how to get from one to another."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

if __name__ == "__main__":
    # Streamlit runs this file so for each page that is drawn.
    from ui.chat import chat
    from ui.language import settle_language
    from ui.pages import pages
    from ui.shell import ICON, framed, shown_name

    settle_language()
    st.set_page_config(page_title=shown_name(), page_icon=ICON, layout="wide")
    framed(st.navigation(pages(), position="top"), forget=chat.clear)
else:
    # Its server imports this file, once, and asks `app` for every address.
    from starlette.middleware import Middleware

    from retrieval.model import Settings
    from ui.people import Guard
    from ui.service import Nights, announcing, feed_routes

    settings = Settings()
    folder = Path(settings.sync_folder) if settings.sync_folder else None
    guard = Middleware(Guard, behind_proxy=settings.behind_proxy, chat_days=settings.chat_days)
    app = st.App(
        __file__,
        lifespan=announcing(settings.data, Nights(settings.data, folder)),
        routes=feed_routes(settings),
        middleware=[guard],
    )
