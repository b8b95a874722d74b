"""Where the text of an outcome begins and ends."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from corpus.minutes.counted import follows, uncounted
from corpus.minutes.grammar import BODY, Form
from corpus.minutes.movers import MOVER_ROW
from corpus.minutes.roll import CLAUSE, Roll, Row
from corpus.minutes.sentences import sentence_ends
from corpus.minutes.stops import CONDITIONS, NARRATIVE, STOP, outside, vote_only
from corpus.minutes.votes import VOTE, VOTE_ROW
from corpus.minutes.wording import Wording

_I = re.IGNORECASE
_FIRST_MARK = re.compile(r"\(?(?:[aAiI1]|\d{1,2}(?:\.\d{1,2})*\.1)[.):]?|[^\w(]|o")
# A clause of a resolution; what is counted on without it is the minute's next paragraph.
_OWN = re.compile(r"\b(?:that|to)\b", _I)
# The lettered question of a form; its marks are what stands round the letter.
_QUESTION = re.compile(r"(?P<marks>\(?(?=[a-z][.)]))(?P<letter>[a-z])[.)]\s+[A-Z]")
_FEW = 5
_LEVEL = 5.0
# An outcome that so far says only whose it is: "That the Committee for Harbours" …
_WHO = re.compile(
    rf"(?:[^\n]*\n)?\W*+(?:that\s+)?(?:the\s+)?[^.:;\n]{{0,60}}\b{BODY}(?:\s+(?:for|of|on)\s[^.:;]{{3,60}})?"
    r"[\s:;,–-]*",
    _I,
)
_SHORT = 300
_CLOSING_VOTE = re.compile(r"\s?[(\[][^()\[\]]{1,200}[)\]]\s?\.?$")
# A resolution of more lines than this is a page that was not understood.
_MOST_ROWS = 800


@dataclass(frozen=True, slots=True)
class Extent:
    """Offsets of an outcome's own words."""

    start: int
    end: int


def find_extent(roll: Roll, wording: Wording, limit: int) -> Extent | None:
    """Return the words that an outcome announces, as far as ``limit``; None if it has none."""
    if wording.form is Form.WHOLE:
        return whole(roll, wording, limit)
    start = _past_votes(roll, wording.text, limit)
    row = roll.rows[roll.row_at(start)]
    if start >= limit or (start == row.at and outside(row)):
        return _word_alone(roll, wording)
    return _trimmed(roll, start, _end(roll, wording, start, limit), wording)


def _word_alone(roll: Roll, wording: Wording) -> Extent | None:
    """A line that says "Noted." or "AGREED" and nothing more is the outcome's whole text."""
    row = roll.rows[roll.row_at(wording.start)]
    said = re.fullmatch(r"(?:noted|agreed|approved|carried|resolved)\W*", row.text, _I)
    return stripped(roll, row.at, row.upto) if said else None


def _past_votes(roll: Roll, at: int, limit: int) -> int:
    """Skip lines between the label and the text that only record movers and votes."""
    while at < limit:
        row = roll.rows[roll.row_at(at)]
        if at != row.at or not (VOTE_ROW.match(row.text) or MOVER_ROW.match(row.text)):
            return at
        if (
            not row.ended
            and not re.search(r"[)\d]$", row.text)
            and not VOTE_ROW.match(row.text)
            and "econded" not in row.text
        ):
            return at
        at = row.upto + 1
    return at


def whole(roll: Roll, wording: Wording, limit: int) -> Extent | None:
    """Return the sentence that tells the outcome."""
    ends = sentence_ends(roll, wording.sentence, paragraph_end(roll, wording.start, limit))
    end = next((e for e in ends if e >= wording.end), ends[-1])
    return stripped(roll, uncounted(roll, wording.sentence), end)


def paragraph_end(roll: Roll, at: int, limit: int) -> int:
    """Return where the paragraph at ``at`` ends, at most ``limit``."""
    index = roll.row_at(at)
    while (
        index + 1 < len(roll.rows) and roll.rows[index + 1].at < limit and not roll.fresh(index + 1)
    ):
        index += 1
    return min(roll.rows[index].upto, limit)


def _end(roll: Roll, wording: Wording, start: int, limit: int) -> int:
    first = roll.row_at(start)
    index = first
    base = min(roll.margin, roll.rows[roll.row_at(wording.start)].x0)
    while index + 1 < min(len(roll.rows), first + _MOST_ROWS) and roll.rows[index + 1].at < limit:
        if not _goes_on(roll, wording, first, index + 1, base):
            break
        index += 1
    return min(roll.rows[index].upto, limit)


