"""Puts papers into the catalogue and the vector index, and takes them out again.

Files are read by one thread (in a process of its own) while another embeds what
was read before. All that must survive a crash is in the catalogue, so that
finishing what an earlier run left behind is the same work as doing it at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.catalogue import Catalogue, CorrectionShelf, LinkShelf, Unfinished
from corpus.ingest.checking import REBUILDING, what_is_wrong
from corpus.ingest.gather import Found, Trouble, gather
from corpus.ingest.keeping import KeptFiles, writer_lock
from corpus.ingest.leaving import (
    drop,
    finish_leaving,
    left_unfinished,
    named,
    told_stopped,
    unfinished,
)
from corpus.ingest.run import Run
from corpus.ingest.said import Asked, superseded
from corpus.ingest.scans import ScanRun
from corpus.ingest.steps import Tools
from corpus.ingest.teaching import forget_untaught, lesson_digests
from corpus.ingest.uploads import Uploads
from corpus.masks import Masks
from corpus.model import (
    Access,
    CatalogueError,
    Embedder,
    Erasing,
    Event,
    IngestStoppedError,
    NotErased,
    Outcome,
    Particulars,
    Progress,
    VectorIndex,
    Waiting,
    Watcher,
    typed,
)
from corpus.sandbox import PaperReader, ReadingProcess


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
        self._uploads = Uploads(catalogue.data)
        self._stopping = threading.Event()
        self._run: Run | None = None
        self._tools = Tools(catalogue, self._kept, embedder, index, self._watch, reader)

    @property
    def corrections(self) -> CorrectionShelf:
        """Where what officers say of the register is kept, at once and beside any other writer."""
        return self._work.corrections

    @property
    def links(self) -> LinkShelf:
        """What officers say of links between decisions and what came of them."""
        return self._work.links

    def stop(self) -> None:
        """End what is being written within seconds, from any thread; it is taken up by the next.

        Whoever writes gets ``IngestStoppedError``, which tells what is left; this is of no more
        use then, but for :meth:`check`.
        """
        self._stopping.set()
        if (run := self._run) is not None:
            run.stop()

    def add(
        self,
        paths: Sequence[Path],
        *,
        given: Mapping[str, Particulars] | None = None,
        access: Access | None = None,
        ocr: bool = True,
        again: bool = False,
        attachments: bool = False,
        keeps_earlier: bool = False,
    ) -> tuple[Outcome, ...]:
        """Put the papers under ``paths`` in, after those that an earlier run left unfinished.

        Unfinished ones give way to files of the same name. Scanned pages are read by OCR when
        all papers are in, if ``ocr``.

        ``given`` maps file names to the particulars that correct what is read;
        ``access`` None leaves a paper's access as it is, public when it is new.
        ``again`` reads papers anew that have not changed: those under ``paths``,
        or without any those that are :meth:`outdated`.
        ``attachments`` puts in the PDFs too that are attached to these, exempt where what they
        are attached to is. ``keeps_earlier`` has papers that these replace put aside and not
        deleted, so that the two can be compared.

        Raises:
            CatalogueError: the data folder cannot be written; nothing is lost.
            BusyError: another process wrote for longer than ``patience``.
            IngestStoppedError: :meth:`stop` was called.
        """
        with self._stoppable(), self._writing():
            found, troubles = gather(paths)
            asked = Asked(given or {}, access, again)
            asked = replace(asked, attachments=attachments, keeps_earlier=keeps_earlier)
            asked = replace(asked, dropped=superseded(self._work.unfinished(), found, asked))
            drop(self._tools, asked.dropped)
            self._be_ready()
            # An earlier run may have been cut short before it took them in; what is added now
            # may replace those papers.
            taken = self._take_in()
            old = self.outdated() if again and not paths else ()
            asked = replace(asked, again=dict.fromkeys(one.id for one in old))
            outcomes = taken + self._go(self._tools, asked, found, troubles)
            forget_untaught(self._catalogue)
        return outcomes + self.read_scans() if ocr else outcomes

    def correct(self, paper_id: str, said: Particulars) -> tuple[Outcome, ...]:
        """Correct what a complete paper says of itself, and read it anew where that is needed.

        Raises:
            UnknownPaperError: it is not there.
            CatalogueError: the data folder cannot be written; nothing is lost.
            IngestStoppedError: :meth:`stop` was called.
        """
        with self._stoppable(), self._writing():
            self._be_ready()
            paper = self._catalogue.paper(paper_id, Access.EXEMPT)
            outcomes = self._go(self._tools, Asked(again={paper.id: said}))
            forget_untaught(self._catalogue)
        return outcomes + self.read_scans()

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
        """Read the pages without text by OCR; those already read stay.

        ``retry`` tries pages again that OCR failed on. Others may write between
        two papers.

        Raises:
            CatalogueError: the data folder cannot be written; nothing is lost.
            IngestStoppedError: :meth:`stop` was called.
        """
        if retry:
            self._work.scans.forget_failures()
        with self._stoppable():
            return ScanRun(self._tools, self._read_again).go()

    def take_corrections(self) -> tuple[Outcome, ...]:
        """Read the papers anew whose register was corrected since they were read.

        Corrections are kept by :attr:`corrections` the moment they are made; passages that stay
        as they are keep their vectors.

        Raises:
            CatalogueError: the data folder cannot be written; the next run goes on with it.
            IngestStoppedError: :meth:`stop` was called.
        """
        with self._stoppable(), self._writing():
            self._be_ready()
            return self._take_in()

    def _take_in(self) -> tuple[Outcome, ...]:
        outcomes: tuple[Outcome, ...] = ()
        tried: set[tuple[str, str]] = set()
        # Some may be made while others are taken in; what cannot be read is not tried twice.
        while left := set(self._work.corrections.unused()) - tried:
            tried |= left
            again = dict.fromkeys(sorted(paper_id for paper_id, _ in left))
            outcomes += self._go(self._tools, Asked(again=again))
        return outcomes

    def _read_again(self, papers: tuple[str, ...]) -> tuple[Outcome, ...]:
        def watch(event: Event) -> None:
            # How far one paper is would be taken for how far all are.
            if not isinstance(event, Progress):
                self._watch(event)

        with self._writing():
            self._be_ready()
            tools = replace(self._tools, watcher=watch)
            return self._go(tools, Asked(again=dict.fromkeys(papers)))

    def mask(self, masks: Masks) -> tuple[Outcome, ...]:
        """Mask other words for the public, in all papers from the moment this begins.

        Papers that hold any of them, or held, get new vectors, and cannot be seen until then.

        Raises:
            CatalogueError: the data folder cannot be written; the next run goes on with it.
            IngestStoppedError: :meth:`stop` was called.
        """
        with self._stoppable(), self._writing():
            self._be_ready()
            self._work.mask(masks)
            return self._go(self._tools, Asked())

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        """Take papers, named by file name or id, out of everything; return their file names.

        Those that are unfinished go too.

        Their words are erased from the catalogue's file too, which takes seconds where it is
        large; the watcher is told where that fails.

        Raises:
            UnknownPaperError: one of them is not there; then nothing is removed.
            CatalogueError: the data folder cannot be written; the next run goes on with it.
        """
        with self._writing():
            papers = named(self._catalogue, names)
            drop(self._tools, [one for one in papers if one.state != "complete"])
            for one in papers:
                if one.state == "complete":
                    self._work.leave(one.seq)
                    finish_leaving(self._tools)
            forget_untaught(self._catalogue)
            return tuple(dict.fromkeys(one.file_name for one in papers))

    def drop(self, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Take out what is left unfinished, of these names or all; return the file names.

        A complete paper that was to be replaced or read again stays as it is.

        Raises:
            UnknownPaperError: nothing of one of the names is unfinished; then nothing is done.
            CatalogueError: the data folder cannot be written; the next run goes on with it.
        """
        with self._writing():
            every = left_unfinished(self._catalogue)
            left = unfinished(self._catalogue, names) if names else every
            drop(self._tools, left)
            return tuple(dict.fromkeys(one.file_name for one in left))

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the data folder, a sentence each; () when all agrees.

        Papers that are half in are not wrong: the next ``add`` finishes them.

        Raises:
            CatalogueError: the catalogue cannot be read at all.
        """
        return what_is_wrong(self._tools)

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
        self._work.note(REBUILDING, "1")
        self._index.clear()
        if self._work.embedders() - {self._tools.embedder.name}:
            for seq in self._work.complete_papers():
                self._work.forget_vectors(seq)
        for seq in self._work.complete_papers():
            self._index.add(*self._work.vectors_of(seq))
        self._work.move_on()
        self._go(self._tools, Asked())
        self._work.note(REBUILDING, None)

    def _be_ready(self) -> None:
        """Finish a rebuild that was cut short; refuse to mix vectors of two models."""
        if self._work.noted(REBUILDING):
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

        stopped = self._stopping.is_set
        with writer_lock(self._catalogue.data, wait, self._patience, stopped):
            # Another process may have written since the index was opened.
            self._index.reopen()
            finish_leaving(self._tools)
            self._kept.sweep(self._work.ids_kept())
            self._uploads.clear()
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

    def _go(
        self,
        tools: Tools,
        asked: Asked,
        found: Sequence[Found] = (),
        troubles: Sequence[Trouble] = (),
    ) -> tuple[Outcome, ...]:
        self._run = run = Run(tools, asked, found, troubles)
        # Whoever stops it sees the run, or is seen here.
        if self._stopping.is_set():
            run.stop()
        try:
            return run.go()
        finally:
            self._run = None

    def _watch(self, event: Event) -> None:
        # What has ended is told before anything else is.
        self._watcher(event)
        if self._stopping.is_set():
            raise IngestStoppedError

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        try:
            yield
        except IngestStoppedError as error:
            left = tuple(one.file_name for one in left_unfinished(self._catalogue))
            raise IngestStoppedError(told_stopped(self._catalogue), left) from error
