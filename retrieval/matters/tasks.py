"""Who is to carry out a decision and by when, as far as its own words say so."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.language import DateKind, alternation, find_dates, values
from corpus.model import OutcomeClass, Resolution

_I = re.IGNORECASE
# "the Head of Finance", "Director of Adult Services", "Councillor Ash", "GD", "officers".
_CAPITAL = r"[A-Z][\w’'&-]*"
_NAME = (
    rf"(?:{_CAPITAL}(?:,? (?:(?:of|for|and|the|in|&) )*{_CAPITAL}){{0,7}}"
    r"|(?:the )?(?:clerk|officers|chair(?:man|woman)?|secretary|treasurer|secretariat|staff))"
)
# Who can be asked to do something: an office, a body, a member by name or initials.
_ACTS = re.compile(
    rf"\b(?:{alternation('offices', 'titles', 'body_nouns', 'more_bodies', plurals=True)}"
    r"|officers|secretariat|staff|council|cabinet|executive)\b|^[A-Z]{2,3}$|^Cllrs?\b",
    _I,
)
_ASKED = alternation("asked_to_act")
_TOLD = alternation("deciding_instruct")
_OWNERS = (
    # "that the Director of Place be authorised …"
    re.compile(rf"(?:^|\b[Tt]he |\b[Tt]hat )(?P<owner>{_NAME})(?:, [^,;]{{0,90}},)? "
               rf"{_ASKED}\b(?! for\b)"),
    # "asked the Director of Place to …"
    re.compile(rf"\b(?:{_TOLD})\b (?:that )?(?:the )?(?P<owner>{_NAME}) (?:to|that|receive|for)\b"),
    # "that the Head of Finance review …": what is done to somebody has "be" or "is".
    re.compile(rf"\b[Tt]hat (?:the )?(?P<owner>{_NAME}) "
               r"(?!be\b|is\b|are\b|was\b|were\b|has\b|have\b|and\b|of\b)[a-z]{3,}(?<!ed)\b"),
    # "ACTION: GD", "Action by Cllr Ash".
    re.compile(rf"\b(?i:{alternation('action_labels')})\s*[:–-]\s*(?P<owner>{_NAME})"),
    # "GD to organise a list".
    re.compile(rf"^\W*(?:The )?(?P<owner>{_NAME}) (?:to|will|would|shall|agreed to) [a-z]"),
)  # fmt: skip
_DUE = re.compile(rf"\b(?:{alternation('due_words')})\s+(?:the\s+)?$", _I)
_COMING_BACK = re.compile(rf"\b(?:{alternation('coming_back')})\b", _I)
# Between the task and its day may stand where it is brought to.
_BEFORE_DAY = re.compile(r"\b(?:on|in|to|at|for|of|the|until)\s+(?:the\s+)?$", _I)
_REACH = 90
# Years are what a budget or plan is for.
_NO_DAYS = (DateKind.YEAR, DateKind.FINANCIAL_YEAR, DateKind.MUNICIPAL_YEAR)
_MONTHS = values("months", "short_months")
_NAMED_MONTH = re.compile(
    rf"\b(?:the\s+)?(?P<month>{alternation('months')})\s+(?:meeting|committee|council|cabinet|board)\b",
    _I,
)
_NEXT = re.compile(
    r"\b(?:at|to|before|by|for)\s+(?:the|its|their|our)\s+next\s+(?:\w+\s+)?meeting\b"
    r"|\b(?:within|in|after)\s+(?P<count>\d{1,2}|one|two|three|four|six|nine|twelve)\s+"
    r"(?P<unit>weeks?|months?)\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done of a decision, as printed: by whom, and by when.

    ``due`` are the words that say when, ``until`` the last day that they name, None where they
    name none; ``owner`` or ``due`` is "" where nothing is printed.
    """

    owner: str
    due: str = ""
    until: date | None = None


def tasks(decided: Resolution) -> tuple[Task, ...]:
    """Return who is named to act on a decision and by when, a clause after the other.

    A motion or an amendment that fell asks nobody to act.
    """
    if decided.outcome_class is OutcomeClass.LOST:
        return ()
    found: dict[Task, None] = {}
    for clause in _clauses(" ".join(decided.text.split())):
        owner = _owner(clause)
        due, until = _due(clause, decided.date)
        if owner or due:
            found[Task(owner, due, until)] = None
    return tuple(found)


def task_words(task: Task) -> str:
    """Return "Head of Finance, by 1 May 2024", in the words that are printed."""
    return ", ".join(part for part in (task.owner, task.due) if part)


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a decision: "(i) …; (ii) …", or all of it."""
    parts = re.split(r"(?:(?<=[;:])|(?<=\band)|^)\s*\((?:[ivx]{1,4}|[a-z]|\d{1,2})\)\s+", text)
    yield from (part.strip() for part in parts if part.strip())


def _owner(clause: str) -> str:
    hits = [hit for pattern in _OWNERS if (hit := pattern.search(clause))]
    told = sorted(hits, key=lambda hit: hit.start("owner"))
    names = (hit["owner"].removeprefix("The ").removeprefix("the ").strip(" ,") for hit in told)
    return next((name for name in names if _ACTS.search(name)), "")


def _due(clause: str, met: date | None) -> tuple[str, date | None]:
    for day in find_dates(clause):
        if day.kind in _NO_DAYS or (met and day.until < met):
            continue
        before = clause[max(0, day.start - _REACH) : day.start]
        if word := _DUE.search(before):
            return f"{word.group()}{clause[day.start : day.end]}".strip(), day.until
        if _BEFORE_DAY.search(before) and _COMING_BACK.search(before):
            return clause[day.start : day.end], day.until
    if month := _NAMED_MONTH.search(clause):
        return month.group(), _month_after(met, _MONTHS[month["month"].lower()])
    if soon := _NEXT.search(clause):
        return soon.group(), _later(met, soon["count"], soon["unit"])
    return "", None


def _month_after(met: date | None, month: int) -> date | None:
    """Return the last day of the next month of that number after a meeting."""
    if met is None:
        return None
    year = met.year + (month <= met.month)
    return date(year, month, calendar.monthrange(year, month)[1])


def _later(met: date | None, count: str | None, unit: str | None) -> date | None:
    if met is None or count is None or unit is None:
        return None
    number = int(count) if count.isdigit() else values("ones", "teens", "tens").get(count.lower())
    if number is None:
        return None
    if unit.lower().startswith("week"):
        return date.fromordinal(met.toordinal() + 7 * number)
    at = met.month - 1 + number
    year, month = met.year + at // 12, at % 12 + 1
    return date(year, month, min(met.day, calendar.monthrange(year, month)[1]))
