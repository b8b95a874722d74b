"""Names of committees, boards and other bodies as papers print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.dates import find_dates
from corpus.language.vocabulary import alternation

_BODY = alternation("bodies", "more_bodies", "sittings")
_HAS_BODY = re.compile(rf"\b(?:{_BODY}|committees)\b", re.IGNORECASE)
# A name ends in its noun, or a bracket, letter, number, place or field after it.
_ENDS = re.compile(
    rf"\b{_BODY}(?:\s*\([^()]*\)|\s+(?:no\.?\s*)?(?:[a-z]|\d{{1,2}})|"
    r"(?:\s+[-–—])?\s+(?:north|south|east|west|central)\w*)?$|"
    rf"\b{alternation('bodies_with_fields')}\s+(?:of|for|on)\s+[^:;.]{{3,60}}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\s*(?:meeting(?:\s+of)?|committee|decision[\s-]maker|name\s+of\s+(?:committee|meeting)|"
    r"(?:report\s+)?to|body|forum|meeting\s*/\s*committee)\s*:\s*(?P<name>.+)",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r"\b(?i:(?:(?:meetings?|minutes|notes|report|agenda|summons)\s+(?:of|to|for|from)\s+"
    r"(?:an?\s+meeting\s+of\s+)?the|meeting\s+of|decisions?\s+(?:determined|taken|made)\s+(?:at|by)"
    r"(?:\s+the)?)\s+)(?P<name>[A-Z][\w’'&,()/ -]+)"
)
_CUT = re.compile(
    r"\s+(?:in\s+advance\s+of|ahead\s+of|prior\s+to|before|for|at|to)\s+(?:its|their)\b|"
    r"\s+(?:to\s+be\s+)?(?:held|will\s+be|was\b|which|that|the\s+following|is\s+to|meeting\b|"
    rf"on\s+(?:{alternation('weekdays')}|day)|agenda|minutes|part\s+(?:one|two|[12ab])\b|date\s*:|on\s*:|at\s+\d)|"
    r"[:;.]\s|\s[–-]\s*$|\s{2,}",
    re.IGNORECASE,
)
_TIER = alternation("tiers")
_FULL_COUNCIL = re.compile(
    rf"(?:the\s+)?(?:(?:full|annual|extraordinary|special|ordinary|budget)\s+)*(?:{_TIER}\s+)?council",
    re.IGNORECASE,
)
_PLACE_COUNCIL = re.compile(
    r"^(?:the\s+)?[\w’'&. -]+\bcouncil\b(?:\s+of\b.*)?$",
    re.IGNORECASE,
)
# The noun alone, or with a number: half of a name, or the item after it.
_NOUN_ALONE = re.compile(
    rf"(?:sub-?)?(?:{alternation('body_nouns')}|hearings?|council(?=\s))(?:\s+\d{{1,2}})?",
    re.IGNORECASE,
)
_KIND_ALONE = re.compile(
    rf"(?:the\s+|this\s+)?(?:(?:annual|ordinary|extraordinary)\s+)?{alternation('body_nouns')}",
    re.IGNORECASE,
)
# A parish or town has one council, which its papers call by its name.
_LOCAL = re.compile(
    r"(?:(?:an?\s+)?(?:(?:annual|ordinary|extraordinary)\s+)?meetings?\s+of\s+(?:the\s+)?)?"
    r"(?P<name>(?-i:[A-Z])[\w’'&.-]*(?:\s+[\w’'&.-]+){0,5}?"
    rf"\s+{alternation('local_tiers')}\s+council)\b"
    r"(?P<after>.*)",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b(?:an?|annual|ordinary|extraordinary|full|meetings?|minutes|agenda|notes|summons|notice|the|"
    r"this|our|your|each|every|local|other|to|from|by|for)\b",
    re.IGNORECASE,
)
# After such a council's name only its meeting's sort, day or hour follow.
_MEETS = re.compile(
    r"\W*(?:a\.?g\.?m|annual|ordinary|extraordinary|meeting|minutes|agenda|will\s+be\s+held|held|on|at|"
    r"is\s+to|to\s+be)\b",
    re.IGNORECASE,
)
# "… Council held the meeting outdoors" is a sentence.
_SENTENCE = re.compile(r"\bheld\s+(?:the|an?|its|this|their)\b", re.IGNORECASE)
_INNER = re.compile(
    r"(?<=-)(?:And|By|Cum|De|In|La|Le|Next|Of|On|Sub|Super|The|Under|Upon|With)(?=-)"
)
_OFFICE = re.compile(
    rf"\b(?:{alternation('single_offices')}|{alternation('portfolios', plurals=True)}|portfolio|"
    r"councillors?|members?\s+of|telephone|e-?mail|contact|www|http|services?\s+team|support\s+team|town\s+hall|civic)\b|@|\d{4}",
    re.IGNORECASE,
)
# What names a body in passing, and bodies that hold no meetings of the council.
_OTHER = re.compile(
    r"\b(?:appendix|annex|bulletin|records?\s+of|terms\s+of\s+reference|local\s+authority|"
    r"(?:labour|conservatives?|liberal\s+democrats?|lib\s*dems?|greens?|independents?|reform(?:\s+uk)?|"
    r"political|opposition)\s+group)\b",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s[–—-]\s")
_MEMBERS = alternation("members", singulars=False, plurals=True)
_ALL_OF = re.compile(
    rf"^(?:(?:the\s+)?(?:mayor|chair\w*)\s+and\s+)?(?:all\s+)?{_MEMBERS}\s+(?:of|on)\s+(?:the\s+)?",
    re.IGNORECASE,
)
# Whoever decides alone; "Members", "Councillors" and a chair are asked to a meeting.
_PERSON = re.compile(
    rf"\b{alternation('portfolios')}\b|\bdirector\b|"
    r"\b(?:deputy\s+)?leader\s+of\s+the\b|\bchief\s+(?:executive|officer)\b|\bofficer\b",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"\b{_MEMBERS}\b", re.IGNORECASE)
# The sort of meeting is no part of the name of the body that meets.
_SORT = re.compile(
    rf"^(?:(?:extra)?ordinary\s+(?:meeting\s+of\s+(?:the\s+)?)?|"
    rf"(?:annual|special|budget)\s+(?=(?:{_TIER}\s+)?(?:council|cabinet)$))",
    re.IGNORECASE,
)
# A council's own meeting: "Minutes of the meeting of Saltmouth Borough Council held on …".
_COUNCIL_MET = re.compile(
    r"\b(?i:meetings?|minutes)\s+of\s+(?:the\s+)?[A-Z][\w’' -]{2,40}\s(?:Council|COUNCIL)\s+"
    r"(?:held|on|to\s+be|will\s+be|was)\b"
)
_TO = re.compile(r"^(?:report\s+)?to\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_MOST_AFTER = 60
# What a line says after so many characters names no body.
_LONGEST = 600
# "Approved Planning Board": how far its minutes have got; "Open Board": any body's.
_STANDING = re.compile(
    rf"^(?:{alternation('standings')}\s+)+|"
    rf"^(?:{alternation('sorts')}\s+)+(?={alternation('body_nouns', 'more_bodies')}$)",
    re.IGNORECASE,
)
# "Board of Trustees of the Village of Quay" is the village's.
_OWNER = re.compile(
    rf"(?<!\s)\s++of\s++(?:the\s++)?{alternation('owners')}\s++of\s[\s\S]*", re.IGNORECASE
)
_WELSH = re.compile(alternation("welsh_bodies"), re.IGNORECASE)
_SMALL = {"and", "of", "the", "for", "to", "in", "on", "with", "a", "an", "at", "by", "from"}


def is_committee_line(text: str) -> bool:
    """Whether a short line is little more than the name of a body."""
    return _HAS_BODY.search(text) is not None and 4 < len(text) < 130 and not _OFFICE.search(text)


def names_only_kind(name: str) -> bool:
    """Whether a name is only that of a kind of body, as "the Panel": any of them may be meant."""
    return _KIND_ALONE.fullmatch(" ".join(name.split())) is not None


def names_person(text: str) -> bool:
    """Whether a decision maker is a person by office, not a body."""
    alone = _PERSON.search(text) is not None and not _ASKED.search(text)
    return alone and _body_of(text) is None


def committee_in(text: str, heading: bool = False) -> str | None:
    """Return the body that a line names: labelled, "meeting of the …", or, if ``heading``, bare.

    None where it names none.
    """
    folded = " ".join(text[:_LONGEST].split())
    match = _LABELLED.match(folded)
    if match:
        return _body_of(match["name"])
    named = list(_named_in(folded))
    if named or _COUNCIL_MET.search(folded):
        return next(filter(None, named), "Council" if _COUNCIL_MET.search(folded) else None)
    name = _undated(_TO.sub("", folded))
    if _SENTENCE.search(folded):
        return None
    # A running head adds the meeting's date, a sentence more than that.
    if not heading or not is_committee_line(name) or len(folded) - len(name) > _MOST_AFTER:
        return None
    # A bare heading is all capitals or Title Case, and no sentence.
    if name.endswith(".") or ":" in name or not is_titled(name):
        return None
    return _checked(name)


def local_council_in(text: str) -> str | None:
    """Return the parish, town or community council that a line is headed by, with its place.

    None where it is headed by none.
    """
    match = _LOCAL.match(" ".join(text[:_LONGEST].split()))
    if not match or _SENTENCE.search(text):
        return None
    place = re.sub(r"\s+\S+\s+council$", "", match["name"], flags=re.IGNORECASE)
    after = match["after"].strip(" .,:–-")
    dated = any(found.start < 24 for found in find_dates(after))
    if _NO_PLACE.search(place) or (after and not dated and not _MEETS.match(after)):
        return None
    return tidy_committee(match["name"])


def _named_in(text: str) -> Iterator[str | None]:
    """Yield what follows "report of the", "meeting of" and the like, None for no body."""
    match = _OF_THE.search(text)
    while match:
        yield _checked(match["name"])
        match = _OF_THE.search(text, match.start() + 1)


def is_titled(text: str) -> bool:
    """Whether every word of a line begins with a capital, but for the small ones."""
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", text)
    longer = [word for word in words if word.casefold() not in _SMALL]
    return bool(longer) and not any(word[0].islower() for word in longer)


def _body_of(value: str) -> str | None:
    """Return the body that the answer of a label names."""
    return _checked(_ALL_OF.sub("", value.strip()))


def _checked(name: str) -> str | None:
    tidied = _STANDING.sub("", _bare(tidy_committee(without_owner(_english(_undated(name))))))
    tidied = _SORT.sub("", tidied)
    if not 3 < len(tidied) < 120 or not _ENDS.search(tidied):
        return None
    if _OFFICE.search(tidied) or _OTHER.search(tidied) or _NOUN_ALONE.fullmatch(tidied):
        return None
    if _PLACE_COUNCIL.match(tidied) and not _FULL_COUNCIL.fullmatch(tidied):
        return None
    return tidied


def _bare(name: str) -> str:
    """Return what follows a dash where only that names a body: "Saltmouth – Harbour Panel"."""
    before, _, after = _DASH.sub("\n", name, count=1).partition("\n")
    owner = not _HAS_BODY.search(before) or _PLACE_COUNCIL.match(before)
    return after if owner and _ENDS.search(after) else name


def without_owner(name: str) -> str:
    """Return the name of a body without the place that has it: "… of the Village of Quay"."""
    return _OWNER.sub("", name)


def _english(name: str) -> str:
    """Return the half of a heading in two languages that is not in Welsh."""
    halves = name.split(" / ")
    english = [half for half in halves if not _WELSH.search(half)]
    return english[0] if len(halves) == 2 and len(english) == 1 else name


def _undated(text: str) -> str:
    days = list(find_dates(text))
    if days and not text[: days[0].start].strip(" *#"):
        text = text[days.pop(0).end :].lstrip(" ,:–-")
        days = list(find_dates(text))
    if days:
        text = text[: days[0].start]
    match = _CUT.search(text, 4) if len(text) > 4 else None
    return (text[: match.start()] if match else text).rstrip(" (")


def tidy_committee(name: str) -> str:
    """Return a name in Title Case, without what hangs on its ends; capitals in brackets stay."""
    text = re.sub(r"\s+", " ", name).strip(" -–—:;,.*_")
    text = re.sub(r"^(?:the|a|(?:minutes|notes|meeting) of(?: the)?)\s+", "", text, flags=re.I)
    text = re.sub(r"(?:\s+(?:of|the|for|and|to|at|in|on))+$", "", text)
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].strip() if len(text) - text.rindex("(") < 4 else text + ")"
    if not text.isupper():
        return text
    words = [
        w.lower() if w.lower() in _SMALL and at else _titled(w) for at, w in enumerate(text.split())
    ]
    return _INNER.sub(lambda inner: inner[0].lower(), " ".join(words))


def _titled(word: str) -> str:
    return re.sub(
        r"[^\W\d_]+(?:[’'][^\W\d_]+)?", lambda m: m[0][0].upper() + m[0][1:].lower(), word
    )
