"""How minutes word an outcome: the grammar that finds where each one begins.

A *strong* wording (a label such as "Resolved:", capitals, "it was resolved that")
is an outcome wherever it stands in minutes. A *weak* one ("Members agreed to",
"The Committee noted the report.") also occurs in narrative, so it counts only
in a minute that has no strong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.minutes_rows import CLAUSE, Roll, fold
from corpus.types import OutcomeClass

_BODY = (
    r"(?:committees?|council|cabinet|board|panel|group|forum|executive|commission|team"
    r"|authority|members"
    r"|councillors|mayor|leader|holder|meeting|trustees|partnership|governors|assembly"
    r"|conference|sub-?committee"
    r"|working party|inspectorate|chair(?:man|person|woman)?|deputy mayor|cabinet member"
    r"|director|party|commissioners?)"
)
_HOW = (
    r"(?:unanimous(?:ly)?|nem\.?\s*con(?:tradicente)?\.?|therefore|then|also|further"
    r"|furthermore|subsequently|duly|accordingly|formally"
    r"|hereby|collectively|by (?:a )?(?:\w+ )?(?:majority|consensus|general (?:assent"
    r"|consent)|affirmation|show of hands)(?: vote)?"
    r"|by\s+\w+\s+votes?\s+to\s+\w+(?:,?\s+with\s+\w+\s+abstentions?)?|on a (?:show of hands"
    r"|vote|recorded vote)|with (?:one|two|three|\d+) abstentions?|in principle"
    r"|without dissent|by all(?: present)?)"
)
_TO_WHOM = r"(?:\s+(?i:to|by|for)\s+(?i:the\s+|full\s+|its\s+)?(?-i:[A-Z][\w’'&-]*(?:\s+(?:of|and|for|the|&)\b)?\s*){1,9}(?:\([^)\n]{1,40}\)\s*)?)"
_ASIDE = r"(?:\s*[(\[](?!\s*(?:[a-z]|[ivx]{1,4}|\d{1,2})[)\]])[^)\]\n]{1,110}[)\]])"
_VERB = r"(?:resolved|agreed|decided|recommended|determined|ordered)"
_THEN = r"(?P<then>\s*(?::\s*[-–—]*|[-–—]+|\.?\s*$)|[\s,]+(?=that\b)|\s+(?=to\s*:|to\s+(?!the\b|a\b|be\b|this\b|these\b|which\b)\w))"
_FOLLOWS = r"(?:\s+(?:as follows|the following(?:\s+\w+){0,3}|as set out below|as below))?"

_I = re.IGNORECASE
_M = re.MULTILINE
# Label at the start of a line: "RESOLVED (unanimously):", "Decision taken", "Recommended to Council that".
_LABEL = re.compile(
    r"^[^\w\n“\"‘]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s*)?"
    rf"(?P<wording>(?:(?:it\s+was|the|full|this|all)\s+)*(?:{_HOW}\s+)?(?:(?:committee"
    rf"|council|cabinet|board|panel|executive|mayor|members?)[’']?s?\s+)?(?:{_HOW}\s+)?"
    r"(?P<key>resolved|resolutions?|agreed|agreement|decided|decisions?|recommended"
    r"|recommendations?|recommends|noted|determined|ordered|outcomes?)"
    rf"(?:\s+(?:taken|made|reached|agreed|of\s+the\s+(?:\w+\s+){{0,4}}{_BODY}))?"
    rf"(?:\s+(?:no\.?|number)?\s*[A-Z]{{0,4}}[/.]?\d+(?:[/.-]\d+)*)?"
    rf"(?:[\s,–-]+{_HOW})*{_ASIDE}?{_TO_WHOM}?{_ASIDE}?{_FOLLOWS})"
    rf"{_THEN}",
    _I | _M,
)
_CAPITALS = re.compile(
    rf"(?P<wording>(?:\b(?:it\s+was|was\s+it)\s+)?(?:(?i:{_HOW})\s+)*\b(?P<key>RESOLVED"
    rf"|RESOLVES|AGREED|DECIDED|RECOMMENDED|RECOMMENDS|NOTED|DETERMINED|ORDERED)\b"
    rf"(?:\s+(?:to"
    rf"|TO)\s+(?P<also>RECOMMEND)\b)?(?:[\s,]+(?i:{_HOW}))*{_ASIDE}?{_TO_WHOM}?(?i:{_FOLLOWS}))(?P<then>\s*:\s*[-–—]*"
    rf"|\s*[-–—]+|[\s,]*)",
)
_IT_WAS = re.compile(
    rf"(?P<wording>\b(?:it\s+was"
    rf"|was\s+it)\s+(?:{_HOW}[\s,]+)*(?P<key>{_VERB})(?:[\s,]+{_HOW})*{_ASIDE}?{_TO_WHOM}?{_FOLLOWS})(?:{_THEN})",
    _I | _M,
)
_BODY_DID = re.compile(
    rf"(?P<wording>\b{_BODY}(?:\s*\([^)\n]*\))?(?:,\s[^.,\n]{{3,90}}(?:\n[^.,\n]{{1,80}})?,)?[\s,]+(?:{_HOW}[\s,]+)*(?P<key>{_VERB}"
    rf"|recommends)(?:[\s,]+{_HOW})*{_ASIDE}?{_TO_WHOM}?{_FOLLOWS})(?:{_THEN})",
    _I | _M,
)
_MADE = re.compile(
    r"(?P<wording>\b(?:made|makes|put forward|agreed|approved|endorsed|submitted|passed"
    r"|adopted|took|taken)\s+the\s+following\s+(?:\w+\s+){0,2}(?P<key>recommendations?"
    r"|resolutions?|decisions?|actions?)"
    r"(?:\s+(?:to|for)\s+[^:.\n]{1,100}?(?:\n[^:.\n]{1,80}?)?)?)(?P<then>\s*[:.]\s*[-–—]*)",
    _I,
)
_PASSED = re.compile(
    r"(?P<wording>\bthe\s+following\s+(?:\w+\s+){0,2}(?P<key>recommendations?|resolutions?"
    r"|decisions?|motion)\s+(?:was|were|be)\s+(?:\w+\s+)?(?:made|agreed|passed|carried"
    r"|approved|adopted|put forward))"
    r"(?P<then>\s*[:.]\s*[-–—]*)",
    _I,
)
_SECONDED = re.compile(
    rf"(?P<wording>\b(?:proposed"
    rf"|moved)\b[^.\n]{{0,140}}?(?:\n[^.\n]{{0,100}}?)?\bseconded\b[^.:]{{0,140}}?[\s,]+(?:and\s+)?(?:it\s+was\s+"
    rf"|was\s+)?(?:{_HOW}\s+)*(?<!\bbe\s)(?P<key>agreed|approved|resolved|carried"
    rf"|recommended)(?:\s+{_HOW})*{_TO_WHOM}?{_FOLLOWS}{_ASIDE}?)"
    r"(?P<then>\s*:\s*[-–—]*|[\s,]+(?=that\b|to\s+\w)|(?=\.))",
    _I,
)
_VERDICT = re.compile(
    r"(?P<wording>(?:\b(?:motion|amendment|proposal|proposition|resolution|recommendations?"
    r"|vote|it|this|which)\b[^.\n]{0,110}?(?:\n[^.\n]{0,90}?)?\b(?:was|were|is|been|being"
    r"|and)\b[^.\n]{0,40}?\b"
    r"|(?:^\W*|(?<=[.!?]\s))(?:(?:substantive\s+|original\s+)?(?:motion|amendment|proposal"
    r"|vote)\s+)?)"
    rf"(?P<key>not\s+(?:carried|agreed|approved|supported)|carried|lost|defeated|negatived"
    rf"|rejected|fell|fallen)\b(?:[\s,]+{_HOW})*{_ASIDE}?)(?P<then>\s*[.:;,)]?)",
    _I | _M,
)
# "The Board:" and then clauses that each say what it did: "(a) noted …; (b) agreed …".
_DID_LIST = re.compile(
    rf"(?P<wording>\b{_BODY})(?P<then>\s*(?::\s*[-–—]*|[-–—]+)\s*(?=\(?(?:\w{{1,3}}[.)]"
    rf"|[^\w\s(])\s*"
    r"(?P<key>noted|agreed|approved|resolved|recommended|endorsed|supported|authorised"
    r"|delegated|granted|refused)\b))",
    _I,
)
# A planning application's fate as a line of its own.
_FATE = re.compile(
    r"^(?P<then>)(?P<wording>(?P<key>REFUSED?|GRANT(?:ED)?|APPROVED?|PERMIT(?:TED)?"
    r"|DEFER(?:RED)?|DELEGATED?))"
    r"(?=\s*(?:[.:–-]|$|subject\b|for\b|as\b|to\b|with\b|SUBJECT\b|FOR\b))",
    _M,
)
# A minute that begins with its verb: "Agreed the minutes as a correct record."
_DID = re.compile(
    r"^(?P<then>)(?P<wording>(?P<key>Agreed|Noted|Approved|Endorsed|Resolved))(?=\s+(?:the|a|an|its)\b)",
    _M,
)
_PASSIVE_CAPITALS = re.compile(r"\b(?:was|were|is|are)\s+(?:\w+\s+)?$")
_WEAK_DONE = re.compile(
    rf"(?P<wording>\b(?:{_BODY}(?:\s*\([^)\n]*\))?\s+(?:{_HOW}\s+)*(?:(?:received|considered"
    rf"|welcomed|reviewed|discussed)\s+and\s+)?(?P<key>noted|approved|endorsed"
    rf"|agreed)\s+(?=the\b|a\b|and\b)"
    r"|(?:report|update|position|information|presentation|contents|recommendations?"
    r"|proposals?|progress|programme|plan|budget)\b[^.\n]{0,40}\b(?:was|were"
    r"|be)\s+(?:unanimously\s+)?(?P<passive>noted|agreed|approved|endorsed)))"
    r"(?P<then>)",
    _I,
)
# Words before an outcome that say it was another meeting's, or not one at all.
_PAST = re.compile(
    r"\b(?:had|has|have|having|been|previously|earlier|if|whether|when|unless|until|once"
    r"|which|who|originally|already|could be|to be|would be|be|not)\b[\s\w,]{0,12}$"
    r"|\b(?:at|from) (?:its|their|the|that|a|our) (?:\w+ ){0,6}?meeting\b[^.]*$"
    r"|\bmeetings?,? (?:held )?(?:on|in|of)\b[^.]*\d{4}[^.]*$|\bas\s*$|\bin (?:19"
    r"|20)\d\d,?[^.]*$|\b(?:minute|resolution) (?:no\.? ?)?[\w/.]*\d\b[^.]*$"
    r"|\b(?:last|previous) (?:meeting|year|month)\b[^.]*$",
    _I,
)
# "It was agreed that the talk was useful" decides nothing; "… be asked", "to defer" do.
_DECIDES = re.compile(
    r"\s*(?:to\b|[^.]{0,400}?\b(?:be|should|would|will|shall|to|must|not|need(?:s|ed)?)\b)", _I
)
_OTHERS = re.compile(
    r"\b(?:considered|referred|reference|extract|previous(?:ly)?|recommendations? (?:of|from"
    r"|by|made))\b",
    _I,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Cllrs?|Mrs?|Ms|Dr|St|Nos?|Rev|Prof|Ltd|Co|i\.e|e\.g|pp?|paras?|Hon|Ald|approx"
    r"|con|Sgt|Rd|Ave|etc|[A-Z])|^\W*\d+|\s\(?[a-z])\.$",
    _M,
)


class Form(StrEnum):
    """How the wording of an outcome stands to its text."""

    LABEL = "label"  # the text follows as paragraphs of its own
    CLAUSE = "clause"  # the text goes on in the same sentence
    WHOLE = "whole"  # the sentence is the text
    VERDICT = "verdict"  # the text is the motion before it


@dataclass(frozen=True, slots=True)
class Wording:
    """Where an outcome begins; offsets into the roll's text.

    ``sentence`` is the start of the sentence that introduces it, ``start`` and
    ``end`` the introducing words, ``text`` where the outcome's own words begin.
    """

    sentence: int
    start: int
    end: int
    text: int
    outcome: str
    outcome_class: OutcomeClass
    form: Form
    strong: bool
    noun: bool


_CLASSES = (
    ("not ", OutcomeClass.LOST),
    ("negativ", OutcomeClass.LOST),
    ("grant", OutcomeClass.RESOLVED),
    ("refus", OutcomeClass.RESOLVED),
    ("permit", OutcomeClass.RESOLVED),
    ("defer", OutcomeClass.RESOLVED),
    ("delegat", OutcomeClass.RESOLVED),
    ("recommend", OutcomeClass.RECOMMENDED),
    ("resol", OutcomeClass.RESOLVED),
    ("deci", OutcomeClass.RESOLVED),
    ("determin", OutcomeClass.RESOLVED),
    ("order", OutcomeClass.RESOLVED),
    ("outcome", OutcomeClass.RESOLVED),
    ("motion", OutcomeClass.CARRIED),
    ("carried", OutcomeClass.CARRIED),
    ("noted", OutcomeClass.NOTED),
    ("lost", OutcomeClass.LOST),
    ("defeat", OutcomeClass.LOST),
    ("reject", OutcomeClass.LOST),
    ("fell", OutcomeClass.LOST),
    ("fallen", OutcomeClass.LOST),
)


def find_wordings(roll: Roll, start: int, end: int) -> tuple[Wording, ...]:
    """Return the outcomes' beginnings between two offsets, in order, none overlapping."""
    found: list[Wording] = []
    for pattern, form, strong in (
        (_LABEL, Form.LABEL, True),
        (_SECONDED, Form.CLAUSE, True),
        (_MADE, Form.LABEL, True),
        (_PASSED, Form.LABEL, True),
        (_CAPITALS, Form.CLAUSE, True),
        (_IT_WAS, Form.CLAUSE, True),
        (_BODY_DID, Form.CLAUSE, True),
        (_VERDICT, Form.VERDICT, True),
        (_DID_LIST, Form.LABEL, True),
        (_FATE, Form.LABEL, True),
        (_DID, Form.WHOLE, True),
        (_WEAK_DONE, Form.WHOLE, False),
    ):
        for hit in pattern.finditer(roll.text, start, end):
            wording = _wording(roll, hit, form, strong, start)
            if wording and not any(w.start < wording.end and wording.start < w.end for w in found):
                found.append(wording)
    found.sort(key=lambda w: w.start)
    # "RESOLVED:" and under it "REFUSED for …" are one outcome.
    pairs = zip([None, *found], found, strict=False)
    return tuple(
        w for before, w in pairs if before is None or w.text > w.start or before.text < w.start
    )


