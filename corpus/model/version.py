"""Versions: of the program, and of what is kept, which is readings and the catalogue.

A reading has the version of the reading program: what it makes of a paper, not how.

Raise it with every change that reads the same file otherwise (pages, items,
minutes, tables, access, passages). Papers read by an earlier version are told of
by `minutebook check` and read anew by `minutebook add --again`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

READING_VERSION = 22
# Of the catalogue's tables; `corpus/storage/upgrading.py` brings older ones up to date.
CATALOGUE_VERSION = 20
# Beside the code in a checkout only.
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@cache
def program_version() -> str:
    """Return Minutebook's version: that installed, or of a checkout that is not installed."""
    # Longer to import than all that the first words of a command line need.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("minutebook")
    except PackageNotFoundError:
        import tomllib

        return str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])
