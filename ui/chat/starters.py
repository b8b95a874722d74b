"""Questions to start with, made from the papers at hand; titles as printed.

They are read in the visitor's language (:func:`ui.language.spoken`), and asked in English, as the
papers are that they are asked of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.model import AgendaItem, Paper, PaperKind, Resolution, Scope
from prompts import worded
from retrieval.model import day_words
from ui.service import Papers
from ui.words import shortened

_MOST_PAPERS = 4
# Papers with decisions that are looked at for some that are no routine.
_MOST_MINUTES = 20
_WITH_ITEMS = (PaperKind.AGENDA_PACK, PaperKind.SUPPLEMENT)
_LONGEST_TITLE = 70
# Business of every meeting, which nobody needs a suggestion to ask about.
_MOST = 4
_ROUTINE = re.compile(
    r"apolog|minutes|interest|urgent|exclusion|next meeting|public (?:question|participation|forum)"
    r"|petitions|announcements|communications|membership|election of|appointment of (?:vice|chair)",
    re.I,
)


def starter_questions(papers: Papers, scope: Scope) -> tuple[str, ...]:
    """Return a few questions on the newest items and resolutions in ``scope``, no title twice.

    Of one item all that can be told of it by itself is asked.
    """
    asked: dict[str, str] = {}
    for paper in _newest_with_items(papers, scope):
        items = papers.items(paper.id, scope.clearance)
        if scope.item:
            own = [i for i in items if i.number == scope.item and i.title]
            return tuple(question for i in own for question in _item_questions(i, paper))
        for item in _with_papers(items):
            asked.setdefault(item.title.casefold(), _item_questions(item, paper)[0])
    decided: dict[str, str] = {}
    for resolution in papers.newest_decisions(_MOST_MINUTES, scope):
        if resolution.title and _fits(resolution.title):
            decided.setdefault(resolution.title.casefold(), _resolution_question(resolution))
    half = _MOST - min(len(decided), _MOST // 2)
    chosen = list(asked.values())[:half]
    for title, question in decided.items():
        if len(chosen) < _MOST and title not in list(asked)[:half]:
            chosen.append(question)
    return tuple(chosen)


def _newest_with_items(papers: Papers, scope: Scope) -> tuple[Paper, ...]:
    kinds = tuple(kind for kind in _WITH_ITEMS if kind in (scope.kinds or _WITH_ITEMS))
    return papers.newest_papers(_MOST_PAPERS, replace(scope, kinds=kinds)) if kinds else ()


def _with_papers(items: tuple[AgendaItem, ...]) -> list[AgendaItem]:
    """The items with reports behind them, those with a report form first, then the longest."""
    held = [i for i in items if i.first_page and i.last_page and _fits(i.title)]
    return sorted(
        held, key=lambda i: (not i.form, (i.first_page or 0) - (i.last_page or 0), i.first_page)
    )


def _fits(title: str) -> bool:
    return 0 < len(title) <= _LONGEST_TITLE and not _ROUTINE.search(title)


def _item_questions(item: AgendaItem, paper: Paper) -> list[str]:
    """What can be asked of an item, the likeliest first."""
    title = shortened(item.title, _LONGEST_TITLE)
    asked = [worded("What are members asked to decide on “{title}”?", title=title)]
    day = day_words(paper.meeting_date) or worded("date not known")
    says = worded("What does the report “{title}” of {day} say?", title=title, day=day)
    return [*(asked if item.form else ()), says]


def _resolution_question(resolution: Resolution) -> str:
    title = shortened(resolution.title or "", _LONGEST_TITLE)
    if not resolution.date:
        return worded("What was decided about “{title}”?", title=title)
    day = day_words(resolution.date)
    return worded("What was decided about “{title}” on {day}?", title=title, day=day)
