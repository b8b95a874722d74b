"""What whoever watches is told while papers are fetched, and what the whole came to."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Became(StrEnum):
    """What became of a paper of a site."""

    NEW = "new"
    REPLACED = "replaced by a later version"
    UNCHANGED = "unchanged"
    CORRECTED = "told otherwise by the site"
    RESTRICTED = "not for the public"
    CLOSED = "closed here, as on the site"
    REOPENED = "open again, as on the site"
    LEFT_OUT = "left out, as others hold the same"
    ELSEWHERE = "links to pages that are no papers"
    FAILED = "not to be had"


@dataclass(frozen=True, slots=True)
class Told:
    """A line for whoever watches; a ``fault`` is something to see to, and names an address."""

    words: str
    fault: bool = False


Teller = Callable[[Told], None]


@dataclass
class Report:
    """What a run came to; any thread may add to it.

    ``downloads`` counts papers whose bytes came, ``disagreeing`` are sentences on papers that
    say of themselves other than their site.
    """

    tell: Teller = field(default=lambda _: None)
    counts: Counter[Became] = field(default_factory=Counter)
    committees: int = 0
    meetings: int = 0
    downloads: int = 0
    faults: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turn = threading.Lock()

    def count(self, became: Became, many: int = 1) -> None:
        """Count papers."""
        with self._turn:
            self.counts[became] += many

    def downloaded(self) -> None:
        """Count a paper whose bytes came."""
        with self._turn:
            self.downloads += 1

    def say(self, words: str) -> None:
        """Tell a line."""
        with self._turn:
            self.tell(Told(words))

    def fault(self, words: str) -> None:
        """Tell of a fault; the run goes on."""
        with self._turn:
            self.faults.append(words)
            self.tell(Told(words, fault=True))

    def disagrees(self, words: str) -> None:
        """Tell of a paper that says of itself other than its site does."""
        with self._turn:
            self.disagreeing.append(words)
            self.tell(Told(words))

    @property
    def summary(self) -> str:
        """The whole in a line."""
        told = [f"{self.counts[one]} {one.value}" for one in Became if self.counts[one]]
        where = f"{_counted(self.meetings, 'meeting')} of {_counted(self.committees, 'committee')}"
        parts = [where] if self.committees else []
        parts += [", ".join(told) or "no papers"]
        parts += [_counted(len(self.faults), "fault")] if self.faults else []
        return "; ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
