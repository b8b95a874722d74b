"""How the command line shows ingest and the papers: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.catalogue import Catalogue
from corpus.ingest import Pace
from corpus.model import (
    COVERED,
    DISAGREES,
    UNREAD_ATTACHMENT,
    UNREAD_FORM,
    Access,
    Erasing,
    Event,
    NotErased,
    Outcome,
    Paper,
    Progress,
    Result,
    Resuming,
    Scanning,
    Scope,
    Waiting,
    printable,
    typed,
)

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# A file of so many bytes is written anew in a few seconds.
_SLOWLY_ERASED = 100_000_000
_ALL = Scope(clearance=Access.EXEMPT)
# Where there is no terminal, one line of progress this often, in seconds.
_EVERY = 5.0


class Console:
    """Shows events on standard error and one line a paper on standard output."""

    def __init__(self, ended: Callable[[Outcome], object] = lambda _: None) -> None:
        """``ended`` is told of what became of each file, too."""
        self._ended = ended
        self._bar: Bar | None = None
        self._pace = Pace()
        self._said = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, Progress):
            self._progress(event)
        elif isinstance(event, Outcome):
            self._ended(event)
            self._print(line(event), sys.stderr if event.result is Result.SKIPPED else None)
        elif isinstance(event, Waiting):
            self._print(f"waiting: {event.holder} is writing to this data folder", sys.stderr)
        elif isinstance(event, Resuming):
            self._print(f"going on with what was left: {', '.join(event.names)}", sys.stderr)
        elif isinstance(event, Scanning):
            pages, papers = _counted(event.pages, "scanned page"), _counted(event.papers, "paper")
            said = f"reading {pages} of {papers} by OCR; the papers can be searched meanwhile"
            self._print(said, sys.stderr)
        elif isinstance(event, Erasing) and event.size > _SLOWLY_ERASED:
            said = f"erasing what papers that are gone have left in {event.size / 1e6:,.0f} MB"
            self._print(said, sys.stderr)
        elif isinstance(event, NotErased):
            self._print(event.said, sys.stderr)

    def _progress(self, event: Progress) -> None:
        now = time.monotonic()
        words = self._pace.words(event, now)
        if sys.stderr.isatty():
            bar = self._opened()
            doing = event.now or bar.tasks[0].fields.get("now", "")
            bar.update(bar.tasks[0].id, completed=event.share * 1000, counts=words, now=doing)
        elif now - self._said >= _EVERY and event.share < 1:
            self._said = now
            self._print(words, sys.stderr)

    def _opened(self) -> Bar:
        if self._bar is None:
            from rich.console import Console as Terminal
            from rich.progress import BarColumn, Progress, TextColumn

            self._bar = Progress(
                TextColumn("{task.fields[counts]}"),
                BarColumn(),
                TextColumn("{task.fields[now]}", markup=False),
                console=Terminal(stderr=True),
                transient=True,
            )
            self._bar.add_task("", total=1000, counts="", now="")
            self._bar.start()
        return self._bar

    def _print(self, text: str, file: object = None) -> None:
        text = printable(text)
        if self._bar is not None:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            print(text, file=file, flush=True)  # type: ignore[call-overload]


def line(outcome: Outcome) -> str:
    """Return the one line that says what became of a file."""
    if outcome.result is Result.SKIPPED:
        return f"{outcome.result.value:<12}{outcome.reason}"
    said = f"{outcome.result.value:<12}{outcome.name}"
    if outcome.paper is not None:
        paper = outcome.paper
        said += f": {paper.kind.value}, {_counted(paper.page_count, 'page')}"
        said += f", {paper.committee}" if paper.committee else ""
        said += f", {paper.meeting_date:%-d %B %Y}" if paper.meeting_date else ""
        said += f", {_access(paper)}" if _access(paper) != Access.PUBLIC else ""
    return said + (f" ({outcome.note})" if outcome.note else "")


def _access(paper: Paper) -> str:
    """Return who may see a paper; of an open one, how many pages are closed."""
    if paper.access is Access.EXEMPT or not paper.exempt_pages:
        return paper.access.value
    return f"{paper.exempt_pages} exempt"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return what was done in one line, and the names of skipped files in another.

    The line that says why each was skipped may have scrolled away, on standard error.
    """
    counts = Counter(outcome.result for outcome in outcomes)
    done = ", ".join(f"{counts[result]} {result.value}" for result in Result if counts[result])
    skipped = ", ".join(o.name for o in outcomes if o.result is Result.SKIPPED)
    return (done or "nothing to do") + (f"\n  skipped: {skipped}" if skipped else "")


