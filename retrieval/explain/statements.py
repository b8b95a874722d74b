"""What a language model writes, read as it comes: lines of one statement, ending in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.language import characters

NOT_FOUND = "NOT FOUND"
CONTRADICTION = "CONTRADICTION"
_LONGEST = 800
_NUMBERS = re.compile(r"\[\s*(\d{1,4}(?:\s*[,;&]\s*\d{1,4})*)\s*\]")
_BULLET = re.compile(rf"^\s*(?:[-*–—{characters('bullets')}]+|\d{{1,2}}[.)])\s+(?=\S)")
_CONTRADICTS = re.compile(rf"^\W*{CONTRADICTION}S?\W*\s", re.I)
# One line may hold two sentences, each with its numbers.
_GROUP = r"(?:\[[\d\s,;&]+\]\s*)+"
_NEXT = re.compile(rf"(?:{_GROUP}[.!?]|(?<=[.!?])\s*{_GROUP})(?=\s*[A-Z“\"£\d])")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as written: nothing is checked yet.

    ``numbers`` are those of the sentences cited, from 1; they may be unknown or none.
    """

    text: str
    numbers: tuple[int, ...]
    contradiction: bool = False


def drafts(words: Iterable[str]) -> Iterator[Draft]:
    """Yield each statement as soon as its line is complete; the unfinished last one is kept back.

    What ``words`` raises passes through, after the statements before it.
    """
    for line in _lines(words):
        yield from _read(line)


def _lines(words: Iterable[str]) -> Iterator[str]:
    """Yield complete lines; of one without end only the beginning is kept."""
    rest = ""
    thinking = False
    for word in words:
        rest += word
        while "\n" in rest:
            line, rest = rest.split("\n", 1)
            thinking = _thinks(line, thinking)
            if not thinking and "</think>" not in line.lower():
                yield line
        rest = rest[: _LONGEST * 2]
    if not thinking:
        yield _THOUGHT.sub("", rest)


def _thinks(line: str, before: bool) -> bool:
    """Whether a model that writes down its thoughts is still at them after this line."""
    lowered = line.lower()
    return lowered.rfind("<think>") > lowered.rfind("</think>") or (
        before and "</think>" not in lowered
    )


def _read(line: str) -> Iterator[Draft]:
    said = _BULLET.sub("", line).replace("**", "").strip()
    if not said or said.strip(".") == NOT_FOUND:
        return
    contradiction = bool(_CONTRADICTS.match(said))
    for piece in _pieces(_CONTRADICTS.sub("", said)):
        numbers = tuple(
            int(number)
            for match in _NUMBERS.finditer(piece)
            for number in re.findall(r"\d+", match[1])
        )
        text = " ".join(_NUMBERS.sub(" ", piece).split())
        text = re.sub(r"\s+([.,;:!?])", r"\1", text)[:_LONGEST]
        if text.strip(".,;:!? "):
            yield Draft(text, numbers, contradiction)


def _pieces(line: str) -> Iterator[str]:
    """Cut a line after each group of numbers that ends a sentence."""
    start = 0
    for match in _NEXT.finditer(line):
        yield line[start : match.end()]
        start = match.end()
    yield line[start:]
