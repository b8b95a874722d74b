"""Every compiled pattern of the product, what is asked of it, and strings that are slow to read."""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.rooms import modules, packages, tree

LENGTH = 20_000
SECONDS = 0.05
_SEARCHING = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))
_ASKING = _SEARCHING | {"match", "fullmatch"}
_HOSTILE = (
    *(
        "\n",
        " ",
        "\n   \n",
        "a",
        "1",
        "(",
        "1.",
        "“",
        "- ",
        ", ",
        "x.y ",
        "1 ",
        "RESOLVED ",
        "That ",
    ),
    *("a, b and ", "Ab ", "Ab-", "the the "),
)
# The first words of a pattern, after what may stand before them.
_PREFIX = re.compile(
    r"(?:\\.[*+]*|\^|\(\?(?::|i:|P<\w+>|=|<?!)?|\(|\[[^\]]*\][*+?]*)*([A-Za-z]{2,})"
)


@dataclass(frozen=True)
class Found:
    """A pattern at module level: ``name`` says where, ``asked`` the methods that are called."""

    name: str
    pattern: re.Pattern[str]
    asked: frozenset[str]


@cache
def patterns() -> tuple[Found, ...]:
    """Return every pattern of text that a module makes, also inside tuples, lists and mappings."""
    found: dict[int, Found] = {}
    for module in modules():
        if module.split(".")[0] not in packages() or module.endswith("__main__"):
            continue
        made = importlib.import_module(module)
        for name in sorted(_assigned(module)):
            for where, pattern in _inside(f"{module}.{name}", getattr(made, name, None)):
                found.setdefault(id(pattern), Found(where, pattern, _asked(module, name)))
    return tuple(found.values())


def hostile(pattern: str) -> Iterator[str]:
    """Yield strings of 20,000 characters, the last of the pattern's own first words."""
    own = _PREFIX.match(pattern)
    for piece in (*_HOSTILE, *((own[1], own[1] + " ") if own else ())):
        yield (piece * (LENGTH // len(piece) + 1))[:LENGTH]


def too_slow(found: Found) -> list[str]:
    """Return what takes longer than it may, as "method on 'string'"."""
    return [
        f"{method} on {text[:12]!r}"
        for text in hostile(found.pattern.pattern)
        for method in _methods(found.asked)
        if min(_seconds(found.pattern, method, text)) > SECONDS
    ]


def _methods(asked: frozenset[str]) -> list[str]:
    ways = [*(("finditer",) if asked & _SEARCHING else ()), *(sorted(asked - _SEARCHING))]
    return ways or ["finditer", "match", "fullmatch"]


def _seconds(pattern: re.Pattern[str], method: str, text: str) -> Iterator[float]:
    """Yield the processor time of up to three tries, as others share the machine.

    Shorter texts come first: what takes so little there is quick enough even if its
    time grew cubed, and what is slow there is not waited for at full length.
    """
    for part in (64, 16, 4):
        took = _once(pattern, method, text[: LENGTH // part])
        if took <= SECONDS / part**3 or took > 4 * SECONDS:
            yield took
            return
    for _ in range(3):
        yield (took := _once(pattern, method, text))
        if took <= SECONDS or took > 20 * SECONDS:
            return


def _once(pattern: re.Pattern[str], method: str, text: str) -> float:
    began = time.thread_time()
    said = getattr(pattern, method)(text)
    if method == "finditer":
        for _match in said:
            pass
    return time.thread_time() - began


def _inside(where: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield where, value
    elif isinstance(value, dict):
        yield from _inside(where, [*value.keys(), *value.values()])
    elif isinstance(value, tuple | list | frozenset | set):
        for at, one in enumerate(value):
            yield from _inside(f"{where}[{at}]", one)


def _assigned(module: str) -> set[str]:
    lines = (node for node in tree(module).body if isinstance(node, ast.Assign | ast.AnnAssign))
    targets = (t for n in lines for t in (n.targets if isinstance(n, ast.Assign) else [n.target]))
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _asked(module: str, name: str) -> frozenset[str]:
    """Return the methods called on a name; none where it is handed on, so that all may be."""
    uses = _uses().get((module, name), set())
    return frozenset() if uses - _ASKING else frozenset(uses)


@cache
def _uses() -> dict[tuple[str, str], set[str]]:
    """Return what is done with each module's names: the attributes taken, or "itself"."""
    uses: dict[tuple[str, str], set[str]] = {}
    for module in modules():
        imported = dict(_imported(module))
        for name, use in _used(tree(module)):
            uses.setdefault(imported.get(name, (module, name)), set()).add(use)
    return uses


def _used(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node.value.id, node.attr
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield node.id, "itself"
    for below in ast.iter_child_nodes(node):
        yield from _used(below)


def _imported(module: str) -> Iterable[tuple[str, tuple[str, str]]]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                yield one.asname or one.name, (node.module, one.name)
