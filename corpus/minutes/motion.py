"""The motion that a verdict is about: "… the motion was put and was carried"."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.language import alternation
from corpus.minutes.counted import follows, named_paragraph, uncounted
from corpus.minutes.extent import Extent, paragraph_end, set_alike, stripped, whole
from corpus.minutes.movers import MOVER_ROW
from corpus.minutes.roll import CLAUSE, Roll
from corpus.minutes.sentences import paragraph_start, sentence_ends, sentence_start
from corpus.minutes.stops import NARRATIVE, outside
from corpus.minutes.votes import VOTE_ROW, are_names
from corpus.minutes.wording import Wording
from corpus.model import OutcomeClass

_I = re.IGNORECASE
_MOTION = re.compile(
    r"\b(?:(?<!be\s)(?<!been\s)(?:moved|proposed)|(?:moved|proposed)(?=\s+by\b)|seconded|motion"
    r"|amendment|proposal|proposition|put forward)\b(?:[^:.]|\.(?=\S)){0,220}?(?P<open>:\s*[-–—]*"
    r"|\bthat\b(?:\s*:\s*[-–—]*)?"
    r"|(?:(?<=moved\s)|(?<=proposed\s))(?:to\b(?!\s+(?:the|a)\b)"
    r"|(?:refusal|approval|deferral|rejection|acceptance)\b)|(?=[“\"]))",
    _I,
)
# Before a "that" which points at something ("for that area") or tells what somebody thought.
_NO_MOTION = re.compile(
    r"\b(?:of|in|for|to|on|at|by|with|from|so|than|hoped|noted|said|stated|confirmed|explained"
    r"|suggested|felt|highlighted|clarified|commented|reported|advised|indicated|thought|believed"
    r"|argued|emphasised|stressed|mentioned|recognised|acknowledged|concerned|aware|assured"
    r"|understood|concern|view|fact|informed)\s+$",
    _I,
)
# "The report recommendations were moved by …": they are named, and worded elsewhere.
_NAMED = re.compile(
    r"\b(?:recommendations?|reports?|items?)\b[^.:;]{0,60}?\b(?:was|were)\s+(?:\w+\s+)?"
    r"(?:moved|proposed)\s+by\b|\b(?:moved|proposed)\s+(?:the\s+)?(?:officers?[’']?s?\s+|report\s+)?"
    r"recommendations?\b",
    _I,
)
_MOVED_WORD = re.compile(r"motion|amendment|propos|recommend|resol|moved", _I)
_PREAMBLE = re.compile(
    rf"\W*+(?:this|the)?\s*+(?:{alternation('bodies')}|motion)\b"
    r"[^.]{0,60}?\b(?:notes?|believes?|resolves?|recognises|calls?|agrees?|welcomes?"
    r"|asks?|requests?|further|commits?|acknowledges?|therefore|supports?|is |will|condemns?"
    r"|regrets?|instructs?)\b",
    _I,
)
_QUOTED = re.compile(r"\s*“")
# "Mr Ash moved, and Mr Elm seconded, application 3/24": a thing that no "that" leads in.
_THING = re.compile(
    r"\b(?:moved|proposed),?\s+and\s[^:;]{3,60}?\sseconded,\s+(?!that\b|by\b|to\b)(?=\w)", _I
)
# What a sentence says of its motion after the motion's own words.
_TAIL = re.compile(
    r"\s?[,;(]?\s?\b(?:(?:and|which|this|it)\s+){0,2}(?:(?:was|were|is|be|being|been|having|on|upon"
    r"|when)\s+){0,3}(?:(?:then|duly|subsequently|being|also)\s+){0,2}"
    r"(?:seconded\b|put\s+to\s+(?:the|a)\b|(?:put|voted on|carried|lost|defeated|declared|rejected"
    r"|negatived|withdrawn|unanimously)\b(?=[\s,]+(?:and|by|on|to|with|un|lost|carried)|[.,:]|\s*\Z))",
    _I,
)
# "The Chair put part 4 of the motion to the vote": what is moved was only in part voted on.
_PART = re.compile(
    r"\bput\s+(?:the\s+)?(?:part|section|clause|recommendation|paragraph)s?\s+"
    r"\(?(?:\d{1,2}|[a-z]{1,3})\)?(?:\s+(?:and|to)\s+\(?\w{1,3}\)?)?\s+of\s+the\b",
    _I,
)
# "That the motion be put to the vote": the vote is what was moved.
_PROCEDURE = re.compile(
    r"that\s+the\s+(?:\w+\s+){0,2}(?:motion|question|matter|amendment|proposal|item)"
    r"(?:\s+\([^)]*\))?(?:\s+(?:set\s+out\s+)?in\s+paragraph\s+\d+)?",
    _I,
)
# What is moved, in the line that says who moves it.
_WHAT = re.compile(r"\b(?:that|to)\b|:\s*\S.*\s\S.*\s\S.*\s\S", _I)
# A motion is looked for so far back, and is at most so many lines long.
_REACH = 12_000
_MOST_ROWS = 300


def motion_extent(
    roll: Roll, wording: Wording, floor: int, taken: Collection[int], since: int = 0
) -> Extent | None:
    """Return the motion that a verdict is about, else the verdict's own sentence.

    It is looked for from ``floor`` on, first in the paragraph that the words from
    ``since`` on name; one that begins at a ``taken`` offset has its verdict already.
    None where the verdict only says again how a vote went.
    """
    amends = "amendment" in wording.outcome.lower()
    low = max(floor, wording.start - _REACH)
    parts = list(_PART.finditer(roll.text, max(since, low), wording.start))
    if parts:
        return _sentence_at(roll, parts[-1].start())
    spoken = () if amends else list(_NAMED.finditer(roll.text, low, wording.start))
    low = spoken[-1].start() if spoken else low
    named = named_paragraph(roll, floor, max(since, low), wording.start)
    first = _MOTION.search(roll.text, *named) if named else None
    told = _moved(roll, first, wording.sentence) if first else None
    if told and told.start not in taken:
        return told
    for hit in reversed(list(_MOTION.finditer(roll.text, low, wording.end))):
        before = roll.text[sentence_start(roll, hit.start()) : hit.end()]
        if VOTE_ROW.match(roll.rows[roll.row_at(hit.start())].text):
            continue  # "For the motion: …" names those who voted
        if ("amendment" in before.lower()) is not amends:
            continue
        high = wording.sentence if hit.start() < wording.sentence else wording.end
        extent = _moved(roll, hit, high)
        if extent and extent.start not in taken:
            return extent
    above = _above_movers(roll, wording, max(since, floor))
    if above and above.start not in taken:
        return above
    things = list(_THING.finditer(roll.text, max(since, low), wording.sentence))
    thing = _sentence_at(roll, things[-1].start()) if things and not amends else None
    thing = stripped(roll, max(thing.start, floor), thing.end) if thing else None
    if thing and thing.start not in taken:
        return thing
    if taken and wording.outcome_class is OutcomeClass.CARRIED:
        return None
    sentence = whole(roll, wording, len(roll.text))
    says = sentence and _MOVED_WORD.search(roll.text, sentence.start, sentence.end)
    return sentence if says or wording.outcome.isupper() else None


def _above_movers(roll: Roll, verdict: Wording, floor: int) -> Extent | None:
    """Return the paragraph that lines of who moved and seconded bind to the verdict below.

    They stand between the two ("That … / Moved by … / Seconded by … / CARRIED") or above it.
    None where there are no such lines, or where more than the verdict stands in its own line.
    """
    index = roll.row_at(verdict.start)
    if roll.text[roll.rows[index].at : verdict.start].strip(" .:–—-"):
        return None
    last = index - 1
    while (
        last >= 0
        and roll.rows[last].at >= floor
        and (
            _only_moves(roll.rows[last].text)
            or VOTE_ROW.match(roll.rows[last].text)
            or _names_who_moved(roll, last)
        )
    ):
        last -= 1
    bound = any(_only_moves(row.text) for row in roll.rows[last + 1 : index])
    if last < 0 or roll.rows[last].at < floor:
        return None
    first = last
    while (
        first > 0
        and roll.rows[first - 1].at >= floor
        and not _only_moves(roll.rows[first - 1].text)
    ):
        opens = CLAUSE.match(roll.rows[first].text) or roll.rows[first - 1].text.endswith(":")
        if roll.fresh(first) and not opens:
            break
        first -= 1
    if not bound and not (first and _only_moves(roll.rows[first - 1].text)):
        return None
    start = uncounted(roll, roll.rows[first].at)
    return (
        None if NARRATIVE.match(roll.text, start) else stripped(roll, start, roll.rows[last].upto)
    )


def _names_who_moved(roll: Roll, index: int) -> bool:
    """Whether a row is the name that the row above it ran out of: "Seconded by:" / "Cllr Reed"."""
    return (
        index > 0
        and _only_moves(roll.rows[index - 1].text)
        and are_names(roll.rows[index].text.rstrip("."))
    )


def _only_moves(text: str) -> bool:
    """Whether a line says who moved or seconded, and not what: "Seconded by Cllr Reed."."""
    return bool(MOVER_ROW.match(text)) and not _WHAT.search(text)


def _sentence_at(roll: Roll, at: int) -> Extent | None:
    """Return the sentence at offset ``at``, without the number of its paragraph."""
    start = uncounted(roll, sentence_start(roll, at))
    ends = sentence_ends(roll, at, paragraph_end(roll, at, len(roll.text)))
    return stripped(roll, start, ends[0])


def _moved(roll: Roll, hit: re.Match[str], high: int) -> Extent | None:
    """Return the words moved: the rest of a sentence from "that" on, or what follows a colon."""
    if hit["open"].lower() == "that" and _NO_MOTION.search(
        roll.text, hit.start(), hit.start("open")
    ):
        return None
    below = _QUOTED.match(roll.text, hit.end()) or _breaks(roll, hit.end())
    if hit["open"][:1].isalpha() and ":" not in hit["open"] and not below:
        start = hit.start("open")
        ends = sentence_ends(roll, start, min(paragraph_end(roll, start, high), high))
        return _untailed(roll, start, ends[0])
    if roll.text.count("\n", hit.start(), hit.end()) > 3:
        return None
    start = hit.end()
    while start < high and roll.text[start].isspace():
        start += 1
    if start >= high:
        return None
    first = roll.row_at(start)
    if roll.rows[first].at == start and outside(roll.rows[first]):
        return None  # the names of those who voted, not what they voted on
    own = roll.row_at(paragraph_start(roll, hit.start()))
    end = _quote_end(roll, first, high)
    if end is None:
        end = _last_row(roll, own, first, high)
    return _untailed(roll, start, min(roll.rows[end].upto, high))


def _breaks(roll: Roll, at: int) -> bool:
    """Whether the line ends at ``at`` and what follows is set as a paragraph of its own."""
    index = roll.row_at(at)
    ends = not roll.text[at : roll.rows[index].upto].strip()
    return ends and index + 1 < len(roll.rows) and roll.fresh(index + 1)


def _quote_end(roll: Roll, first: int, high: int) -> int | None:
    """Return the row where the quotation closes that row ``first`` opens; None without one."""
    if roll.rows[first].text[:1] != "“":
        return None
    depth = 0
    for index in range(first, min(len(roll.rows), first + _MOST_ROWS)):
        row = roll.rows[index]
        if row.at >= high:
            return None
        depth += row.text.count("“") - row.text.count("”")
        if depth <= 0 and re.search(r"”[.;,]?$", row.text):
            return index
    return None


def _untailed(roll: Roll, start: int, end: int) -> Extent | None:
    """Leave off "… was put to the vote", "…, seconded by …" at the end of the words."""
    for tail in _TAIL.finditer(roll.text, start + 1, end):
        quotes = roll.text.count("“", start, tail.start()) - roll.text.count(
            "”", start, tail.start()
        )
        procedure = _PROCEDURE.fullmatch(roll.text[start : tail.start()].strip())
        if procedure is None and quotes <= 0 and roll.text.count('"', start, tail.start()) % 2 == 0:
            end = tail.start()
            break
    return stripped(roll, start, end)


def _last_row(roll: Roll, own: int, first: int, high: int) -> int:
    """Return the last row of a motion from row ``first`` on, told in row ``own``'s paragraph."""
    index = first
    counted = any(follows(roll, own, at) for at in range(first, roll.row_at(high) + 1))
    while index + 1 < min(len(roll.rows), first + _MOST_ROWS) and roll.rows[index + 1].at < high:
        begins = roll.fresh(index + 1) or roll.rows[index].ended
        if follows(roll, own, index + 1) or (begins and outside(roll.rows[index + 1])):
            break
        if not counted and not _motion_goes_on(roll, first, index + 1):
            break
        index += 1
    return index


def _motion_goes_on(roll: Roll, first: int, index: int) -> bool:
    row = roll.rows[index]
    if not roll.fresh(index):
        return True
    if outside(row):
        return False
    text = roll.text[roll.rows[first].at : row.at]
    if text.count("“") > text.count("”"):
        return True
    if _PREAMBLE.match(row.text) or CLAUSE.match(row.text):
        return True
    if NARRATIVE.match(row.text) or sentence_start(roll, row.at) != row.at:
        return False
    return bool(re.search(r"[;:,]$", roll.rows[index - 1].text)) or set_alike(
        roll.rows[first], row, roll, roll.margin
    )
