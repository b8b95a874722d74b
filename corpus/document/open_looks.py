"""How the words of an OpenDocument text are set, by its styles and by what is around them.

Source of the format: OASIS OpenDocument 1.3 part 3, 16 (styles) and 20 (formatting properties).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from corpus.document.looks import WHITE, Colour, Look, colour_of
from corpus.document.packed import Element, local, named, value

# What a style says: (style, family, kind of properties, name), None where it says nothing.
Said = Callable[[str | None, str, str, str], str | None]
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(pt|%|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75}
_TABLE = ("table", "table-row", "table-cell")


class OpenLooks:
    """How elements of an OpenDocument text look; ``said`` asks its styles, ``parts`` hold them."""

    def __init__(self, said: Said, parts: Iterable[Element]) -> None:
        self._said = said
        self._looks: dict[Element, Look] = {}
        self._page: Colour | None = WHITE
        for root in parts:
            for one in named(root, "page-layout-properties", "graphic-properties"):
                # A picture or colour behind all words: what stands on it is not known.
                coloured = local(one) == "page-layout-properties" and _is_coloured(
                    value(one, "background-color")
                )
                if coloured or value(one, "run-through") == "background":
                    self._page = None

    def look(self, element: Element) -> Look:
        """Return how words that stand in an element are set."""
        if element not in self._looks:
            above = element.getparent()
            around = Look(beneath=self._page) if above is None else self.look(above)
            self._looks[element] = self._changed(around, element)
        return self._looks[element]

    def _changed(self, look: Look, element: Element) -> Look:
        name, style = local(element), value(element, "style-name")
        if name in _TABLE:
            ground = self._said(style, name, f"{name}-properties", "background-color")
            return _on(look, ground)
        if name in ("text-box", "custom-shape"):
            return replace(look, beneath=None)
        if name in ("p", "h"):
            ground = self._said(style, "paragraph", "paragraph-properties", "background-color")
            return self._set(_on(look, ground), style, "paragraph")
        return self._set(look, style, "text") if name == "span" else look

    def _set(self, look: Look, style: str | None, family: str) -> Look:
        def said(name: str) -> str | None:
            return self._said(style, family, "text-properties", name)

        look = _on(look, said("background-color"))
        if said("use-window-font-color") == "true":
            look = replace(look, colour=None)
        elif (written := said("color")) is not None:
            look = replace(look, colour=colour_of(written))
        if found := _SIZE.fullmatch(said("font-size") or ""):
            number, unit = float(found[1]), found[2]
            points = look.size * number / 100 if unit == "%" else number * _POINTS[unit]
            look = replace(look, size=points)
        return look


def _on(look: Look, ground: str | None) -> Look:
    return replace(look, beneath=colour_of(ground or "")) if _is_coloured(ground) else look


def _is_coloured(ground: str | None) -> bool:
    return ground not in (None, "", "transparent")
