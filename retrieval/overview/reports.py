"""What a report comes to, in stored words: what it asks, what it costs, what was decided on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from corpus.catalogue import Catalogue
from corpus.language import alternation
from corpus.model import (
    AgendaItem,
    DecisionKind,
    Paper,
    Passage,
    PassageKind,
    Resolution,
    Scope,
    Span,
)
from prompts import joined, worded
from retrieval.answer import Quoter, line_of
from retrieval.model import Statement
from retrieval.overview.coming import asked_of
from retrieval.overview.evidence import is_standing, same_matter
from retrieval.ranking import NOT_STANDING, Wanted, holds, units_of, weight
from retrieval.search import Found, printed, printed_entries, runs

_MONEY_HEADED = re.compile(rf"\b{alternation('money_headings')}\b", re.I)
# Words that say a sum and what it is for, at least.
_SUM_WORDS = 6

# Words of a title from which it names one matter, whichever body it is before.
_TELLING_WORDS = 4


class Reports:
    """Tells of the reports of one catalogue to whoever asked for what a search found.

    Whatever is asked raises as :class:`Quoter`.
    """

    def __init__(self, found: Found, catalogue: Catalogue, quoter: Quoter) -> None:
        self._catalogue = catalogue
        self._quoter = quoter
        self._clearance = found.scope.clearance
        self._papers = found.papers

    def told(self, item: AgendaItem, paper: Paper, outcome: bool = False) -> Iterator[Statement]:
        """Yield what a report asks, what it costs where that is not said there, what was decided.

        That is what was decided on its matter last before; with ``outcome`` what its own meeting
        made of it, if there are minutes.
        """
        asked = asked_of(item, paper, self._quoter)
        if asked:
            yield asked
        costs = None if asked and holds(Wanted.MONEY, asked.text) else self._costs(item, paper)
        title = f"{item.number}. {item.title}"
        if costs:
            yield replace(costs, part=worded("{item}: money", item=title))
        for said in self._decided(item, paper, outcome)[:1]:
            resolved = self._quoter.resolved(said)
            if resolved:
                yield replace(resolved, part=joined(": ", (title, line_of(said))))

    def lines(self, paper: Paper, items: Iterable[AgendaItem]) -> Statement | None:
        """Return the items of business as the front sheet of their agenda prints them.

        None where it prints none of them.
        """
        business = [item for item in items if not is_standing(item.title)]
        entries = printed_entries(paper.id, business, self._catalogue, self._clearance)
        spans = tuple(runs(entries))
        holder = self._holding(paper.id, spans)
        said = (
            self._quoter.statement(replace(holder, item=None), spans, cells=()) if holder else None
        )
        if said is None:
            return None
        numbers = {span.page for span in spans}
        pages = {
            number: self._catalogue.page(paper.id, number, self._clearance) for number in numbers
        }
        return replace(said, text="\n".join(printed(entry, pages) for entry in entries))

    def decisions_on(self, title: str) -> list[Resolution]:
        """Return what was decided and stands on matters of that title, newest first."""
        same = (said for said in self._decisions if same_matter(said.title or "", title))
        return _newest_standing(same)

    @cached_property
    def _decisions(self) -> tuple[Resolution, ...]:
        """The decisions of all papers found, whatever days were asked for."""
        held = self._catalogue.resolutions(Scope(clearance=self._clearance))
        return tuple(
            said
            for said in held
            if said.kind is DecisionKind.DECISION and said.paper_id in self._papers
        )

    def _decided(self, item: AgendaItem, paper: Paper, outcome: bool) -> list[Resolution]:
        day = paper.meeting_date or date.max
        on_it = [said for said in self.decisions_on(item.title) if said.date]
        own = [said for said in on_it if said.date == day and said.committee == paper.committee]
        # What every body has on its agenda ("Work Programme") is another's business elsewhere.
        other = len(item.title.split()) < _TELLING_WORDS
        before = [
            said
            for said in on_it
            if said.date and said.date < day and not (other and said.committee != paper.committee)
        ]
        return (own or before) if outcome else before

    def _holding(self, paper_id: str, spans: Sequence[Span]) -> Passage | None:
        """Return the first passage that holds some of ``spans``."""
        passages = self._catalogue.passages_of(paper_id, self._clearance)
        held = (p for p in passages if any(own.overlaps(one) for own in p.spans for one in spans))
        return next(held, None)

    def _costs(self, item: AgendaItem, paper: Paper) -> Statement | None:
        """Return the first sentence that names a sum, under a heading of money if there is one."""
        passages = [
            passage
            for passage in self._catalogue.passages_of(paper.id, self._clearance)
            if passage.item == item.number and passage.kind is PassageKind.PROSE
        ]
        headed = [p for p in passages if any(map(_MONEY_HEADED.search, p.headings[-1:]))]
        for passage in (*headed, *passages):
            for unit in units_of(passage):
                if len(unit.text.split()) >= _SUM_WORDS and holds(Wanted.MONEY, unit.text):
                    return self._quoter.statement(passage, unit.spans)
        return None


def said_once(said: Resolution, line: str, quoter: Quoter) -> Statement | None:
    """Return what quotes a decision, without the line on what became of it if ``line`` tells that.

    None where nothing of it can be quoted. Raises as :class:`Quoter`.
    """
    whole = quoter.resolved(said)
    told = whole.text.partition("\n")[2] if whole else ""
    own = line_of(said)
    once = bool(told) and told in own and own in line
    return quoter.recorded(said, said.spans) if once else whole


def _newest_standing(decided: Iterable[Resolution]) -> list[Resolution]:
    """Return decisions that stand, newest first."""
    standing = [said for said in decided if weight(said) < NOT_STANDING]
    return sorted(standing, key=lambda said: said.date or date.min, reverse=True)
