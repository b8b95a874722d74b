"""Where the text of an outcome begins and ends."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from corpus.minutes_rows import CLAUSE, Roll, Row
from corpus.minutes_sentences import sentence_ends, sentence_start
from corpus.minutes_votes import MOVER_ROW, VOTE, VOTE_ROW
from corpus.minutes_wording import Form, Wording
from corpus.types import OutcomeClass

_I = re.IGNORECASE
# Lines that are never part of a resolution: signatures, the close, and what a
# decision notice says beside its decision.
STOP = re.compile(
    r"\W*(?:(?:signed|dated?)\b\s*(?:$|[:._…]|as a correct)|chair(?:man|person"
    r"|woman)?[\s:._…,]*(?:$|date)|(?:the )?(?:chair\w*|mayor)[’']s (?:signature|initials)"
    r"|[._…]{5,}|(?:the )?(?:meeting|proceedings|session)(?: was"
    r"| were)?(?: then)? (?:declared )?(?:closed|ended|concluded|finished|terminated"
    r"|adjourned|rose|commenced|opened|started)\b"
    r"|there being no (?:further|other) business|(?:close|end) of (?:the )?meeting"
    r"|duration of (?:the )?meeting"
    r"|reasons?(?: \(?s?\)?)? (?:for|of) (?:the )?(?:decisions?|recommendations?|urgency"
    r"|resolution)|reasons?\s*[:–-]\s*$|reasons? for$|reasons?$"
    r"|(?:alternative|other) options?|options? considered|alternatives considered"
    r"|(?:conflicts?|declarations?|disclosures?) of interest|implementation\s*(?:$|[:–-])"
    r"|information\s*$"
    r"|is (?:this|the decision) a key|key decision\b|(?:does|is) (?:the )?(?:call[- ]in"
    r"|decision)|call[- ]in\b|published?\b|date (?:of|the) (?:decision|implement|publi)"
    r"|effective date"
    r"|(?:background|supporting) (?:papers|documents)|(?:contact|report) (?:officer|author)"
    r"|officer (?:contact|to action)|(?:corporate|financial|legal|equality) implications"
    r"|actions?\s*[:–-]|action (?:by|points?)\b|post[- ]meeting note|note\s*:|n\.?b\.?\b"
    r"|decision (?:maker|taker|on|ref|date|no|type|status)|ward(?:s|\(s\))? affected"
    r"|portfolio\s*[:–-]|lead (?:member|officer)\b)",
    _I,
)
_PEOPLE = (
    r"(?:the\s+)?(?:(?:deputy|vice|interim|assistant|executive|strategic|senior|principal"
    r"|lead|democratic|planning|licensing|monitoring)[- ]+)*"
    r"(?:chair\w*|mayor|leader|councillors?|cllrs?\.?|members?|mr|mrs|ms|miss|dr|officers?"
    r"|clerk|solicitor|director|committee|cabinet|council|board|panel|group|head of"
    r"|portfolio holder|meeting|police|applicant|objectors?|police|secretary|sub-committee"
    r"|policy development)\b"
)
# A sentence that tells what people did; it follows a resolution and is not of it.
NARRATIVE = re.compile(
    rf"\W*(?:{_PEOPLE}[^.]{{0,140}}?\b(?:left|signed|thanked|asked|abstained|voted|returned"
    rf"|declared|requested|wished|stated|said|joined|entered|rejoined|re-joined|vacated"
    rf"|withdrew"
    r"|adjourned|reconvened|considered|received|presented|introduced|reported|advised"
    r"|explained|informed|highlighted|raised|queried|expressed|welcomed|discussed|responded"
    r"|commented|moved|proposed|seconded|confirmed|took|gave|felt|spoke|arrived|congratulated"
    r"|outlined|debated|clarified|replied|suggested|announced|was not present|did not)\b"
    r"|(?:following|after|during|prior to|in response|in (?:the )?(?:ensuing )?(?:debate"
    r"|discussion|answer)|having|at this (?:point|stage|juncture)|on being put|upon being put"
    r"|there (?:was|were)|a (?:recorded |named )?vote|an amendment|it was (?:noted|reported"
    r"|moved|proposed|explained|confirmed|suggested|felt|acknowledged)"
    r"|arising from|with regard to|consideration was|discussion|members? (?:noted"
    r"|of the public)|the (?:motion|amendment|vote|substantive|proposal)\b[^.]*\b(?:was|put"
    r"|being|carried|lost|fell))\b)",
    _I,
)
_CONDITIONS = re.compile(
    r"\W*(?:reasons? (?:for|of) refus|conditions?\b|informatives?\b|notes? to applicant"
    r"|heads of terms|part [a-z\d]\b|(?:recommended|resolved|agreed)?\s*that\b)",
    _I,
)
_MOTION = re.compile(
    r"\b(?:moved|proposed|seconded|motion|amendment|proposal|proposition"
    r"|put forward)\b(?:[^:.]|\.(?=\S)){0,220}?(?P<open>:\s*[-–—]*"
    r"|\bthat\b(?:\s*:\s*[-–—]*)?)",
    _I,
)
_MOVED_WORD = re.compile(r"motion|amendment|propos|recommend|resol|moved", _I)
_PREAMBLE = re.compile(
    r"\W*(?:this|the)?\s*(?:council|authority|committee|motion|cabinet"
    r"|board)\b[^.]{0,60}?\b(?:notes?|believes?|resolves?|recognises|calls?|agrees?|welcomes?"
    r"|asks?|requests?|further|commits?|acknowledges?|therefore|supports?|is |will|condemns?"
    r"|regrets?|instructs?)\b",
    _I,
)
_SECONDED_TAIL = re.compile(
    r"\s*[,;(]?\s*(?:(?:and|which)\s+)?(?:(?:it\s+)?(?:was|is)\s+)?(?:duly\s+)?seconded\b.*",
    _I | re.DOTALL,
)
_FIRST_MARK = re.compile(r"\(?(?:[aAiI1]|\d{1,2}(?:\.\d{1,2})*\.1)[.):]?|[^\w(]|o")
_CLOSING_VOTE = re.compile(r"\s*[(\[](?:[^()\[\]]*)[)\]]\s*\.?$")


@dataclass(frozen=True, slots=True)
class Extent:
    """Offsets of an outcome's own words."""

    start: int
    end: int


