"""What stands on a page that is asked for by its number, as the page itself bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.catalogue import Catalogue
from corpus.model import Paper, Span
from prompts import joined, worded
from retrieval.answer import Quoter, Recorded
from retrieval.model import Statement, day_words
from retrieval.question import Query, is_stop_word, stem
from retrieval.search import Found

# Nothing but a page is asked for; behind it may stand which paper is meant.
_ASKED = re.compile(
    r"\W*(?:(?:and|so|please)\s+)?(?:(?:what(?:['’]s| is| does| do| was)|show(?: me)?|quote|read"
    r"|tell me what(?:['’]s| is)?|open)\s+)?(?:it say )?(?:there )?(?:on |about )?(?:the )?"
    r"(?P<pdf>pdf )?page (?:no\.? |number )?(?P<number>\d{1,4}|[ivxl]{1,7})(?: say(?:s)?| about)?"
    r"(?=\W*$|,?\s+(?:of|in|on|at|for)\b)",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")
# Of "council's" and "9th".
_ENDING = re.compile(r"(?<=\w)['’]s?\b|(?<=\d)(?:st|nd|rd|th)\b")
# What any paper may be called.
_ANY = frozenset(("document", "file", "meeting", "paper", "papers", "pdf"))


def page_told(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return the words of the page asked for; None where another thing is asked.

    A number is the one printed on the page. Where a paper prints none, and where the "PDF page"
    is asked for, it counts the pages from 1. None too where several papers or pages may be
    meant, none is the paper named, or it has no such page. Raises as :class:`Quoter`.
    """
    asked = _ASKED.match(found.query.own_text)
    paper = _paper(found, found.query.own_text[asked.end() :]) if asked else None
    if asked is None or paper is None:
        return None
    labels = catalogue.labels(paper.id, found.scope.clearance)
    number = asked["number"].lower()
    printed = any(labels.values()) and not asked["pdf"]
    said = {key: (label or "") if printed else str(key) for key, label in labels.items()}
    pages = [key for key, words in said.items() if words.lower() == number]
    if len(pages) != 1:
        # Each part of a bound pack may count its pages from 1.
        return None
    page = pages[0]
    told = list(_on(paper, page, found, catalogue, quoter))
    whole = Statement("\n".join(s.text for s in told), tuple(c for s in told for c in s.citations))
    lead = worded("PDF page {page}", page=page)
    if printed:
        lead = joined(" · ", (worded("Printed page {number}", number=labels[page] or ""), lead))
    return Recorded((whole,), True, lead) if told else None


def _paper(found: Found, behind: str) -> Paper | None:
    """Return the one paper that may be meant: the one named behind the page, else the chat's."""
    query = found.query
    own = found.papers.get(query.matter.paper_id) if query.matter else None
    if own and (not _naming(behind) or (_of_meeting(own, query) and _is_named(own, behind))):
        return own
    meant = [p for p in found.papers.values() if _of_meeting(p, query) and _is_named(p, behind)]
    return meant[0] if len(meant) == 1 else None


def _of_meeting(paper: Paper, query: Query) -> bool:
    day = paper.meeting_date
    timely = not query.periods or (day and any(one.holds(day) for one in query.periods))
    of_kind = not query.kinds or paper.kind in query.kinds
    return bool(timely) and of_kind and query.committee in (None, paper.committee)


def _is_named(paper: Paper, behind: str) -> bool:
    """Whether each word that names a paper stands in what is known of this one."""
    body = paper.committee or ""
    day = day_words(paper.meeting_date) if paper.meeting_date else ""
    initials = "".join(word[0] for word in body.split())
    known = " ".join((paper.title, paper.file_name, paper.kind, body, initials, day))
    return _naming(behind) <= {stem(word) for word in _WORD.findall(known.lower())}


def _naming(behind: str) -> frozenset[str]:
    """Return the stems of the words that name a paper, without those that suit any."""
    said = _WORD.findall(_ENDING.sub("", behind.lower()))
    return frozenset(stem(w) for w in said if not is_stop_word(w) and w not in _ANY)


def _on(
    paper: Paper, page: int, found: Found, catalogue: Catalogue, quoter: Quoter
) -> Iterator[Statement]:
    """Yield what each passage says on a page, as it is printed there from top to bottom."""
    held = catalogue.passages_of(paper.id, found.scope.clearance)
    parts: list[tuple[Span, Statement]] = []
    for passage in held:
        spans = tuple(span for span in passage.spans if span.page == page)
        said = quoter.statement(passage, spans) if spans else None
        if said:
            parts.append((spans[0], said))
    yield from (said for _, said in sorted(parts, key=lambda part: part[0].start))
