"""What a verdict in a line of its own is about, and what became of applications told in words.

"Granted" below an application decides about all of it, "Agreed by all." about the sentences
before it, where the tagger calls none of them a decision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.decisions.applications import VERDICTS, repeated
from corpus.decisions.features import Sentence
from corpus.decisions.tagger import KINDS, VERDICT, Chances, Decision, fell
from corpus.model import DecisionKind

# Sentences of a paragraph, or of an application above a verdict, that are looked back over.
BACK, MATTER = 3, 8
# What a motion holds.
MOVED = frozenset(("moved", "motion", "seconded"))
# How likely a verdict may be nothing of the kind.
_UNLIKELY = 0.6
# How likely a sentence must be a decision that names a mover and is all that a minute says.
_MAYBE = 0.3
# What became of an application, told in so many words; what "has been" refused, others did.
_FATE = re.compile(
    r"\W*+(?:the |this )?(?:planning |licensing )?(?:application|permission|consent|licence)"
    r"(?: (?:was|were|be|therefore|then|duly|accordingly)){1,4}"
    r" (?:refused|approved|granted|deferred|rejected|dismissed|permitted|withdrawn)\b"
    r"(?!.{0,200} by (?!the (?:applicant|committee|chair)))"
    r"|\W*(?:the |this )?application (?:had|has)(?: now| since)? been withdrawn\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Verdicts:
    """The verdicts among the sentences of a sitting: see :class:`corpus.decisions.matters.Course`.

    ``apart`` says of each sentence whether it only tells the outcome, vote or mover of another.
    """

    sentences: tuple[Sentence, ...]
    chances: Sequence[Chances]
    leaps: frozenset[int]
    apart: tuple[bool, ...]

    @cached_property
    def _repeated(self) -> Counter[tuple[str, ...]]:
        """How often each verdict stands alone: what comes again and again is one."""
        return repeated(self.sentences)

    def matters(self, owned: Collection[int]) -> Iterator[Decision]:
        """Yield the matters above verdicts; none of the ``owned`` sentences is either.

        So are those that decisions take in already, or stand beside them.
        """
        alone = [at for at in range(len(self.sentences)) if at not in owned and self._decides(at)]
        for at in range(len(self.sentences)):
            if at not in owned and self._moves(at):
                yield Decision(at, at, self._kind(at, at + 1), self._chance(at))
        floor = 0
        for at in alone:
            end = self._told_from(at, owned, floor)
            first = self._matter(end, owned, floor, len(alone) >= VERDICTS)
            if first < end:
                yield Decision(first, end - 1, self._kind(first, end), 1.0)
            floor = at + 1

    def fates(self, owned: Collection[int]) -> Iterator[Decision]:
        """Yield what became of applications under their references, but for ``owned`` sentences."""
        application = False
        for at, sentence in enumerate(self.sentences):
            if sentence.unit.heading:
                application = "reference" in sentence.held
            elif application and at not in owned and _FATE.match(sentence.text):
                yield Decision(at, at, DecisionKind.DECISION, 1.0)

    def _decides(self, at: int) -> bool:
        """Whether a sentence is a verdict by which something was decided."""
        sentence, chances = self.sentences[at], self.chances[at]
        if fell(sentence.text):
            return True
        if not sentence.verdict or sentence.calls:
            return False
        return chances.get("O", 0.0) < _UNLIKELY or self._repeated[sentence.stems] >= VERDICTS

    def _moves(self, at: int) -> bool:
        """Whether all that a minute says is who moved it: "Proposed by Mr Ash as a true record"."""
        before = self.sentences[at - 1] if at else None
        return (
            self.sentences[at].mover
            and before is not None
            and before.unit.heading
            and self._chance(at) > _MAYBE
        )

    def _chance(self, at: int) -> float:
        return 1.0 - self.chances[at].get("O", 0.0) - self.chances[at].get(VERDICT, 0.0)

    def _told_from(self, verdict: int, owned: Collection[int], floor: int) -> int:
        """Return the first of the sentences up to a verdict that tell who voted how.

        "A recorded vote was taken as follows:" stands above the names, and is one of them.
        """
        first = verdict
        while first > floor and first not in self.leaps and first - 1 not in owned:
            before = self.sentences[first - 1]
            opens = first < verdict and before.announces and "vote" in before.stems
            if before.unit.heading or not (before.calls or opens):
                break
            first -= 1
        return first

    def _matter(self, verdict: int, owned: Collection[int], floor: int, wide: bool) -> int:
        """Return the first sentence of what a verdict is about; itself where nothing is."""
        first = verdict
        most = MATTER if wide else BACK
        while first > max(floor, verdict - most) and first not in self.leaps:
            before = self.sentences[first - 1]
            if first - 1 in owned or self.apart[first - 1]:
                break
            if first < verdict and self.sentences[first].unit.opens and not wide:
                break
            first -= 1
            if before.unit.heading or before.held & MOVED:
                break
        return first

    def _kind(self, first: int, end: int) -> DecisionKind:
        sums = {kind: sum(one.get(f"B{kind}", 0.0) + one.get(f"I{kind}", 0.0)
                          for one in self.chances[first:end]) for kind in KINDS}  # fmt: skip
        return DecisionKind.ROUTINE if sums["R"] > sums["D"] else DecisionKind.DECISION
