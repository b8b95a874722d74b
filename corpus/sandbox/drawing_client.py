"""Draws pages in processes of their own; the other side is ``corpus.sandbox.drawing_worker``.

Whoever opens a page must not be able to harm those who ask beside: a page that
hangs or swells costs its own picture.
"""

from __future__ import annotations

import base64
import contextlib
import os
import queue
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Box, DamagedPaperError, ReadWord, records
from corpus.sandbox.process import WorkerProcess, paper_error

# For one page; a cited page takes a tenth of a second.
_SECONDS = 10.0
# For each page of a copy besides; one full of words takes a hundredth.
_COPY_SECONDS = 0.05
# And for each that is copied as a picture.
_DRAW_SECONDS = 1.0
# Side by side, so that one bad page holds up only itself; a core each is enough.
_MOST = min(4, max(2, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class HiddenWords:
    """Words of a page that are covered: half-open ``ranges`` of the characters of its text.

    ``words`` are those of a page that was read by OCR, whose file has no word boxes.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    words: tuple[ReadWord, ...] = ()


SHOWN = HiddenWords()


class DrawingProcesses:
    """Draws pages of papers in a few processes, started when needed; any thread may ask.

    Pages are physical, from 1; no page takes longer than ``seconds``, a copy a little for each.
    """

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._idle: queue.LifoQueue[WorkerProcess] = queue.LifoQueue()
        self._room = threading.BoundedSemaphore(_MOST)
        # Also when nobody closes it: the processes must not outlive this one's interest.
        self._end = weakref.finalize(self, _close_all, self._idle)

    def start(self) -> None:
        """Start one process ahead of the first picture, without waiting for it."""
        if self._idle.empty():
            self._idle.put(WorkerProcess("corpus.sandbox.drawing_worker"))

    def close(self) -> None:
        """End the processes that have nothing to do."""
        _close_all(self._idle)

    def picture(
        self, path: Path, name: str, page: int, scale: float, hidden: HiddenWords = SHOWN
    ) -> bytes:
        """Return a page as PNG, ``scale`` pixels a point; fewer for a vast page.

        Words that are ``hidden`` are covered.

        Raises:
            UnreadablePaperError: the file or the page cannot be drawn.
            DamagedPaperError: drawing it crashed or took too long.
            BrokenReadingError: no page can be drawn.
        """
        asked = {"what": "picture", "scale": scale, "hidden": records.plain(hidden)}
        return base64.b64decode(self._ask(path, name, page, asked, self._seconds)["bytes"])

    def copy(
        self,
        path: Path,
        name: str,
        pages: Sequence[int],
        hidden: Mapping[int, HiddenWords] | None = None,
    ) -> bytes:
        """Return ``pages``, at least one, as a PDF of their own; raises as :meth:`picture`.

        Those of which words are ``hidden``, by page, become pictures on which they are covered;
        links to elsewhere are left out unless it is None.
        """
        asked: dict[str, Any] = {"what": "copy", "pages": list(pages)}
        if hidden is not None:
            asked["hidden"] = [[page, records.plain(one)] for page, one in hidden.items()]
        seconds = self._seconds + _COPY_SECONDS * len(pages) + _DRAW_SECONDS * len(hidden or ())
        return base64.b64decode(self._ask(path, name, pages[0], asked, seconds)["bytes"])

    def boxes(
        self, path: Path, name: str, page: int, ranges: Sequence[tuple[int, int]]
    ) -> tuple[Box, ...]:
        """Return the boxes of the words that stand in ``ranges`` of a page's characters.

        Ranges are half-open. Boxes are points from the top left of the page as displayed, range
        by range; raises as :meth:`picture`.
        """
        asked = {"what": "boxes", "ranges": list(ranges)}
        answer = self._ask(path, name, page, asked, self._seconds)
        return tuple(Box(*box) for box in answer["boxes"])

    def _ask(
        self, path: Path, name: str, page: int, asked: dict[str, Any], seconds: float
    ) -> dict[str, Any]:
        with self._lent() as worker:
            wanted = {**asked, "path": str(path), "name": name, "page": page}
            answer = worker.ask(wanted, seconds)
        if isinstance(answer, str):
            raise DamagedPaperError(f"{name}, page {page}: drawing it {answer}; see the PDF")
        if "error" in answer:
            raise paper_error(answer)
        return answer

    @contextmanager
    def _lent(self) -> Iterator[WorkerProcess]:
        with self._room:
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                worker = WorkerProcess("corpus.sandbox.drawing_worker")
            try:
                yield worker
            finally:
                self._idle.put(worker)


def _close_all(idle: queue.LifoQueue[WorkerProcess]) -> None:
    with contextlib.suppress(queue.Empty):
        while True:
            idle.get_nowait().close()
