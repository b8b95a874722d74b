"""What a command that changes papers, or checks them, ends with: what was done, and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from corpus.catalogue import Catalogue
from corpus.cli.console import problems, summary, unread
from corpus.cli.suspected import told
from corpus.ingest import Ingest, Uploads, told_left, told_stopped
from corpus.model import Access, IngestStoppedError, Outcome, typed


@contextmanager
def telling_what_is_left(catalogue: Catalogue, *, syncing: bool = False) -> Iterator[None]:
    """Say what is unfinished where somebody presses Ctrl-C; ``syncing`` fetches papers.

    Raises:
        IngestStoppedError: somebody did.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        raise IngestStoppedError(told_stopped(catalogue, syncing=syncing)) from error


def summed_up(catalogue: Catalogue, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield what became of papers, and what of all of them somebody has to see to."""
    yield summary(outcomes)
    every = Access.EXEMPT
    say = (unread(catalogue, every), *problems(catalogue, every), told(catalogue))
    yield from filter(None, say)


def waiting(catalogue: Catalogue, ingest: Ingest) -> Iterator[str]:
    """Yield what waits for the next change of the papers, or for somebody."""
    again = f"{typed('corpus add --again')} reads them anew"
    work = catalogue.work
    if old := len(work.outdated()):
        yield f"papers that an earlier version of Minutebook read: {old}; {again}"
    if behind := len(ingest.outdated()) - old:
        why = "papers read before corrections of their body's minutes taught it"
        yield f"{why}: {behind}; {again}"
    if left := len(work.corrections.unused()):
        yield f"papers with corrections that the next add takes in: {left}"
    if work.traces.left:
        yield "words of papers that are gone may still be on the disk; the next add erases them"
    if work.unfinished():
        yield told_left(catalogue)
    yield from problems(catalogue, Access.EXEMPT)
    if uploads := Uploads(catalogue.data).left():
        yield f"uploads that were cut short: {uploads}; the next start or add clears them"
