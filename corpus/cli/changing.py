"""The commands that change papers, or see whether all of them is in order.

This is where the embedder and the index are put together with ingest, so that it knows
``retrieval``, as :mod:`corpus.cli.opening` does its settings, and nothing else of this package.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from corpus.cli.opening import (
    OK,
    SOMETHING_WRONG,
    USAGE,
    clearance_of,
    complain,
    open_catalogue,
    settings_of,
)
from corpus.cli.removing import misspoken, taken_out, told
from corpus.model import Result, printable

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.ingest import Ingest
    from corpus.model import Outcome, Watcher


def ingest_into(catalogue: Catalogue, watcher: Watcher) -> Ingest:
    """Return what writes into a catalogue, with the model and the index of the settings."""
    from corpus.ingest import Ingest
    from retrieval.embedding import SentenceEmbedder
    from retrieval.model import Settings
    from retrieval.vectors import ChromaIndex

    settings = Settings(data=catalogue.data)
    index = ChromaIndex(catalogue.data, settings.chroma_url)
    return Ingest(catalogue, SentenceEmbedder(settings), index, watcher=watcher)


def add_papers(options: argparse.Namespace) -> int:
    """Read papers in, or anew; return the exit status."""
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.model import Access

    if not options.paths and (options.access or options.meta):
        return _refused("--access and --meta speak of the files that are added; name some")
    given = None
    if options.meta:
        from corpus.ingest import read_metadata

        given = read_metadata(options.meta)
    if not (options.paths or options.again):
        return _refused("nothing to add; name files or folders, or --again to read papers anew")
    with open_catalogue(options, make=bool(options.paths)) as catalogue:
        paths = options.paths
        if options.if_empty and catalogue.paper_count:
            if not catalogue.work.unfinished() and not catalogue.work.scans.unseen():
                print(f"{catalogue.paper_count} papers are here already; nothing to do")
                return OK
            paths = []
        with Console() as console, telling_what_is_left(catalogue):
            outcomes = ingest_into(catalogue, console.watch).add(
                paths,
                given=given,
                access=Access(options.access) if options.access else None,
                ocr=not options.no_ocr,
                again=options.again,
                attachments=options.attachments,
                keeps_earlier=options.keep_earlier,
            )
        _note(catalogue, "add papers", outcomes)
        return _finish(catalogue, outcomes)


def sync_papers(options: argparse.Namespace) -> int:
    """Fetch what is new on a council's site, or list it; return the exit status."""
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.cli.syncing import list_site, manners_of, misused, run_sync, tell

    if wrong := misused(options):
        return _refused(wrong)
    settings = settings_of(options)
    manners = manners_of(settings.sync_contact, settings.sync_delay, settings.sync_timeout)
    if options.list:
        return list_site(options, manners)
    from corpus.sync import Report, Sync

    outcomes: list[Outcome] = []
    with open_catalogue(options, make=True) as catalogue:
        report = Report(tell)
        with (
            Console(outcomes.append) as console,
            telling_what_is_left(catalogue, syncing=True),
        ):
            writer = ingest_into(catalogue, console.watch)
            sync = Sync(catalogue, writer, manners, report, date.today(), ocr=not options.no_ocr)
            status = run_sync(options, sync, report)
        _note(catalogue, "fetch papers", outcomes)
        return max(status, _finish(catalogue, outcomes))


def read_scans(options: argparse.Namespace) -> int:
    """Read scanned pages; return the exit status."""
    from corpus.cli.console import Console

    with open_catalogue(options) as catalogue:
        with Console() as console:
            outcomes = ingest_into(catalogue, console.watch).read_scans(retry=True)
        return _finish(catalogue, outcomes)


def decide_suspected(options: argparse.Namespace) -> int:
    """List what waits for a decision, or decide on a paper; return the exit status."""
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.cli.suspected import counted, decide

    if not options.paper:
        if options.open or options.closed:
            return _refused("name the paper that you decide on")
        with open_catalogue(options) as catalogue:
            said = counted(catalogue, clearance_of(options))
        print(printable(said or "nothing waits for a decision"))
        return OK
    if not (options.open or options.closed):
        return _refused("say --open or --closed")
    with open_catalogue(options) as catalogue:
        with Console() as console, telling_what_is_left(catalogue):
            ingest = ingest_into(catalogue, console.watch)
            outcomes = [*decide(catalogue, ingest, options.paper, is_open=options.open)]
        _note(catalogue, "decide on exempt pages", outcomes)
        return _finish(catalogue, outcomes)


