"""Turns that are no search: greetings, thanks, help, and what papers and meetings there are.

What is said is compared with the examples of ``replies.toml`` by words and pairs of
words, rarer ones weighing more, and taken for the kind of the nearest. Only what is
made of their words altogether is taken so: one word of something else, "parking" or
"2019", is a topic, and papers are searched for topics.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.language import find_dates
from corpus.model import MinuteMeeting, Paper, Scope
from prompts import counted_words, fill, joined, placeholders, worded
from retrieval.model import counted_papers, day_words, span_words
from retrieval.noted import next_printed
from retrieval.question import stem

_Printed = Callable[[], Sequence[tuple[str, MinuteMeeting]]]

_FILE = Path(__file__).with_name("replies.toml")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# The kind of what is said to papers and not to Minutebook.
_SEARCH = "search"
# How near the nearest example must be, from 0 to 1; by judgement, held by the examples' test.
_NEAR = 0.25
# Longer sayings are questions, whatever they are made of.
_MOST_WORDS = 12
_LISTED = 12


@dataclass(frozen=True)
class _Sayings:
    """The examples: each with its kind and its parts; how rare each part is; all their words."""

    examples: tuple[tuple[str, frozenset[str]], ...]
    rarity: dict[str, float]
    words: frozenset[str]


def kind_of_saying(text: str) -> str:
    """Return the kind of reply that ``text`` wants, as ``replies.toml`` names it; "" for a search.

    >>> kind_of_saying("Good morning!"), kind_of_saying("parking charges")
    ('greeting', '')
    """
    said = _words(text)
    sayings = _sayings()
    if not said or len(said) > _MOST_WORDS or not set(said) <= sayings.words:
        return ""
    parts = _parts(said)
    near = max(
        (
            (_likeness(parts, example, sayings.rarity), kind == _SEARCH, kind)
            for kind, example in sayings.examples
        ),
    )
    return "" if near[0] < _NEAR or near[1] else near[2]


def reply(kind: str, catalogue: Catalogue, scope: Scope, today: date) -> str:
    """Return the reply of a kind, as plain text of short lines, from what the catalogue holds.

    Only papers in ``scope`` are told of. Raises ``CatalogueError`` where it cannot be read.
    """
    papers = catalogue.papers(scope)
    tell = _TOLD.get(kind)
    if tell:
        return tell(papers, today, partial(next_printed, catalogue, scope))
    name = _TEMPLATES[kind]
    values = {"papers": counted_papers(len(papers))}
    return fill(name, **{key: values[key] for key in placeholders(name)})


def _papers(papers: Sequence[Paper], _today: date, _printed: _Printed) -> str:
    if not papers:
        return fill("no_papers")
    newest = sorted(papers, key=_newest_first)
    lines = [_entry(_named(paper)) for paper in newest[:_LISTED]]
    more = len(papers) - len(lines)
    return fill(
        "reply_papers",
        papers=counted_papers(len(papers)),
        span=_span(papers),
        list=joined("\n", lines),
        more=worded("\n- and {number} more", number=more) if more > 0 else "",
    )


def _meetings(papers: Sequence[Paper], _today: date, _printed: _Printed) -> str:
    held = _held(papers)
    if not held:
        return fill("reply_no_meetings")
    lines = [_meeting(*one) for one in held[:_LISTED]]
    more = len(held) - len(lines)
    return fill(
        "reply_meetings",
        meetings=counted_words("{number} meeting", "{number} meetings", len(held)),
        list=joined("\n", lines),
        more=worded("\n- and {number} earlier", number=more) if more > 0 else "",
    )


def _next_meeting(papers: Sequence[Paper], today: date, printed: _Printed) -> str:
    held = _held(papers)
    if not held:
        return fill("reply_no_meetings")
    noted = [
        _entry(worded("“{words}” ({meeting})", words=said, meeting=_met(one.date, one.committee)))
        for said, one in _ahead(printed(), min(today, held[0][0]))
    ]
    behind = worded("What the newest minutes say of it:\n{list}", list=joined("\n", noted))
    coming = sorted(one for one in held if one[0] >= today)
    if coming:
        lines = [_meeting(*one) for one in coming[:_LISTED]]
        told = fill("reply_next_meeting", list=joined("\n", lines))
    else:
        newest = joined("\n", (_meeting(*one) for one in held[:3]))
        told = fill("reply_no_next_meeting", today=day_words(today), list=newest)
    return joined("\n", (told, behind if noted else ""))


def _ahead(
    printed: Sequence[tuple[str, MinuteMeeting]], day: date
) -> list[tuple[str, MinuteMeeting]]:
    """Return the notes of meetings after a day: others were held, and their papers are here."""
    return [one for one in printed if any(told.since > day for told in find_dates(one[0]))]


def _committees(papers: Sequence[Paper], _today: date, _printed: _Printed) -> str:
    counted = Counter(paper.committee for paper in papers if paper.committee)
    if not counted:
        return fill("reply_no_meetings")
    listed = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    lines = [_entry(joined("", (name, " (", counted_papers(count), ")"))) for name, count in listed]
    bodies = counted_words("{number} committee", "{number} committees", len(lines))
    return fill("reply_committees", committees=bodies, list=joined("\n", lines))


# Replies that are told from the catalogue, and those that are only worded.
_TEMPLATES = {
    "greeting": "reply_greeting",
    "thanks": "reply_thanks",
    "goodbye": "reply_goodbye",
    "help": "reply_help",
    "about": "reply_about",
    "upload": "reply_upload",
    "export": "reply_export",
    "page": "reply_page",
    "limit": "reply_limit",
}
_TOLD = {
    "papers": _papers,
    "meetings": _meetings,
    "next_meeting": _next_meeting,
    "committees": _committees,
}


def _held(papers: Iterable[Paper]) -> list[tuple[date, str]]:
    """Return the meetings that papers are of, newest first, each once."""
    met = {(p.meeting_date, p.committee) for p in papers if p.meeting_date and p.committee}
    return sorted(((day, body) for day, body in met if day and body), reverse=True)


def _named(paper: Paper) -> str:
    of = joined(", ", (paper.committee or "", day_words(paper.meeting_date)))
    return joined("", (paper.title, *((" (", of, ")") if of else ())))


def _meeting(day: date, body: str) -> str:
    return _entry(_met(day, body))


def _met(day: date | None, body: str | None) -> str:
    return joined(", ", (body or "", day_words(day)))


def _entry(words: str) -> str:
    return joined("", ("- ", words))


def _newest_first(paper: Paper) -> tuple[int, str]:
    day = paper.meeting_date
    return (-day.toordinal() if day else 0, paper.file_name)


def _span(papers: Iterable[Paper]) -> str:
    days = sorted(paper.meeting_date for paper in papers if paper.meeting_date)
    return joined("", (", ", span_words(days))) if days else ""


def _likeness(one: frozenset[str], other: frozenset[str], rarity: dict[str, float]) -> float:
    """Return how much of their weight two sayings share, from 0 to 1."""
    both = sum(rarity.get(part, 0.0) for part in one & other)
    either = sum(rarity.get(part, _UNKNOWN) for part in one | other)
    return both / either


# As people type: two words in one, and letters for words.
_SHORT_FOR = {
    "what's": "what is",
    "whats": "what is",
    "where's": "where is",
    "wheres": "where is",
    "who's": "who is",
    "whos": "who is",
    "i'm": "i am",
    "im": "i am",
    "u": "you",
    "ur": "your",
    "r": "are",
    "wat": "what",
    "wich": "which",
    "pls": "please",
    "plz": "please",
}


# What a pair of words that no example has weighs: about as much as a common one.
_UNKNOWN = 1.0


def _parts(words: Sequence[str]) -> frozenset[str]:
    """Return the words of a saying and its pairs, with its beginning and end."""
    return frozenset((*words, *(" ".join(pair) for pair in pairwise(("", *words, "")))))


def _words(text: str) -> list[str]:
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return [stem(part) for word in words for part in _SHORT_FOR.get(word, word).split()]


@cache
def _sayings() -> _Sayings:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    said = [(kind, _words(example)) for kind, row in rows.items() for example in row["yes"]]
    examples = tuple((kind, _parts(words)) for kind, words in said)
    often = Counter(part for _, parts in examples for part in parts)
    rarity = {part: math.log(1 + len(examples) / count) for part, count in often.items()}
    words = frozenset(word for kind, own in said if kind != _SEARCH for word in own)
    common = frozenset(word for _, own in said for word in own if often[word] >= _COMMON)
    return _Sayings(examples, rarity, words | common)


# Words of so many examples are asked with in general.
_COMMON = 6
