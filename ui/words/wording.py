"""How the app words dates, pages and papers: the same on cards, in exports and in links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from corpus.model import Paper, PaperKind, Scope, item_words
from retrieval.model import PageRef, day_words, paper_words, place_words


def day(when: date | None) -> str:
    """Return "9 October 2017", or "date not known"."""
    return day_words(when) or "date not known"


def corrected_on(when: date | None) -> str:
    """Return "Corrected by an officer, 3 March 2026"; "" for None, of what is as it was read."""
    return f"Corrected by an officer, {day(when)}" if when else ""


def short_day(when: date | None) -> str:
    """Return "9 Oct 2017", or "No date", for a column of a list."""
    return f"{when.day} {when:%b %Y}" if when else "No date"


def kind_name(kind: PaperKind) -> str:
    """Return "Agenda pack"."""
    return kind.value.capitalize()


def counted(number: int, noun: str) -> str:
    """Return "1 page" or "1,204 pages", as many as ``number``."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def page_ranges(pages: Iterable[int]) -> str:
    """Return "3, 8-9, 12" for physical pages in ascending order."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def capital(words: str) -> str:
    """Return ``words`` with its first letter a capital."""
    return words[:1].upper() + words[1:]


def paper_line(paper: Paper) -> str:
    """Return "Agenda pack, Policy Group, 9 October 2017" for a paper."""
    return paper_words(paper.kind, paper.committee, paper.meeting_date, paper.title)


def reference_line(page: PageRef, paper: Paper | None) -> str:
    """Return where a page found by search stands."""
    kind = paper.kind if paper else None
    at = place_words(page.item, page.page, page.printed, kind, page.place)
    return f"{at} · {paper_line(paper) if paper else page.paper}"


def limits(scope: Scope, papers: Iterable[Paper] = ()) -> tuple[tuple[str, Scope], ...]:
    """Return (a limit of a search in words, the scope that is left without it) for each limit."""
    named = {paper.id: paper_line(paper) for paper in papers}
    found = [(scope.committee, replace(scope, committee=None))] if scope.committee else []
    if period := _period(scope):
        found.append((period, replace(scope, since=None, until=None)))
    for kind in scope.kinds:
        rest = tuple(other for other in scope.kinds if other is not kind)
        found.append((kind.value, replace(scope, kinds=rest)))
    for paper in scope.papers:
        others = tuple(other for other in scope.papers if other != paper)
        found.append((named.get(paper, paper), replace(scope, papers=others)))
    if scope.item:
        found.append((item_words(scope.item), replace(scope, item=None)))
    return tuple(found)


def scope_words(scope: Scope) -> str:
    """Return the limits of a search in words, empty when there are none."""
    return " · ".join(words for words, _ in limits(scope))


def _period(scope: Scope) -> str:
    if scope.since and scope.until:
        return f"{day(scope.since)} to {day(scope.until)}"
    if scope.since:
        return f"since {day(scope.since)}"
    return f"until {day(scope.until)}" if scope.until else ""


def stem(name: str) -> str:
    """Return a file name's stem with nothing in it but letters, digits, dots and dashes."""
    kept = "".join(c if c.isalnum() or c in ".-_" else "-" for c in PurePath(name).stem)
    return kept.strip("-.") or "paper"
