"""Statements that say in other words what the stored sentences that they cite say, by rule.

A maker takes a stored sentence, another one of the same paper and a source of chance, and yields
what may truly be said; nothing where it does not fit. No maker knows how statements are checked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from evals.claims.kinds import Cites, Kind
from evals.claims.stored import Stored

_TAIL = re.compile(
    r", (?:which|including|such as|as well as|with|who|as|in order to|and that) [^.;]{8,}(?=[.;]$)"
)
_BRACKETS = re.compile(r" \([^()]{2,80}\)")
_BOUND = re.compile(r"\b(?:subject|if|unless|provided|except|only|not|no)\b", re.I)
_LEADING = re.compile(r"(?P<when>(?:On|At|In|During|From|By) [^,.;]{4,50}), (?P<rest>[^;]{12,})")
_TRAILING = re.compile(
    r"(?P<rest>[A-Z][^;:]{12,}?),? (?P<when>(?:on|in|from|at the meeting on) "
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2},)?(?: (?:19|20)\d\d)?)\."
)
_SUM = re.compile(r"([£$€])(\d{1,3}(?:,\d{3})+)(?![\d,.]*\d)(?! ?(?:million|m\b))")
_SCALED = re.compile(r"([£$€])(\d+(?:\.\d{1,3})?)\s?(million|m|k|thousand)\b")
_SMALL = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty".split(),  # noqa: SIM905
        (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30),
        strict=True,
    )
)
_LOWER = re.compile(
    r"(?:The|A|An|It|There|This|These|Members|Residents|Officers|All|Some|If|In|On|At|Work)\b"
)


def word_for_word(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """As it stands."""
    yield one.text


def shortened(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """Without its last clause or what stands in brackets, where that sets no condition."""
    for pattern in (_TAIL, _BRACKETS):
        found = pattern.search(one.text)
        if found and not _BOUND.search(found.group()):
            yield one.text[: found.start()] + one.text[found.end() :]


def reordered(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """With the words of time or place moved to the other end."""
    if found := _LEADING.fullmatch(one.text):
        rest = found["rest"].rstrip(".")
        yield f"{rest[0].upper()}{rest[1:]} {found['when'][0].lower()}{found['when'][1:]}."
    if found := _TRAILING.fullmatch(one.text):
        when = found["when"][0].upper() + found["when"][1:]
        yield f"{when}, {_within(found['rest'])}."


def joined_with_the_next(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """With the sentence after it."""
    if one.after:
        joint = chance.choice(("; ", ", and ", ". "))
        after = one.after if joint == ". " else _within(one.after)
        yield f"{one.text.rstrip('.;')}{joint}{after}"


def joined_by_while(one: Stored, other: Stored, _: random.Random) -> Iterator[str]:
    """With another sentence of the paper, by words that set them side by side."""
    if other.paper == one.paper and other.about == one.about and other.text != one.text:
        yield f"{one.text.rstrip('.;')}, while {_within(other.text)}"
        yield f"{one.text.rstrip('.;')}. In addition, {_within(other.text)}"


def introduced(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """Introduced by where it stands."""
    lead = chance.choice(
        (
            "The paper says that",
            "According to the papers,",
            "It is recorded that",
            "The minutes say that",
        )
    )
    yield f"{lead} {_within(one.text)}"


def sum_written_otherwise(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A sum as millions or thousands, or written out."""
    for found in _SUM.finditer(one.text):
        value = int(found[2].replace(",", ""))
        for scale, word in ((1_000_000, " million"), (1000, "k"), (1000, " thousand"), (1, "")):
            if value >= scale and value * 100 % scale == 0:
                said = (
                    f"{found[1]}{value / scale:.10g}{word}" if scale > 1 else f"{found[1]}{value}"
                )
                yield one.text[: found.start()] + said + one.text[found.end() :]
    for found in _SCALED.finditer(one.text):
        scale = 1_000_000 if found[3][0] == "m" else 1000
        value = round(float(found[2]) * scale)
        yield f"{one.text[: found.start()]}{found[1]}{value:,}{one.text[found.end() :]}"


def number_in_words(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A count in words that is in digits, or the other way round."""
    for word, value in _SMALL.items():
        found = re.search(rf"(?<![\w-]){word}(?= [a-z])", one.text)
        if found:
            yield f"{one.text[: found.start()]}{value}{one.text[found.end() :]}"
        found = re.search(rf"(?<![\w£$€.,/:-]){value}(?= [a-z]{{4,}}s\b)", one.text)
        if found:
            yield f"{one.text[: found.start()]}{word}{one.text[found.end() :]}"


def _within(text: str) -> str:
    """Return a sentence as it goes on within another."""
    return text[0].lower() + text[1:] if _LOWER.match(text) else text


TRUTHS = (
    Kind(word_for_word),
    Kind(shortened),
    Kind(reordered),
    Kind(joined_with_the_next, Cites.NEXT),
    Kind(introduced),
    Kind(sum_written_otherwise),
    Kind(joined_by_while, Cites.OTHER, held=True),
    Kind(number_in_words, held=True),
)
