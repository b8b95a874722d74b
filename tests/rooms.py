"""The rooms of the code, read from its folders and syntax trees.

``python -m tests.rooms`` prints the table of rooms for ARCHITECTURE.md, made from
the docstrings of their doors; ``python -m tests.rooms --write`` puts it there.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- ROOMS -->", "<!-- END ROOMS -->"


@dataclass(frozen=True)
class Import:
    """One imported name: ``module`` and, of a ``from`` import, ``name``; as ``alias`` here."""

    module: str
    name: str | None
    alias: str


@cache
def layers() -> dict[str, Any]:
    """Return what ``layers.toml`` says."""
    return tomllib.loads((ROOT / "tests" / "layers.toml").read_text(encoding="utf-8"))


def packages() -> tuple[str, ...]:
    """Return the packages of the product."""
    return tuple(layers()["packages"])


@cache
def modules() -> dict[str, Path]:
    """Return the product's modules by dotted name; a package's name is its ``__init__``."""
    found = {"app": ROOT / "app.py"}
    for package in packages():
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    """Return the syntax tree of a module of the product."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> tuple[Import, ...]:
    """Return all that a module imports, wherever in it and also for types only."""
    return tuple(_imports(tree(module)))


def _imports(parsed: ast.Module) -> Iterator[Import]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, None, alias.asname or alias.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out in full"
            for alias in node.names:
                yield Import(node.module or "", alias.name, alias.asname or alias.name)


def imported_modules(module: str) -> set[str]:
    """Return the modules of the product that a module imports; what a door shows is the door."""
    found = set()
    for given in imports(module):
        inside = f"{given.module}.{given.name}"
        outside = given.module in rooms() and given.module != room_of(module)
        shown = outside and given.name in door(given.module)
        found.add(inside if inside in modules() and not shown else given.module)
    return (found & set(modules())) - {module}


def room_of(module: str) -> str:
    """Return the room that a module stands in: ``package.room``, or the package itself."""
    package, *inner = module.split(".")
    named = bool(inner) and inner[0] in layers()["rooms"].get(package, ())
    return f"{package}.{inner[0]}" if named else package


def rooms() -> tuple[str, ...]:
    """Return every room, from the ground up."""
    return tuple(
        f"{package}.{room}" for package in packages() for room in layers()["rooms"][package]
    )


def door(room: str) -> tuple[str, ...]:
    """Return the names in ``__all__`` of a room."""
    for node in tree(room).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return tuple(ast.literal_eval(node.value))
    return ()


def table() -> str:
    """Return the rooms and what each is for, as ARCHITECTURE.md shows them."""
    lines = []
    for package in packages():
        about = (ast.get_docstring(tree(package)) or "").split("\n")[0]
        lines += [f"### `{package}/`: {about}", ""]
        held = [room for room in rooms() if room.startswith(f"{package}.")]
        if held:
            lines += ["| room | what stands there | modules |", "| --- | --- | --- |"]
            lines += [_row(room) for room in held] + [""]
    return "\n".join(lines).rstrip()


def _row(room: str) -> str:
    about = re.sub(r":mod:`|``", "`", (ast.get_docstring(tree(room)) or "").split("\n")[0])
    inner = [name.removeprefix(f"{room}.") for name in modules() if name.startswith(f"{room}.")]
    return f"| `{room.replace('.', '/')}/` | {about} | {', '.join(inner)} |"


def main() -> None:
    """Print the table, or write it into ARCHITECTURE.md."""
    if "--write" not in sys.argv:
        print(table())
        return
    text = ARCHITECTURE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    ARCHITECTURE.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
