"""What kind of paper it is, weighed by what its names, its head and its words say.

A paper that calls itself minutes is, unless it calls itself something else as clearly; so is one
that tells of a meeting that was held, though it prints its agenda first or is headed by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.language import DateKind, alternation, committee_in, find_dates, is_titled
from corpus.model import PaperKind
from corpus.page import Row
from corpus.particulars.head_lines import Asks, HeadLine
from corpus.particulars.proceedings import head_end, signs_of_a_meeting

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
    (PaperKind.MINUTES, r"minutes|cofnodion"),
    (PaperKind.TRACKER, r"tracker|(?:improvement|action)[ -]plan"),
    (PaperKind.REPORT_CARD, r"report[ -]?card|dashboard|scorecard"),
    (PaperKind.REPORT, r"\breport\b|[ -]report"),
)
# What names a paper's subject says its kind in a heading only.
_HEADINGS = (PaperKind.TRACKER, PaperKind.REPORT_CARD)
_NAMED = tuple((kind, re.compile(source, re.IGNORECASE)) for kind, source in _FILES)


_I = re.IGNORECASE
_RECORDS = re.compile(rf"\b{alternation('records', plurals=True)}\b", _I)
_AGENDAS = re.compile(
    rf"^\W*+(?:\w[\w’'&/-]*+\W++){{0,7}}?{alternation('agendas')}\b(?!\s+(?:items?|nos?)\b).{{0,80}}$",
    _I,
)
_CALLS = re.compile(rf"\b{alternation('calls')}\b", _I)
# Rows of business, and of a stamp, that name other minutes than the paper's own.
_OTHERS = re.compile(
    r"\b(?:approve|agree|sign|receive|confirm|consider|previous|last|matters\s+arising)\b.{0,60}\bminute"
    r"|\bminutes?\s+(?:of\s+the\s+)?(?:last|previous)\b|^\W*\d{1,2}[.)]?\s",
    _I,
)
_OFF = re.compile(r"\b(?:cancel|postpone)\w*", _I)
# Signs of a meeting that say enough alone, and those that need a word at the head.
_TOLD, _HINTED = 4, 3
_LONGEST_HEADING = 130
_CALL_ROWS = 20


def read_kind(
    names: tuple[str, str],
    rows: Sequence[Row],
    told_rows: Sequence[Row],
    is_pack: bool,
    lines: Sequence[HeadLine],
) -> PaperKind:
    """Return the kind with most evidence, OTHER where there is too little.

    ``names`` are the file name (without its ending) and the title in the file; ``rows`` those
    that can say what the paper is, ``told_rows`` those that can tell of a meeting.
    """
    named, told = names
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
    head = rows[: head_end(rows)]
    signs = signs_of_a_meeting(told_rows)
    if is_pack and signs >= _TOLD and _of_one_day(told_rows, len(head)):
        is_pack = False
    for kind, worth in _of_a_meeting(head, rows, signs):
        scores[kind] += worth
    if is_pack:
        # The papers inside a pack speak for themselves, not for the pack.
        supplement = scores[PaperKind.SUPPLEMENT] >= 4
        return PaperKind.SUPPLEMENT if supplement else PaperKind.AGENDA_PACK
    if {Asks.BODY, Asks.TITLE} <= {line.asks for line in lines}:
        scores[PaperKind.REPORT] += 4
    scores[PaperKind.AGENDA_PACK] -= 4
    best, score = scores.most_common(1)[0] if scores else (PaperKind.OTHER, 0)
    return best if score >= 4 else PaperKind.OTHER


def _of_a_meeting(
    head: Sequence[Row], rows: Sequence[Row], signs: int
) -> Iterator[tuple[PaperKind, int]]:
    """Yield what the head calls a meeting's paper, and what its words tell."""
    headings = [row.text for row in head if len(row.text) < _LONGEST_HEADING]
    records = any(_RECORDS.search(text) and not _OTHERS.search(text) for text in headings)
    # The word itself ends the head.
    agenda = any(_AGENDAS.match(row.text) for row in rows[: len(head) + 1])
    first = rows[:_CALL_ROWS]
    off = any(_OFF.search(row.text) for row in first)
    called = not off and any(_CALLS.search(row.text) for row in first)
    # "2 May 2019 Harbour Panel" is the head of what was said there, or of a report to it.
    sat = any(committee_in(row.text, heading=True) and any(_days([row])) for row in head[:2])
    if records:
        yield PaperKind.MINUTES, 8
    if signs >= (_HINTED if records or agenda or sat else _TOLD):
        yield PaperKind.MINUTES, 2 * min(signs, 5)
    elif agenda or called:
        yield PaperKind.AGENDA_PACK, 9


def _of_one_day(rows: Sequence[Row], head: int) -> bool:
    """Whether no minutes of another day than the first are put to the paper.

    An agenda may have those of the last meeting behind it.
    """
    day = next(_days(rows[:head]), None)
    behind = (row for row in rows[head:] if _RECORDS.search(row.text) and is_titled(row.text))
    others = (found for row in behind if not _OTHERS.search(row.text) for found in _days([row]))
    return all(other == day for other in others)


def _days(rows: Sequence[Row]) -> Iterator[date]:
    for row in rows:
        yield from (one.since for one in find_dates(row.text) if one.kind is DateKind.DAY)
