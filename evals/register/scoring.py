"""How many decisions of labelled minutes the register finds, by body.

A label is found when an entry of the same paper holds half of its word triples; an entry is
right when it is the best match of a label that is found. Tasks (actions) are left out of both,
or counted in both.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.model import DecisionKind, Resolution
from evals.register.labelled import Label

_FOUND = 0.5


@dataclass(slots=True)
class Score:
    """Counts over documents; shares are 0 to 1, nan where nothing was counted."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, labels: Sequence[Label], entries: Sequence[Resolution]) -> None:
        """Count a document's labels against the register's entries of it."""
        for tasks in (False, True):
            self._add(labels, entries, tasks)

    def recall(self, tasks: bool = False) -> float:
        """Return the share of core labels that are found."""
        return self._share(f"core found {tasks}", f"core {tasks}")

    def precision(self, tasks: bool = False) -> float:
        """Return the share of entries that are right."""
        return self._share(f"right {tasks}", f"entries {tasks}")

    def share(self, what: str) -> float:
        """Return how often ``page``, ``mover`` or ``vote`` of a found label is right."""
        return self._share(f"{what} right", what)

    @property
    def corrections(self) -> int:
        """How many entries, tasks too, an officer has to add or to take away; ends are not seen."""
        missed = self.counts["labels True"] - self.counts["right True"]
        return missed + self.counts["entries True"] - self.counts["right True"]

    def plus(self, other: Score) -> Score:
        """Return the sum of two scores."""
        return Score(self.counts + other.counts)

    def _share(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else float("nan")

    def _add(self, labels: Sequence[Label], entries: Sequence[Resolution], tasks: bool) -> None:
        kept = [one for one in entries if tasks or one.kind is not DecisionKind.ACTION]
        held = [_triples(one.text) for one in kept]
        right: set[int] = set()
        for label in labels:
            wanted = _triples(label.text)
            shares = [len(wanted & have) / len(wanted) for have in held]
            best = max(range(len(kept)), key=lambda at: shares[at], default=None)
            found = best is not None and shares[best] >= _FOUND
            self.counts[f"labels {tasks}"] += 1
            if label.core and (tasks or label.kind != "action"):
                self.counts[f"core {tasks}"] += 1
                self.counts[f"core found {tasks}"] += found
            if best is not None and found:
                right.add(best)
                if tasks:
                    self._particulars(label, kept[best])
        self.counts[f"entries {tasks}"] += len(kept)
        self.counts[f"right {tasks}"] += len(right)

    def _particulars(self, label: Label, entry: Resolution) -> None:
        self.counts["page"] += 1
        self.counts["page right"] += entry.spans[0].page == label.page
        for what, printed, told in (
            ("mover", label.mover, entry.mover),
            ("vote", label.vote, entry.vote),
        ):
            if printed:
                self.counts[what] += 1
                self.counts[f"{what} right"] += told is not None and _alike(printed, told)


@dataclass(frozen=True, slots=True)
class Taught:
    """How well the other documents of ``body`` are read, summed over each of ``teachers``.

    ``before`` by a tagger that has not seen the body, ``after`` by one that a single corrected
    document has taught; ``corrections`` is how many all of these documents needed together.
    """

    body: str
    teachers: int
    corrections: int
    before: Score
    after: Score


def table(scores: Iterable[tuple[str, Score]]) -> str:
    """Return the scores by name as a table, the total last."""
    rows = list(scores)
    total = Score()
    for _, score in rows:
        total = total.plus(score)
    lines = [f"{'':40} core  recall precision | with tasks | page mover  vote"]
    for name, score in [*rows, ("all", total)]:
        lines.append(
            f"{name[:40]:40} {score.counts['core False']:4}   {score.recall():.2f}    "
            f"{score.precision():.2f}    | {score.recall(True):.2f}  {score.precision(True):.2f} "
            f"| {score.share('page'):.2f}  {score.share('mover'):.2f}  {score.share('vote'):.2f}"
        )
    return "\n".join(lines)


def taught_table(rows: Iterable[Taught]) -> str:
    """Return how bodies' other papers are read before and after one is corrected, the sum last."""
    every = list(rows)
    total = Taught("all", 0, 0, Score(), Score())
    for one in every:
        total = Taught(
            "all",
            total.teachers + one.teachers,
            total.corrections + one.corrections,
            total.before.plus(one.before),
            total.after.plus(one.after),
        )
    lines = [
        f"{'':40} corrections core  recall       precision    | with tasks",
        f"{'':40} a document                                 | recall       precision",
    ]
    for one in [*every, total]:
        mean = one.corrections / one.teachers if one.teachers else math.nan
        shares = [
            f"{getattr(one.before, what)(tasks):.2f} -> {getattr(one.after, what)(tasks):.2f}"
            for tasks in (False, True)
            for what in ("recall", "precision")
        ]
        lines.append(
            f"{one.body[:40]:40} {mean:11.1f} {one.after.counts['core False']:4}  "
            f"{shares[0]} {shares[1]} | {shares[2]} {shares[3]}"
        )
    return "\n".join(lines)


def _alike(printed: str, told: str) -> bool:
    """Whether two ways of printing a name or vote share what is not a title."""
    one, other = _bare(printed).split(), _bare(told).split()
    return bool(set(one) & set(other)) and (one[-1] in other or other[-1] in one)


def _bare(text: str) -> str:
    folded = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return re.sub(r"[^a-z0-9 ]+", "", folded).strip()


def _triples(text: str) -> set[str]:
    words = _bare(text).split()
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
