"""Whether a question of a chat stands alone, leans on the chat, or names another matter.

It leans when it points back ("that", "they"), begins in the middle ("And …", "What about …"),
moves the time ("the year before"), or says no more than may be asked of any matter ("who
leads?", "what happens next?").
"""

from __future__ import annotations

import re
from functools import cache

from corpus.language import alternation, values, words
from retrieval.model import DEFAULT, Matter, Turn, Understanding
from retrieval.question.asks import asking_words
from retrieval.question.content_words import content_words
from retrieval.question.lexicon import Lexicon
from retrieval.question.named_alone import asks_in_words
from retrieval.question.query import Query
from retrieval.question.words_met import stems_of

_BEGINS = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what of|same|any(?:thing)? else"
    r"|who else|what else|the (?:year|one|meeting) before|ok(?:ay)?)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:that|this|it|its|they|them|their|those|these|he|she|him|her|his|there|then"
    r"|the same|in the end|the (?:year|one|meeting|version) (?:before|after)"
    r"|the (?:first|second|third|fourth|fifth|sixth|last|other|next)(?: (?:ones?|two|three)\b"
    r"|(?=\W*$))|the others"
    r"|the \w+ (?:before|after)(?=\W*$))\b",
    re.I,
)
_COUNTED = {**values("ones", "teens"), "a": 1, "the": 1}
_SHIFT = re.compile(
    rf"\b(?:(?P<count>a|{alternation('ones', 'teens')}|\d)\s+years?|the\s+year|(?:the\s+)?(?P<word>"
    r"previous|preceding|prior|following|next)\s+year)(?:\s+(?P<way>before|earlier|previously"
    r"|after(?:wards)?|later|on))?\b",
    re.I,
)
_EARLIER = frozenset(("before", "earlier", "previously", "previous", "preceding", "prior"))
_LATER = frozenset(("after", "afterwards", "later", "on", "following", "next"))
# "that" before a noun phrase of its own, or as a conjunction, points nowhere.
_NOT_POINTING = re.compile(
    r"\b(?:so that|in that|it is that|say that|said that|show that|there (?:is|are|was|were|been)"
    r"|(?:is|are|was|were|will|would|has|have) there|this (?:year|month|week|council|meeting))\b",
    re.I,
)
# So many words by themselves are a matter, not a question of one.
_LONE = 2


def leans(query: Query, constants: Understanding = DEFAULT.understanding) -> bool:
    """Whether the question cannot stand alone."""
    text = _NOT_POINTING.sub(" ", query.text)
    if _BEGINS.search(text) or len(query.words) < constants.few_words:
        return True
    if set(query.words) <= _of_any_matter():
        return True
    if years_moved(text) and len(content_words(without_shift(text))) < constants.few_words:
        return True
    return any(
        len(content_words(text[: points.start()])) < constants.antecedent
        for points in _POINTS.finditer(text)
    )


def of_matter(own: Query, matter: Matter) -> bool:
    """Whether a question that stands alone may be of the matter: most of its words stand there.

    A word or two by themselves are a new matter.
    """
    words = [word for word in own.words if word not in asking_words()]
    if not words or (len(own.text.split()) <= _LONE and words):
        return False
    met = sum(bool(stems_of(word) & matter.words) for word in words)
    return 2 * met >= len(words)


def names_another(own: Query, matter: Matter | None, last: Turn, lexicon: Lexicon) -> bool:
    """Whether a question that leans by its form names a matter that the papers have elsewhere.

    "Asbestos?" is short and "when did they fell the poplars" has a "they"; both are of no lamps.
    """
    text = _NOT_POINTING.sub(" ", own.text)
    if _BEGINS.search(text) or years_moved(text):
        return False
    names = [word for word in own.words if word not in _of_any_matter()]
    if lone_names(own):
        return True
    if len(names) < _LONE and (names != list(own.words) or asks_in_words(own.text)):
        return False
    here = stems_of(last.question) | (matter.words if matter else frozenset())
    met = sum(bool(stems_of(word) & here) for word in names)
    return 2 * met < len(names) and all(map(lexicon.knows, names))


def lone_names(own: Query) -> bool:
    """Whether a question is names and nothing else: a new matter wherever they stand.

    A time, a body or an item alone takes the place of the chat's.
    """
    if own.periods or own.committee or own.item:
        return False
    alone = own.text.lower().strip(" ?.!").split() == list(own.words)
    return alone and _of_any_matter().isdisjoint(own.words)


@cache
def _of_any_matter() -> frozenset[str]:
    """Return words that may be asked of any matter and name none."""
    return asking_words() | words("parts_of_a_matter", "naming_no_matter")


def years_moved(text: str) -> int:
    """Return how many years later (negative: earlier) a follow-up asks about; 0 for no such."""
    match = _SHIFT.search(text)
    way = (match["way"] or match["word"] or "").lower() if match else ""
    if not match or way not in _EARLIER | _LATER:
        return 0
    count = (match["count"] or "one").lower()
    years = int(count) if count.isdigit() else _COUNTED[count]
    return -years if way in _EARLIER else years


def without_shift(text: str) -> str:
    """Return a text without the words that move its time by years."""
    return _SHIFT.sub(" ", text)