def margin(roll: Roll) -> float:
    """Return where the narrative's lines usually begin, in points."""
    counts = Counter(round(row.x0) for row in roll.rows)
    return float(counts.most_common(1)[0][0]) if counts else 0.0


def find_extent(
    roll: Roll, wording: Wording, floor: int, limit: int, taken: Collection[int] = ()
) -> Extent | None:
    """Return the words of an outcome; None if it has none.

    They end before ``limit``. The motion that a verdict is about is looked for
    from ``floor`` on; one that begins at a ``taken`` offset has its verdict.
    """
    if wording.form is Form.VERDICT:
        return _motion(roll, wording, floor, taken)
    if wording.form is Form.WHOLE:
        return _whole(roll, wording, limit)
    start = _past_votes(roll, wording.text, limit)
    row = roll.rows[roll.row_at(start)]
    if start >= limit or (start == row.at and _outside(row)):
        return _word_alone(roll, wording)
    return _trimmed(roll, start, _end(roll, wording, start, limit), wording)


def _word_alone(roll: Roll, wording: Wording) -> Extent | None:
    """A line that says "Noted." or "AGREED" and nothing more is the outcome's whole text."""
    row = roll.rows[roll.row_at(wording.start)]
    said = re.fullmatch(r"(?:noted|agreed|approved|carried|resolved)\W*", row.text, _I)
    return _stripped(roll, row.at, row.upto) if said else None


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


def _whole(roll: Roll, wording: Wording, limit: int) -> Extent | None:
    ends = sentence_ends(roll.text, wording.sentence, _paragraph_end(roll, wording.start, limit))
    end = next((e for e in ends if e >= wording.end), ends[-1])
    return _stripped(roll, wording.sentence, end)


def _paragraph_end(roll: Roll, at: int, limit: int) -> int:
    index = roll.row_at(at)
    while (
        index + 1 < len(roll.rows) and roll.rows[index + 1].at < limit and not roll.fresh(index + 1)
    ):
        index += 1
    return min(roll.rows[index].upto, limit)


def _end(roll: Roll, wording: Wording, start: int, limit: int) -> int:
    first = roll.row_at(start)
    index = first
    base = min(margin(roll), roll.rows[roll.row_at(wording.start)].x0)
    while index + 1 < len(roll.rows) and roll.rows[index + 1].at < limit:
        if not _goes_on(roll, wording, first, index + 1, base):
            break
        index += 1
    return min(roll.rows[index].upto, limit)


def _goes_on(roll: Roll, wording: Wording, first: int, index: int, base: float) -> bool:
    """Whether row ``index`` still belongs to the outcome whose text begins in row ``first``."""
    row, before = roll.rows[index], roll.rows[index - 1]
    fresh = roll.fresh(index)
    outdented = row.x0 < before.x0 - 5 and row.text[:1].isupper()
    if (fresh or before.ended or outdented) and _outside(row):
        return False
    if not fresh:
        return True
    if CLAUSE.match(row.text) and not NARRATIVE.match(CLAUSE.sub("", row.text, count=1)):
        return _clause_of(roll, first, index)
    if re.search(r"(?:[;,:]|:-|:\s*[–-]|\b(?:and|or|plus|and/or))$", before.text):
        return True
    if NARRATIVE.match(row.text):
        return False
    if _CONDITIONS.match(row.text) and (
        wording.form is Form.LABEL or before.text.endswith((";", ":"))
    ):
        return True
    return _set_alike(roll.rows[first], row, roll, base)


