"""Whether a line in a telling place closes what it marks, in words that no sign knows.

A logistic model over groups of words (what is closed, who is left out, what is not done with
a paper), which of them follow one another, the shape of the line and where it stands. Its
vocabulary and the lines it learned from are in ``likely.toml``, its weights in
``likely.json``; :mod:`corpus.access.fitting` fits them. What it finds is only suspected.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from corpus.access.signs import sign
from corpus.model import VocabularyError

FILE = Path(__file__).with_name("likely.toml")
WEIGHTS = Path(__file__).with_name("likely.json")
# What is read of a line; a longer one is a paragraph, and marks nothing.
LONGEST = 160
_BIAS = "always"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"[\W_]*\d{1,3}[a-z]?(?:\.\d{1,2})*[.):]?\s+")
# A line has so few words, or fewer, and so on.
_LENGTHS = (1, 3, 6, 10, 16)
# Groups of a line at most that are known by all of them in order, too.
_WHOLE = 3


class Place(StrEnum):
    """Where a line stands: on a sheet, on a front sheet (heading, title), or as a file's name."""

    RUNNING = "running"
    LARGE = "large"
    HEAD = "head"
    FOOT = "foot"
    HEADING = "heading"
    TITLE = "title"
    NAME = "name"


def likely(line: str, place: Place) -> bool:
    """Whether a line in a place likely closes what it marks.

    Raises:
        VocabularyError: the vocabulary lacks something or one of its patterns is none.
    """
    if len(line) > LONGEST or not any(map(str.isalpha, line)):
        return False
    features = features_of(line, place)
    if not features:
        return False
    weights, least = _model()
    return sum(weights.get(one, 0.0) for one in features) >= least


def features_of(line: str, place: Place) -> frozenset[str]:
    """Return what is known of a line; nothing if its words do not speak of who may see what.

    Raises as :func:`likely`.
    """
    told = _groups(line)
    held = frozenset(told)
    if not any(held >= one for one in _telling()):
        return frozenset()
    return frozenset((_BIAS, *_shape(line, place), *_of_words(told, place)))


def _of_words(told: list[str], place: Place) -> Iterator[str]:
    held = set(told)
    yield from held
    yield from (f"{place}:{one}" for one in held & _marking())
    yield from (f"{a}>{b}" for a, b in zip(["^", *told], [*told, "$"], strict=True))
    # "Closed meeting" is one, and "Meeting closed" the end of one.
    if len(told) <= _WHOLE:
        yield f"={'>'.join(told)}"
    known = [one for one in told if one != "?"]
    yield from {f"{a}..{b}" for at, a in enumerate(known) for b in known[at + 1 :]}


def _shape(line: str, place: Place) -> Iterator[str]:
    yield f"{place}:"
    words = _WORD.findall(line)
    if line.isupper():
        yield "capitals"
    elif 2 * sum(word[0].isupper() for word in words[1:]) < len(words) - 1:
        yield "sentence"
    if sign("but.partly").find(line):
        yield "partly"
    if line.lstrip("( ")[:1].isdecimal():
        yield "numbered"
    if line.rstrip().endswith((".", ";", ",")):
        yield "ends"
    yield f"words{sum(len(words) > most for most in _LENGTHS)}"


def _groups(line: str) -> list[str]:
    """Return the groups of a line's words in order, small ones left out, unknown ones as one."""
    told: list[str] = []
    numbered = _NUMBER.match(line)
    at = numbered.end() if numbered else 0
    for found in _pattern().finditer(line, at):
        if _WORD.search(line, at, found.start()) and told[-1:] != ["?"]:
            told.append("?")
        at = found.end()
        group = found.lastgroup or ""
        if group != "small" and told[-1:] != [group]:
            told.append(group)
    if _WORD.search(line, at) and told[-1:] != ["?"]:
        told.append("?")
    return told


@cache
def _pattern() -> re.Pattern[str]:
    groups = tables()["groups"]
    try:
        each = "|".join(rf"(?P<{name}>{words})" for name, words in groups.items())
        return re.compile(rf"(?<![^\W_])(?:{each})(?![^\W_])", re.IGNORECASE)
    except re.error as error:
        raise VocabularyError(f"{FILE.name}: [groups]: {error!r}") from error


@cache
def _telling() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one.split()) for one in tables()["telling"])


@cache
def _marking() -> frozenset[str]:
    return frozenset().union(*_telling())


@cache
def tables() -> Mapping[str, Any]:
    """Return the tables of ``likely.toml``: groups, slots, closes and opens."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _model() -> tuple[Mapping[str, float], float]:
    """Return the weights by feature, and the least sum that is likely."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return kept["weights"], math.log(kept["least"] / (1 - kept["least"]))
