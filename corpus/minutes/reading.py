"""Resolutions that are worded as such, by rule, with their own words.

A resolution is found by its wording (:mod:`corpus.minutes.wording`) inside the
minute it stands in, and cut out of the pages as printed
(:mod:`corpus.minutes.extent`). Reports, trackers and letters give none: only
what begins like minutes, or a notice of decision, is looked at.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from corpus.minutes.counted import named_paragraph
from corpus.minutes.extent import Extent, find_extent, paragraph_end
from corpus.minutes.grammar import BODY, FIELDED, Form
from corpus.minutes.headings import Heading, find_counts
from corpus.minutes.meetings import Sitting
from corpus.minutes.motion import motion_extent
from corpus.minutes.movers import Moving, find_movings, moved_by
from corpus.minutes.roll import CLAUSE, Roll
from corpus.minutes.sentences import paragraph_start, sentence_ends
from corpus.minutes.votes import Vote, counts_in, read_vote, tail_end
from corpus.minutes.where_printed import moved_spans, outcome_spans, vote_spans
from corpus.minutes.wording import Wording, find_wordings
from corpus.model import AgendaItem, OutcomeClass, Resolution

_RECOMMENDS = re.compile(
    r"\W*(?:\(?\w{1,3}[.)]\s*)?(?:that\b[^.;]{0,160}?\b(?:be|is|are)\s+recommended\s+(?:to"
    r"|that)\b|(?:that\s+)?it\s+be\s+recommended\b|(?:that|to)\s+recommend\b"
    r"|to\s+make\s+a?\s*recommendation)",
    re.IGNORECASE,
)

# A later clause of a list that begins with what was noted: "2. Authorised …".
_AGREES = re.compile(
    r"\s\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*(?:approved|agreed|authorised|delegated|resolved"
    r"|endorsed|adopted|granted|accepted)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"(?i:resol|recommend|decision(?!s))|AGREED|NOTED|DELEGATED")
_MOVED = re.compile(r"\b(?:moved|proposed|seconded)\b", re.IGNORECASE)
# Between two verdicts these begin another motion's.
_PUT = re.compile(r"\b(?:moved|proposed|seconded|put)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\bput\s+(?:to\s+the\s+vote\s+)?(?:the|part)\b", re.IGNORECASE)
_LETTER = re.compile(r"\(?[a-z][.)]\s+[A-Z]")
# What a body did, told in a paragraph that begins with its name.
_CLOSING = re.compile(
    rf"(?:the\s+)?(?:[A-Z&][\w’'&]*\s+){{0,6}}(?:{FIELDED}|{BODY})\s", re.IGNORECASE
)
# A sentence of more lines than this is a narrative.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class _Minute:
    """One minute's words: offsets into the roll, and the heading above them."""

    start: int
    end: int
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An outcome, who moved it, how it was voted; where these end, and where the next begins."""

    wording: Wording
    extent: Extent
    moving: Moving | None
    vote: Vote | None
    after: int
    until: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A resolution that the rules found, and the half-open offsets of its words in the roll.

    ``marked`` tells that a word set apart announces it, as "RESOLVED" does.
    """

    resolution: Resolution
    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """Minutes' numbers and titles by where they begin; counted paragraphs have their own.

    ``leaps`` are the offsets after pages that are left out, as closed ones are. What stands there
    under no heading may be of a minute that began on those pages: its number is not known.
    """

    starts: tuple[tuple[int, str | None, str | None], ...]
    counts: tuple[tuple[int, str], ...]
    leaps: tuple[int, ...] = ()

    def at(self, offset: int) -> tuple[str | None, str | None]:
        """Return number and title of the minute that an offset into the roll stands in."""
        leap = bisect_right(self.leaps, offset) - 1
        since = self.leaps[leap] if leap >= 0 else 0
        index = bisect_right(self.starts, offset, key=itemgetter(0)) - 1
        begins, number, title = self.starts[index] if index >= 0 else (0, None, None)
        if begins < since:
            number = title = None
        count = bisect_right(self.counts, offset, key=itemgetter(0)) - 1
        counted = count >= 0 and self.counts[count][0] >= since
        return (self.counts[count][1] if counted else number), title


