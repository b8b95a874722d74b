"""Minutes cut into what is said of one matter each, with the words that such a part opens with.

Minutes of small bodies tell of many matters on a page, under no headings of their own: a point
of a list, a number, or a few words in capitals open each ("• Play area", "b3) STREET LAMPS",
"7) Footpaths – the bridge …"). What a decision is about often stands there only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.language import alternation, characters, words
from corpus.model import Page, Span

_MARKS = characters("bullets", "font_bullets")
# "16/24", "228/18To", "b3)", "10)", "(iv)", "5.2", "5 Matters": a number before a capital.
_NUMBER = r"(?:\d{1,4}/\d{2,4}|\(?[a-z]{0,2}\d{1,3}(?:\.\d{1,2})*[.)]?|\(?(?:[ivx]{1,4}|[a-z])[.)])"
_STANDING = re.compile(alternation("standing_headings"), re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(rf"\s*(?:[{_MARKS}]\s*|{_NUMBER}\s*(?=[A-Z‘“'\"]))")
# Within a line only what no sentence holds: "… available. 10) The church", "… 228/18 To approve".
_WITHIN = re.compile(
    rf"(?<=[.;:?!)]\s)(?=\d{{1,3}}\)\s[A-Z])|(?<=\s)(?=\d{{1,4}}/\d\d\s?[A-Z])|(?<=\s)(?=[{_MARKS}])"
)
_ENDED = re.compile(r"[.;:?!”\"')]\s*$")
# A line so short that ends in no stop, or that all is written in capitals, stands over others.
_HEADING = 60
# "Footpaths – the bridge", "Village Hall: the roof".
_SET_OFF = re.compile(r"\s*(?P<label>[A-Z0-9‘'\"][^\n.;:–—]{2,58}?)\s?(?::|\s[-–—]+(?=\s))")
# "To Approve: the plan" is on the plan.
_ASKING = re.compile(r"\s*To [A-Z][a-z]+(?: and [A-Z][a-z]+)?\s?:?\s*(?=[A-Z])")
_LITTLE = words("little_words", "sentence_openers")
_INITIALS = 3
_PERSONS = words("person_openers")
# "Litter Pick The volunteers …" after a full stop: a heading and its first sentence in one line.
_OPENERS = "|".join(sorted(word.capitalize() for word in _LITTLE))
_RUN_IN = re.compile(rf"(?:[A-Z][^\W\d_]*(?:[’'][a-z])? ){{2,6}}(?:{_OPENERS})\b")
_FIGURES = re.compile(r"\d\.\d\d\b")
# Fewer letters are initials and page numbers beside the text.
_LEAST = 8
_SMALL = r"(?:of|for|and|the|in|at|on|to|with|by|from|&|/|-)"
_NAMED = re.compile(
    rf"\s*(?P<label>[A-Z0-9‘'\"][^\s.,;:?!]*(?:[ ,]+(?:{_SMALL} )*[A-Z0-9][^\s.,;:?!]*){{0,7}})"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What minutes say of one matter: its words, where they stand, and what they open with.

    ``label`` is "" where nothing tells it. A part ends with its page, and is told by the label of
    the page before it where it goes on from there.
    """

    label: str
    text: str
    span: Span


def parts_of(pages: Sequence[Page]) -> tuple[Part, ...]:
    """Return the parts of consecutive pages of minutes, in order."""
    found: list[Part] = []
    for page in pages:
        # A stamp or running header is never quoted, and so is no part nor within one.
        edges = {edge for one in page.furniture for edge in (one.start, one.end)}
        starts = sorted({0, *_starts(page.text), *edges, len(page.text)})
        for start, end in pairwise(starts):
            text = page.text[start:end]
            stamped = any(start < one.end and one.start < end for one in page.furniture)
            if stamped or len(text.strip()) < _LEAST or _stands_over(text):
                continue
            goes_on = start == 0 and found and not _opens_at(page.text, 0)
            label = found[-1].label if goes_on else _label(text)
            found.append(Part(label, text, Span(page.number, start, end)))
    return tuple(found)


def _starts(text: str) -> Iterator[int]:
    before = ""
    for line in _LINE.finditer(text):
        if _opens_at(text, line.start()) or _heads(line[0], before):
            yield line.start()
        elif _stands_over(before):
            # What stands under "Any other business" is told by its own first words.
            yield line.start()
        yield from (line.start() + one.start() for one in _WITHIN.finditer(line[0]))
        before = line[0]


def _opens_at(text: str, at: int) -> bool:
    return _OPENS.match(text, at) is not None


def _heads(line: str, before: str) -> bool:
    """Tell whether a line that no number opens stands over those below, or sets its matter off."""
    said = line.strip()
    if not said[:1].isupper() or (before and not _ENDED.search(before) and len(before) > _HEADING):
        return False
    short = len(said) <= _HEADING and not _ENDED.search(said.rstrip(":"))
    if _ENDED.search(before) and _RUN_IN.match(said):
        return True
    return short or _SET_OFF.match(said) is not None


def _stands_over(text: str) -> bool:
    """Tell whether a line, or all of a part, is a heading of every meeting."""
    return len(text) <= _HEADING and _STANDING.fullmatch(_bare(text)) is not None


def _bare(line: str) -> str:
    """Return a line without the bullet or number that opens it, and a colon at its end."""
    opened = _OPENS.match(line)
    return " ".join(line[opened.end() if opened else 0 :].split()).rstrip(": ")


def _label(text: str) -> str:
    opened = _OPENS.match(text)
    rest = text[opened.end() :] if opened else text
    asking = _ASKING.match(rest)
    rest = rest[asking.end() :] if asking else rest
    line, _, below = rest.lstrip().partition("\n")
    if set_off := _SET_OFF.match(rest):
        return _no_figures(set_off["label"])
    if len(line) <= _HEADING and not _ENDED.search(line) and not below.lstrip()[:1].islower():
        return _no_figures(line)
    named = _NAMED.match(rest)
    return _no_figures(_without_sentence(named["label"].split())) if named else ""


def _without_sentence(label: list[str]) -> str:
    """Leave out the sentence behind: "Play Park There", "… JS", "Bus Stop Cllr Ash"."""
    named = (at for at, word in enumerate(label) if word.rstrip(".").lower() in _PERSONS)
    label = label[: next(named, len(label))]
    while label and (label[-1].lower() in _LITTLE or len(label[-1]) <= _INITIALS):
        label = label[:-1]
    return " ".join(label)


def _no_figures(label: str) -> str:
    """Return a label, "" where it is a row of sums."""
    return "" if _FIGURES.search(label) else " ".join(label.split())
