"""Which decisions of the register are of a matter, and of the body and time that are meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import alternation
from corpus.model import Resolution, Scope
from retrieval.model import Matter
from retrieval.question import Period, Query, stems_of
from retrieval.search import Found, same_title

# Bodies that are meant where they are named; "the council" may be any of its committees.
_BODY = re.compile(
    rf"\b(?:cabinet|mayor|executive|governors|trustees|forum|{alternation('bodies')})\b", re.I
)
# Subjects that bodies are called by, where they decide: "did planning agree to the barn".
_SUBJECT = rf"(?:overview\s+\w+\s+)?(?:{alternation('bodies_by_subject')})"
_NO_BODY = rf"(?!\s+(?:{alternation('of_a_subject', plurals=True)})\b)"
_DECIDES = r"(?:decid|agre|refus|approv|reject|grant|defer|recommend|resolv|endors|sa[iy]|vot)\w*"
_BY_SUBJECT = re.compile(
    r"\b(?:did|has|have|had|does|will|would|by|at|before|decisions?\s+of)\s+(?:the\s+)?"
    rf"(?P<after>{_SUBJECT})\b{_NO_BODY}"
    rf"|\b(?P<before>{_SUBJECT})(?:['’]s\s+decision\b|\s+(?:that\s+|members\s+)?{_DECIDES}\b"
    rf"|\s+hearings?\b|\s+(?:sub-?\s?)?(?:{alternation('bodies')})\b)",
    re.I,
)
# The title of a matter may hold a year or the name of a body, and be of neither meeting.
_TITLE = re.compile(r"[\"“”][^\"“”]*[\"“”]")
# The number of a minute before its title.
_MINUTE = re.compile(r"^\W*(?:[A-Z]{1,3})?\d+(?:[./]\d+)*[.):]?\s+(?=[A-Z“\"])")
_ANY_BODY = frozenset(("council", "committee", "meeting", "members", "authority"))


def decided_on(matter: Matter | None, found: Found, catalogue: Catalogue) -> tuple[Resolution, ...]:
    """Return what was decided in the paper that a matter was cited from, of its item or pages.

    Nothing without a matter, or where its paper is out of the scope of what was found. An item
    is agreed by its own meeting or later, not by the minutes of an earlier one in its pack. Raises
    ``CatalogueError`` where the catalogue cannot be read.
    """
    if matter is None or matter.paper_id not in found.papers:
        return ()
    scope = Scope(papers=(matter.paper_id,), clearance=found.scope.clearance)
    day = found.papers[matter.paper_id].meeting_date if matter.item else None
    held = [
        said
        for said in catalogue.resolutions(scope)
        if not (day and said.date and said.date < day)
        or any(span.overlaps(cited) for span in said.spans for cited in matter.spans)
    ]
    named = stems_of(matter.title)
    cited = [s for s in held if any(span.page in matter.pages for span in s.spans)]
    titled = [s for s in held if named and stems_of(s.title or "") & named]
    both = [s for s in cited if s in titled]
    # Elsewhere in a pack or a file of minutes one word in common is of another matter.
    mostly = [s for s in titled if 2 * len(stems_of(s.title or "") & named) >= len(named)]
    return tuple(both or mostly)


def same_business(one: str | None, other: str, found: Found) -> bool:
    """Whether two printed titles are of the same business; another year or quarter is another."""
    if not one or _numbers(one) != _numbers(other):
        return False
    return same_title(one, other, found.constants.looking_up)


def titles_named(query: Query) -> tuple[str, ...]:
    """Return the titles that stand in quotation marks in what was asked now."""
    return tuple(found.group()[1:-1].strip() for found in _TITLE.finditer(query.own_text))


def named_bodies(query: Query) -> frozenset[str]:
    """Return the bodies that a question names by their kind, in lower case; none of a title."""
    text = _TITLE.sub(" ", query.own_text)
    by_subject = ((one["after"] or one["before"]) for one in _BY_SUBJECT.finditer(text))
    named = (*_BODY.findall(text), *(one.split()[-1] for one in by_subject))
    return frozenset(one.lower() for one in named) - _ANY_BODY


_DIGITS = re.compile(r"\d+")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[/–-]\s?(?:\d\d|(?:19|20)\d\d)")


def of_time_and_body(query: Query) -> Callable[[Resolution], bool]:
    """Return what tells whether a resolution is of the time and the body asked for, if any are.

    What stands in quotation marks is a title, and names neither; nor does the title of the
    matter that a follow-up is asked of.
    """
    titles = [title.span() for title in _TITLE.finditer(query.text)]
    if query.matter and query.carried == query.matter.title:
        titles.append((0, len(query.carried)))
    periods = [p for p in query.periods if not any(a <= p.start < b for a, b in titles)]
    body = (query.committee or "").lower()
    bodies = frozenset() if body else named_bodies(query)

    def is_of(said: Resolution) -> bool:
        # The year that a budget is for is part of the matter: it is decided before that begins.
        own = f"{said.title or ''} {said.text}" if periods else ""
        due = [
            p for p in periods
            if not (_YEARS.fullmatch(year := query.text[p.start : p.end].strip()) and year in own)
        ]  # fmt: skip
        if due and not (said.date and _in_time(said.date, due, query)):
            return False
        its = (said.committee or "").lower()
        if body:
            return body == its
        return not bodies or not its or any(one in its for one in bodies)

    return is_of


def _numbers(title: str) -> list[str]:
    return _DIGITS.findall(_MINUTE.sub("", title))


def _in_time(day: date, periods: Sequence[Period], query: Query) -> bool:
    """Whether a day is in a period asked for, or in a month that is named without its year."""
    named = (query.text[p.start : p.end].strip().lower() for p in periods)
    return any(p.holds(day) for p in periods) or f"{day:%B}".lower() in named
