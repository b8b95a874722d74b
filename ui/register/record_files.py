"""The record of decisions as a file: each decision, who is to act by when, and what came of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from corpus.model import Paper
from corpus.sample import sample_mark
from retrieval.matters import RecordEntry, RecordLink, task_words
from ui.files import Block, Style, word_document
from ui.language import N_, _, spoken
from ui.register.register import as_printed, body, cell, heading, page_link, source
from ui.words import capital, clauses, day, page_query, verbatim

RECORD_COLUMNS = (
    *("Date", "Committee", "Minute", "Title", "Outcome", "Text", "Paper", "PDF page", "Link"),
    *("Owner", "Due", "Due by"),
    *("Since", "What it says", "What it is", "Quote", "Its paper", "Its PDF page", "Its link"),
    "Officer",
)
_NOTHING = N_("no later mention found")


def record_csv(
    entries: Sequence[RecordEntry], papers: Mapping[str, Paper], address: str = "/"
) -> bytes:
    """Return the record as CSV in UTF-8 with a mark that Excel knows it by.

    A decision has a line for each later mention, or one that says that none was found.
    Words are verbatim but for an apostrophe before a cell that a spreadsheet would run.
    ``address`` is that of the app.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(RECORD_COLUMNS)
    for entry in entries:
        for line in _lines(entry, papers, address):
            writer.writerow([cell(value) for value in line])
    return out.getvalue().encode("utf-8-sig")


def record_word(
    entries: Sequence[RecordEntry], papers: Mapping[str, Paper], address: str = "/"
) -> bytes:
    """Return the record as a Word file: each decision, then what came of it with its source.

    ``address`` is that of the app.
    """
    blocks = [Block(_("Record of decisions"), Style.TITLE)]
    for entry in entries:
        blocks += _blocks(entry, papers, address)
    return word_document(blocks)


def _blocks(entry: RecordEntry, papers: Mapping[str, Paper], address: str) -> Iterator[Block]:
    decided = entry.decided
    yield Block(heading(decided), Style.HEADING)
    yield Block(", ".join(p for p in (body(decided), day(decided.date)) if p), Style.NOTE)
    text = clauses(verbatim(as_printed(decided, "\n")))
    yield Block(text, Style.QUOTE, (source(decided, papers),))
    for task in entry.tasks:
        yield Block(f"{_('To act') if task.owner else _('Due')}: {task_words(task)}", Style.NOTE)
    for link in entry.links:
        about = f"{day(link.mention.when)}, {_(link.says.value)}: {spoken(link.mention.about)}"
        yield Block(about, Style.NOTE, link=_link(link, address))
        quoted = clauses(verbatim(link.mention.wording or link.mention.title))
        yield Block(quoted, Style.QUOTE, (_place(link, papers),))
    if not entry.links:
        yield Block(capital(_(_NOTHING)), Style.NOTE)


def _lines(
    entry: RecordEntry, papers: Mapping[str, Paper], address: str
) -> Iterator[tuple[str, ...]]:
    decided = entry.decided
    untils = [task.until.isoformat() for task in entry.tasks if task.until]
    own = (
        decided.date.isoformat() if decided.date else "",
        body(decided),
        decided.number or "",
        decided.title or "",
        decided.outcome,
        clauses(verbatim(decided.text)),
        *_named(decided.paper_id, decided.spans[0].page, papers),
        page_link(decided, address),
        "; ".join(task.owner for task in entry.tasks if task.owner),
        "; ".join(task.due for task in entry.tasks if task.due),
        "; ".join(untils),
    )
    for link in entry.links:
        yield (*own, *_told(link, papers, address))
    if not entry.links:
        yield (*own, _NOTHING, *[""] * 7)


def _told(link: RecordLink, papers: Mapping[str, Paper], address: str) -> tuple[str, ...]:
    mention = link.mention
    return (
        mention.when.isoformat() if mention.when else "",
        link.says.value,
        mention.about,
        clauses(verbatim(mention.wording or mention.title)),
        *_named(mention.opens.paper_id, mention.opens.page, papers),
        _link(link, address),
        link.verdict.value if link.verdict else "",
    )


def _named(paper_id: str, page: int, papers: Mapping[str, Paper]) -> tuple[str, str]:
    paper = papers.get(paper_id)
    return (paper.called + sample_mark(paper.id) if paper else "", str(page))


def _place(link: RecordLink, papers: Mapping[str, Paper]) -> str:
    name, page = _named(link.mention.opens.paper_id, link.mention.opens.page, papers)
    return _("{name}, PDF page {page}").format(name=name or _("paper removed"), page=page)


def _link(link: RecordLink, address: str) -> str:
    return f"{address}?{urlencode(page_query(link.mention.opens))}"
