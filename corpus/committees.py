"""Names of committees, boards and other bodies as papers print them."""

from __future__ import annotations

import re

from corpus.dates import find_dates

_BODY = (
    r"cabinet|committees?|sub-?committee|board|panel|group|forum|commission|executive|council|"
    r"authority|assembly|partnership|hearings?|team|working\s+party|task\s+(?:and\s+finish\s+)?group"
)
_HAS_BODY = re.compile(rf"\b(?:{_BODY})\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\s*(?:meeting(?:\s+of)?|committee|decision[\s-]maker|name\s+of\s+(?:committee|meeting)|"
    r"(?:report\s+)?to|body|forum|meeting\s*/\s*committee)\s*:\s*(?P<name>.+)",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r"\b(?i:(?:meetings?|minutes|notes|report|agenda|summons)\s+(?:of|to|for|from)\s+"
    r"(?:an?\s+meeting\s+of\s+)?(?:the\s+))(?P<name>[A-Z][\w’'&,()/ -]+)"
)
_CUT = re.compile(
    r"\s+(?:to\s+be\s+)?(?:held|will\s+be|was|which|that|the\s+following|is\s+to|meeting\b|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)?"
    r"day|agenda|minutes|date\s*:|on\s*:|at\s+\d)|[:;.]\s|\s[–-]\s*$|\s{2,}",
    re.IGNORECASE,
)
_PLACE_COUNCIL = re.compile(
    r"^(?:the\s+)?(?!full\b|annual\b|extraordinary\b|special\b)[\w’'&. -]+\bcouncil\b"
    r"(?:\s+of\b.*)?$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:director|officer|leader|manager|councillors?|members?\s+of|chair(?:man|person)?|clerk|"
    r"telephone|e-?mail|contact|www|http|services?\s+team|support\s+team|town\s+hall|civic)\b|@|\d{4}",
    re.IGNORECASE,
)
_MOST_AFTER = 60
_SMALL = {"and", "of", "the", "for", "to", "in", "on", "with", "a", "an", "at", "by", "from"}


def is_committee_line(text: str) -> bool:
    """Whether a short line is little more than the name of a body."""
    return _HAS_BODY.search(text) is not None and 4 < len(text) < 130 and not _OFFICE.search(text)


def committee_in(text: str, heading: bool = False) -> str | None:
    """Return the body that a line names: labelled, "meeting of the …", or, if ``heading``, bare."""
    folded = " ".join(text.split())
    match = _LABELLED.match(folded) or _OF_THE.search(folded)
    if match:
        return _checked(match["name"])
    name = _undated(folded)
    # A running head adds the meeting's date, a sentence more than that.
    if not heading or not is_committee_line(name) or len(folded) - len(name) > _MOST_AFTER:
        return None
    # A bare heading is all capitals or Title Case, and no sentence.
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _SMALL]
    if not words or name.endswith(".") or any(word[0].islower() for word in words):
        return None
    return _checked(name)


def _checked(name: str) -> str | None:
    tidied = tidy_committee(_undated(name))
    if not 3 < len(tidied) < 120 or not _HAS_BODY.search(tidied) or _OFFICE.search(tidied):
        return None
    if _PLACE_COUNCIL.match(tidied) and tidied.casefold() != "council":
        return None
    return tidied


def _undated(text: str) -> str:
    for found in find_dates(text):
        text = text[: found.start]
        break
    match = _CUT.search(text, 4) if len(text) > 4 else None
    return text[: match.start()] if match else text


def tidy_committee(name: str) -> str:
    """Return a name in Title Case, without what hangs on its ends; capitals in brackets stay."""
    text = re.sub(r"\s+", " ", name).strip(" -–—:;,.*_")
    text = re.sub(r"^(?:the|a|minutes of(?: the)?|notes of(?: the)?)\s+", "", text, flags=re.I)
    text = re.sub(r"(?:\s+(?:of|the|for|and|to|at|in|on))+$", "", text)
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].strip() if len(text) - text.rindex("(") < 4 else text + ")"
    if not text.isupper():
        return text
    words = [
        w.lower() if w.lower() in _SMALL and at else _titled(w) for at, w in enumerate(text.split())
    ]
    return " ".join(words)


def _titled(word: str) -> str:
    return re.sub(
        r"[^\W\d_]+(?:[’'][^\W\d_]+)?", lambda m: m[0][0].upper() + m[0][1:].lower(), word
    )