def remove_papers(options: argparse.Namespace) -> int:
    """Take papers out; return the exit status."""
    from corpus.cli.console import Console

    if wrong := misspoken(options):
        return _refused(wrong)
    with open_catalogue(options) as catalogue, Console() as console:
        removed = taken_out(catalogue, ingest_into(catalogue, console.watch), options)
        for line in told(options, removed):
            print(printable(line))
        _note(catalogue, "remove papers", removed=len(removed))
        return SOMETHING_WRONG if catalogue.work.traces.left else OK


def take_corrections(options: argparse.Namespace) -> int:
    """Read the papers anew whose register was corrected; return the exit status."""
    from corpus.cli.console import Console

    with open_catalogue(options) as catalogue, Console() as console:
        outcomes = ingest_into(catalogue, console.watch).take_corrections()
        _note(catalogue, "correct the register", outcomes)
    return _status(outcomes)


def check(options: argparse.Namespace) -> int:
    """Print what does not agree and what waits; return the exit status."""
    from corpus.cli.ending import waiting

    with open_catalogue(options) as catalogue:
        ingest = ingest_into(catalogue, lambda _: None)
        problems = ingest.check()
        for problem in problems:
            complain("corpus", problem)
        for line in waiting(catalogue, ingest):
            print(printable(line))
        if not problems:
            counts = f"{catalogue.paper_count} papers, {catalogue.passage_count} passages"
            print(f"{counts}: catalogue, vectors and files agree")
    return SOMETHING_WRONG if problems else OK


def rebuild(options: argparse.Namespace) -> int:
    """Make the vectors again from the catalogue; return the exit status."""
    from corpus.cli.console import Console

    with open_catalogue(options) as catalogue, Console() as console:
        made = ingest_into(catalogue, console.watch).rebuild()
        print(f"{made} passages have their vectors again")
    return OK


def mask_words(options: argparse.Namespace) -> int:
    """Mask what a list names, or tell what is masked; return the exit status."""
    from corpus.cli.console import Console
    from corpus.cli.ending import telling_what_is_left
    from corpus.cli.masking import masks_told, read_list

    if options.file and options.off:
        return _refused("name a list, or say --off")
    with open_catalogue(options) as catalogue:
        if not (options.file or options.off):
            print(printable(masks_told(catalogue, clearance_of(options))))
            return OK
        masks = read_list(options.file)
        with Console() as console, telling_what_is_left(catalogue):
            outcomes = ingest_into(catalogue, console.watch).mask(masks)
        _note(catalogue, "mask words", outcomes)
        print(printable(masks_told(catalogue, clearance_of(options))))
        return _finish(catalogue, outcomes) if outcomes else OK


def back_up_all(options: argparse.Namespace) -> int:
    """Write everything to one file; return the exit status."""
    from corpus.ingest import back_up

    with open_catalogue(options) as catalogue:
        papers = back_up(catalogue, options.file)
    print(printable(f"{papers} papers are in {options.file}"))
    return OK


def restore_all(options: argparse.Namespace) -> int:
    """Fill an empty data folder from a backup; return the exit status."""
    from corpus.ingest import restore

    restore(options.file, settings_of(options).data)
    return rebuild(options)


def _finish(catalogue: Catalogue, outcomes: Sequence[Outcome]) -> int:
    """Print what was done and what is left; return the exit status."""
    from corpus.cli.ending import summed_up

    for line in summed_up(catalogue, outcomes):
        print(printable(line))
    return _status(outcomes)


def _status(outcomes: Sequence[Outcome]) -> int:
    skipped = any(outcome.result is Result.SKIPPED for outcome in outcomes)
    return SOMETHING_WRONG if skipped else OK


def _note(
    catalogue: Catalogue, what: str, outcomes: Sequence[Outcome] = (), removed: int = 0
) -> None:
    """Write a line into the log file of the settings, if they name one."""
    from retrieval.model import Settings
    from retrieval.operation import Asker, Journal

    log = Journal(Settings(data=catalogue.data), aloud=False)
    log.changed(what, outcomes, Asker("officer"), removed=removed)


def _refused(message: str) -> int:
    complain("corpus", message)
    return USAGE
