"""Fetched papers into the catalogue, with what their site says of them.

The catalogue is told by the way of corrections that a person gives (``corpus.ingest``). What an
officer has said of a paper since stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.ingest import Ingest
from corpus.model import (
    DISAGREES,
    Access,
    Outcome,
    Particulars,
    Result,
    records,
)
from corpus.sync.answers import day_told
from corpus.sync.downloads import clear, files_in, forget
from corpus.sync.state import Kept, State
from corpus.sync.telling import Became, Report

# Papers that go in together: they share the start of the process that reads.
_TOGETHER = 50
# What ends a file of its own, and not what was left of an earlier run.
_ENDS = frozenset(Result) - {Result.DROPPED, Result.BY_OCR}
_BECAME = {Result.ADDED: Became.NEW, Result.REPLACED: Became.REPLACED}


class Taking:
    """Puts what lies in ``incoming/`` into the catalogue, with ``ingest`` as its writer."""

    def __init__(self, catalogue: Catalogue, ingest: Ingest, state: State, report: Report) -> None:
        self._catalogue = catalogue
        self._ingest = ingest
        self._state = state
        self._report = report

    def take(self) -> int:
        """Close what sites have closed, and take in some of what was fetched; return how many.

        Raises:
            CatalogueError: the data folder cannot be written; the next run goes on with it.
            IngestStoppedError: somebody stopped it.
        """
        for one in self._state.in_state("withdrawn"):
            self._close(one)
        batch = self._state.in_state("fetched")[:_TOGETHER]
        files = {one.seq: files_in(self._catalogue.data, one) for one in batch}
        lost = [one for one in batch if files[one.seq] is None]
        self._settle_lost(lost)
        there = [one for one in batch if one not in lost]
        # One of each name in one go: they are told apart by their names.
        named = {path.name: one for one in there if (path := files[one.seq]) is not None}
        given = {name: said for name, one in named.items() if (said := self._said(one))}
        paths = [path for one in named.values() if (path := files[one.seq]) is not None]
        kept = {one.seq for one in there if self._keeps_closing(one)}
        outcomes = self._ingest.add(paths, given=given, ocr=False) if paths else ()
        ends = {outcome.name: outcome for outcome in outcomes if outcome.result in _ENDS}
        for name, one in named.items():
            self._end(one, ends.get(name), kept)
        left = {one.seq for one in self._state.in_state("fetched")}
        forget(self._catalogue.data, [one for one in batch if one.seq not in left])
        return len(batch)

    def begin(self) -> None:
        """Delete what runs that were cut short left in ``incoming/``, before anything comes."""
        clear(self._catalogue.data, self._state.in_state("fetched"))

    def correct(self, site: str) -> None:
        """Tell the catalogue what a site says otherwise now, and open what it has opened again.

        Raises as :meth:`take`.
        """
        seen: set[str] = set()
        for one in self._state.in_state("taken", site):
            if one.paper is not None and one.paper not in seen:
                seen.add(one.paper)
                self._reopen(one.paper)
                self._publish(one.paper)
                self._tell(one.paper)

    def _settle_lost(self, lost: Iterable[Kept]) -> None:
        """What was fetched and has no file was taken in by a run that was cut short, or is not."""
        for one in lost:
            there = one.incoming and self._catalogue.work.find(one.incoming)
            if one.incoming and there:
                self._state.taken(one, one.incoming, one.told)
            else:
                self._state.again([one])

    def _said(self, one: Kept) -> Particulars | None:
        """Return what ingest is told of a file; None where an officer has said of it."""
        known = self._catalogue.work.find(one.incoming or "")
        said = joined(self._state.of_file(one.incoming or ""))
        if known is not None:
            return said if _is_untouched(known.given, one.told, said) else None
        older = self._catalogue.work.find(one.paper or "")
        if older is None or _is_untouched(older.given, one.told, said):
            return said
        officer = records.load(Particulars, older.given or "{}")
        holds = said.corrected_by(replace(officer, items=None, source_url=None, told_by=None))
        kept = replace(holds, without=officer.without, keeps_earlier=True)
        return replace(kept, access=None, exempt_pages=None)

    def _end(self, one: Kept, outcome: Outcome | None, kept: Collection[int]) -> None:
        if outcome is None or one.incoming is None:
            # It was not ended: the next run goes on with it.
            return
        if outcome.result is Result.SKIPPED:
            self._report.count(Became.FAILED)
            self._report.fault(f"{one.url}: {outcome.reason}")
            self._state.fail(one, "unreadable", outcome.reason, one.tries + 1)
            return
        # Where an officer's word was told instead, the two differ, and so it stands.
        told = records.dump(joined(self._state.of_file(one.incoming)))
        before = one.paper
        self._state.taken(one, one.incoming, told)
        known = self._catalogue.work.find(one.incoming)
        if one.seq in kept and outcome.result is Result.REPLACED and known is not None:
            # It is closed because the version before it was.
            self._state.closed(one, known.given or "{}")
        self._publish(one.incoming)
        self._report.count(_BECAME.get(outcome.result, Became.UNCHANGED))
        if before not in (None, one.incoming) and outcome.result is Result.REPLACED:
            # Others may have been the same file, and are not any more.
            self._state.again(self._state.of_file(before or ""))
        self._told_otherwise(one.incoming, one.url)

    def _publish(self, paper_id: str) -> None:
        """Tell the catalogue when a paper appeared: where it hangs on several links, the first."""
        told = (day_told(one.published) for one in self._state.of_file(paper_id))
        if days := [day for day in told if day]:
            self._catalogue.work.publish(paper_id, min(days))

    def _told_otherwise(self, paper_id: str, url: str) -> None:
        for problem in self._catalogue.problems(paper_id, Access.EXEMPT):
            if problem.reason.startswith(DISAGREES):
                self._report.disagrees(f"{url}: {problem.reason}")

    def _tell(self, paper_id: str) -> None:
        rows = [row for row in self._state.of_file(paper_id) if row.state == "taken"]
        known = self._catalogue.work.find(paper_id)
        said, told = joined(rows), rows[0].told
        if known is None or told == records.dump(said):
            return
        if _is_untouched(known.given, told, said):
            self._ingest.correct(paper_id, said)
            self._report.count(Became.CORRECTED)
        for row in rows:
            self._state.taken(row, paper_id, records.dump(said))

    def _close(self, one: Kept) -> None:
        """Close a paper that its site has closed since, unless another link to it is open.

        One that is closed already, by whoever, is left to them.
        """
        known = self._catalogue.work.find(one.paper or "")
        others = (row for row in self._state.of_file(one.paper or "") if row.state == "taken")
        if known is not None and not any(others):
            said = records.load(Particulars, known.given or "{}")
            if said.access is not Access.EXEMPT:
                closed = replace(said, access=Access.EXEMPT)
                # First: where this is cut short, it is known who closed the paper.
                self._state.closed(one, records.dump(closed))
                self._ingest.correct(known.id, closed)
            if known.access is Access.PUBLIC:
                self._report.count(Became.CLOSED)
                words = f"{known.file_name}: not public on its site any more, closed here"
                self._report.say(f"{words} ({one.reason})")
        self._state.fail(one, "refused", one.reason)

    def _keeps_closing(self, one: Kept) -> bool:
        """Whether nobody but its site closed the version that a paper is to replace."""
        older = self._catalogue.work.find(one.paper or "")
        if older is None or one.incoming == one.paper:
            return False
        rows = (one, *self._state.of_file(older.id))
        return any(row.closed == (older.given or "{}") for row in rows)

    def _reopen(self, paper_id: str) -> None:
        """Open a paper that its site's word closed, and that it serves to the public again.

        It goes by its own words then. What an officer has said since, or had before, stands.
        """
        rows = [row for row in self._state.of_file(paper_id) if row.closed is not None]
        known = self._catalogue.work.find(paper_id)
        if not rows or known is None:
            return
        if any(row.closed == (known.given or "{}") for row in rows):
            said = records.load(Particulars, known.given or "{}")
            without = (*said.without, "access")
            self._ingest.correct(paper_id, replace(said, access=None, without=without))
        now = self._catalogue.work.find(paper_id)
        if now is not None:
            is_open = now.access is Access.PUBLIC
            self._report.count(Became.REOPENED, is_open)
            here = "open here again" if is_open else "closed here still"
            self._report.say(f"{now.file_name}: public on its site again, {here}")
        for row in rows:
            self._state.closed(row, None)


def joined(rows: Sequence[Kept]) -> Particulars:
    """Return what is said of one file that hangs on several items: the first row's, and all items.

    Items are those of the first row's meeting.
    """
    first = rows[0]
    same = (row.said.items or () for row in rows if row.meeting == first.meeting)
    items = tuple(dict.fromkeys(item for some in same for item in some))
    return replace(first.said, items=items or None)


def _is_untouched(given: str | None, told: str | None, said: Particulars) -> bool:
    """Whether nobody but the site has spoken of the particulars of a paper.

    It was told, or is what a run that was cut short had handed on.
    """
    return given is None or _without_access(given) in (
        _without_access(told),
        replace(said, access=None, exempt_pages=None),
    )


def _without_access(text: str | None) -> Particulars:
    said = records.load(Particulars, text) if text else Particulars()
    return replace(said, access=None, exempt_pages=None)
