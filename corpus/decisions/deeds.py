"""The words with which a sentence decides: which deed, who does it, in which tense, where.

"The Council then agreed to buy" is ``agree`` by ``body`` with no auxiliary before ``to``;
"it had been agreed" is ``agree`` by ``it`` after ``had-been``, which tells of another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.decisions.phrases import GROUPS, MOST, person, small, small_pattern
from corpus.language import alternation
from corpus.model import OutcomeClass, Resolution

_AUXILIARY = re.compile(
    r"\b(was|were|is|are|be|been|being|had|has|have|having|to|will|would|shall|should|could|might"
    r"|may|can|must|not|did|if|whether|which|who|that|as|when|until|once|unless|previously|already"
    r"|for|of|the|a|any|no|and|by)\b[ ,]*\Z"
)
_ADVERBS = re.compile(
    r"(?:\b(?:unanimously|duly|therefore|then|also|formally|further|all|subsequently|hereby"
    r"|generally|provisionally|finally|both|fully|again|kindly|thereby|now|by|in principle"
    r"|consensus|agreement|show of hands|further discussion|general|it was)[ ,]+){1,6}\Z"
)
_PAIRED = ("been", "be", "not", "being", "and")
_FOLLOWING = (
    "to that by for the a an as with on in and at of not if unanimously his her their this no from"
    " subject there"
)
_AFTER = frozenset(_FOLLOWING.split())
_NEXT = re.compile(r"\s*(?P<stop>[.:;,)–-])?\W*(?P<word>\w*)")
# Deeds that tell an outcome, the plainest first, and its kind where it is not agreed.
TELLING = ("carry", "lose", "defer", "agree", "approve", "refuse", "grant", "elect", "comment",
           "recommend", "note", "instruct", "act")  # fmt: skip
_CLASSES = {
    "lose": OutcomeClass.LOST,
    "defer": OutcomeClass.DEFERRED,
    "carry": OutcomeClass.CARRIED,
    "note": OutcomeClass.NOTED,
    "recommend": OutcomeClass.RECOMMENDED,
    "refuse": OutcomeClass.RESOLVED,
}
# What was done, and what stands before a word that tells of no such thing.
_DONE = re.compile(r"(?:ed|wn|lost|fell|unanimous(?:ly)?)\Z")
_NOT_YET = {
    "not", "if", "whether", "would", "could", "should", "may", "might", "will", "shall", "can",
    "to", "until", "unless",
}  # fmt: skip
# Ends that a question asks for together, the words that tell them of any matter, and what stands
# before those.
_ENDS = (frozenset(("defer",)), frozenset(("refuse", "lose")))
_PLAINLY = frozenset(
    ("deferred", "postponed", "refused", "rejected", "denied", "declined", "dismissed", "lost")
)
_BEING = ("be", "been", "was", "were", "is", "are")
# What is looked at before a word: clauses are no longer.
_BEFORE = 160


@dataclass(frozen=True, slots=True)
class Deed:
    """A deciding word: its group, ``word`` and half-open offsets, and what stands around it.

    ``auxiliary`` is "" where none stands before it, ``by`` who does it: body, person, other (a
    body that is not meeting), it, we, all, thing or nobody. ``then`` is the word or mark after
    it, "end" at the end of the sentence; ``place`` is the number of words before it up to two,
    else "last" or "middle". ``capital`` tells that it is set in capitals.
    """

    group: str
    word: str
    start: int
    end: int
    auxiliary: str
    by: str
    then: str
    place: str
    capital: bool


def find_deeds(sentence: str) -> tuple[Deed, ...]:
    """Return the deciding words of the first 600 characters of a sentence, in order."""
    text = sentence[:MOST]
    low = small(text)
    return tuple(_deed(text, low, hit) for hit in _word().finditer(low))


def outcome_word(decided: Resolution) -> str:
    """Return the word that tells how a decision ended: its own, or the name of the class.

    "The application was REFUSED" has no outcome apart from its words; it was REFUSED. One that
    has, as "RESOLVED" before it, may resolve on what others refused: it is told by its class.
    """
    if decided.outcome:
        return decided.outcome_class.value
    own = (deed for deed in find_deeds(decided.text) if _ended(deed, decided.outcome_class))
    deed = min(own, key=lambda one: TELLING.index(one.group), default=None)
    return decided.text[deed.start : deed.end] if deed else decided.outcome_class.value


def ends_asked(question: str) -> frozenset[str]:
    """Return how the decisions ended that a question asks for: deferred, refused or lost.

    The names are of groups of deeds; none where it asks for those that were agreed, or for all.
    """
    asked = {deed.group for deed in find_deeds(question) if _DONE.search(deed.word)}
    # A motion that is lost and an application that is refused are both rejected.
    return frozenset().union(*(ends for ends in _ENDS if asked & ends))


def ended_so(decided: Resolution, ends: frozenset[str]) -> bool:
    """Whether a decision ended in one of ``ends``, groups of deeds, by its class or its words.

    Words count where they say what is done with the matter: "that the report be deferred".
    """
    if any(_CLASSES[group] is decided.outcome_class for group in ends - {"refuse"}):
        return True
    own = (d for d in find_deeds(decided.text) if d.place == "0" or d.auxiliary.endswith(_BEING))
    return any(
        deed.group in ends and deed.word in _PLAINLY and not _NOT_YET & {*deed.auxiliary.split("-")}
        for deed in (*find_deeds(decided.outcome), *own)
    )


def _ended(deed: Deed, outcome_class: OutcomeClass) -> bool:
    """Whether a deed is told as done, and ended as the class says."""
    told = deed.group in TELLING and class_of(deed) is outcome_class
    return told and bool(_DONE.search(deed.word)) and not _NOT_YET & {*deed.auxiliary.split("-")}


def class_of(deed: Deed) -> OutcomeClass:
    """Return the kind of outcome that a deed tells."""
    if deed.word.startswith("resol"):
        return OutcomeClass.RESOLVED
    return _CLASSES.get(deed.group, OutcomeClass.AGREED)


def is_deed(word: str) -> bool:
    """Whether a deciding word stands in a single word."""
    return _word().search(small(word)) is not None


def _deed(text: str, low: str, hit: re.Match[str]) -> Deed:
    since = max(0, hit.start() - _BEFORE)
    before, after = low[since : hit.start()], text[hit.end() :]
    rest = _ADVERBS.sub("", before)
    auxiliary = ""
    if found := _AUXILIARY.search(rest):
        auxiliary, rest = found[1], _ADVERBS.sub("", rest[: found.start()])
        if auxiliary in _PAIRED and (first := _AUXILIARY.search(rest)):
            auxiliary, rest = f"{first[1]}-{auxiliary}", rest[: first.start()]
    words_before = len(text[: hit.start()].split())
    last = not after.strip(" .")
    place = str(words_before) if words_before < 3 else "last" if last else "middle"
    capital = hit.end() - hit.start() > 2 and text[hit.start() : hit.end()].isupper()
    by = _by(rest, text[since : since + len(rest)])
    return Deed(
        hit.lastgroup or "", hit[0], hit.start(), hit.end(), auxiliary, by, _then(after), place,
        capital,
    )  # fmt: skip


def _by(rest: str, printed: str) -> str:
    """Return who does it; ``rest`` is in small letters what is ``printed`` before."""
    for name, pattern in _doers():
        if pattern.search(printed if name == "person" else rest):
            return name
    words = rest.rstrip()
    return "thing" if words and words[-1] not in ".;:–-(" else "nobody"


def _then(after: str) -> str:
    if not after.strip(' .,;:)!"”’'):
        return "end"
    found = _NEXT.match(after)
    if found is None:
        return "word"
    if found["stop"]:
        return found["stop"]
    word = found["word"].lower()
    return word if word in _AFTER else "number" if word[:1].isdigit() else "word"


@cache
def _word() -> re.Pattern[str]:
    groups = (f"(?P<{name}>{alternation(f'deciding_{name}')})" for name in GROUPS)
    return re.compile(small_pattern(rf"\b(?:{'|'.join(groups)})(?!\w)"))


@cache
def _doers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return patterns of who acts, at the end of what is before the deed, in small letters."""
    bodies = alternation("bodies", "those_who_decide", plurals=True)
    ends = {
        "it": r"\bit\W+\Z",
        "we": r"\b(?:we|they)\W+\Z",
        "all": r"\b(?:all|everyone|everybody|both|those present|all present)\W+\Z",
        "other": rf"\b{alternation('other_bodies')}(?:\W+\w+){{0,2}}\W+\Z",
        "body": rf"{bodies}(?: present)?\W+\Z",
    }
    small = ((name, re.compile(small_pattern(words))) for name, words in ends.items())
    return (*small, ("person", re.compile(rf"{person()}\W+\Z")))


def groups_of(deeds: tuple[Deed, ...]) -> Iterator[str]:
    """Yield each group of ``deeds`` once, in order."""
    yield from dict.fromkeys(deed.group for deed in deeds)