def _wording(
    roll: Roll, hit: re.Match[str], form: Form, strong: bool, floor: int
) -> Wording | None:
    key = hit["key"] or hit["passive"]
    begin = hit.start("wording")
    begin += len(hit["wording"]) - len(hit["wording"].lstrip(" \n.,;:()-–"))
    sentence = max(sentence_start(roll, begin), floor)
    sentence += len(roll.text[sentence:begin]) - len(roll.text[sentence:begin].lstrip())
    if hit.re is _LABEL:
        sentence = max(roll.rows[roll.row_at(begin)].at, floor)
    before = roll.text[sentence:begin]
    if form is Form.LABEL and hit.re is _LABEL and not _is_label(roll, hit, key):
        return None
    if _quoted(roll.text, begin) or (form is not Form.VERDICT and _PAST.search(before)):
        return None
    if hit.re is _CAPITALS:
        form, ok = _capitals_form(roll, hit, before)
        if not ok:
            return None
    first = not roll.text[floor:begin].strip()
    if hit.re is _DID and not (first or roll.fresh(roll.row_at(begin))):
        return None
    if hit.re is _SECONDED and roll.text[hit.end() : hit.end() + 1] == ".":
        form = Form.WHOLE
    if hit.re is _VERDICT and _PAST.search(before):
        return None
    weak = hit.re in (_IT_WAS, _BODY_DID) and key.lower() in (
        "agreed",
        "decided",
        "recommended",
        "recommends",
    )
    if hit.re is _BODY_DID and key.lower() == "recommends":
        weak = True
    if weak and ":" in hit["then"]:
        form, weak = Form.LABEL, False
    if weak and not _DECIDES.match(roll.text, hit.end()):
        return None
    if begin - sentence < 8 and form is not Form.VERDICT and _introduced(roll, sentence):
        return None
    text = begin if hit.re is _FATE else hit.end()
    outcome = _outcome(hit, roll.text[begin : hit.end("wording")])
    return Wording(
        sentence, begin, text, _skip(roll.text, text), outcome, _class(hit, key), form,
        strong and not weak, key.lower() in ("recommendation", "recommendations"),
    )  # fmt: skip


