"""Pages of stored papers as pictures, the words to mark on them, and copies as PDFs.

All of it is drawn in limited processes, never in the one that answers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from corpus.catalogue import Catalogue
from corpus.model import COVERED, Access, Box, ClosedPagesError, Span, UnreadablePaperError
from corpus.sandbox import SHOWN, DrawingProcesses, HiddenWords

_KEPT, _KEPT_BOXES = 64, 512
# Small pictures, of which an overview shows many: below so many pixels a point. They are kept
# apart, so that looking through a paper does not cost others the pages that they read.
_SMALL, _KEPT_SMALL = 0.5, 1024
# A little more than what draws may take for a page.
_PATIENCE = 12.0
Drawn = TypeVar("Drawn")


class UnderWay:
    """What several ask for at a time is done once, and given to all of them."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._doing: dict[Hashable, Future[Any]] = {}

    def share(self, work: Callable[..., Drawn], *asked: Hashable) -> Drawn:
        """Return ``work(*asked)``, or what the same call that is under way gives or raises.

        A call that is not done in ``patience`` seconds is no longer waited for, but made again.
        """
        mine: Future[Drawn] = Future()
        with self._lock:
            theirs = self._doing.setdefault((work, *asked), mine)
        if theirs is mine:
            return self._do(mine, work, *asked)
        try:
            found: Drawn = theirs.result(self._patience)
        except TimeoutError:
            return work(*asked)
        return found

    def _do(self, mine: Future[Drawn], work: Callable[..., Drawn], *asked: Hashable) -> Drawn:
        try:
            found = work(*asked)
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(found)
            return found
        finally:
            with self._lock:
                del self._doing[(work, *asked)]


