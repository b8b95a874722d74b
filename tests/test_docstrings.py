"""What is public says what name and types cannot: errors, shapes, units, the base of counting."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.raising import Function, kinds, leaving
from tests.rooms import modules, packages, tree

# Not brought to the rule yet.
_LEFT_OUT = "corpus.minutes"
# What a docstring, or that of its class or module, has to say where a rule asks for it.
_SHAPE = re.compile(r"shape|\([a-z]+(?: \+ [a-z]+)?, ?[a-z ]*\)")
_BASE = re.compile(r"physical|from [01]|as printed|as many as", re.I)
_END = re.compile(r"half-open|inclusive")
_UNIT = re.compile(
    r"seconds|hours|Unix time|points|pixels|percent|shares?\b|scores?\b|weight|cosine|probability"
    r"|p-value|from 0|0 to 1|times as|pages a second"
)
# "Raises as :meth:`picture`" and "As :func:`read_paper`, with lines": named there.
_NAMED_THERE = re.compile(r"(?:[Rr]aises as|\bas|^As) :(?:meth|func|class):`")
_REFERENCE = re.compile(r":(?:class|func|meth|mod|attr):`([\w.]+)`")
_NOTHING = re.compile(r"\b(?:none|nothing)\b", re.I)
_NOT_NUMBERS = re.compile(r"(?!.*\b(?:int|float)\b)")


@dataclass(frozen=True)
class Public:
    """A public class, function, method or property; ``owner`` is the class of the last two."""

    module: str
    node: ast.ClassDef | Function
    owner: ast.ClassDef | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Its class, "" without one, and name."""
        return self.owner.name if self.owner else "", self.node.name

    @property
    def said(self) -> str:
        """Its docstring and that of its class."""
        above = ast.get_docstring(self.owner) if self.owner else None
        return f"{ast.get_docstring(self.node) or ''}\n{above or ''}"

    def __str__(self) -> str:
        return f"{self.module}:{self.node.lineno} {'.'.join(filter(None, self.key))}"


@cache
def _public() -> tuple[Public, ...]:
    """Return all that is public and has to say something."""
    kept = (module for module in modules() if not module.startswith(_LEFT_OUT))
    return tuple(one for module in kept for one in _of(module) if _has_to_say(one))


def _of(module: str) -> Iterator[Public]:
    for node in tree(module).body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield Public(module, node)
            if isinstance(node, ast.ClassDef):
                inside = (one for one in node.body if isinstance(one, Function))
                yield from (Public(module, o, node) for o in inside if not o.name.startswith("_"))


def _has_to_say(one: Public) -> bool:
    """All but properties that are no numbers, and what a Protocol takes over from a class.

    Name and type say the one, the class that the docstring of the Protocol refers to the other.
    """
    if one.owner is None or ast.get_docstring(one.node):
        return True
    by = [ast.unparse(decorator) for decorator in one.node.decorator_list]
    if any("property" in name for name in by) and _NOT_NUMBERS.match(dict(_types(one))[""]):
        return False
    taken_over = ":class:" in (ast.get_docstring(one.owner) or "")
    return not (taken_over and "Protocol" in map(ast.unparse, one.owner.bases))


@cache
def _types(one: Public) -> tuple[tuple[str, str], ...]:
    """Return (name, type) of parameters and, as "", result of a function; of a class's fields."""
    if isinstance(one.node, ast.ClassDef):
        fields = (field for field in one.node.body if isinstance(field, ast.AnnAssign))
        return tuple((ast.unparse(f.target), ast.unparse(f.annotation)) for f in fields)
    every = one.node.args
    given = (*every.posonlyargs, *every.args, *every.kwonlyargs)
    taken = [(one.arg, ast.unparse(one.annotation)) for one in given if one.annotation]
    return (*taken, ("", ast.unparse(one.node.returns) if one.node.returns else ""))


def _silent(asked: Callable[[Public], bool], pattern: re.Pattern[str]) -> list[str]:
    """Return those asked that do not say what the pattern matches."""

    def says(one: Public) -> bool:
        return bool(pattern.search(f"{one.said}\n{ast.get_docstring(tree(one.module)) or ''}"))

    return [str(one) for one in _public() if asked(one) and not says(one)]


