"""Minutes: the meetings they record, and every decision with its own words.

Minutes that mark their decisions ("RESOLVED:") are read by rule (:mod:`corpus.minutes`), to
the letter; what the rules do not know is told sentence by sentence by a tagger that
learned from labelled minutes of many bodies (:mod:`corpus.decisions.tagger`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter

from corpus.decisions.chain import Chain
from corpus.decisions.deeds import TELLING, class_of, find_deeds, groups_of
from corpus.decisions.features import Sentence, features_of, read_sentences
from corpus.decisions.matters import Course
from corpus.decisions.movers import Moved, find_moved
from corpus.decisions.nothing import rejects
from corpus.decisions.tagger import (
    OWN_LIKELY,
    Chances,
    Decision,
    chances_of,
    likely,
    tagging_by,
)
from corpus.decisions.units import find_units
from corpus.minutes import (
    Numbers,
    Ruled,
    Sitting,
    find_sittings,
    item_of,
    make_roll,
    numbers_of,
    read_vote,
    read_vote_on,
    ruled,
)
from corpus.model import (
    AgendaItem,
    DecisionKind,
    MinuteMeeting,
    OutcomeClass,
    Page,
    Paper,
    Particulars,
    Resolution,
    body_of,
)
from corpus.page import Line

# The tagger of a body, called as its papers name it; None for the one that is kept.
Taggers = Callable[[str], Chain | None]

# A body that marks its decisions ("RESOLVED") may seem to decide this much more for each of them.
_UNMARKED = 2.0
# How sure the tagger must be of what is not marked beside outcomes that are, 0 to 1.
_SURE = 0.95
# A paper that only names a body and a day is minutes where it decides so much: in so many of its
# sentences. Of five such papers of four bodies each has 0.14 or more, a report of one has 0.03.
_ENOUGH, _SHARE = 3, 0.08
_MOST_VOTE = 200
# No decision is so long, in characters: rows without a stop are one sentence.
_LONGEST = 8_000
_ADOPTED = re.compile(r"\W*+(?:the )?motion (?:was )?adopted\b", re.IGNORECASE)
# How much of it a decision shares with an outcome that the rules found, when it is that one.
_THIRD = 0.3
# Of a motion in its own sentence: how it ended.
_FINAL = {"carry", "lose"}
# "It passed 4-0. Councillor Ash abstained."
_ABSTAINED = re.compile(
    r"(?![^.;]{0,80}\b(?:said|asked|never|earlier|previous|next)\b)"
    r"[^.;]{0,80}\b(?:abstain(?:ed|ing|s)?|abstentions?)\b",
    re.IGNORECASE,
)
_MOTION_WAS = re.compile(
    r"\b(?:the )?(?:motion|amendment|resolution|proposal|question) (?:(?:was|is|has been) )?"
    r"(?:\w+ly )?$",
    re.IGNORECASE,
)


def read_minutes(
    paper_id: str,
    pages: Sequence[Page],
    lines: Mapping[int, tuple[Line, ...]],
    items: Sequence[AgendaItem],
    paper: Paper,
    taggers: Taggers = lambda _: None,
    told: Particulars | None = None,
) -> tuple[tuple[MinuteMeeting, ...], tuple[Resolution, ...]]:
    """Return the meetings whose minutes stand in a paper, and what they decided.

    Args:
        pages: the paper's pages in order.
        lines: page number to its body lines in reading order, furniture removed.
        items: the pack's agenda items; a decision gets the item of its first page.
        taggers: asked once, for the body whose minutes they are, where the paper names it.
        told: what is known of the paper beside its pages.
    Both are in the order of the paper; both are empty where it holds no minutes.
    """
    sittings = find_sittings(make_roll(pages, lines), pages, items, paper, told)
    body = body_of(paper, (sitting.meeting for sitting in sittings if sitting.held))
    own = taggers(body) if body else None
    with tagging_by(own, OWN_LIKELY) if own else nullcontext():
        read = [(sitting, tuple(_decisions(paper_id, sitting, items))) for sitting in sittings]
    kept = [(sitting, found) for sitting, found in read if found or not sitting.guessed]
    meetings = tuple(s.meeting for s, _ in kept if s.held)
    return meetings, tuple(one for _, found in kept for one in found)


def _decisions(
    paper_id: str, sitting: Sitting, items: Sequence[AgendaItem]
) -> Iterator[Resolution]:
    """Yield what a sitting decided, in the order of its minutes."""
    by_rule = ruled(paper_id, sitting, items)
    if not sitting.held or (sitting.notice and by_rule):
        yield from (one.resolution for one in by_rule)
        return
    tagged = _Tagged.of(sitting)
    if sitting.guessed and len(tagged.course.told) < max(_ENOUGH, _SHARE * len(tagged.sentences)):
        return
    decided = [(one, *tagged.extent(one)) for one in tagged.course.decided]
    decided = [one for one in decided if one[2] - one[1] <= _LONGEST]
    marked = sum(one.marked for one in by_rule)
    every = _Places.of(by_rule)
    unmarked = sum(
        one.kind is DecisionKind.DECISION and not every.hold(start, end)
        for one, start, end in decided
    )
    if marked and unmarked <= _UNMARKED * marked:
        # One mark does not tell that all are marked: other minutes may say who moved what.
        told = {(one.resolution.number, one.resolution.title) for one in by_rule}
        moved = [one for one in decided if marked == 1 and tagged.is_moved(one[0])]
        moved = [one for one in moved if tagged.numbers.at(one[2] - 1) not in told]
        fell = [one for one in decided if tagged.fell(one[0], by_rule)]
        decided = [one for one in decided if one in moved or one in fell]
        if not decided:
            yield from (tagged.as_kind(one) for one in by_rule)
            return
        kept = tuple(by_rule)
    else:
        kept = tuple(one for one in by_rule if one.marked)
    places = _Places.of(kept)
    found = [(one.start, tagged.as_kind(one)) for one in kept]
    for one, start, end in decided:
        sure = not marked or one.chance >= _SURE or tagged.fell(one, kept)
        if sure and not places.hold(start, end):
            found.append((start, tagged.resolution(paper_id, items, one)))
    yield from (resolution for _, resolution in sorted(found, key=itemgetter(0)))


@dataclass(frozen=True, slots=True)
class _Places:
    """Half-open stretches of a roll by where they begin; ``reach`` is how far any up to it goes."""

    places: tuple[tuple[int, int], ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, found: Sequence[Ruled]) -> _Places:
        places = tuple(sorted((one.start, one.end) for one in found))
        return cls(places, tuple(accumulate((end for _, end in places), max)))

    def hold(self, start: int, end: int) -> bool:
        """Whether a third of a stretch, or of the shorter of the two, is one that is here."""
        at = bisect_left(self.places, (end, end)) - 1
        while at >= 0 and self.reach[at] > start:
            low, high = self.places[at]
            if min(end, high) - max(start, low) > _THIRD * min(end - start, high - low):
                return True
            at -= 1
        return False


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A sitting's sentences with what the tagger makes of them."""

    sitting: Sitting
    numbers: Numbers
    course: Course

    def fell(self, decision: Decision, by_rule: Sequence[Ruled]) -> bool:
        """Whether a motion came to nothing, or a refusal, of which the rules have no word yet."""
        motion = self.course.motion(decision)
        last = max((decision.last, *(motion.verdicts if motion else ())))
        start, end = self.sentences[decision.first].unit.start, self.sentences[last].unit.end
        told = any(start <= one.start < end for one in by_rule)
        return self.course.fell(decision) and not told

    @classmethod
    def of(cls, sitting: Sitting) -> _Tagged:
        units = find_units(sitting.roll, sitting.headings)
        # What stands above those present is the head, and decides nothing.
        below = sitting.roll.rows[sitting.body].at if sitting.roll.rows else 0
        sentences = read_sentences(sitting.roll, [unit for unit in units if unit.end > below])
        chances = chances_of(features_of(sitting.roll, sentences))
        pages = [sitting.roll.rows[one.unit.row].page for one in sentences]
        leaps = frozenset(at for at in range(1, len(pages)) if pages[at] - pages[at - 1] > 1)
        return cls(sitting, numbers_of(sitting), Course(sentences, chances, leaps, likely()))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.course.sentences

    def as_kind(self, one: Ruled) -> Resolution:
        """Return a resolution found by rule, marked as routine where it is."""
        total = dict.fromkeys("DRA", 0.0)
        for chances in self._within(one.start, one.end):
            for kind in total:
                total[kind] += chances.get(f"B{kind}", 0.0) + chances.get(f"I{kind}", 0.0)
        if total["R"] > total["D"] + total["A"]:
            return replace(one.resolution, kind=DecisionKind.ROUTINE)
        return one.resolution

    def _within(self, start: int, end: int) -> Sequence[Chances]:
        first = bisect_right(self.sentences, start, key=lambda one: one.unit.end)
        last = bisect_left(self.sentences, end, key=lambda one: one.unit.start)
        return self.course.chances[first:last]

    def extent(self, decision: Decision) -> tuple[int, int]:
        """Return where a decision's words begin and end; a heading in the same line is none.

        What looks like a heading and has a deciding word is a line of the sentence.
        """
        first, last = self.sentences[decision.first].unit, self.sentences[decision.last].unit
        start, text = first.start, self.sitting.roll.text
        if first.heading:
            bodies = [h.body for h in self.sitting.headings if start < h.body < first.end]
            bodies = [at for at in bodies if not find_deeds(text[start:at])]
            start = bodies[-1] if bodies else start
        return start + len(text[start : last.end]) - len(text[start : last.end].lstrip()), last.end

    def resolution(
        self, paper_id: str, items: Sequence[AgendaItem], decision: Decision
    ) -> Resolution:
        """Return a decision as the register keeps it."""
        roll, meeting = self.sitting.roll, self.sitting.meeting
        start, end = self.extent(decision)
        spans = roll.cut(start, end)
        number, title = self.numbers.at(end - 1)
        moved = self._moved(decision, start, end)
        outcome, place, outcome_class = self._outcome(decision)
        vote, voted = self._vote(decision, start, end)
        apart = moved and not start <= moved.start <= moved.end <= end
        return Resolution(
            paper_id=paper_id,
            item=item_of(items, spans[0].page),
            number=number,
            title=title,
            text=roll.quote(spans),
            outcome=outcome,
            outcome_class=outcome_class,
            committee=meeting.committee,
            date=meeting.date,
            spans=spans,
            mover=moved.mover if moved else None,
            seconder=moved.seconder if moved else None,
            vote=vote,
            outcome_spans=roll.cut(*place) if place else (),
            moved_spans=roll.cut(moved.start, moved.end) if moved and apart else (),
            vote_spans=roll.cut(*voted) if voted else (),
            kind=decision.kind,
        )

    def is_moved(self, decision: Decision) -> bool:
        """Whether minutes say who seconded a decision, in its words or beside it."""
        own = [*decision.places, *self.course.beside(decision)]
        return any("seconded" in self.sentences[at].held for at in own)

    def _moved(self, decision: Decision, start: int, end: int) -> Moved | None:
        """Return who moved a decision: in its own words, or with the seconder beside them."""
        text = self.sitting.roll.text
        own = find_moved(text, start, end)
        if own and own.seconder and own.mover:
            return own
        around = find_moved(text, *self._around(decision))
        if own is None or around is None:
            return own or around
        return around if own.seconder is None and around.mover == own.mover else own

    def _around(self, decision: Decision) -> tuple[int, int]:
        """Return the offsets of a decision with what tells its outcome and movers apart from it."""
        beside = [decision.first, *self.course.beside(decision), decision.last]
        units = [self.sentences[at].unit for at in beside]
        return min(unit.start for unit in units), max(unit.end for unit in units)

    def _outcome(self, decision: Decision) -> tuple[str, tuple[int, int] | None, OutcomeClass]:
        """Return the outcome that is printed apart from the words, where it is, and its class."""
        motion = self.course.motion(decision)
        if motion:
            verdict = self.sentences[motion.verdicts[-1]]
            became = OutcomeClass.LOST if motion.lost else OutcomeClass.CARRIED
            became = OutcomeClass.DEFERRED if "rejects" in verdict.held else became
            return verdict.text, (verdict.unit.start, verdict.unit.end), became
        own = decision.places
        if rejects(self.sentences[decision.first]):
            told = groups_of(self.sentences[decision.first].deeds)
            return "", None, OutcomeClass.DEFERRED if "defer" in told else OutcomeClass.LOST
        final = [at for at in own if _FINAL & set(groups_of(self.sentences[at].deeds))]
        for at in [*final, *self.course.beside(decision), *own]:
            sentence = self.sentences[at]
            deeds = [deed for deed in sentence.deeds if deed.group in TELLING]
            if not deeds:
                continue
            kind = class_of(min(deeds, key=lambda one: TELLING.index(one.group)))
            if sentence.verdict and _ADOPTED.match(sentence.text):
                kind = OutcomeClass.CARRIED
            if at in own:
                return "", None, kind
            if sentence.verdict:
                return sentence.text, (sentence.unit.start, sentence.unit.end), kind
            # Behind the names of a vote, "Motion failed" is the outcome, not the names.
            ended = [deed for deed in deeds if deed.group in _FINAL]
            if not ended:
                return "", None, kind
            before = _MOTION_WAS.search(sentence.text, 0, ended[-1].start)
            told = sentence.text[before.start() if before else ended[-1].start : ended[-1].end]
            return told, self._printed(told, sentence), kind
        return "", None, OutcomeClass.AGREED

    def _printed(self, told: str, sentence: Sentence) -> tuple[int, int] | None:
        """Return the half-open offsets of a sentence's words as they are printed, the last such."""
        unit, text = sentence.unit, self.sitting.roll.text
        words = re.compile(r"\s+".join(map(re.escape, told.split())))
        found = [*words.finditer(text, unit.start, unit.end)]
        return found[-1].span() if found else None

    def _vote(
        self, decision: Decision, start: int, end: int
    ) -> tuple[str | None, tuple[int, int] | None]:
        """Return the vote as printed and, where it stands apart from the words, its offsets."""
        roll = self.sitting.roll
        beside = self.course.beside(decision)
        called = [at for at in beside if at > decision.last and self.sentences[at].calls]
        vote = None if called else read_vote(roll, start, (start, end), start, end)
        if not called and (motion := self.course.motion(decision)):
            first, last = self.course.put(motion)
            put = self.sentences[first].unit.start, self.sentences[last].unit.end
            vote = read_vote_on(roll, *put) or vote
        if vote and vote.end > start:
            inside = start <= vote.start and vote.end <= end
            return vote.words, None if inside else (vote.start, vote.end)
        told = called or [at for at in beside if "vote" in self.sentences[at].held
                          and len(self.sentences[at].text) <= _MOST_VOTE][:1]  # fmt: skip
        if not told:
            return None, None
        last = told[-1]
        after = self.sentences[last + 1] if last + 1 < len(self.sentences) else None
        if after and len(after.text) <= _MOST_VOTE and _ABSTAINED.match(after.text):
            last += 1
        place = self.sentences[told[0]].unit.start, self.sentences[last].unit.end
        return roll.quote(roll.cut(*place)), place
