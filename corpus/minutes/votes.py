"""How members voted, as a minute prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.language import alternation
from corpus.minutes.counted import uncounted
from corpus.minutes.grammar import COUNT
from corpus.minutes.movers import MOVER_ROW
from corpus.minutes.roll import Roll, fold
from corpus.minutes.sentences import sentence_ends, sentence_start

_SIDE = (
    r"(?:in favour|for|against|abst(?:ain(?:ed|ing|s)?|entions?)|did not vote|not voting"
    r"|no votes?)"
)
_UNIT = r"(?:\s+(?:members?|councillors?|votes?|voted|voting|cast|having|were|being|present)){0,4}"
_PART = rf"{COUNT}{_UNIT}\s+{_SIDE}\b(?:\s+(?:from\s+)?voting\b)?"
# Two labels in a row, "For: 7 Against: 4"; a name of the side may stand between.
_LABELLED = rf"(?:votes?\s+)?{_SIDE}\s*[:=–-]?\s*\(?{COUNT}\b\)?"
_CAST = r"casting vote(?:\s+of\s+the\s+\w+(?:\s+\w+)?(?=[\s,.;)]))?"
_CASTING = re.compile(_CAST, re.IGNORECASE)
# "7 for, 4 against", "For: 7 Against: 4", "by 7 votes to 4", "on the casting vote of the Chair".
VOTE = re.compile(
    # None begins with another letter, which spares most places the many forms.
    rf"\b(?=[\dabcdefinostvz])(?:{_CAST}[\s,;(]{{1,3}})?"
    rf"(?:\b{_PART}(?:\s?[,;/.–-]?\s?(?:\b(?:and|with)\s+)?{_PART}){{1,4}}"
    rf"|(?<=[(\[]){_PART}(?=[)\]])|\b{COUNT}\s+members?\s+voting\s+{_SIDE}\b"
    rf"|\b{_LABELLED}(?:\s?[,;/.|]?\s?(?:and\s+)?{_LABELLED}){{1,4}}"
    rf"|\bby\s+{COUNT}\s+(?:votes?\s+)?to\s+{COUNT}"
    rf"(?:\s?,?\s?(?:(?:with|and)\s+)?{COUNT}\s+abst\w+)?"
    rf"|\b{COUNT}\s+votes?\s+to\s+{COUNT}\b)|\b{_CAST}",
    re.IGNORECASE,
)
_PUT = r"(?:motion|amendment|proposal|proposition|recommendations?|resolution)"
_BACKED = rf"\b{COUNT}{_UNIT}\s+(?:in favour of|for)\s+the\s+(?:\w+\s+){{0,2}}?"
# How many were for one of the things voted between, ``put``.
DIVIDED = rf"{_BACKED}(?P<put>{_PUT})\b"
# "4 members voted for the motion, viz. …; and 6 voted for the amendment, viz. …".
_DIVISION = re.compile(rf"{_BACKED}{_PUT}\b.{{1,600}}?{_BACKED}{_PUT}\b", re.IGNORECASE | re.DOTALL)
# A line that only records a vote, a mover or a seconder; it stands outside the wording.
VOTE_ROW = re.compile(
    r"[\s(\[]*(?:\d{1,3}(?:\.\d{1,3})?\s+)?(?:(?:the\s+)?(?:recorded\s+)?(?:vote|voting|votes)\b(?:\s+(?:on|in|was|were|being"
    r"|record|cast|for|against)\b|\s*[:–(-]|$)"
    rf"|(?:votes?\s+)?(?:for|against|in favour|abst(?:ain|ained|aining|ention"
    rf"|entions))(?:\s+the\s+\w+)?\s*?(?:(?:\(\d+\))?\s*(?:[:–-]|(?m:$)))"
    r"|(?:the\s+)?names\s+of\s+(?:the\s+)?(?:members|councillors)\b"
    rf"|{COUNT}\s+(?:votes?\s+)?(?:in favour|for|against)\b[\s,;0-9]"
    r"|(?:unanimous(?:ly)?|nem\.?\s*con\.?)[\s.)\]]*$"
    r"|(?:the\s+)?(?:vote|motion)\s+was\s+unanimous"
    r"|(?:a\s+)?(?:recorded|named)\s+vote\b|all\s+(?:were\s+)?(?:in\s+favour|agreed)\b"
    r"|(?:in\s+accordance|pursuant|under|as\s+required)\b[^.:]{0,200}?\b(?:recorded|named)\s+vote"
    r"|(?:carried|agreed|approved)\s+unanimously)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[\s(\[]*(?:(?:those\s+)?(?:voting\s+|votes?\s+|voted\s+)?(?:for|against|in favour"
    r"|abst\w+|not voting|absent)"
    r"(?:\s+(?:of\s+)?the\s+(?:motion|amendment|proposal|recommendations?"
    r"|proposition))?\s*?(?:\(\d+\))?\s*?(?:[:–-]|(?m:$)))",
    re.IGNORECASE,
)
_MOST_ROWS, _MOST_NAMES = 10, 100
# Letters by which a vote may run on behind its verdict.
_OVER = 120
# Letters of a roll call that are looked at.
_MOST_CALLED = 1000
# "The voting was taken by roll call as follows: For: …; Against: …".
_ROLL_CALL = re.compile(
    r"(?i:voting|vote|votes|roll call)\b[^:]{0,120}:\s*(?P<votes>(?:For|Those (?:voting )?for"
    r"|In favour)\b[^:]{0,30}:.+?)(?=\s*Therefore\b|\s*$)",
    re.DOTALL,
)
# How many are named under a side: "Against (3)", "For: 12".
_COUNTED_SIDE = re.compile(
    rf"\b(?:votes?\s+)?{_SIDE}\b(?:\s+the\s+\w+)?\s*(?:\(\d{{1,3}}\)|[:–-]\s*\(?\d{{1,3}}\b\)?)",
    re.IGNORECASE,
)
# One member's vote: "Trustee Vale-yes", "Mayor Orr: abstain".
_EACH = re.compile(
    r"(?<![\w.’'-])[A-ZÀ-Þ][\w.’'-]{0,30}?(?:\s[A-ZÀ-Þ][\w.’'-]{0,30}?){0,3}\s?[-–—:]\s?"
    r"(?i:yes|yea|aye|nay|no|abst\w{0,9}|absent|recus\w{1,3}|not needed[\w ]{0,30})\b[\s,.;]*"
)
# All that stands under the name of a side: "For↵Ash↵Birch", "ABSTAINED (1) Cllr Elm".
_NAMES = r"(?:\s*[,;&]?\s*(?:(?:and|de|van|der|von|la|le)\s)?[A-ZÀ-Þ][\w.’'-]{0,30})"
_UNDER_SIDE = re.compile(
    r"(?:(?i:(?:those\s+|members\s+)?(?:voting\s+|votes?\s+|voted\s+)?"
    rf"{alternation('side_for', 'side_against', 'side_abstain', 'side_absent')})\b[ ]?"
    rf"(?:\(\d{{1,3}}\)[ ]?[:–-]?|[:–-]|(?=\n)){_NAMES}{{1,200}}+[\s.]*)+"
)
_YES = re.compile(r"[-–—:]\s?(?:yes|yea|aye|nay|no|abst)", re.IGNORECASE)
_TITLED = re.compile(rf"{alternation('titles', plurals=True)}\b")
_PUTS = re.compile(
    r"\b(?:put|vote|voted)\b|\b(?:motion|proposal)\b.*\b(?:agreed|carried)\b|^agreed\b",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_SMALL = ("and", "de", "van", "der", "von", "the", "la", "le", "of", "&")
_WORDS = re.compile(
    r"unanimous(?:ly)?|nem\.?\s*con\.?|by\s+(?:a\s+)?majority(?:\s+vote)?"
    r"|all\s+(?:were\s+)?in\s+favour|(?<=carried\s)\d{1,2}\s?[-–]\s?\d{1,2}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Vote:
    """How an outcome was voted, as printed; offsets of the whole roll or sentence that says so.

    ``at`` is where in it the words of the vote begin.
    """

    words: str
    start: int
    end: int
    at: int


def read_vote(
    roll: Roll, before: int, outcome: tuple[int, int], begins: int, after: int
) -> Vote | None:
    """Return how an outcome was voted; None where nothing says.

    Args:
        before: offset from which on the words of the minute lead up to the outcome.
        outcome: offsets of the sentence that introduces it.
        begins: offset where its own words begin in that sentence.
        after: offset where its text ends; lines that follow may record the vote.
    """
    tail = (after, tail_end(roll, after))
    named = _named_vote(roll, tail) or _named_before(roll, before, begins)
    return named or _counted(roll, tail, before, outcome) or _in_words(roll, tail, outcome)


def read_vote_on(roll: Roll, since: int, until: int) -> Vote | None:
    """Return how a motion was voted that is moved before ``since``, its verdict told ``until``.

    The last vote there counts: a roll by name, or figures; None where there is none.
    """
    hit = _DIVISION.search(roll.text, since, until)
    if hit:
        said = _said(roll, hit)
        return replace(said, words=fold(roll.text[hit.start() : said.end]).rstrip(". "))
    told = _figures(roll, since, until)
    counted = [hit for hit in told if not _CASTING.fullmatch(hit.group())]
    return _said(roll, (counted or told)[-1]) if told else None


def tail_end(roll: Roll, after: int) -> int:
    """Return where the lines that only record movers and votes end, at most 20 paragraphs on."""
    index = roll.row_at(max(after - 1, 0))
    row = roll.rows[index] if roll.rows else None
    end = max(after, row.upto) if row and roll.text[after : row.upto].strip() else after
    step = index + 1
    for _ in range(20):
        if step >= len(roll.rows):
            break
        upto = _paragraph(roll, step)
        line = roll.text[roll.rows[step].at : roll.rows[upto].upto]
        if not _records(line):
            break
        end = roll.rows[upto].upto
        step = upto + 1
    return end


def _paragraph(roll: Roll, index: int) -> int:
    """Return the last row of the paragraph that begins in row ``index``, some rows on at most."""
    last = index
    # Below the name of a side may stand those of a whole council.
    most = _MOST_NAMES if _NAMED.match(roll.rows[index].text) else _MOST_ROWS
    while last + 1 < min(len(roll.rows), index + most) and not roll.fresh(last + 1):
        if _NAMED.match(roll.rows[last + 1].text):
            break
        last += 1
    return last


def _records(text: str) -> bool:
    """Whether a line or paragraph only records votes, a mover or a seconder."""
    return bool(VOTE_ROW.match(text) or MOVER_ROW.match(text) or VOTE.match(text.lstrip("( [")))


def _counted(
    roll: Roll, tail: tuple[int, int], before: int, outcome: tuple[int, int]
) -> Vote | None:
    hits = _figures(roll, min(tail[0], outcome[0]), max(tail[1], outcome[1]))
    # What begins in the sentence of the outcome may run on into the lines behind it.
    behind = [hit for hit in hits if hit.start() < tail[1] and hit.end() > tail[0]]
    within = [hit for hit in hits if outcome[0] <= hit.start() < outcome[1]]
    hits = [hit for hit in behind if hit in within or hit.start() >= tail[0]] or within
    if hits:
        return _said(roll, hits[0])
    told = list(VOTE.finditer(roll.text, before, outcome[0]))
    return _said(roll, told[-1]) if told else None


def _figures(roll: Roll, low: int, high: int) -> list[re.Match[str]]:
    """Return the votes that begin between two offsets; they may run on over the end of a line."""
    found = VOTE.finditer(roll.text, low, high + _OVER) if low < high else ()
    return [hit for hit in found if hit.start() < high]


def _in_words(roll: Roll, tail: tuple[int, int], outcome: tuple[int, int]) -> Vote | None:
    for low, high in (outcome, tail, _before(roll, outcome[0])):
        hit = _WORDS.search(roll.text, low, high)
        if hit:
            return _said(roll, hit)
    return None


def _said(roll: Roll, hit: re.Match[str]) -> Vote:
    """Return the words of a vote with the sentence around them."""
    start = uncounted(roll, sentence_start(roll, hit.start()))
    last = _paragraph(roll, roll.row_at(hit.end() - 1))
    ends = sentence_ends(roll, hit.start(), roll.rows[last].upto)
    end = next(end for end in ends if end >= hit.end())
    return Vote(fold(hit.group()), start, end, hit.start())


def _before(roll: Roll, at: int) -> tuple[int, int]:
    """Return the sentence before ``at`` if it puts a motion or tells its verdict; else nothing."""
    end = len(roll.text[:at].rstrip())
    start = max(sentence_start(roll, max(end - 1, 0)), end - 400)
    told = _PUTS.search(roll.text, start, end) or _WORDS.match(roll.text, start)
    return (start, end) if told else (at, at)


def _named_before(roll: Roll, low: int, high: int) -> Vote | None:
    """Return the last names by side recorded between two offsets, before the outcome is told."""
    first = last = None
    index = roll.row_at(low)
    while index < len(roll.rows) and roll.rows[index].at < high:
        row = roll.rows[index]
        if row.at >= low and _NAMED.match(row.text):
            first = index if first is None or last != index - 1 else first
            last = index
        elif last == index - 1 and (not roll.fresh(index) or are_names(row.text)):
            last = index
        index += 1
    if first is None or last is None:
        return None
    start, end = roll.rows[first].at, min(roll.rows[last].upto, high)
    return Vote(fold(roll.text[start:end]), start, end, start)


def counts_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the figures in a roll of names: "For (2)", "Against (3)"."""
    return tuple(hit.span() for hit in _COUNTED_SIDE.finditer(text))


