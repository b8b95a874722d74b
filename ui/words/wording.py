"""How the app words dates, pages and papers, in the visitor's language: on cards and in exports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import PurePath

from corpus.decisions import outcome_word
from corpus.model import AgendaItem, Paper, PaperKind, Resolution, Scope
from corpus.model import item_words as item_called
from corpus.sample import sample_mark
from retrieval.meetings import pages_words as pages_called
from retrieval.model import Citation, PageRef, capital, day_words
from retrieval.model import page_words as page_called
from retrieval.model import paper_words as paper_called
from retrieval.model import place_words as place_called
from retrieval.model import source_line as source_called
from ui.language import N_, _, ngettext
from ui.words.nouns import NOUNS

_SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


# "Page 15 of the pack (PDF page 17)", and the same after its item, in the visitor's language.
page_words = partial(page_called, say=_)
place_words = partial(place_called, say=_)


def day(when: date | None) -> str:
    """Return "9 October 2017", or "date not known"."""
    return day_words(when, _) or _("date not known")


def corrected_on(when: date | None) -> str:
    """Return "Corrected by an officer, 3 March 2026"; "" for None, of what is as it was read."""
    return _("Corrected by an officer, {day}").format(day=day(when)) if when else ""


def short_day(when: date | None) -> str:
    """Return "9 Oct 2017", or "No date", for a column of a list."""
    if when is None:
        return _("No date")
    month = _(_SHORT_MONTHS[when.month - 1])
    return _("{day} {month} {year}").format(day=when.day, month=month, year=f"{when:%Y}")


def kind_name(kind: PaperKind) -> str:
    """Return "Agenda pack"."""
    return capital(_(kind.value))


def outcome_name(decided: Resolution) -> str:
    """Return how a decision ended: by the name of the class, or the deciding word as printed."""
    word = outcome_word(decided)
    return _(word) if word == decided.outcome_class.value else word


def counted(number: int, noun: str) -> str:
    """Return "1 page" or "1,204 pages", as many as ``number``, of a noun that ``NOUNS`` has."""
    return ngettext(*NOUNS[noun], number).format(number=number)


def pdf_pages(numbers: Sequence[int]) -> str:
    """Return "PDF page 3" or "PDF pages 3, 8-9" for physical pages in ascending order."""
    said = ngettext("PDF page {pages}", "PDF pages {pages}", len(numbers))
    return said.format(pages=page_ranges(numbers))


def pages_words(item: AgendaItem) -> str:
    """Return "PDF pages 10–44", "PDF page 10", or "no papers" for the pages of an item."""
    return pages_called(item, _)


def page_ranges(pages: Iterable[int]) -> str:
    """Return "3, 8-9, 12" for physical pages in ascending order."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def paper_line(paper: Paper) -> str:
    """Return "Agenda pack, Policy Group, 9 October 2017" for a paper."""
    return paper_called(paper, _)


def item_words(number: str) -> str:
    """Return how an item is called: "item 5", "Section B, item 2"."""
    return item_called(number, _("item {number}"))


def source_line(citation: Citation, *, file: bool = False) -> str:
    """Return the whole line that says where the words of a citation stand."""
    return source_called(citation, file=file, say=_)


def reference_line(page: PageRef, paper: Paper | None) -> str:
    """Return where a page found by search stands."""
    kind = paper.kind if paper else None
    at = place_words(page.item, page.page, page.printed, kind, page.place)
    return f"{at} · {paper_line(paper) if paper else page.paper + _(sample_mark(page.paper_id))}"


def item_line(number: str, title: str, paper: Paper) -> str:
    """Return "Item 7, Parking charges, Cabinet 9 April 2024" for an item of a paper."""
    body = (paper.committee or paper.title) + _(sample_mark(paper.id))
    meeting = f"{body} {day_words(paper.meeting_date, _)}".strip()
    return ", ".join(part for part in (capital(item_words(number)), title, meeting) if part)


def limits(
    scope: Scope, papers: Iterable[Paper] = (), item_title: str = ""
) -> tuple[tuple[str, Scope], ...]:
    """Return (a limit of a search in words, the scope that is left without it) for each limit.

    An item of one paper says which paper, by its meeting; ``item_title`` is as printed.
    """
    known = {paper.id: paper for paper in papers if paper.id in scope.papers}
    named = {paper.id: paper_line(paper) for paper in known.values()}
    one = known.get(scope.papers[0]) if scope.item and len(scope.papers) == 1 else None
    found = [(scope.committee, replace(scope, committee=None))] if scope.committee else []
    if period := _period(scope):
        found.append((period, replace(scope, since=None, until=None)))
    for kind in scope.kinds:
        rest = tuple(other for other in scope.kinds if other is not kind)
        found.append((_(kind.value), replace(scope, kinds=rest)))
    for paper in scope.papers if one is None else ():
        others = tuple(other for other in scope.papers if other != paper)
        found.append((named.get(paper, paper), replace(scope, papers=others)))
    if scope.collection:
        named_set = _("Collection “{name}”").format(name=scope.collection)
        found.append((named_set, replace(scope, collection=None)))
    if scope.item:
        words = item_line(scope.item, item_title, one) if one else item_words(scope.item)
        found.append((words, replace(scope, item=None)))
    return tuple(found)


def scope_words(scope: Scope) -> str:
    """Return the limits of a search in words, empty when there are none."""
    return " · ".join(words for words, _rest in limits(scope))


def _period(scope: Scope) -> str:
    if scope.since and scope.until:
        return _("{first} to {last}").format(first=day(scope.since), last=day(scope.until))
    if scope.since:
        return _("since {day}").format(day=day(scope.since))
    return _("until {day}").format(day=day(scope.until)) if scope.until else ""


def stem(name: str) -> str:
    """Return a file name's stem with nothing in it but letters, digits, dots and dashes."""
    kept = "".join(c if c.isalnum() or c in ".-_" else "-" for c in PurePath(name).stem)
    return kept.strip("-.") or "paper"
