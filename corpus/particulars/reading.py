"""What a paper is: its kind, committee, meeting date and title.

All are read from its first pages, its file name and what the file says about
itself; particulars that a person gives correct them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.language import is_titled
from corpus.model import AgendaItem, PaperKind, Particulars
from corpus.page import Row
from corpus.particulars.committee import read_committee
from corpus.particulars.head_lines import Asks, HeadLine, read_head_lines
from corpus.particulars.meeting_dates import read_meeting_date
from corpus.particulars.titles import Named, read_title
from corpus.structure import is_item_stamp

if TYPE_CHECKING:
    from corpus.pdf import Structure

# Rows of each of the first pages that can say what a paper is.
_ROWS = 45
_SAID: tuple[tuple[PaperKind, int, str], ...] = (
    (
        PaperKind.SUPPLEMENT,
        8,
        r"\bsupplement(?:ary|al)?\b[^.]{0,30}\b(?:agenda|papers?|pack|items?)",
    ),
    (PaperKind.SUPPLEMENT, 8, r"\bagenda\s+supplement|\blate\s+(?:papers?|items?|reports?)\b"),
    (PaperKind.SUPPLEMENT, 8, r"\baddend(?:um|a)\b|\breports?\s+to\s+follow\b"),
    (PaperKind.SUPPLEMENT, 8, r"unavailable\s+when\s+the\s+agenda|now\s+able\s+to\s+enclose"),
    (PaperKind.SUPPLEMENT, 8, r"(?:marked|shown)\s+(?:as\s+)?\W?to\s+follow"),
    (PaperKind.SUPPLEMENT, 8, r"\badditional\s+(?:agenda\s+)?(?:papers|documents)\b"),
    (PaperKind.AGENDA_PACK, 6, r"\b(?:agenda|public)\s+(?:reports?\s+)?pack\b|\breports\s+pack\b"),
    (PaperKind.AGENDA_PACK, 4, r"^\s*a\s*g\s*e\s*n\s*d\s*a\s*$"),
    (
        PaperKind.AGENDA_PACK,
        9,
        r"^\W*summons\s+(?:to|and)\b|^\W*notice\s+of\s+(?:an?\s+)?meeting\b|^\W*agenda\s+for\s+an?\b",
    ),
    (PaperKind.MINUTES, 8, r"^\s*(?:\w+\s+)?(?:minutes|notes)\s+of\s+(?:the|a|an)\b"),
    (PaperKind.MINUTES, 8, r"\bprinted\s+minutes\b|^\s*(?:minutes|notes of meeting)\s*$"),
    (PaperKind.MINUTES, 4, r"[-:]+\s*present\s*:?\s*-?|^\s*(?:members\s+)?present\s*:"),
    (PaperKind.DECISION_NOTICE, 9, r"\brecords?\s+of\s+(?:an?\s+)?(?:\w+\s+){0,3}decisions?\b"),
    (
        PaperKind.DECISION_NOTICE,
        9,
        r"\bdecision\s+notices?\b|\bnotice\s+of\s+(?:\w+\s+){0,2}decision",
    ),
    (
        PaperKind.DECISION_NOTICE,
        9,
        r"\bdecision\s+(?:record|sheet|list|(?:record(?:ing)?\s+)?form)\b|\bdelegated\s+decision\b",
    ),
    (PaperKind.DECISION_NOTICE, 9, r"\bdecision\s+taken\s+by\b"),
    (
        PaperKind.TRACKER,
        6,
        r"\b(?:action|improvement|recommendation|decision)s?\s+(?:tracker|log)\b",
    ),
    (PaperKind.TRACKER, 6, r"\btracker\b"),
    (PaperKind.TRACKER, 5, r"\b(?:improvement|action|delivery|implementation)\s+plan\b"),
    (PaperKind.REPORT_CARD, 6, r"\breport\s*card\b|\bscore\s?card\b|\bdashboard\b"),
    (PaperKind.REPORT_CARD, 6, r"\bperformance\s+(?:indicators?\s+)?(?:summary|report)\b"),
    (
        PaperKind.REPORT,
        3,
        r"^\s*(?:report\s+)?title\s*:|^\s*subject\s*:|^\s*report\s+(?:of|by|to)\b",
    ),
    (
        PaperKind.REPORT,
        3,
        r"\bwards?\(?s?\)?\s+(?:affected|concerned|involved)\b|\bkey\s+decision\b",
    ),
    (
        PaperKind.REPORT,
        3,
        r"\b(?:contact|supporting|lead|responsible|report)\s+(?:officer|author)s?\b",
    ),
    (
        PaperKind.REPORT,
        3,
        r"\bpurpose\s+of\s+(?:the\s+|this\s+)?report\b|^\s*report\s+(?:title|author)",
    ),
    (PaperKind.REPORT, 3, r"^\s*+\d?\.?\s*+(?-i:Recommendation|RECOMMENDATION)|\bthis\s+report\b"),
)
_KINDS = tuple((kind, worth, re.compile(source, re.IGNORECASE)) for kind, worth, source in _SAID)
_FILES: tuple[tuple[PaperKind, str], ...] = (
    (PaperKind.SUPPLEMENT, r"supplement(?!ary|al)|addend|late[ -]?(?:paper|item|report)"),
    (PaperKind.SUPPLEMENT, r"to[ -]follow|supplement(?:ary|al)[ -]+(?:agenda|pack|paper|item)"),
    (
        PaperKind.DECISION_NOTICE,
        r"decision[ -]?(?:notice|record|list|sheet)|record[ -]of[ -].*decision",
    ),
    (PaperKind.DECISION_NOTICE, r"^decisions?\b"),
    (PaperKind.AGENDA_PACK, r"reports?[ -]pack|agenda"),
    (PaperKind.MINUTES, r"minutes"),
    (PaperKind.TRACKER, r"tracker|(?:improvement|action)[ -]plan"),
    (PaperKind.REPORT_CARD, r"report[ -]?card|dashboard|scorecard"),
    (PaperKind.REPORT, r"\breport\b|[ -]report"),
)
# What names a paper's subject says its kind in a heading only.
_HEADINGS = (PaperKind.TRACKER, PaperKind.REPORT_CARD)
_NAMED = tuple((kind, re.compile(source, re.IGNORECASE)) for kind, source in _FILES)


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
    stem = re.sub(r"\.pdf$", "", file_name, flags=re.IGNORECASE)
    named = re.sub(r"[_+]|%20", " ", stem)
    pages = [[row for row in page if not is_item_stamp(row.text)] for page in pages]
    first: Sequence[Row] = next((page for page in pages if page), ())
    starts = [item.first_page for item in items if item.first_page]
    front = pages[: max(min(starts, default=4) - 1, 1)] if items else [first]
    rows = [row for page in front[:4] for row in page[:_ROWS]]
    lines = read_head_lines(rows)
    kind = _kind(named, structure.title or "", rows, bool(items), lines)
    committee = read_committee(named, structure.title or "", rows, heads, lines)
    when = read_meeting_date((named, structure.title or ""), rows, items, heads, kind, lines)
    names = Named(stem.replace("%20", " ").replace("+", " "), structure.title)
    title = read_title(kind, (committee, when), names, first, lines)
    return Particulars(kind, committee, when, title)


def _kind(
    named: str, told: str, rows: Sequence[Row], is_pack: bool, lines: Sequence[HeadLine]
) -> PaperKind:
    scores: Counter[PaperKind] = Counter()
    # "The Report" is the name of a template.
    told = told if len(told.split()) > 2 else ""
    for kind, pattern in _NAMED:
        scores[kind] += 5 * bool(pattern.search(named)) + 4 * bool(pattern.search(told))
    for kind, worth, pattern in _KINDS:
        hits = [at for at, row in enumerate(rows) if pattern.search(row.text)]
        if kind in _HEADINGS:
            hits = [at for at in hits if at < 3 or is_titled(rows[at].text)]
        cap = 4 if kind is PaperKind.REPORT else 1
        # What stands at the head of a paper says most of what it is.
        scores[kind] += worth * min(len(hits), cap) if hits and hits[0] < 25 else len(hits) > 0
    if is_pack:
        # The papers inside a pack speak for themselves, not for the pack.
        supplement = scores[PaperKind.SUPPLEMENT] >= 4
        return PaperKind.SUPPLEMENT if supplement else PaperKind.AGENDA_PACK
    if {Asks.BODY, Asks.TITLE} <= {line.asks for line in lines}:
        scores[PaperKind.REPORT] += 4
    scores[PaperKind.AGENDA_PACK] -= 4
    best, score = scores.most_common(1)[0] if scores else (PaperKind.OTHER, 0)
    return best if score >= 4 else PaperKind.OTHER