def _outcome(hit: re.Match[str], words: str) -> str:
    """Return the wording to show: of long sentences, what was done and to what."""
    if hit.re is _DID_LIST:
        words = hit["key"]
    if hit.re is _SECONDED:
        words = re.split(r"\bseconded\b", words, flags=_I)[-1]
        at = words.lower().rindex(hit["key"].lower())
        lead = re.search(rf"(?:(?:it\s+was|was)\s+)?(?:{_HOW}\s+)*$", words[:at], _I)
        words = words[lead.start() if lead else at :]
    if hit.re is _VERDICT:
        nouns = list(
            re.finditer(
                r"\b(?:motion|amendment|propos\w+|resolution|recommendations?)\b", words, _I
            )
        )
        words = words[nouns[-1].start() :] if nouns else words
    return fold(words)


def _class(hit: re.Match[str], key: str) -> OutcomeClass:
    if "also" in hit.re.groupindex and hit["also"]:
        return OutcomeClass.RECOMMENDED
    if re.search(r"\bto\s+recommend\b", hit["wording"], _I):
        return OutcomeClass.RECOMMENDED
    folded = fold(key.lower())
    return next((c for stem, c in _CLASSES if folded.startswith(stem)), OutcomeClass.AGREED)


def _introduced(roll: Roll, at: int) -> bool:
    """Whether the paragraph before ``at`` announces another body's wording, as under review."""
    if not roll.text[:at].rstrip().endswith((":", ":-")):
        return False
    begin = paragraph_start(roll, max(roll.text.rfind("\n", 0, at), 0))
    return bool(_OTHERS.search(roll.text[begin:at]))


