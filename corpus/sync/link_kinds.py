"""What the titles of linked papers say of their kind, kept in ``link_kinds.toml`` with examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.model import PaperKind, VocabularyError

_FILE = Path(__file__).with_name("link_kinds.toml")
# What is read of a title.
_MOST = 300
_KINDS = {"minutes": PaperKind.MINUTES, "decisions": PaperKind.DECISION_NOTICE}


@dataclass(frozen=True, slots=True)
class TitleSign:
    """A pattern that tells a kind by a title; ``yes`` are titles of the kind, ``no`` others."""

    kind: PaperKind
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def fits(self, title: str) -> bool:
        """Whether a title is of the kind."""
        return self.pattern.search(title, 0, _MOST) is not None


@cache
def title_signs() -> Mapping[str, TitleSign]:
    """Return the signs by the name of their row.

    Raises:
        VocabularyError: a row lacks something or its pattern is none; it is named.
    """
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _sign(name, row) for name, row in rows.items()}


def kind_of_title(title: str) -> PaperKind | None:
    """Return the kind that a title tells; None for a report, an appendix and whatever else.

    Raises as :func:`title_signs`.
    """
    return next((one.kind for one in title_signs().values() if one.fits(title)), None)


def _sign(name: str, row: Mapping[str, object]) -> TitleSign:
    try:
        pattern = re.compile(str(row["pattern"]), re.IGNORECASE)
        yes, no = row["yes"], row["no"]
        if not (isinstance(yes, list) and isinstance(no, list)):
            raise TypeError("examples are a list of texts")
        return TitleSign(_KINDS[name], pattern, tuple(map(str, yes)), tuple(map(str, no)))
    except (KeyError, TypeError, re.error) as error:
        raise VocabularyError(f"{_FILE.name}: [{name}]: {error!r}") from error
