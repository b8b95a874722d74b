"""How the viewer behaves in the browser: focus, Escape, the address, and a dialog on a phone."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

# Said, not seen: what a page turned or a search found comes to.
_HTML = """<p class="said" role="status"></p>"""
_CSS = """.said { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); }"""

# The viewer is made of Streamlit's own elements, so what it is to others is set on them here. On
# a phone it covers all else, which is then inert; what had the focus gets it back at the end, by
# its key if the browser has built it anew.
_JS = """
const VIEWER = ".st-key-viewer";

function hideTheRest(viewer, hide) {
  document.querySelectorAll("[data-behind-viewer]").forEach((one) => {
    one.inert = false;
    delete one.dataset.behindViewer;
  });
  if (!hide) { return; }
  for (let at = viewer; at && at !== document.body; at = at.parentElement) {
    for (const beside of at.parentElement?.children ?? []) {
      if (beside === at || beside.inert || ["SCRIPT", "STYLE"].includes(beside.tagName)) {
        continue;
      }
      beside.inert = true;
      beside.dataset.behindViewer = "";
    }
  }
}

function place(element) {
  if (!element || element === document.body) { return null; }
  const keyed = element.closest("[class*='st-key-']");
  const name = [...(keyed?.classList ?? [])].find((one) => one.startsWith("st-key-"));
  return { element, again: name && "." + CSS.escape(name) + " " + element.tagName };
}

function goBackTo(from) {
  const there = from?.element.isConnected
    ? from.element : from?.again && document.querySelector(from.again);
  there?.focus({ preventScroll: true });
}

// Closing takes the place of the page that was open, so that the way back does not open it again.
function closeInPlace() {
  const push = history.pushState;
  const again = () => { history.pushState = push; };
  const waited = setTimeout(again, 5000);
  history.pushState = function (state, title, address) {
    clearTimeout(waited);
    again();
    if (new URL(address, location.href).searchParams.has("paper")) {
      push.call(history, state, title, address);
    } else {
      history.replaceState(state, title, address);
    }
  };
}

export default function ({ data, parentElement }) {
  const viewer = document.querySelector(VIEWER);
  if (!viewer) { return; }
  const narrow = matchMedia("(max-width: 640px)");
  const shape = () => {
    viewer.setAttribute("role", narrow.matches ? "dialog" : "region");
    viewer.setAttribute("aria-label", data.label);
    if (narrow.matches) { viewer.setAttribute("aria-modal", "true"); }
    else { viewer.removeAttribute("aria-modal"); }
    hideTheRest(viewer, narrow.matches);
  };
  viewer.tabIndex = -1;
  const status = parentElement.querySelector(".said");
  if (status.textContent !== data.said) { status.textContent = data.said; }
  const address = new URL(location.href);
  Object.entries(data.address).forEach(([name, value]) => {
    if (value) { address.searchParams.set(name, value); }
    else { address.searchParams.delete(name); }
  });
  if (address.href !== location.href && address.searchParams.get("paper") === data.paper) {
    history.replaceState(history.state, "", address);
  }
  if (parentElement.shape) {
    parentElement.shape = shape;
    shape();
    // Streamlit calls at the end what the last call returned.
    return parentElement.leave;
  }
  const from = place(document.activeElement);
  parentElement.shape = shape;
  shape();
  if (from || narrow.matches) { viewer.focus({ preventScroll: true }); }
  // What is switched off or taken away loses the focus, without an event and a frame later.
  const keep = () => {
    if (document.activeElement === document.body) { viewer.focus({ preventScroll: true }); }
  };
  const changed = new MutationObserver(() => requestAnimationFrame(() => setTimeout(keep)));
  changed.observe(viewer, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"],
  });
  const reshape = () => parentElement.shape();
  const onKey = (event) => {
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    const elsewhere = typing && !viewer.contains(typing);
    const above = document.querySelector("[role=listbox], [data-testid=stPopoverBody]");
    if (event.key !== "Escape" || event.defaultPrevented || elsewhere || above) { return; }
    viewer.querySelector(".st-key-viewer_close button")?.click();
  };
  const onClick = (event) => {
    if (event.target.closest?.(".st-key-viewer_close button")) { closeInPlace(); }
  };
  narrow.addEventListener("change", reshape);
  document.addEventListener("keydown", onKey);
  viewer.addEventListener("click", onClick);
  parentElement.leave = () => {
    changed.disconnect();
    narrow.removeEventListener("change", reshape);
    document.removeEventListener("keydown", onKey);
    viewer.removeEventListener("click", onClick);
    hideTheRest(viewer, false);
    const now = document.activeElement;
    if (!now || now === document.body || viewer.contains(now)) { goBackTo(from); }
  };
  return parentElement.leave;
}
"""

_draw = st.components.v2.component("minutebook_viewer", html=_HTML, css=_CSS, js=_JS)


def manners(label: str, said: str, address: Mapping[str, str]) -> None:
    """Make the viewer called ``label`` behave; to be drawn inside it.

    ``said`` is told to screen readers when it changes. ``address`` are the query parameters of
    the page that is open, which take the place of those of the page before.
    """
    data = {
        "label": label,
        "said": said,
        "paper": address.get("paper", ""),
        "address": {name: address.get(name, "") for name in ("page", "find")},
    }
    _draw(data=data, key="viewer_manners", height="content")