def _is_label(roll: Roll, hit: re.Match[str], key: str) -> bool:
    """Whether a line that begins like a label is one: set apart, not a wrapped sentence."""
    wording = hit["wording"]
    if not wording[:1].isupper():
        return False
    if key.islower() and ":" not in hit["then"] and not re.match(r"it\s+was\b", wording, _I):
        return False  # "Members agreed that …" is a sentence
    if key in ("noted", "Noted") and fold(wording).lower() != "noted":
        return False  # "It was noted that" tells what was said
    index = roll.row_at(hit.start("wording"))
    if hit["then"].strip(" \n") in ("", ".") and not key.isupper():
        alone = not hit["then"].strip() and not roll.text[
            hit.end() : hit.end() + 5
        ].lower().startswith(("that", "to "))
        if alone and len(wording) > 60:
            return False
        before = roll.rows[max(index - 1, 0)]
        after = roll.rows[min(index + 1, len(roll.rows) - 1)].text
        opens = CLAUSE.match(after) or after.lower().startswith(("that ", "to "))
        short = alone and (before.x1 < roll.right - 60 or opens)
        if not (roll.fresh(index) or before.ended or short):
            return False
        if key.lower() in ("outcome", "outcomes", "agreement"):
            return False
    return True


def _capitals_form(roll: Roll, hit: re.Match[str], before: str) -> tuple[Form, bool]:
    """Return how capitals such as "RESOLVED" stand, and whether they are an outcome at all."""
    after = roll.text[hit.end() : hit.end() + 12].lstrip()
    if re.search(r"\bbe\s+(?:\w+\s+)?$", before, _I):
        return Form.CLAUSE, False
    if not hit["then"].strip() and re.match(r"(?:the|a|an|its|their|this|these)\b", after, _I):
        return Form.WHOLE, True
    if hit["wording"].lower().startswith(("it was", "it\nwas", "was it")):
        return Form.CLAUSE, True
    line = roll.rows[roll.row_at(hit.start())].text
    if (
        not re.search(r"[a-z]", line)
        and hit["then"].strip() == ""
        and not after.lower().startswith(("that", "to "))
    ):
        return Form.CLAUSE, False
    if (
        _PASSIVE_CAPITALS.search(before)
        and not re.match(r"that\b|to\b", after, _I)
        and ":" not in hit["then"]
    ):
        return Form.WHOLE, True
    return Form.CLAUSE, True


