"""Papers on their way out, and those that never got in: what is left over, and what drops it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.catalogue import Catalogue, Unfinished
from corpus.ingest.steps import Tools
from corpus.model import Access, Paper, UnknownPaperError, typed


def left_unfinished(catalogue: Catalogue) -> tuple[Unfinished, ...]:
    """Return the papers that were left on their way in, oldest first."""
    return tuple(one for one in catalogue.work.unfinished() if one.state != "leaving")


def told_left(catalogue: Catalogue, goes_on: str = "corpus add") -> str:
    """Return what is left unfinished, which command goes on with it and how to drop it."""
    left = left_unfinished(catalogue)
    if not left:
        return "nothing is left unfinished"
    names = ", ".join(dict.fromkeys(one.file_name for one in left))
    return (
        f"left unfinished: {names}; the next {typed(goes_on)} goes on with that,"
        f" {typed('corpus remove --unfinished')} drops it"
    )


def told_stopped(catalogue: Catalogue, *, syncing: bool = False) -> str:
    """Return what somebody should know who has stopped papers on their way in.

    ``syncing`` is whether they were fetched, and not given by a person.
    """
    if syncing:
        goes_on = "corpus sync"
        rest = f"the next {typed(goes_on)} fetches what had not come"
        return f"stopped; {told_left(catalogue, goes_on)}; {rest}"
    return f"stopped; {told_left(catalogue)}; what had not begun is to be added again"


def unfinished(catalogue: Catalogue, names: Sequence[str]) -> tuple[Unfinished, ...]:
    """Return those left unfinished that have these names or ids.

    Raises:
        UnknownPaperError: there is none of one of them.
    """
    found: dict[int, Unfinished] = {}
    for name in names:
        called = [one for one in left_unfinished(catalogue) if name in (one.file_name, one.id)]
        if not called:
            raise UnknownPaperError(f"nothing called {name} is unfinished")
        found |= {one.seq: one for one in called}
    return tuple(found.values())


def named(catalogue: Catalogue, names: Sequence[str]) -> tuple[Unfinished, ...]:
    """Return the papers of these names or ids, complete and unfinished.

    Raises:
        UnknownPaperError: there is none of one of them.
    """
    found: dict[int, Unfinished] = {}
    for name in names:
        try:
            paper = catalogue.paper(name, Access.EXEMPT)
        except UnknownPaperError:
            if name not in {
                n for one in left_unfinished(catalogue) for n in (one.file_name, one.id)
            }:
                raise
            called = {name}
        else:
            called = {paper.file_name, paper.id}
        every = (*catalogue.work.completed(), *left_unfinished(catalogue))
        found |= {one.seq: one for one in every if called & {one.file_name, one.id}}
    return tuple(found.values())


def drop(tools: Tools, left: Sequence[Unfinished]) -> None:
    """Give up papers on their way in; a complete reading of the same file stays as it is.

    Raises:
        CatalogueError: the data folder cannot be written; the next run goes on with it.
    """
    for entry in left:
        known = tools.catalogue.work.find(entry.id)
        if known is not None and entry.state == "vectors":
            # The index may have been told of the new reading already.
            indexed(tools, known)
        tools.catalogue.work.drop(entry.seq)
    finish_leaving(tools)


def indexed(tools: Tools, entry: Unfinished) -> Paper:
    """Tell the index of one reading of a paper; another, or an earlier run, may have left some."""
    paper, passages, embedded = tools.catalogue.work.vectors_of(entry.seq)
    tools.index.remove(entry.id)
    tools.index.add(paper, passages, embedded)
    return paper


def finish_leaving(tools: Tools) -> None:
    """Take papers that are on their way out, out of the index, the rows and the files.

    Raises:
        CatalogueError: the data folder cannot be written; the next run goes on with it.
    """
    work = tools.catalogue.work
    for entry in work.unfinished():
        if entry.state == "leaving":
            # A paper that was read again has handed its vectors and its file on.
            alone = work.times(entry.id) == 1
            if alone:
                work.traces.come()
                tools.index.remove(entry.id)
            # First: once its row is gone nobody would know whose file it is.
            if alone and work.superseded.holds(entry.id):
                tools.kept.put_aside(entry.id)
            work.erase(entry.seq)
            if alone:
                tools.kept.drop(entry.id)
                tools.kept.sweep_aside({one.id for one in work.superseded.all()})
