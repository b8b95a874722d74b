"""What may be asked next: the questions that are answered from what is stored of a matter.

Each row of ``next_questions.toml`` is a question and the evidence that it needs: a decision
with its mover, its vote, a decision of the same title on another day, a field of the report
form, a section of the report. Nothing is searched for it, and a question is offered only where
its evidence is there and stands in nothing that was just said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice
from pathlib import Path
from string import Formatter

from corpus.catalogue import Catalogue
from corpus.language import CURRENCIES, alternation, find_figures
from corpus.model import (
    Access,
    AgendaItem,
    DecisionKind,
    Passage,
    PassageKind,
    Resolution,
    Scope,
    Span,
)
from corpus.register import RegisterSearch
from prompts import worded
from retrieval.answer import decided_on, of_time_and_body, same_business
from retrieval.model import Intent, Matter, Statement, day_words
from retrieval.question import ask_of, asks, stems_of
from retrieval.ranking import NOT_STANDING, weight
from retrieval.search import Found

_FILE = Path(__file__).with_name("next_questions.toml")
_STANDING = re.compile(alternation("standing_headings"), re.IGNORECASE)
_COSTS = re.compile(r"\b(?:costs?|financ\w+|budget)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
PassagesOf = Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """One row of ``next_questions.toml``: see there.

    ``needs`` is the kind of evidence and, after a colon, which of it.
    """

    name: str
    says: str
    named: str
    ask: str
    needs: str


@cache
def next_questions() -> tuple[NextQuestion, ...]:
    """Return the rows of the table, in order."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(NextQuestion(name, **row) for name, row in rows.items())


