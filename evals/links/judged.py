"""Links that people have judged: of each decision, every later place that speaks of it.

A line of a set is a decision: its ``body``; ``decision``, the place where its words begin;
``later``, all places of later meetings on its matter; ``either``, those of which two readers
could differ, which count neither way. A place has ``paper`` (file name), ``page`` (physical,
from 1), and ``at``, the character of the page's text that it is told by, or ``last``, the last
page of all that it covers. It holds no words of the papers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Span
from evals.model import SetError


@dataclass(frozen=True, slots=True)
class Place:
    """A character of a page, or whole pages from ``page`` to ``last``, physical and inclusive."""

    paper: str
    page: int
    at: int | None = None
    last: int | None = None

    def holds(self, paper: str, page: int, spans: Iterable[Span]) -> bool:
        """Tell whether words of ``paper``, or without ``spans`` its ``page``, stand here."""
        if paper != self.paper:
            return False
        if self.at is None:
            return self.page <= page <= (self.last or self.page)
        return any(s.page == self.page and s.start <= self.at < s.end for s in spans)


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision and what people said comes after it."""

    body: str
    decision: Place
    later: tuple[Place, ...]
    either: tuple[Place, ...]


def read_links(path: Path) -> tuple[Judged, ...]:
    """Read a set of judged links.

    Raises:
        SetError: it cannot be read, or a line is not as it should be.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SetError(f"{path}: cannot be read: {error.strerror}") from error
    return tuple(_judged(path, at, line) for at, line in enumerate(lines, start=1) if line)


def _judged(path: Path, at: int, line: str) -> Judged:
    try:
        said = json.loads(line)
        return Judged(
            said["body"],
            Place(**said["decision"]),
            _places(said["later"]),
            _places(said["either"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SetError(f"{path}: line {at} is no judged link: {error}") from error


def _places(said: Iterable[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(**one) for one in said)
