"""The packaged model in ONNX Runtime gives what sentence-transformers gives, and says where not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import onnx_engine, plain_encoder
from retrieval.embedding.embedder import SentenceEmbedder
from retrieval.embedding.onnx_engine import OnnxEngine
from retrieval.embedding.opening import open_engine, precision_of
from retrieval.model.errors import ModelError
from retrieval.model.settings import Precision, Settings
from tests.conftest import ROOT

TEXTS = [
    "Who moved the motion?",
    "RESOLVED: that the harbour dues be £1,250 a year – and the café's lease re-inspected.",
    " ".join(
        f"Mooring {number} was let to the sailing club at £{number * 7}." for number in range(90)
    ),
    "Ffioedd yr harbwr",
    " ",
]


@pytest.fixture(scope="module")
def right() -> np.ndarray:
    return plain_encoder(Settings())(TEXTS)


@pytest.mark.parametrize(("precision", "least"), [("float32", 0.9999), ("int8", 0.97)])
def test_vectors_are_those_of_sentence_transformers(
    right: np.ndarray, precision: Precision, least: float
) -> None:
    if precision != precision_of(Settings()) and precision == "int8":
        pytest.skip("this processor cannot multiply int8 without overflow")
    made = SentenceEmbedder(Settings(precision=precision)).embed(TEXTS)
    cosines = [float(one.dense @ vector) for one, vector in zip(made, right, strict=True)]
    assert min(cosines) > least


def test_tokens_are_those_of_transformers() -> None:
    ours, theirs = (open_engine("", precision) for precision in ("float32", "bfloat16"))
    assert ours.tokenize(TEXTS) == theirs.tokenize(TEXTS)
    assert len(ours.tokenize(TEXTS)[2]) == 256


def test_a_text_has_the_same_vectors_beside_any_other() -> None:
    embedder = SentenceEmbedder(Settings())
    together = embedder.embed(TEXTS)
    for text, beside in zip(TEXTS, together, strict=True):
        (alone,) = embedder.embed([text])
        assert np.array_equal(alone.dense, beside.dense)
        assert np.array_equal(alone.tokens.vectors, beside.tokens.vectors)


def test_a_model_that_gives_other_vectors_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = json.loads(onnx_engine._KNOWN.read_text(encoding="utf-8"))
    known["thousandths"].reverse()
    (tmp_path / "known.json").write_text(json.dumps(known), encoding="utf-8")
    monkeypatch.setattr(onnx_engine, "_KNOWN", tmp_path / "known.json")
    with pytest.raises(ModelError, match="other vectors on this processor"):
        OnnxEngine(int8=False)


@pytest.mark.parametrize(
    ("flags", "folder", "expected"),
    [
        ("fma avx2 avx512_vnni", "", "int8"),
        ("fma avx2 avx_vnni", "", "int8"),
        ("fma avx2 avx512_bf16", "", "float32"),
        ("fma avx2 avx512_bf16", "bge", "bfloat16"),
        ("fma avx2 avx512_vnni", "bge", "float32"),
    ],
)
def test_the_processor_decides_the_precision(
    flags: str, folder: str, expected: Precision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: f"flags : {flags}\n")
    assert precision_of(Settings(embed_model=folder)) == expected
    assert precision_of(Settings(embed_model=folder, precision="float32")) == "float32"


def test_int8_is_for_the_packaged_model_alone(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="for the packaged model"):
        open_engine(str(tmp_path), "int8")


@pytest.mark.slow
def test_papers_are_added_and_asked_without_torch(tmp_path: Path) -> None:
    code = "import sys; from ui.command import main; done = main(sys.argv[1:]);"
    code += " print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)));"
    code += " sys.exit(done)"
    paper = next((ROOT / "corpus" / "sample").glob("*.pdf"))
    for words in (["add", str(paper)], ["ask", "What was resolved?"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "--data", str(tmp_path / "data")],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "[]"
