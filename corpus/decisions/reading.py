"""Minutes: the meetings they record, and every decision with its own words.

Minutes that mark their decisions ("RESOLVED:") are read by rule (:mod:`corpus.minutes`), to
the letter; what the rules do not know is told sentence by sentence by a tagger that
learned from labelled minutes of many bodies (:mod:`corpus.decisions.tagger`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from corpus.decisions.deeds import groups_of
from corpus.decisions.features import Sentence, features_of, read_sentences
from corpus.decisions.movers import Moved, find_moved
from corpus.decisions.tagger import Chances, Decision, chances_of, decide, stands_apart
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
    ruled,
)
from corpus.model import (
    AgendaItem,
    DecisionKind,
    MinuteMeeting,
    OutcomeClass,
    Page,
    Paper,
    Resolution,
)
from corpus.page import Line

# A body that marks its decisions ("RESOLVED") may seem to decide this much more for each of them.
_UNMARKED = 2.0
# How sure the tagger must be of what is not marked beside outcomes that are, 0 to 1.
_SURE = 0.95
# A paper that only names a body and a day is minutes where it decides so much: in so many of its
# sentences. Of five such papers of four bodies each has 0.14 or more, a report of one has 0.03.
_ENOUGH, _SHARE = 3, 0.08
# Sentences beside a decision that may tell its outcome, vote and mover.
_BEFORE, _AFTER = 2, 3
_MOST_VOTE = 200
# No decision is so long, in characters: rows without a stop are one sentence.
_LONGEST = 8_000
_CLASSES = {
    "lose": OutcomeClass.LOST,
    "defer": OutcomeClass.DEFERRED,
    "carry": OutcomeClass.CARRIED,
    "note": OutcomeClass.NOTED,
    "recommend": OutcomeClass.RECOMMENDED,
    "refuse": OutcomeClass.RESOLVED,
}
# Of a motion in its own sentence: how it ended.
_FINAL = {"carry", "lose"}
_TELLING = ("carry", "lose", "defer", "agree", "approve", "refuse", "grant", "elect", "comment",
            "recommend", "note", "instruct", "act")  # fmt: skip


def read_minutes(
    paper_id: str,
    pages: Sequence[Page],
    lines: Mapping[int, tuple[Line, ...]],
    items: Sequence[AgendaItem],
    paper: Paper,
) -> tuple[tuple[MinuteMeeting, ...], tuple[Resolution, ...]]:
    """Return the meetings whose minutes stand in a paper, and what they decided.

    Args:
        pages: the paper's pages in order.
        lines: page number to its body lines in reading order, furniture removed.
        items: the pack's agenda items; a decision gets the item of its first page.
    Both are in the order of the paper; both are empty where it holds no minutes.
    """
    sittings = find_sittings(make_roll(pages, lines), pages, items, paper)
    read = [(sitting, tuple(_decisions(paper_id, sitting, items))) for sitting in sittings]
    kept = [(s, found) for s, found in read if not s.guessed or _is_minutes(s, found)]
    meetings = tuple(s.meeting for s, _ in kept if s.held)
    return meetings, tuple(one for _, found in kept for one in found)


def _is_minutes(sitting: Sitting, found: Sequence[Resolution]) -> bool:
    count = len(find_units(sitting.roll, sitting.headings))
    return len(found) >= max(_ENOUGH, _SHARE * count)


def _decisions(
    paper_id: str, sitting: Sitting, items: Sequence[AgendaItem]
) -> Iterator[Resolution]:
    """Yield what a sitting decided, in the order of its minutes."""
    by_rule = ruled(paper_id, sitting, items)
    if not sitting.held or (sitting.notice and by_rule):
        yield from (one.resolution for one in by_rule)
        return
    tagged = _Tagged.of(sitting)
    decided = [(one, *tagged.extent(one)) for one in tagged.decided]
    decided = [one for one in decided if one[2] - one[1] <= _LONGEST]
    marked = sum(one.marked for one in by_rule)
    unmarked = sum(
        one.kind is DecisionKind.DECISION and not any(_overlap(start, end, r) for r in by_rule)
        for one, start, end in decided
    )
    if marked and unmarked <= _UNMARKED * marked:
        yield from (tagged.as_kind(one) for one in by_rule)
        return
    kept = [one for one in by_rule if one.marked]
    found = [(one.start, tagged.as_kind(one)) for one in kept]
    for one, start, end in decided:
        sure = not marked or one.chance >= _SURE
        if sure and not any(_overlap(start, end, rule) for rule in kept):
            found.append((start, tagged.resolution(paper_id, items, one)))
    yield from (resolution for _, resolution in sorted(found, key=itemgetter(0)))


def _overlap(start: int, end: int, one: Ruled) -> bool:
    both = min(end, one.end) - max(start, one.start)
    return both > 0.3 * min(end - start, one.end - one.start)


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A sitting's sentences with what the tagger makes of them.

    ``leaps`` are the sentences before which pages are left out, as closed ones are: nothing
    is joined over them.
    """

    sitting: Sitting
    numbers: Numbers
    sentences: tuple[Sentence, ...]
    chances: Sequence[Chances]
    decided: tuple[Decision, ...]
    leaps: frozenset[int]

    @classmethod
    def of(cls, sitting: Sitting) -> _Tagged:
        units = find_units(sitting.roll, sitting.headings)
        # What stands above those present is the head, and decides nothing.
        below = sitting.roll.rows[sitting.body].at if sitting.roll.rows else 0
        sentences = read_sentences(sitting.roll, [unit for unit in units if unit.end > below])
        chances = chances_of(features_of(sitting.roll, sentences))
        pages = [sitting.roll.rows[one.unit.row].page for one in sentences]
        leaps = frozenset(at for at in range(1, len(pages)) if pages[at] - pages[at - 1] > 1)
        decided = decide(chances, leaps)
        return cls(sitting, numbers_of(sitting), sentences, chances, decided, leaps)

    def as_kind(self, one: Ruled) -> Resolution:
        """Return a resolution found by rule, marked as routine where it is."""
        total = dict.fromkeys("DRA", 0.0)
        for chances in self._within(one.start, one.end):
            for kind in total:
                total[kind] += chances.get(f"B{kind}", 0.0) + chances.get(f"I{kind}", 0.0)
        if total["R"] > total["D"] + total["A"]:
            return replace(one.resolution, kind=DecisionKind.ROUTINE)
        return one.resolution

    def _within(self, start: int, end: int) -> Iterator[Chances]:
        for sentence, chances in zip(self.sentences, self.chances, strict=True):
            if sentence.unit.start < end and sentence.unit.end > start:
                yield chances

    def extent(self, decision: Decision) -> tuple[int, int]:
        """Return where a decision's words begin and end; a heading in the same line is none."""
        first, last = self.sentences[decision.first].unit, self.sentences[decision.last].unit
        start = first.start
        if first.heading:
            bodies = [h.body for h in self.sitting.headings if start < h.body < first.end]
            start = bodies[-1] if bodies else start
        text = self.sitting.roll.text
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

    def _moved(self, decision: Decision, start: int, end: int) -> Moved | None:
        """Return who moved a decision: in its own words, or with the seconder beside them."""
        text = self.sitting.roll.text
        own, around = find_moved(text, start, end), find_moved(text, *self._around(decision))
        if own is None or around is None:
            return own or around
        return around if own.seconder is None and around.mover == own.mover else own

    def _around(self, decision: Decision) -> tuple[int, int]:
        """Return the offsets of a decision with what tells its outcome and movers apart from it."""
        beside = [decision.first, *self._apart(decision), decision.last]
        units = [self.sentences[at].unit for at in beside]
        return min(unit.start for unit in units), max(unit.end for unit in units)

    def _apart(self, decision: Decision) -> list[int]:
        """Return the sentences beside a decision that tell its outcome or mover: after, before."""
        return [*self._after(decision), *self._before(decision)]

    def _after(self, decision: Decision) -> Iterator[int]:
        for at in range(decision.last + 1, min(decision.last + 1 + _AFTER, len(self.sentences))):
            # A bold verdict looks like a heading, and is none; "Agreed:" leads on to what follows.
            leads = self.sentences[at].text.endswith(":") or at in self.leaps
            if leads or not stands_apart(self.chances, self.sentences, at):
                return
            yield at

    def _before(self, decision: Decision) -> list[int]:
        """Return what stands apart before a decision and is not of the one before it."""
        taken = {at for one in self.decided for at in range(one.first, one.last + 1)}
        found: list[int] = []
        at = decision.first
        while not (self.sentences[at].unit.heading or at in self.leaps) and at > 0:
            at -= 1
            if at in taken:
                return [one for one in found if self.sentences[one].mover]
            if len(found) == _BEFORE or not stands_apart(self.chances, self.sentences, at):
                break
            found.append(at)
        return found

    def _outcome(self, decision: Decision) -> tuple[str, tuple[int, int] | None, OutcomeClass]:
        """Return the outcome that is printed apart from the words, where it is, and its class."""
        own = range(decision.first, decision.last + 1)
        ended = [at for at in own if _FINAL & set(groups_of(self.sentences[at].deeds))]
        for at in [*ended, *self._apart(decision), *own]:
            sentence = self.sentences[at]
            deeds = [deed for deed in sentence.deeds if deed.group in _TELLING]
            if not deeds:
                continue
            deed = min(deeds, key=lambda one: _TELLING.index(one.group))
            kind = OutcomeClass.RESOLVED if deed.word.startswith("resol") else None
            kind = kind or _CLASSES.get(deed.group, OutcomeClass.AGREED)
            if at in own or not sentence.verdict:
                return "", None, kind
            return sentence.text, (sentence.unit.start, sentence.unit.end), kind
        return "", None, OutcomeClass.AGREED

    def _vote(
        self, decision: Decision, start: int, end: int
    ) -> tuple[str | None, tuple[int, int] | None]:
        """Return the vote as printed and, where it stands apart from the words, its offsets."""
        roll = self.sitting.roll
        vote = read_vote(roll, start, (start, end), start, end)
        if vote and vote.end > start:
            inside = start <= vote.start and vote.end <= end
            return vote.words, None if inside else (vote.start, vote.end)
        for at in self._apart(decision):
            sentence = self.sentences[at]
            if "vote" in sentence.held and len(sentence.text) <= _MOST_VOTE:
                return sentence.text, (sentence.unit.start, sentence.unit.end)
        return None, None
