"""A question, what is expected of it, and where its answer stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.model import Access, Scope


class Kind(StrEnum):
    """What sort of question it is."""

    FACT = "fact"
    FIGURE = "figure"
    TABLE = "table"
    RESOLUTION = "resolution"
    DECISION_ASKED = "decision-asked"
    PEOPLE = "people"
    DATE = "date"
    LIST = "list"
    COMPARE = "compare"
    KEYWORD = "keyword"
    FOLLOW_UP = "follow-up"
    UNANSWERABLE = "unanswerable"
    VAGUE = "vague"
    SOCIAL = "social"
    HELP = "help"
    CATALOGUE = "catalogue"
    OVERVIEW = "overview"
    WHY = "why"
    OPTIONS = "options"
    RISKS = "risks"
    VOTE = "vote"
    STATUS = "status"
    CHAT = "chat"


class Expect(StrEnum):
    """What is to come back: an answer, none since the papers have none, a reply without search."""

    ANSWER = "answer"
    NONE = "none"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Gold:
    """A page where the answer stands.

    ``page`` is physical, from 1; ``text`` is verbatim on it, white space folded, and
    empty only in what is kept from the app.
    Golds of one ``pool`` are alternatives: any one is enough, every pool is needed.
    """

    paper: str
    page: int
    printed: str | None
    item: str | None
    text: str
    pool: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter bar as the person had set it; None is no limit.

    ``since`` and ``until`` are inclusive meeting dates, ``paper`` is a file name, ``collection``
    the name of a set of papers in the catalogue.
    """

    committee: str | None = None
    since: date | None = None
    until: date | None = None
    paper: str | None = None
    collection: str | None = None

    def scope(self, clearance: Access = Access.PUBLIC) -> Scope:
        """Return the scope that the app would ask with."""
        papers = (self.paper,) if self.paper else ()
        return Scope(
            self.committee,
            self.since,
            self.until,
            papers,
            clearance=clearance,
            collection=self.collection,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set; ``history`` are the earlier ones of its chat, oldest first.

    ``corpus`` names the collection of papers that it is asked over, empty for any. ``chat``
    is the id of the chat whose turn it is, ``about`` of what kind a turn with history is,
    ``note`` a remark of whoever wrote the set; each is empty where nothing is said.
    """

    id: str
    question: str
    kind: Kind
    gold: tuple[Gold, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    expect: Expect = Expect.ANSWER
    corpus: str = ""
    chat: str = ""
    about: str = ""
    note: str = ""

    @property
    def follows(self) -> bool:
        """Whether it can only be understood from the earlier questions of its chat.

        A "thank you" at the end of a chat has a history and needs none.
        """
        return self.kind in (Kind.CHAT, Kind.FOLLOW_UP)

    @property
    def answerable(self) -> bool:
        """Whether the papers answer it."""
        return self.expect is Expect.ANSWER

    @property
    def pools(self) -> tuple[frozenset[tuple[str, int]], ...]:
        """The (paper, physical page) alternatives of each pool, in the order of their numbers."""
        numbers = sorted({gold.pool for gold in self.gold})
        return tuple(
            frozenset((gold.paper, gold.page) for gold in self.gold if gold.pool == number)
            for number in numbers
        )

    @property
    def gold_pages(self) -> frozenset[tuple[str, int]]:
        """Every (paper, physical page) that is gold."""
        return frozenset((gold.paper, gold.page) for gold in self.gold)
