"""The pages of the app, one file each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from ui.language import _
from ui.pages import ask


def pages() -> list[st.Page]:
    """Return the pages in the order of the menu; for use inside a running app."""
    return [
        ask.ask_page(),
        _page("resolutions", _("Resolutions"), ":material/gavel:"),
        _page("meetings", _("Meetings"), ":material/event:"),
        _page("new", _("New"), ":material/new_releases:"),
        _page("following", _("Following"), ":material/notifications:"),
        _page("papers", _("Papers"), ":material/folder:"),
        _page("evals", _("Evals"), ":material/monitoring:"),
        _page("help", _("Help"), ":material/help:"),
    ]


def _page(name: str, title: str, icon: str) -> st.Page:
    return st.Page(_drawing(name), title=title, icon=icon, url_path=name)


def _drawing(name: str) -> Callable[[], None]:
    """Return what draws a page; its file is imported when it is first opened.

    Some bring statistics along, or all of reading, which the first page should not wait for.
    """

    def draw() -> None:
        import_module(f"ui.pages.{name}").draw()

    return draw


__all__ = ["pages"]
