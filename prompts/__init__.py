"""Wording that is data: templates with placeholders that are checked when they are filled.

A template is a file ``prompts/<name>.txt`` with ``{placeholders}``. Filling one
with a name too many or too few is an error, so wording and code cannot drift.
"""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path

__all__ = ["TemplateError", "fill", "placeholders"]

_FOLDER = Path(__file__).parent


class TemplateError(Exception):
    """A template is missing, or was filled with the wrong placeholders."""


def fill(name: str, **values: str) -> str:
    """Return template ``name`` with ``values`` in its placeholders.

    Raises:
        TemplateError: no such template, or the names do not match its placeholders.
    """
    wanted = placeholders(name)
    if wanted != set(values):
        message = f"template {name!r} takes {sorted(wanted)}, was given {sorted(values)}"
        raise TemplateError(message)
    return _text(name).format(**values)


def placeholders(name: str) -> frozenset[str]:
    """Return the names of the placeholders of template ``name``."""
    return frozenset(field for _, field, _, _ in string.Formatter().parse(_text(name)) if field)


@cache
def _text(name: str) -> str:
    path = _FOLDER / f"{name}.txt"
    if not path.is_file():
        raise TemplateError(f"no template {path.name} in {_FOLDER.name}/")
    return path.read_text(encoding="utf-8").strip()
