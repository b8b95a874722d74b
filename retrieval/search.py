"""Find the passages that speak to a question.

Dense and lexical search each propose passages; all that either proposes are
scored again by late interaction, page-level BM25 and what the field knows
(:mod:`retrieval.signals`). A page ranks where its best passage ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from corpus.catalogue import Catalogue
from corpus.embedding import TokenVectors
from corpus.searchtext import search_text
from corpus.types import Paper, Passage, Scope
from retrieval.cross_encoder import DEPTH, CrossEncoderScorer
from retrieval.embedder import SentenceEmbedder
from retrieval.index import ChromaIndex
from retrieval.late import Weighted, max_sim, weigh
from retrieval.query import Query
from retrieval.settings import Settings
from retrieval.signals import FIELD_SIGNALS, WEIGHTS, Candidate
from retrieval.types import Hit, PageRef

SIGNALS = tuple(WEIGHTS)
MAX_PAGES = 40
_SNIPPET_CHARS = 240


@dataclass(frozen=True)
class Found:
    """What a search gives: hits best first, and the vectors that answering reuses.

    ``tokens`` are the token vectors of the hits' passages by passage id.
    """

    query: Query
    scope: Scope
    hits: tuple[Hit, ...]
    pages: tuple[PageRef, ...]
    papers: Mapping[str, Paper]
    question: Weighted
    tokens: Mapping[str, TokenVectors]


class Searcher:
    """Searches one catalogue and its vectors."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: ChromaIndex,
        embedder: SentenceEmbedder,
        settings: Settings,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._limit = settings.candidates
        self._weights = {
            name: weight
            for name, weight in WEIGHTS.items()
            if not settings.signals or name in settings.signals
        }
        self._cross = CrossEncoderScorer(settings.cross_encoder) if settings.cross_encoder else None
        self._days: tuple[int, dict[tuple[str, int], date]] = (-1, {})

    def search(self, query: Query, scope: Scope) -> Found:
        """Rank the passages in ``scope``; no hits where nothing is proposed."""
        papers = {paper.id: paper for paper in self._catalogue.papers(scope)}
        vectors = self._embedder.embed_query(query.search_text or " ")
        narrowed = None if len(papers) == self._catalogue.paper_count else list(papers)
        dense = dict(self._index.search(vectors.dense, self._limit, narrowed))
        match = match_expression(query)
        lexical = self._catalogue.lexical_passages(match, self._limit, scope) if match else []
        pages = dict(self._catalogue.lexical_pages(match, 200, scope)) if match else {}
        ids = _proposed(list(dense), [key for key, _ in lexical])
        tokens = self._catalogue.token_vectors(ids)
        passages = {
            key: passage
            for key, passage in self._catalogue.passages(ids, scope.clearance).items()
            if key in tokens and passage.paper_id in papers and scope.item in (None, passage.item)
        }
        question = self._weigh(vectors.tokens)
        values = self._values(query, passages, papers, question, tokens, dense, pages)
        hits = self._reread(query, _rank(passages, values, self._weights))
        pages_found = self._pages(hits, papers, scope)
        return Found(query, scope, hits, pages_found, papers, question, tokens)

    def _reread(self, query: Query, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Let the cross-encoder, where one is set, order the first hits anew."""
        if self._cross is None or not hits:
            return hits
        first, rest = hits[:DEPTH], hits[DEPTH:]
        scores = self._cross.scores(query.search_text, [search_text(h.passage) for h in first])
        weight = WEIGHTS["cross"]
        again = [
            replace(h, score=h.score + weight * s, signals=(*h.signals, ("cross", weight * s)))
            for h, s in zip(first, map(float, scores), strict=True)
        ]
        return (*sorted(again, key=lambda h: (-h.score, h.passage.id)), *rest)

    def _weigh(self, tokens: TokenVectors) -> Weighted:
        frequencies = self._catalogue.token_frequencies([int(t) for t in tokens.ids])
        return weigh(tokens, frequencies, self._catalogue.passage_count)

    def _values(
        self,
        query: Query,
        passages: Mapping[str, Passage],
        papers: Mapping[str, Paper],
        question: Weighted,
        tokens: Mapping[str, TokenVectors],
        dense: Mapping[str, float],
        pages: Mapping[tuple[str, int], float],
    ) -> dict[str, npt.NDArray[np.float32]]:
        """Return for each signal its value for each passage, in the order of ``passages``."""
        candidates = [
            Candidate(p, papers[p.paper_id], self._day(p, papers), 0.0) for p in passages.values()
        ]
        candidates = _with_ages(candidates)
        best_page = [
            max((pages.get((p.paper_id, n), 0.0) for n in p.pages), default=0.0)
            for p in passages.values()
        ]
        values = {
            "late": max_sim(question, [tokens[key] for key in passages]),
            "lexical": np.asarray(best_page, dtype=np.float32),
            "dense": np.asarray([dense.get(key, 0.0) for key in passages], dtype=np.float32),
        }
        for name, signal in FIELD_SIGNALS.items():
            if name in self._weights:
                column = [signal(query, found) for found in candidates]
                values[name] = np.asarray(column, dtype=np.float32)
        return {
            name: _scaled(column) if name in ("late", "lexical", "dense") else column
            for name, column in values.items()
        }

    def _day(self, passage: Passage, papers: Mapping[str, Paper]) -> date | None:
        """Return the date of the minutes that the passage stands in, else of its paper."""
        generation = self._catalogue.generation
        if self._days[0] != generation:
            self._days = (generation, self._catalogue.meeting_days())
        days = self._days[1]
        known = (days.get((passage.paper_id, number)) for number in passage.pages)
        return next((day for day in known if day), papers[passage.paper_id].meeting_date)

    def _pages(
        self, hits: Sequence[Hit], papers: Mapping[str, Paper], scope: Scope
    ) -> tuple[PageRef, ...]:
        """Fold hits onto pages, first seen first."""
        refs: dict[tuple[str, int], PageRef] = {}
        labels: dict[str, dict[int, str | None]] = {}
        for hit in hits:
            paper = papers[hit.passage.paper_id]
            if paper.id not in labels:
                labels[paper.id] = self._catalogue.labels(paper.id, scope.clearance)
            for number in hit.passage.pages:
                if (paper.id, number) not in refs and len(refs) < MAX_PAGES:
                    refs[paper.id, number] = PageRef(
                        paper.id,
                        paper.file_name,
                        number,
                        labels[paper.id].get(number),
                        hit.passage.item,
                        hit.score,
                        " ".join((hit.passage.labelled or hit.passage.text).split())[
                            :_SNIPPET_CHARS
                        ],
                        hit.signals,
                    )
        return tuple(refs.values())


def match_expression(query: Query) -> str:
    """Return an FTS5 expression for any of the question's words; "" when it has none.

    Every word is quoted, so no FTS5 syntax typed by a person survives.
    """
    phrases: list[str] = []
    for text in (*query.words, *query.references, *(full for _, full in query.expansions)):
        tokens = re.findall(r"[^\W_]+", text)
        if tokens:
            phrases.append('"' + " ".join(tokens) + '"')
    return " OR ".join(dict.fromkeys(phrases))


def _proposed(*lists: Sequence[str]) -> list[str]:
    """Return every id that any list proposes, each once."""
    return list(dict.fromkeys(key for proposed in lists for key in proposed))


def _with_ages(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Place each candidate's meeting between the oldest (0) and the newest (1) among them."""
    kept = list(candidates)
    days = sorted({c.day for c in kept if c.day})
    place = {day: at / max(len(days) - 1, 1) for at, day in enumerate(days)}
    return [Candidate(c.passage, c.paper, c.day, place[c.day] if c.day else 0.0) for c in kept]


def _scaled(column: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Divide by the largest, so that the best candidate has 1."""
    top = float(column.max(initial=0.0))
    return column / top if top > 0 else np.zeros_like(column)


def _rank(
    passages: Mapping[str, Passage],
    values: Mapping[str, npt.NDArray[np.float32]],
    weights: Mapping[str, float],
) -> tuple[Hit, ...]:
    if not passages:
        return ()
    parts = {name: weights[name] * column for name, column in values.items() if name in weights}
    total = np.sum(list(parts.values()), axis=0)
    listed = list(passages.values())
    # Equal scores fall in the order of the ids, so that two runs agree.
    order = sorted(range(len(listed)), key=lambda at: (-float(total[at]), listed[at].id))
    return tuple(
        Hit(
            listed[at],
            float(total[at]),
            tuple((name, float(part[at])) for name, part in parts.items() if part[at]),
        )
        for at in order
    )