def numbers_of(sitting: Sitting) -> Numbers:
    """Return the numbers and titles of a sitting's minutes."""
    number = title = None
    numbered = any(h.number for h in sitting.headings)
    starts = []
    for matter in _matters(sitting):
        heading = matter[0].heading
        if sitting.held and heading and (heading.number or not numbered or number is None):
            number, title = heading.number, heading.title
        begins = sitting.roll.rows[heading.first].at if heading else matter[0].start
        starts.append((begins, number, title or sitting.title))
    leaps = sitting.roll.leaps if sitting.held else ()
    return Numbers(tuple(starts), find_counts(sitting.roll, sitting.headings), leaps)


def ruled(paper_id: str, sitting: Sitting, items: Sequence[AgendaItem]) -> tuple[Ruled, ...]:
    """Return the resolutions of a sitting that are worded in one of the ways that are known.

    Args:
        items: the pack's agenda items; a resolution gets the item of its first page.
    """
    numbers = numbers_of(sitting)
    return tuple(
        Ruled(
            _resolution(paper_id, sitting, items, outcome, *numbers.at(outcome.wording.start)),
            min(outcome.wording.sentence, outcome.extent.start),
            max(outcome.wording.end, outcome.extent.end),
            _marked(outcome),
        )
        for matter in _matters(sitting)
        for outcome in _voted(sitting.roll, matter)
    )


def _marked(outcome: _Outcome) -> bool:
    """Whether an outcome is announced ("Resolved"), or of a motion whose voters are on a roll."""
    wording = outcome.wording
    if wording.form is Form.VERDICT:
        worded = outcome.extent.end <= wording.sentence  # not "Motion carried" alone
        moved = outcome.moving is not None and bool(outcome.moving.mover)
        # Both sides with their figures: a count told in the verdict's own sentence is none.
        rolled = outcome.vote is not None and len(counts_in(outcome.vote.words)) > 1
        return worded and moved and rolled
    announced = wording.strong and wording.form in (Form.LABEL, Form.CLAUSE)
    return announced and _ANNOUNCED.search(wording.outcome) is not None


def _matters(sitting: Sitting) -> Iterator[list[_Minute]]:
    """Yield the minutes, each with the parts of it that stand under headings without a number."""
    matter: list[_Minute] = []
    for minute in _minutes(sitting):
        within = matter and matter[0].heading and matter[0].heading.number
        if matter and not (within and minute.heading and not minute.heading.number):
            yield matter
            matter = []
        matter.append(minute)
    if matter:
        yield matter


def _voted(roll: Roll, matter: Sequence[_Minute]) -> Iterator[_Outcome]:
    """Yield the outcomes of one minute, each with who moved it and how it was voted."""
    top = matter[0].start
    movings = find_movings(roll, top, matter[-1].end)
    floor = motion_floor = top
    found = [one for part in matter for one in _outcomes(roll, part, top)]
    nexts = [wording.sentence for wording, _ in found[1:]]
    for (wording, extent), until in zip(found, [*nexts, matter[-1].end], strict=False):
        sentence = (wording.sentence, wording.end)
        after = max(extent.end, wording.end)
        upto = tail_end(roll, after)
        amends = "amendment" in roll.text[sentence[0] : sentence[1]].lower()
        low = floor if amends else motion_floor
        named = named_paragraph(roll, top, floor, wording.start)
        moving = moved_by(movings, *named, amends) if named else None
        moving = moving or moved_by(movings, low, wording.end, amends)
        moving = moving or moved_by(movings, after, upto)
        if moving is None and "substantive" in roll.text[floor : wording.start].lower():
            moving = next((m for m in movings if not m.amends), None)
        told = (wording.sentence, _told(roll, wording))
        vote = read_vote(roll, floor, told, wording.start, after)
        yield _Outcome(wording, extent, moving, vote, after, until)
        floor = upto
        if not amends:
            motion_floor = floor if moving and moving.start >= after else after


