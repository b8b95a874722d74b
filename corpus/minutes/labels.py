"""Whether words that look like the beginning of an outcome are set like one."""

from __future__ import annotations

import re

from corpus.minutes.grammar import IGNORE, PASSIVE_CAPITALS, Form
from corpus.minutes.roll import CLAUSE, Roll, fold

_OPENS = re.compile(r"(?:that|to)\s", IGNORE)
_ALONE = re.compile(r"(?:unanimously )?(?:agreed|resolved)(?: unanimously)?\.?", IGNORE)


def is_label(roll: Roll, hit: re.Match[str], key: str) -> bool:
    """Whether a line that begins like a label is one: set apart, not a wrapped sentence."""
    wording = hit["wording"]
    if not wording[:1].isupper() or closes(roll, hit):
        return False
    sentence = _OPENS.match(roll.text, hit.end()) or not re.match(r"it\s+was\b", wording, IGNORE)
    if key.islower() and ":" not in hit["then"] and sentence:
        return False  # "Members agreed that …" is a sentence
    if "-" in hit["then"].replace("–", "-").replace("—", "-") and not key.isupper():
        # "… the call-in of / Decision - 24/1 - Bus Lanes" names a decision in a sentence.
        return roll.apart(roll.row_at(hit.start("wording")))
    if key in ("noted", "Noted") and fold(wording).lower() != "noted":
        return False  # "It was noted that" tells what was said
    if hit["then"].strip(" \n") in ("", ".") and not key.isupper():
        return _set_apart(roll, hit, key)
    return True


def _set_apart(roll: Roll, hit: re.Match[str], key: str) -> bool:
    """Whether a label without a colon is no part of the sentence around it."""
    wording = hit["wording"]
    alone = not hit["then"].strip() and not _OPENS.match(roll.text, hit.end())
    if (alone and len(wording) > 60) or key.lower() in ("outcome", "outcomes", "agreement"):
        return False
    index = roll.row_at(hit.start("wording"))
    before = roll.rows[max(index - 1, 0)]
    after = roll.rows[min(index + 1, len(roll.rows) - 1)].text
    opens = CLAUSE.match(after) or _OPENS.match(after)
    short = alone and (before.x1 < roll.right - 60 or bool(opens))
    return roll.fresh(index) or before.ended or short


def closes(roll: Roll, hit: re.Match[str]) -> bool:
    """Whether "RESOLVED." ends a paragraph whose motion it adopts, as a sentence of its own."""
    said = fold(roll.text[hit.start("wording") : hit.end("wording") + 1])
    if not re.fullmatch(r"(?:RESOLVED|AGREED|RECOMMENDED)\.", said):
        return False
    index = roll.row_at(hit.start("wording"))
    if index + 1 >= len(roll.rows):
        return True
    after = roll.rows[index + 1].text
    return not (CLAUSE.match(after) or _OPENS.match(after))


def set_right(roll: Roll, hit: re.Match[str]) -> bool:
    """Whether "Agreed unanimously." is a line alone at the right: a verdict on what it follows."""
    row = roll.rows[roll.row_at(hit.start("wording"))]
    return bool(_ALONE.fullmatch(row.text)) and row.x0 > (roll.left + roll.right) / 2


def capitals_form(roll: Roll, hit: re.Match[str], before: str) -> tuple[Form, bool]:
    """Return how capitals such as "RESOLVED" stand, and whether they are an outcome at all."""
    after = roll.text[hit.end() : hit.end() + 12].lstrip()
    if closes(roll, hit):
        return Form.VERDICT, True
    if re.search(r"\bbe\s+(?:\w+\s+)?$", before, IGNORE):
        return Form.CLAUSE, False
    if not hit["then"].strip() and re.match(r"(?:the|a|an|its|their|this|these)\b", after, IGNORE):
        return Form.WHOLE, True
    if hit["wording"].lower().startswith(("it was", "it\nwas", "was it")):
        return Form.CLAUSE, True
    line = roll.rows[roll.row_at(hit.start())].text
    if (
        not re.search(r"[a-z]", line)
        and hit["then"].strip() == ""
        and not after.lower().startswith(("that", "to "))
    ):
        return Form.CLAUSE, False
    if (
        PASSIVE_CAPITALS.search(before)
        and not re.match(r"that\b|to\b", after, IGNORE)
        and ":" not in hit["then"]
    ):
        return Form.WHOLE, True
    return Form.CLAUSE, True


def stands_bare(roll: Roll, begin: int, floor: int) -> bool:
    """Whether a "That …" is a paragraph by itself which no words before it introduce."""
    index = roll.row_at(begin)
    before = roll.text[floor : roll.rows[index].at].rstrip()
    return roll.fresh(index) and (not before or before.endswith("."))
