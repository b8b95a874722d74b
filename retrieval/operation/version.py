"""Which versions run here, for the app's footer and for reports of faults."""

from __future__ import annotations

import platform
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.model import CATALOGUE_VERSION

# Those whose behaviour shows in answers, pages or data folders.
_LIBRARIES = (
    "streamlit",
    "chromadb",
    "llama-index-core",
    "sentence-transformers",
    "torch",
    "pypdfium2",
    "pypdf",
)
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Return (name, version) pairs: Minutebook first, its catalogue, Python, then libraries.

    A library that is not installed is left out. Nothing is imported to find out.
    """
    own = (
        ("Minutebook", _minutebook()),
        ("catalogue", str(CATALOGUE_VERSION)),
        ("Python", platform.python_version()),
    )
    found = ((name, _installed(name)) for name in _LIBRARIES)
    return own + tuple((name, number) for name, number in found if number)


def _minutebook() -> str:
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
