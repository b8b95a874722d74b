"""What of a paper is closed to the public, and the paper as it is without that."""

from __future__ import annotations

from corpus.access.apart import (
    Acronyms,
    Minutes,
    acronyms_apart,
    forms_apart,
    lone_form_apart,
    minutes_apart,
    rows_apart,
)
from corpus.access.deciding import decided, suspicions, unspoken
from corpus.access.items import MarkedItem, agenda_closes
from corpus.access.parts import (
    Closed,
    closed_pages,
    exempt_part,
    item_access,
    meeting_access,
    open_item,
    open_meeting,
    open_paper,
    open_part,
    resolution_access,
    row_access,
)
from corpus.access.recognise import Exempt, all_suspected, find_exempt, marked, said_exempt
from corpus.access.sheets import begins_sheet

__all__ = [
    "Acronyms",
    "Closed",
    "Exempt",
    "MarkedItem",
    "Minutes",
    "acronyms_apart",
    "agenda_closes",
    "all_suspected",
    "begins_sheet",
    "closed_pages",
    "decided",
    "exempt_part",
    "find_exempt",
    "forms_apart",
    "item_access",
    "lone_form_apart",
    "marked",
    "meeting_access",
    "minutes_apart",
    "open_item",
    "open_meeting",
    "open_paper",
    "open_part",
    "resolution_access",
    "row_access",
    "rows_apart",
    "said_exempt",
    "suspicions",
    "unspoken",
]
