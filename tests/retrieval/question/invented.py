"""The words of councils that are invented, as papers teach them, with what people ask of them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.question.lexicon import Lexicon

_HERE = Path(__file__).parent
# Words that the embedding model's vocabulary holds whole, as it does most common ones.
_COMMON = frozenset(("changes", "marker", "fenwick"))


@cache
def table(name: str) -> dict[str, Any]:
    """Return a table of examples of this folder."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def passages() -> tuple[str, ...]:
    """Return what the invented councils write."""
    return (
        *(row["passage"] for row in table("said_and_written")["rows"]),
        "The charge was set by the committee, and members may appeal to it for an allowance.",
        "Councillors of the committee are elected.",
    )


def lexicon() -> Lexicon:
    """Return what the invented papers teach; a passage of theirs is a page."""
    words = [frozenset(re.findall(r"[^\W\d_]{3,}", passage.lower())) for passage in passages()]

    def pages_with(word: str, others: Sequence[str]) -> int:
        return sum(word in page and not page.isdisjoint(others) for page in words)

    return Lexicon(
        vocabulary=Counter(word for page in words for word in page),
        is_english=_COMMON.__contains__,
        pages_with=pages_with,
    )
