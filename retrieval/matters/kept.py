"""All mentions of a catalogue as matters, kept until what can be seen of it changes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Protocol
from weakref import WeakKeyDictionary

from corpus.model import (
    Access,
    AgendaItem,
    KeptLink,
    Minuted,
    Page,
    Paper,
    PaperKind,
    Passage,
    PassageKind,
    Resolution,
    Scope,
    Span,
    UnknownPaperError,
)
from corpus.register import RegisterFound, RegisterSearch
from retrieval.matters.course import Matters
from retrieval.matters.mentions import (
    Mention,
    MentionKind,
    decision_mention,
    decision_mentions,
    item_mentions,
    part_mention,
    passage_mention,
)
from retrieval.matters.parts import Part, parts_of
from retrieval.matters.rarity import Rarity
from retrieval.meetings import printed_start

# Stretches of papers that are looked at for one decision.
_MOST = 60
# A heading over so many decisions, or of more words, tells no matter; this share must have one.
_SEVERAL, _LONGEST, _MOSTLY = 4, 14, 0.6
# What is a decision or an item is a mention of its own.
_STRETCHES = (PassageKind.PROSE, PassageKind.ROW, PassageKind.FORM)
_LISTING = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_WORD = re.compile(r"[^\W_]{3,}")
_A_DAY = timedelta(days=1)


class Held(Protocol):
    """What is asked of a catalogue: a part of :class:`corpus.catalogue.Catalogue`."""

    @property
    def generation(self) -> int: ...
    def search_resolutions(self, asked: RegisterSearch = ...) -> RegisterFound: ...
    def links(self, clearance: Access = ...) -> tuple[KeptLink, ...]: ...
    def paper(self, name_or_id: str, clearance: Access = ...) -> Paper: ...
    def page(self, paper_id: str, number: int, clearance: Access = ...) -> Page: ...
    def papers(self, scope: Scope = ...) -> tuple[Paper, ...]: ...
    def items(self, paper_id: str, clearance: Access = ...) -> tuple[AgendaItem, ...]: ...
    def minuted(self, clearance: Access = ...) -> Minuted: ...
    def vocabulary(self, clearance: Access = ...) -> dict[str, int]: ...
    def passages_seen(self, clearance: Access) -> int: ...
    def lexical_passages(
        self, match: str, limit: int, scope: Scope = ...
    ) -> list[tuple[str, float]]: ...
    def passages(self, ids: Sequence[str], clearance: Access = ...) -> dict[str, Passage]: ...


# Of each catalogue by clearance: the generation of what was read of it, and that.
_KEPT: WeakKeyDictionary[Held, dict[Access, tuple[int, Matters]]] = WeakKeyDictionary()


def matters(held: Held, clearance: Access) -> Matters:
    """Return all that somebody may see; read again when what can be seen has changed.

    It is shared by all who may see as much, so nothing may be changed in it.
    """
    generation, kept = held.generation, _KEPT.setdefault(held, {})
    if clearance not in kept or kept[clearance][0] != generation:
        everything = RegisterSearch(scope=Scope(clearance=clearance))
        register = held.search_resolutions(everything).resolutions
        decided = decision_mentions(register)
        stretches = _Stretches(held, clearance, _unheaded(register))
        several = [decision_mention(one) for one in register if one.spans]
        mentions = (*decided, *stretches.items)
        rarity = Rarity(mentions, held.vocabulary(clearance), held.passages_seen(clearance))
        found = Matters(
            mentions,
            rarity,
            stretches,
            placed=stretches.placed,
            several=several,
            starts=stretches.starts,
        )
        kept[clearance] = generation, found
    return kept[clearance][1]


def _unheaded(register: Iterable[Resolution]) -> frozenset[str]:
    """Return the papers most of whose decisions have no heading that tells their matter alone.

    Their minutes are cut by matter; those of others are read under their own headings.
    """
    held: dict[str, list[Resolution]] = defaultdict(list)
    for one in register:
        if one.spans:
            held[one.paper_id].append(one)
    return frozenset(paper for paper, ones in held.items() if not _headed(ones))


def _headed(decided: Sequence[Resolution]) -> bool:
    over = Counter(one.title for one in decided)
    told = [
        one
        for one in decided
        if decision_mention(one).telling
        and over[one.title] < _SEVERAL
        and len((one.title or "").split()) <= _LONGEST
    ]
    return len(told) >= _MOSTLY * len(decided)


class _Stretches:
    """Finds the later rows and stretches of papers that share the words of a mention.

    Of the very day only minutes are: other papers were written before anybody met.
    """

    def __init__(self, held: Held, clearance: Access, unheaded: frozenset[str]) -> None:
        self._held, self._clearance, self._unheaded = held, clearance, unheaded
        everything = Scope(clearance=clearance)
        self.papers = {paper.id: paper for paper in held.papers(everything)}
        self._minuted = held.minuted(clearance)
        self._titles: dict[tuple[str, str | None], str] = {}
        self._cut: dict[str, tuple[Part, ...]] = {}
        self._starts: dict[tuple[str, int, date | None], time | None] = {}
        self.items: list[Mention] = []
        for paper in self.papers.values():
            items = held.items(paper.id, clearance)
            self._titles |= {(paper.id, item.number): item.title for item in items}
            self.items += item_mentions(paper, items)

    def __call__(self, of: Mention, words: Sequence[str]) -> Iterator[Mention]:
        if of.when is None or not (match := _match(of, words)):
            return
        scope = Scope(since=of.when, clearance=self._clearance)
        ids = [one for one, _ in self._held.lexical_passages(match, _MOST, scope)]
        parts: dict[tuple[str, Span], Mention] = {}
        for passage in self._held.passages(ids, self._clearance).values():
            paper = self.papers.get(passage.paper_id)
            if paper is not None and self._is_cut(paper):
                for part in self._parts(paper.id):
                    if any(part.span.overlaps(span) for span in passage.spans):
                        parts[paper.id, part.span] = self._part(paper, part)
                continue
            if paper is None or passage.kind not in _STRETCHES:
                continue
            if passage.item is None and paper.kind in _LISTING:
                # Agendas list items, each of which is a mention of its own.
                continue
            when = self._minuted.day(paper, passage.pages)
            meeting = self._minuted.on.get((paper.id, passage.pages[0]))
            body = meeting.committee if meeting and meeting.committee else paper.committee
            if when and when >= of.when + (paper.kind is not PaperKind.MINUTES) * _A_DAY:
                title = self._titles.get((paper.id, passage.item), "")
                yield passage_mention(passage, paper, when, body, title)
        yield from parts.values()

    def starts(self, mention: Mention) -> time | None:
        """Return when the meeting of a mention began, where its minutes or agenda print it."""
        at = mention.opens
        meeting = self._minuted.on.get((at.paper_id, at.page))
        first = meeting.first_page if meeting else 1
        key = at.paper_id, first, mention.when
        if key not in self._starts:
            self._starts[key] = self._printed_start(*key)
        return self._starts[key]

    def _printed_start(self, paper_id: str, first: int, day: date | None) -> time | None:
        page = self._seen(paper_id, first) if day and paper_id in self.papers else None
        return printed_start(page.text, day) if page and day else None

    def placed(self, mention: Mention) -> Mention:
        """Return a decision with the part of the minutes in which it stands."""
        at = mention.opens
        paper = self.papers.get(at.paper_id)
        if mention.kind is not MentionKind.DECISION or not at.spans or mention.part:
            return mention
        if paper is None or not self._is_cut(paper):
            return mention
        held = (part for part in self._parts(paper.id) if part.span.overlaps(at.spans[0]))
        part = next(held, None)
        return replace(mention, label=part.label, part=part.text) if part else mention

    def _is_cut(self, paper: Paper) -> bool:
        return paper.kind is PaperKind.MINUTES and paper.id in self._unheaded

    def _part(self, paper: Paper, part: Part) -> Mention:
        when = self._minuted.day(paper, [part.span.page])
        meeting = self._minuted.on.get((paper.id, part.span.page))
        body = meeting.committee if meeting and meeting.committee else paper.committee
        return part_mention(part, paper, when, body)

    def _parts(self, paper_id: str) -> tuple[Part, ...]:
        if paper_id not in self._cut:
            numbers = range(1, self.papers[paper_id].page_count + 1)
            pages = (self._seen(paper_id, number) for number in numbers)
            self._cut[paper_id] = parts_of([page for page in pages if page])
        return self._cut[paper_id]

    def _seen(self, paper_id: str, number: int) -> Page | None:
        try:
            return self._held.page(paper_id, number, self._clearance)
        except UnknownPaperError:
            # A page that is closed to whoever asks.
            return None


def _match(of: Mention, words: Sequence[str]) -> str:
    """Return an FTS5 expression for the printed words that begin as ``words`` do; "" for none."""
    wanted = frozenset(words)
    printed = _WORD.findall(f"{of.title} {of.label} {of.wording}".casefold())
    held = {word for word in printed if any(word.startswith(one) for one in wanted)}
    return " OR ".join(f'"{word}"' for word in sorted(held))
