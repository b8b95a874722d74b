"""What a question asks: its words, dates, references, meeting and kind of answer.

Nothing here narrows the search by itself: what is understood becomes a signal
that ranks, so that a misread question still finds its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.language import alternation, stem
from corpus.language import words as listed
from corpus.model import PaperKind, number_in_part
from corpus.register import people_in
from retrieval.model import Intent, Matter
from retrieval.question.asks import asking_words
from retrieval.question.compounds import written_otherwise
from retrieval.question.content_words import WORD, content_words, is_stop_word
from retrieval.question.decision_numbers import decision_numbers
from retrieval.question.everyday import OtherWords, likeliest_first, official_words
from retrieval.question.fields import FieldAsked
from retrieval.question.intents import OUTCOME, asked_words, read_intent
from retrieval.question.letterheads import Named, named_in
from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import Period, Recency, find_periods, recency_of
from retrieval.question.short_forms import written_out
from retrieval.question.spelling import is_english_slip

# Longer questions are cut here: no real one comes near it.
MAX_CHARS = 2000
# Shorter words that no paper has are slips and initials more often than matters.
_SHORTEST_UNKNOWN = 4
_QUALIFYING, _BEFORE_THINGS = listed("qualifying"), listed("before_things")
_ACTS = listed("acts_of_bodies")
_TIMES = listed("months", "short_months", "weekdays", "short_weekdays", "seasons")
# Endings of other forms of a word, those of acronyms too.
_PAST_VERB = re.compile(r"\w{3}ed$")
_INFLECTED = re.compile(r"(?:s|er|ers|est|ly|ing|ed)$")


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    ``words`` are its content words in lower case; ``references`` are row and
    minute references as typed ("14.6", "T12"), ``decisions`` decision numbers
    ("24/00093"); ``corrections`` are (typed, read)
    pairs; ``carried`` is the beginning of ``text`` that comes from an earlier
    question; ``expansions`` are (as typed, other form) pairs of learnt acronyms;
    ``others`` are official words for everyday ones of ``search_text``; ``matter`` is what
    the chat is about, where the question may be of it; ``unknown`` are words that no paper
    has in any form: those that name a thing, and any that are not among the commonest;
    ``named`` are names on the letterheads of some papers;
    ``field`` is that of the chat's matter which is asked for and nothing else.
    """

    text: str
    words: tuple[str, ...]
    intent: Intent
    periods: tuple[Period, ...] = ()
    recency: Recency = Recency.ANY
    item: str | None = None
    minute: str | None = None
    references: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    kinds: frozenset[PaperKind] = frozenset()
    committee: str | None = None
    carried: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    expansions: tuple[tuple[str, str], ...] = ()
    others: tuple[OtherWords, ...] = ()
    matter: Matter | None = None
    unknown: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    field: FieldAsked | None = None

    @property
    def own_text(self) -> str:
        """What was asked now, without what an earlier question brings."""
        return self.text[len(self.carried) :].lstrip(" :")

    @property
    def search_text(self) -> str:
        """The question as it is embedded, with its spelling mended."""
        return _mended(self.text, self.corrections)


# What a terminal reads as an order ("ESC [31m") is no word.
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?"
)
_REFERENCE = re.compile(
    r"(?<![\w.£$])(?:[A-Z]{1,3}\d{1,3}|\d{1,2}(?:\.\d{1,2}){1,2})(?![\w%]|\.\d)"
)
# "Section B", "Part II", "Schedule 1" of an agenda; an item's number in it is "2", "5.1", "B2".
_PART = r"(?P<before>(?:section|part|schedule|list)\s+(?:[a-h]|[ivx]{1,5}|\d{1,2}|one|two|three))\b"
# A bare "I" is who asks, and a small letter mostly a word.
_OWN = (
    r"(?P<own>\d{1,2}(?:\.\d{1,2}|\([a-z]{1,4}\)|[a-z])?|[a-h]\d{1,2}|\([ivx]{1,5}\)"
    r"|x{0,2}(?:i[ivx]|[vx]i{1,3}|iii|xv|xx)|(?-i:[VX]))(?!\w)"
)
_ITEM = re.compile(
    rf"\b(?:(?:{_PART})[,:]?\s+)?(?:agenda\s+)?item\s+(?:no\.?\s*|number\s+)?{_OWN}"
    rf"(?:,?\s+(?:of|in|under|on)\s+(?:the\s+)?(?:{_PART.replace('before', 'after')}))?"
    r"|\b(?P<nth>\d{1,2})(?:st|nd|rd|th)\s+(?:agenda\s+)?item\b",
    re.I,
)
_MINUTE = re.compile(
    r"\bminute\s+(?:no\.?\s*|number\s+)?((?:[A-Z]{1,3})?\d{1,4}(?:/\d{2,4})?)\b", re.I
)
_MEETING = re.compile(
    rf"{alternation('bodies', 'members', plurals=True)}|meetings?|mayor"
    r"|text|final|newest|recommends?|resolves?|decides?|agrees?"
    r"|approves?|came|since|\d+",
    re.I,
)

