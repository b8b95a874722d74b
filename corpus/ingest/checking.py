"""Whether catalogue, vectors and files of a data folder agree."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.ingest.steps import Tools
from corpus.model import Access, CorrectedPaper, Scope, typed

# What the catalogue notes while the vectors are made again.
REBUILDING = "rebuilding"
_ALL = Scope(clearance=Access.EXEMPT)


def what_is_wrong(tools: Tools) -> tuple[str, ...]:
    """Return what is wrong with the data folder, a sentence each; () when all agrees.

    Raises:
        CatalogueError: the catalogue cannot be read at all.
    """
    catalogue, work = tools.catalogue, tools.catalogue.work
    found = [f"the catalogue is damaged: {what}" for what in work.sound()]
    expected = catalogue.passage_ids(_ALL)
    pending = work.unfinished_passages()
    kept = tools.index.ids()
    if missing := expected - kept - pending:
        found.append(f"{len(missing)} passages have no vector; run {typed('corpus rebuild')}")
    if extra := kept - expected - pending:
        found.append(f"{len(extra)} vectors have no passage; run {typed('corpus rebuild')}")
    found += [
        f"{paper.file_name}: its PDF is gone; add the file again"
        for paper in catalogue.papers(_ALL)
        if not tools.kept.path(paper.id).is_file()
    ]
    found += [
        f"{one.file_name}: {said}"
        for one in catalogue.corrections(_ALL)
        for said in _unfitting(one)
    ]
    if work.noted(REBUILDING):
        found.append(f"a rebuild was cut short; run {typed('corpus rebuild')}")
    return tuple(found)


def _unfitting(paper: CorrectedPaper) -> Iterator[str]:
    """Yield what is said of a register in words that its paper has no more, without the words."""
    see = f"see {typed('corpus resolutions corrections')}"
    for kept in paper.made:
        if not kept.fits:
            about = kept.correction
            page = about.words.spans[0].page
            yield f"correction {about.id} no longer fits: page {page} has not its words; {see}"
    if not paper.complete_fits:
        yield f"its register was said to be complete and has words that are gone; {see}"
