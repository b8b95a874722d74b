"""The record of decisions: who is to act and by when, and every later mention, in order.

Links are found (:mod:`retrieval.matters.course`); an officer confirms or rejects them, and what
an officer says of a link holds over what is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from corpus.model import (
    Access,
    DecisionKind,
    JudgedLink,
    LinkEnd,
    LinkVerdict,
    OutcomeClass,
    Page,
    Quote,
    Resolution,
)
from corpus.register import RegisterSearch
from retrieval.matters.course import Linked, Matters
from retrieval.matters.kept import Held, matters
from retrieval.matters.likeness import fitted
from retrieval.matters.mentions import Mention, MentionKind, decision_mention, place_of
from retrieval.matters.sayings import Says, says
from retrieval.matters.tasks import Task, tasks
from retrieval.model import OpenPage

_EVERYTHING = RegisterSearch()


@dataclass(frozen=True, slots=True)
class RecordSearch:
    """Which decisions of the register are looked at; empty parts are no limit.

    ``owner`` is a part of the words that name who is to act; ``due_by`` the last day by which
    something was due. ``unanswered`` leaves those of which nothing is said since,
    and of which something may be: neither routine business nor what fell.
    """

    register: RegisterSearch = _EVERYTHING
    owner: str = ""
    due_by: date | None = None
    unanswered: bool = False

    @property
    def limited(self) -> bool:
        """Whether it leaves out more than the register's own search does."""
        return bool(self.owner or self.due_by or self.unanswered)


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A later mention of a decision.

    ``id`` names the link to whoever judges it; ``verdict`` is what an officer said of it, None
    where nobody did.
    """

    id: str
    mention: Mention
    says: Says
    likelihood: float
    verdict: LinkVerdict | None = None


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A decision with its tasks, and what came of it in date order.

    ``possible`` are links that are not sure enough to be shown and that nobody judged;
    ``rejected`` are those that an officer said are none.
    """

    decided: Resolution
    tasks: tuple[Task, ...]
    links: tuple[RecordLink, ...]
    possible: tuple[RecordLink, ...] = ()
    rejected: tuple[RecordLink, ...] = ()


class Record:
    """The record of what one reader may see of a catalogue, as it stands now."""

    def __init__(self, held: Held, clearance: Access) -> None:
        self._held, self._clearance = held, clearance
        self._matters: Matters = matters(held, clearance)
        self._judged = [one for one in held.links(clearance) if one.fits]

    def search(self, asked: RecordSearch) -> tuple[RecordEntry, ...]:
        """Return the decisions asked for, in the order of the register."""
        scope = replace(asked.register.scope, clearance=self._clearance)
        register = replace(asked.register, scope=scope)
        found = self._held.search_resolutions(register).resolutions
        return tuple(self.entry(one) for one in self.narrowed(found, asked))

    def narrowed(self, found: Iterable[Resolution], asked: RecordSearch) -> list[Resolution]:
        """Return those of ``found`` whose tasks and links are as asked for."""
        kept = [one for one in found if one.spans]
        if asked.owner or asked.due_by:
            kept = [one for one in kept if _due(tasks(one), asked.owner, asked.due_by)]
        if asked.unanswered:
            kept = [one for one in kept if _awaits(one) and not self.entry(one).links]
        return kept

    def entry(self, decided: Resolution) -> RecordEntry:
        """Return a decision with what came of it."""
        of = decision_mention(decided)
        model = fitted()
        said = [one.link for one in self._judged if _meets(one.link.earlier, of)]
        found = self._matters.after(of, model.possible)
        links = [_linked(of, one, said) for one in (*found, *self._confirmed(said, found))]
        links.sort(key=lambda one: one.mention.when or date.max)
        shown = [
            one
            for one in links
            if one.verdict is LinkVerdict.CONFIRMED
            or (one.verdict is None and one.likelihood >= model.shown)
        ]
        others = [one for one in links if one not in shown]
        return RecordEntry(
            decided,
            tasks(decided),
            tuple(shown),
            tuple(one for one in others if one.verdict is None),
            tuple(one for one in others if one.verdict is LinkVerdict.REJECTED),
        )

    def judge(
        self, entry: RecordEntry, link: RecordLink, verdict: LinkVerdict, by: str
    ) -> JudgedLink:
        """Return what somebody says of a link, to be kept."""
        ends = (link_end(decision_mention(entry.decided)), link_end(link.mention))
        closed = any(page.access is Access.EXEMPT for end in ends for page in self._pages(end))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return JudgedLink(*ends, verdict, by, at, Access.EXEMPT if closed else Access.PUBLIC)

    def _pages(self, end: LinkEnd) -> list[Page]:
        numbers = {end.page, *(span.page for span in end.words.spans)}
        return [self._held.page(end.paper_id, number, self._clearance) for number in numbers]

    def _confirmed(self, said: Sequence[JudgedLink], found: Sequence[Linked]) -> list[Linked]:
        """Return what was confirmed and is not found any more, as words with their place."""
        lost = [
            one.later
            for one in said
            if one.verdict is LinkVerdict.CONFIRMED
            and not any(_meets(one.later, link.mention) for link in found)
        ]
        return [Linked(self._as_mention(end), 0.0) for end in lost]

    def _as_mention(self, end: LinkEnd) -> Mention:
        for mention in self._matters.mentions:
            if _meets(end, mention):
                return mention
        paper = self._held.paper(end.paper_id, self._clearance)
        return Mention(
            self._held.minuted(self._clearance).day(paper, [end.page]),
            end.words.words,
            place_of(paper),
            OpenPage(end.paper_id, end.page, end.words.spans, end.words.words, end.item),
            paper.committee,
            end.words.words,
            titled=False,
            kind=MentionKind.PASSAGE,
        )


def link_end(mention: Mention) -> LinkEnd:
    """Return a mention as an end of a link."""
    at = mention.opens
    words = " ".join(mention.wording.split()) if at.spans else ""
    whole = mention.kind in (MentionKind.ITEM, MentionKind.PASSAGE)
    return LinkEnd(at.paper_id, at.page, Quote(at.spans, words), at.item if whole else None)


def _linked(of: Mention, link: Linked, said: Sequence[JudgedLink]) -> RecordLink:
    told = next((one for one in reversed(said) if _meets(one.later, link.mention)), None)
    made = JudgedLink(link_end(of), link_end(link.mention), LinkVerdict.CONFIRMED, "", "")
    return RecordLink(
        told.id if told else made.id,
        link.mention,
        says(link.mention, of),
        link.likelihood,
        told.verdict if told else None,
    )


def _meets(end: LinkEnd, mention: Mention) -> bool:
    """Tell whether a mention is what an end of a link names.

    Of an item any words of its papers are meant, of a decision or row its own words.
    """
    at = mention.opens
    if at.paper_id != end.paper_id:
        return False
    if end.item and mention.kind in (MentionKind.ITEM, MentionKind.PASSAGE):
        return at.item == end.item
    return any(a.overlaps(b) for a in end.words.spans for b in at.spans)


def _awaits(decided: Resolution) -> bool:
    """Tell whether a later paper may be expected to speak of a decision.

    None ever does of routine business (minutes confirmed, apologies noted), and of what fell
    there is nothing to report.
    """
    return decided.kind is not DecisionKind.ROUTINE and (
        decided.outcome_class is not OutcomeClass.LOST
    )


def _due(told: Sequence[Task], owner: str, due_by: date | None) -> bool:
    wanted = owner.casefold()
    return any(
        wanted in one.owner.casefold()
        and (due_by is None or (one.until is not None and one.until <= due_by))
        for one in told
    )
