"""Whether a sentence turns round what it cites: a "not" more or less, or the opposite outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
_OPPOSITES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{other})\b", re.I))
    for one, other in (
        (
            r"approv\w+|agree[ds]?|accept\w*|adopt\w*|endors\w+|carried|passed|support(?:ed|s)?"
            r"|grant(?:ed|s)?|won|resolved",
            r"refus\w+|reject\w*|declin\w+|dismiss\w*|lost|defeat\w*|oppos\w+|turn(?:ed)? down"
            r"|fell|withdrawn|deferred",
        ),
        (
            r"increas\w+|ris(?:e|es|en|ing)|rose|rais\w+|gr(?:ow|ew|ows|own|owth)|higher|climb\w+",
            r"decreas\w+|fall(?:s|en|ing)?|fell|reduc\w+|cuts?|cutting|lower\w*|drop\w*|declin\w+",
        ),
        (r"open(?:s|ed|ing)?|reopen\w*", r"clos(?:e|es|ed|ing|ure)"),
        (r"overspen\w+|over budget", r"underspen\w+|under budget"),
        (r"surplus\w*", r"deficit\w*|shortfall\w*"),
        (r"voted? (?:for|in favour)", r"voted? against"),
        (r"exceed\w*|above|over", r"below|under|beneath"),
        (r"improv\w+|better", r"worsen\w*|worse|deteriorat\w+"),
        (r"started?|beg[ai]n|begun|begins", r"ended|stopped|ceased?"),
        (r"met|on track|on time|complete[d]?", r"missed|delayed|overdue|behind|incomplete"),
        (r"public(?:ly)?", r"exempt|confidential"),
    )
)


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
    return any(_differs(clause, clauses, whole, same) for clause in _clauses(sentence))


def is_polar(word: str) -> bool:
    """Whether a word is one of two opposites, which are compared here and nowhere else."""
    return any(one.fullmatch(word) or other.fullmatch(word) for one, other in _OPPOSITES)


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
        for one, other in (pair, pair[::-1]):
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
