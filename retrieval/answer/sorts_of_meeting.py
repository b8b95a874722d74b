"""Which of several meetings is meant by its sort: the special one, the annual one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.catalogue import Catalogue
from corpus.language import alternation
from corpus.model import Access, MinuteMeeting, Resolution, Scope

_SORT = alternation("sorts")
_MEETS = re.compile(
    rf"\b(?P<sorts>{_SORT}(?:\s+{_SORT})*)\s+(?:[\w’'-]+\s+){{0,3}}?(?:meetings?|council|assembly)\b",
    re.I,
)
# After the bracket of a body's name: "Parks Committee (Special)".
_BRACKET = re.compile(rf"\((?P<sorts>{_SORT}(?:\s+{_SORT})*)\b", re.I)
# "Extra Ordinary", "extra-ordinary": one word, and nothing ordinary.
_EXTRA = re.compile(r"\bextra[\s-]+(?=ordinary\b)", re.I)
_ATTENDANCE = re.compile(r"\n[^\w\n]{0,8}(?:present|attendance|in attendance|apologies)\b", re.I)
# No word of it names a meeting of its own: a meeting of no other sort is meant.
_PLAIN = frozenset(("ordinary", "regular"))
# Letters of a page in which the head of minutes stands.
_HEAD = 600


def sorts_in(text: str) -> frozenset[str]:
    """Return the sorts of meeting that a question or heading names, in small letters."""
    text = _EXTRA.sub("extra", text)
    found = [*_MEETS.finditer(text), *_BRACKET.finditer(text)]
    return frozenset(word for one in found for word in one["sorts"].lower().split())


def of_sort(
    held: Sequence[Resolution], asked: frozenset[str], catalogue: Catalogue, clearance: Access
) -> Sequence[Resolution]:
    """Keep what meetings of the sort asked for decided: all where none is asked for or known.

    A meeting is of the sorts that its head names. Raises ``CatalogueError`` where the catalogue
    cannot be read.
    """
    if not asked:
        return held
    meetings = catalogue.meetings(
        Scope(papers=tuple({said.paper_id for said in held}), clearance=clearance)
    )
    sorts = {said: _sorts_of(said, meetings, catalogue, clearance) for said in held}
    named = [said for said in held if asked <= sorts[said]]
    if not named and asked <= _PLAIN:
        named = [said for said in held if not sorts[said]]
    return named or held


def _sorts_of(
    said: Resolution, meetings: Sequence[MinuteMeeting], catalogue: Catalogue, clearance: Access
) -> frozenset[str]:
    """Return the sorts of the meeting whose minutes record a decision."""
    of_paper = [one for one in meetings if one.paper_id == said.paper_id]
    met = [one for one in of_paper if (one.committee, one.date) == (said.committee, said.date)]
    page = said.spans[0].page if said.spans else 0
    meeting = next((one for one in met if one.first_page <= page <= one.last_page), None)
    if meeting is None:
        return sorts_in(said.committee or "")
    return meeting_sorts(meeting, of_paper, catalogue, clearance)


def meeting_sorts(
    meeting: MinuteMeeting,
    of_paper: Sequence[MinuteMeeting],
    catalogue: Catalogue,
    clearance: Access,
) -> frozenset[str]:
    """Return the sorts that the head of a meeting's minutes names, in small letters.

    ``of_paper`` are all meetings of its paper. Raises ``CatalogueError`` where the catalogue
    cannot be read.
    """
    own = sorts_in(meeting.committee or "")
    first = meeting.first_page
    if own:
        return own
    if sum(one.first_page <= first <= one.last_page for one in of_paper) > 1:
        # The head of the page is another meeting's.
        return own
    text = catalogue.page(meeting.paper_id, first, clearance).text[:_HEAD]
    return sorts_in(_ATTENDANCE.split(text)[0])
