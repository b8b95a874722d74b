"""What somebody typed into the search of the register, read as what to look for.

Every part must be found. ``"the road be closed"`` in quotation marks is looked for as it stands,
"minute 49" as the number of a minute, "£64k" as a sum, "moved by Ash" by who moved, everything
else as words in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.language import alternation, find_figures, words
from corpus.register.words import folded, is_sum, number_key, words_of

_QUOTED = re.compile(r"[\"“„]([^\"“”„]{2,200})[\"”]")
_MINUTE = re.compile(
    rf"\b{alternation('numbering')}\s+(?:{alternation('numbers_sign')}\s*)?"
    r"([a-z]{0,4}[ .]?\d[\w/.-]{0,15})(?!\w)",
    re.IGNORECASE,
)
_NAME = rf"(?:{alternation('titles', plurals=True)}\.?\s+)?(?P<{{}}>[^\W\d_][\w’'-]{{{{1,40}}}}+)"
_ROLE = rf"(?P<{{}}>{alternation('moving')}|{alternation('seconding')})"
# "Moved by Councillor Ash"; "Ash seconded", but not "Ash moved that" or "the motion moved by".
_BY = re.compile(
    rf"\b{_ROLE.format('does')}\s+by\s+{_NAME.format('who')}"
    rf"|\b{_NAME.format('first')}\s+{_ROLE.format('then')}(?!\s+(?:by|that|to)\b)(?!\w)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?<!\S)([A-Za-z]{1,3})\.? (\d{1,4}[a-z]?)(?![\w.,]*\d)")
# What stands round a word and is no part of it.
_EDGES = "\"“”„’'()[],.;:?!"
_BEFORE = (" ", "(")
_AFTER = (" ", ",", ".", ";", ")", "?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found as they stand; ``typed`` without its quotation marks."""

    typed: str


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a minute and nothing else, by its ``key``."""

    typed: str
    key: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who moved, or ``seconded``, by a folded ``word`` of the name; or else the words typed."""

    typed: str
    word: str
    seconded: bool
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum by its value and unit; ``typed`` may also stand there as a word."""

    typed: str
    value: Decimal
    unit: str

    @property
    def plain(self) -> bool:
        """Whether it is digits and nothing else, as the number of a minute may be."""
        return self.typed.isdigit()


@dataclass(frozen=True, slots=True)
class Word:
    """A word, name or number, folded as ``word``.

    ``lettered`` is the key of a minute's number that it may be with the word before it.
    """

    typed: str
    word: str


@dataclass(frozen=True, slots=True)
class Lettered:
    """ "C 66": the number of a minute, or else two words."""

    typed: str
    key: str
    both: tuple[Word, Word]


Part = Phrase | Number | Person | Sum | Word | Lettered


def read(typed: str) -> tuple[Part, ...]:
    """Return what ``typed`` asks for, each part once; () where it asks for nothing."""
    text = " ".join(typed.split())
    found: list[Part] = []
    for pattern, part in ((_QUOTED, _phrase), (_MINUTE, _number), (_BY, _person)):
        found += (part(match) for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    text = _without_sums(text, found)
    found += (_lettered(match) for match in _LETTERED.finditer(text))
    plain = list(_words(_LETTERED.sub(" ", text)))
    telling = [word for word in plain if word.word not in words("little_words")]
    found += telling or ([] if found else plain)
    return tuple(dict.fromkeys(found))


def people_in(text: str) -> tuple[Person, ...]:
    """Return whom a text names as having moved or seconded: "the motion moved by Ash"."""
    told = map(_person, _BY.finditer(" ".join(text.split())))
    return tuple(one for one in told if one.word not in words("little_words"))


def _phrase(match: re.Match[str]) -> Part:
    return Phrase(" ".join(match[1].split()))


def _number(match: re.Match[str]) -> Part:
    return Number(match[0], number_key(match[1]))


def _person(match: re.Match[str]) -> Person:
    does, name = match["does"] or match["then"], match["who"] or match["first"]
    plain = tuple(word for word in _words(match[0]) if word.word not in words("little_words"))
    return Person(match[0], folded(name), folded(does) in words("seconding"), plain)


def _lettered(match: re.Match[str]) -> Part:
    first, second = (Word(typed, folded(typed)) for typed in match.groups())
    if first.word in words("little_words"):
        return second
    return Lettered(match[0], number_key(match[0].replace(".", "")), (first, second))


def _words(text: str) -> Iterator[Word]:
    for typed in text.split():
        yield from (Word(typed.strip(_EDGES), word) for word in words_of(folded(typed)))


def _without_sums(text: str, found: list[Part]) -> str:
    """Return ``text`` without the sums that stand apart in it, which go to ``found``."""
    rest, at = "", 0
    for figure in find_figures(text):
        typed = text[figure.start : figure.end]
        apart = text[: figure.start].endswith(_BEFORE) or not figure.start
        apart = apart and (text.startswith(_AFTER, figure.end) or figure.end == len(text))
        if apart and is_sum(figure) and any(c.isdigit() for c in typed):
            found.append(Sum(typed, figure.value, figure.unit))
            rest, at = f"{rest}{text[at : figure.start]} ", figure.end
    return rest + text[at:]
