"""How many changes of the code that makes answers do the quick tests notice?

``python -m tests.mutants [MODULE …] [--sample N] [--seed S]``; modules may be
globs. Each change is tried in a forked process that has the libraries loaded, on
the test files that run the changed function, the quickest first.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import os
import random
import sys
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tests.mutants.covering import PACKAGES, ROOT, Watched, in_children, pytest_quietly, watched
from tests.mutants.edits import edits, head

# The modules that rank, choose, judge, quote, find decisions and check claims.
MODULES = (
    "retrieval.ranking.*",
    "retrieval.search.*",
    "retrieval.answer.*",
    "retrieval.asking.*",
    "retrieval.question.*",
    "retrieval.explain.claim*",
    "retrieval.explain.[befsw]*",
    "corpus.minutes.*",
    "corpus.access.*",
    "corpus.passages.*",
    "corpus.structure.*",
)
# Tests of whole papers and whole answers, which go through many rooms.
_WHOLE = ("corpus/reading", "retrieval/guard")


@dataclass(frozen=True)
class Mutant:
    """The ``at``-th change of a module; ``before`` and ``after`` are the statement changed."""

    module: str
    at: int
    line: int
    function: str
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"{self.module}#{self.at}"


def path_of(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def mutant(module: str, at: int, text: str) -> Mutant:
    """Return the ``at``-th change of a module whose source is ``text``."""
    edit = edits(ast.parse(text))[at]
    statement = edit.statement
    before = head(statement)
    edit.apply()
    whole = edit.new if edit.inside[-1] is statement else statement
    after = head(whole) if isinstance(whole, ast.stmt) else "pass"
    return Mutant(module, at, statement.lineno, edit.function, before, after)


def compiled(mutant: Mutant, path: Path) -> CodeType:
    """Return the code of the module as it is with the change."""
    tree = ast.parse(path.read_text("utf-8"))
    edits(tree)[mutant.at].apply()
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


class _Instead(SourceFileLoader):
    """Loads one module changed; found before the one that is on disk."""

    def __init__(self, module: str, path: Path, code: CodeType) -> None:
        super().__init__(module, str(path))
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        return self._code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)


class _Only:
    """Keeps the tests that are known to pass swiftly, and leaves their order."""

    def __init__(self, tests: set[str]) -> None:
        self._tests = tests

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._tests]


def tried(mutant: Mutant, path: Path, files: Mapping[str, Watched]) -> int:
    """Run the tests of ``files`` on the changed module: pytest's exit code, 0 if none notices."""
    sys.meta_path.insert(0, _Instead(mutant.module, path, compiled(mutant, path)))
    tests = {test for one in files.values() for test in one.tests}
    return pytest_quietly(["-x", "--no-header", *files], _Only(tests))


def covering(mutant: Mutant, known: Mapping[str, Watched]) -> dict[str, Watched]:
    """Return the test files that run what is changed, the quickest first."""
    name = f"{mutant.module}:{mutant.function}"
    near = f"tests/{mutant.module.rsplit('.', 1)[0].replace('.', '/')}/"
    found = {
        file: one
        for file, one in known.items()
        if one.tests
        and (name in one.runs if mutant.function else any(r.startswith(name) for r in one.runs))
    }
    order = sorted(found, key=lambda file: (not file.startswith(near), found[file].seconds))
    return {file: found[file] for file in order}


def _chosen(options: argparse.Namespace) -> list[Mutant]:
    every = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "__init__.py"
    ]
    wanted = options.modules or MODULES
    names = [name for name in every if any(fnmatch(name, glob) for glob in wanted)]
    texts = {name: path_of(name).read_text("utf-8") for name in names}
    found = [(n, at) for n, text in texts.items() for at in range(len(edits(ast.parse(text))))]
    if options.sample and options.sample < len(found):
        found = sorted(random.Random(options.seed).sample(found, options.sample))
    return [mutant(name, at, texts[name]) for name, at in found]


def _load_libraries(folders: Sequence[Path]) -> None:
    """Collect the tests once, and forget our own modules: what they import stays loaded."""
    out = os.dup(1)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
        pytest_quietly(["--collect-only", *map(str, folders)], object())
        os.dup2(out, 1)
    own = (*PACKAGES, "tests", "evals", "ui", "prompts")
    for name in list(sys.modules):
        if name.split(".")[0] in own and not name.startswith("tests.mutants") and name != "tests":
            del sys.modules[name]


def _tell(one: Mutant) -> None:
    print(f"{one.module}:{one.line} ({one.at})\n- {one.before}\n+ {one.after}\n", flush=True)


def _report(found: Sequence[Mutant], survived: Container[str]) -> None:
    shares: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        shares[one.module].append(one.name not in survived)
    for module, noticed in [*shares.items(), ("all", [n for s in shares.values() for n in s])]:
        print(f"{sum(noticed):5} of {len(noticed):5} {sum(noticed) / len(noticed):4.0%}  {module}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="dotted names or globs; all that make answers")
    parser.add_argument("--sample", type=int, default=0, help="so many, drawn by chance; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--limit", type=int, default=20, help="seconds of processor time for one")
    parser.add_argument("--list", action="store_true", help="say what would be tried")
    parser.add_argument("--again", action="store_true", help="watch all tests anew")
    options = parser.parse_args(arguments)
    found = _chosen(options)
    if options.list:
        for one in found:
            _tell(one)
        print(f"{len(found)} changes")
        return
    rooms = {one.module.rsplit(".", 1)[0].replace(".", "/") for one in found}
    folders = [ROOT / "tests" / room for room in sorted({*rooms, *_WHOLE})]
    _load_libraries(folders)
    known = watched(folders, options.jobs, options.again)
    named = {one.name: one for one in found}
    files = {name: covering(one, known) for name, one in named.items()}
    work = (
        (one.name, lambda one=one: tried(one, path_of(one.module), files[one.name]))
        for one in found
        if files[one.name]
    )
    survived = {name for name in named if not files[name]}
    for name in survived:
        _tell(named[name])
    for at, (name, code) in enumerate(in_children(work, options.jobs, options.limit), 1):
        if code == 0:
            survived.add(name)
            _tell(named[name])
        print(f"{at} tried, {len(survived)} not noticed", file=sys.stderr)
    _report(found, survived)


if __name__ == "__main__":
    main()
