"""What an answer makes the matter of the chat: the item or minute that it is quoted from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from corpus.catalogue import Catalogue
from corpus.language import find_dates
from corpus.model import Passage, PassageKind, Scope, Span
from retrieval.answer import Quoter
from retrieval.model import Citation, Matter, Statement
from retrieval.noted import labels_of
from retrieval.question import stems_of
from retrieval.search import Found

# The number before a minute's or an item's title.
_NUMBER = re.compile(r"^\W*(?:[A-Z]{1,3})?\d+(?:[./]\d+)*[.):]?\s+")
# A heading that begins with a day is numbered by none: "12 March 2024".
_DAY = 18
# Words of a matter are learnt from so many passages: a report of some twenty pages.
_MOST = 120


def matter_of(
    found: Found,
    statements: Sequence[Statement],
    catalogue: Catalogue,
    quoter: Quoter,
    passages_of: Callable[[str], Sequence[Passage]],
) -> Matter | None:
    """Return the matter of the first statement; None without statements.

    ``passages_of`` gives a paper's passages in reading order, by its id.

    Raises as :class:`Quoter`.
    """
    first = next((c for s in statements for c in s.citations), None)
    if first is None:
        return None
    passages = passages_of(first.paper_id)
    own = [p for p in passages if _holds(p, first)]
    decided = next((s.official for s in statements if first in s.citations), False)
    minute = _minute(first, found, catalogue) if decided else ""
    title = minute or first.item_title or _title(own, quoter)
    pages = tuple(
        dict.fromkeys(
            c.page for s in statements for c in s.citations if c.paper_id == first.paper_id
        )
    )
    of_it = list(islice(_of_it(passages, first, own, pages), _MOST))
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
        _cited_of(statements[0], first.paper_id),
        labels_of(passages, first.item, first.spans),
    )


def _cited_of(statement: Statement, paper_id: str) -> tuple[Span, ...]:
    cited = (one for one in statement.citations if one.paper_id == paper_id)
    return tuple(span for one in cited for span in one.spans)


def _minute(cited: Citation, found: Found, catalogue: Catalogue) -> str:
    """Return the title of the minute whose outcome, mover or vote is cited; "" for none."""
    scope = Scope(papers=(cited.paper_id,), clearance=found.scope.clearance)
    for said in catalogue.resolutions(scope):
        places = (*said.spans, *said.outcome_spans, *said.moved_spans, *said.vote_spans)
        if said.title and any(one.overlaps(other) for one in places for other in cited.spans):
            return said.title
    return ""


def _holds(passage: Passage, cited: Citation) -> bool:
    return any(one.overlaps(other) for one in passage.spans for other in cited.spans)


def _title(passages: Iterable[Passage], quoter: Quoter) -> str:
    """Return the title of the minute or the heading above the words; "" for none."""
    for passage in passages:
        said = quoter.resolution(passage)
        if said and said.title:
            return said.title
    headed = (p for p in passages if p.headings and p.kind is not PassageKind.ROW)
    return next((_heading(passage) for passage in headed), "")


def _heading(passage: Passage) -> str:
    """Return the last numbered heading, that of a minute; else the outermost, that of a paper."""
    minutes = [one for one in passage.headings if _NUMBER.match(one) and not find_dates(one[:_DAY])]
    return minutes[-1] if minutes else passage.headings[0]


def _of_it(
    passages: Iterable[Passage], cited: Citation, own: Sequence[Passage], pages: Sequence[int]
) -> Iterator[Passage]:
    """Yield the passages of the item cited; without one, those of its heading or of ``pages``."""
    if cited.item is not None:
        yield from (p for p in passages if p.item == cited.item)
        return
    heads = {_heading(p) for p in own if p.headings}
    for passage in passages:
        headed = bool(passage.headings) and _heading(passage) in heads
        if headed or set(passage.pages) & set(pages):
            yield passage