_KINDS: tuple[tuple[str, PaperKind], ...] = (
    (r"\b(?:action )?tracker|action plan|improvement plan\b", PaperKind.TRACKER),
    (r"\breport card|dashboard|scorecard|performance report\b", PaperKind.REPORT_CARD),
    (r"\bminutes|minuted\b", PaperKind.MINUTES),
    (r"\bsupplement|late papers?|addendum|to follow\b", PaperKind.SUPPLEMENT),
    (r"\bdecision notice|record of decision\b", PaperKind.DECISION_NOTICE),
)


def understand(question: str, lexicon: Lexicon) -> Query:
    """Read a question against what the papers teach. Never raises on odd input."""
    question = written_out(_ESCAPE.sub(" ", question))
    text = " ".join("".join(c if c.isprintable() else " " for c in question).split())[:MAX_CHARS]
    words = content_words(text)
    people = dict(_people(text, lexicon))
    others_words = [word for word in words if word not in people]
    corrections = (*people.items(), *lexicon.speller.corrections(text, others_words))
    fixed = dict(corrections)
    words = tuple(fixed.get(word, word) for word in words)
    item, minute = _ITEM.search(text), _MINUTE.search(text)
    mended = _mended(text, corrections)
    others = _others(mended, lexicon)
    return Query(
        text=text,
        words=words,
        intent=read_intent(mended),
        periods=find_periods(text, lexicon.days),
        recency=recency_of(text),
        item=_item(item) if item else None,
        minute=minute.group(1) if minute else None,
        references=tuple(dict.fromkeys(_REFERENCE.findall(_ITEM.sub(" ", text)))),
        decisions=decision_numbers(text),
        kinds=frozenset(kind for pattern, kind in _KINDS if re.search(pattern, text, re.I)),
        committee=_committee(text, lexicon.committees),
        corrections=corrections,
        expansions=tuple(_expansions(text, lexicon.acronyms)),
        others=others,
        unknown=tuple(_unknown(words, mended, others, lexicon)),
        named=named_in(mended, lexicon.names),
    )


