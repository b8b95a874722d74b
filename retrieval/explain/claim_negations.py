"""Whether a sentence turns round what it cites: a "not" more or less, or the opposite outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from retrieval.explain.claim_words import any_of, beside, rows_apart, words_in
from retrieval.model import DEFAULT, Explaining
from retrieval.question import content_words, stem

# Bounds and idioms with a negating word that negate nothing.
_HARMLESS = re.compile(
    r"\b(?:no|not) (?:later|earlier|more|less|fewer|greater|sooner|longer) than\b|\bnot only\b"
    r"|\bno doubt\b|\bnos?\.?\s*(?=\d)|\bwhether or not\b|\bnot limited to\b",
    re.I,
)
_NEGATING = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable"
    r"|(?:is|are|was|were|do|does|did|has|have|had|ca|wo|would|should|could|must)n['’]t)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"[.;:,\n]\s|\s[–—-]\s|\b(?:but|although|though|however|while|whereas|except|unless)\b", re.I
)
_REFUSING = re.compile(r"\b(?:refus|reject|declin|dismiss|lost|fell|fail|oppos)\w*", re.I)
# Opposites: a sentence may not say the one where only the other stands.
_OPPOSITES = (
    ("approving", "refusing"),
    ("rising", "falling"),
    ("opened_up", "closed_down"),
    ("overspending", "underspending"),
    ("surpluses", "deficits"),
    ("voting_for", "voting_against"),
    ("above", "below"),
    ("more", "less"),
    ("before", "after"),
    ("improving", "worsening"),
    ("starting", "ending"),
    ("on_time", "late"),
    ("open_to_all", "closed_to_some"),
    ("joining", "parting"),
    ("mostly", "hardly"),
    ("lasting_from", "lasting_until"),
)
# Of these only the first may not be said where the second stands: what is noted is not decided, but
# what is decided was noted as well.
_STRONGER = (("settling", "weighing"), ("refusing", "weighing"))
# Telling words beside one of two opposites that may be the same in a sentence and in what it cites.
_NEAR, _NEAR_THERE = 1, 2
# A "not" denies so many words after it.
_DENIES = 4


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    words: frozenset[str]
    negated: bool


def turned_round(
    sentence: str, there: Sequence[str], constants: Explaining = DEFAULT.explaining
) -> bool:
    """Whether ``sentence`` says the opposite of the words in ``there``."""
    whole = " \n ".join(there)
    clauses = _clauses(whole)
    same = constants.same_clause
    return _exchanged(sentence, there) or any(
        _differs(clause, clauses, whole, same) for clause in _clauses(sentence)
    )


def is_polar(word: str) -> bool:
    """Whether a word is one of two opposites, which are compared here and nowhere else."""
    return any(any_of(name).fullmatch(word) for pair in _OPPOSITES for name in pair)


def _exchanged(sentence: str, there: Sequence[str]) -> bool:
    """Whether one of two opposites is said beside words that stand beside the other alone."""
    pairs = (*(way for pair in _OPPOSITES for way in permutations(pair)), *_STRONGER)
    patterns = (*((any_of(one), any_of(other)) for one, other in pairs), *rows_apart("units"))
    return any(_only_other(sentence, there, one, other) for one, other in patterns)


def _only_other(
    sentence: str, there: Sequence[str], one: re.Pattern[str], other: re.Pattern[str]
) -> bool:
    for found in one.finditer(sentence):
        near = beside(sentence, found.start(), found.end(), _NEAR)
        denied = _denied(sentence, found.start())
        if _beside(other, near, there, denied) and not _beside(one, near, there, denied):
            return True
    return False


def _beside(
    pattern: re.Pattern[str], near: frozenset[str], there: Sequence[str], denied: bool
) -> bool:
    return any(
        near & beside(text, found.start(), found.end(), _NEAR_THERE)
        and _denied(text, found.start()) is denied
        for text in there
        for found in pattern.finditer(text)
    )


def _denied(text: str, at: int) -> bool:
    """Whether a "not" stands in the few words before a place."""
    before = [word for word in words_in(text) if word.start < at][-_DENIES:]
    return bool(before) and _negated(text[before[0].start : at])


def _differs(said: _Clause, there: Sequence[_Clause], whole: str, share: float) -> bool:
    """Whether a clause denies what the cited clauses most like it say, or the other way round.

    A cited clause speaks of the same when it holds that ``share`` of the clause's words.
    """
    if said.negated and not _negated(whole) and not _REFUSING.search(whole):
        return True
    best = max((len(said.words & clause.words) for clause in there), default=0)
    same = [clause for clause in there if len(said.words & clause.words) == best]
    if len(said.words) < 2 or best < share * len(said.words):
        return not said.negated and _opposite(said.text, whole, whole)
    if any(clause.negated is said.negated for clause in same):
        alike = [clause.text for clause in same if clause.negated is said.negated]
        return all(_opposite(said.text, text, whole) for text in alike)
    # "not approved" and "refused" say the same, and so do "was not refused" and "approved".
    return not any(_opposite(said.text, clause.text, whole) for clause in same)


def _opposite(said: str, there: str, whole: str) -> bool:
    """Whether ``said`` has one of two opposites and ``there`` only the other.

    Where ``there`` has neither, ``whole`` decides: cells of a row are clauses apart.
    """
    for pair in _OPPOSITES:
        for one, other in permutations(map(any_of, pair)):
            if not one.search(said) or other.search(said):
                continue
            told = there if one.search(there) or other.search(there) else whole
            if other.search(told) and not one.search(told):
                return True
    return False


def _clauses(text: str) -> list[_Clause]:
    pieces = (piece for piece in _CLAUSE.split(text) if piece and piece.strip())
    return [_Clause(p, frozenset(map(stem, content_words(p))), _negated(p)) for p in pieces]


def _negated(text: str) -> bool:
    return bool(_NEGATING.search(_HARMLESS.sub(" ", text)))
