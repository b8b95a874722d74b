"""What a decision takes in besides the sentences that the tagger calls one.

"This was agreed by all." decides about the sentence before it, "Granted" below an application
about all of it, "Motion to approve the following: (i) …" about each item; a decision's outcome,
vote and mover may stand in sentences of their own beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from corpus.decisions.applications import whole_applications
from corpus.decisions.comments import with_commented
from corpus.decisions.elections import election_from
from corpus.decisions.features import Sentence
from corpus.decisions.lists import agreed_items, joined_items
from corpus.decisions.motions import Motion, find_motions
from corpus.decisions.nothing import fallen, rejects, says_nothing
from corpus.decisions.tagger import LIKELY, Chances, Decision, decide, stands_apart, taken
from corpus.decisions.units import ROW
from corpus.decisions.verdicts import BACK, MATTER, MOVED, Verdicts
from corpus.model import DecisionKind

# Sentences beside a decision that may tell its outcome, vote and mover.
_BEFORE, _AFTER = 2, 4
# So many sentences may be spoken of a motion before its verdict is told.
_TALK = 30
# The head of a table of what was decided.
_HEAD = re.compile(
    r"(?:\b(?:moved|seconded|mover|seconder|outcome|actions?|persons?|responsible|carried|forward"
    r"|resolved|decision|result|vote|by|whom|who|when|owner|due|status|date)\b[ /:]{0,3}){2,9}",
    re.IGNORECASE,
)
# What is to be done, of what is not said, and what is decided of one named before; no longer than
# so many stems.
_TO_BE = re.compile(r"\W*to be \w", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:his|her|their|its|them)\b", re.IGNORECASE)
_BRIEF, _BRIEFER = 13, 8
_GOES_ON = re.compile(
    r"\W*+(?:secondly|thirdly|lastly|finally|also|furthermore|in addition|additionally)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Course:
    """The sentences of a sitting in order, and how likely each label of each is.

    ``leaps`` are the sentences before which pages are left out, as closed ones are: nothing
    is joined over them. ``least`` is how sure the tagger must be of a sentence, 0 to 1.
    """

    sentences: tuple[Sentence, ...]
    chances: Sequence[Chances]
    leaps: frozenset[int]
    least: float = LIKELY

    @cached_property
    def apart(self) -> tuple[bool, ...]:
        """Whether each sentence only tells the outcome, vote or mover of one beside it."""
        return tuple(
            stands_apart(self.chances, self.sentences, at) or _HEAD.fullmatch(one.text) is not None
            for at, one in enumerate(self.sentences)
        )

    @cached_property
    def decided(self) -> tuple[Decision, ...]:
        """The decisions, each with all that it decides about, in order."""
        found: list[Decision] = []
        for one in self.told:
            found = self._joined(found, one)
        found = whole_applications(self.sentences, self.apart, self.leaps, found)
        verdicts = Verdicts(self.sentences, self.chances, self.leaps, self.apart)
        found += verdicts.matters(taken(found) | {at for one in found for at in self._beside(one)})
        found += verdicts.fates(taken(found))
        found = with_commented(self.sentences, self.leaps, found)
        found += joined_items(self.sentences, self.leaps, found)
        found += agreed_items(self.sentences, self.leaps, found)
        listed = {lead for lead, _ in self._lists(found)}
        found = [one for one in found if one.last not in listed]
        found = self._with_motions(found)
        told = {at for one in self._motions.values() for at in one.verdicts}
        found += (one for one in fallen(self.sentences, found) if one.first not in told)
        found = sorted(found, key=lambda one: one.first)
        return tuple(
            one for one in found if not says_nothing(self.sentences, one, found, self._beside(one))
        )

    @cached_property
    def _motions(self) -> dict[int, Motion]:
        """The motions that a verdict is told of, by where they begin; of one amended the whole."""
        found = find_motions(self.sentences, self.leaps)
        return {one.first: one for one in found if one.verdicts}

    def motion(self, one: Decision) -> Motion | None:
        """Return the motion that a decision is; None where no verdict on one is told."""
        return self._motions.get(one.first)

    def fell(self, one: Decision) -> bool:
        """Whether a decision is that a motion came to nothing, or that a proposal was refused."""
        motion = self.motion(one)
        return motion.lost if motion else rejects(self.sentences[one.first])

    def put(self, motion: Motion) -> tuple[int, int]:
        """Return the sentences, both in it, that tell how a motion was put and how it ended.

        What stands up to the verdict on another motion, moved between, is of that one.
        """
        end = motion.verdicts[-1]
        told = {at for one in self._motions.values() for at in one.verdicts if at < end}
        return max((*told, motion.last)) + 1, end

    def _counts(self, motion: Motion) -> Iterator[int]:
        """Yield the sentences before its verdict that only tell how a motion was voted."""
        first, last = self.put(motion)
        for at in range(first, last):
            if "vote" in self.sentences[at].held and not self.sentences[at].deeds:
                yield at

    def _with_motions(self, found: Sequence[Decision]) -> list[Decision]:
        """Return decisions with the motions among them whole, and those that the tagger missed.

        What only tells the vote or the verdict on one of them is none; nor is an amendment that
        stands in the motion as amended, nor a motion in whose place an amendment was carried.
        """
        every = find_motions(self.sentences, self.leaps)
        displaced = {(one.first, one.last) for one in every if not one.verdicts}
        found = [one for one in found if (one.first, one.last) not in displaced]
        inside = {at for one in self._motions.values() for at in range(one.first, one.last + 1)}
        verdicts = {at for one in self._motions.values() for at in one.verdicts}
        verdicts |= {at for one in self._motions.values() for at in self._counts(one)}
        kept = [
            one for one in found if not all(at in inside or at in verdicts for at in one.places)
        ]
        owned = taken(kept)
        upto = -1
        for motion in sorted(self._motions.values(), key=lambda one: one.first):
            own = range(motion.first, motion.last + 1)
            if motion.first > upto and not any(at in owned for at in own):
                kinds = [one.kind for one in found if one.first in own]
                kind = kinds[0] if kinds else DecisionKind.DECISION
                kept.append(Decision(motion.first, motion.last, kind, 1.0))
                upto = motion.last
        return kept

    @cached_property
    def told(self) -> tuple[Decision, ...]:
        """What the tagger calls decisions, but for verdicts alone: "Granted" is about another.

        "Orr seconded." at the end of one stands beside it.
        """
        found = []
        for one in decide(self.chances, self.leaps, self.least):
            last = one.last
            while last > one.first and self.sentences[last].mover:
                last -= 1
            if not all(self.sentences[at].verdict for at in range(one.first, last + 1)):
                found.append(replace(one, last=last))
        return tuple(found)

    @cached_property
    def _taken(self) -> frozenset[int]:
        return taken(self.told)

    def _joined(self, found: list[Decision], one: Decision) -> list[Decision]:
        """Return decisions and one more, with the sentences before that its first refers to."""
        first = one.first
        for _ in range(BACK):
            sentence = self.sentences[first]
            goes_on = sentence.refers or _GOES_ON.match(sentence.text) or self._lacks_matter(first)
            if not goes_on or sentence.unit.opens or first in self.leaps:
                break
            first -= 1
            if first in self._taken:
                chance = max(found[-1].chance, one.chance)
                return [*found[:-1], replace(found[-1], last=one.last, chance=chance)]
        return [
            *found,
            replace(one, first=election_from(self.sentences, self.leaps, self._taken, first)),
        ]

    def _lacks_matter(self, at: int) -> bool:
        """Whether a sentence decides in few words what only the one before it names.

        "To be passed on to the county.", "The Board endorsed his appointment.", and after "It
        was proposed and seconded that Mr Ash stay.": "Mr Ash was elected."
        """
        sentence = self.sentences[at]
        if at == 0 or self.apart[at - 1] or sentence.unit.opens:
            return False
        if len(sentence.stems) <= _BRIEF and _TO_BE.match(sentence.text):
            return True
        if not sentence.deeds:
            return False
        if len(sentence.stems) <= _BRIEFER and _THEIRS.search(sentence.text):
            return True
        ends = sentence.deeds[-1].then == "end" and len(sentence.stems) <= _BRIEF
        return ends and "seconded" in self.sentences[at - 1].held

    def _lists(self, found: Sequence[Decision]) -> Iterator[tuple[int, range]]:
        """Yield each lead-in of which two or more items are decisions, and its items."""
        firsts = {one.first for one in found}
        for at, sentence in enumerate(self.sentences):
            if not sentence.leads:
                continue
            items = range(at + 1, self._list_end(at + 1))
            if sum(one in firsts for one in items) > 1:
                yield at, items

    def _list_end(self, at: int) -> int:
        while at < len(self.sentences) and at not in self.leaps:
            if not self.sentences[at].listed or self.sentences[at].leads:
                break
            at += 1
        return at

    @cached_property
    def _leads(self) -> dict[int, tuple[int, int]]:
        """Of each item of a list: its lead-in, and the first sentence after the list."""
        found: dict[int, tuple[int, int]] = {}
        for lead, items in self._lists(self.decided):
            found.update((at, (lead, items.stop)) for at in items)
        return found

    def beside(self, one: Decision) -> list[int]:
        """Return the sentences that tell a decision's outcome or mover apart from it.

        First those after it, then those before, then what is said of the whole list that it is
        an item of.
        """
        motion = self.motion(one)
        if motion:
            return [*reversed(motion.verdicts), *self._run(motion.verdicts[-1] + 1, _AFTER)]
        own = [*self._beside(one)]
        if one.first in self._leads:
            lead, end = self._leads[one.first]
            own += [lead, *self._run(end, _AFTER)]
        return list(dict.fromkeys(own))

    def _beside(self, one: Decision) -> list[int]:
        after = [*self._run(one.last + 1, _AFTER)]
        if not any(self.sentences[at].verdict for at in after):
            after += self._put(one)
        return [*after, *self._ahead(one)]

    def _put(self, one: Decision) -> Iterator[int]:
        """Yield the verdict on a motion that was talked about before it was put to the vote."""
        own = [self.sentences[at] for at in one.places]
        moved = any(sentence.held & MOVED for sentence in own)
        pending = moved or not any(sentence.deeds for sentence in own)
        most = (_TALK if moved else MATTER) if pending else 0
        for at in range(one.last + 1, min(one.last + 1 + most, len(self.sentences))):
            if at in self.leaps or at in self._taken:
                return
            if self.apart[at] and self.sentences[at].verdict:
                yield from self._run(at, _AFTER)
                return
            if self.sentences[at].unit.heading:
                return

    def _run(self, start: int, most: int) -> Iterator[int]:
        for at in range(start, min(start + most, len(self.sentences))):
            # A bold verdict looks like a heading, and is none; "Agreed:" leads on to what follows.
            if ROW.match(self.sentences[at].text) and at not in self.leaps:
                yield at  # a row of a table, whatever else it says
                return
            if self.sentences[at].announces or at in self.leaps or not self.apart[at]:
                return
            yield at

    def _ahead(self, one: Decision) -> list[int]:
        """Return what stands apart before a decision and is not of the one before it."""
        found: list[int] = []
        at = one.first
        while not (self.sentences[at].unit.heading or at in self.leaps) and at > 0:
            at -= 1
            if at in self._taken:
                return [*takewhile(lambda one: self.sentences[one].mover, found)]
            if len(found) == _BEFORE or not self.apart[at]:
                break
            if self.sentences[at].mover and any(self.sentences[one].verdict for one in found):
                return []  # both are of the motion before
            found.append(at)
        return found