def _minutes(sitting: Sitting) -> Iterator[_Minute]:
    roll, headings = sitting.roll, sitting.headings
    first = roll.rows[headings[0].first].at if headings else len(roll.text)
    start = roll.rows[sitting.body].at
    if first > start:
        yield _Minute(start, first, None)
    for heading, after in zip(headings, [*headings[1:], None], strict=False):
        end = roll.rows[after.first].at if after else len(roll.text)
        yield _Minute(heading.body, end, heading)


def _told(roll: Roll, wording: Wording) -> int:
    """Return where the words end that tell the outcome: of a verdict, its whole sentence."""
    if wording.form is not Form.VERDICT:
        return wording.end
    limit = paragraph_end(roll, wording.end - 1, len(roll.text))
    return sentence_ends(roll, wording.end - 1, limit)[0]


def _outcomes(roll: Roll, minute: _Minute, top: int) -> Iterator[tuple[Wording, Extent]]:
    """Yield the outcomes of one part of the minute that begins at ``top``, in order."""
    wordings = _counted(roll, find_wordings(roll, minute.start, minute.end), minute.end)
    floor = minute.start
    taken: set[int] = set()
    for at, wording in enumerate(wordings):
        if wording.start < floor:
            continue  # stands inside the words of the outcome before it
        limit = _limit(roll, wordings, at, minute.end)
        if wording.form is Form.VERDICT:
            extent = motion_extent(roll, wording, top, taken, floor)
            if extent and extent.start < floor <= extent.end <= wording.start:
                continue  # the verdict on the outcome before it, whose words these are
        else:
            extent = find_extent(roll, wording, max(limit, wording.end))
        if extent:
            taken.add(extent.start)
            yield wording, extent
            floor = max(extent.end, wording.end)


def _limit(roll: Roll, wordings: Sequence[Wording], at: int, end: int) -> int:
    """Return where the next outcome begins, which is no clause of the one at ``at``."""
    wording = wordings[at]
    for after in itertools.islice(wordings, at + 1, None):
        row = roll.rows[roll.row_at(after.sentence)].text
        if wording.listed and CLAUSE.match(row) and after.form is not Form.VERDICT:
            continue
        return after.sentence if after.sentence > wording.end else end
    return end


def _counted(roll: Roll, wordings: Sequence[Wording], end: int) -> list[Wording]:
    """Leave out wordings that another one of the same minute, which ends at ``end``, outweighs."""
    strong = [w for w in wordings if w.strong]
    kept = strong or [w for w in wordings if _standing(roll, w, end)]
    if strong:
        weak = [w for w in wordings if not w.strong and _lettered(roll, w, strong)]
        kept = sorted([*strong, *weak], key=attrgetter("start"))
    settled = any(w.strong and not w.noun and w.form is not Form.VERDICT for w in kept)
    kept = [w for w in kept if not (w.noun and settled and w.form is Form.LABEL)]
    return [w for at, w in enumerate(kept) if not _superseded(roll, w, kept[at + 1 :])]


def _lettered(roll: Roll, wording: Wording, strong: Sequence[Wording]) -> bool:
    """Whether a weak wording ends business of its own: a lettered paragraph without another."""
    if wording.form is not Form.CLAUSE:
        return False
    low = paragraph_start(roll, wording.start)
    high = paragraph_end(roll, wording.start, len(roll.text))
    if not _LETTER.match(roll.text, low):
        return False
    if roll.text[sentence_ends(roll, wording.end, high)[0] : high].strip():
        return False  # the narrative goes on
    at = bisect_right(strong, low, key=attrgetter("start"))
    return at == len(strong) or strong[at].start >= high


