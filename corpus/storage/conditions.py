"""Conditions of SQL with the values that they ask for."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A boolean SQL expression and the values of its question marks."""

    sql: str
    values: tuple[Value, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"({self.sql}) AND ({other.sql})", self.values + other.values)
