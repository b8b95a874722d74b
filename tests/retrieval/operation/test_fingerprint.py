"""The fingerprint: it moves with each thing that shapes answers, and by its own part only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import READING_VERSION
from retrieval.model.constants import DEFAULT
from retrieval.model.settings import Settings
from retrieval.operation import fingerprint as made
from retrieval.operation.fingerprint import fingerprint_of
from retrieval.operation.version import versions

FILES = {
    "corpus/read.py": "code",
    "retrieval/answer/quote.py": "code",
    "prompts/__init__.py": "code",
    "prompts/refusal.txt": "prompts",
    "retrieval/asking/calibration.json": "fitted",
    "corpus/language/english_words.txt": "words",
    "corpus/language/bodies.toml": "words",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in FILES:
        put(tmp_path / name, "as it was")
    monkeypatch.setattr(made, "_ROOT", tmp_path)
    made._files.cache_clear()
    yield tmp_path
    made._files.cache_clear()


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    made._files.cache_clear()


@pytest.mark.parametrize(("name", "part"), FILES.items())
def test_a_changed_or_new_file_moves_its_part(root: Path, name: str, part: str) -> None:
    before = fingerprint_of(Settings())
    put(root / name, "changed")
    changed = fingerprint_of(Settings())
    assert before.differing(changed) == (part,)
    assert before.text != changed.text
    put(root / name, "as it was")
    put((root / name).with_stem("another"), "new")
    assert before.differing(fingerprint_of(Settings())) == (part,)


def test_what_draws_the_sample_papers_shapes_no_answer(root: Path) -> None:
    before = fingerprint_of(Settings())
    put(root / "corpus/sample/draw.py", "new")
    put(root / "corpus/sample/words.txt", "new")
    assert fingerprint_of(Settings()) == before


def test_settings_and_constants_move_their_part() -> None:
    before = fingerprint_of(Settings())
    assert before.differing(fingerprint_of(Settings(candidates=60))) == ("settings",)
    moved = DEFAULT.changed("choosing.near", "0.95")
    assert before.differing(fingerprint_of(Settings(), moved)) == ("constants",)
    # What shapes no answer, or not without a language model.
    quiet = Settings(log_questions=True, data=Path("elsewhere"), llm_window=4096)
    assert fingerprint_of(quiet) == before


def test_the_precision_of_the_model_is_of_the_model() -> None:
    ways = [fingerprint_of(Settings(precision=way)) for way in ("int8", "float32")]
    assert ways[0].differing(ways[1]) == ("settings", "models")
    # Unset is what this processor does: said so, the vectors are the same.
    assert fingerprint_of(Settings()).models in {one.models for one in ways}


def test_models_in_folders_are_told_by_what_they_hold(tmp_path: Path) -> None:
    put(tmp_path / "one" / "bge" / "model.safetensors", "weights")
    put(tmp_path / "two" / "bge" / "model.safetensors", "others")
    one, two = (
        fingerprint_of(Settings(embed_model=str(tmp_path / name / "bge"))).models
        for name in ("one", "two")
    )
    assert one.startswith("bge ")
    assert one != two
    crossed = fingerprint_of(Settings(cross_encoder=str(tmp_path / "one" / "bge"))).models
    assert crossed.startswith(fingerprint_of(Settings()).models + " ")


def test_the_code_bears_its_version() -> None:
    found = fingerprint_of(Settings())
    assert found.code.split()[0] == dict(versions())["Minutebook"]
    assert found.reading == str(READING_VERSION)
    assert len(found.text) == 12
    assert int(found.text, 16) >= 0
