"""The numbers that Word prints before paragraphs, counted as its numbering part defines them.

Source: ECMA-376 part 1, 17.9 (numbering): a paragraph names a ``num``, which names an
``abstractNum`` of nine levels; all ``num`` of one ``abstractNum`` count on together, unless one
starts anew by an override.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from corpus.document.numbers import BULLET, decimal, printed, whole
from corpus.document.packed import Element, child, local, named, value

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    # The level, from 1, after which this one begins anew; 0 for never, None for any above it.
    restart: int | None
    figures: bool
    style: str | None


class WordNumbers:
    """The lists of a Word file, each paragraph's number asked for once and in their order."""

    def __init__(self, numbering: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}
        self._styled: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._own: dict[str, dict[int, _Level]] = defaultdict(dict)
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._define(numbering)

    def level_of_style(self, num: str, style: str | None) -> int:
        """Return the level of list ``num`` that a paragraph style is tied to; 0 where none is."""
        levels = self._levels(num)
        return next((at for at, one in levels.items() if style and one.style == style), 0)

    def next(self, num: str, level: int) -> tuple[str, bool] | None:
        """Count one paragraph on; return what is printed before it, and whether it is a bullet.

        None where it is of no list.
        """
        levels = self._levels(num)
        told = levels.get(level)
        if told is None:
            return None
        key = self._key(num)
        counts = self._counts[key]
        if (num, level) not in self._begun and level in self._starts[num]:
            counts[level] = self._starts[num][level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = told.start
        self._begun.add((num, level))
        for lower in range(level + 1, _LEVELS):
            after = levels[lower].restart if lower in levels else None
            if after is None or level < after:
                counts.pop(lower, None)
        if told.form == "bullet":
            return BULLET, True

        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at, told)
            count = counts.setdefault(at, one.start)
            return decimal(count) if told.figures else printed(count, one.form)

        return _PLACE.sub(figure, told.text), False

    def _key(self, num: str) -> str:
        return self._lists.get(num, num)

    def _levels(self, num: str) -> dict[int, _Level]:
        abstract = self._lists.get(num, "")
        levels = self._abstract.get(abstract, {})
        if not levels and abstract in self._linked:
            # It is only the name of a style of lists, whose levels another holds.
            levels = self._abstract.get(self._styled.get(self._linked[abstract], ""), {})
        return {**levels, **self._own[num]} if num in self._own else levels

    def _define(self, numbering: Element) -> None:
        for one in named(numbering, "abstractNum"):
            key = value(one, "abstractNumId") or ""
            self._abstract[key] = {
                at: level for at, level in map(_level, named(one, "lvl")) if 0 <= at < _LEVELS
            }
            if (style := value(child(one, "styleLink"))) is not None:
                self._styled[style] = key
            if (link := value(child(one, "numStyleLink"))) is not None:
                self._linked[key] = link
        for one in (part for part in numbering if local(part) == "num"):
            num = value(one, "numId") or ""
            self._lists[num] = value(child(one, "abstractNumId")) or ""
            for change in named(one, "lvlOverride"):
                at = whole(value(change, "ilvl"), 0)
                start = value(child(change, "startOverride"))
                if start is not None:
                    self._starts[num][at] = whole(start, 1)
                for level in named(change, "lvl"):
                    self._own[num][at] = _level(level)[1]


def _level(element: Element) -> tuple[int, _Level]:
    restart = value(child(element, "lvlRestart"))
    figures = child(element, "isLgl")
    level = _Level(
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        whole(value(child(element, "start")), 0),
        None if restart is None else whole(restart, 0),
        figures is not None and value(figures) not in ("0", "false"),
        value(child(element, "pStyle")),
    )
    return whole(value(element, "ilvl"), -1), level
