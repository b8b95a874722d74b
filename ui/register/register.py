"""The register of resolutions as a file: CSV and Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from corpus.minutes import with_dissent
from corpus.model import Access, Paper, Resolution
from corpus.sample import sample_mark
from ui.files import Block, Style, word_document
from ui.language import _
from ui.service import catalogue
from ui.words import OpenPage, capital, clauses, corrected_on, day, page_query, shortened, verbatim

COLUMNS = (
    "Date",
    "Committee",
    "Minute",
    "Title",
    "Outcome",
    "Class",
    "Text",
    "Mover",
    "Seconder",
    "Vote",
    "Paper",
    "PDF page",
    "Kind",
    "Corrected",
    "Link",
)
# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_csv(
    found: Sequence[Resolution], papers: Mapping[str, Paper], address: str = "/"
) -> bytes:
    """Return the resolutions as CSV in UTF-8 with a mark that Excel knows it by.

    Words are verbatim, each clause on a line of its own, but for an apostrophe before a cell
    that a spreadsheet would run as a formula. ``address`` is that of the app, where the link
    of each opens its page.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for decided in found:
        writer.writerow([cell(value) for value in _row(decided, papers, address)])
    return out.getvalue().encode("utf-8-sig")


def register_word(
    found: Sequence[Resolution], papers: Mapping[str, Paper], address: str = "/"
) -> bytes:
    """Return the resolutions as a Word file, each with its source as a footnote and as a link.

    ``address`` is that of the app.
    """
    blocks = [Block(_("Register of resolutions"), Style.TITLE)]
    for decided in found:
        blocks.append(Block(heading(decided), Style.HEADING))
        about = ", ".join(p for p in (body(decided), day(decided.date)) if p)
        blocks.append(Block(about, Style.NOTE))
        text = clauses(verbatim(as_printed(decided, "\n")))
        blocks.append(Block(text, Style.QUOTE, (source(decided, papers),)))
        if decided_by(decided):
            blocks.append(Block(decided_by(decided), Style.NOTE))
        if decided.corrected:
            blocks.append(Block(corrected_on(decided.corrected), Style.NOTE))
        if decided.spans:
            page = _("Open PDF page {page}").format(page=decided.spans[0].page)
            blocks.append(Block(page, Style.NOTE, link=page_link(decided, address)))
    return word_document(blocks)


def page_link(decided: Resolution, address: str) -> str:
    """Return the link to the page on which a decision begins, in the app at ``address``."""
    return f"{address}?{urlencode(page_query(opening(decided)))}" if decided.spans else ""


def opening(decided: Resolution) -> OpenPage:
    """Return the page on which a decision begins, to be opened with its words marked."""
    page = decided.spans[0].page
    return OpenPage(decided.paper_id, page, decided.spans, decided.text, decided.item)


def heading(decided: Resolution) -> str:
    """Return "Minute 12, Lido repairs", or what there is of it."""
    number = _("Minute {number}").format(number=decided.number) if decided.number else ""
    return ", ".join(p for p in (number, decided.title or "") if p) or _("Untitled")


def body(decided: Resolution, most: int | None = None) -> str:
    """Return which body decided, "" where it is not known; of a sample paper it says so.

    ``most`` characters are left of the name before that mark where a column would cut it off.
    """
    mark = _(sample_mark(decided.paper_id))
    name = decided.committee or ""
    if mark and most:
        name = shortened(name, most)
    return f"{name}{mark}".strip()


def as_printed(decided: Resolution, between: str) -> str:
    """Return outcome and wording in the order in which they are printed, ``between`` them."""
    after = decided.outcome_spans[:1] > decided.spans[-1:]
    parts = (decided.text, decided.outcome) if after else (decided.outcome, decided.text)
    return between.join(part for part in parts if part)


def noted(decided: Resolution, clearance: Access) -> Resolution:
    """Return a decision with who is noted behind its vote, as a reader of ``clearance`` sees it."""
    return with_dissent(
        decided, lambda number: catalogue().page(decided.paper_id, number, clearance)
    )


def decided_by(decided: Resolution) -> str:
    """Return mover, seconder and vote as far as they are recorded."""
    moved = (_("Moved by"), decided.mover)
    named = (moved, (_("seconded by"), decided.seconder), (_("vote:"), decided.vote))
    return capital(", ".join(f"{label} {value}" for label, value in named if value))


def _row(decided: Resolution, papers: Mapping[str, Paper], address: str) -> tuple[str, ...]:
    paper = papers.get(decided.paper_id)
    return (
        decided.date.isoformat() if decided.date else "",
        decided.committee or "",
        decided.number or "",
        decided.title or "",
        decided.outcome,
        decided.outcome_class.value,
        clauses(verbatim(decided.text)),
        decided.mover or "",
        decided.seconder or "",
        decided.vote or "",
        paper.called + sample_mark(paper.id) if paper else "",
        str(decided.spans[0].page) if decided.spans else "",
        decided.kind.value,
        decided.corrected.isoformat() if decided.corrected else "",
        page_link(decided, address),
    )


def cell(value: str) -> str:
    """Return a cell as a file holds it, so that no spreadsheet runs it as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def source(decided: Resolution, papers: Mapping[str, Paper]) -> str:
    """Return paper and page of a decision."""
    paper = papers.get(decided.paper_id)
    name = paper.called + _(sample_mark(paper.id)) if paper else _("paper removed")
    if not decided.spans:
        return name
    return _("{name}, PDF page {page}").format(name=name, page=decided.spans[0].page)
