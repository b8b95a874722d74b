"""A small cross-encoder, built here, as one more signal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding.cross_encoder import CrossEncoderScorer
from retrieval.embedding.model_files import packaged_model
from retrieval.model.errors import ModelError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random two-layer cross-encoder with the packaged tokenizer."""
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    target = tmp_path_factory.mktemp("cross")
    tokenizer = AutoTokenizer.from_pretrained(str(packaged_model()), local_files_only=True)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        id2label={0: "relevant"},
        initializer_range=0.5,
    )
    BertForSequenceClassification(config).save_pretrained(target)
    tokenizer.save_pretrained(target)
    return target


def test_a_score_is_of_its_text_alone_and_repeatable(folder: Path) -> None:
    scorer = CrossEncoderScorer(str(folder))
    texts = ["the harbour wall", "street lighting", "minutes of the last meeting"]
    first = scorer.scores("who mends the wall?", texts)
    assert len(set(first.tolist())) == 3
    assert np.array_equal(first, scorer.scores("who mends the wall?", texts))
    alone = [scorer.scores("who mends the wall?", [text]).item() for text in texts]
    assert alone == pytest.approx(first.tolist(), abs=1e-4)


def test_no_texts_no_scores(folder: Path) -> None:
    assert CrossEncoderScorer(str(folder)).scores("x", []).shape == (0,)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        CrossEncoderScorer(str(tmp_path / "nowhere")).scores("x", ["y"])
