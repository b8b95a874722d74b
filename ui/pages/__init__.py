"""The pages of the app, one file each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from ui.pages import ask


def pages() -> list[st.Page]:
    """Return the pages in the order of the menu; for use inside a running app."""
    return [
        ask.ask_page(),
        _page("resolutions", ":material/gavel:"),
        _page("meetings", ":material/event:"),
        _page("papers", ":material/folder:"),
        _page("evals", ":material/monitoring:"),
    ]


def _page(name: str, icon: str) -> st.Page:
    return st.Page(_drawing(name), title=name.capitalize(), icon=icon, url_path=name)


def _drawing(name: str) -> Callable[[], None]:
    """Return what draws a page; its file is imported when it is first opened.

    Some bring statistics along, or all of reading, which the first page should not wait for.
    """

    def draw() -> None:
        import_module(f"ui.pages.{name}").draw()

    return draw


__all__ = ["pages"]
