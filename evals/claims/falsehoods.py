"""Statements that say something else than the stored sentences that they cite, by rule.

A maker takes a stored sentence, another one and a source of chance, and yields what may be said
falsely of it; nothing where the kind of falsehood does not fit. What it makes cites the first
sentence, or both where it mixes them. No maker knows how statements are checked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from evals.claims.kinds import Cites, Kind
from evals.claims.stored import Stored

_SHARE = re.compile(r"(?<![\w.])(\d[\d.]*)\s?(?:%|per cent\b|percent\b)")
_COUNT = re.compile(
    r"(?<![\w£$€.,/-])(\d{1,4}|two|three|four|five|six|ten|twelve|twenty) (?=[a-z]{3,}s\b)"
)
_MONEY = re.compile(
    r"([£$€])\s?(\d[\d,]*(?:\.\d+)?)(?![\d,.]*\d)(\s?(?:million|thousand|billion|bn|[mk])\b)?"
)
_DATE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: \d{1,2},)? (?:19|20)\d\d\b"
)
_BODY = re.compile(
    r"\b(?:(?!The|If|A|An|In|At|This|That|To\b)[A-Z][a-z]+ (?:and |& |of )?){1,3}"
    r"(?:Committee|Council|Board|Panel|Forum|Group|Trust|Partnership|Association|Agency|Authority"
    r"|Department|Society)\b|\bCabinet\b"
)
_PERSON = re.compile(
    r"\b(?:Councillor|Cllr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?) (?:[A-Z]\.? )?[A-Z][a-z]{2,}\b"
)
_NAME = (
    r"(?:(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr)\.? )?(?:[A-Z]\.? ?){0,2}[A-Z][a-z'’]+"
    r"(?:[- ][A-Z][a-z'’]+)?"
)
_MOVED = re.compile(
    rf"(?P<a>\b(?i:moved|proposed|motion)(?: by|:)? )(?P<x>{_NAME})"
    rf"(?P<b>,?(?: and|;)? ?(?i:seconded|second|2nd)(?: by|:)? )(?P<y>{_NAME})"
)
_VERB = re.compile(
    r" (?=(?:was|were|is|are|has|have|had|will|would|agreed|noted|resolved|reported|asked|said"
    r"|requested|advised|explained|stated|confirmed|thanked|provided|suggested|presented)\b)"
)
_MANY = re.compile(
    r"\b(?:[Tt]he |[Ss]ome |[Tt]hese )?"
    r"([Mm]embers|[Cc]ouncillors|[Rr]esidents|[Oo]fficers|[a-z]{4,}(?<!s)s)"
    r"(?= (?:were|are|have|had|will|agreed|noted|asked|who|of|in|from|and|to)\b)"
)
_SUBJECT_TO = re.compile(r",? (?:subject to|conditional (?:up)?on|pending) [^,.;]{4,}")
_CONDITION = re.compile(
    r",? (?:provided that|unless|on condition that|if|as long as|in the event(?: of| that))"
    r" [^,.;]{4,}"
)
_WHETHER = re.compile(r"\b(?:ask|see|know|unsure|wonder|check|quer|question|enquir|as$)", re.I)
_CONDITION_FIRST = re.compile(r"(?:If|Unless|Provided that) [^,.;]{4,}, (?P<then>.+)")
_EXCEPTION = re.compile(
    r",? (?:except|excluding|apart from|other than|with the exception of) [^,.;]{3,}"
)
_BOUND = re.compile(
    r"\b(?:up to|at least|about|around|approximately|nearly|almost|more than|less than|over|under"
    r"|no more than|a (?:maximum|minimum) of|an estimated) (?=[£$€]?\d)"
)
_BEING = re.compile(r"\b(was|were|is|are|has|have|had|will|would|be)\b")


def share_made_number(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A percentage without its sign."""
    yield from _put(one.text, _SHARE, lambda found: found[1])


