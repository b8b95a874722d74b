"""The picture of a page with words highlighted on it, drawn in the browser.

The markup and script are constants; what comes from a paper arrives as data and
is set as an attribute or a style number, never as HTML.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
@media (min-width: 641px) { .frame { max-height: max(18rem, calc(100vh - 29.5rem)); } }
.frame:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
.sheet { position: relative; margin: 0 auto; background: #fff; line-height: 0; }
.page { width: 100%; height: auto; display: block; }
.marks { position: absolute; inset: 0; }
/* A line of words: its rule is drawn within, so that it strikes no line below. */
.mark { position: absolute; box-sizing: border-box; border-radius: 1px;
  mix-blend-mode: multiply; background: rgba(255, 214, 0, .38); border-bottom: 1px solid #8a4b00; }
.mark.found { background: rgba(88, 166, 255, .32); border-bottom-color: #0b4f9e; }
.mark.here { background: rgba(255, 160, 0, .4); border-bottom-color: transparent;
  outline: 2px solid #b34700; outline-offset: 1px; mix-blend-mode: normal; }
/* The number of the citation stands in the margin, level with the words that it quotes. */
.number { position: absolute; font: 600 .72rem/1.35 var(--st-font, sans-serif); color: #fff;
  background: #6b3a00; border-radius: 3px; padding: 0 .28rem; left: .35rem; }
"""

_JS = """
export default function ({ data, parentElement }) {
  if (!data.picture) { return; }
  const find = (name) => parentElement.querySelector("." + name);
  const [frame, sheet, page, marks] = ["frame", "sheet", "page", "marks"].map(find);
  frame.setAttribute("aria-label", data.label);
  page.alt = data.alt;
  sheet.style.width = data.zoom + "%";
  const made = (name, style) => {
    const one = document.createElement("div");
    one.className = name;
    Object.assign(one.style, style);
    return one;
  };
  const drawn = data.marks.flatMap(({ kind, number, lines }) => {
    const boxes = lines.map(([left, top, width, height]) => made("mark " + kind, {
      left: left + "%", top: top + "%", width: width + "%", height: height + "%",
    }));
    if (number && lines.length) {
      const beside = made("number", { top: lines[0][1] + "%" });
      beside.textContent = number;
      boxes.push(beside);
    }
    return boxes;
  });
  marks.replaceChildren(...drawn);
  // Two that begin on one line stand beside each other.
  const numbers = [...marks.querySelectorAll(".number")];
  numbers.forEach((one, at) => numbers.slice(0, at).forEach((other) => {
    const [mine, theirs] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    if (mine.top < theirs.bottom && theirs.top < mine.bottom && mine.left < theirs.right) {
      one.style.left = theirs.right - marks.getBoundingClientRect().left + 3 + "px";
    }
  }));
  const toFirstMark = () => {
    const first = marks.querySelector(".here") ?? marks.querySelector(".mark");
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


class MarkKind(StrEnum):
    """What words are marked for: quoted, found by a search, or the one of these gone to."""

    QUOTED = "quoted"
    FOUND = "found"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark, a box a word in reading order.

    ``number`` is that of their citation, from 1, or 0 for none.
    """

    boxes: tuple[Box, ...]
    kind: MarkKind = MarkKind.QUOTED
    number: int = 0


def page_picture(
    picture: bytes,
    size: tuple[float, float],
    marks: Sequence[Mark],
    *,
    label: str,
    alt: str,
    zoom: int = 100,
) -> None:
    """Draw a PNG of a page of ``size`` points with ``marks`` (same points) on it.

    ``zoom`` is the width of the sheet in percent of the room there is.
    """
    width, height = size
    data = {
        "picture": base64.b64encode(picture).decode("ascii"),
        # A tuple: of a list Streamlit asks pandas, imported first, whether it is a table.
        "marks": tuple(
            {
                "kind": mark.kind.value,
                "number": str(mark.number or ""),
                "lines": [_percent(box, width, height) for box in lines_of(mark.boxes)],
            }
            for mark in marks
        ),
        "label": label,
        "alt": alt,
        "zoom": zoom,
    }
    _draw(data=data, key="page_picture")


def _percent(box: Box, width: float, height: float) -> list[float]:
    """Return left, top, width and height in percent of the page."""
    across, down = 100 / width, 100 / height
    return [box.x0 * across, box.y0 * down, box.width * across, box.height * down]


def lines_of(words: Iterable[Box]) -> list[Box]:
    """Return boxes of words, in reading order, as one box for each line that they make.

    A word goes on with a line that it stands level with and not far from: columns stay apart.
    """
    lines: list[Box] = []
    for word in words:
        last = lines[-1] if lines else None
        if last is not None and _goes_on(last, word):
            lines[-1] = Box(
                last.x0, min(last.y0, word.y0), max(last.x1, word.x1), max(last.y1, word.y1)
            )
        else:
            lines.append(word)
    return lines


def _goes_on(line: Box, word: Box) -> bool:
    level = min(line.y1, word.y1) - max(line.y0, word.y0)
    gap = word.x0 - line.x1
    tall = max(line.height, word.height)
    return level > 0.4 * min(line.height, word.height) and -tall < gap < 2 * tall


def no_picture() -> None:
    """Draw nothing, so that the browser has the code for a picture before there is one."""
    _draw(data={"picture": ""}, key="no_page_picture")
