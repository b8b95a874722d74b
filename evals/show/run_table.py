"""A run as CSV: of each question what was expected, what was found, and whether it was right."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from evals.measure import RIGHT
from evals.model import Page, Result, Run

HEADINGS = ("question", "expected page", "pages found", "status", "right")
_MOST_PAGES = 10
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = "a page not in the papers, or not for you"


def run_csv(run: Run, seen: Callable[[Page], bool]) -> bytes:
    """Return a run as CSV for spreadsheets; pages that are not ``seen`` are not named."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for result in run.results:
        found = result.response.pages[:_MOST_PAGES]
        cells = (
            result.asked,
            _pages(result.gold, seen),
            _pages(found, seen),
            result.response.outcome.value,
            _right(result),
        )
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _pages(pages: Iterable[Page], seen: Callable[[Page], bool]) -> str:
    named = (f"{one[0]} p{one[1]}" if seen(one) else _UNSEEN for one in pages)
    return "; ".join(named)


def _right(result: Result) -> str:
    score = result.score(RIGHT)
    return "" if score is None else "yes" if score.value == 1 else "no"


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
