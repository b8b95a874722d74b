"""The operations, each with what it takes and gives: the one list that MCP and REST offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from retrieval.records import (
    AnswerRecord,
    DocumentRecord,
    HistoryRecord,
    MeetingList,
    MeetingRecord,
    PageList,
    Record,
    ResolutionList,
)
from retrieval.served.asked import (
    Asked,
    HistoryAsked,
    Identified,
    MeetingsAsked,
    QuestionAsked,
    ResolutionsAsked,
    SearchAsked,
)
from retrieval.served.desk import Desk
from retrieval.served.readers import Reader


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that other programs may ask; none of them changes anything.

    ``does`` takes what ``takes`` says and gives what ``gives`` says.
    """

    name: str
    title: str
    about: str
    takes: type[Asked]
    gives: type[Record]
    does: Callable[[Desk, Any, Reader], Record]


SEARCH = Operation(
    "search",
    "Search the papers",
    "List the pages that speak to a query most, best first, each with its place, a snippet as"
    " printed and a link. Use fetch with an id to read a page.",
    SearchAsked,
    PageList,
    Desk.search,
)
FETCH = Operation(
    "fetch",
    "Read a page",
    "Return one page of a paper, whole and as printed, by any id that another tool gave, or the"
    " first page of a paper by its file name; next_id leads on.",
    Identified,
    DocumentRecord,
    Desk.fetch,
)
ASK = Operation(
    "ask",
    "Ask the papers",
    "Answer a question with quotes that name item, printed page and PDF page, or say that the"
    " papers give no answer. Give the earlier questions of the chat with a follow-up.",
    QuestionAsked,
    AnswerRecord,
    Desk.ask,
)
LIST_MEETINGS = Operation(
    "list_meetings",
    "List meetings",
    "List meetings, newest first, by body and time, each with the id for get_meeting.",
    MeetingsAsked,
    MeetingList,
    Desk.list_meetings,
)
GET_MEETING = Operation(
    "get_meeting",
    "Look at a meeting",
    "Return one meeting: its papers, the items of its agenda with their recommendations, who was"
    " there, and what it decided, word for word.",
    Identified,
    MeetingRecord,
    Desk.get_meeting,
)
LIST_RESOLUTIONS = Operation(
    "list_resolutions",
    "Search the register of decisions",
    "List decisions with their whole wording, by words, a minute's number, mover, sum or phrase,"
    " and by body, time, outcome and kind. The wording is the official record.",
    ResolutionsAsked,
    ResolutionList,
    Desk.list_resolutions,
)
HISTORY = Operation(
    "history",
    "What became of it",
    "Return what else the papers hold on the matter of an agenda item or a decision: before, at the"
    " same meeting and after, by its id.",
    HistoryAsked,
    HistoryRecord,
    Desk.history,
)
OPERATIONS = (SEARCH, FETCH, ASK, LIST_MEETINGS, GET_MEETING, LIST_RESOLUTIONS, HISTORY)
