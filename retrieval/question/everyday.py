"""Everyday words of a question, and the words that papers use for the same thing.

"Kids" asks for children and young people, "bin lorries" for waste collection
vehicles. The pairs are data: each file of ``everyday_words`` beside this module says what
it is ``about`` and has ``rows`` with

- ``say``: everyday words and phrases with commas between. "bin(s)" stands for bin and bins,
  "fl(y|ies)" for fly and flies; hyphens and apostrophes of a phrase may be spaces, and the
  other way round;
- ``official``: words of papers for it with semicolons between, the likeliest first;
- ``only`` and ``never``: patterns, in small letters, for words that mean other things as well.
  They are met only in a question that ``only`` matches, and never within a match of ``never``;
- ``yes`` and ``no``: questions in which they are met or not, needed with ``only`` or ``never``.

A phrase may stand in several rows where each has ``only`` or ``never``: the first that lets it
pass counts.

The files are read once, when the first question is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from corpus.model import VocabularyError

FILES = Path(__file__).with_name("everyday_words")
_ROW_KEYS = frozenset(("say", "official", "only", "never", "yes", "no"))
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
# What may stand between the words of a phrase: spaces, or one sign of a compound.
_JOINS = re.compile(r"\s+|\s?[-–'’&/]\s?")
_ENDINGS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Words that may be meant by a phrase of a question, likeliest first.

    The phrase is characters ``start`` to ``end`` of it, half-open.
    """

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Everyday phrases, each as its words in lower case, and the ``official`` words for them.

    ``where`` names the file and number, from 1, of the row. ``only`` and ``never`` tell by the
    words around whether they are meant; ``yes`` and ``no`` are questions that show it.
    """

    where: str
    phrases: tuple[tuple[str, ...], ...]
    official: tuple[str, ...]
    only: re.Pattern[str] | None
    never: re.Pattern[str] | None
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def guarded(self) -> bool:
        """Whether the words around its phrases tell that they are meant."""
        return bool(self.only or self.never)

    def means(self, text: str, start: int, end: int) -> bool:
        """Whether the phrase at ``start`` to ``end`` of ``text``, half-open, has this meaning."""
        if self.only and not self.only.search(text):
            return False
        found = self.never.finditer(text) if self.never else ()
        return not any(one.start() < end and start < one.end() for one in found)


@lru_cache(maxsize=256)
def official_words(text: str) -> tuple[OtherWords, ...]:
    """Return what papers may call the things that ``text`` names in everyday words, in text order.

    Of overlapping phrases the first counts, of those that begin alike the longest.

    Raises:
        VocabularyError: a file of everyday words is broken.
    """
    return tuple(_found(text))


def likeliest_first(
    others: Sequence[OtherWords], knows: Callable[[str], int]
) -> tuple[OtherWords, ...]:
    """Put words that the papers hold before those that they do not, else as they are.

    ``knows`` says for a word in lower case in how many passages it stands.
    """

    def strange(said: str) -> bool:
        return not all(map(knows, _LETTERS.findall(said.lower())))

    return tuple(replace(one, words=tuple(sorted(one.words, key=strange))) for one in others)


@cache
def everyday_words() -> Mapping[str, tuple[str, ...]]:
    """Return the everyday phrases that are one word of letters, with their official words.

    Raises as :func:`official_words`.
    """
    return {
        phrase[0]: row.official
        for row in rows()
        for phrase in row.phrases
        if len(phrase) == 1 and phrase[0].isalpha()
    }


@cache
def words_of_phrases() -> frozenset[str]:
    """Return each word of the everyday phrases, in lower case.

    Raises as :func:`official_words`.
    """
    return frozenset(word for row in rows() for phrase in row.phrases for word in phrase)


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of all files.

    Raises:
        VocabularyError: a file is no TOML, or a row of it is broken or has another's words
            without a guard.
    """
    found = tuple(row for path in sorted(FILES.glob("*.toml")) for row in read(path))
    known: dict[tuple[str, ...], Row] = {}
    for row in found:
        for phrase in row.phrases:
            if phrase in known and not (row.guarded and known[phrase].guarded):
                raise VocabularyError(
                    f"{row.where} has {' '.join(phrase)!r}, as {known[phrase].where} does."
                )
            known[phrase] = row
    return found


def read(path: Path) -> tuple[Row, ...]:
    """Return the rows of one file.

    Raises:
        VocabularyError: the file is no TOML, or a row of it is broken.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{path.name} is no TOML: {error}.") from error
    if not table.get("about") or table.keys() - {"about", "rows"}:
        raise VocabularyError(f"{path.name} must say what it is about, and may have rows.")
    given = enumerate(table.get("rows", ()), 1)
    return tuple(_row(f"{path.name}, row {at}", row) for at, row in given)


def _row(where: str, row: dict[str, Any]) -> Row:
    said, official = row.get("say", ""), row.get("official", "")
    forms = [form for one in said.split(",") for form in _forms(one.strip())]
    phrases = tuple(dict.fromkeys(tuple(_WORD.findall(form)) for form in forms))
    words = tuple(filter(None, (word.strip() for word in official.split(";"))))
    if not words or not phrases or not all(phrases) or row.keys() - _ROW_KEYS:
        raise VocabularyError(
            f"{where} ({said!r}) needs words to say and official ones, and may have"
            " only, never, yes and no."
        )
    if said != said.lower():
        raise VocabularyError(f"{where} ({said!r}) has a capital.")
    yes, no = tuple(row.get("yes", ())), tuple(row.get("no", ()))
    if ("only" in row or "never" in row) and not (yes and no):
        raise VocabularyError(f"{where} ({said!r}) needs examples, yes and no.")
    only, never = (_compiled(where, row.get(key)) for key in ("only", "never"))
    return Row(where, phrases, words, only, never, yes, no)


def _forms(said: str) -> Iterator[str]:
    """Yield a phrase with each of the endings that stand in brackets: bin and bins for bin(s)."""
    parts = _ENDINGS.split(said)
    endings = [part.split("|") if "|" in part else ["", part] for part in parts[1::2]]
    for chosen in product(*endings):
        yield "".join(a + b for a, b in zip(parts[::2], (*chosen, ""), strict=True))


def _compiled(where: str, source: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(source) if source else None
    except re.error as error:
        raise VocabularyError(f"{where} ({source!r}) is no pattern: {error}.") from error


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], Row], ...]]:
    """Return phrases with their rows by their first word, longer ones first."""
    found: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in rows():
        for phrase in row.phrases:
            found.setdefault(phrase[0], []).append((phrase, row))
    return {
        first: tuple(sorted(phrases, key=lambda one: -len(one[0])))
        for first, phrases in found.items()
    }


def _found(text: str) -> Iterator[OtherWords]:
    words = list(_WORD.finditer(text))
    said = [word.group().lower() for word in words]
    joined = [bool(_JOINS.fullmatch(text, a.end(), b.start())) for a, b in pairwise(words)]
    lowered = text.replace("’", "'").lower()
    # Letters whose small form is longer would move what stands behind them.
    lowered = lowered if len(lowered) == len(text) else text
    at = 0
    while at < len(words):
        step = 1
        for phrase, row in _by_first_word().get(said[at], ()):
            end = at + len(phrase)
            if tuple(said[at:end]) != phrase or not all(joined[at : end - 1]):
                continue
            start, stop = words[at].start(), words[end - 1].end()
            if row.means(lowered, start, stop):
                yield OtherWords(start, stop, row.official)
                step = len(phrase)
                break
        at += step