def _people(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Pair each name of a mover or seconder that is a slip with the register's name meant."""
    for person in people_in(text):
        meant = lexicon.speller.name_meant(person.word, lexicon.people(person.seconded))
        if meant:
            yield person.word, meant


def _unknown(
    words: Iterable[str], mended: str, others: Iterable[OtherWords], lexicon: Lexicon
) -> Iterator[str]:
    """Yield words that no paper has, nor other words for them; none where no papers are known.

    Words of time, of asking and of quality name no thing, nor does a slip for an English word.
    A common or short word is one only where it stands as the name of a thing: "a swimming pool".
    """
    if not lexicon.vocabulary:
        return
    met = (one for one in others if any(lexicon.holds(said) for said in one.words))
    known = {word for one in met for word in content_words(mended[one.start : one.end])}
    known |= asking_words() | _TIMES | _QUALIFYING | _ACTS
    things = frozenset(_things_named(mended))
    for word in words:
        thing = word in things and lexicon.is_english(word)
        if len(word) < _SHORTEST_UNKNOWN - thing or not word.isalpha() or word in known:
            continue
        forms = {word, stem(word), _INFLECTED.sub("", word)}
        if word not in things and any(map(lexicon.is_common, forms)):
            continue
        if not any(map(lexicon.knows, forms)) and not is_english_slip(word, lexicon.constants):
            yield word


def _things_named(text: str) -> Iterator[str]:
    """Yield the words in lower case that stand behind an article or a preposition, or its like.

    A number ends what is named; what ends as a verb of the past does names nothing.
    """
    behind = False
    for found in WORD.finditer(text):
        word = found.group().lower()
        if is_stop_word(word) or word in _BEFORE_THINGS or word.isdigit():
            behind = word in _BEFORE_THINGS
        elif behind and not _PAST_VERB.search(word):
            yield word


def topic_words(query: Query) -> tuple[str, ...]:
    """Return the words that say what was decided on, not that, when or by whom it was."""
    said = (OUTCOME, _MEETING)
    return tuple(w for w in undated_words(query) if not any(p.fullmatch(w) for p in said))


def undated_words(query: Query) -> tuple[str, ...]:
    """Return the words of a question but for those that name a time."""
    dated = {word for p in query.periods for word in content_words(query.text[p.start : p.end])}
    return tuple(word for word in query.words if word not in dated)


def structural_words(query: Query) -> frozenset[str]:
    """Return the words that are understood: dates, item, minute, "asked to decide"."""
    named = [query.text[p.start : p.end] for p in query.periods]
    named += [m.group() for pattern in (_ITEM, _MINUTE) for m in pattern.finditer(query.text)]
    named += asked_words(query.text)
    return frozenset(re.findall(r"[^\W_]+", " ".join(named).lower()))


def _item(named: re.Match[str]) -> str:
    """Return the item that a question names, in small letters, with the part if it names one."""
    part = " ".join((named["before"] or named["after"] or "").split())
    return number_in_part(part, named["own"] or named["nth"]).lower()


def _mended(text: str, corrections: Iterable[tuple[str, str]]) -> str:
    """Return ``text`` with what was meant in place of slips; what is a name stays one."""
    for typed, read in corrections:
        name = read.capitalize()
        text = re.sub(
            rf"\b{re.escape(typed)}\b",
            lambda found, read=read, name=name: name if found.group()[0].isupper() else read,  # type: ignore[misc]
            text,
            flags=re.IGNORECASE,
        )
    return text


def _others(text: str, lexicon: Lexicon) -> tuple[OtherWords, ...]:
    """Return official words for the everyday ones of ``text``, those of the papers first.

    After them compounds that the papers write otherwise.
    """
    found = official_words(text)
    if not lexicon.vocabulary:
        return found
    compounds = (
        one
        for one in written_otherwise(text, lexicon)
        if not any(one.start < other.end and other.start < one.end for other in found)
    )
    both = (*likeliest_first(found, lexicon.knows), *compounds)
    return tuple(sorted(both, key=lambda one: one.start))


def _expansions(text: str, acronyms: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    lowered = text.lower()
    for short, full in acronyms:
        # Asked first, since papers teach thousands and each would need a pattern of its own.
        if short in text and re.search(rf"\b{re.escape(short)}s?\b", text):
            yield short, full
        elif full.lower() in lowered and re.search(rf"\b{re.escape(full)}s?\b", text, re.I):
            yield full, short


def _committee(text: str, committees: Iterable[str]) -> str | None:
    """Return the committee that the question names, in full, by initials or by its main words.

    Of those that differ by what stands in brackets alone, as "(Special)", it is the one whose
    bracket the question says right before or behind the name, else the one without.
    """
    lowered = text.lower()

    def told(committee: str) -> tuple[int, bool, bool]:
        bracket = re.search(r"\((.*?)\)", committee)
        said = bracket is not None and bracket[1].lower() in lowered
        if said and bracket:
            name = "|".join(map(re.escape, filter(None, (_bare(committee), _initials(committee)))))
            held, between = re.escape(bracket[1]), r"\s+(?:meeting\s+of\s+)?(?:the\s+)?"
            beside = rf"\b(?:{name})[\s(]+{held}\b|\b{held}{between}(?:{name})\b"
            said = re.search(beside, text, re.I) is not None
        return -len(_bare(committee)), not said, bracket is not None

    for committee in sorted(committees, key=told):
        initials = _initials(committee)
        # A councillor is no Council.
        whole = re.search(rf"(?<!\w){re.escape(_bare(committee).lower())}s?(?!\w)", lowered)
        if whole or (initials and re.search(rf"\b{re.escape(initials)}\b", text)):
            return committee
    return None


def _bare(committee: str) -> str:
    return re.sub(r"\s*\(.*?\)", "", committee)


def _initials(committee: str) -> str:
    initials = "".join(w[0] for w in _bare(committee).split() if w[0].isupper())
    return initials if len(initials) >= 3 else ""