def _quoted(text: str, at: int) -> bool:
    return bool(re.search(r"[“\"‘]\s*(?:that\s+)?$", text[max(0, at - 8) : at]))


def _skip(text: str, at: int) -> int:
    """Return the offset of the first word at or after ``at``: past white space, dashes, votes."""
    hit = re.compile(
        r"[\s:.,;–—-]*(?:\((?:unanimous(?:ly)?|nem\.?\s*con\.?)\)[\s:.,;–—-]*)?"
    ).match(text, at)
    return hit.end() if hit else at


def paragraph_start(roll: Roll, offset: int) -> int:
    """Return the offset where the paragraph that holds ``offset`` begins."""
    index = roll.row_at(offset)
    while index > 0 and not roll.fresh(index):
        index -= 1
    return roll.rows[index].at


def sentence_start(roll: Roll, offset: int) -> int:
    """Return the offset where the sentence that holds ``offset`` begins."""
    begin = paragraph_start(roll, offset)
    for hit in _SENTENCE.finditer(roll.text, begin, offset + 1):
        if not _SHORT.search(roll.text[begin : hit.start()]) and hit.end() <= offset:
            begin = hit.end()
    return begin


def sentence_ends(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets after each sentence of ``text[start:end]``, the last one included."""
    ends = [
        hit.start() + len(re.match(r"[\"”’)]*", hit.group())[0])  # type: ignore[index]
        for hit in _SENTENCE.finditer(text, start, end)
        if not _SHORT.search(text[start : hit.start()])
    ]
    return (*ends, end)
