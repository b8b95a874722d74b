"""Puts papers into the catalogue and the vector index, and takes them out again.

Files are read by one thread (in a process of its own) while another embeds what
was read before. All that must survive a crash is in the catalogue, so that
finishing what an earlier run left behind is the same work as doing it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue, CorrectionShelf, Unfinished
from corpus.ingest.files import Tools
from corpus.ingest.gather import gather
from corpus.ingest.keeping import KeptFiles, writer_lock
from corpus.ingest.run import Run, finish_leaving
from corpus.ingest.scans import ScanRun
from corpus.ingest.teaching import forget_untaught, lesson_digests
from corpus.model import (
    Access,
    CatalogueError,
    CorrectedPaper,
    Embedder,
    Erasing,
    Event,
    NotErased,
    Outcome,
    Paper,
    Progress,
    Scope,
    UnknownPaperError,
    VectorIndex,
    Waiting,
    Watcher,
    tesseract,
    typed,
)
from corpus.sandbox import PaperReader, ReadingProcess

_REBUILDING = "rebuilding"
_ALL = Scope(clearance=Access.EXEMPT)


class Ingest:
    """The one writer of a data folder; ``watcher`` is told what happens.

    Whatever writes raises ``BusyError`` when its patience with another writer is over, and
    what the embedder and the index raise.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Embedder,
        index: VectorIndex,
        *,
        watcher: Watcher = lambda _: None,
        patience: float | None = None,
        reader: Callable[[], PaperReader] = ReadingProcess,
    ) -> None:
        """Nothing is opened yet; ``patience`` is how many seconds to wait for another writer."""
        self._catalogue = catalogue
        self._work = catalogue.work
        self._kept = KeptFiles(catalogue.data)
        self._index = index
        self._watcher = watcher
        self._patience = patience
        self._tools = Tools(catalogue, self._kept, embedder, index, watcher, reader)

    @property
    def corrections(self) -> CorrectionShelf:
        """Where what officers say of the register is kept, at once and beside any other writer."""
        return self._work.corrections

    def add(
        self,
        paths: Sequence[Path],
        *,
        given: Mapping[str, Any] | None = None,
        access: Access | None = None,
        ocr: bool = True,
        again: bool = False,
    ) -> tuple[Outcome, ...]:
        """Put the papers under ``paths`` in, after those that an earlier run left unfinished.

        Scanned pages are read by OCR when all papers are in, if ``ocr`` and
        Tesseract is installed.

        ``given`` maps file names to the particulars that correct what is read;
        ``access`` None leaves a paper's access as it is, public when it is new.
        ``again`` reads papers anew that have not changed: those under ``paths``,
        or without any those that are :meth:`outdated`.

        Raises:
            CatalogueError: the data folder cannot be written; nothing is lost.
            BusyError: another process wrote for longer than ``patience``.
        """
        with self._writing():
            self._be_ready()
            found, troubles = gather(paths)
            # An earlier run may have been cut short before it took them in; what is added now
            # may replace those papers.
            taken = self._take_in()
            old = [one.id for one in self.outdated()] if again and not paths else ()
            run = Run(self._tools, found, troubles, given or {}, access, old, renew=again)
            outcomes = taken + run.go()
            forget_untaught(self._catalogue)
        return outcomes + self.read_scans() if ocr else outcomes

    def outdated(self) -> tuple[Unfinished, ...]:
        """Return the complete papers that would be read otherwise now, oldest first.

        An earlier version of the reading program read them, or what officers corrected in other
        papers of their body was not known then.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        untaught = self._work.untaught(lesson_digests(self._catalogue))
        every = {one.seq: one for one in (*self._work.outdated(), *untaught)}
        return tuple(every[seq] for seq in sorted(every))

    def read_scans(self, *, retry: bool = False) -> tuple[Outcome, ...]:
        """Read the pages without text by OCR, if Tesseract is installed; those already read stay.

        ``retry`` tries pages again that OCR failed on. Others may write between
        two papers.

        Raises:
            CatalogueError: the data folder cannot be written; nothing is lost.
        """
        if tesseract() is None:
            return ()
        if retry:
            self._work.scans.forget_failures()
        return ScanRun(self._tools, self._read_again).go()

    def take_corrections(self) -> tuple[Outcome, ...]:
        """Read the papers anew whose register was corrected since they were read.

        Corrections are kept by :attr:`corrections` the moment they are made; passages that stay
        as they are keep their vectors.

        Raises:
            CatalogueError: the data folder cannot be written; the next run goes on with it.
        """
        with self._writing():
            self._be_ready()
            return self._take_in()

    def _take_in(self) -> tuple[Outcome, ...]:
        outcomes: tuple[Outcome, ...] = ()
        tried: set[tuple[str, str]] = set()
        # Some may be made while others are taken in; what cannot be read is not tried twice.
        while left := set(self._work.corrections.unused()) - tried:
            tried |= left
            again = sorted(paper_id for paper_id, _ in left)
            outcomes += Run(self._tools, (), (), {}, None, again).go()
        return outcomes

    def _read_again(self, papers: tuple[str, ...]) -> tuple[Outcome, ...]:
        def watch(event: Event) -> None:
            # How far one paper is would be taken for how far all are.
            if not isinstance(event, Progress):
                self._watcher(event)

        with self._writing():
            self._be_ready()
            tools = replace(self._tools, watcher=watch)
            return Run(tools, (), (), {}, None, papers).go()

    def remove(self, names: Sequence[str]) -> tuple[Paper, ...]:
        """Take papers, named by file name or id, out of everything.

        Their words are erased from the catalogue's file too, which takes seconds where it is
        large; the watcher is told where that fails.

        Raises:
            UnknownPaperError: one of them is not there; then nothing is removed.
            CatalogueError: the data folder cannot be written; the next run goes on with it.
        """
        with self._writing():
            papers = [self._catalogue.paper(name, Access.EXEMPT) for name in names]
            for paper in dict.fromkeys(papers):
                entry = self._work.find(paper.id)
                if entry is None:
                    raise UnknownPaperError(f"no paper called {paper.file_name}")
                self._work.leave(entry.seq)
                finish_leaving(self._tools)
            forget_untaught(self._catalogue)
            return tuple(dict.fromkeys(papers))

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the data folder, a sentence each; () when all agrees.

        Papers that are half in are not wrong: the next ``add`` finishes them.

        Raises:
            CatalogueError: the catalogue cannot be read at all.
        """
        found = [f"the catalogue is damaged: {what}" for what in self._work.sound()]
        expected = self._catalogue.passage_ids(_ALL)
        pending = self._work.unfinished_passages()
        kept = self._index.ids()
        if missing := expected - kept - pending:
            found.append(f"{len(missing)} passages have no vector; run {typed('corpus rebuild')}")
        if extra := kept - expected - pending:
            found.append(f"{len(extra)} vectors have no passage; run {typed('corpus rebuild')}")
        found += [
            f"{paper.file_name}: its PDF is gone; add the file again"
            for paper in self._catalogue.papers(_ALL)
            if not self._kept.path(paper.id).is_file()
        ]
        found += [
            f"{one.file_name}: {said}"
            for one in self._catalogue.corrections(_ALL)
            for said in _unfitting(one)
        ]
        if self._work.noted(_REBUILDING):
            found.append(f"a rebuild was cut short; run {typed('corpus rebuild')}")
        return tuple(found)

    def rebuild(self) -> int:
        """Make the vector index again from the catalogue; return the number of passages.

        Vectors kept in the catalogue are used; only those of another embedder
        are made anew.

        Raises:
            CatalogueError: the data folder cannot be written; the next run begins it again.
        """
        with self._writing():
            self._rebuild()
            return self._catalogue.passage_count

    def _rebuild(self) -> None:
        self._work.note(_REBUILDING, "1")
        self._index.clear()
        if self._work.embedders() - {self._tools.embedder.name}:
            for seq in self._work.complete_papers():
                self._work.forget_vectors(seq)
        for seq in self._work.complete_papers():
            self._index.add(*self._work.vectors_of(seq))
        self._work.move_on()
        Run(self._tools, (), (), {}, None).go()
        self._work.note(_REBUILDING, None)

    def _be_ready(self) -> None:
        """Finish a rebuild that was cut short; refuse to mix vectors of two models."""
        if self._work.noted(_REBUILDING):
            self._rebuild()
        if others := self._work.embedders() - {self._tools.embedder.name}:
            message = (
                f"{self._catalogue.data}: its vectors were made by {', '.join(sorted(others))},"
                f" not {self._tools.embedder.name}; run {typed('corpus rebuild')}"
            )
            raise CatalogueError(message)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        def wait(holder: str) -> None:
            self._watcher(Waiting(holder))

        with writer_lock(self._catalogue.data, wait, self._patience):
            # Another process may have written since the index was opened.
            self._index.reopen()
            finish_leaving(self._tools)
            self._kept.sweep(self._work.ids_kept())
            yield
            self._erase_traces()

    def _erase_traces(self) -> None:
        """Erase what papers that are gone have left; where that fails, the next change does."""
        traces = self._work.traces
        if traces.left:
            self._watcher(Erasing(traces.size))
            try:
                traces.erase()
            except CatalogueError as error:
                self._watcher(NotErased(str(error)))


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
