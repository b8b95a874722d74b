"""Questions to start with, made from the papers at hand; titles as printed."""

from __future__ import annotations

import re

from corpus.model import Access, AgendaItem, DecisionKind, Paper, PaperKind, Resolution, Scope
from corpus.register import RegisterSearch
from ui.service import Papers
from ui.words import day, shortened

_MOST_PAPERS = 4
_WITH_ITEMS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_LONGEST_TITLE = 70
# Business of every meeting, which nobody needs a suggestion to ask about.
_MOST = 4
_ROUTINE = re.compile(
    r"apolog|minutes|interest|urgent|exclusion|next meeting|public (?:question|participation|forum)"
    r"|petitions|announcements|communications|membership|election of|appointment of (?:vice|chair)",
    re.I,
)


def starter_questions(papers: Papers, clearance: Access) -> tuple[str, ...]:
    """Return a few questions on the newest items and resolutions, no title twice."""
    newest = [p for p in papers.papers(Scope(clearance=clearance)) if p.meeting_date]
    asked: dict[str, str] = {}
    for paper in [p for p in newest if p.kind in _WITH_ITEMS][:_MOST_PAPERS]:
        for item in _with_papers(papers.items(paper.id, clearance)):
            asked.setdefault(item.title.casefold(), _item_question(item, paper))
    decided: dict[str, str] = {}
    business = RegisterSearch(scope=Scope(clearance=clearance), kinds=(DecisionKind.DECISION,))
    for resolution in papers.search_resolutions(business).resolutions:
        if resolution.title and _fits(resolution.title):
            decided.setdefault(resolution.title.casefold(), _resolution_question(resolution))
    half = _MOST - min(len(decided), _MOST // 2)
    chosen = list(asked.values())[:half]
    for title, question in decided.items():
        if len(chosen) < _MOST and title not in list(asked)[:half]:
            chosen.append(question)
    return tuple(chosen)


def _with_papers(items: tuple[AgendaItem, ...]) -> list[AgendaItem]:
    """The items with reports behind them, those with a report form first, then the longest."""
    held = [i for i in items if i.first_page and i.last_page and _fits(i.title)]
    return sorted(
        held, key=lambda i: (not i.form, (i.first_page or 0) - (i.last_page or 0), i.first_page)
    )


def _fits(title: str) -> bool:
    return 0 < len(title) <= _LONGEST_TITLE and not _ROUTINE.search(title)


def _item_question(item: AgendaItem, paper: Paper) -> str:
    title = shortened(item.title, _LONGEST_TITLE)
    if item.form:
        return f"What are members asked to decide on “{title}”?"
    return f"What does the report “{title}” of {day(paper.meeting_date)} say?"


def _resolution_question(resolution: Resolution) -> str:
    title = shortened(resolution.title or "", _LONGEST_TITLE)
    at = f" on {day(resolution.date)}" if resolution.date else ""
    return f"What was decided about “{title}”{at}?"