def _outside(row: Row) -> bool:
    return bool(
        STOP.match(row.text)
        or VOTE_ROW.match(row.text)
        or MOVER_ROW.match(row.text)
        or _vote_only(row.text)
    )


def _vote_only(text: str) -> bool:
    bare = text.strip().strip("()[]. ")
    hit = VOTE.match(bare)
    return bool(hit and hit.end() > len(bare) * 0.7)


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
    mark = CLAUSE.match(row.text)
    return bool(mark and _FIRST_MARK.fullmatch(mark.group().strip()))


def _set_alike(lead: Row, row: Row, roll: Roll, base: float) -> bool:
    """Whether a new paragraph is set like the outcome's first: indented or bold."""
    plain = sum(not r.bold for r in roll.rows) > len(roll.rows) / 2
    if lead.bold and plain:
        return row.bold
    if row.bold and not lead.bold:
        return False
    return row.x0 > base + 8 and lead.x0 > base + 8


def _trimmed(roll: Roll, start: int, end: int, wording: Wording) -> Extent | None:
    """Leave off what follows the outcome inside its last paragraph: narrative, votes."""
    first = roll.rows[roll.row_at(start)]
    ends = sentence_ends(roll.text, start, end)
    inline = wording.form is Form.CLAUSE and (
        not wording.strong or wording.sentence != wording.start
    )
    for at, after in itertools.pairwise(ends):
        sentence = roll.text[at:after].lstrip()
        own = re.match(r"(?:that\b|to\b|and\b)", sentence, _I) or CLAUSE.match(sentence)
        aside = VOTE_ROW.match(sentence) or MOVER_ROW.match(sentence) or _vote_only(sentence)
        if NARRATIVE.match(sentence) or STOP.match(sentence) or aside:
            end = at
            break
        if inline and not own and at <= _paragraph_end(roll, first.at, end):
            end = at
            break
    return _stripped(roll, start, _without_vote(roll.text, start, end))


def _without_vote(text: str, start: int, end: int) -> int:
    """Leave off "(7 for, 4 against)" and "(Moved by …)" at the end of the words."""
    while hit := _CLOSING_VOTE.search(text, start, end):
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


def _stripped(roll: Roll, start: int, end: int) -> Extent | None:
    while start < end and roll.text[start] in " \n\t":
        start += 1
    while end > start and roll.text[end - 1].isspace():
        end -= 1
    if not re.search(r"\w\w", roll.text[start:end]):
        return None
    return Extent(start, end)


def _motion(roll: Roll, wording: Wording, floor: int, taken: Collection[int]) -> Extent | None:
    """Return the motion that a verdict is about, else the verdict's own sentence."""
    high = wording.sentence
    amends = "amendment" in wording.outcome.lower()
    for hit in reversed(list(_MOTION.finditer(roll.text, floor, wording.start))):
        before = roll.text[sentence_start(roll, hit.start()) : hit.end()]
        if ("amendment" in before.lower()) is not amends:
            continue
        extent = _moved(roll, hit, high if hit.start() < high else wording.start)
        if extent and extent.start not in taken:
            return extent
    if taken and wording.outcome_class is OutcomeClass.CARRIED:
        return None  # it says again how the outcome before it was voted
    whole = _whole(roll, wording, len(roll.text))
    named = whole and _MOVED_WORD.search(roll.text[whole.start : whole.end])
    return whole if named else None


def _moved(roll: Roll, hit: re.Match[str], high: int) -> Extent | None:
    if hit["open"].lower() == "that":
        start = hit.start("open")
        ends = sentence_ends(roll.text, start, min(_paragraph_end(roll, start, high), high))
        words = _SECONDED_TAIL.sub("", roll.text[start : ends[0]])
        return _stripped(roll, start, start + len(words))
    if re.search(r"\n.*\n.*\n", hit.group()):
        return None
    start = hit.end()
    while start < high and roll.text[start].isspace():
        start += 1
    if start >= high:
        return None
    index = roll.row_at(start)
    first = index
    while index + 1 < len(roll.rows) and roll.rows[index + 1].at < high:
        if not _motion_goes_on(roll, first, index + 1):
            break
        index += 1
    return _stripped(roll, start, min(roll.rows[index].upto, high))


def _motion_goes_on(roll: Roll, first: int, index: int) -> bool:
    row = roll.rows[index]
    if not roll.fresh(index):
        return True
    if _outside(row):
        return False
    text = roll.text[roll.rows[first].at : row.at]
    if text.count("“") > text.count("”"):
        return True
    if _PREAMBLE.match(row.text) or CLAUSE.match(row.text):
        return True
    if NARRATIVE.match(row.text) or sentence_start(roll, row.at) != row.at:
        return False
    return bool(re.search(r"[;:,]$", roll.rows[index - 1].text)) or _set_alike(
        roll.rows[first], row, roll, margin(roll)
    )
