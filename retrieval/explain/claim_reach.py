"""How far a sentence goes: no further than what it cites, with "all", "only", "may" and "if".

A word that widens a claim ("all", "never", "each month") must stand in the cited
words beside the same words; one that narrows it there ("may", "should", "subject
to", "except") must not be left out; and what is planned there is not done, nor the
other way round. The words are groups of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.language import words as words_of
from retrieval.explain.claim_words import Word, any_of, beside, roots, sentences_in, words_in
from retrieval.question import stem

# What a sentence may only say where the papers say the like: its words, and theirs.
_WIDENING = (
    ("total_all", "total_all_there"),
    ("total_none", "total_none_there"),
    ("total_only", "total_only_there"),
    *((name, name) for name in ("total_never", "total_always", "total_most")),
    *((f"each_{name}", f"each_{name}") for name in ("year", "quarter", "month", "fortnight")),
    *((f"each_{name}", f"each_{name}") for name in ("week", "day", "hour")),
)
# What papers say of a verb and a sentence must not leave out: their words, and its.
_HEDGING = (("hedges", "hedges_said"), ("duties", "duties_said"))
# The same of a whole sentence.
_LIMITING = (("conditions", "conditions_said"), ("exceptions", "exceptions_said"))
# A verb stands within so many words of its "may" or "will".
_REACH = 4
# Telling words beside a word that may be the same in a sentence and in what it cites.
_NEAR, _NEAR_THERE = 1, 3
# The share of the shorter one's words that two sentences on the same thing have in common.
_SAME = 0.5
# Telling words after an "if" or an "except", in its clause, that name what it is about.
_NAMES = 3
_CLAUSE_END = re.compile(r"[,;:()–—]\s")


def goes_too_far(sentence: str, there: Sequence[str]) -> bool:
    """Whether ``sentence`` claims more than the texts in ``there``, which are one each."""
    return (
        any(_widened(sentence, there, *groups) for groups in _WIDENING)
        or any(_unhedged(sentence, there, *groups) for groups in _HEDGING)
        or any(_unlimited(sentence, there, *groups) for groups in _LIMITING)
        or _other_time(sentence, there)
    )


def _widened(sentence: str, there: Sequence[str], said: str, known: str) -> bool:
    return not all(
        _stands(sentence, found, there, any_of(known)) for found in any_of(said).finditer(sentence)
    )


def _stands(
    sentence: str, found: re.Match[str], there: Sequence[str], known: re.Pattern[str]
) -> bool:
    """Whether the like of a word stands in ``there`` beside one of the words that it is beside."""
    anchors = beside(sentence, found.start(), found.end(), _NEAR)
    return any(
        not anchors or anchors & beside(text, other.start(), other.end(), _NEAR_THERE)
        for text in there
        for other in known.finditer(text)
    )


def _unhedged(sentence: str, there: Sequence[str], group: str, said: str) -> bool:
    """Whether a verb that is hedged wherever it stands in ``there`` is said without a hedge."""
    hedged = {verb for text in there for verb in _verbs_after(text, any_of(group))}
    firm = {
        word.root
        for text in there
        for at, word in enumerate(words_in(text))
        if word.root in hedged and not _before(text, at, any_of(group))
    }
    return any(
        word.root in hedged - firm
        and not _around(sentence, at, any_of(said))
        and any(_same_places(sentence, word, there))
        for at, word in enumerate(words_in(sentence))
    )


def _verbs_after(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the root of the first telling word after each word that hedges."""
    for found in pattern.finditer(text):
        after = [word for word in words_in(text) if word.start >= found.end()][:_REACH]
        # An adverb is no verb: "may possibly rise".
        yield from [w.root for w in after if w.root and not w.text.endswith("ly")][:1]


def _before(text: str, at: int, pattern: re.Pattern[str]) -> bool:
    """Whether the pattern matches in the few words before a word, none of which tells anything."""
    words = words_in(text)
    start = at
    while start > 0 and at - start < _REACH and _is_small(words[start - 1]):
        start -= 1
    return any(pattern.finditer(text, words[start].start, words[at].start))


def _is_small(word: Word) -> bool:
    return not word.root or word.text.endswith("ly")


def _around(text: str, at: int, pattern: re.Pattern[str]) -> bool:
    """Whether the pattern matches in the few words before or after a word."""
    words = words_in(text)
    start, end = max(at - _REACH, 0), min(at + _REACH // 2, len(words) - 1)
    last = words[end]
    return bool(pattern.search(text, words[start].start, last.end))


def _same_places(sentence: str, word: Word, there: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield texts and numbers of words where a word is beside what it is beside in a sentence."""
    near = beside(sentence, word.start, word.end, 2)
    for text in there:
        for at, other in enumerate(words_in(text)):
            same = other.root == word.root
            if same and (not near or near & beside(text, other.start, other.end, _NEAR_THERE)):
                yield text, at


def _unlimited(sentence: str, there: Sequence[str], group: str, said: str) -> bool:
    """Whether ``there`` says it under a condition, or with an exception, that is left out."""
    told = roots(sentence)
    kept = bool(any_of(said).search(sentence))
    for one in sentences_in(there):
        limits = [found.end() for found in any_of(group).finditer(one) if _limits(one, found)]
        own = roots(one)
        if limits and len(told & own) >= _SAME * min(len(told), len(own)):
            under = {root for end in limits for root in _named(one[end:])}
            if not kept or (under and not told & under):
                return True
    return False


def _named(rest: str) -> frozenset[str]:
    """Return the first words that tell something, of the clause that a condition begins."""
    return beside(_CLAUSE_END.split(rest)[0], 0, 0, _NAMES)


def _limits(text: str, found: re.Match[str]) -> bool:
    """Whether a word is no "if" of a question and no "provided" that means "gave"."""
    if found.group().lower() not in ("if", "provided", "providing"):
        return True
    words = [word.text.lower() for word in words_in(text[: found.start()])]
    if found.group().lower() == "if":
        return not words or words[-1] not in words_of("questions_of_if")
    begins = not words or text[: found.start()].rstrip().endswith(",")
    return begins or bool(re.match(r"\s*(?:that\b|,)", text[found.end() :]))


def _other_time(sentence: str, there: Sequence[str]) -> bool:
    """Whether what is all planned in ``there`` is said to be done, or the other way round."""
    for at, word in enumerate(words_in(sentence)):
        said = _time(sentence, at) if word.root else ""
        if not said or (said == "plan" and not _before(sentence, at, any_of("futures"))):
            continue
        if said == "done" and word.root in _reported():
            continue
        known = {_time(text, other) for text, other in _same_places(sentence, word, there)}
        if said not in known and {"plan", "done"} & known:
            return True
    return False


def _time(text: str, at: int) -> str:
    """Return whether a word is a "plan", or "done", by the few words before it and its form."""
    if _before(text, at, any_of("plans")):
        return "plan"
    word = words_in(text)[at].text.lower()
    past = word.endswith("ed") or word in words_of("past_forms")
    return "done" if past or _before(text, at, any_of("dones")) else ""


@cache
def _reported() -> frozenset[str]:
    """Return what papers report of themselves, in any tense: to agree, to note, to refuse."""
    return frozenset(stem(word) for word in words_of("settling", "weighing", "refusing"))
