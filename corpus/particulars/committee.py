"""Whose paper it is: the body that a paper's names, head and running lines agree on.

A wrong body in a filter is worse than none, so one that is named once in
passing does not count, nor does any where the paper is a person's to decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.language import (
    Met,
    Said,
    alternation,
    committee_in,
    find_dates,
    is_committee_line,
    is_titled,
    local_council_in,
    names_person,
    tidy_committee,
    who_met,
)
from corpus.page import Row
from corpus.particulars.head_lines import Asks, HeadLine, follows, in_columns
from corpus.particulars.proceedings import head_end

_PUBLISHED = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?-[A-Za-z]{3}-\d{4}[ _]+\d{1,2}[._:]\d{2}[ _]+(?P<committee>.+)"
)
_RECORD = re.compile(r"^\W*(?:minutes|notes)\s+of\s", re.IGNORECASE)
_CONNECTS = re.compile(r"(?:[,&/]|\b(?:and|of|the|for|on))\s*$", re.IGNORECASE)
# "Minutes of the Moorings" is half of a name.
_HALF = re.compile(
    r"^\W*(?:minutes|notes|agenda|decisions?(?:\s+(?:determined|taken|made))?)\s+(?:of|for|at|by)\s+"
    r"(?:an?\s+meeting\s+of\s+)?(?:the\s+)?[A-Z][\w’'&, -]*$",
    re.IGNORECASE,
)
# What a parish's own papers call its council.
_OURS = re.compile(rf"(?:{alternation('local_tiers')}\s+)?council", re.IGNORECASE)
_PLACED = re.compile(
    rf"\W*(?P<place>[A-Z][\w’'&.-]*(?:\s+[\w’'&.-]+){{0,4}}?)\s+(?:annual\s+)?"
    rf"(?P<tier>{alternation('local_tiers')})\s+meeting\b.*",
    re.IGNORECASE,
)
# The second line of a name: "Fares and Moorings" / "Panel (North Quay)".
_REST_OF_NAME = re.compile(rf"{alternation('body_nouns')}(?:\s*\([^()]*\))?", re.IGNORECASE)
_TIER = re.compile(rf"(?i:{alternation('tiers')}) Council")
# Rows that head a paper, and how often what is named in passing counts.
_HEAD_ROWS = 14
_LETTERHEAD = 8
_MOST_IN_PASSING = 3
_ENOUGH = 3


def read_committee(
    named: str, told: str, rows: Sequence[Row], heads: Sequence[str], lines: Sequence[HeadLine]
) -> str | None:
    """Return the body whose paper it is, None where nothing says so.

    ``named`` is the file name and ``told`` the title in the file; ``lines`` are
    the labelled lines at the head.
    """
    votes: Counter[str] = Counter()
    published = _PUBLISHED.search(named)
    if published:
        votes[tidy_committee(published["committee"])] += 20
    addressed = [line.value for line in lines if line.asks is Asks.BODY]
    if not published and any(names_person(value) for value in addressed[:1]):
        return None
    running = (committee_in(head, heading=True) for head in dict.fromkeys(heads))
    votes.update({name: 4 for name in running if name})
    for value in addressed:
        name = committee_in(f"To: {value}")
        votes[name or ""] += 12
    for name, worth in (*_in_rows(rows), *_met(rows)):
        votes[name] += worth
    votes[committee_in(told, heading=True) or ""] += 2
    del votes[""]
    best = _best(votes)
    if best is None or _OURS.fullmatch(best):
        return _local_council(rows) or best
    return best


def _local_council(rows: Sequence[Row]) -> str | None:
    """Return the parish or town council whose name heads the first page.

    Its place may stand with its other meeting: "Ottery Cross Annual Parish Meeting".
    """
    head = [row.text for row in rows[:_LETTERHEAD] if row.page == rows[0].page]
    named = next(filter(None, (local_council_in(text) for text in head)), None)
    placed = next(filter(None, map(_PLACED.fullmatch, head)), None)
    if named or placed is None:
        return named
    return tidy_committee(f"{placed['place']} {placed['tier']} COUNCIL".upper())


def _met(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """Yield whose meeting the rows of the head are of, each name once for how it is named best."""
    worth: dict[str, int] = {}
    head = rows[: head_end(rows) + 1]
    for at, row in enumerate(head):
        # A name may run over, or stand in a column of its own.
        after = rows[at + 1] if at + 1 < len(rows) and follows(row, rows[at + 1]) else None
        whole = f"{row.text} {after.text}" if after else row.text
        calls = 12 if _RECORD.match(row.text) else 8
        if committee_in(row.text):
            continue  # counted with the rows
        if called := committee_in(whole):
            worth[called] = calls
            continue
        unfinished = after is not None and _CONNECTS.search(row.text) is not None
        texts = dict.fromkeys((*(part.text for part in row.parts), row.text))
        found = [] if unfinished else list(filter(None, map(who_met, texts)))
        over = None if found else who_met(whole)
        for met in found or ([over] if over else []):
            if met.calls or who_met(row.text):
                worth[met.name] = max(worth.get(met.name, 0), _worth(met, calls))
    yield from worth.items()


def _worth(met: Met, calls: int) -> int:
    """Return the votes of a name: ``calls`` where its meeting is called or recorded with it."""
    if met.said is not Said.NAME:
        return 2 + met.said
    return calls if met.calls else 4


def _in_rows(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    passing: Counter[str] = Counter()
    for at, row in enumerate(rows):
        found = _in_row(rows, at)
        if found and at < _HEAD_ROWS:
            yield found, 12 if _RECORD.match(row.text) else 6 if at < 3 else 3
        elif found:
            passing[found] += 1
    for name, count in passing.items():
        yield name, min(count, _MOST_IN_PASSING)


def _in_row(rows: Sequence[Row], at: int) -> str | None:
    """Return the body that a row names, with the rows that its name runs over."""
    row, heading = rows[at], at < _HEAD_ROWS
    before = rows[at - 1] if at and follows(rows[at - 1], row) else None
    if before and _alike(before, row) and _HALF.match(before.text):
        whole = None if committee_in(before.text) else committee_in(f"{before.text} {row.text}")
        if whole:
            return whole
    if _REST_OF_NAME.fullmatch(row.text.strip()):
        begun = before and heading and _alike(before, row) and is_titled(before.text)
        return committee_in(f"{before.text} {row.text}", heading=True) if before and begun else None
    found = committee_in(row.text, heading=heading)
    bare = found is not None and committee_in(row.text) is None
    if bare and in_columns(row):
        return None
    if not found or not is_committee_line(row.text):
        return found
    if bare and before and _alike(before, row):
        # A name may begin above: "Fares, Moorings and" / "Harbour Panel" …
        if _CONNECTS.search(before.text) or (_TIER.fullmatch(found) and is_titled(before.text)):
            return committee_in(f"{before.text} {row.text}", heading=True)
        # … and a line of prose may end in one.
        if not is_titled(before.text) and len(before.text) > 40 and not find_dates(before.text):
            return None
    # A heading may run on: "… Group (Joint" / "Commissioning Team)".
    return committee_in(joined_text(rows, at), heading=heading) or found


def _alike(before: Row, row: Row) -> bool:
    return before.bold == row.bold and abs(before.size - row.size) < 0.6


def joined_text(rows: Sequence[Row], at: int) -> str:
    """Return row ``at`` (from 0), a heading, with the rows of the same print that go on with it."""
    row, text = rows[at], rows[at].text
    for after in rows[at + 1 : at + 3]:
        if not (follows(row, after) and _alike(row, after)):
            break
        text, row = f"{text} {after.text}", after
    return text


def _best(votes: Counter[str]) -> str | None:
    """Return the name with most votes; one with more in brackets has those without it, too."""
    totals = Counter(votes)
    for name in votes:
        for longer in votes:
            if longer.casefold().startswith(f"{name} (".casefold()):
                totals[longer] += votes[name]
    best = max(totals, key=lambda name: (totals[name], len(name)), default=None)
    return best if best and totals[best] >= _ENOUGH else None