class Titles:
    """The decisions of the register by their titles, for whoever may see them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._by_stem = lru_cache(maxsize=2)(self._read)
        # Of each title, so that after a change only new ones are taken apart.
        self._stems: dict[str, frozenset[str]] = {}

    def decided(self, title: str, found: Found) -> tuple[Resolution, ...]:
        """Return the decisions on the same business in the papers found, newest first.

        None of a title that stands over something else at every meeting. Raises
        ``CatalogueError`` where the catalogue cannot be read.
        """
        held = self._by_stem(found.scope.clearance, self._catalogue.generation)
        stems = stems_of(title)
        if not stems or _STANDING.fullmatch(title.strip()):
            return ()
        fewest = min((held.get(one, ()) for one in stems), key=len)
        # The same titles stand over many decisions.
        alike = cache(lambda one: same_business(one, title, found))
        return tuple(s for s in fewest if s.paper_id in found.papers and alike(s.title))

    def _read(self, clearance: Access, _generation: int) -> Mapping[str, tuple[Resolution, ...]]:
        search = RegisterSearch(scope=Scope(clearance=clearance), kinds=(DecisionKind.DECISION,))
        held: dict[str, list[Resolution]] = {}
        before, self._stems = self._stems, {}
        for said in self._catalogue.search_resolutions(search).resolutions:
            title = said.title or ""
            stems = before[title] if title in before else stems_of(title)
            self._stems[title] = stems
            for one in stems:
                held.setdefault(one, []).append(said)
        return {one: tuple(those) for one, those in held.items()}


@dataclass(frozen=True)
class Known:
    """What is stored of the matter that was answered from.

    ``told`` are the statements of the answer; ``passages_of`` gives a paper's passages in
    reading order.
    """

    found: Found
    matter: Matter
    told: Sequence[Statement]
    catalogue: Catalogue
    titles: Titles
    passages_of: PassagesOf

    @cached_property
    def here(self) -> tuple[Resolution, ...]:
        """The decisions of the matter where it was cited, as the register is asked for them."""
        own = decided_on(self.matter, self.found, self.catalogue)
        return tuple(s for s in own if s.kind is DecisionKind.DECISION and self.meant(s))

    @cached_property
    def titled(self) -> tuple[Resolution, ...]:
        """The decisions of the same title at any meeting, newest first."""
        return tuple(s for s in self.titles.decided(self.matter.title, self.found) if self.meant(s))

    @cached_property
    def quoted(self) -> Resolution | None:
        """The decision that the answer begins with, or whose mover or vote it begins with.

        None where it begins with anything else.
        """
        return next(
            (s for s in self.here if self.said(s.paper_id, _recorded_in(s), first=True)), None
        )

    @cached_property
    def items(self) -> tuple[tuple[str, AgendaItem], ...]:
        """The items of the matter by paper: its own, then those of its title that were found."""
        places = [(self.matter.paper_id, self.matter.item)]
        most = self.found.constants.choosing.hits
        places += [(h.passage.paper_id, h.passage.item) for h in self.found.hits[:most]]
        kept: list[tuple[str, AgendaItem]] = []
        title = self.matter.title
        for paper_id, number in dict.fromkeys(places):
            held = self.catalogue.items(paper_id, self.found.scope.clearance) if number else ()
            own = (paper_id, number) == places[0]
            kept += [
                (paper_id, one)
                for one in held
                if one.number == number and (own or same_business(one.title, title, self.found))
            ]
        return tuple(kept)

    def meant(self, said: Resolution) -> bool:
        """Whether a decision is of the time and the body that the chat is about."""
        return self._is_of(said)

    @cached_property
    def _is_of(self) -> Callable[[Resolution], bool]:
        return of_time_and_body(self.found.query)

    def said(self, paper_id: str, spans: Iterable[Span], *, first: bool = False) -> bool:
        """Whether words were just quoted, or quoted ``first``."""
        cited = [c for s in self.told[: 1 if first else None] for c in s.citations]
        own = [span for c in cited if c.paper_id == paper_id for span in c.spans]
        return any(one.overlaps(other) for one in spans for other in own)

    @cached_property
    def reported(self) -> tuple[Passage, ...]:
        """The prose of the matter's own report; none where it has no item."""
        passages = self.passages_of(self.matter.paper_id) if self.matter.item else ()
        own = (p for p in passages if p.item == self.matter.item)
        return tuple(p for p in own if p.kind is PassageKind.PROSE)

    @property
    def follows(self) -> bool:
        """Whether a follow-up without words of its own would be asked of the matter.

        It would be of the question itself where that does not name the matter's title, and of
        nothing certain where an answer is a list of matters.
        """
        query = self.found.query
        asked = query.carried or query.search_text
        named = query.item or query.minute or query.references or query.decisions
        several = any(one.part for one in self.told)
        return not several and bool(named or stems_of(self.matter.title) & stems_of(asked))

    def headed(self, heads: Callable[[str], bool]) -> tuple[Passage, ...]:
        """Return the prose of the matter's report under headings of a kind, in its order."""
        most = self.found.constants.suggesting.heading_words
        own = ((p, p.headings[-1]) for p in self.reported if p.headings)
        return tuple(p for p, above in own if len(_LETTERS.findall(above)) <= most and heads(above))


def offered(known: Known, asked: Sequence[str], *, follows: bool = True) -> tuple[str, ...]:
    """Return what may be asked next, the likeliest first, none of what was ``asked`` before.

    Questions name the matter by its title where follow-ups would not be of it, and where it is
    not what the chat is about (not ``follows``). Raises ``CatalogueError`` where the catalogue
    cannot be read.
    """
    limits, title = known.found.constants.suggesting, known.matter.title
    no_matter = _STANDING.fullmatch(title.strip()) or title == known.matter.committee
    if no_matter or not 0 < len(title) <= limits.title:
        return ()
    follows = follows and known.follows
    just = (*asked, known.found.query.own_text)
    before, asks_before = {_folded(one) for one in just}, {_ask(one) for one in just} - {""}
    rows = (row for row in next_questions() if row.ask not in asks_before)
    asking = ((row, _worded(row.says if follows else row.named, known)) for row in rows)
    told = (
        question
        for row, question in asking
        if question and _folded(question) not in before and _stored(row, known)
    )
    return tuple(islice(told, limits.next))


