"""The reading side of ingest: keeps each file, reads it, writes down what was read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.catalogue import Namesake, Unfinished
from corpus.ingest.attachments import DEEPEST, attached, called, is_closed, is_within, with_told
from corpus.ingest.gather import Found, Trouble, says_pdf
from corpus.ingest.naming import Meeting, free_name, replaced
from corpus.ingest.said import (
    Asked,
    closer,
    goes_on,
    inherited,
    merged,
    of_other_bytes,
    on_access_alone,
    particulars,
    takes_access_back,
    told_reader,
    with_access,
)
from corpus.ingest.steps import Begun, Ended, Step, Stored, Tools
from corpus.ingest.teaching import taggers
from corpus.model import (
    Access,
    Outcome,
    PageProblem,
    Particulars,
    PathError,
    Reading,
    Result,
    UnreadablePaperError,
    body_key,
    body_of,
    ending_of,
    is_document,
    paper_id_of,
    records,
)
from corpus.pdf import MOST_ATTACHED
from corpus.sandbox import PaperReader, ReadPaper


class PaperFiles:
    """The reading thread's side: keeps each file, reads it, writes down what was read.

    It takes up what is ``left`` over, then what was ``found``, then the complete papers that
    are to be read anew.
    """

    def __init__(
        self,
        tools: Tools,
        found: Sequence[Found],
        asked: Asked,
        left: Sequence[Unfinished],
        put: Callable[[Step], None],
    ) -> None:
        self._tools = tools
        self._work = tools.catalogue.work
        self._found = found
        self._asked = asked
        self._left = left
        self._put = put
        self._batch = self._work.next_seq()
        self._seen: dict[str, str] = {}
        # Documents of which this run has made the PDF.
        self._made: set[str] = set()
        self._stopping = threading.Event()
        self._opened: PaperReader | None = None
        self._taught: Mapping[str, Path] | None = None
        # What this run has read, which cannot be asked of the catalogue before it is complete.
        self._read_now: dict[str, Reading] = {}
        # Of which papers what is attached was taken, and how many files came with the last one.
        self._emptied: set[str] = set()
        self._came_along = 0

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
                    self._take_attached(self._take(found), found.name)
            for paper_id, now in self._asked.again.items():
                known = self._work.find(paper_id)
                if known is not None and not self._stopping.is_set():
                    self._again(self._as_laid_out_now(known), now)
                    self._take_attached(paper_id, known.came_as or known.file_name)
            self._put(None)
        except BaseException as error:  # raised again by the thread that waits
            self._put(error)
        finally:
            if self._opened is not None:
                self._opened.close()

    def _again(self, known: Unfinished, now: Particulars | None) -> None:
        """Read a complete paper anew with what is said of it now, where that is needed."""
        said = merged(now, known.given)
        if takes_access_back(now):
            # Until it is read, the complete paper stays as it is.
            self._begin_again(replace(known, access=Access.PUBLIC), said)
        elif now is None or not self._said_already(known, said):
            self._begin_again(known, said)

    def _take(self, found: Found, *, closed: bool = False) -> str | None:
        """Take a file in; return its id, None where it gives no paper.

        ``closed`` says that nobody may see it without clearance.
        """
        try:
            content = found.read()
        except PathError as error:
            self._ended(found.name, Result.SKIPPED, found.size, str(error))
            return None
        if not content:
            within = f" (in {found.path.name})" if found.member else ""
            reason = f"{called(found.name)}: the file is empty (0 bytes); download it again{within}"
            self._ended(found.name, Result.SKIPPED, 0, reason)
            return None
        paper_id = paper_id_of(content)
        first = self._seen.get(paper_id)
        if first is not None:
            note = f"the same file as {first}"
            self._ended(found.name, Result.UNCHANGED, found.size, note=note)
            return paper_id
        self._seen[paper_id] = found.name
        if any(goes_on(entry, found.name, paper_id, self._asked) for entry in self._left):
            # This run finishes it anyway, because an earlier one did not.
            self._put(Ended(None, found.size))
            return paper_id
        known = self._work.find(paper_id)
        known = known and self._as_laid_out_now(known)
        if known is None:
            if self._begin_anew(found, paper_id, content, closed):
                return paper_id
            # A file of the same bytes that comes next is told of by its own name.
            del self._seen[paper_id]
            return None
        name, kept = called(found.name), self._tools.kept
        notes = [] if known.file_name == name else [f"already here as {known.file_name}"]
        gone = kept.size(paper_id) != len(content) or not kept.path(paper_id).is_file()
        if gone:
            # Gone, or cut short, whoever did that.
            self._keep(found.name, paper_id, content)
            notes.append("its PDF is here again")
        # Who lays a document out may be another now.
        renewed = self._asked.renew or (gone and kept.given(paper_id) != kept.path(paper_id))
        said = self._asked.said(name, known.given, closed=closed)
        if renewed or not self._said_already(known, said, found, "; ".join(notes)):
            self._begin_again(known, said)
        return paper_id

    def _take_attached(self, paper_id: str | None, came_as: str, depth: int = 1) -> None:
        """Take in what is attached to a paper, where that is asked for."""
        wanted = self._asked.attachments and paper_id is not None and depth <= DEEPEST
        if not wanted or paper_id is None or paper_id in self._emptied:
            return
        self._emptied.add(paper_id)
        path = self._tools.kept.path(paper_id)
        closed = is_closed(self._tools.catalogue, paper_id, self._read_now.get(paper_id))
        self._came_along = 0 if depth == 1 else self._came_along
        for one in attached(self._reader(), path, came_as):
            if self._stopping.is_set() or self._came_along == MOST_ATTACHED:
                return
            self._came_along += 1
            if isinstance(one, Trouble):
                self._ended(one.name, Result.SKIPPED, 0, one.reason)
                continue
            file, page = one
            taken = self._take(file, closed=closed(page))
            if taken is not None:
                before = PageProblem.attached(page, called(file.name), True)
                self._work.read_apart(paper_id, before)
                self._take_attached(taken, file.name, depth + 1)

    def _begin_anew(self, found: Found, paper_id: str, content: bytes, closed: bool) -> bool:
        """Read a file that is not in the catalogue, with what was said of it before, if it was.

        Returns whether it could be read.
        """
        given = self._work.marks.of(paper_id)
        access = Access.PUBLIC
        if is_document(found.name) and particulars(given).exempt_pages:
            access, given = of_other_bytes(access, given)
        for entry in (*self._left, *self._asked.dropped):
            if entry.id == paper_id:
                given, access = entry.given or given, closer(access, entry.access)
            elif entry in self._asked.dropped and found.name in (entry.came_as, entry.file_name):
                # It stays closed, though its file was never read to the end.
                access = closer(access, of_other_bytes(entry.access, entry.given)[0])
        name, came_as, batch = called(found.name), found.name, self._batch
        said = self._asked.said_anew(name, given, closed=closed)
        access = particulars(said).access or access
        self._keep(found.name, paper_id, content)
        seq = self._work.begin(paper_id, name, access, said, came_as, batch)
        about = (seq, paper_id, name, access, "reading", said)
        entry = Unfinished(*about, came_as=came_as, batch=batch)
        return self._read(entry, f" (in {found.path.name})" if found.member else "")

    def _keep(self, name: str, paper_id: str, content: bytes) -> None:
        document = is_document(name) and not says_pdf(content)
        self._tools.kept.keep(paper_id, content, ending_of(name) if document else "pdf")

    def _begin_again(self, known: Unfinished, said: str | None) -> None:
        """Read a complete paper anew, whose file is kept; what is closed is so at once."""
        access = particulars(said).access or known.access
        if access is not known.access and access is Access.EXEMPT:
            self._describe(known, access, known.given)
        named = (known.came_as, known.batch)
        seq = self._work.begin(known.id, known.file_name, access, said, *named)
        self._read(replace(known, seq=seq, state="reading", access=access, given=said))

    def _said_already(
        self, known: Unfinished, said: str | None, found: Found | None = None, note: str = ""
    ) -> bool:
        """Whether nothing said of a complete paper needs it to be read; then it is so now."""
        name, size = (found.name, found.size) if found else (known.file_name, 0)
        if not on_access_alone(said, known.given):
            return False
        access = particulars(said).access
        if access in (None, known.access):
            if access is Access.EXEMPT and said != known.given:
                self._describe(known, access, said)
            self._ended(name, Result.UNCHANGED, size, note=note)
            return True
        paper = self._tools.catalogue.paper(known.id, Access.EXEMPT)
        if particulars(known.given).closes_all(paper.page_count):
            note = "every page is marked exempt; say of pages first"
            self._ended(name, Result.UNCHANGED, size, note=note)
            return True
        self._describe(known, access, said)
        self._ended(name, Result.CORRECTED, size, note=f"now {access.value}")
        return True

    def _describe(self, known: Unfinished, access: Access, said: str | None) -> None:
        paper = self._tools.catalogue.paper(known.id, Access.EXEMPT)
        self._work.describe(known.seq, replace(paper, access=access), said)
        if access is Access.EXEMPT:
            self._close_attached(known)

    def _close_attached(self, closed: Unfinished) -> None:
        """Close what came attached to a paper that is closed as a whole now."""
        for one in self._work.completed():
            if one.access is Access.PUBLIC and is_within(one.came_as, closed.came_as):
                said = replace(particulars(one.given), access=Access.EXEMPT)
                self._describe(one, Access.EXEMPT, records.dump(said))

    def _read(self, entry: Unfinished, within: str = "") -> bool:
        """Read a file and write that down; whether it could be read."""
        self._put(Begun(entry.file_name))
        size = self._tools.kept.size(entry.id)
        try:
            read, taken = self._reading(entry)
            if self._work.find(entry.id) is None:
                placed, older = self._placed(entry, read.reading)
                if placed != entry or older:
                    self._work.place(placed, older)
                if placed.given != entry.given or (older and self._corrected(entry)):
                    read, taken = self._reading(placed)
                entry = placed
            reading, given = with_access(read.reading, entry)
            before = self._tools.catalogue.problems(entry.id, Access.EXEMPT)
            self._read_now[entry.id] = reading = with_told(reading, before)
            self._work.store_reading(entry.seq, reading, read.passages, *taken, given)
        except UnreadablePaperError as error:
            if not self._stopping.is_set():
                self._give_up(entry)
                self._ended(entry.file_name, Result.SKIPPED, size, f"{error}{within}")
            return False
        if reading.paper.access is Access.EXEMPT:
            self._close_attached(entry)
        self._put(Stored(entry.seq, size, len(read.passages), len(reading.pages)))
        return True

    def _reading(self, entry: Unfinished) -> tuple[ReadPaper, tuple[int, str, str]]:
        """Read a file with all that is known of it; return that with what was taken in."""
        path = self._pdf_of(entry)
        scans = self._work.scans.of(entry.id)
        said = self._work.corrections.of(entry.id)
        told = (told_reader(entry.given), scans, records.dump(said) if said.digest else None)
        taught = self._taggers()
        read = self._reader().read(path, entry.file_name, *told, taught)
        return read, (len(scans), said.digest, _taught_by(taught, read.reading))

    def _pdf_of(self, entry: Unfinished) -> Path:
        """Return the PDF of a paper; that of a document is made where it is not there yet.

        So it is where papers are read anew because somebody asks for it.
        """
        kept = self._tools.kept
        path, given = kept.path(entry.id), kept.given(entry.id)
        if not given.is_file():
            raise UnreadablePaperError(f"{entry.file_name}: its copy is gone; add it again")
        again = self._asked.renew and entry.id not in self._made
        if path != given and (again or not path.is_file()):
            kept.keep(entry.id, self._reader().lay_out(given, entry.file_name))
            self._made.add(entry.id)
        return path

    def _as_laid_out_now(self, known: Unfinished) -> Unfinished:
        """Return a complete paper with what holds of it: laid out anew, its pages may be others."""
        path, pages = self._tools.kept.path(known.id), particulars(known.given).exempt_pages
        anew = self._asked.renew or not path.is_file()
        if not pages or not anew or self._tools.kept.given(known.id) == path:
            return known
        access, given = of_other_bytes(known.access, known.given)
        return replace(known, access=access, given=given)

    def _corrected(self, entry: Unfinished) -> bool:
        return bool(self._work.corrections.of(entry.id).digest)

    def _placed(self, entry: Unfinished, reading: Reading) -> tuple[Unfinished, str | None]:
        """Return a new paper under the name that it will have, and the id of what it replaces.

        It takes over what was said of that.
        """
        going_in = self._work.names_going_in(entry.seq)
        namesakes = self._work.namesakes(entry.came_as)
        free = [one for one in namesakes if one.entry.file_name not in going_in]
        meeting = Meeting.of(reading)
        older = replaced(meeting, free, entry.batch, self._meetings)
        if older is None:
            taken = going_in | self._work.names()
            name = free_name(called(entry.came_as), meeting, taken)
            return replace(entry, file_name=name), None
        named = replace(entry, file_name=older.entry.file_name)
        return inherited(named, older.entry), older.entry.id

    def _meetings(self, older: Namesake) -> tuple[Meeting, ...]:
        """Return the meeting of a paper, and also what it says itself where that was corrected."""
        held = Meeting(older.body, older.day)
        said = particulars(older.entry.given)
        named = said.committee or said.meeting_date or said.without
        if not named or not self._tools.kept.path(older.entry.id).is_file():
            return (held,)
        try:
            read, _ = self._reading(replace(older.entry, given=None))
        except UnreadablePaperError:
            if self._stopping.is_set():
                raise
            # What was read of it once holds.
            return (held,)
        return held, Meeting.of(read.reading)

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
        self._put(Ended(Outcome(called(name), result, reason, note), size))


def _taught_by(taught: Mapping[str, Path], reading: Reading) -> str:
    kept = taught.get(body_key(body_of(reading.paper, reading.meetings)))
    return kept.stem if kept else ""
