"""Frozen dataclasses to plain JSON values and back, by their type hints.

The catalogue keeps the details of a reading in this form, and the reading
process sends its results in it, so that nothing is ever unpickled.
"""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dump(value: object) -> str:
    """Return ``value`` as compact JSON; equal values give equal text.

    Raises:
        TypeError: ``value`` holds what :func:`plain` cannot say.
    """
    return json.dumps(plain(value), ensure_ascii=True, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """Return the ``kind`` that :func:`dump` wrote.

    Raises:
        ValueError: the text is not JSON, or does not fit ``kind``.
    """
    try:
        return _build(kind, json.loads(text))  # type: ignore[no-any-return]
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a record of {kind}: {error}") from error


def plain(value: object) -> Any:
    """Return ``value`` made of dicts, lists, strings, numbers and None only.

    A date becomes its ISO form, an enum its value, a dataclass a dict of its fields.

    Raises:
        TypeError: ``value`` holds anything else.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {name: plain(getattr(value, name)) for name in _hints(kind)}
    raise TypeError(f"cannot be kept as JSON: {type(value).__name__}")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _build(kind: Any, raw: Any) -> Any:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        if raw is None:
            return None
        return _build(next(a for a in get_args(kind) if a is not type(None)), raw)
    if origin is tuple:
        parts = get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_build(parts[0], part) for part in raw)
        return tuple(_build(k, part) for k, part in zip(parts, raw, strict=True))
    if kind is date:
        return date.fromisoformat(raw)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        # A field that came later is absent from older records and has its default.
        held = {name: hint for name, hint in _hints(kind).items() if name in raw}
        return kind(**{name: _build(hint, raw[name]) for name, hint in held.items()})
    return float(raw) if kind is float else raw
