"""Pages a second of reading, structure included, beside pypdf's plain text.

Pages are sorted into upright prose and ruled tables, as drawn, and each sort is
bound into one PDF a paper, so that both sorts are timed by themselves. The clock
counts processor seconds, so the speeds are for one core and other work on the
machine does not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.page import PageLayout
from corpus.pdf import open_pdf
from corpus.reading import read_paper
from evals.bench.ingest_speed import bind, page_texts, pdfs
from evals.model import SampleError

SORTS = PORTRAIT, RULED = "portrait pages", "ruled-table pages"
# A page with this many drawn rules both ways holds a table and not just underlines.
_RULES = 8
_Bound = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """One sort of page, read by us with structure and by pypdf as plain text.

    ``ours`` and ``pypdf`` are the seconds that each took for ``pages``.
    """

    sort: str
    pages: int
    ours: float
    pypdf: float

    @property
    def ours_per_second(self) -> float:
        """How many pages a second we read."""
        return self.pages / self.ours

    @property
    def pypdf_per_second(self) -> float:
        """How many pages a second pypdf reads."""
        return self.pages / self.pypdf


def measure_reading(path: Path) -> tuple[ReadingSpeed, ...]:
    """Time both ways of reading over every PDF under ``path``, sort by sort.

    Raises:
        SampleError: there is no PDF under ``path``, or no page of either sort.
        UnreadablePaperError: one of them cannot be opened.
    """
    bound = [part for paper in pdfs(path) for part in _bind(paper)]
    if not bound:
        raise SampleError(f"{path}: no upright prose and no ruled table to read")
    sorts = dict.fromkeys(sort for sort, _, _ in bound)
    return tuple(_time(sort, [part for part in bound if part[0] == sort]) for sort in sorts)


def reading_markdown(found: tuple[ReadingSpeed, ...]) -> str:
    """Return the speeds, in pages a second, as a markdown table."""
    head = (
        "| pages | count | with structure, pages a second | pypdf text only, pages a second |",
        "| --- | ---: | ---: | ---: |",
    )
    rows = [
        f"| {row.sort} | {row.pages} | {row.ours_per_second:.1f} | {row.pypdf_per_second:.1f} |"
        for row in found
    ]
    return "\n".join([*head, *rows])


def page_sort(layout: PageLayout) -> str | None:
    """Return which sort of page this is, in words; None for one that is neither."""
    across = sum(rule.horizontal for rule in layout.rules)
    if min(across, len(layout.rules) - across) >= _RULES:
        return RULED
    return PORTRAIT if layout.height > layout.width and layout.text.strip() else None


def _bind(paper: Path) -> list[_Bound]:
    with open_pdf(paper) as pdf:
        sorts = {number: page_sort(pdf.layout(number)) for number in range(1, pdf.page_count + 1)}
    chosen = {sort: [n for n, found in sorts.items() if found == sort] for sort in SORTS}
    return [(sort, len(at), bind(paper, at)) for sort, at in chosen.items() if at]


def _time(sort: str, bound: list[_Bound]) -> ReadingSpeed:
    files = [data for _, _, data in bound]
    pages = sum(count for _, count, _ in bound)
    _read_ours(files[0])  # loads word lists and patterns, once a process
    return ReadingSpeed(sort, pages, _clock(_read_ours, files), _clock(page_texts, files))


def _clock(read: Callable[[bytes], object], files: list[bytes]) -> float:
    started = time.process_time()
    for data in files:
        read(data)
    return time.process_time() - started


def _read_ours(data: bytes) -> None:
    read_paper(data, file_name="bound.pdf")
