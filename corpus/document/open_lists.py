"""The numbers that OpenDocument texts print before items of lists and headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document.numbers import BULLET, printed, whole
from corpus.document.packed import Element, local, named, value


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    before: str
    after: str
    # How many levels are printed, this one and those above it.
    shown: int
    start: int
    bullet: bool


class OpenLists:
    """The list styles in ``roots``; each item's number is asked for once and in their order."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[str | None, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._headings: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._last: dict[str | None, dict[int, int]] = defaultdict(dict)
        self._by_id: dict[str, dict[int, int]] = {}
        for root in roots:
            for one in named(root, "list-style"):
                self._styles[value(one, "name")] = dict(_levels(one))
            for one in named(root, "outline-style"):
                self._outline = dict(_levels(one))

    def begin(self, element: Element, style: str | None, depth: int) -> None:
        """Begin a list at ``depth`` (from 0): it counts anew, unless it says that it goes on."""
        if depth:
            self._counts.pop(depth, None)
            return
        goes_on = value(element, "continue-numbering") == "true"
        before = self._by_id.get(value(element, "continue-list") or "")
        self._counts = dict(self._last[style]) if goes_on and before is None else dict(before or {})
        identity = value(element, "id")
        if identity:
            self._by_id[identity] = self._counts
        self._last[style] = self._counts

    def next(self, style: str | None, depth: int, start: str | None) -> str:
        """Return what is printed before the next item at ``depth``; "" of a style without one."""
        level = self._styles.get(style, {}).get(depth)
        if level is None:
            return ""
        first = whole(start, level.start) if start else level.start
        self._counts[depth] = (
            self._counts[depth] + 1 if depth in self._counts and not start else first
        )
        for lower in [at for at in self._counts if at > depth]:
            del self._counts[lower]
        return _label(self._styles[style], self._counts, depth)

    def of_heading(self, rank: int) -> str:
        """Return what is printed before the next heading of a rank, from 1."""
        level = self._outline.get(rank - 1)
        if level is None:
            return ""
        self._headings[rank - 1] = self._headings.get(rank - 1, level.start - 1) + 1
        for lower in [at for at in self._headings if at >= rank]:
            del self._headings[lower]
        return _label(self._outline, self._headings, rank - 1)


def _label(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.bullet:
        return BULLET
    if not level.form:
        return ""
    shown = [at for at in range(depth - level.shown + 1, depth + 1) if at in levels]
    figures = (printed(counts.get(at, levels[at].start), levels[at].form) for at in shown)
    return f"{level.before}{'.'.join(filter(None, figures))}{level.after}".strip()


def _levels(style: Element) -> list[tuple[int, _Level]]:
    found = []
    for one in style:
        kind = local(one)
        if kind.startswith(("list-level-style", "outline-level-style")):
            level = _Level(
                value(one, "num-format") or "",
                value(one, "num-prefix") or "",
                value(one, "num-suffix") or "",
                max(1, whole(value(one, "display-levels"), 1)),
                whole(value(one, "start-value"), 1),
                kind == "list-level-style-bullet",
            )
            found.append((whole(value(one, "level"), 1) - 1, level))
    return found
