"""A web page without what is not drawn of it, and without words that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from corpus.document.looks import WHITE, Look, blank, colour_of
from corpus.document.packed import Element, remove
from corpus.document.web_styles import WebStyles

_SIZE = re.compile(r"(\d{0,4}(?:\.\d{1,6})?)(px|pt|em|rem|%)?")
_POINTS = 12.0
_NUMBER = re.compile(r"([+-]?(?:\d{1,7}(?:\.\d{0,6})?|\.\d{1,6}))([a-z]{0,3}|%)")
# What a length's unit is in points; of what is relative, about so much.
_UNITS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "ex": 6.0, "ch": 6.0, "%": 6.0}
_UNITS |= {"in": 72.0, "cm": 28.3, "mm": 2.83, "pc": 12.0, "vw": 6.0, "vh": 6.0}
# What is so faint is not seen, nor what is moved so many points out of the page, its width.
_FAINTEST, _OUTSIDE = 0.1, -595.0
_COLOUR = re.compile(r"rgba?\([^()]{0,40}\)|#[0-9a-f]{3,8}\b|[a-z]{3,25}\b")


def without_unseen(root: Element, silent: Collection[str]) -> int:
    """Take out of a page what no reader sees; return how many pieces of words that were.

    Elements called ``silent`` are none of its words, and not looked into.
    """
    looks = _Looks(root, silent)
    gone = [one for one in root.iter() if isinstance(one.tag, str) and looks.is_gone(one)]
    count = 0
    for one in gone:
        inside_other = any(looks.is_gone(above) for above in one.iterancestors())
        count += not inside_other and bool("".join(map(str, one.itertext())).strip())
    for one in gone:
        remove(one)
    return count + blank(root, looks.look)


class _Looks:
    def __init__(self, root: Element, silent: Collection[str]) -> None:
        self._styles = WebStyles(root)
        self._silent = silent
        self._looks: dict[Element, tuple[Look, bool]] = {}
        # Sheets that lie elsewhere may paint anything behind the words.
        self._page = Look(beneath=None if self._styles.elsewhere else WHITE, size=_POINTS)

    def look(self, element: Element) -> Look:
        return self._found(element)[0]

    def is_gone(self, element: Element) -> bool:
        """Whether an element is not drawn at all."""
        return self._found(element)[1]

    def _found(self, element: Element) -> tuple[Look, bool]:
        if element not in self._looks:
            above = element.getparent()
            around = self._page if above is None else self.look(above)
            if element.tag in self._silent:
                self._looks[element] = Look(None, None), False
            else:
                said = {**_attributes(element), **self._styles.said(element)}
                self._looks[element] = _changed(around, said), _undrawn(said)
        return self._looks[element]


def _attributes(element: Element) -> dict[str, str]:
    """Return what the attributes of an element say, as its styles would."""
    said: dict[str, str] = {}
    if element.get("hidden") is not None:
        said["display"] = "none"
    if ground := element.get("bgcolor"):
        said["background-color"] = ground.lower()
    if element.get("background"):
        said["background-image"] = "url()"
    if element.tag == "font" and (written := element.get("color")):
        said["color"] = written.lower()
    return said


def _undrawn(said: dict[str, str]) -> bool:
    """Whether an element with all that it holds is not drawn, or nowhere that is seen."""
    if said.get("display") == "none" or _opacity(said.get("opacity", "")) < _FAINTEST:
        return True
    placed = said.get("position") in ("absolute", "fixed")
    # What lies to the right or below is scrolled to.
    sides = ("left", "top") if placed else ()
    return any(_points(said.get(side, "")) <= _OUTSIDE for side in (*sides, "text-indent"))


def _opacity(written: str) -> float:
    """Return the opacity that a value says, from 0 to 1; 1 where it says none."""
    found = _NUMBER.fullmatch(written)
    if found is None or found[2] not in ("", "%"):
        return 1.0
    return float(found[1]) / (100 if found[2] else 1)


def _points(written: str) -> float:
    """Return a length in points, a per cent as one of a page's width; 0 where none is said."""
    found = _NUMBER.fullmatch(written)
    return float(found[1]) * _UNITS.get(found[2], 0.0) if found else 0.0


def _changed(look: Look, said: dict[str, str]) -> Look:
    if (visible := said.get("visibility")) in ("hidden", "collapse", "visible"):
        look = replace(look, shown=visible == "visible")
    if (written := said.get("color")) not in (None, "inherit", "currentcolor"):
        look = replace(look, colour=colour_of(str(written)))
    found = _SIZE.fullmatch(said.get("font-size", ""))
    if found and re.fullmatch(r"[\d.]*\d[\d.]*", found[1]):
        number, unit = float(found[1]), found[2] or "px"
        of = {"em": look.size, "%": look.size / 100, "rem": _POINTS, "pt": 1.0, "px": 0.75}
        look = replace(look, size=number * of[unit])
    if said.get("position") in ("absolute", "fixed", "sticky"):
        look = replace(look, beneath=None)
    return _on(look, said)


def _on(look: Look, said: dict[str, str]) -> Look:
    """Return a look on the ground that an element has; of a picture it is not known."""
    image = f"{said.get('background', '')} {said.get('background-image', '')}"
    if "(" in re.sub(r"rgba?\(", "", image):
        return replace(look, beneath=None)
    ground = said.get("background-color") or said.get("background") or ""
    if ground in ("", "none", "transparent", "inherit", "initial", "unset"):
        return look
    colours = [found for one in _COLOUR.findall(ground) if (found := colour_of(one))]
    return replace(look, beneath=colours[0] if len(colours) == 1 else None)
