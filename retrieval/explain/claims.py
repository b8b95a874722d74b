"""Whether a sentence of a language model says no more than the words that it cites.

Nothing here trusts the model: each figure, date, name, negation and outcome of
its sentence must stand in the cited words, and most of its other words too. What
cannot be held against the papers is not shown. Better a true sentence lost than
a false one shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.language import DateKind, FoundDate, find_dates
from retrieval.explain.claim_figures import (
    figures_of,
    grounded,
    measured_otherwise,
    uncounted,
    undated,
    unplaced,
)
from retrieval.explain.claim_joins import rightly_joined
from retrieval.explain.claim_names import changed_roles, lent_subject, strange_names
from retrieval.explain.claim_negations import is_polar, turned_round
from retrieval.explain.claim_reach import goes_too_far
from retrieval.model import DEFAULT, Explaining
from retrieval.question import content_words, stem

Acronyms = Sequence[tuple[str, str]]
_EXACT_KINDS = (DateKind.FINANCIAL_YEAR, DateKind.QUARTER)
_QUOTED = re.compile(r"[\"“”]([^\"“”]{3,})[\"“”]")
_MARKUP = re.compile(
    r"https?:|www\.|mailto:|javascript:|data:|!\[|\]\s*\(|\]\s*:|<\s*[a-z/!?]|&[#a-z0-9]+;|`"
    r"|\S@\S"
    # An address begins where no part of it stands before.
    r"|(?<![a-z0-9-])(?<![a-z0-9-]\.)(?=[-.]*[a-z0-9])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/|\b(?=\s|$|[.,;:)]))",
    re.I,
)
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|a\.m|p\.m|viz|cf)\b\.?", re.I)
# Words of reporting: every minute is full of them, so they speak for no sentence.
_REPORTING = frozenset(
    stem(word)
    for word in """councils councillors members meetings committees reports papers minutes items
    decided decisions agreed resolved approved recommended recommendations proposed proposals asked
    plans planned included means according says stated noted considered discussed heard received
    sets shows describes explains total figures current currently also would recorded""".split()  # noqa: SIM905
)


class Fault(StrEnum):
    """Why a sentence is not held to be supported."""

    MARKUP = "holds a link, an address or markup"
    QUOTE = "quotes words that do not stand there"
    DATE = "names a date that does not stand there"
    FIGURE = "names a figure that does not stand there"
    NAME = "names a person, body or place that does not stand there"
    NEGATION = "turns round what stands there"
    REACH = "says more than stands there: all, only, each month, without its may or if"
    JOINED = "joins what stands apart there"
    WORDS = "says what does not stand there"


@dataclass(frozen=True, slots=True)
class Ground:
    """Words that a sentence cites: ``text`` as quoted, ``about`` what the citation says beside."""

    text: str
    about: str = ""


def fault_in(
    sentence: str,
    grounds: Sequence[Ground],
    acronyms: Acronyms = (),
    constants: Explaining = DEFAULT.explaining,
) -> Fault | None:
    """Return why ``sentence`` is not supported by all of ``grounds`` together; None if it is."""
    text = " \n ".join(ground.text for ground in grounds)
    if has_markup(sentence):
        return Fault.MARKUP
    if any(_bare(quoted) not in _bare(text) for quoted in _QUOTED.findall(sentence)):
        return Fault.QUOTE
    if len(grounds) == 1:
        return _fault(sentence, grounds, acronyms, constants)

    def stands(piece: str, at: int) -> bool:
        return not _fault(piece, grounds[at : at + 1], acronyms, constants)

    texts, abouts = zip(*((ground.text, ground.about) for ground in grounds), strict=True)
    if rightly_joined(sentence, texts, abouts, stands, _REPORTING):
        return None
    return _fault(sentence, grounds, acronyms, constants) or Fault.JOINED


def _fault(
    sentence: str, grounds: Sequence[Ground], acronyms: Acronyms, constants: Explaining
) -> Fault | None:
    """Return what ``sentence`` says that none of ``grounds`` does, if anything."""
    texts = [ground.text for ground in grounds]
    text = " \n ".join(texts)
    about = " \n ".join(dict.fromkeys(ground.about for ground in grounds))
    spelt = _spelt_out(f"{text} {about}", acronyms)
    if not _dates_stand(find_dates(sentence), [*find_dates(text), *find_dates(about)]):
        return Fault.DATE
    figures = figures_of(undated(unplaced(sentence, about)))
    if not all(grounded(one, text) for one in figures):
        return Fault.FIGURE
    if measured_otherwise(undated(sentence), undated(text)):
        return Fault.FIGURE
    if strange_names(sentence, f"{text} {about} {spelt}"):
        return Fault.NAME
    if changed_roles(sentence, text) or lent_subject(sentence, text):
        return Fault.NAME
    if not _word_for_word(sentence, text) and turned_round(sentence, texts, constants):
        return Fault.NEGATION
    if goes_too_far(sentence, texts):
        return Fault.REACH
    said = _said(sentence, f"{text} {about} {spelt}", constants)
    return None if said else Fault.WORDS


def has_markup(text: str) -> bool:
    """Whether ``text`` holds a link, an address, an image or markup of any kind."""
    return bool(_MARKUP.search(_ABBREVIATED.sub(" ", text)))


def _dates_stand(said: Iterable[FoundDate], there: Sequence[FoundDate]) -> bool:
    return all(any(_covers(one, other) for other in there) for one in said)


def _covers(said: FoundDate, there: FoundDate) -> bool:
    """Whether a date as precise as said, or more so, stands there."""
    if said.kind in _EXACT_KINDS:
        return (said.since, said.until) == (there.since, there.until)
    return said.since <= there.since and there.until <= said.until


def _spelt_out(text: str, acronyms: Acronyms) -> str:
    """Return the other forms of the acronyms in ``text``."""
    lowered = text.lower()
    forms = [long for short, long in acronyms if re.search(rf"\b{re.escape(short)}\b", text)]
    forms += [short for short, long in acronyms if long.lower() in lowered]
    return " ".join(forms)


def _said(sentence: str, text: str, constants: Explaining) -> bool:
    """Whether enough of the words that say something stand in ``text``."""
    plain = uncounted(undated(sentence))
    told = {stem(word) for word in _parts(plain) if not is_polar(word)} - _REPORTING
    there = {stem(word) for word in _parts(text)}
    if not told:
        # Nothing but reporting: "Members noted the report" must at least be reported there.
        return bool({stem(word) for word in _parts(sentence)} & there)
    return len(told & there) >= constants.words_there * len(told)


def _parts(text: str) -> set[str]:
    """Return the words that say something, compounds also in their parts."""
    words = [word for word in content_words(text) if not word.isdigit()]
    return {part for word in words for part in re.split(r"[-/&]", word) if len(part) > 1}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _word_for_word(sentence: str, text: str) -> bool:
    """Whether what a sentence reports, after "it was decided that", stands there word for word."""
    told = " ".join(sentence.casefold().split()).rstrip(".")
    told = told.removeprefix("it was ").partition(" that ")[2] if " that " in told[:60] else told
    return bool(told) and told in " ".join(text.casefold().split())