def test_what_is_public_has_a_docstring() -> None:
    assert [str(one) for one in _public() if not ast.get_docstring(one.node)] == []


def test_what_takes_or_gives_arrays_says_their_shape() -> None:
    names = {"NDArray"}
    for module in modules():
        for node in tree(module).body:
            if isinstance(node, ast.Assign) and "NDArray" in ast.unparse(node.value):
                names |= {ast.unparse(target) for target in node.targets}
    arrays = re.compile(rf"\b(?:{'|'.join(names)})\b")
    assert _silent(lambda one: any(arrays.search(kind) for _, kind in _types(one)), _SHAPE) == []


def test_what_names_pages_says_how_they_are_counted() -> None:
    many = re.compile(r"(?:Sequence|Iterable|tuple|frozenset|set|list)\[int\b")

    def counts_pages(one: Public) -> bool:
        return any(
            (name in {"page", "number"} and kind in {"int", "int | None"})
            or (name in {"pages", "numbers"} and many.match(kind))
            for name, kind in _types(one)
        )

    assert _silent(counts_pages, _BASE) == []


def test_what_runs_from_start_to_end_says_whether_the_end_is_in_it() -> None:
    assert _silent(lambda one: {"start", "end"} <= dict(_types(one)).keys(), _END) == []


def test_what_measures_says_its_unit() -> None:
    def measures(one: Public) -> bool:
        fields = isinstance(one.node, ast.ClassDef)
        return not fields and any(re.search(r"\bfloat\b", kind) for _, kind in _types(one))

    assert _silent(measures, _UNIT) == []


def test_what_may_give_none_says_when() -> None:
    def optional(one: Public) -> bool:
        return dict(_types(one)).get("", "").endswith("| None")

    own = {str(one): ast.get_docstring(one.node) or "" for one in _public() if optional(one)}
    assert [name for name, said in own.items() if not _NOTHING.search(said)] == []


def test_what_raises_an_error_names_it() -> None:
    def unnamed(one: Public) -> set[str]:
        if isinstance(one.node, ast.ClassDef):
            left = leaving(one.module).get((one.node.name, "__init__"), set())
        else:
            left = leaving(one.module).get(one.key, set())
        words = set(re.findall(r"\w+", one.said))
        return {error for error in left if not kinds(error) & words}

    named_there = {one for one in _public() if _NAMED_THERE.search(one.said)}
    found = {str(one): unnamed(one) for one in _public() if one not in named_there}
    assert {name: errors for name, errors in found.items() if errors} == {}


@cache
def _docstrings() -> tuple[tuple[str, str], ...]:
    """Return (module, docstring) of modules, and of what stands in them and in their classes."""
    found: list[tuple[str, str]] = []
    for module in modules():
        top = [node for node in tree(module).body if isinstance(node, ast.ClassDef | Function)]
        inside = [node for one in top if isinstance(one, ast.ClassDef) for node in one.body]
        members = [node for node in inside if isinstance(node, ast.ClassDef | Function)]
        every = (ast.get_docstring(node) for node in (tree(module), *top, *members))
        found += [(module, said) for said in every if said]
    return tuple(found)


def test_errors_that_are_named_are_there() -> None:
    line = re.compile(r"^    (?:\w+\.)*(\w+(?:, \w+)*)[:.]", re.M)
    named = {
        (module, name)
        for module, said in _docstrings()
        for names in line.findall(said.partition("Raises:\n")[2])
        for name in names.split(", ")
    }
    assert {one for one in named if kinds(one[1]) == {one[1]} and one[1] != "Exception"} == set()


@cache
def _names(module: str) -> frozenset[str]:
    """Return what a module defines, imports or assigns, and the members of its classes."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ClassDef | Function):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return frozenset(found)


def test_references_lead_somewhere() -> None:
    def lost(module: str, path: str) -> bool:
        place, name = path if path.split(".")[0] in packages() else f"{module}.{path}", ""
        while place not in modules():
            place, _, name = place.rpartition(".")
        return bool(name) and name not in _names(place)

    found = {(module, path) for module, said in _docstrings() for path in _REFERENCE.findall(said)}
    assert {one for one in found if lost(*one)} == set()
