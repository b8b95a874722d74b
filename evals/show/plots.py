"""Plots as SVG: no script, no outside file, readable with a screen reader.

They stand in a page as they are or as a picture, so each brings its style along.
Each line has marks of a shape of its own beside its colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from evals.measure import BY_NAME, DIRECT, FACTS, REFUSAL, RIGHT, Group
from evals.model import Run

_WIDTH = 720
_LEFT = 150
_ROW = 26
_PLOT = _WIDTH - _LEFT - 70
_POSITIONS_NAMED = 8
OVER_TIME = (RIGHT, DIRECT, "hit@1", FACTS, REFUSAL)
# Dark enough for a white ground and light enough for a black one: 3 to 1 on both.
_COLOURS = ("#2f7fb5", "#b5651d", "#2e8b57", "#a05fb4", "#c04a5a")
_MARKS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-4-4h8v8h-8z",
    "M0-5L5 4H-5z",
    "M0-5L5 0L0 5L-5 0z",
    "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
)
_STYLE = """
svg{width:100%;height:auto;font:13px system-ui,sans-serif;fill:currentColor}
svg .small{opacity:.8;font-size:12px} svg .grid{stroke:#8885;fill:none}
svg .bar{fill:#2f7fb5;opacity:.75}
svg .whisker{stroke:currentColor;fill:none;stroke-width:1.5}
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval, all between 0 and 1."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """Values between 0 and 1 over the positions of the plot; None leaves a gap."""

    label: str
    values: tuple[float | None, ...]


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Draw level bars with 95 % intervals on a scale from 0 to 1."""
    height = _ROW * len(rows) + 30
    parts = [_grid(height - 24)]
    for at, row in enumerate(rows):
        y = at * _ROW + 4
        middle = y + 9
        low, high = _x(row.low), _x(row.high)
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(row.label)}</text>'
            f'<rect class="bar" x="{_LEFT}" y="{y}" width="{row.value * _PLOT:.1f}" height="18"/>'
            f'<path class="whisker" d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8'
            f'M{high:.1f} {middle - 4}v8"/>'
            f'<text x="{_LEFT + _PLOT + 10}" y="{y + 13}">{row.value:.3f}</text>'
        )
    return _svg(title, height, parts)


def runs_plot(runs: Sequence[Run], overall: Sequence[Group], ink: str = "") -> str:
    """Draw the main measures of ``runs``, given oldest first, each with its ``overall`` group."""
    series = [
        Series(
            BY_NAME[name].heading,
            tuple(found.mean if (found := group.get(name)) else None for group in overall),
        )
        for name in OVER_TIME
    ]
    return lines("Main measures over runs", [run.at[:10] for run in runs], series, ink)


def lines(title: str, positions: Sequence[str], series: Sequence[Series], ink: str = "") -> str:
    """Draw up to five series as lines over ``positions``, from 0 to 1, with a legend.

    ``ink`` is the colour of words in a picture; in a page they have that of the page.
    """
    height, plot = 260, 200
    parts = [_level_lines(plot)]
    every = max(math.ceil(len(positions) / _POSITIONS_NAMED), 1)
    for at, position in list(enumerate(positions))[::every]:
        x = _along(at, len(positions))
        parts.append(
            f'<text class="small" x="{x:.1f}" y="{plot + 18}" text-anchor="middle">'
            f"{escape(position)}</text>"
        )
    for number, (one, colour) in enumerate(zip(series, _COLOURS, strict=False)):
        points = [
            (_along(at, len(positions)), 10 + (1 - value) * (plot - 20))
            for at, value in enumerate(one.values)
            if value is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_mark(number, x, y) for x, y in points]
        parts.append(_legend(number, len(series), one.label, height))
    return _svg(title, height, parts, ink)


def columns(title: str, labels: Sequence[str], counts: Sequence[int]) -> str:
    """Draw one column a label, with its count above it."""
    height, plot = 200, 160
    most = max([*counts, 1])
    step = (_WIDTH - 40) / max(len(labels), 1)
    parts = []
    for at, (label, count) in enumerate(zip(labels, counts, strict=True)):
        tall = count / most * (plot - 30)
        x = 20 + at * step
        parts.append(
            f'<rect class="bar" x="{x + 3:.1f}" y="{plot - tall:.1f}" '
            f'width="{step - 6:.1f}" height="{tall:.1f}"/>'
            f'<text class="small" x="{x + step / 2:.1f}" y="{plot - tall - 4:.1f}" '
            f'text-anchor="middle">{count}</text>'
            f'<text class="small" x="{x + step / 2:.1f}" y="{plot + 16}" '
            f'text-anchor="middle">{escape(label)}</text>'
        )
    return _svg(title, height, parts)


def _x(share: float) -> float:
    return _LEFT + share * _PLOT


def _along(at: int, count: int) -> float:
    return _LEFT + (_PLOT * at / (count - 1) if count > 1 else _PLOT / 2)


def _grid(height: float) -> str:
    ticks = (0, 0.25, 0.5, 0.75, 1)
    return "".join(
        f'<path class="grid" d="M{_x(tick):.1f} 0V{height}"/>'
        f'<text class="small" x="{_x(tick):.1f}" y="{height + 16}" '
        f'text-anchor="middle">{tick}</text>'
        for tick in ticks
    )


def _level_lines(plot: float) -> str:
    return "".join(
        f'<path class="grid" d="M{_LEFT - 20} {y:.1f}H{_LEFT + _PLOT + 20}"/>'
        f'<text class="small" x="{_LEFT - 26}" y="{y + 4:.1f}" text-anchor="end">{level}</text>'
        for level in (0, 0.25, 0.5, 0.75, 1)
        for y in [10 + (1 - level) * (plot - 20)]
    )


def _mark(number: int, x: float, y: float) -> str:
    return (
        f'<path d="{_MARKS[number]}" transform="translate({x:.1f} {y:.1f})" '
        f'fill="{_COLOURS[number]}"/>'
    )


def _legend(number: int, count: int, label: str, height: float) -> str:
    x = _LEFT + number * (_PLOT + 60) / count
    return (
        f"{_mark(number, x + 5, height - 15)}"
        f'<text class="small" x="{x + 14:.1f}" y="{height - 11}">{escape(label)}</text>'
    )


def _svg(title: str, height: float, parts: Sequence[str], ink: str = "") -> str:
    name = escape(title, quote=True)
    colour = f' style="color:{escape(ink, quote=True)}"' if ink else ""
    return (
        f'<svg role="img" aria-label="{name}" viewBox="0 0 {_WIDTH} {height}"{colour} '
        f'xmlns="http://www.w3.org/2000/svg"><title>{name}</title><style>{_STYLE}</style>'
        f"{''.join(parts)}</svg>"
    )
