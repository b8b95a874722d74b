"""How minutes word an outcome: the grammar that finds where each one begins.

A *strong* wording (a label such as "Resolved:", capitals, "it was resolved that")
is an outcome wherever it stands in minutes. A *weak* one ("Members agreed to",
"The Committee noted the report.") also occurs in narrative, so it counts only
in a minute that has no strong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import alternation
from corpus.minutes.grammar import (
    BARE,
    BECAME,
    BODY_DID,
    CAPITALS,
    DECIDES,
    DID,
    DID_LIST,
    ELSEWHERE,
    FATE,
    HOW,
    IGNORE,
    IT_WAS,
    LABEL,
    MADE,
    OPINION,
    OTHERS,
    PASSED,
    PAST,
    SECONDED,
    VERDICT,
    WEAK_DONE,
    Form,
)
from corpus.minutes.labels import capitals_form, is_label, set_right, stands_bare
from corpus.minutes.movers import FELL
from corpus.minutes.roll import Roll, fold
from corpus.minutes.sentences import paragraph_start, sentence_start
from corpus.model import OutcomeClass


@dataclass(frozen=True, slots=True)
class Wording:
    """Where an outcome begins; offsets into the roll's text.

    ``sentence`` is the start of the sentence that introduces it, ``start`` and
    ``end`` the introducing words, ``text`` where the outcome's own words begin.
    ``listed`` tells that the text is clauses that each have their own verb, and
    ``done`` that the words themselves are what was done ("Approved the plan").
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
    listed: bool = False
    done: bool = False


_WEAK = ("agreed", "decided", "recommended", "recommends")
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
    ("that", OutcomeClass.RESOLVED),
    ("motion", OutcomeClass.CARRIED),
    ("carried", OutcomeClass.CARRIED),
    ("noted", OutcomeClass.NOTED),
    ("lost", OutcomeClass.LOST),
    ("defeat", OutcomeClass.LOST),
    ("reject", OutcomeClass.LOST),
    ("fell", OutcomeClass.LOST),
    ("fallen", OutcomeClass.LOST),
)


_THAT = re.compile(r"that\b", IGNORE)
# Whoever chairs orders the debate, and decides nothing alone.
_CHAIR = re.compile(rf"{alternation('chairs')}\b", IGNORE)
# What a motion that is printed after its verdict begins with.
_MOVED_BELOW = re.compile(r"\s*[\"“‘']?(?:that\b|\(?(?:i|a|\d{1,2})[.)]|this\b)", IGNORE)


# "Carried out the works", "lost powers": what follows is no verdict's end.
_OBJECT = re.compile(
    r"\s+(?:out|over|forward|away|through|(?:a|an|its|his|her|their|our|some|many|any)\b"
    r"|(?!as\b|unless\b|votes\b|members\b|unanimous\b|this\b|thus\b)[a-z]{3,}s\b)",
)
# What somebody proposed in the same sentence was decided when it was agreed.
_PROPOSED = re.compile(r"\b(?:proposed|moved)\s+that\b", IGNORE)
# What may stand between an announcement and the first thing done: who did it, no sentence.
_NO_MORE = re.compile(r"[^.!?]*")
_MOST_BETWEEN = 14
# "It was agreed" at the end of a line, of which the next makes an opinion.
_GOES_ON = re.compile(r"\s*(?!that\b|to\b|(?:[ivx]{1,4}|[a-z])[.)])[a-z]")


def find_wordings(roll: Roll, start: int, end: int) -> tuple[Wording, ...]:
    """Return the outcomes' beginnings between two offsets, in order, none overlapping."""
    found: list[Wording] = []
    for pattern, form, strong in (
        (LABEL, Form.LABEL, True),
        (SECONDED, Form.CLAUSE, True),
        (MADE, Form.LABEL, True),
        (PASSED, Form.LABEL, True),
        (CAPITALS, Form.CLAUSE, True),
        (IT_WAS, Form.CLAUSE, True),
        (BODY_DID, Form.CLAUSE, True),
        (VERDICT, Form.VERDICT, True),
        (DID_LIST, Form.LABEL, True),
        (FATE, Form.LABEL, True),
        (DID, Form.WHOLE, True),
        (BARE, Form.LABEL, False),
        (BECAME, Form.WHOLE, True),
        (WEAK_DONE, Form.WHOLE, False),
    ):
        for hit in pattern.finditer(roll.text, start, end):
            wording = _wording(roll, hit, form, strong, start)
            if wording and _apart(found, wording):
                insort(found, wording, key=_start_of)
    pairs = zip([None, *found], found, strict=False)
    return tuple(w for before, w in pairs if before is None or not _announced(roll, before, w))


