"""A run as CSV: of each question what was expected, what was answered, and every measure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from evals.measure import MEASURES, shortfalls
from evals.model import Page, Response, Result, Run

HEADINGS = (
    "question",
    "expected",
    "status",
    "answer",
    "cited paper and page",
    "right page",
    "pages found",
    "fell short",
)
_MOST_PAGES = 10
# A cell of a spreadsheet holds so many characters.
_LONGEST = 32_000
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = "a page not in the papers, or not for you"
_HIDDEN = "words not in the papers any more, or not for you"


def run_csv(run: Run, seen: Callable[[Page], bool], whole: Callable[[Response], bool]) -> bytes:
    """Return a run as CSV for spreadsheets, each measure that any question has in a column.

    Pages that are not ``seen`` are not named, answers that are not ``whole`` not told.
    """
    scored = {score.measure for result in run.results for score in result.scores}
    measures = [measure.name for measure in MEASURES if measure.name in scored]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEADINGS, *measures])
    for result in run.results:
        cells = (
            *_about(result, seen, shown=whole(result.response)),
            *(_score(result, name) for name in measures),
        )
        writer.writerow([_safe(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _about(result: Result, seen: Callable[[Page], bool], *, shown: bool) -> tuple[str, ...]:
    response = result.response
    said = response.lead or response.text or response.note or response.error or ""
    why = "; ".join(shortfalls(result))
    # It names what was right and what came first.
    named = shown and all(map(seen, (*result.gold, *response.pages[:1])))
    return (
        result.asked,
        result.expect,
        response.outcome.value,
        said[:_LONGEST] if shown else _HIDDEN,
        _pages(dict.fromkeys((one.paper, one.page) for one in response.citations), seen),
        _pages(result.gold, seen),
        _pages(response.pages[:_MOST_PAGES], seen),
        why[:_LONGEST] if named or not why else _HIDDEN,
    )


def _pages(pages: Iterable[Page], seen: Callable[[Page], bool]) -> str:
    named = (f"{one[0]} p{one[1]}" if seen(one) else _UNSEEN for one in pages)
    return "; ".join(named)


def _score(result: Result, measure: str) -> str:
    score = result.score(measure)
    return "" if score is None else f"{score.value:.4g}"


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
