"""Who moved and seconded, and how members voted, as a minute prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.minutes_rows import Roll, fold

_TITLE = (
    r"(?:Councillors?|Cllrs?\.?|Mrs?\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Prof(?:essor)?\.?|Alder(?:man|woman)"
    r"|Sir|Dame|Lord|Lady|Rev\.?|Baroness|County Councillor|(?:[Tt]he )?(?:Deputy "
    r"|Vice[- ])?(?:Mayor|Leader|Chair\w*))"
)
_WORD = (
    r"(?:[A-Z]\.(?=\s?[A-Z])|[A-Z][\w’'-]*"
    r"|\((?:[A-Z][\w.]*\s?)+\)|(?:de|van|der|von|of|le|la|du)\b)"
)
NAME = (
    rf"(?:{_TITLE}\s+)+{_WORD}(?:\s+{_WORD}){{0,4}}"
    rf"|(?:[Tt]he )?(?:Mayor|Leader|Chair\w*)\b|{_WORD}(?:\s+{_WORD}){{0,3}}"
)
_STRICT = (
    rf"(?:(?:{_TITLE}\s+)+{_WORD}(?:\s+{_WORD}){{0,4}}"
    rf"|[Tt]he (?:Deputy |Vice[- ])?(?:Mayor|Leader|Chair\w*)\b)"
)
_MOVED = r"(?i:propos(?:ed|er|al|ition)|mov(?:ed|er)|motion)"
_MOVER = (
    re.compile(rf"\b{_MOVED}(?:\s+(?i:by|of))?\s*[:–-]?\s*(?P<name>{NAME})"),
    re.compile(
        rf"(?P<name>{_STRICT}),?\s+(?:then\s+|formally\s+)?(?:moved|proposed|MOVED|PROPOSED)\b"
    ),
)
_SECONDER = (
    re.compile(rf"\b(?i:second(?:ed|er))(?:\s+(?i:by))?\s*[:–-]?\s*(?P<name>{NAME})"),
    re.compile(rf"(?P<name>{_STRICT}),?\s+(?:duly\s+|formally\s+)?(?:seconded|SECONDED)\b"),
)
_COUNT = (
    r"(?:\d{1,3}|no|none|nil|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_SIDE = r"(?:in favour|for|against|abst\w*|abstentions?|did not vote|no votes?)"
# "7 for, 4 against", "For: 7 Against: 4", "by 7 votes to 4".
VOTE = re.compile(
    rf"\b(?:{_COUNT}\s+(?:members?\s+|councillors?\s+)?(?:votes?\s+|voted\s+|voting\s+)?{_SIDE}\b"
    rf"(?:\s*[,;/.]?\s*(?:and\s+|with\s+)?{_COUNT}\s+(?:members?\s+|votes?\s+"
    rf"|voted\s+)?{_SIDE}(?:\s+(?:from\s+)?voting)?\b)+"
    rf"|(?:votes?\s+)?(?:for"
    rf"|in favour)\s*[:–-]?\s*\d{{1,3}}\b"
    rf"(?:\s*[,;/.]?\s*(?:votes?\s+)?{_SIDE}\s*[:–-]?\s*\d{{1,3}}\b)+"
    rf"|by\s+{_COUNT}\s+votes?\s+to\s+{_COUNT}(?:\s*,?\s*(?:with\s+)?{_COUNT}\s+abstentions?)?"
    rf"|{_COUNT}\s+votes?\s+to\s+{_COUNT}\b)",
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
MOVER_ROW = re.compile(
    r"[\s(\[]*(?:it\s+was\s+)?(?:proposed|proposer|moved|mover|seconded|seconder|propos(?:al"
    r"|ition))(?:\s+by\b|\s+and\s+seconded\b|\s*[:–-]"
    r"|\s+(?:cllrs?|councillors?|mrs?|ms)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voting:
    """What is printed of one outcome's mover, seconder and vote; None where nothing is."""

    mover: str | None
    seconder: str | None
    vote: str | None


def read_voting(
    roll: Roll, before: tuple[int, int], outcome: tuple[int, int], after: int
) -> Voting:
    """Read the voting of one outcome.

    Args:
        before: offsets of the words of the minute that lead up to the outcome.
        outcome: offsets of the wording that introduces it.
        after: offset where its text ends; lines that follow may record the vote.
    """
    upto = tail_end(roll, after)
    lead = roll.text[before[0] : outcome[1]]
    tail = roll.text[after:upto]
    mover = _first(_MOVER, tail) or _last(_MOVER, lead)
    seconder = _first(_SECONDER, tail) or _last(_SECONDER, lead)
    return Voting(mover, seconder, _vote(roll, (after, upto), lead, outcome))


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


def _vote(roll: Roll, tail: tuple[int, int], lead: str, outcome: tuple[int, int]) -> str | None:
    printed = _named_vote(roll, tail)
    if printed:
        return printed
    counted = VOTE.search(roll.text[tail[0] : tail[1]]) or VOTE.search(
        roll.text[outcome[0] : outcome[1]]
    )
    if counted is None:
        found = list(VOTE.finditer(lead))
        counted = found[-1] if found else None
    if counted:
        return fold(counted.group())
    words = re.search(
        r"unanimous(?:ly)?|nem\.?\s*con\.?|by (?:a )?majority(?: vote)?",
        roll.text[outcome[0] : outcome[1]] + " " + roll.text[tail[0] : tail[1]],
        re.IGNORECASE,
    )
    return fold(words.group()) if words else None


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


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    return next((_name(hit) for pattern in patterns if (hit := pattern.search(text))), None)


def _last(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    hits = [hit for pattern in patterns for hit in pattern.finditer(text)]
    return _name(max(hits, key=lambda hit: hit.start())) if hits else None


def _name(hit: re.Match[str]) -> str:
    name = fold(hit["name"]).rstrip(".,;:")
    # A name never runs on into the word for the seconder or the outcome.
    return re.split(
        r"\s+(?=(?:Seconded|Seconder|SECONDED|RESOLVED|Resolved|That|Proposed|Agreed|AGREED)\b)",
        name,
    )[0]
