"""What a public agenda closes to the public, told to whoever asks about it and may not see it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.model import AgendaItem, Paper, PaperKind, Span, body_key, is_item
from prompts import fill, joined
from retrieval.answer import Quoter
from retrieval.model import Statement, day_words
from retrieval.question import (
    asking_words,
    content_words,
    share_met,
    structural_words,
    topic_words,
)
from retrieval.search import Found

_AGENDAS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)


@dataclass(frozen=True, slots=True)
class ClosedTold:
    """An item that is closed to whoever asks: the line that says so, and the agenda's words.

    ``by_number`` says that it was asked for by its number and meeting, ``answers`` that nothing
    else is asked.
    """

    lead: str
    statement: Statement
    by_number: bool
    answers: bool

    def says_also(self, statement: Statement) -> bool:
        """Whether a statement quotes nothing but the sheet that names the item."""
        own = {(one.paper_id, one.page) for one in self.statement.citations}
        return all((one.paper_id, one.page) in own for one in statement.citations)

    def answered_by(self, statement: Statement) -> bool:
        """Whether a statement may tell of the item; one of another item asked for does not."""
        if not self.by_number:
            return not self.says_also(statement)
        own = self.statement.citations[0]
        return any(
            (one.item, one.date) == (own.item, own.date) and not self.says_also(statement)
            for one in statement.citations
        )


@dataclass(frozen=True, slots=True)
class _Closed:
    paper: Paper
    item: AgendaItem
    words: str


def closed_told(
    found: Found, catalogue: Catalogue, quoted: Sequence[Statement] = ()
) -> ClosedTold | None:
    """Return the item asked about that a public agenda names and closes; None where there is none.

    It is asked about by its number and its meeting, or by the words of its title; of these fewer
    will do where what is ``quoted`` for an answer is that very title. Who may see its papers is
    told nothing.

    Raises:
        UnknownPaperError: a paper has gone since it was found.
        CatalogueError: the catalogue cannot be read.
    """
    weights = _Weights(catalogue, found)
    about = [
        (share, one)
        for one in _closed(found, catalogue)
        if (share := _share_asked(one, found, weights, quoted))
    ]
    # Of several the one asked for most, at the newest meeting.
    about.sort(key=lambda held: (held[0], str(held[1].paper.meeting_date or "")), reverse=True)
    told = (_told(one, found, catalogue) for _, one in about)
    return next((one for one in told if one), None)


def _closed(found: Found, catalogue: Catalogue) -> Iterator[_Closed]:
    """Yield what the agendas found, and those of the days asked for, close to whoever asks."""
    clearance, query = found.scope.clearance, found.query
    days = {period.since for period in query.periods if period.since == period.until}
    of_days = (key for key, paper in found.papers.items() if paper.meeting_date in days)
    ids = (*(hit.passage.paper_id for hit in found.hits), *(p.paper_id for p in found.pages))
    papers = (found.papers[key] for key in dict.fromkeys((*ids, *of_days)))
    agendas = {paper.id: paper for paper in papers if paper.kind in _AGENDAS}
    for key, closed in catalogue.closed_in(agendas, clearance).items():
        seen = {item.number for item in catalogue.items(key, clearance)}
        for one in closed:
            if one.item.number not in seen:
                yield _Closed(agendas[key], one.item, one.words)


def _share_asked(
    one: _Closed, found: Found, weights: _Weights, quoted: Sequence[Statement]
) -> float:
    """Return how much of the question is about an item, from 0 to 1."""
    query = found.query
    if _by_number(one, found):
        return 1.0
    title, topic = one.item.title, _topic(one, found)
    named = content_words(title)
    met = [word for word in topic if share_met((word,), title, query)]
    constants = found.constants.sufficiency
    if not met or len(met) < min(constants.closed_words, len(named)):
        return 0.0
    asked = [word for word in named if share_met((word,), " ".join(topic), query)]
    share = weights.sum(met) / weights.sum(topic)
    told = weights.sum(asked) / weights.sum(named)
    if share >= constants.closed_asked and told >= constants.closed_named:
        return share
    return share if _is_quoted(one, found, weights.catalogue, quoted) else 0.0


def _topic(one: _Closed, found: Found) -> list[str]:
    """Return the words of a question that are no asking, no number and not the body's name."""
    other = {*asking_words(), *content_words(one.paper.committee or "")}
    other |= structural_words(found.query)
    return [word for word in topic_words(found.query) if word not in other]


def _is_quoted(
    one: _Closed, found: Found, catalogue: Catalogue, quoted: Sequence[Statement]
) -> bool:
    cited = [c for said in quoted for c in said.citations if c.paper_id == one.paper.id]
    spans = [span for citation in cited for span in citation.spans]
    titles = catalogue.places(one.paper.id, one.item.title, found.scope.clearance) if spans else ()
    return any(span.overlaps(title) for span in spans for title in titles)


def _by_number(one: _Closed, found: Found) -> bool:
    """Whether the item is asked for by its number, and by its meeting."""
    query, paper = found.query, one.paper
    if not query.item or not is_item(one.item.number, query.item):
        return False
    if query.committee and body_key(query.committee) != body_key(paper.committee or ""):
        return False
    day = paper.meeting_date
    dated = any(day and period.since <= day <= period.until for period in query.periods)
    return dated or found.scope.papers == (paper.id,)


class _Weights:
    """How much words tell: the more, the fewer passages hold them."""

    def __init__(self, catalogue: Catalogue, found: Found) -> None:
        self.catalogue, self._clearance = catalogue, found.scope.clearance
        self._passages = catalogue.passages_seen(self._clearance)
        # Many items are weighed, and most have the same words.
        self._counts: dict[str, int] = {}

    def sum(self, words: Sequence[str]) -> float:
        if new := [word for word in words if word not in self._counts]:
            held = self.catalogue.word_counts(new, self._clearance)
            self._counts |= {word: held.get(word, 1) for word in new}
        return sum(math.log(2 + self._passages / self._counts[word]) for word in words)


def _told(one: _Closed, found: Found, catalogue: Catalogue) -> ClosedTold | None:
    spans = _places(one, found, catalogue)
    statement = Quoter(catalogue, found).field(one.paper.id, one.item, spans) if spans else None
    if statement is None:
        return None
    day = day_words(one.paper.meeting_date) if one.paper.meeting_date else ""
    item = fill("closed_item", number=one.item.number, title=one.item.title)
    lead = joined(" · ", (item, one.paper.committee or "", day))
    by_number = _by_number(one, found)
    return ClosedTold(lead, statement, by_number, by_number and not _topic(one, found))


def _places(one: _Closed, found: Found, catalogue: Catalogue) -> tuple[Span, ...]:
    """Return where the agenda prints the words that close an item, and the item."""
    clearance = found.scope.clearance
    titles = catalogue.places(one.paper.id, one.item.title, clearance)
    if not titles:
        return ()
    title = titles[0]
    said = catalogue.places(one.paper.id, one.words, clearance)
    if own := [span for span in said if span.overlaps(title)]:
        return (own[0],)
    before = [span for span in said if _order(span) < _order(title)]
    behind = [span for span in said if span.page == title.page and span not in before]
    return (*before[-1:], title) if before else (title, *behind[:1])


def _order(span: Span) -> tuple[int, int]:
    return span.page, span.start
