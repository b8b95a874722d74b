"""Frozen dataclasses to plain JSON values and back, by their type hints.

The catalogue keeps the details of a reading in this form, and the reading
process sends its results in it, so that nothing is ever unpickled.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache, partial
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

    A date becomes its ISO form, an enum its value, a dataclass a dict of its fields, a set of
    what can be sorted a list in order.

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
    if isinstance(value, frozenset):
        return sorted(plain(part) for part in value)
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {name: plain(getattr(value, name)) for name in _hints(kind)}
    raise TypeError(f"cannot be kept as JSON: {type(value).__name__}")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _build(kind: Any, raw: Any) -> Any:
    return _builder(kind)(raw)


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a ``kind``: hints are looked at once, and not for every value."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        build = _builder(next(part for part in parts if part is not type(None)))
        return lambda raw: None if raw is None else build(raw)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        each = _builder(parts[0])
        return lambda raw: tuple(map(each, raw))
    if origin is frozenset:
        member = _builder(parts[0])
        return lambda raw: frozenset(map(member, raw))
    if origin is tuple:
        builders = [_builder(part) for part in parts]
        return lambda raw: tuple(b(one) for b, one in zip(builders, raw, strict=True))
    if kind is date:
        return date.fromisoformat
    if kind is float:
        return float
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return partial(_record, kind, {})
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else lambda raw: raw


def _record(kind: Any, builders: dict[str, Callable[[Any], Any]], raw: Any) -> Any:
    # Not before the first record: a kind may hold records of its own kind.
    if not builders:
        builders.update({name: _builder(hint) for name, hint in _hints(kind).items()})
    # A field that came later is absent from older records and has its default.
    return kind(**{name: make(raw[name]) for name, make in builders.items() if name in raw})
