"""How the command line shows ingest and the papers: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.catalogue import Catalogue
from corpus.ingest_events import Event, Outcome, Progress, Result, Resuming, Waiting
from corpus.types import Access, Scope

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# Where there is no terminal, one line of progress this often, in seconds.
_EVERY = 10.0


class Console:
    """Shows events on standard error and one line a paper on standard output."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task = 0
        self._begun = time.monotonic()
        self._said = self._begun

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
            self._print(line(event), sys.stderr if event.result is Result.SKIPPED else None)
        elif isinstance(event, Waiting):
            self._print(f"waiting: {event.holder} is writing to this data folder", sys.stderr)
        elif isinstance(event, Resuming):
            self._print(f"going on with what was left: {', '.join(event.names)}", sys.stderr)

    def _progress(self, event: Progress) -> None:
        now = time.monotonic()
        speed = event.pages_done / max(now - self._begun, 0.001)
        if sys.stderr.isatty():
            bar = self._opened()
            words = event.now or bar.tasks[0].fields.get("now", "")
            counts = f"{event.papers_done}/{event.papers} papers"
            bar.update(
                bar.tasks[0].id,
                completed=event.share * 1000,
                counts=counts,
                speed=f"{speed:.1f} pages/s",
                now=words,
            )
        elif now - self._said >= _EVERY:
            self._said = now
            said = f"{event.papers_done} of {event.papers} papers, {event.pages_done} pages"
            if event.share > 0.05:  # before that, it is a guess
                left = (now - self._begun) * (1 - event.share) / event.share
                said += f", {speed:.1f} pages a second, {left:.0f} s left"
            self._print(said, sys.stderr)

    def _opened(self) -> Bar:
        if self._bar is None:
            from rich.console import Console as Terminal
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.fields[counts]}"),
                BarColumn(),
                TextColumn("{task.fields[speed]}"),
                TimeRemainingColumn(),
                TextColumn("{task.fields[now]}", markup=False),
                console=Terminal(stderr=True),
                transient=True,
            )
            self._bar.add_task("", total=1000, counts="", speed="", now="")
            self._bar.start()
        return self._bar

    def _print(self, text: str, file: object = None) -> None:
        if self._bar is not None:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            print(text, file=file, flush=True)  # type: ignore[call-overload]


def line(outcome: Outcome) -> str:
    """Return the one line that says what became of a file."""
    if outcome.result is Result.SKIPPED:
        return f"skipped    {outcome.reason}"
    said = f"{outcome.result.value:<10} {outcome.name}"
    if outcome.paper is not None:
        paper = outcome.paper
        said += f": {paper.kind.value}, {_pages(paper.page_count)}"
        said += f", {paper.committee}" if paper.committee else ""
        said += f", {paper.meeting_date:%-d %B %Y}" if paper.meeting_date else ""
        said += ", exempt" if paper.access is Access.EXEMPT else ""
    return said + (f" ({outcome.note})" if outcome.note else "")


def _pages(count: int) -> str:
    return f"{count} page" if count == 1 else f"{count} pages"


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return what was done in one line, and the skipped files with the reason once more."""
    counts = Counter(outcome.result for outcome in outcomes)
    done = ", ".join(f"{counts[result]} {result.value}" for result in Result if counts[result])
    skipped = [o.reason for o in outcomes if o.result is Result.SKIPPED]
    return "\n".join([done or "nothing to do", *(f"  skipped: {reason}" for reason in skipped)])


def listing(catalogue: Catalogue, clearance: Access) -> str:
    """Return one line a paper, newest meeting first."""
    scope = Scope(clearance=clearance)
    unread = catalogue.unread_pages(scope)
    rows = [("date", "kind", "pages", "no text", "access", "committee", "paper")]
    rows += [
        (
            paper.meeting_date.isoformat() if paper.meeting_date else "-",
            paper.kind.value,
            str(paper.page_count),
            str(unread[paper.id] or "-"),
            paper.access.value,
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
        if clearance is Access.EXEMPT or entry.access is Access.PUBLIC
    ]
    return "\n".join(lines) if len(rows) > 1 or len(lines) > 1 else "no papers yet"


def listing_json(catalogue: Catalogue, clearance: Access) -> str:
    """Return the papers as a JSON list of objects."""
    scope = Scope(clearance=clearance)
    unread = catalogue.unread_pages(scope)
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
            "pages_without_text": unread[paper.id],
        }
        for paper in catalogue.papers(scope)
    ]
    return json.dumps(papers, ensure_ascii=False, indent=2)
