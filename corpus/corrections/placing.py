"""Where the words of a correction stand now: at their old place, or once elsewhere on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from corpus.model import Quote, Span

# Page text by physical page.
Texts = Mapping[int, str]


def fold(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    return " ".join(text.split())


def quote_of(spans: Sequence[Span], texts: Texts) -> Quote:
    """Return the words of ``spans``, all of whose pages are in ``texts``."""
    return Quote(tuple(spans), fold(" ".join(texts[s.page][s.start : s.end] for s in spans)))


def placed(quote: Quote, texts: Texts) -> Quote | None:
    """Return a quote with the place where its words stand in ``texts``; None where they do not.

    Words that have moved, as another reading of the same page may move them, are found where
    they stand on that page just once and in one piece.
    """
    if any(span.page not in texts for span in quote.spans):
        return None
    if quote_of(quote.spans, texts).words == quote.words:
        return quote
    pages = {span.page for span in quote.spans}
    if len(pages) != 1 or not quote.words:
        return None
    page = pages.pop()
    hits = list(occurrences(quote.words, texts[page]))
    return Quote((Span(page, *hits[0]),), quote.words) if len(hits) == 1 else None


def occurrences(words: str, text: str) -> Iterable[tuple[int, int]]:
    """Yield where ``words`` stand in ``text`` as whole words, however their white space is set."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return
    before = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    for hit in re.finditer(before + r"\s+".join(parts) + after, text):
        yield hit.span()


def fits(quotes: Iterable[Quote], texts: Texts) -> bool:
    """Whether all of ``quotes`` are still printed on their pages."""
    return all(placed(quote, texts) is not None for quote in quotes)


def touches(quotes: Iterable[Quote], pages: Iterable[int]) -> bool:
    """Whether any of ``quotes`` has words on one of these physical ``pages``."""
    held = frozenset(pages)
    return any(span.page in held for quote in quotes for span in quote.spans)


def letters(spans: Iterable[Span]) -> int:
    """Return how many characters ``spans`` hold."""
    return sum(span.end - span.start for span in spans)


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters two runs of spans have in common, of which none overlap itself."""
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in one
        for b in other
        if a.page == b.page
    )
