"""How it was voted, as the register records it: the roll, its sides, what is noted after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.catalogue import Catalogue
from corpus.language import alternation
from corpus.minutes import DIVIDED
from corpus.model import Resolution, Span
from prompts import joined
from retrieval.answer.movers_asked import movers_named
from retrieval.answer.quoting import Quoter
from retrieval.answer.register_fits import WHOLE, Fit, Recorded, line_of, recording, topic_of
from retrieval.model import Statement
from retrieval.question import Query, asks, stem, stems_of
from retrieval.search import Found

_WHO = re.compile(r"\b(?:who|whom|whose|which|names?)\b", re.I)
_TITLED = re.compile(rf"\b{alternation('titles', plurals=True)}\.?\s[A-Z]")
_NOTE_CALLED = re.compile(r"\A(?:note|nb)\W+", re.I)
# Letters of a note after a decision.
_NOTE = 400
# Each side by what asks for it, the first that a question meets counting.
_SIDES = {
    side: re.compile(rf"\b{alternation(f'asks_{side}')}\b", re.I)
    for side in ("against", "abstain", "for")
}
# Where the side of a recorded vote begins, and where the next one does; and what follows it.
_SIDE = re.compile(
    "|".join(
        rf"(?P<{side}>\b{alternation(f'side_{side}')}\b)" for side in ("for", "against", "abstain")
    ),
    re.I,
)
_NAMES = re.compile(r"\s*(?:\(\d{1,3}\)|:|(?-i:(?=[A-ZÀ-Þ])))")
# What a division in a sentence was between: "6 members voted for the amendment".
_BETWEEN = re.compile(DIVIDED, re.I)
_AND = re.compile(r"[\s,;]*(?:\band)?\s*\Z", re.I)
_NOTED_VOTE = re.compile(r"\bvot\w*\b|\babst\w*|\bagainst\b", re.I)


def votes(
    fits: Sequence[Fit], found: Found, catalogue: Catalogue, quoter: Quoter
) -> Recorded | None:
    """Return how it was voted: the side asked for first, else that it was unanimous.

    None where no vote is recorded. Raises as :class:`Quoter`.
    """
    query = found.query
    side = next((name for name, says in _SIDES.items() if says.search(query.own_text)), "")
    noted = {id(fit): _noted(fit.said, found, catalogue, quoter) for fit in fits}
    told = [fit for fit in fits if fit.said.vote_spans or fit.said.vote or noted[id(fit)]]
    who = _WHO.search(query.own_text) is not None
    if who:
        texts = {key: [one.text for one in said] for key, said in noted.items()}
        told = [fit for fit in told if fit.of_matter] or told
        named = [f for f in told if _names([f.said.vote or "", *texts[id(f)]], side)]
        told = named or told
    kept = recording(told, query)
    if kept is None:
        return None
    said = kept.said
    lines = [quoter.recorded(said, said.vote_spans)] if said.vote_spans else []
    beside = noted[id(kept)]
    # The spans of a vote may hold what is noted after it.
    lines += [one for one in beside if not any(line and one.text in line.text for line in lines)]
    if not any(lines) and said.outcome_spans:
        lines = [quoter.recorded(said, said.outcome_spans)]
    whole = quoter.resolved(said)
    shown = [one for one in lines if one]
    if whole is None:
        return None
    # A vote that stands in the words of the decision is quoted with them.
    text = " ".join(one.text for one in shown) or whole.text
    voters = _voters(query, said)
    asked = _side_of(text, side, voters) or _put_of(text, side, query.own_text, voters)
    if who and not asked:
        asked = next((_bare(one.text) for one in beside if _names([one.text], side)), "")
    line, first = line_of(said), asked or said.vote or said.outcome
    whole_line = not asked and first.lower() in line.lower()
    lead = line if whole_line else joined(" · ", (first or "", line))
    moved = movers_named(said) if _moved_too(query) else ""
    if moved:
        lead = joined(" · ", (moved, lead))
        shown = [one for one in (quoter.recorded(said, said.moved_spans), *shown) if one]
    return Recorded((*shown, whole), kept.of_matter or kept.share >= WHOLE, lead)


def _moved_too(query: Query) -> bool:
    """Whether a question asks who moved as well as how it was voted."""
    return any(one.name == "mover" and one.asked_in(query.own_text) for one in asks())


def _bare(note: str) -> str:
    """Return what a note in brackets says, without the word that calls it one."""
    return _NOTE_CALLED.sub("", note.strip("() ."))


def _names(texts: Iterable[str], side: str) -> bool:
    """Whether one of ``texts``, of a vote or noted after it, names who was on the side asked."""
    return any(
        (_TITLED.search(one) and (not side or _SIDES[side].search(one)))
        or _side_of(one, side, frozenset())
        for one in texts
    )


def _voters(query: Query, said: Resolution) -> frozenset[str]:
    """Return the stems of a question that only the roll of a vote holds: of members' names."""
    decided = stems_of(f"{said.title or ''} {said.text}")
    return frozenset(stem(word) for word in topic_of(query)) & stems_of(said.vote or "") - decided


def _side_of(text: str, side: str, voters: frozenset[str]) -> str:
    """Return the part of a recorded vote that names one side: "Against: Councillors …".

    That is the side asked for, else the one that ``voters`` are named on; "" where none is.
    """
    marks = [m for m in _SIDE.finditer(text) if m[0][:1].isupper() and _NAMES.match(text, m.end())]
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        part = text[mark.start() : end].strip()
        if mark.lastgroup == side or (not side and voters and voters <= stems_of(part)):
            return part
    return ""


def _put_of(text: str, side: str, question: str, voters: frozenset[str]) -> str:
    """Return the part of a vote between two things that ``voters`` or the question name.

    "6 members voted for the amendment, viz. …" of a vote between it and the motion: who was
    against the one was for the other. "" where no part is meant.
    """
    marks = list(_BETWEEN.finditer(text))
    bounds = pairwise((*(mark.start() for mark in marks), len(text)))
    parts = [(m["put"], text[start:end]) for m, (start, end) in zip(marks, bounds, strict=True)]
    asked = stems_of(question)
    named = [stem(put.lower()) in asked for put, _ in parts]
    if voters:
        meant = [voters <= stems_of(part) for _, part in parts]
    elif side == "against":
        meant = [any(named) and not one for one in named]
    else:
        meant = named if side != "abstain" else []
    kept = [part for (_, part), one in zip(parts, meant, strict=False) if one]
    return _AND.sub("", kept[0].strip()) if len(kept) == 1 else ""


def _noted(said: Resolution, found: Found, catalogue: Catalogue, quoter: Quoter) -> list[Statement]:
    """Return sentences right after a resolution that note how somebody voted."""
    if not said.spans:
        return []
    last = said.spans[-1]
    page = catalogue.page(said.paper_id, last.page, found.scope.clearance)
    after = page.text[last.end : last.end + _NOTE]
    note = re.match(r"[\s.;]*(\((?:[^()]|\([^()]*\)){5,300}\)\.?)", after)
    if not note or not _NOTED_VOTE.search(note[1]):
        return []
    start = last.end + note.start(1)
    one = quoter.recorded(said, (Span(last.page, start, start + len(note[1])),))
    return [one] if one else []
