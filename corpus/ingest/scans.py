"""Reads scanned pages by OCR, after their papers have gone in.

It takes seconds a page, so a paper is complete and searchable first. What OCR
makes of a page is kept at once; when a paper's pages are done, the paper is read
again with them, which replaces it like any other change. Cut short anywhere,
the next run goes on with the next page.
"""

from __future__ import annotations

from collections.abc import Callable

from corpus.catalogue import Unseen
from corpus.ingest.steps import Tools
from corpus.model import Outcome, Progress, Result, Scanning, UnreadablePaperError


class ScanRun:
    """Reads the scans of complete papers; ``again`` reads papers anew with them. Used once."""

    def __init__(
        self, tools: Tools, again: Callable[[tuple[str, ...]], tuple[Outcome, ...]]
    ) -> None:
        self._tools = tools
        self._scans = tools.catalogue.work.scans
        self._again = again
        self._todo = self._scans.unseen()
        self._pages = sum(len(paper.pages) for paper in self._todo)
        self._done = 0

    def go(self) -> tuple[Outcome, ...]:
        """Read every page that waits for OCR; return what became of each paper."""
        outcomes: list[Outcome] = []
        if self._pages:
            self._tools.watcher(Scanning(self._pages, len(self._todo)))
        reader = self._tools.reader()
        try:
            for place, paper in enumerate(self._todo):
                try:
                    for number in paper.pages:
                        self._report(place, f"page {number} of {paper.file_name}, by OCR")
                        path = self._tools.kept.path(paper.id)
                        record, failed = reader.scan(path, paper.file_name, number)
                        self._scans.keep(paper.id, number, record, failed=failed)
                        self._done += 1
                    outcomes += self._again((paper.id,))
                except (UnreadablePaperError, OSError) as error:
                    outcomes.append(self._gone(paper, error))
        finally:
            reader.close()
        return tuple(outcomes)

    def _gone(self, paper: Unseen, error: Exception) -> Outcome:
        reason = f"{paper.file_name}: its scanned pages cannot be read: {error}"
        outcome = Outcome(paper.file_name, Result.SKIPPED, reason)
        self._tools.watcher(outcome)
        return outcome

    def _report(self, papers_done: int, now: str) -> None:
        share = self._done / self._pages if self._pages else 1.0
        papers = len(self._todo)
        self._tools.watcher(Progress(papers_done, papers, self._done, share, now, self._pages))
