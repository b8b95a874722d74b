"""Hostile words in every place where the app puts words of papers, for the browser to show."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

from tests.ui.words.test_plain import HOSTILE
from ui.words.markdown import plain, verbatim

for at, words in enumerate(HOSTILE):
    with st.container(key=f"case_{at}"):
        with st.container(key=f"markdown_{at}"):
            st.markdown(plain(words))
        with st.container(key=f"caption_{at}"):
            st.caption(plain(words))
        with st.container(key=f"button_{at}"):
            st.button(plain(words), key=f"b_{at}", wrap=True)
        with st.container(key=f"expander_{at}"):
            st.expander(plain(words))
        with st.container(key=f"text_{at}"):
            st.text(verbatim(words))
