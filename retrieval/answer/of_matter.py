"""Which decisions of the register are of a matter, and of the body and time that are meant."""

from __future__ import annotations

import re
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import alternation
from corpus.model import Resolution, Scope
from retrieval.model import Matter
from retrieval.question import Query, stems_of
from retrieval.search import Found

# Bodies that are meant where they are named; "the council" may be any of its committees.
_BODY = re.compile(
    r"\b(?:cabinet|mayor|executive|scrutiny|audit|planning|licensing|governors|trustees|forum"
    rf"|{alternation('bodies')})\b",
    re.I,
)
_ANY_BODY = frozenset(("council", "committee", "meeting", "members", "authority"))


def decided_on(matter: Matter | None, found: Found, catalogue: Catalogue) -> tuple[Resolution, ...]:
    """Return what was decided in the paper that a matter was cited from, of its item or pages.

    Nothing without a matter, or where its paper is out of the scope of what was found. Raises
    ``CatalogueError`` where the catalogue cannot be read.
    """
    if matter is None or matter.paper_id not in found.papers:
        return ()
    scope = Scope(papers=(matter.paper_id,), clearance=found.scope.clearance)
    held = catalogue.resolutions(scope)
    named = stems_of(matter.title)
    cited = [s for s in held if any(span.page in matter.pages for span in s.spans)]
    titled = [s for s in held if named and stems_of(s.title or "") & named]
    both = [s for s in cited if s in titled]
    return tuple(both or titled)


def named_bodies(query: Query) -> frozenset[str]:
    """Return the bodies that a question names by their kind, in lower case."""
    return frozenset(one.lower() for one in _BODY.findall(query.own_text)) - _ANY_BODY


def meant(said: Resolution, query: Query) -> bool:
    """Whether a resolution is of the time and the body asked for, where they are named."""
    if query.periods and not (said.date and _in_time(said.date, query)):
        return False
    body = (said.committee or "").lower()
    if query.committee:
        return query.committee.lower() == body
    named = named_bodies(query)
    return not named or not body or any(one in body for one in named)


def _in_time(day: date, query: Query) -> bool:
    """Whether a day is in a period asked for, or in a month that is named without its year."""
    named = (query.text[p.start : p.end].strip().lower() for p in query.periods)
    return any(p.holds(day) for p in query.periods) or f"{day:%B}".lower() in named
