"""Imports go one way, and each vendor library comes in by its own door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What each package may import of ours, besides itself.
ARROWS = {
    "corpus": set(),
    "prompts": set(),
    "retrieval": {"corpus", "prompts"},
    "evals": {"corpus", "prompts", "retrieval"},
    "ui": {"corpus", "prompts", "retrieval", "evals"},
}
# Entry points put the parts together, so they may see what their package must not.
COMPOSITION = {"corpus/__main__.py"}
DOORS = {
    "pypdfium2": {"corpus/pdfium.py"},
    # The speed benchmark measures plain pypdf beside our reading.
    "pypdf": {"corpus/outline.py", "evals/ingest_speed.py", "evals/read_speed.py"},
    "torch": {"retrieval/embedder.py"},
    "sentence_transformers": {"retrieval/embedder.py", "retrieval/cross_encoder.py"},
    "chromadb": {"retrieval/index.py"},
    "docx": {"ui/word_file.py"},
    "httpx": {"retrieval/model_client.py"},
    "ollama": {"retrieval/model_client.py"},
    "openai": {"retrieval/model_client.py"},
}


def _files(package: str) -> Iterator[Path]:
    return (ROOT / package).rglob("*.py")


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", sorted(ARROWS))
def test_imports_go_one_way(package: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _files(package)
        if str(path.relative_to(ROOT)) not in COMPOSITION
        for name in _imported(path) & set(ARROWS) - ARROWS[package] - {package}
    }
    assert not wrong


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_vendor_library_has_its_doors(library: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for package in ARROWS
        for path in _files(package)
        if library in _imported(path)
    }
    assert users <= DOORS[library]


def test_streamlit_is_for_the_app_alone() -> None:
    users = {
        package
        for package in ("corpus", "retrieval", "evals", "prompts")
        for path in _files(package)
        if "streamlit" in _imported(path)
    }
    assert not users
