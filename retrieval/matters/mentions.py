"""One time that a matter came up: an item, a decision, a row of a tracker, a stretch of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from corpus.decisions import outcome_word
from corpus.language import alternation, find_dates, find_figures, rows_of
from corpus.model import (
    AgendaItem,
    DecisionKind,
    FormName,
    OutcomeClass,
    Paper,
    Passage,
    PassageKind,
    Resolution,
    item_words,
)
from prompts import joined, worded
from retrieval.matters.parts import Part
from retrieval.model import OpenPage, capital

_WORD = re.compile(r"[^\W_]{3,}")
# Words that say what sort of item it is, and stand in titles of every subject.
_COMMON = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "report", "update", "annual", "plan"}
    | {"committee", "council", "review", "quarterly", "monthly", "performance", "minutes"}
)
# Of the words of the shorter title, the share that both must have.
_ALIKE = 0.75
# Enough of a word to know it by, whatever its ending.
_BEGINNING = 6
_STANDING = re.compile(alternation("standing_headings"), re.IGNORECASE)
# A heading that names the meeting, or its papers, stands over all its business.
_OF_MEETING = re.compile(r"\b(?:meetings?|minutes|agenda)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?P<word>{alternation('numbering')})\s+(?:{alternation('numbers_sign')}\s*)?"
    r"(?P<number>[a-z]{0,4}\d[\w/.-]{0,15})",
    re.IGNORECASE,
)
_TRACKING = tuple(
    re.compile(rf"\b(?:{row.pattern})\b", re.IGNORECASE) for row in rows_of("tracking_headers")
)
# Of status, lead, day and action a tracker has columns for so many.
_LEAST_TRACKING = 2
# "23/03297", "MW.0058/23": the number of an application or case, without what kind it is of.
_CASE = re.compile(r"\b(?:\d{2}/\d{4,5}|(?:[A-Z]{1,4}[./ ]?)?\d{4,5}/\d{2}(?:\d{2})?)\b")
# A name: a word with a capital that begins no sentence.
_NAME = re.compile(r"(?<=[\w,;’'] )(?:the )?([A-Z][^\W\d_]{2,})")
# Smaller numbers are counted things, paragraphs and days.
_LEAST_SUM = 1000
_YEARS = range(1900, 2100)
# Days, less one.
_A_MONTH = 30
# Digits of a number that tells something apart by itself.
_LONG = 4


class MentionKind(StrEnum):
    """What a mention is."""

    DECISION = "decision"
    ITEM = "agenda item"
    ROW = "table row"
    PASSAGE = "passage"


@dataclass(frozen=True)
class Mention:
    """One time that a subject came up.

    ``when`` is the day of the meeting and ``committee`` whose it was; ``about`` says which item
    it was, or what was decided; ``wording`` is what was decided, recommended or is printed there,
    "" where that is not known, and ``number`` that of the minute. ``around`` are headings above
    it. What has no title of its own is not ``titled``: then ``title`` is its wording.
    ``part`` is all that minutes say of the matter there, and ``label`` what that opens with
    (:mod:`retrieval.matters.parts`); "" where it is no part of minutes. ``outcome`` are the words
    that introduce a decision or tell its fate, and ``recommends`` tells whether it is left to
    others.
    """

    when: date | None
    title: str
    about: str
    opens: OpenPage
    committee: str | None = None
    wording: str = ""
    number: str | None = None
    titled: bool = True
    kind: MentionKind = MentionKind.DECISION
    around: tuple[str, ...] = ()
    label: str = ""
    part: str = ""
    outcome: str = ""
    recommends: bool = False

    @cached_property
    def telling(self) -> frozenset[str]:
        """The telling words of its title; none where it has none, or a standing heading."""
        return _of_heading(self.title) if self.titled else frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of its wording, and of a title that tells any."""
        return self.telling | telling_words(self.wording)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Those, and those of the headings above it."""
        return self.words.union(*map(_of_heading, self.around))

    @cached_property
    def labelled(self) -> frozenset[str]:
        """The telling words that its part of the minutes opens with."""
        return _of_heading(self.label)

    @cached_property
    def part_words(self) -> frozenset[str]:
        """The telling words of all that minutes say of its matter there."""
        return self.words | telling_words(self.part)

    @cached_property
    def said(self) -> frozenset[str]:
        """The telling words of its wording alone."""
        return telling_words(self.wording)

    @cached_property
    def beyond(self) -> frozenset[str]:
        """The telling words of its part of the minutes without those that it opens with."""
        return telling_words(f"{self.part} {self.wording}") - self.labelled

    @cached_property
    def names(self) -> frozenset[str]:
        """The numbers of minutes that its wording names, in small letters.

        "Minutes 5" is a heading before the next item's number.
        """
        return frozenset(
            named["number"].rstrip(".").lower()
            for named in _NAMED.finditer(self.wording)
            if not re.fullmatch("[A-Z].*s", named["word"])
        )

    @cached_property
    def cases(self) -> frozenset[str]:
        """The numbers of applications and cases in its wording, or else in its part of minutes."""
        own = _CASE.findall(self.wording) or _CASE.findall(self.part)
        return frozenset(one.casefold() for one in own)

    @cached_property
    def days(self) -> tuple[tuple[date, date], ...]:
        """The first and last day of each day and month that its wording names."""
        found = find_dates(self.wording)
        return tuple(
            (one.since, one.until) for one in found if (one.until - one.since).days <= _A_MONTH
        )

    @cached_property
    def sums(self) -> frozenset[tuple[str, str]]:
        """The (value, unit) of the sums in its wording: with a sign, or a thousand and more."""
        return frozenset(
            (format(one.value.normalize(), "f"), one.unit)
            for one in find_figures(f"{self.title}\n{self.wording}")
            if one.unit or (one.value >= _LEAST_SUM and one.value not in _YEARS)
        )

    @cached_property
    def proper(self) -> frozenset[str]:
        """The beginnings of words that are written as names in it."""
        return telling_words(" ".join(_NAME.findall(" ".join(self.wording.split())))) | (
            telling_words(" ".join(_NAME.findall(f"of {self.title}")))
            if self.titled
            else frozenset()
        )


def item_mentions(paper: Paper, items: Iterable[AgendaItem]) -> list[Mention]:
    """Return the items of one paper that have pages."""
    return [item_mention(paper, item) for item in items if item.first_page]


def item_mention(paper: Paper, item: AgendaItem) -> Mention:
    """Return an agenda item as a mention; its wording is what is recommended in its form."""
    asked = (field.value for field in item.form if field.name == FormName.RECOMMENDATIONS)
    # Not within the other message: what takes messages from the code sees the outer alone.
    called = _item_words(item.number, worded("Item {number}", number=item.number))
    return Mention(
        paper.meeting_date,
        item.title,
        worded("{item} of the {kind}", item=called, kind=worded(paper.kind.value)),
        OpenPage(paper.id, item.first_page or 1, item=item.number),
        paper.committee,
        " ".join(asked),
        kind=MentionKind.ITEM,
    )


def decision_mentions(resolutions: Iterable[Resolution]) -> list[Mention]:
    """Return what decides some business, each once.

    Actions decide nothing and routine decides on no matter; minutes that are printed a second
    time decide nothing again.
    """
    found: dict[object, Mention] = {}
    for decided in resolutions:
        if decided.kind is DecisionKind.DECISION and decided.spans:
            said = " ".join(decided.text.split()).casefold()
            # Of an unknown day, no two are known to be one.
            once = (decided.committee, decided.date, decided.number, said)
            found.setdefault(once if decided.date else object(), decision_mention(decided))
    return list(found.values())


def decision_mention(decided: Resolution) -> Mention:
    """Return a decision as a mention; its title is its wording where it has none."""
    word = outcome_word(decided)
    # The register's own name of an outcome is ours to say; a word of the minutes is printed.
    own = word == decided.outcome_class.value
    about = worded(capital(word)) if own else capital(word)
    if decided.number:
        about = worded("{outcome}, minute {number}", outcome=about, number=decided.number)
    return Mention(
        decided.date,
        decided.title or decided.text,
        about,
        OpenPage(decided.paper_id, decided.spans[0].page, decided.spans, decided.text),
        decided.committee,
        decided.text,
        decided.number,
        titled=bool(decided.title),
        outcome=decided.outcome,
        recommends=decided.outcome_class is OutcomeClass.RECOMMENDED,
    )


def passage_mention(
    passage: Passage, paper: Paper, when: date | None, committee: str | None, item: str = ""
) -> Mention:
    """Return a row of a tracker or a stretch of a paper as a mention of the meeting of ``when``.

    ``item`` is the title of the item whose papers it stands in, "" for none.
    """
    row = _tracks(passage)
    heading = item or (passage.headings[-1] if passage.headings else "")
    about = place_of(paper, row=row)
    if passage.item:
        item_called = _item_words(passage.item, worded("item {number}", number=passage.item))
        about = joined(", ", (about, item_called))
    return Mention(
        when,
        heading or passage.text,
        about,
        OpenPage(paper.id, passage.pages[0], passage.spans, passage.text, passage.item),
        committee,
        passage.text,
        titled=bool(heading),
        kind=MentionKind.ROW if row else MentionKind.PASSAGE,
        around=passage.headings,
    )


def part_mention(part: Part, paper: Paper, when: date | None, committee: str | None) -> Mention:
    """Return what minutes say of one matter as a mention of the meeting of ``when``."""
    return Mention(
        when,
        part.label or part.text,
        place_of(paper),
        OpenPage(paper.id, part.span.page, (part.span,), part.text),
        committee,
        part.text,
        titled=bool(part.label),
        kind=MentionKind.PASSAGE,
        label=part.label,
        part=part.text,
    )


def place_of(paper: Paper, *, row: bool = False) -> str:
    """Return "In the minutes", of words somewhere in a paper, or "Row of the tracker"."""
    kind = worded(paper.kind.value)
    return worded("Row of the {kind}", kind=kind) if row else worded("In the {kind}", kind=kind)


def _item_words(number: str, called: str) -> str:
    """Return how an item is called; one within a part of the agenda as it is printed."""
    return item_words(number, "") or called


def _tracks(passage: Passage) -> bool:
    """Tell whether a passage is a row of a tracker; rows of other tables are parts of a report."""
    if passage.kind is not PassageKind.ROW:
        return False
    headers = {cell.header.strip() for cell in passage.cells if cell.header}
    told = {row for row in _TRACKING for header in headers if row.search(header)}
    return len(told) >= _LEAST_TRACKING


def titled_alike(one: Mention, other: Mention) -> bool:
    """Tell whether titles are on one matter; a single word tells it within one body only."""
    common = one.telling & other.telling
    known = len(common) > 1 or one.telling == other.telling or one.committee == other.committee
    return known and alike(one.telling, other.telling)


def decided_on(title: str, decided: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """Return what of a meeting's decisions was decided on its item called ``title``.

    Those whose title is the same, or where none has it, those alike in most telling words.
    """
    business = [one for one in decided if one.kind is DecisionKind.DECISION and one.title]
    wanted, plainly = telling_words(title), title.casefold().split()
    same = [one for one in business if (one.title or "").casefold().split() == plainly]
    near = [one for one in business if alike(wanted, telling_words(one.title or ""))]
    return tuple(same or near)


def same(one: Mention, other: Mention) -> bool:
    """Tell whether two are one: the same place, or the same decision printed twice."""
    at, elsewhere = one.opens, other.opens
    if (at.paper_id, at.page, at.spans, at.item) == (
        elsewhere.paper_id,
        elsewhere.page,
        elsewhere.spans,
        elsewhere.item,
    ):
        return True
    meeting = (one.when, one.committee, one.number) == (other.when, other.committee, other.number)
    return bool(
        meeting
        and one.when
        and one.wording
        and one.wording.casefold().split() == other.wording.casefold().split()
        and one.kind is other.kind
    )


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions by day, undated ones last."""
    return sorted(mentions, key=lambda m: (m.when is None, m.when or date.min))


def _of_heading(heading: str) -> frozenset[str]:
    if _STANDING.fullmatch(heading.strip()) or _OF_MEETING.search(heading):
        return frozenset()
    return telling_words(heading)


def telling_words(text: str) -> frozenset[str]:
    """Return the beginnings of the words of ``text`` that may tell a matter.

    Long numbers that are no years are words too: of a licence, an application, a house.
    """
    words = [word for word in _WORD.findall(text.casefold()) if word not in _COMMON]
    return frozenset(
        word if word.isdigit() else word[:_BEGINNING]
        for word in words
        if not word.isdigit() or (len(word) >= _LONG and int(word[:9]) not in _YEARS)
    )


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether the shorter of two titles has most of its telling words in the other."""
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= _ALIKE * least
