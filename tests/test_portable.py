"""What other systems lack is imported nowhere without asking first which system it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Of the standard library, what Windows has not; and what may speak of it all the same, and why.
LACKING = {"fcntl", "resource", "termios", "pwd", "grp", "pty"}
ELSEWHERE = {
    "corpus/sandbox/secluded.py": "is started as a program, and refuses any system but Linux",
    "evals/bench/scale.py": "measures memory as Linux tells it",
}
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in ("corpus", "retrieval", "evals", "ui", "prompts")
    for path in (ROOT / package).rglob("*.py")
)


def unasked(tree: ast.AST) -> Iterator[str]:
    """Yield what is imported outside of ``if sys.platform …`` and is lacking elsewhere."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in LACKING)
        elif isinstance(node, ast.ImportFrom) and node.module in LACKING:
            yield str(node.module)
        yield from unasked(node)


def test_every_import_that_windows_lacks_is_asked_for_first() -> None:
    found = {
        name: names
        for name in FILES
        if (names := list(unasked(ast.parse((ROOT / name).read_text("utf-8")))))
    }
    assert set(found) == set(ELSEWHERE), found


@pytest.mark.parametrize("text", ["import fcntl", "def f():\n    from resource import x"])
def test_an_import_without_asking_is_found(text: str) -> None:
    assert list(unasked(ast.parse(text)))
    asked = f"import sys\nif sys.platform != 'win32':\n{'    '}import resource"
    assert not list(unasked(ast.parse(asked)))


def test_paths_of_locks_can_be_named_on_any_system(tmp_path: Path) -> None:
    from corpus.ingest.uploads import Uploads

    with Uploads(tmp_path).opened() as folder:
        (lock,) = (path for path in folder.parent.iterdir() if path.is_file())
        assert not set(lock.name) & set('<>:"/\\|?*')
    assert list((tmp_path / "uploads").iterdir()) == []
