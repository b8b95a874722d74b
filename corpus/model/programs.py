"""Programs: how this one was called, and whether those that help it are installed."""

from __future__ import annotations

import shutil
import sys

# The packages that can be run as modules, each with commands of its own.
_MODULES = {"corpus.__main__", "retrieval.__main__", "evals.__main__"}


def program(package: str) -> str:
    """Return the name before a message: of the package, if it was run as a module."""
    return package if _run_as_module() else "minutebook"


def typed(words: str) -> str:
    """Return a command (``corpus rebuild``) in backquotes, as whoever called this types it.

    That is ``python -m corpus rebuild`` where a package was run as a module, and
    ``minutebook rebuild`` elsewhere, in the app too.
    """
    if _run_as_module():
        return f"`python -m {words}`"
    package, _, rest = words.partition(" ")
    return f"`minutebook {words if package == 'evals' else rest}`"


def _run_as_module() -> bool:
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    return spec is not None and spec.name in _MODULES


def soffice() -> str | None:
    """Return the path of the LibreOffice program; None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def tesseract() -> str | None:
    """Return the path of the Tesseract program; None if it is not installed."""
    return shutil.which("tesseract")
