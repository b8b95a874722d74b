"""Wording that is data: templates with placeholders that are checked when they are filled.

A template is a file ``prompts/<name>.txt`` with ``{placeholders}``. Filling one
with a name too many or too few is an error, so wording and code cannot drift.
Those sent to a language model begin with a line ``version N``, which is not sent
and goes up with every change: what a run was asked can be told from it.
"""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path

from prompts.wording import (
    Said,
    Wording,
    counted_words,
    joined,
    said_of,
    spoken,
    worded,
    wording_of,
)

__all__ = [
    "Said",
    "TemplateError",
    "Wording",
    "counted_words",
    "fill",
    "joined",
    "placeholders",
    "said_of",
    "spoken",
    "text",
    "version",
    "worded",
    "wording_of",
]

_FOLDER = Path(__file__).parent
_VERSION = re.compile(r"version (\d+)\n")


class TemplateError(Exception):
    """A template is missing, or was filled with the wrong placeholders."""


def fill(name: str, **values: str) -> Wording:
    """Return template ``name`` with ``values`` in its placeholders, to be said in any language.

    Raises:
        TemplateError: no such template, or the names do not match its placeholders.
    """
    wanted = placeholders(name)
    if wanted != set(values):
        message = f"template {name!r} takes {sorted(wanted)}, was given {sorted(values)}"
        raise TemplateError(message)
    return worded(_template(name)[1], **values)


def text(name: str) -> str:
    """Return template ``name`` as it is, to be filled in another language.

    Raises:
        TemplateError: no such template.
    """
    return _template(name)[1]


def version(name: str) -> int:
    """Return the version of template ``name``; 0 for wording that is not versioned.

    Raises:
        TemplateError: no such template.
    """
    return _template(name)[0]


def placeholders(name: str) -> frozenset[str]:
    """Return the names of the placeholders of template ``name``.

    Raises:
        TemplateError: no such template.
    """
    return frozenset(
        field for _, field, _, _ in string.Formatter().parse(_template(name)[1]) if field
    )


@cache
def _template(name: str) -> tuple[int, str]:
    path = _FOLDER / f"{name}.txt"
    if not path.is_file():
        raise TemplateError(f"no template {path.name} in {_FOLDER.name}/")
    text = path.read_text(encoding="utf-8")
    said = _VERSION.match(text)
    return (int(said[1]), text[said.end() :].strip()) if said else (0, text.strip())
