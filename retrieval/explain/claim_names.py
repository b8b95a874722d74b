"""Names in a sentence that do not stand in the words it cites."""

from __future__ import annotations

import re

from corpus.language import alternation, characters, words
from retrieval.question import is_stop_word, stem

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEGINS = re.compile(
    rf"(?:^|[{characters('stops', 'pauses')}]\s|[{characters('opening')}\[]\s*|\n)\s*$"
)
_TITLES = frozenset(title.lower() for title in words("titles", plurals=True))
# With a capital these name nobody: every council has them, or a plain sentence begins with them.
# Bodies and offices are not among them: a sentence must not give one's doing to another.
_COMMON = words("plain_subjects", "statement_openers", "ones", "teens")
_MONTHS_DAYS = words("months", "weekdays", "seasons", "feasts")
_PERSON = (
    rf"(?:{alternation('titles', plurals=True)}\.?\s+)?"
    r"((?:[A-Z][\w'’-]+\s+)*[A-Z][\w'’-]+)"
)
_MODAL = re.compile(r"\bmay\b")


def strange_names(sentence: str, there: str) -> tuple[str, ...]:
    """Return the words of ``sentence`` that are names and do not stand in ``there``.

    A word that begins the sentence has its capital in any case; it counts as a
    name where its like does not stand there, for "Smith moved it" is as false as
    "Councillor Smith moved it".
    """
    known = {word for match in _WORD.finditer(there) for word in _forms(match.group())}
    stems = {stem(word) for word in known}
    strange = [
        match.group()
        for match in _WORD.finditer(sentence)
        if _is_name(match, sentence, stems) and not set(_forms(match.group())) & known
    ]
    return tuple(dict.fromkeys(strange))


def changed_roles(sentence: str, there: str) -> bool:
    """Whether ``sentence`` has somebody move or second what another moved or seconded."""
    for verb in ("moved|proposed", "seconded"):
        said, known = _in_role(sentence, verb), _in_role(there, verb)
        if known and not said <= known:
            return True
    return False


def _in_role(text: str, verb: str) -> set[str]:
    """Return the surnames of those who did, before the verb or after its "by"."""
    after = re.findall(rf"\b(?i:{verb})\s+(?i:by)\s+{_PERSON}", text)
    before = re.findall(rf"{_PERSON}\s+(?i:{verb})\b(?!\s+by\b)", text)
    return {name.split()[-1].lower() for name in (*after, *before)} - _COMMON - _TITLES


def _is_name(match: re.Match[str], sentence: str, stems: set[str]) -> bool:
    word = match.group()
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    if lowered in _MONTHS_DAYS:
        return word[0].isupper() or (not _MODAL.fullmatch(lowered) and lowered not in ("march",))
    if not word[0].isupper() or lowered in _COMMON | _TITLES or is_stop_word(lowered):
        return False
    begins = _BEGINS.search(sentence[: match.start()])
    return not (begins and stem(lowered) in stems)


def _forms(word: str) -> set[str]:
    """Return a word as it may be written elsewhere: without its 's, without plural."""
    bare = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return {bare, bare.removesuffix("s")} if len(bare) > 3 else {bare}
