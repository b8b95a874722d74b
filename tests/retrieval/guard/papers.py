"""Some sample papers, found and answered from without a model and without Chroma.

Words have vectors of their own, equal for words of one stem, so that what shares the
words of a question is near to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import cast
from zlib import crc32

import numpy as np
import numpy.typing as npt

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.embedding import embed_paper
from corpus.language import stem
from corpus.model import Access, Passage, Reading, Scope
from corpus.model.vectors import (
    EmbeddedPassage,
    EmbeddedWindow,
    TokenVectors,
    Window,
    index_key,
)
from retrieval.answer.citations import numbered
from retrieval.asking.answer import Answerer
from retrieval.asking.names_missing import missing
from retrieval.asking.refusal import judge, refusal_message
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.model.settings import Settings
from retrieval.model.types import Answer, Status, Turn
from retrieval.question.conversation import resolve
from retrieval.question.lexicon import Lexicon
from retrieval.search.pages_found import opened_first
from retrieval.search.searcher import Found, Searcher
from retrieval.search.words_together import pages_together
from retrieval.vectors.index import ChromaIndex
from tests.corpus.reading.golden import sample_paper
from tests.corpus.stand_ins import alone
from tests.retrieval.fingerprints import MADE_UP

PAPERS = (
    "2023-10-19-peer-review-action-tracker.pdf",
    "2023-11-14-cabinet-minutes.pdf",
    "2023-11-14-cabinet-supplement.pdf",
    "2024-02-28-council-minutes.pdf",
    "2024-03-04-record-of-decision-parking-charges.pdf",
    "2024-03-21-peer-review-action-tracker.pdf",
    "2024-03-communities-report-card.pdf",
    "2024-04-09-cabinet-agenda-pack-with-part-ii.pdf",
    "environment-and-communities-minutes-february-april-2024.pdf",
)
_WIDTH = 64


class WordEmbedder:
    """Gives each stem a unit vector of its own, and a text the mean of its words'."""

    name = "words"

    def warm(self) -> None:
        """Nothing to load."""

    def windows(self, context: str, texts: Sequence[str]) -> list[Window]:
        return [Window(context, (text,)) for text in texts]

    def embed_windows(self, windows: Sequence[Window]) -> list[EmbeddedWindow]:
        return [alone(_embedded(f"{one.context} {one.texts[0]}")) for one in windows]

    def embed(self, texts: Sequence[str]) -> list[EmbeddedPassage]:
        return [_embedded(text) for text in texts]

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        return [[_number(word) for word in _words(text)] for text in texts]

    def words(self, text: str) -> tuple[tuple[str, int, int], ...]:
        return tuple((word, at, at + 1) for at, word in enumerate(_words(text)))


