"""On how many pages words stand together: which of several near words a slip was meant for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.catalogue import Catalogue
from corpus.model import Access, Scope

# Pages counted at most: more tell no more.
_PAGES = 200


def pages_together(catalogue: Catalogue, clearance: Access) -> Callable[[str, Sequence[str]], int]:
    """Return what counts the pages that hold a word and at least one of several others.

    Words are letters alone. It counts up to 200 of the pages that ``clearance`` may see, and
    raises ``CatalogueError`` where they cannot be read.
    """

    def count(word: str, others: Sequence[str]) -> int:
        either = " OR ".join(f'"{other}"' for other in others)
        match = f'"{word}" AND ({either})'
        return catalogue.pages_holding(match, _PAGES, Scope(clearance=clearance))

    return count
