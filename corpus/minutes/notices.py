"""The form at the head of a notice of decision: who decided, when, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.language import alternation, committee_in
from corpus.minutes.headings import Heading
from corpus.minutes.heads import days
from corpus.minutes.roll import CLAUSE, Roll, Row, fold

_I = re.IGNORECASE
_MAKER = re.compile(
    r"\A\W*+(?:decision[ -]?(?:makers?|takers?)|(?:decision )?(?:to be )?(?:taken|made) by"
    r"|name of (?:the )?decision[ -]?(?:maker|taker))\b(?:\(s\))?\s*[:–-]?\s*",
    _I,
)
_DATE = re.compile(
    r"\A\W*+(?:date of (?:the )?(?:decision|hearing|meeting)"
    r"|decision (?:date|on|made on|taken on)"
    r"|date (?:the )?(?:decision )?(?:was )?(?:made|taken)|date)\b\s*[:–-]?\s*",
    _I,
)
_SUBJECT = re.compile(
    r"\A\W*+(?:subject(?: matter)?(?:\s*/\s*title(?: of (?:the )?decision)?)?"
    r"|(?:decision |report )?title(?: of (?:the )?(?:decision|report))?"
    r"|matter(?: for decision)?|name of decision|topic|re)\b\s*[:–-]?\s*(?=[A-Z\d“\"]|$)",
    _I,
)
# Any other question of such a form; it ends the answer before it.
_LABEL = re.compile(
    r"\W*(?:decision\b|date\b|subject\b|title\b|ref(?:erence)?\b|key decision|is (?:this|the|it)\b"
    r"|ward|call|implement|contact|report|lead|portfolio|reasons?\b|published|effective|urgen"
    r"|executive|directorate|department|service|background|exempt|author)",
    _I,
)
_ONE_PERSON = re.compile(
    rf"\b(?:individual|delegated|officer|{alternation('portfolios')}|mayoral)\b"
    r"(?:[\w\s]{0,30})\bdecision|decision\b[\w\s]{0,20}\b(?:by|of)\s+(?:an?\s+|the\s+)?"
    rf"(?:individual|officer|{alternation('portfolios')}|mayor)\b",
    _I,
)
# What each decision of a meeting's notice is about: "(a) Subject: Ferry Fares".
_MATTER = re.compile(
    r"(?:\(?[a-z\d]{1,2}[.)]\s*)?(?:subject(?: matter)?|(?:report )?title|matter)\s*[:–-]\s*(?=\w)",
    _I,
)
_ITEM = re.compile(r"(?<!\s)\s*+\((?:agenda )?item [^()]{1,20}\)$", _I)
_ASIDE = re.compile(r"\s*[(\[]")
_SIGNED = re.compile(r"\W*(?:signed|signature)\b", _I)
_HEAD_ROWS = 40
# The day that is signed stands at most so many lines from the word.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says of its decision; ``alone`` when no meeting took it."""

    alone: bool
    committee: str | None
    title: str | None
    date: date | None


def read_notice(roll: Roll) -> Notice:
    """Return what the head of a notice of decision says; fields not printed are None."""
    rows = roll.rows[:_HEAD_ROWS]
    maker = _answer(rows, _MAKER)
    when = _answer(rows, _DATE)
    body = committee_in(maker, heading=True) if maker else None
    told = any(_ONE_PERSON.search(row.text[:200]) for row in rows[:6])
    return Notice(
        alone=(maker is not None and body is None) or (told and maker is None),
        committee=body,
        title=_answer(rows, _SUBJECT),
        date=next(iter(days(when)), None) if when else _signed(roll.rows),
    )


def matters(roll: Roll) -> tuple[Heading, ...]:
    """Return what each decision is about, where a notice tells of several; else nothing."""
    asked = [at for at, row in enumerate(roll.rows) if _MATTER.match(row.text)]
    return tuple(_matter(roll, at) for at in asked) if len(asked) > 1 else ()


def _matter(roll: Roll, at: int) -> Heading:
    last = at
    while last + 1 < len(roll.rows):
        row, label = roll.rows[last + 1], roll.rows[at]
        if label.page != row.page or not (row.x0 > label.x0 + 20 or row.bold):
            break
        if CLAUSE.match(row.text) or _ASIDE.match(row.text) or _LABEL.match(row.text):
            break
        last += 1
    start = roll.rows[at].at
    words = roll.text[start : roll.rows[last].upto]
    asks = _MATTER.match(words)
    title = _ITEM.sub("", fold(words[asks.end() :] if asks else words))
    return Heading(at, last, roll.rows[last].upto, None, title)


def _signed(rows: tuple[Row, ...]) -> date | None:
    """Return the one day beside the signature at the end of a notice."""
    for at in range(len(rows) - 1, -1, -1):
        if _SIGNED.match(rows[at].text):
            near = rows[max(at - _NEAR, 0) : at + _NEAR + 1]
            told = {day for row in near for day in days(row.text[:200])}
            return told.pop() if len(told) == 1 else None
    return None


def _answer(rows: tuple[Row, ...], label: re.Pattern[str]) -> str | None:
    """Return the answer beside or below the first line that begins with ``label``."""
    for at, row in enumerate(rows):
        hit = label.match(row.text)
        if hit is None:
            continue
        words = [row.text[hit.end() :]] if hit.end() < len(row.text) else []
        for after in rows[at + 1 : at + 5]:
            beside = after.x0 > row.x0 + 20
            if (words and not beside) or _LABEL.match(after.text):
                break
            words.append(after.text)
        text = fold(" ".join(words)).strip(" :")
        if text:
            return text
    return None
