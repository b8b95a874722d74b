"""Which runs of a Word file a reader sees: by what they, their styles and their places say.

Source of the format: ECMA-376 part 1, 17.3.2 (run properties), 17.7.2 (order of styles).
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.document.looks import BLACK, WHITE, Colour, Look, colour_of
from corpus.document.packed import Element, child, local, named, value

_DEEPEST_STYLE = 20
_POINTS = 11.0
_NONE: tuple[str | None, ...] = (None, "", "auto", "none")


class WordLooks:
    """What the styles of a Word file make of its runs; ``parts`` are those that hold words."""

    def __init__(self, styles: Element | None, parts: list[Element]) -> None:
        self._styles: dict[str | None, Element] = {}
        self._default: str | None = None
        for one in named(styles, "style") if styles is not None else ():
            self._styles[value(one, "styleId")] = one
            if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true"):
                self._default = value(one, "styleId")
        self._told: dict[tuple[str | None, tuple[str, ...]], Element | None] = {}
        self._first = child(styles, "docDefaults", "rPrDefault", "rPr")
        self._page = _page_colour(parts)

    def hides(self, run: Element, paragraph: Element) -> bool:
        """Whether the words of a run are marked as hidden."""
        told = [switched_on(self._said(run, paragraph, one)) for one in ("vanish", "webHidden")]
        return True in told

    def look(self, run: Element, paragraph: Element) -> Look:
        """Return how the words of a run are set."""
        written = value(self._said(run, paragraph, "color"))
        marked = value(self._said(run, paragraph, "highlight"))
        colour = None if written in _NONE else colour_of(str(written))
        beneath = None if marked in _NONE else colour_of(str(marked))
        if beneath is None:
            beneath = self._beneath(run, paragraph)
        elif written in _NONE:
            # Word turns the letters white on a dark ground, but not on a dark highlight.
            colour = BLACK
        size = value(self._said(run, paragraph, "sz"))
        points = int(size) / 2 if size and size.isdecimal() and len(size) < 5 else _POINTS
        return Look(colour, beneath, points)

    def _said(self, run: Element, paragraph: Element, name: str) -> Element | None:
        properties = child(run, "rPr")
        own = child(properties, name)
        if own is None:
            own = self._of_style(value(child(properties, "rStyle")), "rPr", name)
        if own is None:
            own = self._of_style(self._style(paragraph), "rPr", name)
        return child(self._first, name) if own is None else own

    def _style(self, paragraph: Element) -> str | None:
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def _of_style(self, style: str | None, *way: str) -> Element | None:
        if (style, way) not in self._told:
            self._told[style, way] = said_by_style(self._styles, style, *way)
        return self._told[style, way]

    def _beneath(self, run: Element, paragraph: Element) -> Colour | None:
        """Return the colour of the ground of a run: of the nearest around it that has one."""
        of_paragraph = child(paragraph, "pPr", "shd")
        if of_paragraph is None:
            of_paragraph = self._of_style(self._style(paragraph), "pPr", "shd")
        grounds = [self._said(run, paragraph, "shd"), of_paragraph]
        for around in paragraph.iterancestors():
            name = local(around)
            if name == "txbxContent":
                return next((_fill(one) for one in grounds if _fills(one)), None)
            if name in ("tc", "tbl"):
                grounds.append(child(around, f"{name}Pr", "shd"))
            if name == "tbl" and self._paints(value(child(around, "tblPr", "tblStyle"))):
                return next((_fill(one) for one in grounds if _fills(one)), None)
        return next((_fill(one) for one in grounds if _fills(one)), self._page)

    def _paints(self, style: str | None) -> bool:
        """Whether a style of tables has a ground for any of their cells."""
        for _ in range(_DEEPEST_STYLE):
            found = self._styles.get(style)
            if found is None:
                return False
            if any(_fills(one) for one in named(found, "shd")):
                return True
            style = value(child(found, "basedOn"))
        return False


def said_by_style(
    styles: Mapping[str | None, Element], style: str | None, *way: str
) -> Element | None:
    """Return what a style says, or the next of those that it is based on; None if none says it."""
    for _ in range(_DEEPEST_STYLE):
        found = styles.get(style)
        said = child(found, *way)
        if found is None or said is not None:
            return said
        style = value(child(found, "basedOn"))
    return None


def switched_on(element: Element | None) -> bool | None:
    """Return what a property that is on or off says; None where it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off")


def _fills(shading: Element | None) -> bool:
    return shading is not None and (
        value(shading, "fill") not in _NONE or value(shading) not in (*_NONE, "clear", "nil")
    )


def _fill(shading: Element | None) -> Colour | None:
    """Return the colour of a ground; None of a pattern."""
    if value(shading) == "solid":
        return colour_of(value(shading, "color") or "")
    plain = value(shading) in (*_NONE, "clear", "nil")
    return colour_of(value(shading, "fill") or "") if plain else None


def _page_colour(parts: list[Element]) -> Colour | None:
    """Return the colour of the pages; None where drawings may lie behind the words."""
    for root in parts:
        if any(value(one, "behindDoc") in ("1", "true") for one in named(root, "anchor")):
            return None
        if next(named(root, "pict"), None) is not None:
            return None
        page = child(root, "background")
        if page is not None:
            return colour_of(value(page, "color") or "")
    return WHITE