def is_roll_call(text: str) -> bool:
    """Whether lines are members' names, each with a vote or under a side's name, and no more."""
    if _UNDER_SIDE.fullmatch(text[:_MOST_CALLED]):
        return True
    return bool(_YES.search(text)) and not _EACH.sub("", text[:_MOST_CALLED]).strip()


def are_names(text: str) -> bool:
    """Whether a line is people's names and no more: "Mrs Ash, Sir John Birch, MBE, Dr Elm"."""
    words = text.replace(",", " ").split()
    named = "," in text or _TITLED.match(text)
    return bool(named) and all(w[:1].isupper() or w in _SMALL for w in words)


def _named_vote(roll: Roll, tail: tuple[int, int]) -> Vote | None:
    """Return the lines from the first "For: …" on, where votes are recorded by name."""
    start = end = None
    at = tail[0]
    inside = _ROLL_CALL.search(roll.text, *tail)
    if inside:
        return Vote(
            fold(inside["votes"]).strip(" ,;"), *inside.span("votes"), inside.start("votes")
        )
    for line in roll.text[tail[0] : tail[1]].split("\n"):
        if _NAMED.match(line) and start is None:
            start = at
        if start is not None and not MOVER_ROW.match(line):
            end = at + len(line)
        at += len(line) + 1
    if start is None or end is None:
        return None
    words = fold(roll.text[start:end])
    return Vote(words.strip("()[] ") if words[0] in "([" else words, start, end, start)
