"""Whether words hold the kind of answer that a question asks for: a sum, a date, a name.

A near miss shares the question's words but not the thing asked for: "the
independent chair" is no name, "£50m" no date, "2017" no number of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from corpus.language import CURRENCIES, Figure, alternation, find_dates, find_figures, words
from corpus.model import Passage, PassageKind
from retrieval.model import Intent
from retrieval.question import Ask, Query, ask_of, asks


class Wanted(StrEnum):
    """The kind of thing that an answer must hold."""

    ANYTHING = "anything"
    MONEY = "a sum of money"
    SHARE = "a percentage or rate"
    NUMBER = "a number"
    OFTEN = "how often"
    LONG = "how long"
    DATE = "a date"
    PERSON = "a person's name"
    LEAD = "a person, role or body"
    PRESENT = "who was at a meeting"
    REASON = "a reason"
    RISK = "a risk"
    OPTION = "an option"
    VIEW = "what people think of it"


# Kinds that the table of asks tells, by the names of its rows.
_BY_ASK = {
    "reason": Wanted.REASON,
    "risk": Wanted.RISK,
    "option": Wanted.OPTION,
    "view": Wanted.VIEW,
}


_MONEY_ASKED = re.compile(
    r"\b(costs?|costing|prices?|worth|pay(?:ing|s|ment|ments)?|paid|fees?|charg(?:es?|ing)"
    r"|spend(?:ing|s)?|spent|budgets?|savings?|salary|grants?|funding|money|fines?|expensive"
    r"|overspend|underspend|bill|subsidy|invest(?:ed|ment)|precept|levy|allowance)\b|£",
    re.I,
)
_COUNT_ASKED = re.compile(r"\bhow many (?!pounds|pence|million|billion|£)", re.I)
_FIRST = r"\W*(?:(?:and|but|so|then|ok|okay|no|yes),?\s+)*"
_WHY = re.compile(rf"{_FIRST}(?:why|how come)\b", re.I)
_OFTEN_ASKED = re.compile(rf"{_FIRST}how (?:often|frequent(?:ly)?|regular(?:ly)?)\b", re.I)
# A length in metres is a number, and where a question names a length, it is of that.
_LONG_ASKED = re.compile(rf"{_FIRST}(?:for )?how (?:much )?long(?:er)?\b(?! ago\b)", re.I)
_SHARE_ASKED = re.compile(r"\b(percent\w*|per cent|proportion|share|rate)\b|%", re.I)
_NAME_ASKED = re.compile(r"\b(?:by name|named?|names of|name of|called)\b", re.I)
_ROLE = re.compile(
    rf"\b(?:{alternation('offices')}|councillor|cllr|boss|member for"
    r"|(?:executive|member|cabinet|political|clinical|strategic|professional) leads?)\b",
    re.I,
)
_PRESENT_ASKED = re.compile(
    r"\bwho\b(?:(?!\bwho\b)[^.?!]){0,160}\b(?:attended|came to the|took the chair"
    r"|presided|in the chair"
    r"|in attendance|chaired|(?:was|were) (?:else )?(?:there|present|absent)|apologies"
    r"|apologised)\b",
    re.I,
)
_MEETING = re.compile(r"\b(?:meeting|session|sitting)\b", re.I)
_LEADS = re.compile(
    r"\bwho (?:\w+ )?(?:leads?|led|runs?|owns?|will|should|has to|must|does)\b", re.I
)
# Whose names are the answer: of those who belong to a body.
_BELONGS = re.compile(
    r"\bwho (?:\w+ )?(?:sits?|sat|serves?|served) on\b"
    r"|\bwho (?:is|are|was|were) (?:on|in|(?:the )?members? of) the\b",
    re.I,
)
# "How much did they want for it" asks for a sum where it asks for no other measure.
_SUM_ASKED = re.compile(
    r"\bhow much (?:is|are|was|were|did|does|do|will|would|has|have|had)\b(?!.*\b(?:water|energy"
    r"|power|time|rain|waste|carbon|land|space|room|weigh\w*|faster|slower|longer|better|worse)\b)",
    re.I,
)
# Of money a pack may leave the sign out: "5 million" is hardly ever a count.
_LARGE = re.compile(r"million|bn|billion", re.I)
_POUNDS = re.compile(r"\bpounds\b", re.I)
_PRICE = re.compile(
    r"(?:£|\b(?:costs?|prices?|charges?|fees?|budgets?|spend|spending|expenditure|income|savings?"
    r"|grants?|funding|precepts?|levy|council tax|variance|overspend|underspend|value|salary"
    r"|allowances?)\b)",
    re.I,
)
# A cell that is a number and nothing else: under a header or heading of money it is a sum.
_BARE_CELL = re.compile(
    r"(?:^|[·:;])\s*[-+–(]?\s?(?!(?:19|20)\d\d\s*(?:[·;]|$))\d[\d,]*(?:\.\d+)?\)?\s*(?=[·;]|$)"
)
# What stands over the cells of a row: "2023/24: 74" tells a number, no day.
_ROW_JOINT = " · "
_ROW_LABEL = re.compile(rf"(?:^|(?<={_ROW_JOINT}))[^·:]{{1,60}}:(?=\s)")
# In tables and trackers a bare number may be a rate.
_SHARE = re.compile(r"\bper ?cent\b|\b\d+(?:\.\d+)?\b|\b(?:half|third|quarter)\b", re.I)
_COUNTING = re.compile(r"\b(?:none|no|half|third|quarter|dozen|hundred|thousand|million)\b", re.I)
_OFTEN = re.compile(
    r"\b(?:once|twice|never|daily|nightly|weekly|fortnightly|monthly|quarterly|annual(?:ly)?"
    r"|yearly|termly|(?:every|each) (?:\w+ )?(?:days?|nights?|weeks?|fortnight|months?|quarter|term"
    r"|years?|meeting|morning|evening))\b",
    re.I,
)
# Behind the first number of a reference stand more: "1.2.3", "4b7".
_GOING_ON = re.compile(r"[\w.]*\d")
# The number of a paragraph: at the beginning of a unit, or before its first word elsewhere.
_PARAGRAPH = re.compile(
    r"^\s*\(?\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)])(?=\s)"
    r"|(?<![\w.,£])(?:\d{1,2}(?:\.\d{1,2})+[.)]?|(?<=[.:;]\s)\d{1,2}[.)])(?=\s+[A-Z][a-z])"
)
# The number that names one of several: "table 1", "section 106".
_NAMED = re.compile(
    rf"\b{alternation('numbered_parts', plurals=True)}\.?\s+\d{{1,3}}(?:\.\d+)*"
    r"(?![\d,]*\d|\s*(?:%|per ?cent))",
    re.I,
)
_TITLED = re.compile(rf"\b{alternation('titles', plurals=True)}\.?\s[A-Z]")
_TITLED_NAME = re.compile(rf"\b{alternation('titles', plurals=True)}\.?\s(?P<name>[A-Z][\w’'-]+)")
# A time that is told without being a date: a year, a month, a day of the week, a season.
_TIME = re.compile(
    rf"\b(?:(?:19|20)\d\d|{alternation('months', 'weekdays', 'seasons')}|today|tomorrow)\b", re.I
)
# "On 12/5", "12/2 through 12/12": a day without its year, as papers of the United States write it.
_MONTH_DAY = re.compile(
    r"\b(?:on|by|until|till|from|thru|through|before|after|since|beginning|starting|dated)\s+"
    r"(?P<day>(?![123]/[234]\b)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])\b)(?![/\d%])"
    r"|\b(?P<first>(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01]))(?=\s+(?:thru|through|to|until)\s)",
    re.I,
)
# "8th April", "April 8": a day whose year is that of the meeting.
_MONTH = rf"(?=[A-Z])(?i:{alternation('months', 'short_months')})"
_DAY_OF_MONTH = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"(?!\s*(?:%|of\b|miles\b))"
)
# Kinds that a number answers; how often also by "monthly", how long also by "until 3 May".
NUMBERS = frozenset((Wanted.NUMBER, Wanted.OFTEN, Wanted.LONG))
# Kinds whose things can be told one by one in a text. Of who or what leads, of reasons and the
# like, what may be one stands too near to everything: a fit to such says less (tried).
COUNTABLE = frozenset((Wanted.MONEY, Wanted.SHARE, Wanted.DATE, Wanted.PERSON, *NUMBERS))
_PLAIN = re.compile(r"[^\W_]+")
# Looked for from every word on: in "Treasurer Jan Ash" the last two are the name.
_CAPITALS = re.compile(
    r"\b(?=([A-Z][a-z'’-]+)\s+(?:[A-Z]\.?\s+)?([A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?)\b)"
)
# "P.Agate": behind a space it may be the first word of a paragraph with a letter.
_INITIALS = re.compile(r"(?<![\w.])(?P<name>(?:[A-Z]\.){1,3}[A-Z][a-z]{2,}(?:['’-][A-Z][a-z]+)?)\b")
# The words with which minutes say who was there, who was in the chair and who was not.
_ATTENDANCE = re.compile(
    r"(?:^|\n|[.:;)–-]\s{0,4}+)\W{0,8}+(?:members |also |councillors |those |officers )?"
    r"(?:present|in attendance|attendance|apologies(?: for absence)?)\b\s*(?:\W*[:\n–-]|\s[-–])"
    r"|\b(?:in|took) the chair\b|\bto chair (?:the|this) meeting\b"
    rf"|\b(?:elected|appointed) (?:as |to )?(?:the )?{alternation('chairs')}\b"
    rf"|\((?:vice[- ])?{alternation('chairs')}\)"
    r"|\bapologies (?:for absence )?(?:(?:were|was|had been|have been) )?(?:also )?"
    r"(?:received|submitted|given|tendered|reported|noted)\b",
    re.I,
)
# Texts of which it is remembered what they hold; those that lead come back all the time.
_REMEMBERED = 4096
# Words that make a pair of capitals a body or a place, not a person.
# "May" is a first name as well; that "Panel" tells nothing is not in the fit of when to refuse.
_NO_PERSON = words(
    *("bodies", "offices", "members", "tiers", "local_tiers", "services", "papers_and_services"),
    *("months", "weekdays"),
    plurals=True,
) - {"may", "panel"}


def wanted(query: Query) -> Wanted:
    """Tell what kind of thing the question asks for."""
    if _WHY.match(query.own_text):
        # "Why is it costing more now?" asks for no sum.
        return Wanted.REASON
    if _OFTEN_ASKED.match(query.own_text):
        return Wanted.OFTEN
    if _LONG_ASKED.match(query.own_text):
        return Wanted.LONG
    if query.intent is Intent.FIGURE:
        if _COUNT_ASKED.search(query.text) and not _SHARE_ASKED.search(query.text):
            return Wanted.NUMBER
        if _MONEY_ASKED.search(query.text) or _SUM_ASKED.search(query.own_text):
            return Wanted.MONEY if not _SHARE_ASKED.search(query.text) else Wanted.SHARE
        return Wanted.SHARE if _SHARE_ASKED.search(query.text) else Wanted.NUMBER
    if query.intent is Intent.WHEN:
        return Wanted.DATE
    if query.intent is Intent.WHO:
        return _whom(query)
    ask = ask_of(query.own_text)
    return _BY_ASK.get(ask.name, Wanted.ANYTHING) if ask else Wanted.ANYTHING


def _whom(query: Query) -> Wanted:
    text = query.text
    if _PRESENT_ASKED.search(text) and (query.periods or _MEETING.search(text)):
        return Wanted.PRESENT
    role_given = _ROLE.search(text) and not _LEADS.search(text)
    named = _NAME_ASKED.search(text) or _BELONGS.search(text)
    return Wanted.PERSON if role_given or named else Wanted.LEAD


@lru_cache(maxsize=_REMEMBERED)
def holds(kind: Wanted, text: str) -> bool:
    """Whether ``text`` holds a thing of this kind."""
    ask = _ask_for(kind)
    if ask is not None:
        return ask.answered_in(text)
    if kind is Wanted.DATE:
        told = _ROW_LABEL.sub("", text) if _ROW_JOINT in text else text
        dated = _MONTH_DAY.search(told) or _DAY_OF_MONTH.search(told)
        return bool(dated or re.search(r"\b(?:19|20)\d\d\b", told) or find_dates(told))
    if kind is Wanted.PERSON:
        return _person(text)
    if kind is Wanted.PRESENT:
        return _person(text) and bool(_ATTENDANCE.search(text))
    if kind is Wanted.LEAD:
        return _person(text) or bool(_ROLE.search(text) or re.search(r"\b[A-Z]{2,}\b", text))
    if kind is Wanted.OFTEN and _OFTEN.search(text):
        return True
    if kind is Wanted.LONG and find_dates(text):
        return True
    if kind in NUMBERS:
        return _numbers(countable(text))
    if kind is Wanted.MONEY:
        return _sums(countable(text))
    return kind is not Wanted.SHARE or bool(_SHARE.search(countable(text)))


def things_of(kind: Wanted, text: str, asked: str) -> tuple[int, ...]:
    """Return where things of a kind begin in ``text``, characters from 0, sorted.

    What ``asked`` says itself is none of them: a question that names a sum, a day or a
    person does not ask for these. None for kinds other than ``COUNTABLE``.
    """
    known = frozenset(_PLAIN.findall(asked.lower()))
    told = [(a, frozenset(_PLAIN.findall(text[a:b].lower()))) for a, b in _things(kind, text)]
    if kind is Wanted.PERSON:
        # A name is the question's where one of its words is.
        return tuple(sorted({at for at, said in told if not said & known}))
    return tuple(sorted({at for at, said in told if not said <= known}))


def _things(kind: Wanted, text: str) -> Iterator[tuple[int, int]]:
    """Yield where things of a kind stand in ``text``: start and end, half-open."""
    if kind is Wanted.DATE:
        yield from ((one.start, one.end) for one in find_dates(text))
        yield from (match.span() for match in _TIME.finditer(text))
        yield from (match.span(match.lastgroup or 0) for match in _MONTH_DAY.finditer(text))
    elif kind is Wanted.PERSON:
        named = filter(_is_person, _CAPITALS.finditer(text))
        yield from ((match.start(1), match.end(2)) for match in named)
        for named_so in (_TITLED_NAME, _INITIALS):
            yield from (match.span("name") for match in named_so.finditer(text))
    elif kind in COUNTABLE:
        plain = countable(text)
        figures = find_figures(plain)
        sums = kind is Wanted.MONEY
        yield from ((one.start, one.end) for one in figures if not sums or _is_sum(one, plain))
        if not sums:
            yield from (match.span() for match in _COUNTING.finditer(plain))
        if kind is Wanted.OFTEN:
            yield from (match.span() for match in _OFTEN.finditer(plain))
        if kind is Wanted.LONG:
            yield from _things(Wanted.DATE, text)


def holds_in(kind: Wanted, passage: Passage) -> bool:
    """Whether a passage holds a thing of this kind.

    Tables name the pound in a header or heading and leave it out of their cells:
    there a bare number is a sum. Reports put reasons, risks, options and what people think
    under headings of their own.
    """
    ask = _ask_for(kind)
    if ask is not None:
        return headed(kind, passage) or ask.answered_in(passage.labelled or passage.text)
    text = passage.labelled or passage.text
    if holds(kind, text):
        return True
    if kind is not Wanted.MONEY or passage.kind is not PassageKind.ROW:
        return False
    over = " ".join((*passage.headings, passage.context, text))
    return bool(_BARE_CELL.search(text) and _PRICE.search(over))


def headed(kind: Wanted, passage: Passage) -> bool:
    """Whether a heading over a passage announces things of this kind."""
    ask = _ask_for(kind)
    return ask is not None and any(map(ask.heads, passage.headings))


def _ask_for(kind: Wanted) -> Ask | None:
    return next((one for one in asks() if _BY_ASK.get(one.name) is kind), None)


def _numbers(text: str) -> bool:
    return bool(_COUNTING.search(text)) or any(
        not _GOING_ON.match(text, one.end) for one in find_figures(text)
    )


def _sums(text: str) -> bool:
    return bool(_POUNDS.search(text)) or any(_is_sum(one, text) for one in find_figures(text))


def _is_sum(figure: Figure, text: str) -> bool:
    return figure.unit in CURRENCIES or bool(_LARGE.search(text, figure.start, figure.end))


def _person(text: str) -> bool:
    if _TITLED.search(text) or _INITIALS.search(text):
        return True
    return any(map(_is_person, _CAPITALS.finditer(text)))


def _is_person(capitals: re.Match[str]) -> bool:
    """Whether two words with capitals, a match of ``_CAPITALS``, may be a person's name."""
    return not {capitals[1].lower(), capitals[2].lower()} & _NO_PERSON


@lru_cache(maxsize=_REMEMBERED)
def countable(text: str) -> str:
    """Return ``text``, as long as before, without dates and the numbers that count nothing."""
    kept = list(_PARAGRAPH.sub(_blank, _NAMED.sub(_blank, text)))
    for found in find_dates(text):
        kept[found.start : found.end] = " " * (found.end - found.start)
    return "".join(kept)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
