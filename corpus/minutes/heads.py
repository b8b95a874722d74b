"""The head of minutes: the body that met, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.language import DateKind, alternation, find_dates, names_only_kind, tidy_committee
from corpus.minutes.roll import Roll, Row, fold

_I = re.IGNORECASE
NOUN = re.compile(rf"\b{alternation('bodies')}\b", _I)
MINUTES = re.compile(r"\b(?:minutes?|notes?|record|proceedings)\b", _I)
_SAYS_WHAT = re.compile(r"\b(?:minutes?|notes?|record|proceedings|decisions?|notice)\b", _I)
# A short name ("Sat", "Sun") is a day's where its date follows.
_WEEKDAY = rf"(?:{alternation('weekdays')}|{alternation('short_weekdays')}(?=\.?,?\s+\d))"
_TITLE = re.compile(
    r"(?:\b(?:minutes|notes|record|proceedings)\s+(?:of|from)\s+(?:(?:the|a"
    r"|an)\s+)?(?:(?:\w+\s+){0,3}?(?:meeting|proceedings"
    r"|session)\s+of\s+(?:the\s+)?)?|\bdecisions?\s+(?:determined|taken|made)\s+(?:at|by)\s+(?:the\s+)?"
    r"|^at\s+an?\s+(?:\w+\s+)?meeting\s+of\s+(?:the\s+)?)(?P<name>[A-Z].+?)"
    rf"(?=\s+(?:meeting\s+)?held\b|\s*[,–-]?\s+(?:on\s+)?{_WEEKDAY}\b"
    r"|\s+(?:on\s+|dated?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]|\s+at\s+(?:\d|the\b)"
    r"|\s+meeting\b|\s*-:|$)",
    _I,
)
# Names that any council's minutes could use; the head says whose it is.
_GENERIC = re.compile(
    r"(?:the\s+)?(?:(?:annual|ordinary|extraordinary)\s+)?"
    rf"(?:{alternation('local_tiers')}\s+council|authority|{alternation('body_nouns')})",
    _I,
)
_PLACE = r"(?:[A-Z][\w’'&.-]*|of|the|and|No\.?\s?\d+|\d+[A-Z]?)"
_VENUE = re.compile(
    r"\bvenue\s*:\s*(?P<named>[^\n]{3,120})"
    rf"|\b(?:in|at)\s+(?P<held>(?:the\s+)?{_PLACE}(?:,?\s+{_PLACE}){{0,14}})"
)
_BUILDING = re.compile(
    r"\b(?:room|chamber|hall|house|office|centre|center|building|suite|zoom|teams"
    r"|library|school|church|pavilion|theatre|club|street|road|guildhall|college|hub|court)",
    _I,
)
# "Council Chamber": where a body meets, which names none.
_PREMISES = re.compile(rf"{NOUN.pattern}\s+(?:{_BUILDING.pattern})\w*", _I)
_WHERE = re.compile(r"(?:in|at|held|on)\s", _I)
_TIER = re.compile(rf"\b{alternation('local_tiers', 'tiers')}(?=\s+council\b)", _I)
# A head's line that is a sentence names no body: "… the Council held the meeting outdoors".
_SENTENCE = re.compile(r"\bheld\s+(?:the|an?|its|this|their)\b", _I)
# What stands between the parts of a head's line, and what hangs on the ends of a part.
_BETWEEN = re.compile(
    r"(?<!\s)\s*+(?:\||\b(?:(?:draft|approved|unconfirmed)\s+)?(?:minutes|notes|agenda)\b"
    r"(?:\s+(?:of|for|from)\b)?(?:\s+(?:the|a|an)\b)?)\s*+",
    _I,
)
_HANGING = re.compile(
    r"^(?:for|of|the|on)\s+(?=[A-Z])|(?<!\s)(?:\s++(?:meeting|ordinary|monthly|regular|special|held"
    rf"|on|{alternation('months')}|{_WEEKDAY})\b){{1,6}}\W{{0,20}}$",
    _I,
)
_NO_BODY = re.compile(r"\W*(?:present|apolog|attend|\d+\.|in attendance)", _I)
_CALLED = re.compile(
    r"\b(?:annual|extraordinary|special)\s+(?:general\s+|parish\s+|town\s+|community\s+"
    r"|assembly\s+)?meeting\b",
    _I,
)
_LINE, _HEAD = 120, 12
# A head's lines are short; of a longer one no more is read.
_MOST = 400


def days(text: str) -> tuple[date, ...]:
    """Return the whole days that ``text`` tells, in order."""
    return tuple(found.since for found in find_dates(text) if found.kind is DateKind.DAY)


def committee_of(roll: Roll, body: int) -> str | None:
    """Return the body that met, from "Minutes of the meeting of …" or the head's largest lines.

    None where it names none, or only its kind.
    """
    rows = roll.rows[: max(body, 1)]
    # Without a line of who came, the title may stand further down than the head is known to go.
    titled = roll.rows[: body or _HEAD]
    if 0 < body < len(roll.rows) and _TITLE.match(fold(roll.rows[body].text[:_MOST])):
        titled = roll.rows[: body + 2]
    hit = _TITLE.search(fold(" ".join(row.text[:_MOST] for row in titled)))
    # "Notes of meeting: A. Clerk" names who wrote them.
    names = hit is not None and NOUN.search(hit["name"]) and ":" not in hit["name"]
    told = _bare(_tidy(hit["name"]) or "") if hit and names else None
    if told and not _GENERIC.fullmatch(told):
        return tidy_committee(told)
    groups = (_tidy(group) for group in _groups(rows) if not _SENTENCE.search(group))
    named = [g for g in groups if g and _names_body(g) and len(g) < 160 and not _WHERE.match(g)]
    noun = told.split()[-1].lower() if told else ""
    alike = [g for g in named if noun and noun in g.lower() and _of_tier(told, g)]
    whose = [g for g in alike if not _GENERIC.fullmatch(g)]
    if len(named) > 1 and re.search(r"\b(?:council|authority)\b", named[0], _I):
        named = named[1:]
    best = next(filter(None, map(_bare, [*whose, *named])), told)
    if best and not names_only_kind(best):
        return tidy_committee(best)
    return _kind_of_meeting(roll.rows[: max(body, _HEAD)])


def _names_body(text: str) -> bool:
    return bool(NOUN.search(_PREMISES.sub("", text)))


def _of_tier(told: str | None, name: str) -> bool:
    """Whether a head's line may name what "the Parish Council" is: no "Borough Council" is one."""
    own, other = ({hit.lower() for hit in _TIER.findall(text)} for text in (told or "", name))
    return not own or not other or not own.isdisjoint(other)


