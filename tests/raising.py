"""Which errors leave a function: its own, and those of what it calls in its own module."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.rooms import modules, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef
# The name of a function's class, "" outside of one, and its own.
Key = tuple[str, str]


@cache
def _bases() -> dict[str, list[str]]:
    """Return the bases of the errors that the product defines, by name."""
    return {
        node.name: [ast.unparse(base) for base in node.bases]
        for module in modules()
        for node in tree(module).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }


@cache
def kinds(error: str) -> frozenset[str]:
    """Return the names that an error goes by: its own and those of what it is a kind of."""
    if error in _bases():
        return frozenset({error}.union(*(kinds(base) for base in _bases()[error])))
    kind = getattr(builtins, error, object)
    return frozenset({error} | {up.__name__ for up in kind.__mro__}) - {"object"}


@cache
def leaving(module: str) -> dict[Key, set[str]]:
    """Return the names of the errors that leave each function of a module, as far as it tells."""
    if not any(isinstance(node, ast.Raise) for node in ast.walk(tree(module))):
        return {}
    functions = dict(_functions(module))
    found: dict[Key, set[str]] = {key: set() for key in functions}
    count = -1
    # What one function raises leaves those that call it, and those that call these.
    while count < sum(map(len, found.values())):
        count = sum(map(len, found.values()))
        for key, node in functions.items():
            found[key] = _each(node.body, _Seen(key[0], functions, found))
    return found


def _functions(module: str) -> Iterator[tuple[Key, Function]]:
    for node in tree(module).body:
        owner, inside = (node.name, node.body) if isinstance(node, ast.ClassDef) else ("", [node])
        yield from (((owner, one.name), one) for one in inside if isinstance(one, Function))


@dataclass(frozen=True)
class _Seen:
    """What is known where a statement stands: its class, and the functions of the module."""

    owner: str
    functions: dict[Key, Function]
    found: dict[Key, set[str]]

    def called(self, call: ast.Call) -> Key:
        """Return which function of the module a call may be of."""
        if isinstance(call.func, ast.Name):
            return "", call.func.id
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            return self.owner if call.func.value.id in {"self", "cls"} else "?", call.func.attr
        return "?", ""


def _each(nodes: Iterable[ast.AST], seen: _Seen) -> set[str]:
    return {error for node in nodes for error in _from(node, seen)}


def _from(node: ast.AST, seen: _Seen) -> set[str]:
    if isinstance(node, Function | ast.Lambda | ast.ClassDef):
        return set()
    if isinstance(node, ast.Try):
        caught = {name for one in node.handlers for name in _caught(one)}
        tried = {error for error in _each(node.body, seen) if not kinds(error) & caught}
        return tried | _each([*node.handlers, *node.orelse, *node.finalbody], seen)
    found = _each(ast.iter_child_nodes(node), seen)
    if isinstance(node, ast.With):
        kept_in = set(re.findall(r"suppress\((\w+)\)", " ".join(map(ast.unparse, node.items))))
        return {error for error in found if not kinds(error) & kept_in}
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        found |= _raised(node.exc, seen)
    if isinstance(node, ast.Call):
        found |= seen.found.get(seen.called(node), set())
    return found


def _raised(error: ast.Call, seen: _Seen) -> set[str]:
    """Return the name of an error that is made where it is raised, or by a function for it."""
    made_by = seen.functions.get(seen.called(error))
    name = ast.unparse(made_by.returns if made_by and made_by.returns else error.func)
    return {name} if re.fullmatch(r"[A-Z]\w*Error", name) else set()


def _caught(handler: ast.ExceptHandler) -> set[str]:
    """Return the names that a handler catches for good."""
    if any(isinstance(node, ast.Raise) and not node.exc for node in ast.walk(handler)):
        return set()
    return set(re.findall(r"\w+", ast.unparse(handler.type))) if handler.type else {"Exception"}
