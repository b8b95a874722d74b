"""What a paper is: its kind, committee, meeting date and title.

All are read from its first pages, its file name and what the file says about
itself; particulars that a person gives correct them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.language import alternation
from corpus.model import AgendaItem, Particulars, stem_of
from corpus.page import Row
from corpus.particulars.committee import read_committee
from corpus.particulars.head_lines import read_head_lines
from corpus.particulars.kinds import read_kind
from corpus.particulars.meeting_dates import read_meeting_date
from corpus.particulars.proceedings import head_end
from corpus.particulars.titles import Named, read_title
from corpus.structure import is_item_stamp

if TYPE_CHECKING:
    from corpus.pdf import Structure

# Rows of each of the first pages that can say what a paper is.
_ROWS = 45
# Characters of a letterhead: whose paper it is stands at the top.
_LETTERHEAD = 300
_BODIES = ("body_nouns", "more_bodies", "societies", "owners", "tiers", "local_tiers")
_OF_A_BODY = re.compile(
    rf"\b(?:{alternation(*_BODIES, plurals=True)}|council|meetings?"
    rf"|{alternation('records', 'agendas', plurals=True)})\b",
    re.IGNORECASE,
)
# First pages that can tell of a meeting that was held.
_TELLING = 4


def read_particulars(
    file_name: str,
    pages: Sequence[Sequence[Row]],
    structure: Structure,
    items: Sequence[AgendaItem] = (),
    heads: Sequence[str] = (),
) -> Particulars:
    """Read the particulars of a paper from the rows of its first pages and its names.

    ``items`` are the paper's agenda items; a paper that has any is a pack or
    supplement, and only what stands before the first speaks for the whole.
    ``heads`` are the running lines of its first pages, which are not among the
    rows. The meeting date is the first of the month where the paper prints no day.
    """
    stem = stem_of(file_name)
    named = re.sub(r"[_+]|%20", " ", stem)
    pages = [[row for row in page if not is_item_stamp(row.text)] for page in pages]
    first: Sequence[Row] = next((page for page in pages if page), ())
    starts = [item.first_page for item in items if item.first_page]
    front = pages[: max(min(starts, default=4) - 1, 1)] if items else [first]
    rows = [row for page in front[:4] for row in page[:_ROWS]]
    lines = read_head_lines(rows)
    told = [row for page in (front if items else pages)[:_TELLING] for row in page]
    kind = read_kind((named, structure.title or ""), rows, told, bool(items), lines)
    committee = read_committee(named, structure.title or "", rows, heads, lines)
    when = read_meeting_date((named, structure.title or ""), rows, items, heads, kind, lines)
    names = Named(stem.replace("%20", " ").replace("+", " "), structure.title)
    title = read_title(kind, (committee, when), names, first, lines)
    above = dict.fromkeys((*(row.text for row in first[: head_end(first)]), *heads))
    # Where they met, and who may be asked about the agenda, is no name of whose paper it is.
    named_there = " ".join(line for line in above if _OF_A_BODY.search(line))
    letterhead = " ".join(named_there.split())[:_LETTERHEAD]
    return Particulars(kind, committee, when, title, letterhead=letterhead)