class NearIndex:
    """Cosines of dense vectors in memory, best first."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, str, npt.NDArray[np.float32]]] = []

    def add(self, key: str, passage: str, vector: npt.NDArray[np.float32]) -> None:
        self._kept.append((key, passage, vector))

    def search_counted(
        self, vector: npt.NDArray[np.float32], limit: int, keys: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, float]], int]:
        wanted = set(keys or ())
        near = [
            (passage, float(own @ vector))
            for key, passage, own in self._kept
            if keys is None or key in wanted
        ]
        return sorted(near, key=lambda one: (-one[1], one[0]))[:limit], len(self._kept)


@dataclass(frozen=True)
class Desk:
    """What is asked: a catalogue, and who searches it and answers from it."""

    catalogue: Catalogue
    searcher: Searcher
    answerer: Answerer
    lexicons: dict[Access, Lexicon] = field(default_factory=dict)

    def find(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()
    ) -> Found:
        """Return what a search gives for a question."""
        scope = scope or Scope()
        if scope.clearance not in self.lexicons:
            self.lexicons[scope.clearance] = self._lexicon(scope.clearance)
        resolved = resolve(question, history, self.lexicons[scope.clearance])
        return self.searcher.search(resolved.query, scope)

    def answer(self, found: Found, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to what was asked and found: quotes, what comes near, or a refusal.

        ``history`` is what was asked before, for what may be asked next.
        """
        composed = self.answerer.compose(found)
        answered = judge(found, composed.support, bool(composed.statements))
        said = numbered(composed.statements) if answered else ()
        sure = answered and composed.sure
        closest = () if sure else self.answerer.closest(found, said)
        near = bool(closest) and not missing(found)
        matter = self.answerer.matter(found, said)
        status = Status.ANSWERED if answered else Status.CLOSEST if near else Status.REFUSED
        return Answer(
            question=found.query.text,
            searched=found.query.search_text,
            status=status,
            message=composed.message if answered else refusal_message(found, found.scope, near),
            statements=said,
            pages=opened_first(found.pages, said),
            fingerprint=MADE_UP,
            lead=composed.lead if answered else "",
            closest=closest,
            matter=matter,
            next=self.answerer.next(found, said or (closest if near else ()), matter, history),
            choices=self.answerer.choices(found, said),
        )

    def _lexicon(self, clearance: Access) -> Lexicon:
        papers = self.catalogue.papers(Scope(clearance=clearance))
        return Lexicon(
            committees=self.catalogue.committees(clearance),
            acronyms=self.catalogue.acronyms(clearance),
            vocabulary=self.catalogue.vocabulary(clearance),
            is_english=lambda word: len(word) < 6,
            pages_with=pages_together(self.catalogue, clearance),
            days=tuple(sorted({p.meeting_date for p in papers if p.meeting_date})),
        )


def open_desk(data: Path) -> Desk:
    """Return a desk over the sample papers, indexed into the folder ``data``."""
    read = map(sample_paper, PAPERS)
    return desk_of(data, [(one.reading, one.passages) for one in read])


def desk_of(
    data: Path,
    papers: Iterable[tuple[Reading, Sequence[Passage]]],
    signals: Sequence[str] = (),
    candidates: int = 40,
) -> Desk:
    """Return a desk over papers as they were read and cut.

    ``signals`` rank, or all of them; each search proposes ``candidates``.
    """
    catalogue, index, embedder = Catalogue.open(data), NearIndex(), WordEmbedder()
    for reading, passages in papers:
        _add(catalogue, index, embedder, reading, passages)
    searcher = Searcher(
        catalogue,
        cast(ChromaIndex, index),
        cast(SentenceEmbedder, embedder),
        Settings.model_construct(data=data, candidates=candidates, signals=tuple(signals)),
    )
    return Desk(catalogue, searcher, Answerer(catalogue))


def _add(
    catalogue: Catalogue,
    index: NearIndex,
    embedder: WordEmbedder,
    reading: Reading,
    passages: Sequence[Passage],
) -> None:
    paper = reading.paper
    seq = catalogue.work.begin(paper.id, paper.file_name, paper.access, None)
    catalogue.work.store_reading(seq, reading, passages)
    embed_paper(catalogue.work, embedder, seq)
    catalogue.work.complete(seq)
    _, stored, embedded = catalogue.work.vectors_of(seq)
    for passage, one in zip(stored, embedded, strict=True):
        closed = Access.EXEMPT in (passage.access, paper.access)
        key = index_key(paper.id, Access.EXEMPT if closed else Access.PUBLIC)
        index.add(key, passage.id, one.dense)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _number(word: str) -> int:
    return crc32(stem(word).encode()) & 0x7FFFFFFF


@cache
def _vector(number: int) -> npt.NDArray[np.float32]:
    drawn = np.random.default_rng(number).normal(size=_WIDTH).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)


def _embedded(text: str) -> EmbeddedPassage:
    ids = [_number(word) for word in _words(text)[:256]] or [0]
    vectors = np.stack([_vector(number) for number in ids])
    mean = vectors.mean(axis=0)
    scales = np.abs(vectors).max(axis=1) / 127
    tokens = TokenVectors(
        np.asarray(ids, np.int32),
        np.rint(vectors / scales[:, None]).astype(np.int8),
        scales.astype(np.float32),
    )
    return EmbeddedPassage((mean / np.linalg.norm(mean)).astype(np.float32), tokens)
