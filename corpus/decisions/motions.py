"""Motions and the verdicts on them, where minutes tell how a meeting moved, amended and voted.

A verdict is about the last motion of its minute that none has been told of; one on an amendment
about the last amendment, one on "the substantive motion" about the motion that was amended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.decisions.features import Sentence

_MOVED = re.compile(r"\b(?:moved|proposed)\b", re.IGNORECASE)
# What may be moved in a word, where no "that" tells it.
_MATTER = re.compile(
    r"\b(?:approval|refusal|deferral|rejection|adoption|acceptance|withdrawal|support)\b", re.I
)
_AMENDMENT = re.compile(r"\bamendment\b", re.IGNORECASE)
_AMENDED = re.compile(
    r"\b(?:substantive|original)\b|\b(?:motion|recommendation|proposal)s? as amended\b"
    r"|\bamended (?:motion|recommendation|proposal)\b",
    re.IGNORECASE,
)
_PUT = r"\b(?:motion|amendment|proposal|proposition|recommendation)s?\b(?! that\b)[^.;]{0,60}?"
_LOST = re.compile(
    rf"{_PUT}\b(?:lost|defeated|fell|fails?|failed|falls|lapsed|lapses|died|dies|negatived"
    r"|withdrawn|not carried|rejected)\b"
    r"|\bcasting vote\b[^.;]{0,40}\bagainst\b"
    r"|\bwithdrew (?:the|his|her|their|this) (?:motion|amendment|proposal)\b",
    re.IGNORECASE,
)
_UNSECONDED = re.compile(
    r"\b(?:was|were|is) not seconded\b|\bno seconder\b|\bno second\b(?=\W*(?:$|to\b|for\b|was\b))"
    r"|\b(?:want|lack) of a second|\bwithout a second",
    re.IGNORECASE,
)
_CARRIED = re.compile(rf"{_PUT}\b(?<!not )(?:carried|passed|adopted)\b", re.IGNORECASE)
# A sentence that gives a motion's words tells no verdict on another; it may tell its own.
_WORDED = re.compile(r"\b(?:motion|amendment|proposal)\b[^.;]{0,80}\bthat\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:was|were|and)\s+(?:\w+\s+){0,3}(?:lost|defeated|carried|passed|adopted|fell|agreed)\b",
    re.IGNORECASE,
)
# A motion is seconded or put within so many sentences.
_SOON = 3


@dataclass(frozen=True, slots=True)
class Motion:
    """Sentences ``first`` to ``last`` (both in it) that move something, and how that ended.

    ``verdicts`` are the sentences that tell it, those on its amendments first; ``lost`` says
    how. It has none where an amendment was carried in its place and it was put no more.
    """

    first: int
    last: int
    verdicts: tuple[int, ...]
    lost: bool


@dataclass(slots=True)
class _Pending:
    """A motion of the minute being read, and the amendments carried to it."""

    first: int
    last: int
    amendment: bool
    verdicts: tuple[int, ...] = ()
    ended: bool = False
    displaced: bool = False


def find_motions(sentences: Sequence[Sentence], leaps: frozenset[int]) -> Iterator[Motion]:
    """Yield the motions of a sitting that a verdict is told of, in the order of the verdicts.

    With them come those that were amended and then told of no more, when their minute ends.
    Before the sentences of ``leaps`` pages are left out; nothing is joined over them.
    """
    pending: list[_Pending] = []
    for at, one in enumerate(sentences):
        if one.unit.heading or at in leaps:
            yield from _displaced(pending)
            pending = []
        if _moves(one) or _moves_alone(sentences, at):
            pending.append(_Pending(at, at, bool(_AMENDMENT.search(one.text))))
            continue
        lost = _tells(one)
        motion = None if lost is None else _meant(pending, one)
        if lost is None or motion is None:
            pending[-1:] = (_listed(sentences, each, at) for each in pending[-1:])
            continue
        motion.ended = True
        yield Motion(motion.first, motion.last, (*motion.verdicts, at), lost)
        if motion.amendment and not lost:
            _amended(pending, motion, at)
    yield from _displaced(pending)


def _listed(sentences: Sequence[Sentence], motion: _Pending, at: int) -> _Pending:
    """Return a motion with one more sentence, where it moves "as follows:" and that goes on."""
    one = sentences[at]
    goes_on = motion.last == at - 1 and not motion.ended and sentences[motion.first].announces
    if goes_on and not (one.mover or one.verdict or one.unit.heading or one.calls):
        motion.last = at
    return motion


def _displaced(pending: Sequence[_Pending]) -> Iterator[Motion]:
    """Yield the motions of a minute in whose place an amendment was carried."""
    for one in pending:
        if one.displaced and not one.ended:
            yield Motion(one.first, one.first, (), lost=True)


def _moves(one: Sentence) -> bool:
    """Whether a sentence moves something, and tells what."""
    if not _MOVED.search(one.text) or _OWN.search(one.text) or _tells(one) is not None:
        return False
    if "moved" in one.held and ("seconded" in one.held or "motion" in one.held):
        return True
    return "seconded" in one.held and bool(_MATTER.search(one.text))


def _moves_alone(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence says what one person moved, and the next who seconded or how it ended.

    "Ms Reed moved that the fee be waived. Mr Orr seconded. Motion carried."
    """
    one = sentences[at]
    moved = [deed for deed in one.deeds if deed.group == "move" and _MOVED.fullmatch(deed.word)]
    told = moved and "moved" in one.held and not moved[0].auxiliary and moved[0].then != "by"
    if (
        not told
        or _OWN.search(one.text)
        or (moved[0].by != "person" and moved[0].place not in ("1", "2"))
    ):
        return False
    for after in sentences[at + 1 : at + 1 + _SOON]:
        if _tells(after) is not None:
            return _tells(one) is None
        if after.unit.heading or "moved" in after.held:
            return False
        if "seconded" in after.held:
            return _tells(one) is None
    return False


def _tells(one: Sentence) -> bool | None:
    """Return whether a sentence tells that a motion was lost; None where it tells no verdict."""
    if _UNSECONDED.search(one.text):
        return True
    if _WORDED.search(one.text):
        return None
    if _LOST.search(one.text):
        return True
    return False if _CARRIED.search(one.text) else None


def _meant(pending: Sequence[_Pending], verdict: Sentence) -> _Pending | None:
    """Return the motion that a verdict is about."""
    left = [one for one in pending if not one.ended]
    if _AMENDED.search(verdict.text):
        return next((one for one in left if not one.amendment), None)
    if _AMENDMENT.search(verdict.text):
        left = [one for one in left if one.amendment]
    return left[-1] if left else None


def _amended(pending: Sequence[_Pending], amendment: _Pending, verdict: int) -> None:
    """Take an amendment that was carried into the motion before it, if they stand together."""
    motion = next((one for one in pending if not one.amendment and not one.ended), None)
    if motion is not None:
        motion.displaced = True
    if motion is not None and motion.last + 1 == amendment.first:
        motion.last = amendment.last
        motion.verdicts = (*motion.verdicts, verdict)
