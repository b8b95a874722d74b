"""What somebody is looking at in the register, as an address says it.

``words``, ``committee``, ``since``, ``until``, ``kind``, ``within``, ``item`` and ``collection``
limit the search, ``outcome`` and ``business`` too, and of the record ``owner``, ``due`` and
``unanswered``; ``order=oldest`` turns it round, ``view=full`` shows every wording, ``sheet``
says how far one has leafed, and ``open`` which lines are open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from corpus.model import Access, DecisionKind, OutcomeClass, Resolution
from corpus.register import RegisterSearch
from retrieval.matters import RecordSearch
from ui.words import read_scope, scope_query

PARAMETERS = (
    *("words", "committee", "since", "until", "kind", "within", "item"),
    *("outcome", "business", "order", "view", "sheet", "open", "owner", "due", "unanswered"),
    *("words", "committee", "since", "until", "kind", "within", "item", "collection"),
    *("outcome", "business", "order", "view", "sheet", "open"),
)
LONGEST = 200
# Of this session: the key of a line that is open when lines are drawn next.
OPENED_LATER = "register_opened_later"
_KEY = re.compile(r"[0-9a-f]{1,12}_[0-9_]{1,30}")
_MOST_OPEN = 20
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A search of the register and how its result is shown.

    ``sheet`` counts from 1. ``opened`` are keys of lines, as :func:`line_key` makes them.
    """

    search: RegisterSearch = field(default_factory=RegisterSearch)
    full: bool = False
    sheet: int = 1
    opened: tuple[str, ...] = ()
    owner: str = ""
    due_by: date | None = None
    unanswered: bool = False

    @property
    def record(self) -> RecordSearch:
        """What is looked for, with what the record of decisions adds."""
        return RecordSearch(self.search, self.owner, self.due_by, self.unanswered)


def register_query(view: RegisterView) -> dict[str, str]:
    """Return the query parameters that show ``view`` again; what is as usual is in none."""
    search = view.search
    found = {
        "words": search.words,
        **scope_query(search.scope),
        "outcome": ",".join(search.outcomes),
        "business": ",".join(search.kinds),
        "order": "oldest" if search.oldest_first else "",
        "view": "full" if view.full else "",
        "sheet": str(view.sheet) if view.sheet > 1 else "",
        "open": ",".join(view.opened[:_MOST_OPEN]),
        "owner": view.owner,
        "due": view.due_by.isoformat() if view.due_by else "",
        "unanswered": "1" if view.unanswered else "",
    }
    return {name: value for name, value in found.items() if value}


def read_register(query: Mapping[str, str], clearance: Access) -> RegisterView:
    """Return what an address shows; what cannot be read in it is left out."""
    sheet = query.get("sheet", "")
    opened = (key for key in query.get("open", "").split(",") if _KEY.fullmatch(key))
    return RegisterView(
        RegisterSearch(
            query.get("words", "").strip()[:LONGEST],
            read_scope(query, clearance),
            _chosen(OutcomeClass, query.get("outcome", "")),
            _chosen(DecisionKind, query.get("business", "")),
            oldest_first=query.get("order") == "oldest",
        ),
        full=query.get("view") == "full",
        sheet=max(1, int(sheet[:5])) if sheet.isascii() and sheet.isdigit() else 1,
        opened=tuple(opened)[:_MOST_OPEN],
        owner=query.get("owner", "").strip()[:LONGEST],
        due_by=_day(query.get("due", "")),
        unanswered=query.get("unanswered") == "1",
    )


def line_key(decided: Resolution) -> str:
    """Return a key of a decision that is the same in every session: its paper and its place."""
    first, last = decided.spans[0], decided.spans[-1]
    return f"{decided.paper_id[:12]}_{first.page}_{first.start}_{last.end}"


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _chosen(choices: type[_Choice], said: str) -> tuple[_Choice, ...]:
    return tuple(choices(name) for name in dict.fromkeys(said.split(",")) if name in set(choices))
