"""One run of ingest: a thread that reads papers, and the loop that embeds them.

The two share nothing but the catalogue: what was read waits there for vectors,
so a run that was cut short is taken up by the next exactly where it stopped.
"""

from __future__ import annotations

import queue
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from corpus.catalogue import Unfinished
from corpus.ingest.attachments import attached_to, called
from corpus.ingest.embedding import embed_paper
from corpus.ingest.files import PaperFiles
from corpus.ingest.gather import Found, Trouble
from corpus.ingest.leaving import finish_leaving, indexed
from corpus.ingest.said import Asked
from corpus.ingest.steps import Ended, Step, Stored, Tools
from corpus.model import (
    UNREAD_ATTACHMENT,
    Access,
    IngestStoppedError,
    Outcome,
    Paper,
    Progress,
    Result,
    Resuming,
    TextSource,
)

# The part of a paper's work that is reading it, for the progress bar.
_READING_SHARE = 0.1


class Run:
    """Takes up what is unfinished, puts ``found`` in and does what is ``asked``; used once."""

    def __init__(
        self,
        tools: Tools,
        asked: Asked,
        found: Sequence[Found] = (),
        troubles: Sequence[Trouble] = (),
    ) -> None:
        self._tools = tools
        self._work = tools.catalogue.work
        self._left = self._work.unfinished()
        self._steps: queue.SimpleQueue[Step] = queue.SimpleQueue()
        self._dropped = asked.dropped
        again = asked.again
        self._files = PaperFiles(tools, found, asked, self._left, self._steps.put)
        size = sum(one.size for one in found) + sum(tools.kept.size(one.id) for one in self._left)
        size += sum(tools.kept.size(paper_id) for paper_id in again)
        self._tally = _Tally(len(found) + len(self._left) + len(again), size)
        self._outcomes: list[Outcome] = []
        self._troubles = troubles
        self._warm = False
        self._reading = True

    def go(self) -> tuple[Outcome, ...]:
        """Do the work and return what became of each file, in the order of their ends.

        What the catalogue, the embedder, the index or the reading process raises ends it; the
        next run takes up what is left.
        """
        self._take_up()
        for entry in self._dropped:
            note = "was unfinished, and gives way to the file of that name"
            self._end(Outcome(entry.file_name, Result.DROPPED, note=note))
        if self._left:
            self._tools.watcher(Resuming(tuple(entry.file_name for entry in self._left)))
        for trouble in self._troubles:
            self._end(Outcome(trouble.name, Result.SKIPPED, trouble.reason))
        thread = threading.Thread(target=self._files.read_all, name="reading", daemon=True)
        thread.start()
        try:
            self._embed_all()
        finally:
            self._files.stop()
            thread.join()
        return tuple(self._outcomes)

    def stop(self) -> None:
        """Have :meth:`go` end with ``IngestStoppedError`` within seconds, from any thread."""
        self._steps.put(IngestStoppedError())

    def _take_up(self) -> None:
        """Count what an earlier run has read already; a paper still to be read comes again."""
        for entry in self._left:
            if entry.state != "reading":
                pages, passages, embedded = self._work.amounts(entry.seq)
                size = self._tools.kept.size(entry.id)
                self._tally.stored[entry.seq] = Stored(entry.seq, size, passages, pages)
                self._tally.embedded[entry.seq] = embedded

    def _embed_all(self) -> None:
        while True:
            waiting = self._work.waiting()
            while self._reading and not waiting:
                self._take(self._steps.get())
                waiting = self._work.waiting()
            self._take_all()
            for seq in waiting[:1]:
                embed_paper(self._work, self._tools.embedder, seq, partial(self._embedded, seq))
            self._complete()
            if not waiting and not self._reading:
                return

    def _take_all(self) -> None:
        while not self._steps.empty():
            self._take(self._steps.get())

    def _take(self, step: Step) -> None:
        """Take in what the reading thread says; None is the last it says."""
        if step is None:
            self._reading = False
        elif isinstance(step, BaseException):
            raise step
        elif isinstance(step, Ended):
            self._tally.finished(step.size)
            if step.outcome is None:
                self._tally.papers -= 1
                self._tally.done -= 1
                # Its paper may have ended before: then nothing else would tell of this.
                self._report("")
            else:
                self._end(step.outcome)
        elif isinstance(step, Stored):
            self._tally.stored[step.seq] = step
            # Vectors may have been handed on by an earlier reading of the file.
            self._tally.embedded[step.seq] = self._work.amounts(step.seq)[2]
            self._report("")
            self._load_model()
        else:
            self._report(step.name)

    def _load_model(self) -> None:
        if not self._warm:
            self._tools.embedder.warm()
            self._warm = True

    def _embedded(self, seq: int) -> None:
        """Tell how far a paper is, and see what was said meanwhile."""
        self._tally.embedded[seq] = self._work.amounts(seq)[2]
        self._report("")
        self._take_all()

    def _complete(self) -> None:
        """Tell the index of every paper that has its vectors, and make it visible."""
        for entry in self._work.unfinished():
            if entry.state != "vectors":
                continue
            known = self._work.find(entry.id)
            paper = indexed(self._tools, entry)
            replaced = self._work.complete(entry.seq)
            finish_leaving(self._tools)
            self._tally.done += 1
            result = Result.REPLACED if replaced else Result.ADDED
            if known is not None:
                result = _renewed(entry, known)
            note = self._note(entry, paper)
            self._end(Outcome(paper.file_name, result, note=note, paper=paper))

    def _note(self, entry: Unfinished, paper: Paper) -> str:
        """Return what a person should know of a paper that went in."""
        reading = self._tools.catalogue.reading(paper.id, Access.EXEMPT)
        sources = Counter(page.source for page in reading.pages)
        scanned = sources[TextSource.OCR] + sources[TextSource.UNSURE_OCR]
        notes = []
        if parent := attached_to(entry.came_as):
            notes.append(f"attached to {called(parent)}")
        if called(entry.came_as) != entry.file_name:
            notes.append(f"came as {called(entry.came_as)}, which another paper is called")
        if scanned:
            notes.append(f"{scanned} read by OCR")
        if blank := sources[TextSource.NONE]:
            notes.append("no text" if blank == paper.page_count else f"{blank} without text")
        unread = [p for p in reading.problems if p.reason.startswith(UNREAD_ATTACHMENT)]
        if count := len(unread):
            said = "1 attached file was" if count == 1 else f"{count} attached files were"
            notes.append(f"{said} not read")
        others = [p for p in reading.problems if p.page and p not in unread]
        notes += [f"page {p.page}: {p.reason}" for p in others]
        return "; ".join(notes[:4])

    def _end(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._tools.watcher(outcome)
        self._report("")

    def _report(self, now: str) -> None:
        self._tools.watcher(self._tally.progress(now))


def _renewed(entry: Unfinished, known: Unfinished) -> Result:
    """Return why a paper was read anew that was ``known`` before."""
    if entry.scans > known.scans:
        return Result.BY_OCR
    said = [(one.given, one.access, one.corrections) for one in (entry, known)]
    same = said[0] == said[1]
    return Result.READ_AGAIN if same else Result.CORRECTED


@dataclass
class _Tally:
    """Counts for the progress bar; a file weighs its bytes."""

    papers: int
    size: int
    done: int = 0
    weight: int = 0
    stored: dict[int, Stored] = field(default_factory=dict)
    embedded: Counter[int] = field(default_factory=Counter)

    def finished(self, size: int) -> None:
        self.done += 1
        self.weight += size

    def progress(self, now: str) -> Progress:
        shares = {seq: self._share(step) for seq, step in self.stored.items()}
        weight = self.weight + sum(self.stored[seq].size * part for seq, part in shares.items())
        pages = sum(self.stored[seq].pages * part for seq, part in shares.items())
        share = min(weight / self.size, 1.0) if self.size else 1.0
        papers = max(self.papers, self.done)
        return Progress(self.done, papers, round(pages), share, now, self._pages())

    def _pages(self) -> int:
        """Return how many pages all files have, by the bytes a page of those that were read."""
        read = sum(step.size for step in self.stored.values())
        pages = sum(step.pages for step in self.stored.values())
        rest = max(0, self.size - self.weight - read)
        return pages + round(rest * pages / read) if read else 0

    def _share(self, step: Stored) -> float:
        made = self.embedded[step.seq] / step.passages if step.passages else 1.0
        return _READING_SHARE + (1 - _READING_SHARE) * min(made, 1.0)
