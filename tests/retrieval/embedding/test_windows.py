"""What the model reads in one pass, and that no passage's vectors depend on another's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from corpus.model.vectors import Window
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.model.settings import Settings

CONTEXT = "Harbour Board, 3 May 2021, Moorings"
TEXTS = (
    "Moorings were let to the sailing club.",
    "RESOLVED: that dues be £1,250 a year.",
    "",
    "The café's lease was re-inspected.",
)


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(Settings(precision="float32"))


def test_each_passage_is_read_alone_under_its_context(embedder: SentenceEmbedder) -> None:
    windows = embedder.windows(CONTEXT, TEXTS)
    assert [one.texts for one in windows] == [(text,) for text in TEXTS]
    made = embedder.embed_windows(windows)
    whole = embedder.embed([f"{CONTEXT}\n{text}" for text in TEXTS])
    for one, other in zip(made, whole, strict=True):
        assert np.array_equal(one.dense[0], other.dense)
        assert np.array_equal(one.tokens.vectors, other.tokens.vectors)
        assert one.tokens.ids.tolist() == other.tokens.ids.tolist()


def test_a_vector_depends_on_no_other_passage(embedder: SentenceEmbedder) -> None:
    together = embedder.embed_windows(embedder.windows(CONTEXT, TEXTS))
    for text, one in zip(TEXTS, together, strict=True):
        (alone,) = embedder.embed_windows(embedder.windows(CONTEXT, [text]))
        assert np.array_equal(one.dense, alone.dense)
        assert np.array_equal(one.tokens.vectors, alone.tokens.vectors)


def test_tokens_are_those_of_the_context_and_then_of_the_text(embedder: SentenceEmbedder) -> None:
    (line,) = embedder.tokenize([CONTEXT])
    for text, one in zip(
        TEXTS, embedder.embed_windows(embedder.windows(CONTEXT, TEXTS)), strict=True
    ):
        (own,) = embedder.tokenize([text])
        assert one.tokens.ids.tolist() == line + own
        assert one.ends.tolist() == [len(line), len(line) + len(own)]


def test_a_passage_is_cut_at_what_the_model_reads(embedder: SentenceEmbedder) -> None:
    (window,) = embedder.windows(CONTEXT * 40, ["moorings " * 400])
    assert len(window.ids) == window.bounds[-1] == 256
    (made,) = embedder.embed_windows([window])
    assert made.ends.tolist() == [254, 254]


@pytest.mark.parametrize("others", [TEXTS[1:], TEXTS[:1] * 3])
def test_equal_windows_alone_are_called_the_same(others: Sequence[str]) -> None:
    window = Window(CONTEXT, TEXTS)
    assert window.digest("one") == Window(CONTEXT, TEXTS, (1,), (1, 1)).digest("one")
    different = {
        window.digest("one"),
        window.digest("two"),
        Window("", TEXTS).digest("one"),
        Window(CONTEXT, tuple(others)).digest("one"),
        Window("", (CONTEXT, *TEXTS)).digest("one"),
    }
    assert len(different) == 5
