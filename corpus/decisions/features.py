"""What is known of each sentence of minutes, as features of the tagger.

Words (stems, numbers and names masked), deciding words with who and when, phrases, how the
sentence stands on the page and in its minute, and how far the nearest verdict and mover stand.
What else the sentences around it say is left to the tagger's transitions: as features it did
not carry to other bodies' minutes.
"""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import snowballstemmer

from corpus.decisions.chain import Features
from corpus.decisions.deeds import Deed, find_deeds, groups_of, is_deed
from corpus.decisions.phrases import held_by
from corpus.decisions.units import ROW, Unit
from corpus.language import alternation
from corpus.minutes import CLAUSE, Roll, is_roll_call

# The stemmer works in place, so threads take turns.
_turn = threading.Lock()

_TOKEN = re.compile(r"[A-Za-z][A-Za-z’'&]*|\d[\d,./:-]*|[£$€%✔:;?!“”\"()\[\]–—-]")
_SMALL_WORDS = "to of the and for by all not in a on no was it"
_SMALL = frozenset(_SMALL_WORDS.split())
_PAST = re.compile(
    r"\b(?:last|previous|earlier) (?:meeting|month|year|minutes)\b|\bat (?:its|their) \w+ meeting\b"
    r"|\bin (?:19|20)\d\d\b|\bpreviously\b|\balready\b",
    re.IGNORECASE,
)
# Words of a minute's title that say what kind of business it is.
_BUSINESS = (
    ("planning", "plan|applic|development|building"),
    ("minutes", "minute"),
    ("presence", "apolog|attend|present|roll call|quorum"),
    ("interests", "interest|declar|conflict"),
    ("money", "financ|account|payment|bill|treasur|budget|precept|bank|audit"),
    ("letters", "correspond|letters|communications"),
    ("other", "any other|aob|other business|new business|late items"),
    ("reports", "report|update|liaison"),
    ("offices", "elect|officer|appoint|chair|co-?opt"),
    ("end", "next|date|closing|close|adjourn"),
    ("public", "public|open forum|comment|hearing|question"),
    ("arising", "arising|actions|outstanding|previous"),
    ("motions", "motion|resolution|consent|ordinance|decision"),
    ("agenda", "agenda"),
)
_BUSINESS_WORDS = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _BUSINESS)
_LENGTHS = (2, 6, 15, 35)
# How often a paragraph's first two words open others of the same minutes.
_ALIKE = (1, 3, 7)
# What a sentence that decides about the one before it begins with: "This was agreed by all."
_REFERS = re.compile(
    r"\W*+(?:this|these|those|both|they|all|such|(?:the|his|her|their) (?:above|same|proposals?"
    r"|suggestions?|idea|offer|requests?|motion|recommendations?|quot\w+|costs?|resolution)"
    r"|(?:it|that) (?:was|were|is) (?:\w+ ){0,2}\w+\W*$)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r":\s?[-–—]{0,2}\Z")
# A verdict or a vote that stands alone is no longer, a line that tells who moved neither.
_VERDICT, _MOVER = 9, 16
_WHOLE = 0.4  # What a single word counts beside a phrase: there are so many.
_PAIR = 0.5
# What all words and pairs of a sentence count together, as the length of their vector: without
# it the many words of a long sentence outweigh the few that decide.
_TOGETHER = 1.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit's words, read: ``stems`` masked, ``held`` the names of its phrases.

    ``calls`` tells that they are a roll call or the names under a side's, and nothing else.
    """

    unit: Unit
    text: str
    stems: tuple[str, ...]
    deeds: tuple[Deed, ...]
    held: frozenset[str]
    calls: bool

    @property
    def verdict(self) -> bool:
        """Whether the sentence is a verdict or a vote and nothing else."""
        if self.calls:
            return True
        if "settles" in self.held:
            return True
        short = len(self.stems) < _VERDICT
        told = self.held & {"vote", "carried", "objects"}
        bare = "bare" in self.held and "moved" not in self.held
        alone = "alone" in self.held or ROW.match(self.text) is not None
        return short and (alone or (bool(told) and bare))

    @property
    def opening(self) -> tuple[str, ...]:
        """The first two stems."""
        return self.stems[:2]

    @property
    def refers(self) -> bool:
        """Whether the sentence decides about the one before it."""
        return bool(self.deeds) and _REFERS.match(self.text) is not None

    @property
    def leads(self) -> bool:
        """Whether the sentence leads on to a list of what was decided: "The Board agreed:"."""
        return bool(self.deeds) and self.announces

    @property
    def announces(self) -> bool:
        """Whether the sentence announces what follows it, by a colon or a colon and a dash."""
        return _ANNOUNCES.search(self.text) is not None

    @property
    def listed(self) -> bool:
        """Whether the sentence may be an item of a list, or go on with one."""
        marked = not self.unit.opens or CLAUSE.match(self.text) is not None
        return marked and not self.unit.heading

    @property
    def mover(self) -> bool:
        """Whether the sentence says who moved or seconded and nothing else."""
        return (
            len(self.stems) <= _MOVER
            and bool(self.held & {"motion", "seconded"})
            and not self.held & {"moved", "thatbe"}
        )


def read_sentences(roll: Roll, units: Sequence[Unit]) -> tuple[Sentence, ...]:
    """Return the sentences of a roll, read."""
    found = []
    for unit in units:
        printed = roll.text[unit.start : unit.end]
        text = " ".join(printed.split())
        tokens = _TOKEN.findall(text)
        stems = [_stem(_masked(word, at == 0)) for at, word in enumerate(tokens)]
        deeds = find_deeds(text)
        held = held_by(text, bool(deeds))
        calls = is_roll_call(printed)
        found.append(Sentence(unit, text, tuple(stems), deeds, held, calls))
    return tuple(found)


def features_of(roll: Roll, sentences: Sequence[Sentence]) -> list[Features]:
    """Return the features of each sentence: name to weight."""
    around = _around(sentences)
    openings = Counter(sentence.opening for sentence in sentences if sentence.unit.opens)
    found = []
    for at, sentence in enumerate(sentences):
        features: Features = {"always": 1.0, f"place={at * 5 // len(sentences)}": 1.0, **around[at]}
        if sentence.unit.opens:
            alike = sum(openings[sentence.opening] > most for most in _ALIKE)
            features[f"opening={alike}"] = 1.0
        features.update(_words(sentence))
        features.update(dict.fromkeys(_deeds(sentence), 1.0))
        features.update(dict.fromkeys(_layout(roll, sentence), 1.0))
        features.update(dict.fromkeys((f"phrase={name}" for name in sorted(sentence.held)), 1.0))
        found.append(features)
    return found


@lru_cache(maxsize=1_000)
def business(title: str | None) -> tuple[str, ...]:
    """Return the kinds of business that a minute's title names; ``unknown`` where none."""
    return tuple(n for n, p in _BUSINESS_WORDS if title and p.search(title)) or ("unknown",)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # Stemming takes a third of the time of reading minutes, and minutes repeat their words.
    with _turn:
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def _masked(token: str, first: bool) -> str:
    low = token.lower().replace("’", "'")
    if token[0].isdigit():
        return "#"
    if token.isalpha() and token.isupper() and 2 <= len(token) <= 3 and low not in _SMALL:
        return "INITIALS"
    named = token[0].isupper() and not first and not token.isupper()
    return "NAME" if named and not is_deed(token) and not _common().fullmatch(token) else low


@cache
def _common() -> re.Pattern[str]:
    """Bodies and offices, whose words say who decides although they are set as names are."""
    groups = ("bodies", "members", "single_offices", "titles", "those_who_decide")
    return re.compile(alternation(*groups, plurals=True), re.IGNORECASE)


def _size(count: int) -> int:
    return sum(count > most for most in _LENGTHS)


def _words(sentence: Sentence) -> Iterator[tuple[str, float]]:
    stems = sentence.stems
    words = {f"word={stem}": _WHOLE for stem in stems}
    words |= {f"pair={one}_{after}": _PAIR for one, after in pairwise(stems)}
    share = _TOGETHER / max(math.hypot(*words.values()), _TOGETHER)
    yield from ((name, weight * share) for name, weight in words.items())
    if stems:
        yield f"first={stems[0]}", _WHOLE
        yield f"last={stems[-1]}", _WHOLE


def _deeds(sentence: Sentence) -> Iterator[str]:
    kinds = business(sentence.unit.title)
    past = bool(_PAST.search(sentence.text))
    for deed in sentence.deeds:
        group, auxiliary, by, then = deed.group, deed.auxiliary, deed.by, deed.then
        yield f"deed={group}"
        yield f"deed={group}|{auxiliary}"
        yield f"deed={group}|{by}"
        yield f"deed={group}|{auxiliary}|{by}"
        yield f"deed={group}>{then}"
        yield f"deed={auxiliary}|{by}>{then}"
        yield f"deed={group}|{auxiliary}>{then}"
        yield f"deed={group}@{deed.place}"
        yield f"deed={deed.word}"
        if deed.capital:
            yield f"deed={group}!"
        if past:
            yield f"deed={group}<"
        for kind in kinds:
            yield f"deed={group}^{kind}"
    if not sentence.deeds:
        yield "deed=none"
        yield f"deed=none{min(len(sentence.stems) // 5, 5)}"


def _layout(roll: Roll, sentence: Sentence) -> Iterator[str]:
    unit, text, row = sentence.unit, sentence.text, roll.rows[sentence.unit.row]
    size = _size(len(sentence.stems))
    yield f"size={size}"
    yield from (f"business={kind}" for kind in business(unit.title))
    capitals = sum(map(str.isupper, text))
    if capitals and capitals > 0.85 * sum(map(str.isalpha, text)):
        yield "capitals"
    if row.bold:
        yield "bold"
    if unit.heading:
        yield "heading"
    yield "opens" if unit.opens else "goes on"
    if unit.closes:
        yield "closes"
    if unit.opens and unit.closes:
        yield f"alone={size}"
    yield f"end={text[-1] if not text[-1].isalnum() else 'letter'}"
    if marked := CLAUSE.match(text):
        yield f"mark={mark_of(marked.group())}"
    inward = row.x0 - roll.margin
    bounds = (("out", -6.0), ("flush", 6.0), ("in", 40.0), ("further", 120.0))
    yield "indent=" + next((name for name, most in bounds if inward < most), "column")


def mark_of(text: str) -> str:
    """Return the shape of a clause's mark: "(iv)" is "(a)", "12." is "9."."""
    return re.sub(r"\d+", "9", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", text.strip())))


def _around(sentences: Sequence[Sentence]) -> list[Features]:
    """Return how far the nearest verdict and mover in the same minute stand, before and after."""
    found: list[Features] = [{} for _ in sentences]
    backward = list(zip(reversed(sentences), reversed(found), strict=True))
    for name, told, order in (
        ("verdict after", "verdict", backward),
        ("verdict before", "verdict", list(zip(sentences, found, strict=True))),
        ("mover after", "mover", backward),
    ):
        far = 0
        for sentence, features in order:
            if far:
                features[f"{name}={min(far, 4)}"] = 1.0
            far = 1 if getattr(sentence, told) else 0 if sentence.unit.heading else far and far + 1
    for at, sentence in enumerate(sentences):
        found[at].update(dict.fromkeys(_standing(sentences, at), 1.0))
        if "last in minute" in found[at]:
            found[at].update((f"last {group}", 0.7) for group in groups_of(sentence.deeds))
    _under_leads(sentences, found)
    return found


def _standing(sentences: Sequence[Sentence], at: int) -> Iterator[str]:
    """Yield what a sentence is to its minute and to those beside it."""
    sentence = sentences[at]
    after = sentences[at + 1] if at + 1 < len(sentences) else None
    if sentence.verdict:
        yield "verdict"
    if sentence.mover:
        yield "mover"
    if at == 0 or sentences[at - 1].unit.heading:
        yield "first in minute"
    if after is None or after.unit.heading:
        yield "last in minute"
    if sentence.refers:
        yield "refers"
    if after and after.refers and not after.unit.opens:
        yield "referred to"


def _under_leads(sentences: Sequence[Sentence], found: Sequence[Features]) -> None:
    """Add to each item of a list what its lead-in says: "The Board agreed:"."""
    lead: Sentence | None = None
    for sentence, features in zip(sentences, found, strict=True):
        lead = lead if sentence.listed else None
        if lead:
            last = lead.deeds[-1]
            features[f"lead={last.group}"] = features[f"lead={last.group}|{last.by}"] = 1.0
            if sentence.unit.opens:
                features[f"lead={last.group}^opens"] = 1.0
        lead = sentence if sentence.leads else lead
