"""Words picked off a page: lines by their number, and where inside them the words begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.corrections.placing import fold, letters, occurrences, quote_of
from corpus.model import CorrectionError, Page, Quote, Span
from corpus.page import merge

# No decision is so long, in characters: as the reader has it.
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a physical page without stamps and running heads; ``number`` counts from 1.

    ``spans`` are the parts of it that are left where furniture stands in the middle.
    """

    page: int
    number: int
    spans: tuple[Span, ...]
    text: str


def printed_lines(page: Page) -> tuple[PrintedLine, ...]:
    """Return the lines of a page that may be picked, in the order of its text."""
    found: list[PrintedLine] = []
    start = 0
    for raw in page.text.split("\n"):
        spans = tuple(_bare(page, start, start + len(raw)))
        start += len(raw) + 1
        if spans:
            words = quote_of(spans, {page.number: page.text}).words
            found.append(PrintedLine(page.number, len(found) + 1, spans, words))
    return tuple(found)


def pick(
    pages: Sequence[Page],
    first: tuple[int, int],
    last: tuple[int, int],
    begins: str = "",
    ends: str = "",
) -> Quote:
    """Return the words from one line to another, both (physical page, number of the line).

    Args:
        pages: the pages that may be picked from, in order; those between the two are among them.
        begins: words of the first line with which they begin; "" for its beginning.
        ends: words of the last line with which they end; "" for its end.

    Raises:
        CorrectionError: there are no such lines or words, or they are no decision's length.
    """  # fmt: skip
    lines = [line for page in pages for line in printed_lines(page)]
    places = [(line.page, line.number) for line in lines]
    for place in (first, last):
        if place not in places:
            raise CorrectionError(f"page {place[0]} has no line {place[1]} to pick")
    picked = lines[places.index(first) : places.index(last) + 1]
    if not picked:
        raise CorrectionError("the last line stands before the first; name them in their order")
    texts = {page.number: page.text for page in pages}
    spans = [span for line in picked for span in line.spans]
    if ends:
        upto = _found(ends, picked[-1], texts, ends=True)[-1]
        spans = [
            replace(span, end=min(span.end, upto.end)) if span.page == upto.page else span
            for span in spans
            if span.page != upto.page or span.start < upto.end
        ]
    if begins:
        begin = _found(begins, picked[0], texts, ends=False)[0]
        spans = [
            replace(span, start=max(span.start, begin.start)) if span.page == begin.page else span
            for span in spans
            if span.page != begin.page or span.end > begin.start
        ]
    spans = [span for span in spans if texts[span.page][span.start : span.end].strip()]
    quote = quote_of(merge(spans, texts, as_given=True), texts)
    if not any(letter.isalnum() for letter in quote.words):
        raise CorrectionError("these lines hold no words; pick others")
    if letters(quote.spans) > _LONGEST:
        raise CorrectionError(f"no decision is longer than {_LONGEST:,} characters; pick fewer")
    return quote


def _found(words: str, line: PrintedLine, texts: dict[int, str], *, ends: bool) -> list[Span]:
    """Return where words stand that begin in a line, or end in it: once at least.

    Raises:
        CorrectionError: they do not.
    """
    hits = [
        Span(line.page, low, high)
        for low, high in occurrences(words, texts[line.page])
        if any(one.start <= (high - 1 if ends else low) < one.end for one in line.spans)
    ]
    if not hits:
        where = f"line {line.number} of page {line.page}"
        raise CorrectionError(
            f"“{fold(words)}” is not printed in {where}; copy the words from the page"
        )
    return hits


def _bare(page: Page, start: int, end: int) -> list[Span]:
    """Return what is left of a stretch of a page's text outside its furniture."""
    found, at = [], start
    out = sorted(span for span in page.furniture if span.start < end and span.end > start)
    for span in [*out, Span(page.number, end, end)]:
        words = page.text[at : max(at, span.start)]
        if words.strip():
            low = at + len(words) - len(words.lstrip())
            found.append(Span(page.number, low, low + len(words.strip())))
        at = max(at, span.end)
    return found