def _worded(question: str, known: Known) -> str:
    """Return a question with the names that stand in it; "" where one of them is not known."""
    quoted = known.quoted
    names = {
        "title": known.matter.title,
        "body": (quoted.committee if quoted else None) or "",
        "day": day_words(quoted.date) if quoted and quoted.date else "",
    }
    named = (name for _, name, _, _ in Formatter().parse(question) if name)
    return worded(question, **names) if all(names[name] for name in named) else ""


def _ask(question: str) -> str:
    found = ask_of(question)
    return found.name if found else ""


def _folded(question: str) -> str:
    return " ".join(_LETTERS.findall(question.casefold()))


def _stored(row: NextQuestion, known: Known) -> bool:
    kind, _, which = row.needs.partition(":")
    return _EVIDENCE[kind](known, which)


def _decided(known: Known, which: str) -> bool:
    """Whether the matter was decided, and the answer is none; or decided earlier or later."""
    quoted = known.quoted
    if which == "own":
        asked = known.found.query.intent is Intent.RESOLUTION
        told = any(known.said(one.paper_id, one.spans) for one in known.titled)
        return quoted is None and not asked and bool(known.titled) and not told
    if quoted is None or quoted.date is None or quoted.title == quoted.committee:
        return False
    if which == "else":
        return _decided_else(quoted, known)
    days = [
        one.date for one in known.titled if one.date and not known.said(one.paper_id, one.spans)
    ]
    return any(day > quoted.date if which == "later" else day < quoted.date for day in days)


def _decided_else(quoted: Resolution, known: Known) -> bool:
    """Whether the meeting of a decision decided more, and was not asked about as a whole."""
    day, clearance = quoted.date, known.found.scope.clearance
    scope = Scope(committee=quoted.committee, since=day, until=day, clearance=clearance)
    held = known.catalogue.resolutions(scope)
    further = (s for s in held if s.kind is DecisionKind.DECISION and s.title != quoted.title)
    several = any(one.part for one in known.told)
    return not several and any(s.paper_id in known.found.papers for s in further)


def _recorded(known: Known, which: str) -> bool:
    """Whether the decision quoted, and no other of the matter, has a mover or a vote."""
    spans: Callable[[Resolution], tuple[Span, ...]]
    spans = _moved if which == "mover" else _voted
    having = [one for one in known.here if spans(one) and weight(one) != NOT_STANDING]
    quoted = known.quoted
    return (
        quoted is not None and having == [quoted] and not known.said(quoted.paper_id, spans(quoted))
    )


def _recorded_in(said: Resolution) -> tuple[Span, ...]:
    return (*said.spans, *said.outcome_spans, *said.moved_spans, *said.vote_spans)


def _moved(said: Resolution) -> tuple[Span, ...]:
    return said.moved_spans if said.mover or said.seconder else ()


def _voted(said: Resolution) -> tuple[Span, ...]:
    return said.vote_spans


def _form(known: Known, which: str) -> bool:
    """Whether the matter's report form has a field that was not just quoted."""
    names = which.split("|")
    fields = [(key, f) for key, item in known.items for f in item.form if f.name in names]
    return bool(fields) and not any(known.said(key, field.spans) for key, field in fields)


def _section(known: Known, which: str) -> bool:
    """Whether the matter's report has a section of a kind that was not quoted first."""
    if which == "sum":
        told = any(_sum(one.text) for one in known.told)
        return not told and any(_sum(p.text) for p in known.headed(_tells_costs))
    ask = next(one for one in asks() if one.name == which)
    under = known.headed(ask.heads)
    quoted = any(known.said(p.paper_id, p.spans, first=True) for p in under)
    return not quoted and any(ask.answered_in(p.text) for p in under)


def _tells_costs(heading: str) -> bool:
    return bool(_COSTS.search(heading))


def _sum(text: str) -> bool:
    return any(one.unit in CURRENCIES for one in find_figures(text))


_EVIDENCE: Mapping[str, Callable[[Known, str], bool]] = {
    "decided": _decided,
    "recorded": _recorded,
    "form": _form,
    "section": _section,
}