def hidden(catalogue: Catalogue, clearance: Access) -> str:
    """Return a line on what a reader is not shown, for the keeper to check; "" if nothing."""
    papers = catalogue.papers(_ALL)
    less = len(papers) - len(catalogue.papers(Scope(clearance=clearance)))
    pages = 0 if clearance is Access.EXEMPT else sum(one.exempt_pages for one in papers)
    said = [f"exempt papers not shown: {less}"] if less else []
    said += [f"exempt pages of other papers not shown: {pages}"] if pages else []
    return f"{', '.join(said)} (MINUTEBOOK_EXEMPT=1 shows them)" if said else ""


def unread(catalogue: Catalogue, clearance: Access) -> str:
    """Return a sentence on pages that OCR has yet to see, and what to do; "" if there are none."""
    waiting = catalogue.work.scans.waiting(clearance)
    if not waiting:
        return ""
    pages = _counted(sum(waiting.values()), "page")
    papers = _counted(len(waiting), "paper")
    return f"{pages} of {papers} not read yet, perhaps scans: {typed('corpus ocr')} reads them"


def problems(catalogue: Catalogue, clearance: Access) -> tuple[str, ...]:
    """Return a sentence each on covered words, forms and attached files that were not read."""
    where = typed("corpus show PAPER")
    told = (
        (
            COVERED,
            "page",
            f"words under something drawn over them, left out, on {{}}: the files still hold"
            f" them ({where} says where); tell whoever published them",
        ),
        (
            UNREAD_FORM,
            "page",
            f"forms whose words cannot be read, on {{}} ({where} says where): open them in Adobe"
            " Reader, print them to PDF and add that",
        ),
        (
            UNREAD_ATTACHMENT,
            "attached file",
            f"{{}} not read ({where} names them): {typed('corpus add --attachments')} with the"
            " paper's file reads PDFs",
        ),
        (
            DISAGREES,
            "particular",
            f"{{}} told otherwise by their site, which holds ({where} says what the paper says)",
        ),
    )
    scope = Scope(clearance=clearance)
    lines = []
    for words, noun, sentence in told:
        counts = [n for n in catalogue.problem_counts(words, scope).values() if n]
        if counts:
            of = f"{_counted(sum(counts), noun)} of {_counted(len(counts), 'paper')}"
            lines.append(sentence.format(of))
    return tuple(lines)


def listing(catalogue: Catalogue, clearance: Access) -> str:
    """Return one line a paper, newest meeting first."""
    scope = Scope(clearance=clearance)
    blank, scanned = catalogue.unread_pages(scope), catalogue.work.scans.read(clearance)
    rows = [("date", "kind", "pages", "no text", "by OCR", "access", "committee", "paper")]
    rows += [
        (
            paper.meeting_date.isoformat() if paper.meeting_date else "-",
            paper.kind.value,
            str(paper.page_count),
            str(blank[paper.id] or "-"),
            str(scanned.get(paper.id, "-")),
            _access(paper),
            paper.committee or "-",
            paper.file_name,
        )
        for paper in catalogue.papers(scope)
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]
    lines += [
        f"unfinished: {entry.file_name}"
        for entry in catalogue.work.unfinished()
        # What is not read may be exempt for all that is known.
        if clearance is Access.EXEMPT
        or (entry.access is Access.PUBLIC and entry.state != "reading")
    ]
    return "\n".join(lines) if len(rows) > 1 or len(lines) > 1 else "no papers yet"


def listing_json(catalogue: Catalogue, clearance: Access) -> str:
    """Return the papers as a JSON list of objects."""
    scope = Scope(clearance=clearance)
    blank, scanned = catalogue.unread_pages(scope), catalogue.work.scans.read(clearance)
    papers = [
        {
            "id": paper.id,
            "paper": paper.file_name,
            "title": paper.title,
            "kind": paper.kind.value,
            "committee": paper.committee,
            "date": paper.meeting_date.isoformat() if paper.meeting_date else None,
            "access": paper.access.value,
            "url": paper.source_url,
            "pages": paper.page_count,
            "exempt_pages": paper.exempt_pages,
            "pages_without_text": blank[paper.id],
            "pages_by_ocr": scanned.get(paper.id, 0),
        }
        for paper in catalogue.papers(scope)
    ]
    return json.dumps(papers, ensure_ascii=False, indent=2)
