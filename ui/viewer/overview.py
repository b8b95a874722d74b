"""All pages of the open paper as small pictures, drawn as they come into sight."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import partial

import streamlit as st

from corpus.model import CorpusError
from ui.language import _, ngettext
from ui.people import shows_too_much, visitor
from ui.service import backend
from ui.viewer.opened import turn_to
from ui.words import capital, page_words

# Pixels a point, and how many pictures are drawn at a time.
_SCALE = 0.22
_MOST = 12

_HTML = """<div class="pages" role="group"></div>"""
_CSS = """
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.2rem, 1fr)); gap: .6rem;
  overflow-y: auto; padding: .5rem; border: 1px solid var(--st-border-color); border-radius: 6px;
  box-sizing: border-box; background: var(--st-secondary-background-color);
  max-height: max(18rem, calc(100vh - 23rem)); }
button { font: inherit; font-size: .8rem; color: var(--st-text-color); cursor: pointer;
  background: transparent; border: 2px solid transparent; border-radius: 6px; padding: .3rem;
  display: flex; flex-direction: column; align-items: center; gap: .25rem; min-width: 0; }
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
button[aria-current] { border-color: var(--st-text-color); font-weight: 600; }
.sheet { width: 100%; height: 7.4rem; display: flex; align-items: center; justify-content: center; }
.sheet img { max-width: 100%; max-height: 100%; background: #fff; display: block;
  box-shadow: 0 0 0 1px var(--st-border-color); }
.sheet:empty::after { content: ""; width: 5.2rem; height: 100%; background: #fff; opacity: .35;
  box-shadow: 0 0 0 1px var(--st-border-color); }
.found { background: #0b4f9e; color: #fff; border-radius: 3px; padding: 0 .3rem;
  margin-left: .3rem; font-weight: 400; }
"""

# A page that is in sight and has no picture yet is asked for; those that left it are not.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pages");
  root.setAttribute("aria-label", data.label);
  const held = (parentElement.held ??= { waiting: new Set(), asked: "" });
  held.ask = () => {
    const wanted = [...held.waiting].sort((a, b) => a - b).slice(0, data.most);
    if (!wanted.length || held.asked === wanted.join()) { return; }
    held.asked = wanted.join();
    setTriggerValue("wanted", wanted);
  };
  if (held.paper !== data.paper) {
    held.paper = data.paper;
    held.seen?.disconnect();
    held.waiting.clear();
    let timer;
    held.seen = new IntersectionObserver((entries) => {
      entries.forEach(({ target, isIntersecting }) => {
        const number = Number(target.dataset.page);
        if (isIntersecting && !target.querySelector("img")) { held.waiting.add(number); }
        else { held.waiting.delete(number); }
      });
      clearTimeout(timer);
      timer = setTimeout(() => held.ask(), 120);
    }, { root, rootMargin: "60px" });
    root.replaceChildren(...data.pages.map(({ number, label, found }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.page = number;
      button.setAttribute("aria-label", label);
      const sheet = document.createElement("span"), name = document.createElement("span");
      sheet.className = "sheet";
      name.textContent = number;
      if (found) {
        const count = document.createElement("span");
        count.className = "found";
        count.textContent = found;
        name.append(count);
      }
      button.append(sheet, name);
      button.tabIndex = number === data.current ? 0 : -1;
      if (number === data.current) { button.setAttribute("aria-current", "page"); }
      button.onclick = () => setTriggerValue("turned", number);
      held.seen.observe(button);
      return button;
    }));
    // One stop for the Tab key, arrows within.
    root.onkeydown = (event) => {
      const all = [...root.children], at = all.indexOf(event.target.closest("button"));
      const across = getComputedStyle(root).gridTemplateColumns.split(" ").length;
      const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };
      const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1
        : event.key in steps ? at + steps[event.key] : -1;
      if (at < 0 || !all[to]) { return; }
      event.preventDefault();
      all[at].tabIndex = -1;
      all[to].tabIndex = 0;
      all[to].focus();
    };
    const current = root.querySelector("[aria-current]");
    if (current) { root.scrollTop = current.offsetTop - root.offsetTop - root.clientHeight / 3; }
  }
  Object.entries(data.pictures).forEach(([number, picture]) => {
    const sheet = root.querySelector(`[data-page="${number}"] .sheet`);
    held.waiting.delete(Number(number));
    if (!sheet || sheet.firstChild || !picture) { return; }
    const image = document.createElement("img");
    image.alt = "";
    image.src = "data:image/png;base64," + picture;
    sheet.append(image);
  });
  held.ask();
  return () => held.seen?.disconnect();
}
"""

_draw = st.components.v2.component("minutebook_overview", html=_HTML, css=_CSS, js=_JS)


@st.fragment
def overview(
    paper_id: str, labels: Mapping[int, str | None], current: int, found: Mapping[int, int]
) -> None:
    """Draw all pages of a paper by their physical numbers; a click turns to one.

    ``labels`` are their printed numbers, ``found`` how often each has what is looked for.
    """
    if shows_too_much():
        st.rerun()
    name = f"viewer_pages_{paper_id[:16]}"
    asked = st.session_state.get(name)
    wanted = [number for number in (asked and asked.wanted) or () if number in labels][:_MOST]
    pages = [
        {
            "number": number,
            "label": _label(number, labels[number], found.get(number, 0)),
            "found": str(found.get(number, "") or ""),
        }
        for number in sorted(labels)
    ]
    data = {
        "label": _("Pages of this paper"),
        "paper": f"{paper_id} {sorted(found.items())}",
        "pages": pages,
        "current": current,
        "most": _MOST,
        "pictures": {str(number): _picture(paper_id, number) for number in wanted},
    }
    turned = partial(_turned, name)
    _draw(data=data, key=name, on_wanted_change=_nothing, on_turned_change=turned, height="content")


def _turned(name: str) -> None:
    """Turn to the page that was clicked; a number from a browser may be any."""
    number = st.session_state[name].turned
    if isinstance(number, int) and number > 0:
        turn_to(number)
    st.rerun("page_viewer")


def _label(number: int, printed: str | None, found: int) -> str:
    page = capital(page_words(number, printed))
    said = ngettext("{page}, found once", "{page}, found {found:,} times", found)
    return said.format(page=page, found=found) if found else page


def _picture(paper_id: str, number: int) -> str:
    """Return a small picture; "" of a page that cannot be drawn, which the large one says."""
    try:
        drawn = backend().picture(paper_id, number, _SCALE, visitor().clearance)
    except CorpusError:
        return ""
    return base64.b64encode(drawn).decode("ascii")


def _nothing() -> None:
    """What is asked for is drawn, not called back."""