def _bare(name: str) -> str | None:
    """Return a head's line without days, "Minutes of" and "Meeting"; None where no body is left.

    Of "Ash Council Minutes of the Ash Council" one part that names a body is enough.
    """
    for found in reversed(find_dates(name)):
        name = name[: found.start] + " | " + name[found.end :]
    parts = (_HANGING.sub("", part).strip(" ,-–:.") for part in _BETWEEN.split(name))
    kept = (part for part in parts if NOUN.search(part) and ":" not in part)
    return next((part for part in kept if not _NO_BODY.match(part)), None)


def _kind_of_meeting(rows: Sequence[Row]) -> str | None:
    """Return what a head calls the meeting where it names no body: "Annual General Meeting"."""
    for row in rows:
        if len(row.text) <= _LINE and (hit := _CALLED.search(row.text)):
            return fold(hit[0]).title() if hit[0].isupper() else fold(hit[0])
    return None


def _groups(rows: Sequence[Row]) -> list[str]:
    """Return the head's lines, those that are one name over several lines as one."""
    groups: list[str] = []
    previous = None
    for row in rows:
        text = row.text[:_MOST]
        joined = (
            previous is not None
            and not _SAYS_WHAT.search(text)
            and abs(previous.size - row.size) < 0.6
            and previous.bold == row.bold
            and not days(previous.text[:_MOST])
        )
        starts = NOUN.search(text) and text[:1] not in "(&"
        if joined and groups and len(groups[-1]) < _MOST and (_open(groups[-1]) or not starts):
            groups[-1] += " " + text
        else:
            groups.append(text)
        previous = row
    return groups


def _open(text: str) -> bool:
    return text.count("(") > text.count(")") or bool(re.search(r"\b(?:and|of|the|for|&|,)$", text))


_AFTER_NAME = re.compile(
    rf"(?<!\s)\s++(?:(?:meeting\s++)?held\b|(?:on\s++)?{_WEEKDAY}\b)"
    r"|[\s,–-]{1,4}\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9},?\s+\d{4}|(?<!\s)\s++at \d",
    _I,
)
_BEFORE_NAME = (
    re.compile(r"(?:committee|meeting|body|name of meeting)\s*:\s*", _I),
    re.compile(
        r"(?:draft\s+|printed\s+|public\s+)?(?:minutes|notes|record)\b\s*(?:of\s+(?:the\s+"
        r"|a\s+|an\s+)?)?(?:(?:\w+\s+){0,3}meeting\s+of\s+(?:the\s+)?)?",
        _I,
    ),
    re.compile(
        r"\A(?:(?:\w+\s+)?meeting|decisions(?:\s+(?:taken|made))?)\s+(?:of|by)\s+(?:the\s+)?", _I
    ),
)
_TAIL = re.compile(
    r"(?<!\s)\s++(?:(?:draft\s+|printed\s+)?(?:minutes|meeting|hearing)|A\.?G\.?M\.?)$", _I
)


def _tidy(text: str) -> str | None:
    """Leave off what hangs on a body's name: "Minutes of the", "held on", the date."""
    text = _AFTER_NAME.split(fold(text), maxsplit=1)[0]
    for before in _BEFORE_NAME:
        hit = before.match(text)
        text = text[hit.end() :] if hit else text
    return _TAIL.sub("", text).strip(" ,-–:") or None


def venue_in(head: str) -> str | None:
    """Return where the meeting was held, if the head names a building, a room or a call."""
    for hit in _VENUE.finditer(head.replace("\n", " ") if "enue" not in head else head):
        name = fold(hit["named"] or hit["held"]).strip(" ,.-")
        if hit["named"] or _BUILDING.search(name):
            return name
    return None