class PagePictures:
    """Shows pages of the papers in ``catalogue``, physical ones; any thread may ask."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._drawing = drawing = DrawingProcesses()

        def drawn(
            path: Path, name: str, _made: int, page: int, scale: float, hidden: HiddenWords
        ) -> bytes:
            return drawing.picture(path, name, page, scale, hidden)

        @lru_cache(maxsize=_KEPT_BOXES)
        def boxed(
            path: Path, name: str, _made: int, page: int, ranges: tuple[tuple[int, int], ...]
        ) -> tuple[Box, ...]:
            return drawing.boxes(path, name, page, ranges)

        # Drawn once: stored papers are named by their content, so they never change; but a PDF
        # that was made of one is made anew when somebody asks for it. Who may see them is asked of
        # the catalogue each time.
        self._drawn, self._boxed = lru_cache(_KEPT)(drawn), boxed
        self._drawn_small = lru_cache(_KEPT_SMALL)(drawn)
        self._under_way = UnderWay()

    def start(self) -> None:
        """Start what draws ahead of the first picture, without waiting for it."""
        self._drawing.start()

    def close(self) -> None:
        """End what draws."""
        self._drawing.close()

    def picture(self, paper_id: str, page: int, scale: float, clearance: Access) -> bytes:
        """Return a page (from 1) as PNG, ``scale`` pixels a point; fewer for a vast page.

        Raises:
            UnknownPaperError: no such paper or page, or not for this reader.
            UnreadablePaperError: the page cannot be drawn, or not in time.
            BrokenReadingError: no page can be drawn.
        """
        file = self._file(paper_id, page, clearance)
        with self._kept(paper_id, page, clearance):
            hidden = self._hidden(paper_id, page, clearance)
            made = file[0].stat().st_mtime_ns
            drawn = self._drawn_small if scale < _SMALL else self._drawn
            return self._under_way.share(drawn, *file, made, page, scale, hidden)

    def single(self, paper_id: str, page: int, clearance: Access) -> bytes:
        """Return a page as a PDF of its own; raises as :meth:`picture`."""
        file = self._file(paper_id, page, clearance)
        with self._kept(paper_id, page, clearance):
            return self._drawing.copy(*file, [page], self._pictured(paper_id, [page], clearance))

    def whole(self, paper_id: str, clearance: Access) -> bytes:
        """Return a paper's file, or a copy of those of its pages that this reader may see.

        Of the copy, pages with masked or covered words are pictures.

        Raises as :meth:`picture`.
        """
        numbers = sorted(self._catalogue.labels(paper_id, clearance)) or [1]
        file = self._file(paper_id, numbers[0], clearance)
        with self._kept(paper_id, numbers[0], clearance):
            try:
                return self._catalogue.pdf_path(paper_id, clearance).read_bytes()
            except ClosedPagesError:
                pictured = self._pictured(paper_id, numbers, clearance)
                return self._drawing.copy(*file, numbers, pictured)

    def original(self, paper_id: str, clearance: Access) -> bytes:
        """Return the file that a paper's PDF was made of.

        Raises:
            UnknownPaperError: there is no such paper, or not for this reader.
            ClosedPagesError: it is the PDF itself, or holds what is not for this reader.
            UnreadablePaperError: the file is gone.
        """
        paper = self._catalogue.paper(paper_id, clearance)
        path = self._catalogue.original_path(paper.id, clearance)
        if path is None:
            raise ClosedPagesError(f"{paper.file_name}: the file as it was given is not for you")
        with self._kept(paper_id, min(self._catalogue.labels(paper.id, clearance)), clearance):
            return path.read_bytes()

    def highlights(
        self, paper_id: str, spans: tuple[Span, ...], clearance: Access
    ) -> tuple[Box, ...]:
        """Return one box a word of ``spans``, points from the top left of the page as displayed.

        Raises as :meth:`picture`.
        """
        boxes: list[Box] = []
        for number in dict.fromkeys(span.page for span in spans):
            path, name = self._file(paper_id, number, clearance)
            ranges = tuple((span.start, span.end) for span in spans if span.page == number)
            # Words that were read by OCR stand in no text of the file.
            words = self._catalogue.page(paper_id, number, clearance).words
            with self._kept(paper_id, number, clearance):
                made = path.stat().st_mtime_ns
                boxes += [
                    w.box for s, e in ranges for w in words if w.start < e and w.end > s
                ] or self._under_way.share(self._boxed, path, name, made, number, ranges)
        return tuple(boxes)

    def _pictured(
        self, paper_id: str, numbers: Sequence[int], clearance: Access
    ) -> dict[int, HiddenWords] | None:
        """Return which pages are pictures for this reader, and what is masked on them.

        None where none can be: the public is given no page with words that something covers.
        """
        if clearance is Access.EXEMPT:
            return None
        problems = self._catalogue.problems(paper_id, clearance)
        covered = {problem.page for problem in problems if COVERED in problem.reason}
        if not (covered.intersection(numbers) or self._catalogue.masked(clearance)):
            return None
        each = ((number, self._hidden(paper_id, number, clearance)) for number in numbers)
        return {number: hidden for number, hidden in each if hidden.ranges or number in covered}

    def _hidden(self, paper_id: str, number: int, clearance: Access) -> HiddenWords:
        page = self._catalogue.page(paper_id, number, clearance)
        if not page.masks:
            return SHOWN
        return HiddenWords(tuple((one.start, one.end) for one in page.masks), page.words)

    @contextmanager
    def _kept(self, paper_id: str, page: int, clearance: Access) -> Iterator[None]:
        """Say of a paper that was removed while it was opened that it is not there."""
        try:
            yield
        except UnreadablePaperError:
            self._file(paper_id, page, clearance)
            raise
        except OSError as error:
            _, name = self._file(paper_id, page, clearance)
            raise UnreadablePaperError(f"{name}: cannot be read: {error.strerror}") from error

    def _file(self, paper_id: str, page: int, clearance: Access) -> tuple[Path, str]:
        paper = self._catalogue.paper(paper_id, clearance)
        return self._catalogue.page_file(paper.id, page, clearance), paper.file_name
