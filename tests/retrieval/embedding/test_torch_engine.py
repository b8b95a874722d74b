"""The shapes that a model of sentence-transformers is asked for, and what is said without it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

import pytest

from retrieval.embedding.opening import open_engine
from retrieval.embedding.torch_engine import _forward
from retrieval.model.errors import ModelError

if TYPE_CHECKING:
    import torch


class Watched:
    """Stands for a model: keeps the shape of each text and how many of its tokens count."""

    def __init__(self, max_seq_length: int | None = 256) -> None:
        self.max_seq_length = max_seq_length
        self.shapes: list[tuple[int, ...]] = []
        self.counted: list[list[int]] = []

    def __call__(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        import torch

        shape = tuple(features["input_ids"].shape)
        self.shapes.append(shape)
        self.counted.append(features["attention_mask"].sum(dim=1).tolist())
        return {
            "sentence_embedding": torch.ones(shape[0], 4),
            "token_embeddings": torch.ones(*shape, 4),
        }


def test_texts_of_like_length_are_of_one_shape() -> None:
    model = Watched()
    for length in (17, 24, 25, 31, 32):
        dense, tokens = _forward(cast(Any, model), [1] * length)
        assert (dense.shape, tokens.shape) == ((4,), (length, 4))
    assert set(model.shapes) == {(1, 32)}
    assert model.counted == [[17], [24], [25], [31], [32]]


@pytest.mark.parametrize(("limit", "wide"), [(256, 256), (250, 250), (None, 256)])
def test_no_text_is_wider_than_the_model_reads(limit: int | None, wide: int) -> None:
    model = Watched(limit)
    _forward(cast(Any, model), [1] * 249)
    assert model.shapes == [(1, wide)]


def test_without_sentence_transformers_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # None in its place is how Python marks a module that cannot be imported.
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"pip install -r requirements-models\.txt"):
        open_engine("", "bfloat16")