def _superseded(roll: Roll, wording: Wording, later: Sequence[Wording]) -> bool:
    """Whether a carried motion is the resolution that is printed after it."""
    if (
        wording.form is Form.WHOLE
        and later
        and _MOVED.search(roll.text, wording.sentence, wording.end)
    ):
        near = roll.text.count("\n", wording.end, later[0].start) <= 1
        return near and later[0].outcome_class is OutcomeClass.RESOLVED
    passed = (OutcomeClass.CARRIED, OutcomeClass.AGREED)
    if wording.form is not Form.VERDICT or wording.outcome_class not in passed:
        return False
    # Looked for once: a page may hold a verdict in each line.
    put = _PUT.search(roll.text, wording.end, later[-1].start) if later else None
    for after in later:
        if after.form is Form.VERDICT and put and put.end() <= after.start:
            return False
        if after.form is not Form.VERDICT:
            if after.form is Form.WHOLE or _AGAIN.search(roll.text, wording.end, after.start):
                return False
            decided = (OutcomeClass.RESOLVED, OutcomeClass.RECOMMENDED, OutcomeClass.AGREED)
            return after.strong and (after.listed or after.outcome_class in decided)
    return False


def _standing(roll: Roll, wording: Wording, end: int) -> bool:
    """Whether a weak wording is how its paragraph ends, not how its narrative goes on.

    "Members agreed to …" decides; "The Committee noted the report." decides only
    as a short sentence that nothing follows, "The Cabinet agreed a grant of …"
    also as a longer one, and any that opens the paragraph with which the minute ends.
    """
    if wording.form is not Form.WHOLE:
        return True
    index = roll.row_at(wording.start)
    for _ in range(_LONGEST):
        if index + 1 >= len(roll.rows) or roll.fresh(index + 1):
            break
        index += 1
    sentence = roll.text[wording.sentence : roll.rows[index].upto]
    if not roll.text[roll.rows[index].upto : end].strip() and _CLOSING.match(sentence):
        return paragraph_start(roll, wording.start) == wording.sentence
    most = 25 if wording.outcome_class is OutcomeClass.NOTED else 70
    return len(sentence.split()) <= most and sentence.count(". ") == 0


def _resolution(
    paper_id: str,
    sitting: Sitting,
    items: Sequence[AgendaItem],
    outcome: _Outcome,
    number: str | None,
    title: str | None,
) -> Resolution:
    roll, wording = sitting.roll, outcome.wording
    spans = roll.cut(outcome.extent.start, outcome.extent.end)
    text = roll.quote(spans)
    return Resolution(
        paper_id=paper_id,
        item=item_of(items, spans[0].page),
        number=number,
        title=title,
        text=text,
        outcome=wording.outcome,
        outcome_class=_class(wording, text),
        committee=sitting.meeting.committee,
        date=sitting.meeting.date,
        spans=spans,
        mover=outcome.moving.mover if outcome.moving else None,
        seconder=outcome.moving.seconder if outcome.moving else None,
        vote=outcome.vote.words if outcome.vote else None,
        outcome_spans=outcome_spans(roll, wording),
        moved_spans=moved_spans(roll, outcome.moving, outcome.extent) if outcome.moving else (),
        vote_spans=vote_spans(roll, outcome.vote, outcome.extent, outcome.after, outcome.until),
    )


def _class(wording: Wording, text: str) -> OutcomeClass:
    """Return the kind of outcome that its wording announces, or its own words show it to be."""
    if wording.outcome_class is OutcomeClass.RESOLVED and _RECOMMENDS.match(text):
        return OutcomeClass.RECOMMENDED
    if wording.outcome_class is OutcomeClass.NOTED and wording.listed and _AGREES.search(text):
        return OutcomeClass.AGREED
    return wording.outcome_class


def item_of(items: Sequence[AgendaItem], page: int) -> str | None:
    """Return the number of the agenda item that a physical page belongs to; None if none does."""
    for item in items:
        if (
            item.first_page is not None
            and item.last_page is not None
            and item.first_page <= page <= item.last_page
        ):
            return item.number
    return None
