"""Minutebook in the browser: the pages and how to get from one to another."""

from __future__ import annotations

import streamlit as st

from ui.chat import chat
from ui.pages import pages
from ui.shell import ICON, framed

st.set_page_config(page_title="Minutebook", page_icon=ICON, layout="wide")
framed(st.navigation(pages(), position="top").run, forget=chat.clear)
