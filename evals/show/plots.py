"""Plots as inline SVG: no script, no outside file, readable with a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH = 720
_LEFT = 150
_ROW = 26
_PLOT = _WIDTH - _LEFT - 70
COLOURS = ("#1d5fa8", "#b3261e", "#2e7d32", "#8e44ad", "#b26a00", "#00796b")


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


def lines(title: str, positions: Sequence[str], series: Sequence[Series]) -> str:
    """Draw each series as a line over ``positions``, from 0 to 1, with a legend."""
    height, plot = 260, 200
    parts = [_level_lines(plot)]
    for at, position in enumerate(positions):
        x = _along(at, len(positions))
        parts.append(
            f'<text class="small" x="{x:.1f}" y="{plot + 18}" text-anchor="middle">'
            f"{escape(position)}</text>"
        )
    for number, one in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        points = [
            (_along(at, len(positions)), 10 + (1 - value) * (plot - 20))
            for at, value in enumerate(one.values)
            if value is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.extend(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points
        )
        parts.append(_legend(number, len(series), one.label, colour, height))
    return _svg(title, height, parts)


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


def _legend(number: int, count: int, label: str, colour: str, height: float) -> str:
    x = _LEFT + number * (_PLOT + 60) / count
    return (
        f'<rect x="{x:.1f}" y="{height - 20}" width="10" height="10" fill="{colour}"/>'
        f'<text class="small" x="{x + 14:.1f}" y="{height - 11}">{escape(label)}</text>'
    )


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    name = escape(title, quote=True)
    return (
        f'<svg role="img" aria-label="{name}" viewBox="0 0 {_WIDTH} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{name}</title>{"".join(parts)}</svg>'
    )
