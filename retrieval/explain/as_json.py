"""Statements asked for as JSON by a schema, and read as the lines that all else reads.

A server that keeps a model to a schema can write no number of a sentence that was not sent. What
comes back is checked as ever. A server that takes no schema writes lines, which pass unchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from retrieval.explain.statements import CONTRADICTION

EXAMPLE = json.dumps(
    {
        "statements": [
            {"text": "The new hours begin in May.", "numbers": [3], "contradiction": False}
        ]
    }
)
# More sentences than that rest under no statement.
_MOST_NUMBERS = 4
_LONGEST = 500
_BEGINS = re.compile(r"\s*(?:```(?:json)?\s*)?(?=\{)")
_LIST = re.compile(r'"statements"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
# Until so much has come without a brace it may be white space before one.
_ENOUGH = 16


def schema(sentences: int, most: int) -> dict[str, object]:
    """Return the JSON schema of ``most`` statements that rest on sentences 1 to ``sentences``."""
    numbers = {
        "type": "array",
        "items": {"type": "integer", "enum": list(range(1, sentences + 1))},
        "minItems": 1,
        "maxItems": _MOST_NUMBERS,
    }
    statement = {
        "type": "object",
        "properties": {
            "text": {"type": "string", "maxLength": _LONGEST},
            "numbers": numbers,
            "contradiction": {"type": "boolean"},
        },
        "required": ["text", "numbers", "contradiction"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"statements": {"type": "array", "maxItems": most, "items": statement}},
        "required": ["statements"],
        "additionalProperties": False,
    }


def as_lines(words: Iterable[str]) -> Iterator[str]:
    """Yield what a model writes, each statement of JSON as a line as soon as it is whole.

    What is no JSON passes as it is. What ``words`` raises passes through.
    """
    pieces = iter(words)
    head = ""
    for word in pieces:
        head += word
        if _BEGINS.match(head):
            yield from _statements(head, pieces)
            return
        if len(head.strip()) > _ENOUGH or (head.strip() and not head.strip().startswith("`")):
            break
    yield head
    yield from pieces


def _statements(text: str, pieces: Iterator[str]) -> Iterator[str]:
    at = 0
    while True:
        if not at and (begins := _LIST.search(text)):
            at = begins.end()
        while at:
            at = _after(_BETWEEN, text, at)
            try:
                said, at = _DECODER.raw_decode(text, at)
            except ValueError:
                # It is not whole yet, or the list has ended.
                break
            yield from _line(said)
        word = next(pieces, None)
        if word is None:
            return
        text += word


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _line(said: object) -> Iterator[str]:
    """Yield a statement as a line; nothing of what is none."""
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        return
    numbers = said.get("numbers")
    cited = [one for one in numbers if type(one) is int] if isinstance(numbers, list) else []
    text = " ".join(said["text"].replace("[", "(").replace("]", ")").split())
    before = f"{CONTRADICTION}: " if said.get("contradiction") is True else ""
    yield f"{before}{text} {' '.join(f'[{one}]' for one in cited)}\n"
