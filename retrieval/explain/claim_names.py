"""Names in a sentence that do not stand in the words it cites."""

from __future__ import annotations

import re
from functools import cache

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
    rf"(?:{alternation('titles', plurals=True)}\.?\s+)*"
    r"((?:[A-Z]\.?\s+|[A-Z]\.)*(?:[A-Z][\w'’-]+\s+)*[A-Z][\w'’-]+)"
)
# Words of who moves and who seconds, before a name and after one.
_ROLES = (("deciding_move", "moving"), ("deciding_second", "seconding"))
# What a body does that stands beside a sentence: "Cabinet, 14 November: RESOLVED that …".
_DECIDES = words(
    "settling", "weighing", "refusing", "deciding_elect", "deciding_grant", "deciding_instruct"
)
_DOES = re.compile(
    r"(?<![-\w])(?P<name>[A-Z][^\W\d_]+)\s+"
    r"(?P<verb>was|were|is|are|has|have|had|will|would|said|says|[a-z]+ed)\b"
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
    for role in _ROLES:
        said, known = _in_role(sentence, *role), _in_role(there, *role)
        if known and not all(any(_alike(one, other) for other in known) for one in said):
            return True
    return False


def lent_subject(sentence: str, there: str) -> bool:
    """Whether a name that ``there`` does not have does what somebody else does there.

    The body that met stands beside a sentence, not in it: it decided, but it neither said nor was
    what the sentence tells of others.
    """
    known = {form for match in _WORD.finditer(there) for form in _forms(match.group())}
    for found in _DOES.finditer(sentence):
        verb, name = found["verb"], found["name"].lower()
        plain = name in _COMMON or is_stop_word(name) or verb in _DECIDES
        if not plain and verb in known and not _forms(name) & known:
            return True
    return False


def _in_role(text: str, before_it: str, after_it: str) -> set[tuple[str, str]]:
    """Return surname and first initial, if any, of those who did it.

    They stand before the verb, after its "by" or colon, or after it where it begins a clause.
    """
    patterns = _role_patterns(before_it, after_it)
    names = [name for pattern in patterns for name in pattern.findall(text)]
    found = (_parts(name) for name in names)
    return {(own[-1], own[0][0] if len(own) > 1 else "") for own in found if own}


def _parts(name: str) -> list[str]:
    """Return the words of a name, small; what a capital goes on with after it is left out."""
    parts = [part.lower() for part in re.findall(r"[\w'’-]+", name)]
    while parts and (parts[-1] in _COMMON | _TITLES or is_stop_word(parts[-1])):
        parts.pop()
    return parts


@cache
def _role_patterns(before_it: str, after_it: str) -> tuple[re.Pattern[str], ...]:
    verb = rf"\b(?i:{alternation(before_it)})"
    return (
        re.compile(rf"{verb}(?:\s+(?i:by)\b|\s*[:–-])\s*{_PERSON}"),
        re.compile(rf"(?:^|[.;:,(]\s*|\n|\b(?:and|&)\s+){verb}\s+{_PERSON}"),
        re.compile(rf"{_PERSON}\s+(?i:{alternation(after_it)})\b(?!\s+(?i:by)\b)"),
    )


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (not one[1] or not other[1] or one[1] == other[1])


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
