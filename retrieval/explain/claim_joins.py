"""Whether a sentence that cites several joins them rightly: each piece of it rests on one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from retrieval.explain.claim_names import strange_names
from retrieval.explain.claim_words import roots, words_in

_JOINT = re.compile(
    r"(?<!\s)(?:\s*[;:,.()–—]|\s+(?:and|but|while|whereas|although|though|when|as|with|which|who))"
    r"\s+",
    re.I,
)
# Pieces of fewer words that tell something could be taken from anywhere.
_FEWEST, _PLAIN = 3, 2
# More joints than a sentence needs; each pair of them may have to be tried.
_JOINTS = 16
_LEADS = 6
_GOES_ON = re.compile(
    r"\W*(?:and\s+|but\s+)?(?:was|were|is|are|has|have|had|will|would|\w+ed)\b", re.I
)
_HE = re.compile(r"\W*(?:and\s+|but\s+)?(?:he|she|it|they)\b", re.I)

Stands = Callable[[str, int], bool]
Rests = Callable[[str, str], bool]


def rightly_joined(
    sentence: str,
    texts: Sequence[str],
    abouts: Sequence[str],
    stands: Stands,
    ignored: frozenset[str],
) -> bool:
    """Whether ``sentence`` can be cut so that each piece stands in one text alone.

    ``abouts`` is what is known beside each text; ``stands`` says whether a piece is supported by
    the text of that number alone, from 0. A piece must not hold a word that only another text
    has, apart from ``ignored`` ones: who did it in one sentence has not done what another says.
    """
    known = [roots(f"{text} {about}") for text, about in zip(texts, abouts, strict=True)]

    def rests(piece: str, lead: str) -> bool:
        told = roots(piece) - ignored
        return any(
            not any(told & (other - own) for other in known)
            and not strange_names(lead, f"{texts[at]} {abouts[at]}")
            and stands(piece, at)
            for at, own in enumerate(known)
        )

    return _cut(sentence, rests, frozenset(map(_bare, texts)))


def _cut(sentence: str, rests: Rests, whole: frozenset[str]) -> bool:
    """Try the longest first piece that rests on something, then go on with what is left.

    A piece has to say enough, or be the whole of a text.
    """
    joints = [(found.start(), found.end()) for found in _JOINT.finditer(sentence)]
    if len(joints) > _JOINTS:
        return rests(sentence, "")
    ends = [*joints, (len(sentence), len(sentence))]

    @cache
    def from_(first: int) -> bool:
        start = ends[first - 1][1] if first else 0
        for at in range(len(ends) - 1, first - 1, -1):
            piece = sentence[start : ends[at][0]]
            if not _heavy(piece) and _bare(piece) not in whole:
                continue
            if rests(piece, _lead(sentence, start, piece)) and (
                at == len(ends) - 1 or from_(at + 1)
            ):
                return True
        return False

    return from_(0)


def _bare(text: str) -> str:
    return " ".join(word.text.lower() for word in words_in(text))


def _heavy(piece: str) -> bool:
    """Whether a piece says enough, and more than a name."""
    telling = [word for word in words_in(piece) if word.tells]
    return len(telling) >= _FEWEST and sum(word.text[0].islower() for word in telling) >= _PLAIN


def _lead(sentence: str, start: int, piece: str) -> str:
    """Return the words that name who a piece is about, where it goes on about the sentence's."""
    ended = sentence[:start].rstrip()[-1:] in ".;:"
    if not start or not (_HE.match(piece) or (_GOES_ON.match(piece) and not ended)):
        return ""
    words = words_in(sentence)[:_LEADS]
    return sentence[: words[-1].end]
