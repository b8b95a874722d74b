"""Which versions run here, for the app's footer and for reports of faults."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from corpus.model import CATALOGUE_VERSION, program_version

# Those whose behaviour shows in answers, pages or data folders.
_LIBRARIES = (
    "streamlit",
    "chromadb",
    "llama-index-core",
    "onnxruntime",
    "sentence-transformers",
    "torch",
    "pypdfium2",
    "pypdf",
)


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Return (name, version) pairs: Minutebook first, its catalogue, Python, then libraries.

    A library that is not installed is left out. Nothing is imported to find out.
    """
    own = (
        ("Minutebook", program_version()),
        ("catalogue", str(CATALOGUE_VERSION)),
        ("Python", platform.python_version()),
    )
    found = ((name, _installed(name)) for name in _LIBRARIES)
    return own + tuple((name, number) for name, number in found if number)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
