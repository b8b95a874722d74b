"""The way to a page of the app, and to the one that explains it."""

from __future__ import annotations

import streamlit as st

from ui.language import _


def help_link(label: str = "") -> None:
    """Draw a link to the page that explains the app, called "Help" unless ``label`` says else."""
    way_to("help", _("Help"), ":material/help:", label)


def way_to(name: str, title: str, icon: str, label: str = "") -> None:
    """Draw a link to the page of the address ``name``, called by its title or by ``label``."""
    # Streamlit knows a page by its address, whatever draws it.
    page = st.Page(_drawn_elsewhere, title=title, url_path=name)
    st.page_link(page, label=label or title, icon=icon, width="content")


def go_to(name: str) -> None:
    """Go on with the page of the address ``name`` instead of what is drawn now."""
    st.switch_page(st.Page(_drawn_elsewhere, url_path=name))


def _drawn_elsewhere() -> None:
    raise AssertionError("`ui.pages` draws the page of this address")
