"""The picture of a page with words highlighted on it, drawn in the browser.

The markup and script are constants; what comes from a paper arrives as data and
is set as an attribute or a style number, never as HTML.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import streamlit as st

from corpus.model import Box

_HTML = """
<div class="frame" role="region" tabindex="0">
  <div class="sheet"><img class="page" alt=""><div class="marks" aria-hidden="true"></div></div>
</div>
"""

_CSS = """
.frame { box-sizing: border-box; overflow: auto; border: 1px solid var(--st-border-color);
  border-radius: 6px; background: var(--st-secondary-background-color); }
@media (min-width: 641px) { .frame { max-height: max(18rem, calc(100vh - 27.5rem)); } }
.frame:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.sheet { position: relative; margin: 0 auto; background: #fff; line-height: 0; }
.page { width: 100%; height: auto; display: block; }
.marks { position: absolute; inset: 0; }
/* Boxes fit the letters closely: a little air, so that the rule stands under them. */
.mark { position: absolute; box-sizing: content-box; padding: 2px 1px; margin: -2px -1px;
  background: rgba(255, 214, 0, .45); border-bottom: 2px solid #8a4b00; border-radius: 1px;
  mix-blend-mode: multiply; }
"""

_JS = """
export default function ({ data, parentElement }) {
  if (!data.picture) { return; }
  const find = (name) => parentElement.querySelector("." + name);
  const [frame, sheet, page, marks] = ["frame", "sheet", "page", "marks"].map(find);
  frame.setAttribute("aria-label", data.label);
  page.alt = data.alt;
  sheet.style.width = data.zoom + "%";
  marks.replaceChildren(...data.boxes.map(([left, top, width, height]) => {
    const mark = document.createElement("div");
    mark.className = "mark";
    Object.assign(mark.style, {
      left: left + "%", top: top + "%", width: width + "%", height: height + "%",
    });
    return mark;
  }));
  const toFirstMark = () => {
    const first = marks.firstElementChild;
    if (!first) { frame.scrollTop = 0; return; }
    const box = first.getBoundingClientRect(), view = frame.getBoundingClientRect();
    frame.scrollTop += box.top - view.top - view.height / 4;
    if (box.left < view.left || box.right > view.right) {
      frame.scrollLeft += box.left - view.left - 24;
    }
  };
  const source = "data:image/png;base64," + data.picture;
  if (page.src !== source) { page.onload = toFirstMark; page.src = source; }
  else { toFirstMark(); }
}
"""

_draw = st.components.v2.component("minutebook_page_picture", html=_HTML, css=_CSS, js=_JS)


def page_picture(
    picture: bytes,
    size: tuple[float, float],
    boxes: Sequence[Box],
    *,
    label: str,
    alt: str,
    zoom: int = 100,
) -> None:
    """Draw a PNG of a page of ``size`` points with ``boxes`` (same points) marked.

    ``zoom`` is the width of the sheet in percent of the room there is.
    """
    width, height = size
    percent = [
        [100 * b.x0 / width, 100 * b.y0 / height, 100 * b.width / width, 100 * b.height / height]
        for b in boxes
    ]
    data = {
        "picture": base64.b64encode(picture).decode("ascii"),
        "boxes": percent,
        "label": label,
        "alt": alt,
        "zoom": zoom,
    }
    _draw(data=data, key="page_picture")


def no_picture() -> None:
    """Draw nothing, so that the browser has the code for a picture before there is one."""
    _draw(data={"picture": ""}, key="no_page_picture")
