"""``remove``: named papers, what was left unfinished, or the sample papers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # brings along all of reading, which asking for help does not wait for
    from corpus.catalogue import Catalogue
    from corpus.ingest import Ingest


def say_which(remove: argparse.ArgumentParser) -> None:
    """Add to the command ``remove`` what it takes out."""
    remove.add_argument("papers", nargs="*", metavar="NAME|ID")
    which = remove.add_mutually_exclusive_group()
    which.add_argument(
        "--unfinished",
        action="store_true",
        help="only what an add that was cut short left, all of it or of these names",
    )
    which.add_argument(
        "--sample",
        action="store_true",
        help="all sample papers, known by what is in them and not by their names",
    )


def misspoken(options: argparse.Namespace) -> str:
    """Return why it cannot be told what is to go; "" where it can."""
    if options.sample and options.papers:
        return "--sample takes no names; it removes all sample papers"
    if not (options.papers or options.unfinished or options.sample):
        return "nothing to remove; name papers, or --unfinished, or --sample"
    return ""


def taken_out(catalogue: Catalogue, ingest: Ingest, options: argparse.Namespace) -> tuple[str, ...]:
    """Take out what is to go; return the file names, none where nothing of it is there.

    Raises:
        UnknownPaperError: one that is named is not there; then nothing is removed.
    """
    if options.unfinished:
        return ingest.drop(options.papers)
    return ingest.remove(_samples(catalogue) if options.sample else options.papers)


def told(options: argparse.Namespace, removed: Sequence[str]) -> Iterator[str]:
    """Yield a line for each paper that went, or one that says that there was none."""
    for name in removed:
        yield f"removed {name}" + (", unfinished" if options.unfinished else "")
    if not removed:
        yield "no sample papers are here" if options.sample else "nothing is unfinished"


def _samples(catalogue: Catalogue) -> list[str]:
    """Return the ids of the sample papers, of those on their way in too."""
    from corpus.sample import is_sample

    every = (*catalogue.work.completed(), *catalogue.work.unfinished())
    return list(dict.fromkeys(one.id for one in every if is_sample(one.id)))
