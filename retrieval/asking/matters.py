"""What an answer makes the matter of the chat: the item or minute that it is quoted from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.catalogue import Catalogue
from corpus.model import Passage, PassageKind
from retrieval.answer import Quoter
from retrieval.model import Citation, Matter, Statement
from retrieval.question import stems_of
from retrieval.search import Found

# The number before a minute's or an item's title.
_NUMBER = re.compile(r"^\W*(?:[A-Z]{1,3})?\d+(?:[./]\d+)*[.):]?\s+")
# Words of a matter are learnt from so many passages: a report of some twenty pages.
_MOST = 120


def matter_of(
    found: Found, statements: Sequence[Statement], catalogue: Catalogue, quoter: Quoter
) -> Matter | None:
    """Return the matter of the first statement; None without statements.

    Raises as :class:`Quoter`.
    """
    first = next((c for s in statements for c in s.citations), None)
    if first is None:
        return None
    passages = catalogue.passages_of(first.paper_id, found.scope.clearance)
    own = [p for p in passages if _holds(p, first)]
    title = first.item_title or _title(own, quoter)
    pages = tuple(
        dict.fromkeys(
            c.page for s in statements for c in s.citations if c.paper_id == first.paper_id
        )
    )
    of_it = [p for p in passages if _of(p, first, own, pages)][:_MOST]
    words = frozenset(
        word for p in of_it for word in stems_of(f"{p.labelled or p.text} {p.context}")
    )
    return Matter(
        _NUMBER.sub("", title),
        first.paper_id,
        first.item,
        pages,
        first.committee,
        first.date,
        words,
    )


def _holds(passage: Passage, cited: Citation) -> bool:
    return any(one.overlaps(other) for one in passage.spans for other in cited.spans)


def _title(passages: Iterable[Passage], quoter: Quoter) -> str:
    """Return the title of the minute or the outermost heading above the words; "" for none."""
    for passage in passages:
        said = quoter.resolution(passage)
        if said and said.title:
            return said.title
    headed = (p.headings for p in passages if p.headings and p.kind is not PassageKind.ROW)
    return next((headings[0] for headings in headed), "")


def _of(passage: Passage, cited: Citation, own: Sequence[Passage], pages: Sequence[int]) -> bool:
    if cited.item is not None:
        return passage.item == cited.item
    heads = {p.headings[0] for p in own if p.headings}
    headed = bool(passage.headings) and passage.headings[0] in heads
    return headed or bool(set(passage.pages) & set(pages))
