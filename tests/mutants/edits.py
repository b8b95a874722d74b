"""The changes that are tried: one node of a module's syntax tree is exchanged for another.

What cannot matter is left as it is: annotations, decorators, docstrings, what is
raised, asserted or logged, the public names of a module, and imports.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_EMPTY = {
    "str": '""',
    "int": "0",
    "float": "0.0",
    "tuple": "()",
    "list": "[]",
    "Sequence": "()",
    "Iterable": "()",
    "Iterator": "iter(())",
    "dict": "{}",
    "Mapping": "{}",
    "set": "set()",
    "frozenset": "frozenset()",
}
# Keywords that only say how much is remembered or checked.
_IDLE = {"strict", "maxsize", "encoding", "exist_ok"}
_LOGS = {"debug", "info", "warning", "error", "exception"}
_Node = TypeVar("_Node", bound=ast.AST)
_LEFT = (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom, ast.JoinedStr)


@dataclass(frozen=True)
class Edit:
    """One node exchanged: ``field`` of ``parent``, its ``at``-th where that is a list."""

    parent: ast.AST
    field: str
    at: int | None
    new: ast.AST | None
    inside: tuple[ast.AST, ...]

    def apply(self) -> None:
        """Change the tree; a ``new`` of None takes the node away."""
        if self.at is None:
            setattr(self.parent, self.field, self.new)
        elif self.new is None:
            del getattr(self.parent, self.field)[self.at]
        else:
            getattr(self.parent, self.field)[self.at] = self.new

    @property
    def function(self) -> str:
        """The dotted name of the outermost function changed; "" in the module's own lines."""
        names: list[str] = []
        for node in self.inside:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.append(node.name)
            if isinstance(node, ast.FunctionDef):
                return ".".join(names)
        return ""

    @property
    def statement(self) -> ast.stmt:
        """The innermost statement that is changed."""
        return next(node for node in reversed(self.inside) if isinstance(node, ast.stmt))


def edits(tree: ast.Module) -> list[Edit]:
    """Return every change that can be tried in a module, in the order of its text."""
    return list(_below(tree, ()))


def head(statement: ast.stmt) -> str:
    """Return a statement on one line, without the block below it."""
    bare = copy.deepcopy(statement)
    if getattr(bare, "body", None):
        bare.body = [ast.Expr(ast.Constant(...))]  # type: ignore[attr-defined]
    for block in ("orelse", "decorator_list"):
        if getattr(bare, block, None):
            setattr(bare, block, [])
    return ast.unparse(ast.fix_missing_locations(bare)).replace("\n", " ").removesuffix("     ...")


def _below(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[Edit]:
    inside = (*above, node)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for at, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _idle(child):
                continue
            place = at if isinstance(value, list) else None
            for new in _exchanged(child, inside, field):
                yield Edit(node, field, place, new, (*inside, child))
            yield from _below(child, inside)


def _idle(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        called = node.value.func if isinstance(node.value, ast.Call) else None
        logs = isinstance(called, ast.Attribute) and called.attr in _LOGS
        return isinstance(node.value, ast.Constant) or logs
    if isinstance(node, ast.Assign):
        return any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
    return isinstance(node, _LEFT) or (isinstance(node, ast.keyword) and node.arg in _IDLE)


def _exchanged(node: ast.AST, inside: tuple[ast.AST, ...], field: str) -> Iterator[ast.AST | None]:
    """Yield what may stand in the place of ``node``; None for nothing."""
    if field in ("test", "ifs"):
        yield ast.Constant(False)
        if not isinstance(inside[-1], ast.While):
            yield ast.Constant(True)
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp() | ast.BinOp():
            yield from _terms(node)
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float() as number):
            yield from (ast.Constant(new) for new in (number + 1, 0) if new != number)
        case ast.Break() | ast.Continue():
            yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()
        case ast.Call():
            yield from _calls(node)
        case ast.Return(value=ast.expr()):
            yield from _returns(node, inside)
        case ast.Tuple(elts=[_, _, *_]) if isinstance(inside[-1], ast.Compare):
            yield from (_without(node, "elts", at) for at in range(len(node.elts)))


def _terms(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield _with(node, ops=[*ops[:at], _COMPARED[type(op)](), *ops[at + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
            yield from (_without(node, "values", at) for at in range(len(node.values)))
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp(op=op) if type(op) in _COUNTED and not _words(node):
            yield _with(node, op=_COUNTED[type(op)]())


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if isinstance(node.func, ast.Name) and name in _CALLED:
        yield _with(node, func=ast.Name(_CALLED[name], ast.Load()))
    if name in ("sorted", "sort") and not any(one.arg == "reverse" for one in node.keywords):
        turned = ast.keyword("reverse", ast.Constant(True))
        yield _with(node, keywords=[*node.keywords, turned])
    if not name[:1].isupper():
        for at, keyword in enumerate(node.keywords):
            if keyword.arg not in _IDLE and keyword.arg is not None:
                yield _without(node, "keywords", at)


def _returns(node: ast.Return, inside: tuple[ast.AST, ...]) -> Iterator[ast.AST]:
    function = next(one for one in reversed(inside) if isinstance(one, ast.FunctionDef))
    given = ast.unparse(function.returns) if function.returns else ""
    said = ast.unparse(node.value) if node.value else ""
    empty = "None" if given.endswith("| None") else _EMPTY.get(given.split("[")[0], "")
    if given == "bool":
        empty = f"not ({said})"
    if empty and empty != said:
        yield _with(node, value=ast.parse(empty, mode="eval").body)


def _words(node: ast.BinOp) -> bool:
    """Whether texts are put together: taken from one another they only raise."""
    said = (ast.JoinedStr, ast.List, ast.Tuple)
    return any(
        isinstance(one, said) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in (node.left, node.right)
    )


def _with(node: _Node, **fields: object) -> _Node:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _without(node: ast.AST, field: str, at: int) -> ast.AST:
    kept = [one for place, one in enumerate(getattr(node, field)) if place != at]
    return kept[0] if field == "values" and len(kept) == 1 else _with(node, **{field: kept})
