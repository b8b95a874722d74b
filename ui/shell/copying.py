"""A button that copies words to the clipboard and says that it did."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui.language import _
from ui.words import link

# Not to be pressed, nor read out, before the script has said what it does.
_HTML = """<button type="button" hidden><span aria-live="polite"></span></button>"""

_CSS = """
button { font: inherit; font-size: .875rem; color: var(--st-text-color); background: transparent;
  cursor: pointer; border: 1px solid transparent; border-radius: var(--st-button-radius);
  padding: .25rem .5rem; min-height: 2.5rem; white-space: nowrap; text-decoration: underline;
  text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
  text-underline-offset: 3px; }
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
"""

# Pages served over plain http to another computer have no clipboard API: fall
# back to selecting the words in a field that is not seen.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const label = button.querySelector("span");
  label.textContent = data.label;
  button.hidden = false;
  const byField = () => {
    const field = document.createElement("textarea");
    field.value = data.words;
    field.style.position = "fixed"; field.style.opacity = "0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  button.onclick = async () => {
    let done = true;
    try {
      if (navigator.clipboard) { await navigator.clipboard.writeText(data.words); }
      else { done = byField(); }
    } catch (refused) { done = byField(); }
    label.textContent = done ? data.done : data.refused;
    setTimeout(() => { label.textContent = data.label; }, 2000);
  };
}
"""

_draw = st.components.v2.component("minutebook_copy", html=_HTML, css=_CSS, js=_JS)


def copy_button(label: str, words: str, *, key: str) -> None:
    """Draw a button that copies ``words``."""
    said = {"done": _("Copied"), "refused": _("The browser refused to copy")}
    _draw(data={"label": label, "words": words} | said, key=key, width="content")


def copy_link(query: Mapping[str, str], *, key: str, page: str = "", label: str = "") -> None:
    """Draw a button that copies the link to ``page`` of this app, wherever it is served.

    It is called "Copy link" unless ``label`` says else.
    """
    copy_button(label or _("Copy link"), address_of(query, page), key=key)


def address_of(query: Mapping[str, str], page: str = "") -> str:
    """Return the address of ``page`` of this app with ``query``, "" for the first page.

    It is the one under which whoever is looking has the app open.
    """
    base = str(st.get_option("server.baseUrlPath") or "")
    return link(st.context.url, query, base, page)