def _announced(roll: Roll, before: Wording, wording: Wording) -> bool:
    """Whether a wording begins the text of the one before it, and so is no other outcome.

    Under "RESOLVED:" may stand "REFUSED for …", or "That the Board: 1. Noted …".
    """
    if wording.text == wording.start:
        return before.text >= wording.start
    if before.form is Form.VERDICT or not (wording.listed or wording.done):
        return False
    between = roll.text[before.text : wording.start]
    return bool(_NO_MORE.fullmatch(between)) and len(between.split()) <= _MOST_BETWEEN


def _start_of(wording: Wording) -> int:
    return wording.start


def _apart(found: Sequence[Wording], wording: Wording) -> bool:
    """Whether a wording overlaps none of those found, which are in order."""
    at = bisect_left(found, wording.end, key=_start_of)
    return at == 0 or found[at - 1].end <= wording.start


def _wording(
    roll: Roll, hit: re.Match[str], form: Form, strong: bool, floor: int
) -> Wording | None:
    key = hit["key"] or hit["passive"]
    begin = hit.start("wording")
    begin += len(hit["wording"]) - len(hit["wording"].lstrip(" \n.,;:()-–"))
    sentence = _sentence(roll, hit, begin, floor)
    if _of_others(roll, sentence, begin, form) or not _opens(roll, hit, key, begin, floor):
        return None
    if hit.re is CAPITALS:
        form, ok = capitals_form(roll, hit, roll.text[max(sentence, begin - 200) : begin])
        if not ok:
            return None
    if hit.re is LABEL and set_right(roll, hit):
        form = Form.VERDICT
    if hit.re is VERDICT and ":" in hit["then"] and _MOVED_BELOW.match(roll.text, hit.end()):
        form = Form.LABEL
    if hit.re is SECONDED and roll.text[hit.end() : hit.end() + 1] == ".":
        form = Form.WHOLE
    alone = hit.re is BODY_DID and _CHAIR.match(hit["wording"])
    weak = hit.re in (IT_WAS, BODY_DID) and (key.lower() in _WEAK or bool(alone))
    if weak and ":" in hit["then"]:
        form, weak = Form.LABEL, False
    lead = roll.text[max(sentence, begin - 400) : begin]
    if weak and _put_to_vote(hit, lead):
        form, weak = Form.WHOLE, not _PROPOSED.search(lead)
    elif weak and not DECIDES.match(roll.text, hit.end()):
        return None
    text = _text_at(roll, hit, sentence, begin)
    outcome = _outcome(hit, roll.text[begin : hit.end("wording")])
    return Wording(
        sentence, begin, text, _skip(roll.text, text), outcome, _class(hit, key), form,
        strong and not weak, key.lower() in ("recommendation", "recommendations"),
        hit.re is DID_LIST, hit.re is DID,
    )  # fmt: skip


def _text_at(roll: Roll, hit: re.Match[str], sentence: int, begin: int) -> int:
    """Return where an outcome's own words begin: where these words do, or after them."""
    if hit.re in (FATE, BARE):
        return begin
    # "That the Board: 1. Noted …" is printed as one motion.
    return sentence if hit.re is DID_LIST and _THAT.match(roll.text, sentence) else hit.end()


def _put_to_vote(hit: re.Match[str], before: str) -> bool:
    """Whether the sentence ends with the outcome: "… put to the vote and it was agreed."."""
    ends = hit["then"].strip() in ("", ".") and hit.re is IT_WAS
    return ends and bool(re.search(r"\bvote|motion|recommendation|propos", before, IGNORE))


