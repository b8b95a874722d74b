"""What may be asked by MCP and REST, with its bounds."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from corpus.model import Access, DecisionKind, OutcomeClass, PaperKind, Scope
from corpus.register import RegisterSearch
from retrieval.model import LONGEST_QUESTION

# How many of a list at a time, at most.
_MOST = 100
# A search lists so many pages at most.
_MOST_PAGES = 40
_MOST_TURNS = 8


def _from_json(given: Any) -> Any:
    """Return a list that was sent as JSON in a text, as some clients of MCP do, as a list."""
    if not (isinstance(given, str) and given.startswith("[")):
        return given
    try:
        return json.loads(given)
    except RecursionError as error:
        raise ValueError("lists within lists go too deep") from error


_AS_LIST = BeforeValidator(_from_json)
Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Asked(BaseModel):
    """What is asked; what no field is called is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Identified(Asked):
    """One thing, by the id that another operation gave."""

    id: Name
    """Its id, as a search or list gave it."""


class Period(Asked):
    """Meetings of a body and a time."""

    committee: Name | None = None
    """Only this body, by its whole name."""
    since: date | None = None
    """First day of the meeting, inclusive."""
    until: date | None = None
    """Last day of the meeting, inclusive."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("since is after until")
        return self


class Limits(Period):
    """Which papers a question may touch."""

    papers: Annotated[tuple[Name, ...], _AS_LIST, Field(max_length=50)] = ()
    """Only these papers, by file name or paper_id."""
    paper_kinds: Annotated[tuple[PaperKind, ...], _AS_LIST] = ()
    """Only papers of these kinds."""
    item: Name | None = None
    """Only this agenda item, by its number as printed."""
    collection: Name | None = None
    """Only papers of this collection, by its name."""

    def scope(self, clearance: Access) -> Scope:
        """Return these limits for a reader of ``clearance``."""
        return Scope(
            self.committee,
            self.since,
            self.until,
            self.papers,
            self.paper_kinds,
            self.item,
            clearance,
            self.collection,
        )


class SearchAsked(Limits):
    """A search for pages."""

    query: Question
    """What is looked for: a question, words, a number, a reference."""
    offset: int = Field(default=0, ge=0, le=_MOST_PAGES)
    """How many of the best are left out, from 0."""
    limit: int = Field(default=10, ge=1, le=_MOST_PAGES)
    """How many pages are listed at most."""


class QuestionAsked(Limits):
    """A question, which may follow earlier ones."""

    question: Question
    """The question, in plain words."""
    earlier: Annotated[tuple[Question, ...], _AS_LIST, Field(max_length=_MOST_TURNS)] = ()
    """Earlier questions of the same chat, oldest first, so that "and who seconded it?" is known."""


class MeetingsAsked(Period):
    """A list of meetings."""

    offset: int = Field(default=0, ge=0)
    """How many of the newest are left out, from 0."""
    limit: int = Field(default=20, ge=1, le=_MOST)
    """How many meetings are listed at most."""


class ResolutionsAsked(Limits):
    """A search of the register of decisions."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    """Words in any order, a minute's number, a name, a sum, or a phrase in quotation marks."""
    outcomes: Annotated[tuple[OutcomeClass, ...], _AS_LIST] = ()
    """Only these outcomes."""
    decision_kinds: Annotated[tuple[DecisionKind, ...], _AS_LIST] = ()
    """Only decisions, routine business or actions."""
    oldest_first: bool = False
    """Oldest first, not newest."""
    offset: int = Field(default=0, ge=0)
    """How many of the first are left out, from 0."""
    limit: int = Field(default=20, ge=1, le=_MOST)
    """How many decisions are listed at most."""

    def search(self, clearance: Access) -> RegisterSearch:
        """Return this search for a reader of ``clearance``."""
        return RegisterSearch(
            self.words,
            self.scope(clearance),
            self.outcomes,
            self.decision_kinds,
            oldest_first=self.oldest_first,
        )


class HistoryAsked(Identified):
    """What else the papers hold on the matter of an item or decision."""

    limit: int = Field(default=20, ge=1, le=_MOST)
    """How many are listed at most of what came before, after, beside and on unknown days."""