def number_made_share(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A count as a percentage."""
    yield from _put(one.text, _COUNT, lambda found: f"{found[1]}% of ")


def money_made_share(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A sum as a percentage."""
    yield from _put(one.text, _MONEY, lambda found: f"{found[2]}%")


def currency_changed(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """A sum in other money."""
    for found in _MONEY.finditer(one.text):
        other = chance.choice([sign for sign in "£$€" if sign != found[1]])
        yield one.text[: found.start()] + other + one.text[found.start() + 1 :]


def scale_changed(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """Thousands as millions, and the other way round."""
    for found in _MONEY.finditer(one.text):
        number, scale = found[2], (found[3] or "").strip()
        if scale:
            said = f"{number} {'thousand' if scale[0] in 'mb' else 'million'}"
        else:
            bare = number.split(".")[0].replace(",", "").removesuffix("000") or "5"
            said = f"{bare}{chance.choice((' million', 'm', ',000,000'))}"
        yield f"{one.text[: found.start()]}{found[1]}{said}{one.text[found.end() :]}"


def total_added(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """Some, or those spoken of, as all or nobody."""
    for found in _MANY.finditer(one.text):
        word = chance.choice(("all", "all of the", "every one of the", "none of the", "all the"))
        if not re.search(r"\b(?:all|every|none)\b", one.text, re.I):
            start, end = found.span()
            put = word.capitalize() if start == 0 else word
            yield f"{one.text[:start]}{put} {found[1].lower()}{one.text[end:]}"


def only_added(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """What is said of something as said of nothing else."""
    if re.search(r"\b(?:only|solely|just)\b", one.text, re.I):
        return
    for found in _BEING.finditer(one.text):
        word = chance.choice(("only", "solely", "only"))
        yield f"{one.text[: found.end()]} {word}{one.text[found.end() :]}"


def time_word_added(one: Stored, _: Stored, chance: random.Random) -> Iterator[str]:
    """What happened or happens once, as always so or never."""
    for found in _BEING.finditer(one.text):
        word = chance.choice(("always", "never", "in every case", "at all times", "invariably"))
        if not re.search(rf"\b{word.split()[-1]}\b", one.text, re.I):
            yield f"{one.text[: found.end()]} {word}{one.text[found.end() :]}"


def mover_and_seconder_exchanged(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """Who moved as who seconded."""
    for found in _MOVED.finditer(one.text):
        head, tail = one.text[: found.start()], one.text[found.end() :]
        if found["x"] != found["y"]:
            yield f"{head}{found['a']}{found['y']}{found['b']}{found['x']}{tail}"


def subject_to_dropped(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A decision without its "subject to"."""
    yield from _put(one.text, _SUBJECT_TO, lambda _: "")


def condition_dropped(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """What holds on a condition as holding in any case."""
    for found in _CONDITION.finditer(one.text):
        if not _WHETHER.search(one.text[: found.start()]):
            yield one.text[: found.start()] + one.text[found.end() :]
    if first := _CONDITION_FIRST.match(one.text):
        yield first["then"][0].upper() + first["then"][1:]


def exception_dropped(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """What holds of all but some as holding of all."""
    yield from _put(one.text, _EXCEPTION, lambda _: "")


def bound_dropped(one: Stored, _: Stored, __: random.Random) -> Iterator[str]:
    """A limit or an estimate as a figure."""
    yield from _put(one.text, _BOUND, lambda _: "")


def predicate_of_another(one: Stored, other: Stored, _: random.Random) -> Iterator[str]:
    """The subject of one sentence with what another says of its own."""
    here, there = _VERB.search(one.text, 4, 80), _VERB.search(other.text, 4, 80)
    if not here or not there:
        return
    subject = one.text[: here.start()]
    if _BODY.search(subject) or _PERSON.search(subject):
        apart = subject.lower() not in other.text.lower()
        if apart and other.text[: there.start()].lower() not in subject.lower():
            yield subject + other.text[there.start() :]


def date_of_another(one: Stored, other: Stored, _: random.Random) -> Iterator[str]:
    """The date of another sentence."""
    yield from _exchanged(one, other, _DATE)


def body_of_another(one: Stored, other: Stored, _: random.Random) -> Iterator[str]:
    """The body of another sentence."""
    yield from _exchanged(one, other, _BODY)


def person_of_another(one: Stored, other: Stored, _: random.Random) -> Iterator[str]:
    """The person of another sentence."""
    yield from _exchanged(one, other, _PERSON)


def figure_of_another(one: Stored, other: Stored, _: random.Random) -> Iterator[str]:
    """The sum, share or count of another sentence."""
    for pattern in (_MONEY, _SHARE, _COUNT):
        yield from _exchanged(one, other, pattern)


def _exchanged(one: Stored, other: Stored, pattern: re.Pattern[str]) -> Iterator[str]:
    theirs = [found.group() for found in pattern.finditer(other.text)]
    for found in pattern.finditer(one.text):
        known = f"{one.text} {one.about}".lower()
        for put in theirs:
            if put.strip().lower() not in known and found.group().lower() not in other.text.lower():
                yield one.text[: found.start()] + put + one.text[found.end() :]


def _put(
    text: str, pattern: re.Pattern[str], made: Callable[[re.Match[str]], str]
) -> Iterator[str]:
    for found in pattern.finditer(text):
        yield text[: found.start()] + made(found) + text[found.end() :]


FALSEHOODS = (
    Kind(share_made_number),
    Kind(number_made_share),
    Kind(currency_changed),
    Kind(scale_changed),
    Kind(total_added),
    Kind(only_added),
    Kind(mover_and_seconder_exchanged),
    Kind(subject_to_dropped),
    Kind(predicate_of_another, Cites.OTHER),
    Kind(date_of_another, Cites.OTHER),
    Kind(body_of_another, Cites.OTHER),
    Kind(money_made_share, held=True),
    Kind(time_word_added, held=True),
    Kind(condition_dropped),
    Kind(person_of_another, Cites.OTHER, held=True),
    Kind(figure_of_another, Cites.OTHER, held=True),
    Kind(exception_dropped, held=True),
    Kind(bound_dropped, held=True),
)
