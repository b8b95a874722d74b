"""From spans of stored pages to citations: quotes are copied here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from corpus.model import AgendaItem, Page, Paper, Span
from retrieval.model import Citation, Statement

# Stands in a quote for words of the page that it leaves out.
GAP = "…"


def cite(
    spans: Iterable[Span],
    cited: Callable[[int], Paper],
    pages: Mapping[int, Page],
    item: AgendaItem | None,
) -> tuple[Citation, ...]:
    """Return one citation for each unbroken run of words on one page.

    ``cited`` gives the paper as a physical page of it is cited, ``pages`` the page read. Runs
    with nothing but white space between them are one quote. ``number`` is 0 until
    :func:`numbered` gives it.
    """
    return tuple(
        Citation(
            number=0,
            paper_id=paper.id,
            paper=paper.file_name,
            title=paper.title,
            kind=paper.kind,
            committee=paper.committee,
            date=paper.meeting_date,
            item=item.number if item else None,
            item_title=item.title if item else None,
            page=run.page,
            printed=pages[run.page].label,
            quote=" ".join(pages[run.page].text[run.start : run.end].split()),
            spans=(run,),
            source=pages[run.page].source,
            place=pages[run.page].place(run),
            annotation=any(run.overlaps(one) for one in pages[run.page].annotations),
            titled=paper.titled,
        )
        for run in joined(spans, pages)
        for paper in (cited(run.page),)
    )


def joined(spans: Iterable[Span], pages: Mapping[int, Page]) -> tuple[Span, ...]:
    """Join spans of one page that only white space parts; order and other spans stay.

    ``pages`` are by physical page. Spans of nothing but white space are left out.
    """
    runs: list[Span] = []
    for span in spans:
        last = runs[-1] if runs else None
        if last and last.page == span.page and last.end <= span.start:
            between = pages[span.page].text[last.end : span.start]
            if not between.strip():
                runs[-1] = Span(span.page, last.start, span.end)
                continue
        runs.append(span)
    return tuple(run for run in runs if pages[run.page].text[run.start : run.end].strip())


def said_by(citations: Sequence[Citation], pages: Mapping[int, Page]) -> str:
    """Return the words that citations quote one after the other, "…" where some are left out.

    ``pages`` are by physical page. Running lines are not missed.
    """
    parts = [citations[0].quote] if citations else []
    for before, after in pairwise(citations):
        skips = _words_between(before.spans[-1], after.spans[0], pages)
        parts.append(f"{GAP} {after.quote}" if skips else after.quote)
    return " ".join(parts)


def _words_between(before: Span, after: Span, pages: Mapping[int, Page]) -> bool:
    """Whether words of the paper stand between two spans, of which the first is told first."""
    if after.page not in (before.page, before.page + 1) or after < before:
        return True
    if before.page == after.page:
        return _says(pages[before.page], before.end, after.start)
    last = pages[before.page]
    return _says(last, before.end, len(last.text)) or _says(pages[after.page], 0, after.start)


def _says(page: Page, start: int, end: int) -> bool:
    text = list(page.text[start:end])
    for line in page.furniture:
        first, last = max(line.start - start, 0), max(line.end - start, 0)
        text[first:last] = " " * len(text[first:last])
    return any(map(str.isalnum, text))


def numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Number the citations of an answer from 1 in reading order; equal ones share a number."""
    numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
    result: list[Statement] = []
    for statement in statements:
        cited = tuple(
            replace(c, number=numbers.setdefault((c.paper_id, c.spans), len(numbers) + 1))
            for c in statement.citations
        )
        result.append(replace(statement, citations=cited))
    return tuple(result)


def widest_on_each_page(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return one citation a page, that with the longest quote; the order of pages stays."""
    widest: dict[tuple[str, int], Citation] = {}
    for one in citations:
        known = widest.get((one.paper_id, one.page))
        if known is None or len(one.quote) > len(known.quote):
            widest[one.paper_id, one.page] = one
    return tuple(widest.values())


def newest_first(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements with those of the newest meeting first; their order stays besides."""

    def day(statement: Statement) -> date:
        return max((c.date or date.min for c in statement.citations), default=date.min)

    return sorted(statements, key=day, reverse=True)
