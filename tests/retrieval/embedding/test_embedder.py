"""The shapes that the model is asked for, and the memory that embedding holds on to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from retrieval.embedding.embedder import SentenceEmbedder, _forward
from retrieval.embedding.model_files import packaged_hash
from retrieval.model.settings import Settings
from tests.conftest import ROOT

if TYPE_CHECKING:
    import torch

# Texts of every length, as papers have them: a width for each would make some 240 shapes.
_EMBED_AND_WEIGH = """
import random, re
from pathlib import Path
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.model.settings import Settings

def held():
    return int(re.search(r"RssAnon:\\s+(\\d+) kB", Path("/proc/self/status").read_text()).group(1))

words = "the committee noted that harbour dues be raised by two per cent from April".split()
draw = random.Random(7)
embedder = SentenceEmbedder(Settings())
weighed = []
for _ in range(8):
    embedder.embed([" ".join(draw.choices(words, k=draw.randint(3, 230))) for _ in range(192)])
    weighed.append(held())
print(weighed[1], weighed[-1])
"""


class Watched:
    """Stands for a model: keeps the shape of each batch and which of its tokens count."""

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


def test_batches_of_like_length_are_of_one_shape() -> None:
    model = Watched()
    for longest in (17, 24, 25, 31, 32):
        made = _forward(cast(Any, model), [[1] * longest, [1] * 5])
        assert [len(one.tokens.ids) for one in made] == [longest - 2, 3]
        assert [one.tokens.vectors.shape for one in made] == [(longest - 2, 4), (3, 4)]
        assert np.isclose(np.linalg.norm(made[0].dense), 1.0)
    assert set(model.shapes) == {(2, 32)}
    assert model.counted == [[longest, 5] for longest in (17, 24, 25, 31, 32)]


@pytest.mark.parametrize(("limit", "wide"), [(256, 256), (250, 250), (None, 256)])
def test_no_batch_is_wider_than_the_model_reads(limit: int | None, wide: int) -> None:
    model = Watched(limit)
    _forward(cast(Any, model), [[1] * 249])
    assert model.shapes == [(1, wide)]


def test_models_in_folders_of_one_name_have_names_of_their_own(tmp_path: Path) -> None:
    for name, weights in (("one", "weights"), ("two", "others"), ("same", "weights")):
        (tmp_path / name / "bge").mkdir(parents=True)
        (tmp_path / name / "bge" / "model.safetensors").write_text(weights)
    one, two, same = (
        SentenceEmbedder(Settings(embed_model=str(tmp_path / name / "bge"), bfloat16=False))
        for name in ("one", "two", "same")
    )
    assert one.name.startswith("bge ")
    assert one.name == same.name != two.name
    assert one.version == f"{one.name} float32"


def test_the_packaged_model_keeps_the_name_that_its_vectors_bear() -> None:
    packaged = SentenceEmbedder(Settings(bfloat16=True))
    assert packaged.name == "all-MiniLM-L6-v2"
    assert packaged.version == f"all-MiniLM-L6-v2 {packaged_hash()[:12]} bfloat16"


@pytest.mark.long
def test_embedding_on_and_on_holds_no_more_memory() -> None:
    # In a process of its own: this one may have met the shapes before.
    done = subprocess.run(
        [sys.executable, "-c", _EMBED_AND_WEIGH],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    early, late = map(int, done.stdout.split())
    assert late - early < 80_000
