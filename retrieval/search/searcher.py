"""Find the passages that speak to a question.

Dense and lexical search each propose passages; all that either proposes are
scored by late interaction, BM25 and what the field knows
(:mod:`retrieval.ranking.signals`); the first of them are read again unit by unit. A page
ranks where its best passage ranks.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, chain

import numpy as np

from corpus.catalogue import Catalogue
from corpus.language import index_phrases, search_text
from corpus.model import (
    Access,
    EmbeddedPassage,
    Minuted,
    Paper,
    Passage,
    PassageKind,
    Scope,
    is_item,
)
from retrieval.embedding import CrossEncoderScorer, SentenceEmbedder
from retrieval.model import DEFAULT, Constants, Hit, Intent, PageRef, Settings
from retrieval.question import Query
from retrieval.ranking import (
    FIELD_SIGNALS,
    Candidate,
    Day,
    Evidence,
    Floats,
    Placer,
    Wanted,
    Weigher,
    Weighted,
    added,
    by_content,
    divided,
    holds_in,
    ranked,
    similarities,
    stretched,
    wanted,
)
from retrieval.search.decisions_asked import lifted_forms
from retrieval.search.lookups import Lookups
from retrieval.search.nearest import Nearest
from retrieval.search.numbered_places import NOTHING, LookedUp, placed
from retrieval.search.pages_found import fold_on_pages
from retrieval.vectors import ChromaIndex

SIGNALS = tuple(DEFAULT.signals.as_mapping())
_PAGES_WEIGHED = 400
# Words that are searched for, however common.
_LEAST_WORDS = 2


@dataclass(frozen=True)
class Found:
    """What a search gives: hits best first, with what their units say to the question.

    ``papers`` are those in scope, by id. ``evidence`` is by passage id, for the first hits
    only. ``looked_up`` says where the number stands that the question asks for, ``minuted``
    whose minutes stand on which page, as far as whoever asks may know. ``constants`` are those
    it was found by and is to be answered by. ``lacking`` says which vectors it went without, ""
    where all were there.
    """

    query: Query
    scope: Scope
    hits: tuple[Hit, ...]
    pages: tuple[PageRef, ...]
    papers: Mapping[str, Paper]
    question: Weighted
    evidence: Mapping[str, tuple[Evidence, ...]]
    looked_up: LookedUp = NOTHING
    constants: Constants = DEFAULT
    minuted: Minuted = field(default_factory=Minuted)
    lacking: str = ""

    def day(self, passage: Passage) -> date | None:
        """Return the day of the meeting that a passage tells of: its minutes', else its paper's.

        None where neither has one.
        """
        return self.minuted.day(self.papers[passage.paper_id], passage.pages)


@dataclass(frozen=True)
class _Pool:
    """The candidates of one question, all sequences in the same order.

    ``best`` is of shape (passages, question tokens): the best cosine of each in each passage.
    """

    passages: tuple[Passage, ...]
    embedded: tuple[EmbeddedPassage, ...]
    similarities: tuple[Floats, ...]
    best: Floats


class Searcher:
    """Searches one catalogue and its vectors; safe to share between threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: ChromaIndex,
        embedder: SentenceEmbedder,
        settings: Settings,
        constants: Constants = DEFAULT,
    ) -> None:
        self._catalogue = catalogue
        self._nearest = Nearest(catalogue, index)
        self._constants = constants
        self._weigher = Weigher(catalogue, embedder, constants.word_weights)
        self._placer = Placer(embedder.tokenize, constants.ranking)
        self._lookups = Lookups(catalogue, constants.looking_up)
        self._embedder = embedder
        self._limit = settings.candidates
        self._weights = {
            name: weight
            for name, weight in constants.signals.as_mapping().items()
            if not settings.signals or name in settings.signals
        }
        folder = settings.cross_encoder
        self._cross = CrossEncoderScorer(folder) if folder else None
        self._minuted: dict[Access, tuple[int, Minuted]] = {}

    def warm(self) -> None:
        """Load the model and open the vectors, so that the first question is quick.

        Raises:
            CatalogueError: the catalogue cannot be read.
            ModelError: the embedding model cannot be loaded.
        """
        (made,) = self._embedder.embed(["Minutes of the last meeting"])
        # Where vectors lack, every answer says so.
        self._nearest.to(made.dense, self._limit, Scope())

    def search(self, query: Query, scope: Scope) -> Found:
        """Rank the passages in ``scope``; no hits where nothing is proposed.

        Raises:
            CatalogueError: the catalogue cannot be read.
            ModelError: the embedding model or the cross-encoder cannot be loaded.
        """
        papers = self._catalogue.papers_by_id(scope)
        vectors, question = self._weigher.weigh(query, scope.clearance)
        match = match_expression(query, self._too_common(query, scope.clearance))
        lexical = self._catalogue.lexical_passages(match, self._limit, scope) if match else []
        dense, lacking = self._nearest.to(vectors.dense, self._limit, scope)
        minuted = self._known_minuted(scope.clearance)

        def day(passage: Passage) -> date | None:
            return minuted.day(papers[passage.paper_id], passage.pages)

        def cited(passage: Passage, number: int) -> Paper:
            return minuted.cited(papers[passage.paper_id], number)

        looked_up = self._lookups.resolve(query, scope, papers, day)
        sought = self._lookups.further(looked_up, match, scope)
        ids = list(dict.fromkeys((*(key for key, _ in chain(dense, lexical)), *sought)))
        pool = self._pool(ids, question, papers, scope)
        pool = self._with_forms(query, pool, question, papers, scope)
        columns = {
            **by_content(
                self._word_columns(pool, question, vectors, dict(lexical), match, scope),
                query,
                question,
            ),
            **self._field_columns(query, pool, papers, day),
        }
        hits = ranked(pool.passages, columns, self._weights)
        hits = placed(hits, looked_up, day)
        evidence = self._read_closely(hits, pool, question)
        hits = self._reorder(query, hits, evidence)
        pages = fold_on_pages(
            hits, cited, evidence, self._catalogue, query, scope, self._constants.likeness
        )
        return Found(
            query,
            scope,
            hits,
            pages,
            papers,
            question,
            evidence,
            looked_up,
            self._constants,
            minuted,
            lacking,
        )

    def _too_common(self, query: Query, clearance: Access) -> frozenset[str]:
        """Return the commonest words of a question where all together propose too many passages.

        Every passage that a word stands in is weighed, so that they are what grows with the
        papers. The rarest stay, which tell the most.
        """
        most = self._constants.ranking.matched
        if self._catalogue.passages_seen(clearance) <= most:
            return frozenset()
        counts = self._catalogue.word_counts(query.words, clearance)
        rarest = sorted(counts, key=lambda word: (counts[word], word))
        together = accumulate(counts[word] for word in rarest)
        within = sum(total <= most for total in together)
        return frozenset(rarest[max(within, _LEAST_WORDS) :])

    def _pool(
        self, ids: Sequence[str], question: Weighted, papers: Mapping[str, Paper], scope: Scope
    ) -> _Pool:
        embedded = self._catalogue.embedded(ids, scope.clearance)
        kept = [
            passage
            for key, passage in self._catalogue.passages(ids, scope.clearance).items()
            if key in embedded and passage.paper_id in papers and scope.item in (None, passage.item)
        ]
        vectors = tuple(embedded[passage.id] for passage in kept)
        cosines, best = similarities(question, [v.tokens for v in vectors])
        return _Pool(tuple(kept), vectors, tuple(cosines), best)

    def _with_forms(
        self,
        query: Query,
        pool: _Pool,
        question: Weighted,
        papers: Mapping[str, Paper],
        scope: Scope,
    ) -> _Pool:
        """Add the report forms of the likeliest items where the question asks for a decision.

        A recommendation is often one short sentence that shares no word with the question.
        """
        if query.intent is not Intent.DECISION_ASKED or not pool.passages:
            return pool
        scores = [question.share(matches) for matches in pool.best]
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        places = dict.fromkeys((pool.passages[at].paper_id, pool.passages[at].item) for at in order)
        wanted = [p for p in places if query.item is None or is_item(p[1], query.item)]
        wanted = wanted[: self._constants.ranking.form_items]
        forms = self._catalogue.ids_of_kind(PassageKind.FORM, wanted, scope.clearance)
        known = {passage.id for passage in pool.passages}
        more = self._pool([key for key in forms if key not in known], question, papers, scope)
        return _Pool(
            pool.passages + more.passages,
            pool.embedded + more.embedded,
            pool.similarities + more.similarities,
            np.concatenate((pool.best, more.best)),
        )

    def _word_columns(
        self,
        pool: _Pool,
        question: Weighted,
        vectors: EmbeddedPassage,
        lexical: Mapping[str, float],
        match: str,
        scope: Scope,
    ) -> dict[str, Floats]:
        found = self._catalogue.lexical_pages(match, _PAGES_WEIGHED, scope) if match else []
        pages = dict(found)
        ranking = self._constants.ranking
        exact = _column(map(question.share, (pool.best >= ranking.exact).astype(np.float32)))
        by_page = [
            max((pages.get((p.paper_id, number), 0.0) for number in p.pages), default=0.0)
            for p in pool.passages
        ]
        return {
            "late": stretched(_column(map(question.share, pool.best)), ranking),
            "dense": stretched(
                _column(float(v.dense @ vectors.dense) for v in pool.embedded), ranking
            ),
            "lexical": divided(_column(lexical.get(p.id, 0.0) for p in pool.passages)),
            "page": divided(_column(by_page)),
            "around": stretched(_column(_around(pool.passages, pool.best, question)), ranking),
            "exact": divided(exact),
        }

    def _field_columns(
        self, query: Query, pool: _Pool, papers: Mapping[str, Paper], day: Day
    ) -> dict[str, Floats]:
        days = [day(passage) for passage in pool.passages]
        candidates = [
            Candidate(passage, papers[passage.paper_id], on, age, self._constants.shares)
            for passage, on, age in zip(pool.passages, days, _ages(days), strict=True)
        ]
        return {
            name: _column(signal(query, found) for found in candidates)
            for name, signal in FIELD_SIGNALS.items()
            if name in self._weights
        }

    def _known_minuted(self, clearance: Access) -> Minuted:
        """Return whose minutes stand where, as a reader of ``clearance`` may know them."""
        generation = self._catalogue.generation
        known = self._minuted.get(clearance)
        if known is None or known[0] != generation:
            known = (generation, self._catalogue.minuted(clearance))
            self._minuted[clearance] = known
        return known[1]

    def _read_closely(
        self, hits: Sequence[Hit], pool: _Pool, question: Weighted
    ) -> dict[str, tuple[Evidence, ...]]:
        place = {passage.id: at for at, passage in enumerate(pool.passages)}
        evidence: dict[str, tuple[Evidence, ...]] = {}
        closely = self._constants.ranking.closely
        forms = [hit for hit in hits[closely:] if hit.passage.kind is PassageKind.FORM]
        for hit in (*hits[:closely], *forms):
            at = place[hit.passage.id]
            tokens, similarity = pool.embedded[at].tokens, pool.similarities[at]
            evidence[hit.passage.id] = self._placer.evidence(
                question, hit.passage, tokens, similarity
            )
        return evidence

    def _reorder(
        self,
        query: Query,
        hits: tuple[Hit, ...],
        evidence: Mapping[str, tuple[Evidence, ...]],
    ) -> tuple[Hit, ...]:
        """Order the first hits by what their units say, and the very first by the cross-encoder."""
        first = tuple(hit for hit in hits if hit.passage.id in evidence)
        rest = tuple(hit for hit in hits if hit.passage.id not in evidence)
        if "unit" in self._weights:
            best = _column(
                max((e.score for e in evidence[h.passage.id]), default=0.0) for h in first
            )
            unit = self._weights["unit"] * stretched(best, self._constants.ranking)
            first = added(first, "unit", list(unit))
        first = lifted_forms(query, first, self._constants.ranking)
        kind = wanted(query)
        if "answer" in self._weights and kind is not Wanted.ANYTHING:
            right = [float(holds_in(kind, h.passage)) for h in first]
            first = added(first, "answer", [self._weights["answer"] * value for value in right])
        if self._cross is not None and first:
            crossed = self._constants.ranking.crossed
            texts = [search_text(hit.passage) for hit in first[:crossed]]
            judged = self._cross.scores(query.search_text, texts)
            cross = self._constants.signals.cross * stretched(judged, self._constants.ranking)
            first = (*added(first[:crossed], "cross", list(cross)), *first[crossed:])
        return (*first, *rest)


