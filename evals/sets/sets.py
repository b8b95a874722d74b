"""Question sets: what a person asks, where the answer stands, what it must say.

A set is a JSON Lines file. Every question has ``id``, ``question`` and ``kind``;
``gold`` says where its answer stands and ``facts`` what a right answer must say.
Review files (see :mod:`evals.sets.review`) have the same form and are read here too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeGuard

from corpus.model import Access, Scope
from evals.model import SetError


class Kind(StrEnum):
    """What sort of question it is."""

    FACT = "fact"
    FIGURE = "figure"
    TABLE = "table"
    RESOLUTION = "resolution"
    DECISION_ASKED = "decision-asked"
    PEOPLE = "people"
    DATE = "date"
    LIST = "list"
    COMPARE = "compare"
    KEYWORD = "keyword"
    FOLLOW_UP = "follow-up"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Gold:
    """A page where the answer stands.

    ``page`` is physical, from 1; ``text`` is verbatim on it, white space folded, and
    empty only in reviews.
    Golds of one ``pool`` are alternatives: any one is enough, every pool is needed.
    """

    paper: str
    page: int
    printed: str | None
    item: str | None
    text: str
    pool: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter bar as the person had set it."""

    committee: str | None = None
    since: date | None = None
    until: date | None = None
    paper: str | None = None

    def scope(self, clearance: Access = Access.PUBLIC) -> Scope:
        """Return the scope that the app would ask with."""
        papers = (self.paper,) if self.paper else ()
        return Scope(self.committee, self.since, self.until, papers, clearance=clearance)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set; ``history`` are the earlier ones of its chat, oldest first."""

    id: str
    question: str
    kind: Kind
    gold: tuple[Gold, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def answerable(self) -> bool:
        """Whether the papers answer it."""
        return self.kind is not Kind.UNANSWERABLE

    @property
    def pools(self) -> tuple[frozenset[tuple[str, int]], ...]:
        """The (paper, page) alternatives of each pool, in the order of their numbers."""
        numbers = sorted({gold.pool for gold in self.gold})
        return tuple(
            frozenset((gold.paper, gold.page) for gold in self.gold if gold.pool == number)
            for number in numbers
        )

    @property
    def gold_pages(self) -> frozenset[tuple[str, int]]:
        """Every (paper, page) that is gold."""
        return frozenset((gold.paper, gold.page) for gold in self.gold)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one or more files.

    ``unscored`` counts review lines that say an answer was wrong without naming
    the right page: nothing can be scored on them.
    """

    name: str
    questions: tuple[Question, ...]
    unscored: int = 0

    def fingerprint(self) -> str:
        """Return 12 hex digits that change when any question, gold or fact does."""
        return hashlib.sha256(repr(self.questions).encode()).hexdigest()[:12]


_FIELDS = {"id", "question", "kind", "history", "filters", "gold", "facts"}
# What a review line carries besides: who said what, when, of which answer.
REVIEW_FIELDS = {"verdict", "note", "added", "settings"}
_GOLD_FIELDS = {"paper", "page", "printed", "item", "text", "pool"}
_FILTER_FIELDS = {"committee", "from", "to", "paper"}


def read_sets(paths: Sequence[Path]) -> QuestionSet:
    """Read one or more sets as one.

    Raises:
        SetError: a file cannot be read, a line breaks the form, an id comes twice, or
            there is no question at all.
    """
    questions: dict[str, Question] = {}
    unscored = 0
    for path in paths:
        for where, line in _lines(path):
            question = parse_question(line, where)
            if question is None:
                unscored += 1
            elif question.id in questions:
                raise SetError(f"{where}: the id {question.id!r} comes twice; rename one")
            else:
                questions[question.id] = question
    if not questions:
        raise SetError(f"{', '.join(map(str, paths)) or 'no file given'}: holds no questions")
    return QuestionSet("+".join(path.stem for path in paths), tuple(questions.values()), unscored)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SetError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise SetError(f"{path}: is not UTF-8; save it as UTF-8") from error
    # Not splitlines(): a quoted text may hold U+2028 and the like.
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            line = json.loads(raw)
        except json.JSONDecodeError as error:
            raise SetError(f"{where}: is not JSON ({error.msg}, column {error.colno})") from error
        if not isinstance(line, dict):
            raise SetError(f"{where}: must be a JSON object, one a line")
        yield where, line


