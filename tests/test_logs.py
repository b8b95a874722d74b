"""No line of a log says what an error says: its message may name a paper, or quote it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.rooms import modules, tree

LOGGERS = {"log", "_log", "_LOG"}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}


def told(of: ast.Module) -> Iterator[str]:
    """Yield the lines of a module that log an error by its words, or with its traceback."""
    caught = {node.name for node in ast.walk(of) if isinstance(node, ast.ExceptHandler)}
    for call in ast.walk(of):
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=level)) if (
                name in LOGGERS and level in LEVELS
            ):
                words = {arg.id for arg in call.args if isinstance(arg, ast.Name)} & caught
                whole = level == "exception" or any(k.arg == "exc_info" for k in call.keywords)
                if words or whole:
                    yield f"line {call.lineno}: {ast.unparse(call)}"


@pytest.mark.parametrize("module", modules())
def test_errors_are_logged_without_their_words(module: str) -> None:
    assert list(told(tree(module))) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("_LOG.error('not done: %s', error)", 1),
        ("_LOG.exception('not done')", 1),
        ("_LOG.warning('not done', exc_info=True)", 1),
        ("_LOG.error('not done: %s', whence(error))", 0),
        ("_LOG.error('not done: %s', error.strerror)", 0),
    ],
)
def test_a_line_that_logs_an_error_by_its_words_is_found(line: str, count: int) -> None:
    module = ast.parse(f"try:\n    work()\nexcept OSError as error:\n    {line}\n")
    assert len(list(told(module))) == count
