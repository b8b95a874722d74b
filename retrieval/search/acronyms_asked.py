"""Questions for the meaning of an acronym, and the sentences in which papers explain it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.language import find_acronyms
from corpus.model import Passage
from retrieval.question import is_stop_word
from retrieval.ranking import Unit, units_of

_LETTERS = r"(?P<letters>[A-Za-z][A-Za-z&/]{1,7}?)s?"
_BEFORE = r"(?:an?\s+|the\s+)?(?:(?:acronym|abbreviation|letters|term)\s+)?[\"'“‘]?"
_AFTER = r"[\"'”’]?"
# The letters may be typed small where the words around them ask for a meaning.
_MEANING = re.compile(
    rf"\bwhat(?:['’]s| (?:do|does|did|is|are))\s+{_BEFORE}{_LETTERS}{_AFTER}\s+"
    r"(?:stand(?:s|ing)? for|mean|short for|an? (?:acronym|abbreviation) (?:for|of))\b"
    rf"|\b(?:meaning|definition|full (?:name|form|title)) of\s+{_BEFORE}"
    rf"(?P<of>[A-Za-z][A-Za-z&/]{{1,7}}?){_AFTER}\W*$"
    r"|^\W*(?P<first>[A-Za-z][A-Za-z&/]{1,7}?)\s+(?:stands for|meaning|acronym|abbreviation)\W*$",
    re.I,
)
_WHAT_IS = re.compile(
    rf"^\W*(?:what(?:['’]s| is| are)|define|expand|spell out)\s+{_BEFORE}{_LETTERS}{_AFTER}\W*$",
    re.I,
)


def acronym_asked(text: str, known: Iterable[str]) -> str:
    """Return the one of the ``known`` acronyms whose meaning ``text`` asks for; "" for none."""
    meaning, named = _MEANING.search(text), _WHAT_IS.match(text)
    asked = meaning or named
    if asked is None:
        return ""
    given = next(letters for letters in asked.groups() if letters)
    acronyms = set(known)
    if given in acronyms:
        return given
    if meaning is None or is_stop_word(given.lower()):
        return ""
    return next((one for one in sorted(acronyms) if one.lower() == given.lower()), "")


def explained(passage: Passage, short: str) -> tuple[str, Unit] | None:
    """Return what an acronym stands for in a passage, and the sentence that says so.

    The long form is in lower case, its words parted by spaces; None where nothing says it.
    """
    for unit in units_of(passage):
        long = dict(find_acronyms(unit.text)).get(short)
        if long:
            return " ".join(re.findall(r"[^\W_]+", long.lower())), unit
    if len(passage.cells) > 1 and passage.cells[0].text.strip() == short:
        long = passage.cells[1].text
        return " ".join(re.findall(r"[^\W_]+", long.lower())), Unit(passage.text, passage.spans)
    return None