def parse_question(line: Mapping[str, Any], where: str) -> Question | None:
    """Turn one line into a question; None for a review that nothing can be scored on.

    Raises:
        SetError: the line breaks the form; the message begins with ``where``.
    """
    _known(line, _FIELDS | REVIEW_FIELDS, where)
    try:
        kind = Kind(_text(line, "kind", where))
    except ValueError as error:
        kinds = ", ".join(Kind)
        raise SetError(f"{where}: kind {line['kind']!r} is not one of {kinds}") from error
    question = Question(
        id=_text(line, "id", where),
        question=_text(line, "question", where),
        kind=kind,
        gold=tuple(_gold(e, where, review="verdict" in line) for e in _list(line, "gold", where)),
        facts=tuple(_fact(entry, where) for entry in _list(line, "facts", where)),
        history=tuple(_words(entry, "history", where) for entry in _list(line, "history", where)),
        filters=_filters(line.get("filters"), where),
    )
    if "verdict" in line and question.answerable and not question.gold:
        return None
    _check_gold(question, where)
    return question


def _check_gold(question: Question, where: str) -> None:
    if question.answerable and not question.gold:
        raise SetError(f"{where}: {question.id!r} has no gold page and is not 'unanswerable'")
    if question.gold and not question.answerable:
        raise SetError(f"{where}: {question.id!r} is 'unanswerable' but has a gold page")
    if question.facts and not question.answerable:
        raise SetError(f"{where}: {question.id!r} is 'unanswerable' but has facts")


def _gold(entry: object, where: str, review: bool) -> Gold:
    if not isinstance(entry, dict):
        raise SetError(f"{where}: every entry of 'gold' must be an object")
    _known(entry, _GOLD_FIELDS, f"{where}, gold")
    page, pool = entry.get("page"), entry.get("pool", 0)
    if not _whole(page) or page < 1:
        raise SetError(f"{where}: gold 'page' must be the physical page, a whole number from 1")
    if not _whole(pool) or pool < 0:
        raise SetError(f"{where}: gold 'pool' must be a whole number from 0")
    return Gold(
        paper=_text(entry, "paper", where),
        page=page,
        printed=_optional(entry, "printed", where),
        item=_optional(entry, "item", where),
        # Someone who says "the right page is …" need not copy its words.
        text=str(entry.get("text") or "") if review else _text(entry, "text", where),
        pool=pool,
    )


def _fact(entry: object, where: str) -> tuple[str, ...]:
    if not isinstance(entry, list) or not entry:
        raise SetError(f"{where}: every entry of 'facts' must be a list of spellings, not empty")
    return tuple(_words(spelling, "facts", where) for spelling in entry)


def _filters(entry: object, where: str) -> Filters:
    if entry is None:
        return Filters()
    if not isinstance(entry, dict):
        raise SetError(f"{where}: 'filters' must be an object")
    _known(entry, _FILTER_FIELDS, f"{where}, filters")
    return Filters(
        committee=_optional(entry, "committee", where),
        since=_date(entry, "from", where),
        until=_date(entry, "to", where),
        paper=_optional(entry, "paper", where),
    )


def _date(entry: Mapping[str, Any], name: str, where: str) -> date | None:
    value = _optional(entry, name, where)
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise SetError(f"{where}: {name!r} must be a date like 2017-12-31") from error


def _known(entry: Mapping[str, Any], fields: set[str], where: str) -> None:
    unknown = sorted(set(entry) - fields)
    if unknown:
        raise SetError(f"{where}: unknown field {unknown[0]!r}; fields are {sorted(fields)}")


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _list(entry: Mapping[str, Any], name: str, where: str) -> list[Any]:
    value = entry.get(name, [])
    if not isinstance(value, list):
        raise SetError(f"{where}: {name!r} must be a list")
    return value


def _text(entry: Mapping[str, Any], name: str, where: str) -> str:
    return _words(entry.get(name), name, where)


def _words(value: object, name: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SetError(f"{where}: {name!r} must be text, not empty")
    return value


def _optional(entry: Mapping[str, Any], name: str, where: str) -> str | None:
    value = entry.get(name)
    return None if value is None else _words(value, name, where)
