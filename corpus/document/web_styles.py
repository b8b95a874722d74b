"""What the styles that stand in a web page say of its elements.

A part of CSS (CSS 2.2, 5 and 6): rules whose selectors are made of names, classes and ids, of
descendants and children. Others, and sheets that the page only names, are left aside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.document.packed import Element

# By what an element may look different, or not be drawn.
_ASKED = frozenset(
    ("display", "visibility", "color", "background", "background-color", "background-image",
     "font-size", "position")
)  # fmt: skip
_COMPOUND = re.compile(r"(\*|[a-z][\w-]{0,60})?((?:[.#][\w-]{1,100}){0,8})", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w-]+)")
_BRACE = re.compile(r"[{}]")
_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)", re.IGNORECASE)
_MOST_CHARACTERS, _MOST_RULES, _MOST_PARTS, _DEEPEST = 2_000_000, 20_000, 8, 5
_INLINE = (1 << 20, 0, 0)
Weight = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Compound:
    """An element as a selector names it; ``child`` says that it is right under the one before."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    child: bool

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("*", element.tag)
            and self.ids <= {element.get("id")}
            and self.classes <= set((element.get("class") or "").split())
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    way: tuple[_Compound, ...]
    weight: Weight
    said: Mapping[str, tuple[str, bool]]

    def fits(self, element: Element) -> bool:
        """Whether the selector names an element, going up from it."""
        path = [element, *element.iterancestors()]
        # Places of the path at which the parts from the last one on may end.
        ends = {0} if self.way[-1].fits(element) else set[int]()
        for later, part in zip(self.way[:0:-1], self.way[-2::-1], strict=True):
            if later.child:
                above = {end + 1 for end in ends}
            else:
                above = set(range(min(ends, default=len(path)) + 1, len(path)))
            ends = {at for at in above if at < len(path) and part.fits(path[at])}
        return bool(ends)


class WebStyles:
    """The rules in the ``style`` elements of a page, and what elements say themselves."""

    def __init__(self, root: Element) -> None:
        self._rules: dict[str, list[tuple[int, _Rule]]] = defaultdict(list)
        self._paths: dict[Element, int] = {}
        self._numbers: dict[tuple[int, str, str | None, str | None], int] = {}
        self._by_rules: dict[int, list[tuple[bool, Weight, int, str, str]]] = {}
        text = "\n".join(
            one.text or ""
            for one in root.iter("style")
            if (one.get("media") or "all").lower() in ("all", "screen")
        )
        self.elsewhere = "@import" in text or any(
            "stylesheet" in (one.get("rel") or "").lower() for one in root.iter("link")
        )
        for order, rule in enumerate(_rules(_without_comments(text[:_MOST_CHARACTERS]), 0)):
            if order >= _MOST_RULES:
                break
            last = rule.way[-1]
            names = [f"#{one}" for one in last.ids] + [f".{one}" for one in last.classes]
            self._rules[min(names, default=last.tag)].append((order, rule))

    def said(self, element: Element) -> dict[str, str]:
        """Return what holds of an element, property by property."""
        path = self._path(element)
        if path not in self._by_rules:
            self._by_rules[path] = self._ruled(element)
        told = [*self._by_rules[path]]
        told += [
            (important, _INLINE, 0, name, value)
            for name, (value, important) in _declared(element.get("style") or "").items()
        ]
        return {name: value for *_, name, value in sorted(told)}

    def _path(self, element: Element) -> int:
        """Return a number for all elements that have the same names on the way down to them."""
        if element not in self._paths:
            above = element.getparent()
            before = 0 if above is None else self._path(above)
            named = (before, str(element.tag), element.get("class"), element.get("id"))
            self._paths[element] = self._numbers.setdefault(named, len(self._numbers) + 1)
        return self._paths[element]

    def _ruled(self, element: Element) -> list[tuple[bool, Weight, int, str, str]]:
        own = {f".{one}" for one in (element.get("class") or "").split()}
        keys = {*own, f"#{element.get('id')}", str(element.tag), "*"}
        return [
            (important, rule.weight, order, name, value)
            for key in keys
            for order, rule in self._rules.get(key, ())
            if rule.fits(element)
            for name, (value, important) in rule.said.items()
        ]


def _without_comments(css: str) -> str:
    kept, at = [], 0
    while (begins := css.find("/*", at)) >= 0:
        kept.append(css[at:begins])
        ends = css.find("*/", begins + 2)
        at = len(css) if ends < 0 else ends + 2
    return " ".join([*kept, css[at:]])


def _rules(css: str, depth: int) -> Iterator[_Rule]:
    at = 0
    while (begins := css.find("{", at)) >= 0:
        before = css[at:begins].rpartition(";")[2].strip()
        if before.startswith("@"):
            ends = _end(css, begins)
            if _MEDIA.fullmatch(before) and depth < _DEEPEST:
                yield from _rules(css[begins + 1 : ends], depth + 1)
        else:
            ends = css.find("}", begins)
            ends = len(css) if ends < 0 else ends
            if said := _declared(css[begins + 1 : ends]):
                for selector in before.split(","):
                    if way := _way(selector):
                        yield _Rule(way, _weight(way), said)
        at = ends + 1


def _end(css: str, begins: int) -> int:
    """Return where the braces end that begin at a place."""
    deep = 0
    for found in _BRACE.finditer(css, begins):
        deep += 1 if found.group() == "{" else -1
        if not deep:
            return found.start()
    return len(css)


def _declared(text: str) -> dict[str, tuple[str, bool]]:
    """Return the properties that are asked for, each with whether it is important."""
    found: dict[str, tuple[str, bool]] = {}
    for one in text.split(";"):
        name, _, value = one.partition(":")
        plain, important, _ = value.strip().lower().partition("!important")
        if name.strip().lower() in _ASKED:
            found[name.strip().lower()] = plain.strip(), bool(important)
    return found


def _way(selector: str) -> tuple[_Compound, ...]:
    """Return the parts of a selector; () of one that says more than names, classes and ids."""
    way: list[_Compound] = []
    child = False
    parts = selector.replace(">", " > ").split()
    for part in parts if len(parts) <= 2 * _MOST_PARTS else ():
        if part == ">":
            child = True
            continue
        found = _COMPOUND.fullmatch(part)
        if found is None:
            return ()
        named = _PART.findall(found[2])
        ids = frozenset(name for mark, name in named if mark == "#")
        classes = frozenset(name for mark, name in named if mark == ".")
        way.append(_Compound((found[1] or "*").lower(), ids, classes, child))
        child = False
    return tuple(way)


def _weight(way: tuple[_Compound, ...]) -> Weight:
    """Return how special a selector is (CSS 2.2, 6.4.3)."""
    tags = sum(one.tag != "*" for one in way)
    return sum(len(one.ids) for one in way), sum(len(one.classes) for one in way), tags
