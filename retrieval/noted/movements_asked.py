"""Who came late, left early or was there for a vote, as minutes note it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.catalogue import Catalogue
from corpus.language import alternation, words
from corpus.model import Paper, Passage, PassageKind, Resolution, Span
from retrieval.answer import WHOLE, Quoter, Recorded, fitting, recording
from retrieval.model import Statement
from retrieval.question import Ask, Query, ask_of, content_words, is_stop_word
from retrieval.ranking import Unit, Wanted, holds, units_of, within
from retrieval.search import Found

_LOOKED_AT = 200
# As notes of comings and goings are indexed: every form of these words.
_INDEXED = "(left OR leave OR join OR arrive OR enter OR withdrew OR return OR retire OR depart)"
_THERE = r"present|there|in the (?:room|chamber|chair)|absent"
_WHO = re.compile(
    rf"\b(?:did|does|was|were|is|had|has)\s+(?P<who>(?:[^\W\d_][\w’'.-]*\s+){{1,6}}?)(?:still\s+)?"
    rf"(?P<what>{_THERE}|at the|leave|left|arrived?|join(?:ed)?|come|came|return(?:ed)?"
    r"|re-?join(?:ed)?|go|gone|stay(?:ed)?|withdr[ae]wn?|retired?|get|turn|enter(?:ed)?|depart(?:ed)?)\b",
    re.I,
)
_ASKS_THERE = re.compile(rf"{_THERE}|at the|stay(?:ed)?", re.I)
_SAYS_THERE = re.compile(rf"\b(?:{_THERE})\b", re.I)
_TITLED = re.compile(rf"\b{alternation('titles', plurals=True)}\.?\s(?P<who>(?:[A-Z][\w’'-]+\s?)+)")
_LINE = re.compile(rf"^[^\w\n]{{0,8}}{alternation('titles', plurals=True)}\b", re.M)
_PRONOUNS = ("he", "she", "they", "both")
_PRONOUN = re.compile(rf"\W*(?:{'|'.join(_PRONOUNS)})\b", re.I)
_ANYBODY = ("anyone", "anybody", "someone", "somebody", "everyone", "everybody")


@dataclass(frozen=True, slots=True)
class _Noted:
    """A note of the minutes of ``paper``, with the passage and the spans where it stands."""

    paper: Paper
    passage: Passage
    spans: tuple[Span, ...]

    def of(self, said: Resolution) -> bool:
        """Whether the note is of the meeting that decided."""
        return (self.passage.paper_id, self.paper.meeting_date) == (said.paper_id, said.date)


def moved(found: Found, catalogue: Catalogue, quoter: Quoter) -> Recorded | None:
    """Return the notes of who came or left, and the decision whose vote was asked about.

    None where that is not asked or not noted: it says nothing that a member is in no note.
    Where nothing tells of one who may have been at a vote, the attendance that names them does.
    Raises as :class:`Quoter`.
    """
    ask = ask_of(found.query.own_text)
    if ask is None or ask.name != "movement":
        return None
    name, there = _asked_of(found.query)
    said = _voted_on(found, there, catalogue, quoter) if there else None
    if there and said is None and not found.query.periods:
        # Who was at another meeting says nothing of a vote that no minutes record.
        return None
    passages = _passages(found, name, catalogue)
    noted = [n for p in passages for n in _notes(p, ask, name, found) if not said or n.of(said)]
    if said and name and not noted:
        noted = [n for p in passages for n in _attending(p, name, found) if n.of(said)]
    told = list(_told(noted, quoter))
    if not told:
        return None
    one_meeting = len({(n.paper.committee, n.paper.meeting_date) for n in noted}) == 1
    whole = quoter.resolved(said) if said else None
    return Recorded((*told, *([whole] if whole else [])), bool(name) or one_meeting)


def _asked_of(query: Query) -> tuple[str, str]:
    """Return the surname asked about, in small letters, and the words that ask who was there.

    The surname is "" for anybody; a pronoun is of whom another question or clause names. The words
    are "" where it is asked when somebody came or went.
    """
    asked = _WHO.search(query.own_text)
    named = re.findall(r"[\w’'-]+", asked["who"]) if asked else []
    last = named[-1].lower() if named else ""
    if last in _PRONOUNS or last in words("members", plurals=True):
        earlier = _TITLED.search(query.text)
        last = earlier["who"].split()[-1].lower() if earlier else ""
    elif is_stop_word(last) or last in _ANYBODY:
        last = ""
    if asked:
        return last, asked[0] if _ASKS_THERE.fullmatch(asked["what"]) else ""
    there = _SAYS_THERE.search(query.own_text)
    return last, there[0] if there else ""


def _voted_on(found: Found, there: str, catalogue: Catalogue, quoter: Quoter) -> Resolution | None:
    """Return the decision that a question is about, apart from who was there; None without any."""
    asking = content_words(there)
    topic = tuple(word for word in found.query.words if word not in asking)
    own = replace(found, query=replace(found.query, words=topic))
    fits = [fit for fit in fitting(own, catalogue, quoter) if fit.of_matter or fit.share >= WHOLE]
    kept = recording(fits, own.query)
    return kept.said if kept else None


def _passages(found: Found, name: str, catalogue: Catalogue) -> list[Passage]:
    """Return what was found and what holds the member's name or a note, in reading order."""
    bare = " ".join(re.findall(r"[^\W_]+", name))
    match = f'"{bare}"' if bare else _INDEXED
    ids = [key for key, _ in catalogue.lexical_passages(match, _LOOKED_AT, found.scope)]
    known = {hit.passage.id: hit.passage for hit in found.hits}
    known |= catalogue.passages(ids, found.scope.clearance)
    prose = (one for one in known.values() if one.kind is PassageKind.PROSE)
    return sorted(
        (one for one in prose if one.paper_id in found.papers),
        key=lambda one: (one.paper_id, one.spans[0].page, one.spans[0].start),
    )


