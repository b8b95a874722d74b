"""How Streamlit's own parts behave in the browser where what they do by themselves surprises."""

from __future__ import annotations

import streamlit as st

# The menu covers a phone's screen and stays when a page or a chat was chosen in it. A day that is
# typed is taken when the focus leaves its field, and lost on Enter, and on Escape, which closes
# what the field stands in. Of a source only its line is a button; its quote, which can be marked
# and copied, is to open the page too.
_JS = """
const CHOSEN = "[data-testid=stSidebarNavLink], .st-key-chats button, .st-key-chat_clear button";

// A slow phone may draw the menu open again with the page that was chosen: so until it stays shut.
// What was chosen is out of sight then, and the focus with it.
function closeMenu(tries = 50) {
  const close = document.querySelector("[data-testid=stSidebarCollapseButton] button");
  if (close) {
    close.click();
    if (tries) { setTimeout(closeMenu, 100, tries - 1); }
  } else if (document.activeElement?.closest("[data-testid=stSidebar]")) {
    document.querySelector("[data-testid=stExpandSidebarButton]")?.focus();
  }
}

export default function () {
  // Once for all pages: between two of them the part that is drawn goes and comes.
  if (document.documentElement.dataset.manners) { return; }
  document.documentElement.dataset.manners = "kept";
  const narrow = matchMedia("(max-width: 767px)");
  const onClick = (event) => {
    const on = event.target;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (narrow.matches && !elsewhere && on.closest?.(CHOSEN)?.closest("[data-testid=stSidebar]")) {
      setTimeout(closeMenu);
    }
    const card = on.closest?.("[class*='st-key-card_']");
    if (card && !on.closest("button, a") && getSelection().isCollapsed) {
      card.querySelector("button")?.click();
    }
  };
  const onKey = (event) => {
    const field = event.target.closest?.("[data-testid=stDateInputField]");
    const open = document.querySelector("[data-testid=stDateInputCalendar]");
    if (!field || event.target.getAttribute("role") !== "spinbutton") { return; }
    if (event.key !== "Enter" && !(event.key === "Escape" && open)) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const whole = field.closest("[data-testid=stDateInput]");
    whole.tabIndex = -1;
    whole.focus({ preventScroll: true });
  };
  // What keeps an address from being read as a link (ui/words/markdown.py) is no part of it.
  document.addEventListener("copy", (event) => {
    const marked = getSelection(), words = marked.toString();
    if (event.target.closest?.("input, textarea") || !words.includes("\\u2060")) { return; }
    const box = document.createElement("div");
    box.append(marked.getRangeAt(0).cloneContents());
    event.clipboardData.setData("text/plain", words.replaceAll("\\u2060", ""));
    event.clipboardData.setData("text/html", box.innerHTML.replaceAll("\\u2060", ""));
    event.preventDefault();
  });
  document.addEventListener("click", onClick);
  window.addEventListener("keydown", onKey, true);
}
"""

_draw = st.components.v2.component("minutebook_manners", html="<span></span>", js=_JS)


def manners() -> None:
    """Make Streamlit's parts behave on this page; to be drawn once on each."""
    _draw(key="manners", height="content")
