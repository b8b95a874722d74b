"""How much each word of a question counts, and which other words may be meant by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from corpus.catalogue import Catalogue
from corpus.language import stem
from corpus.model import Access, EmbeddedPassage
from retrieval.embedding import SentenceEmbedder
from retrieval.model import WordWeights
from retrieval.question import Query, Rephrasing, rephrasings, structural_words, topic_words
from retrieval.ranking.late import Alternative, Floats, Weighted, floats, weigh


class Weigher:
    """Weighs questions against the words of one catalogue; safe to share between threads.

    Raises ``CatalogueError`` and ``ModelError`` where catalogue or embedder do.
    """

    def __init__(
        self, catalogue: Catalogue, embedder: SentenceEmbedder, constants: WordWeights
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._constants = constants

    def weigh(self, query: Query, clearance: Access) -> tuple[EmbeddedPassage, Weighted]:
        """Return ``query.search_text`` embedded, and its tokens weighed.

        The words that may be meant instead come along as alternatives.
        """
        ways = rephrasings(query, self._constants)
        texts = [query.search_text or " ", *(said.text for said in ways)]
        vectors, *others = self._embedder.embed(texts)
        ids = [int(token) for token in vectors.tokens.ids]
        frequencies = self._catalogue.token_frequencies(ids, clearance)
        words = self._embedder.words(query.search_text)
        count = self._catalogue.passages_seen(clearance)
        emphasis = self._emphasis(query, words, len(ids))
        question = weigh(vectors.tokens, frequencies, count, emphasis, words, self._constants)
        return vectors, self._with_other_words(query, question, ways, others)

    def _emphasis(
        self, query: Query, words: tuple[tuple[str, int, int], ...], count: int
    ) -> list[float]:
        carried, less = self._tokens_in(query.carried), self._constants.carried
        emphasis = [less if at < carried else 1.0 for at in range(count)]
        known = structural_words(query)
        names = {one.name for one in query.named}
        for word, start, end in words:
            if word in known:
                # They have a signal of their own.
                known_less = self._constants.understood
                emphasis[start:end] = [known_less * value for value in emphasis[start:end]]
            elif stem(word) in names:
                named_less = self._constants.named
                emphasis[start:end] = [named_less * value for value in emphasis[start:end]]
        return emphasis

    def _with_other_words(
        self,
        query: Query,
        question: Weighted,
        ways: Sequence[Rephrasing],
        embedded: Sequence[EmbeddedPassage],
    ) -> Weighted:
        """Add the vectors of words that may be meant by those typed."""
        text, alternatives, vectors = query.search_text, [], [question.vectors]
        at = len(question.vectors)
        for said, made in zip(ways, embedded, strict=True):
            own = floats(made.tokens)
            for swap in said.swaps:
                start, end = self._tokens_in(text[: swap.start]), self._tokens_in(text[: swap.end])
                first = self._tokens_in(said.text[: swap.first])
                met = own[first : self._tokens_in(said.text[: swap.last])]
                if start < end <= len(question.ids) and len(met):
                    alternatives.append(Alternative(start, end, at, at + len(met)))
                    vectors.append(met)
                    at += len(met)
        return replace(question, vectors=np.concatenate(vectors), alternatives=tuple(alternatives))

    def _tokens_in(self, text: str) -> int:
        return len(self._embedder.tokenize([text])[0]) if text.strip() else 0


def by_content(
    columns: Mapping[str, Floats], query: Query, question: Weighted
) -> dict[str, Floats]:
    """Let words count for less where the question has hardly a word of its own.

    "What are we asked to decide under item 4?" is all structure: stretching what little
    its words tell apart would drown the item it names. ``columns``, of shape (passages,)
    each, come back times one share from 0 to 1.
    """
    topic = set(topic_words(query)) - structural_words(query)
    said = sum(float(question.weights[s:e].sum()) for word, s, e in question.words if word in topic)
    constants = question.constants
    share = min(1.0, (constants.a_little + said) / constants.enough_said)
    return {name: share * column for name, column in columns.items()}