def match_expression(query: Query, without: Container[str] = ()) -> str:
    """Return an FTS5 expression for any of the question's words; "" when it has none.

    Words that are ``without`` are left out. Every word is quoted, so no FTS5 syntax typed by a
    person survives.
    """
    phrases: list[str] = []
    words = (word for word in query.words if word not in without)
    for text in (*words, *query.references, *(full for _, full in query.expansions)):
        phrases += index_phrases(text)
    return " OR ".join(dict.fromkeys(phrases))


def _around(passages: Sequence[Passage], best: Floats, question: Weighted) -> list[float]:
    """Return for each passage how well all candidates of its page together match."""
    together: dict[tuple[str, int], Floats] = {}
    for passage, matches in zip(passages, best, strict=True):
        for number in passage.pages:
            key = (passage.paper_id, number)
            together[key] = np.maximum(together.get(key, matches), matches)
    return [
        max(question.share(together[passage.paper_id, number]) for number in passage.pages)
        for passage in passages
    ]


def _column(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float32)


def _ages(days: Sequence[date | None]) -> list[float]:
    """Place each meeting between the oldest (0) and the newest (1) among them."""
    dated = sorted({day for day in days if day})
    place = {day: at / max(len(dated) - 1, 1) for at, day in enumerate(dated)}
    return [place[day] if day else 0.0 for day in days]
