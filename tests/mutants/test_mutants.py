"""A change that matters is noticed by the tests that run it, and one that does not is told."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.mutants.__main__ import Mutant, covering, mutant, tried
from tests.mutants.covering import Watched, in_children
from tests.mutants.edits import edits

TOY = '''"""A toy."""
import logging

def best(scores: list[int], least: int = 3) -> list[int]:
    """Return the scores that are good, best first."""
    logging.info("looking")
    if not scores:
        raise ValueError("no " + "scores")
    return sorted((one for one in scores if one >= least), reverse=True)

def unused(text: str) -> str:
    return text
'''
TEST = """
from toy_scores import best

def test_the_best_come_first():
    assert best([1, 3, 5]) == [5, 3]
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    (tmp_path / "toy_scores.py").write_text(TOY)
    (tmp_path / "test_toy.py").write_text(TEST)
    return tmp_path


@pytest.fixture(scope="module")
def fresh() -> Iterator[ProcessPoolExecutor]:
    """A process with one thread, as the tool is: one forked beside threads may wait for ever."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


def noticed(after: str, toy: Path) -> bool:
    sys.path.insert(0, str(toy))
    every = (mutant("toy_scores", at, TOY) for at in range(len(edits(ast.parse(TOY)))))
    one = next(one for one in every if after in one.after)
    test = str(toy / "test_toy.py")
    files = {test: Watched("", ("test_toy.py::test_the_best_come_first",), 0.1, frozenset())}
    work = [(one.name, lambda: tried(one, toy / "toy_scores.py", files))]
    ((_, code),) = in_children(work, 1, seconds=30)
    assert code in (0, 1)
    return code == 1


def endless() -> int:
    while True:
        pass


def left_alone() -> list[tuple[str, int]]:
    return list(in_children([("endless", endless)], 1, seconds=1))


@pytest.mark.parametrize(
    "after", ["reverse=False", "one > least", "if False)", "return []", "if True:", "least: int=4"]
)
def test_what_makes_a_difference_is_noticed(
    after: str, toy: Path, fresh: ProcessPoolExecutor
) -> None:
    assert fresh.submit(noticed, after, toy).result()


@pytest.mark.parametrize("after", ["return ''", "if False:"])
def test_what_no_test_runs_or_needs_is_not(
    after: str, toy: Path, fresh: ProcessPoolExecutor
) -> None:
    assert not fresh.submit(noticed, after, toy).result()


def test_what_does_not_end_counts_as_noticed(fresh: ProcessPoolExecutor) -> None:
    assert fresh.submit(left_alone).result() == [("endless", -1)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = a < b", {"x = a <= b"}),
        ("x = a in b", {"x = a not in b"}),
        ("x = a and b", {"x = a or b", "x = a", "x = b"}),
        ("x = not a", {"x = a"}),
        ("x = a - b", {"x = a + b"}),
        ("x = -a", {"x = a"}),
        ("x = 5", {"x = 6", "x = 0"}),
        ("x = max(a)", {"x = min(a)"}),
        ("x = any(a)", {"x = all(a)"}),
        ("x = sorted(a, key=b)", {"x = sorted(a, key=b, reverse=True)", "x = sorted(a)"}),
        ("x = [a for a in b if c]", {"x = [a for a in b if False]", "x = [a for a in b if True]"}),
        ("x = a in (b, c)", {"x = a not in (b, c)", "x = a in (c,)", "x = a in (b,)"}),
        ("while a:\n    break", {"while False:", "continue"}),
        ("def f() -> bool:\n    return a", {"return not a"}),
        ("def f() -> str | None:\n    return a", {"return None"}),
        ("def f(a: int = 0) -> None:\n    'said'", {"def f(a: int=1) -> None:"}),
        ("x = 'a' + b", set()),
        ("raise ValueError(1)", set()),
        ("assert a < b", set()),
        ("__all__ = [a < b]", set()),
        ("if TYPE_CHECKING:\n    x = 1", set()),
        ("x: Literal[1] = a", set()),
        ("@cache(maxsize=1)\ndef f() -> None:\n    pass", set()),
    ],
)  # fmt: skip
def test_what_is_tried(before: str, after: set[str]) -> None:
    count = len(edits(ast.parse(before)))
    made = {mutant("toy", at, before).after.strip() for at in range(count)}
    assert made == after


def test_the_tests_of_a_function_are_those_that_run_it_the_nearest_first() -> None:
    one = Mutant("corpus.minutes.votes", 0, 1, "counted", "", "")
    name = "corpus.minutes.votes:counted"
    known = {
        "tests/corpus/reading/test_a.py": Watched("", ("a",), 0.1, frozenset((name,))),
        "tests/corpus/minutes/test_b.py": Watched("", ("b",), 0.5, frozenset((name,))),
        "tests/corpus/minutes/test_c.py": Watched("", ("c",), 0.2, frozenset((name,))),
        "tests/corpus/minutes/test_d.py": Watched("", ("d",), 0.2, frozenset((name + "s",))),
        "tests/corpus/minutes/test_e.py": Watched("", (), 0.2, frozenset((name,))),
    }
    order = [file[-4] for file in covering(one, known)]
    assert order == ["c", "b", "a"]