def _goes_on(roll: Roll, wording: Wording, first: int, index: int, base: float) -> bool:
    """Whether row ``index`` still belongs to the outcome whose text begins in row ``first``."""
    row, before = roll.rows[index], roll.rows[index - 1]
    fresh = roll.fresh(index)
    if roll.beside(index) or _next_question(roll.rows[roll.row_at(wording.start)], row):
        return False
    outdented = row.x0 < before.x0 - 5 and row.text[:1].isupper()
    if (fresh or before.ended or outdented) and outside(row):
        return False
    if not fresh:
        return True
    if follows(roll, roll.row_at(wording.start), index) and not _OWN.search(row.text[:12]):
        return False
    if CLAUSE.match(row.text) and not NARRATIVE.match(CLAUSE.sub("", row.text, count=1)):
        return _clause_of(roll, first, index)
    if re.search(r"(?:[;,:]|:-|:\s*[–-]|\b(?:and|or|plus|and/or))$", before.text):
        return True
    if NARRATIVE.match(row.text):
        return False
    if CONDITIONS.match(row.text) and (
        wording.form is Form.LABEL or before.text.endswith((";", ":"))
    ):
        return True
    led = first + 1 < index and roll.rows[first].text.endswith(":")
    return set_alike(roll.rows[first + 1 if led else first], row, roll, base)


def _next_question(label: Row, row: Row) -> bool:
    """Whether a row asks a form's next question, as "(e) …" below "(d) Decision taken" does."""
    own, after = _QUESTION.match(label.text), _QUESTION.match(row.text)
    if not own or not after or own["marks"] != after["marks"] or abs(row.x0 - label.x0) > _LEVEL:
        return False
    return 0 < ord(after["letter"]) - ord(own["letter"]) < _FEW


def _clause_of(roll: Roll, first: int, index: int) -> bool:
    """Whether the numbered row ``index`` is a clause of the outcome that begins in row ``first``.

    It is not when it stands well left of the text it would follow, nor when it
    is "b." and the outcome has no clause yet: then the list is the minute's.
    """
    lead, row = roll.rows[first], roll.rows[index]
    if row.page == lead.page and row.x0 < lead.x0 - 40:
        return False
    earlier = any(CLAUSE.match(r.text) for r in roll.rows[first:index])
    if earlier or re.search(r"\((?:[a1iA])\)", roll.rows[first].text):
        return True
    if row.at - lead.at < _SHORT and _WHO.fullmatch(roll.text[lead.at : row.at]):
        return True
    mark = CLAUSE.match(row.text)
    return bool(mark and _FIRST_MARK.fullmatch(mark.group().strip()))


def set_alike(lead: Row, row: Row, roll: Roll, base: float) -> bool:
    """Whether a new paragraph is set like the outcome's first: indented or bold."""
    if lead.bold and roll.plain:
        return row.bold
    if row.bold and not lead.bold:
        return False
    return row.x0 > base + 8 and lead.x0 > base + 8


def _trimmed(roll: Roll, start: int, end: int, wording: Wording) -> Extent | None:
    """Leave off what follows the outcome inside its last paragraph: narrative, votes."""
    first = roll.rows[roll.row_at(start)]
    ends = sentence_ends(roll, start, end)
    inline = wording.form is Form.CLAUSE and (
        not wording.strong or wording.sentence != wording.start
    )
    for at, after in itertools.pairwise(ends):
        sentence = roll.text[at:after].lstrip()
        own = re.match(r"(?:that\b|to\b|and\b)", sentence, _I) or CLAUSE.match(sentence)
        aside = VOTE_ROW.match(sentence) or MOVER_ROW.match(sentence) or vote_only(sentence)
        if NARRATIVE.match(sentence) or STOP.match(sentence) or aside:
            end = at
            break
        if inline and not own and at <= paragraph_end(roll, first.at, end):
            end = at
            break
    return stripped(roll, start, _without_vote(roll.text, start, end))


def _without_vote(text: str, start: int, end: int) -> int:
    """Leave off "(7 for, 4 against)" and "(Moved by …)" at the end of the words."""
    while hit := _CLOSING_VOTE.search(text, max(start, end - 210), end):
        inner = hit.group().strip().strip("()[]. ")
        if not (
            VOTE.search(inner)
            or MOVER_ROW.match(inner)
            or VOTE_ROW.match(inner)
            or re.match(r"unanim|nem", inner, _I)
        ):
            break
        end = hit.start()
    return end


def stripped(roll: Roll, start: int, end: int) -> Extent | None:
    """Return the extent without white space at its ends; None without a word in it."""
    while start < end and roll.text[start] in " \n\t":
        start += 1
    while end > start and roll.text[end - 1].isspace():
        end -= 1
    if not re.search(r"\w\w", roll.text[start:end]):
        return None
    return Extent(start, end)
