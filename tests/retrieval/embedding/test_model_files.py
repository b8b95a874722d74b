"""The packaged model is the published one to the last file, or it is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retrieval.embedding import model_files
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.embedding.model_files import folder_hash, packaged_hash, packaged_model
from retrieval.model.errors import ModelError
from retrieval.model.settings import Settings


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the packaged model, which is taken for it."""
    folder = tmp_path / "copied_minilm" / "model"
    shutil.copytree(packaged_model(), folder)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(model_files, "PACKAGE", "copied_minilm")
    assert packaged_model() == folder
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "tokenizer.json",
        "vocab.txt",
        "tokenizer_config.json",
        "config.json",
        "1_Pooling/config.json",
    ],
)
def test_a_file_that_is_not_as_published_is_named_and_refused(model: Path, name: str) -> None:
    changed = model / name
    changed.write_bytes(changed.read_bytes() + b"\n")
    with pytest.raises(ModelError, match=f"{name} in .* is missing or not the published one"):
        SentenceEmbedder(Settings()).embed(["Potholes"])
    changed.unlink()
    with pytest.raises(ModelError, match=f"{name} in "):
        packaged_model()


def test_a_file_that_was_not_published_is_refused(model: Path) -> None:
    (model / "added_tokens.json").write_text('{"potholes": 5}')
    with pytest.raises(ModelError, match=r"added_tokens\.json in "):
        packaged_model()


def test_the_packaged_model_is_known_by_all_its_files() -> None:
    assert folder_hash(str(packaged_model())) == packaged_hash()
    assert packaged_hash()[:12] in SentenceEmbedder(Settings()).version


def test_a_swapped_tokenizer_makes_another_model_of_a_folder(tmp_path: Path) -> None:
    names = []
    for tokenizer in ("as it was", "swapped"):
        folder = tmp_path / tokenizer / "bge"
        folder.mkdir(parents=True)
        (folder / "model.safetensors").write_text("weights")
        (folder / "sentencepiece.bpe.model").write_text(tokenizer)
        names.append(SentenceEmbedder(Settings(embed_model=str(folder))).name)
    assert names[0] != names[1]