def _sentence(roll: Roll, hit: re.Match[str], begin: int, floor: int) -> int:
    """Return where the sentence begins that announces the outcome; a label is its own."""
    if hit.re is LABEL:
        return max(roll.rows[roll.row_at(begin)].at, floor)
    start = max(sentence_start(roll, begin), floor)
    return start + len(roll.text[start:begin]) - len(roll.text[start:begin].lstrip())


def _of_others(roll: Roll, sentence: int, begin: int, form: Form) -> bool:
    """Whether the words report or quote what another meeting did."""
    lead = roll.text[max(sentence, begin - 400) : begin]
    if _quoted(roll.text, begin) or PAST.search(lead[-40:]):
        return True
    # "Minute No. 45": that full stop ends no sentence.
    told = re.split(r"(?<!\bno)\.", lead, flags=IGNORE)[-1]
    if ELSEWHERE.search(told):
        return True
    return begin - sentence < 8 and form is not Form.VERDICT and _introduced(roll, sentence)


def _opens(roll: Roll, hit: re.Match[str], key: str, begin: int, floor: int) -> bool:
    """Whether words that must begin a line or paragraph do."""
    if hit.re is LABEL:
        return set_right(roll, hit) or is_label(roll, hit, key)
    if hit.re is WEAK_DONE and hit["key"]:
        return not OPINION.match(roll.text, hit.end())
    if hit.re in (IT_WAS, BODY_DID) and not hit["then"].strip(" \n,"):
        return not _GOES_ON.match(roll.text, hit.end())
    if hit.re is BARE:
        return stands_bare(roll, begin, floor)
    if hit.re is VERDICT and _OBJECT.match(roll.text, hit.end("key")):
        return False
    if hit.re is VERDICT and key.lower() in ("fell", "fallen"):
        return not FELL.search(roll.text, max(floor, begin - 160), hit.end() + 60)
    if hit.re is DID:
        return not roll.text[floor:begin].strip() or roll.fresh(roll.row_at(begin))
    return True


def _outcome(hit: re.Match[str], words: str) -> str:
    """Return the wording to show: of long sentences, what was done and to what."""
    if hit.re is DID_LIST:
        words = hit["key"]
    if hit.re is SECONDED:
        words = re.split(r"\bseconded\b", words, flags=IGNORE)[-1]
        at = words.lower().rindex(hit["key"].lower())
        lead = re.search(rf"(?:(?:it\s+was|was)\s+)?(?:{HOW}\s+)*$", words[:at], IGNORE)
        words = words[lead.start() if lead else at :]
    if hit.re is VERDICT:
        nouns = list(
            re.finditer(
                r"\b(?:motion|amendment|propos\w+|resolution|recommendations?)\b", words, IGNORE
            )
        )
        words = words[nouns[-1].start() :] if nouns else words
    return fold(words)


def _class(hit: re.Match[str], key: str) -> OutcomeClass:
    if "also" in hit.re.groupindex and hit["also"]:
        return OutcomeClass.RECOMMENDED
    if re.search(r"\bto\s+recommend\b", hit["wording"], IGNORE):
        return OutcomeClass.RECOMMENDED
    folded = fold(key.lower())
    return next((c for stem, c in _CLASSES if folded.startswith(stem)), OutcomeClass.AGREED)


def _introduced(roll: Roll, at: int) -> bool:
    """Whether the paragraph before ``at`` announces another body's wording, as under review."""
    if not roll.text[:at].rstrip().endswith((":", ":-")):
        return False
    begin = paragraph_start(roll, max(roll.text.rfind("\n", 0, at), 0))
    return bool(OTHERS.search(roll.text[begin:at]))


def _quoted(text: str, at: int) -> bool:
    return bool(re.search(r"[“\"‘]\s*(?:that\s+)?$", text[max(0, at - 8) : at]))


def _skip(text: str, at: int) -> int:
    """Return the offset of the first word at or after ``at``: past white space, dashes, votes."""
    hit = re.compile(
        r"[\s:.,;/–—-]*(?:that\s*;\s*)?(?:\((?:unanimous(?:ly)?|nem\.?\s*con\.?)\)[\s:.,;–—-]*)?"
    ).match(text, at)
    return hit.end() if hit else at
