"""The reading side of ingest: keeps each file, reads it, writes down what was read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue, Unfinished
from corpus.ingest.gather import Found
from corpus.ingest.keeping import KeptFiles
from corpus.ingest.teaching import taggers
from corpus.model import (
    Access,
    Embedder,
    Outcome,
    Particulars,
    PathError,
    Reading,
    Result,
    UnreadablePaperError,
    VectorIndex,
    Watcher,
    body_key,
    body_of,
    paper_id_of,
    records,
)
from corpus.sandbox import PaperReader


@dataclass(frozen=True)
class Tools:
    """What a run works with."""

    catalogue: Catalogue
    kept: KeptFiles
    embedder: Embedder
    index: VectorIndex
    watcher: Watcher
    reader: Callable[[], PaperReader]


@dataclass(frozen=True, slots=True)
class Begun:
    """A file is being read."""

    name: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper was read and waits for vectors; ``size`` is in bytes.

    ``seq`` is its number in the catalogue.
    """

    seq: int
    size: int
    passages: int
    pages: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A file of ``size`` bytes needs nothing more.

    No outcome where that of the paper it is stands elsewhere.
    """

    outcome: Outcome | None
    size: int


Step = Begun | Stored | Ended | BaseException | None


class PaperFiles:
    """The reading thread's side: keeps each file, reads it, writes down what was read.

    It takes up what is ``left`` over, then what was ``found``, then the complete
    papers with the ids in ``again``, which are read anew; ``renew`` reads also
    those found anew that have not changed.
    """

    def __init__(
        self,
        tools: Tools,
        found: Sequence[Found],
        given: Mapping[str, Any],
        access: Access | None,
        left: Sequence[Unfinished],
        again: Sequence[str],
        renew: bool,
        put: Callable[[Step], None],
    ) -> None:
        self._tools = tools
        self._work = tools.catalogue.work
        self._found = found
        self._given = given
        self._access = access
        self._left = left
        self._again = again
        self._renew = renew
        self._put = put
        self._seen: dict[str, str] = {}
        self._stopping = threading.Event()
        self._opened: PaperReader | None = None
        self._taught: Mapping[str, Path] | None = None

    def stop(self) -> None:
        """Read nothing more; what is being read now stays for the next run."""
        self._stopping.set()
        if self._opened is not None:
            self._opened.close()

    def read_all(self) -> None:
        """Read what is left over, then each file; every end of it goes to ``put``.

        So do, last, what went wrong with the whole, or None: nothing is raised.
        """
        try:
            for entry in self._left:
                if entry.state == "reading" and not self._stopping.is_set():
                    self._read(entry)
            for found in self._found:
                if not self._stopping.is_set():
                    self._take(found)
            for paper_id in self._again:
                known = self._work.find(paper_id)
                if known is not None and not self._stopping.is_set():
                    self._begin(known)
            self._put(None)
        except BaseException as error:  # raised again by the thread that waits
            self._put(error)
        finally:
            if self._opened is not None:
                self._opened.close()

    def _take(self, found: Found) -> None:
        try:
            content = found.read()
        except PathError as error:
            self._ended(found.name, Result.SKIPPED, found.size, str(error))
            return
        paper_id = paper_id_of(content)
        first = self._seen.setdefault(paper_id, found.name)
        if first != found.name:
            note = f"the same file as {first}"
            self._ended(found.name, Result.UNCHANGED, found.size, note=note)
            return
        if self._goes_on(found, paper_id):
            self._put(Ended(None, found.size))
            return
        known = self._work.find(paper_id)
        before = known or self._work.find_name(found.name)
        given = self._given.get(found.name)
        said = _said(given, before)
        if known is not None and said in (None, known.given) and not self._renew:
            self._unchanged(found, known)
            return
        if before is not None:
            # Corrections, and above all being exempt, outlive the bytes.
            said = said or before.given
        access = self._access or (before.access if before else Access.PUBLIC)
        if known is None and (given is None or given.exempt_pages is None):
            access, said = _of_other_bytes(access, said)
        name = known.file_name if known else found.name
        self._tools.kept.keep(paper_id, content)
        within = f" (in {found.path.name})" if found.member else ""
        older = before.id if before is not None and known is None else None
        self._begin(Unfinished(0, paper_id, name, access, "reading", said), within, older)

    def _begin(self, paper: Unfinished, within: str = "", older: str | None = None) -> None:
        """Read a file that is kept, beside what may be known of it or an ``older`` version."""
        seq = self._work.begin(paper.id, paper.file_name, paper.access, paper.given, older)
        self._read(replace(paper, seq=seq, state="reading"), within)

    def _goes_on(self, found: Found, paper_id: str) -> bool:
        """Whether this run finishes the same file anyway, because an earlier one did not."""
        given = self._given.get(found.name)
        return any(
            (entry.id, entry.file_name) == (paper_id, found.name)
            and self._access in (None, entry.access)
            and (given is None or records.dump(given) == entry.given)
            for entry in self._left
        )

    def _unchanged(self, found: Found, known: Unfinished) -> None:
        note = "" if known.file_name == found.name else f"already here as {known.file_name}"
        if self._access is None or self._access is known.access:
            self._ended(found.name, Result.UNCHANGED, found.size, note=note)
            return
        paper = self._tools.catalogue.paper(known.id, Access.EXEMPT)
        if _closes_all(known, paper.page_count):
            note = "every page is marked exempt; say of pages first"
            self._ended(found.name, Result.UNCHANGED, found.size, note=note)
            return
        self._work.describe(known.seq, replace(paper, access=self._access), known.given)
        self._ended(found.name, Result.CORRECTED, found.size, note=f"now {self._access.value}")

    def _read(self, entry: Unfinished, within: str = "") -> None:
        self._put(Begun(entry.file_name))
        size = self._tools.kept.size(entry.id)
        path = self._tools.kept.path(entry.id)
        try:
            if not path.is_file():
                raise UnreadablePaperError(f"{entry.file_name}: its copy is gone; add it again")
            scans = self._work.scans.of(entry.id)
            said = self._work.corrections.of(entry.id)
            told = (entry.given, scans, records.dump(said) if said.digest else None)
            taught = self._taggers()
            read = self._reader().read(path, entry.file_name, *told, taught)
            reading = self._with_access(read.reading, entry)
            taken = (len(scans), said.digest, _taught_by(taught, reading))
            self._work.store_reading(entry.seq, reading, read.passages, *taken)
        except UnreadablePaperError as error:
            if not self._stopping.is_set():
                self._give_up(entry)
                self._ended(entry.file_name, Result.SKIPPED, size, f"{error}{within}")
            return
        self._put(Stored(entry.seq, size, len(read.passages), len(reading.pages)))

    def _with_access(self, reading: Reading, entry: Unfinished) -> Reading:
        """Exempt, if anyone says so: the file, its particulars, or the paper before it."""
        either = Access.EXEMPT in (reading.paper.access, entry.access)
        access = self._access or (Access.EXEMPT if either else Access.PUBLIC)
        if _closes_all(entry, len(reading.pages)):
            access = Access.EXEMPT
        return replace(reading, paper=replace(reading.paper, access=access))

    def _give_up(self, entry: Unfinished) -> None:
        self._work.erase(entry.seq)
        if not self._work.times(entry.id):
            self._tools.kept.drop(entry.id)

    def _taggers(self) -> Mapping[str, Path]:
        """Return what the papers that are complete teach as this run begins, by body."""
        if self._taught is None:
            self._taught = taggers(self._tools.catalogue, self._reader)
        return self._taught

    def _reader(self) -> PaperReader:
        # Learning may have gone on for seconds, and must not start another process now.
        if self._stopping.is_set():
            raise UnreadablePaperError("reading was stopped")
        if self._opened is None:
            self._opened = self._tools.reader()
        return self._opened

    def _ended(
        self, name: str, result: Result, size: int, reason: str = "", note: str = ""
    ) -> None:
        self._put(Ended(Outcome(name, result, reason, note), size))


def _taught_by(taught: Mapping[str, Path], reading: Reading) -> str:
    kept = taught.get(body_key(body_of(reading.paper, reading.meetings)))
    return kept.stem if kept else ""


def _closes_all(entry: Unfinished, page_count: int) -> bool:
    """Whether every page of a paper was closed by hand: calling it open opens none of them."""
    said = records.load(Particulars, entry.given) if entry.given else Particulars()
    return said.closes_all(page_count)


def _said(given: Particulars | None, before: Unfinished | None) -> str | None:
    """Return what corrects a paper as it is kept; None when nothing is given now.

    What somebody said of access, or of pages, holds until somebody says of it again.
    """
    if given is None:
        return None
    if before is not None and before.given:
        earlier = records.load(Particulars, before.given)
        pages = earlier.exempt_pages if given.exempt_pages is None else given.exempt_pages
        given = replace(given, exempt_pages=pages, access=given.access or earlier.access)
    return records.dump(given)


def _of_other_bytes(access: Access, said: str | None) -> tuple[Access, str | None]:
    """Return what holds of a new version of a paper whose pages somebody spoke of.

    The pages may be others now: those that were closed by hand close the whole
    paper until somebody says which they are, and what was opened is looked at anew.
    """
    earlier = records.load(Particulars, said) if said else Particulars()
    if earlier.exempt_pages is None:
        return access, said
    closed = Access.EXEMPT if earlier.exempt_pages else access
    return closed, records.dump(replace(earlier, exempt_pages=None))
