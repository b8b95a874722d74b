"""How members voted, as a minute prints it."""

from __future__ import annotations

import re

from corpus.minutes_movers import MOVER_ROW
from corpus.minutes_rows import Roll, fold

_COUNT = (
    r"(?:\d{1,3}|(?:no|none|nil|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?))"
)
_SIDE = (
    r"(?:in favour|for|against|abst(?:ain(?:ed|ing|s)?|entions?)|did not vote|not voting"
    r"|no votes?)"
)
_UNIT = r"(?:\s+(?:members?|councillors?|votes?|voted|voting|cast|having|were|being|present)){0,4}"
_PART = rf"{_COUNT}{_UNIT}\s+{_SIDE}\b(?:\s+(?:from\s+)?voting\b)?"
# Two labels in a row, "For: 7 Against: 4"; a name of the side may stand between.
_LABELLED = rf"(?:votes?\s+)?{_SIDE}\s*[:=–-]?\s*\(?{_COUNT}\b\)?"
_CAST = r"casting vote(?:\s+of\s+the\s+\w+(?:\s+\w+)?(?=[\s,.;)]))?"
# "7 for, 4 against", "For: 7 Against: 4", "by 7 votes to 4", "on the casting vote of the Chair".
VOTE = re.compile(
    rf"(?:{_CAST}[\s,;(]{{1,3}})?"
    rf"(?:\b{_PART}(?:\s?[,;/.–-]?\s?(?:\b(?:and|with)\s+)?{_PART}){{1,4}}"
    rf"|(?<=[(\[]){_PART}(?=[)\]])|\b{_COUNT}\s+members?\s+voting\s+{_SIDE}\b"
    rf"|\b{_LABELLED}(?:\s?[,;/.|]?\s?(?:and\s+)?{_LABELLED}){{1,4}}"
    rf"|\bby\s+{_COUNT}\s+(?:votes?\s+)?to\s+{_COUNT}"
    rf"(?:\s?,?\s?(?:(?:with|and)\s+)?{_COUNT}\s+abst\w+)?"
    rf"|\b{_COUNT}\s+votes?\s+to\s+{_COUNT}\b)|\b{_CAST}",
    re.IGNORECASE,
)
# A line that only records a vote, a mover or a seconder; it stands outside the wording.
VOTE_ROW = re.compile(
    r"[\s(\[]*(?:(?:the\s+)?(?:recorded\s+)?(?:vote|voting|votes)\b(?:\s+(?:on|was|were|being"
    r"|record|cast|for|against)\b|\s*[:–(-]|$)"
    rf"|(?:votes?\s+)?(?:for|against|in favour|abst(?:ain|ained|aining|ention"
    rf"|entions))(?:\s+the\s+\w+)?\s*(?:\(\d+\)\s*$|(?:\(\d+\))?\s*[:–-])"
    r"|(?:the\s+)?names\s+of\s+(?:the\s+)?(?:members|councillors)\b"
    rf"|{_COUNT}\s+(?:votes?\s+)?(?:in favour|for|against)\b[\s,;0-9]"
    r"|(?:unanimous(?:ly)?|nem\.?\s*con\.?)[\s.)\]]*$"
    r"|(?:the\s+)?(?:vote|motion)\s+was\s+unanimous"
    r"|(?:a\s+)?(?:recorded|named)\s+vote\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[\s(\[]*(?:(?:those\s+)?(?:voting\s+|votes?\s+|voted\s+)?(?:for|against|in favour"
    r"|abst\w+|not voting|absent)"
    r"(?:\s+(?:of\s+)?the\s+(?:motion|amendment|proposal|recommendations?"
    r"|proposition))?\s*(?:\(\d+\)\s*$|(?:\(\d+\))?\s*[:–-]))",
    re.IGNORECASE,
)
# "The voting was taken by roll call as follows: For: …; Against: …".
_ROLL_CALL = re.compile(
    r"(?i:voting|vote|votes|roll call)\b[^:]{0,120}:\s*(?P<votes>(?:For|Those (?:voting )?for"
    r"|In favour)\b[^:]{0,30}:.+?)(?=\s*Therefore\b|\s*$)",
    re.DOTALL,
)
_WORDS = re.compile(r"unanimous(?:ly)?|nem\.?\s*con\.?|by (?:a )?majority(?: vote)?", re.IGNORECASE)


def read_vote(roll: Roll, before: int, outcome: tuple[int, int], after: int) -> str | None:
    """Return how an outcome was voted, as printed; None where nothing is.

    Args:
        before: offset from which on the words of the minute lead up to the outcome.
        outcome: offsets of the sentence that introduces it.
        after: offset where its text ends; lines that follow may record the vote.
    """
    tail = (after, tail_end(roll, after))
    named = _named_vote(roll, tail) or _named_before(roll, before, outcome[0])
    return named or _counted(roll, tail, before, outcome) or _in_words(roll, tail, outcome)


def tail_end(roll: Roll, after: int) -> int:
    """Return where the lines that only record movers and votes end, at most 20 on."""
    index = roll.row_at(max(after - 1, 0))
    row = roll.rows[index] if roll.rows else None
    end = max(after, row.upto) if row and roll.text[after : row.upto].strip() else after
    named = False
    for step in range(index + 1, min(index + 21, len(roll.rows))):
        line = roll.rows[step]
        records = bool(
            VOTE_ROW.match(line.text)
            or MOVER_ROW.match(line.text)
            or VOTE.match(line.text.lstrip("( ["))
        )
        if not records and not (named and not roll.fresh(step)):
            break
        named = True
        end = line.upto
    return end


def _counted(
    roll: Roll, tail: tuple[int, int], before: int, outcome: tuple[int, int]
) -> str | None:
    for low, high in (tail, outcome):
        hit = VOTE.search(roll.text, low, high)
        if hit:
            return fold(hit.group())
    told = list(VOTE.finditer(roll.text, before, outcome[0]))
    return fold(told[-1].group()) if told else None


def _in_words(roll: Roll, tail: tuple[int, int], outcome: tuple[int, int]) -> str | None:
    for low, high in (outcome, tail):
        hit = _WORDS.search(roll.text, low, high)
        if hit:
            return fold(hit.group())
    return None


def _named_before(roll: Roll, low: int, high: int) -> str | None:
    """Return the last names by side recorded between two offsets, before the outcome is told."""
    first = last = None
    index = roll.row_at(low)
    while index < len(roll.rows) and roll.rows[index].at < high:
        row = roll.rows[index]
        if row.at >= low and _NAMED.match(row.text):
            first = index if first is None or last != index - 1 else first
            last = index
        elif last == index - 1 and not roll.fresh(index):
            last = index
        index += 1
    if first is None or last is None:
        return None
    return fold(roll.text[roll.rows[first].at : min(roll.rows[last].upto, high)])


def _named_vote(roll: Roll, tail: tuple[int, int]) -> str | None:
    """Return the lines from the first "For: …" on, where votes are recorded by name."""
    start = end = None
    at = tail[0]
    inside = _ROLL_CALL.search(roll.text[tail[0] : tail[1]])
    if inside:
        return fold(inside["votes"]).strip(" ,;")
    for line in roll.text[tail[0] : tail[1]].split("\n"):
        if _NAMED.match(line) and start is None:
            start = at
        if start is not None and not MOVER_ROW.match(line):
            end = at + len(line)
        at += len(line) + 1
    if start is None or end is None:
        return None
    words = fold(roll.text[start:end])
    return words.strip("()[] ") if words[0] in "([" else words
