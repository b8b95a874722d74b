"""All mentions of a catalogue as matters, kept until what can be seen of it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    Scope,
)
from corpus.register import RegisterFound, RegisterSearch
from retrieval.matters.course import Matters
from retrieval.matters.mentions import Mention, decision_mentions, item_mentions, passage_mention
from retrieval.matters.rarity import Rarity

# Stretches of papers that are looked at for one decision.
_MOST = 60
# What is a decision or an item is a mention of its own.
_STRETCHES = (PassageKind.PROSE, PassageKind.ROW, PassageKind.FORM)
_LISTING = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_WORD = re.compile(r"[^\W_]{3,}")


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
        stretches = _Stretches(held, clearance)
        everything = RegisterSearch(scope=Scope(clearance=clearance))
        decided = decision_mentions(held.search_resolutions(everything).resolutions)
        mentions = (*decided, *stretches.items)
        rarity = Rarity(mentions, held.vocabulary(clearance), held.passages_seen(clearance))
        found = Matters(mentions, rarity, stretches)
        kept[clearance] = generation, found
    return kept[clearance][1]


class _Stretches:
    """Finds the later rows and stretches of papers that share the words of a mention."""

    def __init__(self, held: Held, clearance: Access) -> None:
        self._held, self._clearance = held, clearance
        everything = Scope(clearance=clearance)
        self.papers = {paper.id: paper for paper in held.papers(everything)}
        self._minuted = held.minuted(clearance)
        self._titles: dict[tuple[str, str | None], str] = {}
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
        for passage in self._held.passages(ids, self._clearance).values():
            paper = self.papers.get(passage.paper_id)
            if paper is None or passage.kind not in _STRETCHES:
                continue
            if passage.item is None and paper.kind in _LISTING:
                # Agendas list items, each of which is a mention of its own.
                continue
            when = self._minuted.day(paper, passage.pages)
            meeting = self._minuted.on.get((paper.id, passage.pages[0]))
            body = meeting.committee if meeting and meeting.committee else paper.committee
            if when and when > of.when:
                title = self._titles.get((paper.id, passage.item), "")
                yield passage_mention(passage, paper, when, body, title)


def _match(of: Mention, words: Sequence[str]) -> str:
    """Return an FTS5 expression for the printed words that begin as ``words`` do; "" for none."""
    wanted = frozenset(words)
    printed = _WORD.findall(f"{of.title} {of.wording}".casefold())
    held = {word for word in printed if any(word.startswith(one) for one in wanted)}
    return " OR ".join(f'"{word}"' for word in sorted(held))
