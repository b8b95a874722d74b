"""What the style sheets in a web page, and the styles of its elements, say of each element.

CSS is read by tinycss2 and matched by cssselect2. A selector that cssselect2 does not know, or that
asks for a state (":hover"), is left aside, and so are sheets that the page only names and what is
nested deeper than the libraries go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import cssselect2
import tinycss2

from corpus.document.packed import Element

# By what an element may look different, or not be drawn.
_ASKED = frozenset(
    ("display", "visibility", "color", "background", "background-color", "background-image",
     "font-size", "position", "opacity", "left", "top", "text-indent")
)  # fmt: skip
_DRAWN_IN = frozenset(("", "all", "screen", "only screen"))
_MOST_CHARACTERS, _MOST_SELECTORS, _DEEPEST = 2_000_000, 20_000, 5
# What each property is said to be, and whether that is important.
_Said = Mapping[str, tuple[str, bool]]


class WebStyles:
    """The rules in the ``style`` elements of a page, and what elements say themselves."""

    def __init__(self, root: Element) -> None:
        text = "\n".join(
            one.text or ""
            for one in root.iter("style")
            if (one.get("media") or "").strip().lower() in _DRAWN_IN
        )
        self.elsewhere = "@import" in text or any(
            "stylesheet" in (one.get("rel") or "").lower() for one in root.iter("link")
        )
        sheet = tinycss2.parse_stylesheet(text[:_MOST_CHARACTERS], True, True)
        matcher = cssselect2.Matcher()
        for number, (selector, said) in enumerate(_rules(sheet, 0)):
            if number >= _MOST_SELECTORS:
                break
            matcher.add_selector(selector, said)
        whole = cssselect2.ElementWrapper.from_html_root(root)
        self._said = {one.etree_element: _cascaded(one, matcher) for one in whole.iter_subtree()}

    def said(self, element: Element) -> dict[str, str]:
        """Return what holds of an element, property by property."""
        return self._said.get(element, {})


def _cascaded(element: Any, matcher: Any) -> dict[str, str]:
    rules: list[_Said] = [said for *_, said in matcher.match(element)]
    if inline := element.etree_element.get("style"):
        rules.append(_declared(tinycss2.parse_blocks_contents(inline, True, True)))
    found: dict[str, tuple[str, bool]] = {}
    for said in rules:
        for name, (value, important) in said.items():
            if important or not found.get(name, ("", False))[1]:
                found[name] = value, important
    return {name: value for name, (value, _) in found.items()}


def _rules(nodes: Iterable[Any], depth: int) -> Iterator[tuple[Any, _Said]]:
    for node in nodes:
        if node.type == "qualified-rule":
            if said := _declared(tinycss2.parse_blocks_contents(node.content, True, True)):
                yield from ((selector, said) for selector in _selectors(node.prelude))
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            media = tinycss2.serialize(node.prelude).strip().lower()
            if media in _DRAWN_IN and depth < _DEEPEST:
                inside = tinycss2.parse_rule_list(node.content, True, True)
                yield from _rules(inside, depth + 1)


def _selectors(prelude: list[Any]) -> list[Any]:
    try:
        found = cssselect2.compile_selector_list(prelude)
    except (cssselect2.SelectorError, RecursionError):
        return []
    return [one for one in found if one.pseudo_element is None]


def _declared(nodes: Iterable[Any]) -> dict[str, tuple[str, bool]]:
    """Return the properties that are asked for, in small letters; none if nested too deep."""
    try:
        return {
            one.lower_name: (tinycss2.serialize(one.value).strip().lower(), one.important)
            for one in nodes
            if one.type == "declaration" and one.lower_name in _ASKED
        }
    except RecursionError:
        return {}
