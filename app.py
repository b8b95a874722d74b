"""Minutebook in the browser: the pages and how to get from one to another."""

from __future__ import annotations

import streamlit as st

from ui.frame import ICON, framed
from ui.pages import pages

st.set_page_config(page_title="Minutebook", page_icon=ICON, layout="wide")
framed(st.navigation(pages(), position="top").run)
