"""Questions for an agenda itself: its items, as the front sheet prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.model import Access, AgendaItem, Page, Span, printed_number
from retrieval.question import Query, content_words, topic_words

# A front sheet is hardly longer than this.
MOST_PAGES = 8
# A title that reading mended is still known by its first words.
_FIRST_WORDS = 5
# Between two items that are quoted together stands no more than their page numbers.
_BETWEEN = 40
_AGENDA = re.compile(
    r"\bon (?:the )?(?:[\w' ]{0,40}\s)?agenda\b"
    r"|\b(?:items?|business)\b.{0,60}\b(?:agenda|meeting|order)\b"
    r"|\bagenda\b.{0,60}\b(?:items?|list|include|contain|business)"
    r"|^\W*+(?:list |show |give me )?(?:the )?(?:[\w' ]{0,40}\s)?agenda\b",
    re.I,
)
_OF_AN_AGENDA = frozenset(("agenda", "agendas", "item", "items", "business", "order", "list"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An item and where the front sheet prints its number and title."""

    item: AgendaItem
    span: Span


def asks_for_agenda(query: Query) -> bool:
    """Whether the question asks for the items of an agenda, and for nothing about them."""
    if query.item is not None or not _AGENDA.search(query.text):
        return False
    body = set(content_words(query.committee or ""))
    return not set(topic_words(query)) - _OF_AN_AGENDA - body


def entry_of(item: AgendaItem, pages: Mapping[int, Page]) -> Entry | None:
    """Return where the front sheet prints an item; None where its title is not found there."""
    words = item.title.split()
    number = rf"(?:item\s+)?{re.escape(printed_number(item.number))}[.):]?\s+"
    for wanted in (words, words[:_FIRST_WORDS]):
        title = r"\s+".join(map(re.escape, wanted))
        for page in sorted(pages)[:MOST_PAGES]:
            found = re.search(rf"(?im)^[ \t]*({number}{title})", pages[page].text)
            if found:
                return Entry(item, Span(page, found.start(1), found.end(1)))
    return None


def printed_entries(
    paper_id: str, items: Iterable[AgendaItem], catalogue: Catalogue, clearance: Access
) -> tuple[Entry, ...]:
    """Return where the front sheet of a paper prints its ``items``, but for those it does not.

    Raises ``CatalogueError`` where the catalogue cannot be read, ``UnknownPaperError`` where the
    paper has gone.
    """
    numbers = list(catalogue.labels(paper_id, clearance))[:MOST_PAGES]
    pages = {one: catalogue.page(paper_id, one, clearance) for one in numbers}
    return tuple(entry for item in items if (entry := entry_of(item, pages)))


def runs(entries: Iterable[Entry]) -> Iterator[Span]:
    """Yield the spans of entries, those that follow one another closely as one."""
    last: Span | None = None
    for entry in entries:
        span = entry.span
        if last and last.page == span.page and 0 <= span.start - last.end <= _BETWEEN:
            last = Span(span.page, last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def printed(entry: Entry, pages: Mapping[int, Page]) -> str:
    """Return an entry as printed, on one line; ``pages`` are by physical page."""
    text = pages[entry.span.page].text[entry.span.start : entry.span.end]
    return " ".join(text.split())