def _meeting(passage: Passage, found: Found) -> Paper | None:
    """Return the paper of a passage as its meeting is cited; None where another is asked for."""
    paper = found.minuted.cited(found.papers[passage.paper_id], passage.pages[0])
    query, day = found.query, paper.meeting_date
    timely = not query.periods or (day and any(one.holds(day) for one in query.periods))
    return paper if timely and query.committee in (None, paper.committee) else None


def _notes(passage: Passage, ask: Ask, name: str, found: Found) -> Iterator[_Noted]:
    """Yield the notes of a passage that tell how the member asked about, or anybody, moved."""
    paper = _meeting(passage, found)
    if paper is None:
        return
    before = Unit("", ())
    for unit in units_of(passage):
        for note in ask.holds.finditer(unit.text):
            lines = [line.start() for line in _LINE.finditer(unit.text, 0, note.start())]
            start = lines[-1] if lines else 0
            subject = unit.text[start : note.start()]
            spans = tuple(within(unit.spans, start, len(unit.text)))
            beside = note[0].startswith("(")
            if beside:
                # In a list of members it is of the one before it.
                subject = " ".join(subject.split()[-1:])
            elif _PRONOUN.match(subject):
                subject, spans = before.text, (*before.spans, *spans)
            anybody = beside or holds(Wanted.PERSON, subject)
            if _names(name, subject) if name else anybody:
                yield _Noted(paper, passage, spans)
                break
        before = unit


def _attending(passage: Passage, name: str, found: Found) -> Iterator[_Noted]:
    """Yield the lists of who was present or sent apologies that name a member."""
    paper = _meeting(passage, found)
    for unit in units_of(passage) if paper else ():
        if paper and holds(Wanted.PRESENT, unit.text) and _names(name, unit.text):
            yield _Noted(paper, passage, unit.spans)


def _names(name: str, words_said: str) -> bool:
    return bool(name) and bool(re.search(rf"\b{re.escape(name)}\b", words_said, re.I))


def _told(noted: list[_Noted], quoter: Quoter) -> Iterator[Statement]:
    """Yield what quotes each note once, the newest meeting first."""
    seen: set[str] = set()
    for one in sorted(noted, key=lambda one: one.paper.meeting_date or date.min, reverse=True):
        quoted = quoter.statement(one.passage, one.spans)
        if quoted and quoted.text not in seen:
            seen.add(quoted.text)
            yield quoted
