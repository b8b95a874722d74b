"""Scrolling to what is new, once."""

from __future__ import annotations

import streamlit as st

# The place is found by the class that Streamlit gives to a container's key; the
# component remembers what it scrolled to, since every rerun calls it again.
_JS = """
export default function ({ data, parentElement }) {
  if (parentElement.scrolledTo === data.place) { return; }
  parentElement.scrolledTo = data.place;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  requestAnimationFrame(() => {
    const place = document.querySelector(".st-key-" + CSS.escape(data.place));
    if (place) { place.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" }); }
  });
}
"""

_draw = st.components.v2.component("minutebook_scroll", html="<span></span>", js=_JS)


def scroll_to(place: str, *, key: str) -> None:
    """Scroll to the container with the key ``place``, unless that was done already."""
    _draw(data={"place": place}, key=key, height="content")
