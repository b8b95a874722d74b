"""Question sets: what a person asks, where the answer stands, what it must say.

A set is a JSON Lines file. Every question has ``id``, ``question`` and ``kind``;
``gold`` says where its answer stands and ``facts`` what a right answer must say.
``expect`` says whether the papers answer it, or whether a reply without search is
wanted, ``corpus`` over which papers it is asked, ``chat`` of which chat it is a turn.
Other fields of a line or a gold entry are for other readers and left alone.
Review files (see :mod:`evals.sets.review`) have the same form and are read here too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeGuard

from evals.model import SetError
from evals.sets.questions import Expect, Filters, Gold, Kind, Question


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one or more files.

    ``unscored`` counts review lines that say an answer was wrong without naming
    the right page: nothing can be scored on them.
    """

    name: str
    questions: tuple[Question, ...]
    unscored: int = 0

    @property
    def corpora(self) -> tuple[str, ...]:
        """The collections of papers that its questions name, in their order."""
        return tuple(dict.fromkeys(one.corpus for one in self.questions if one.corpus))

    def over(self, *corpora: str) -> QuestionSet:
        """Return the questions that are asked over some collections of papers, or over any.

        Raises:
            SetError: over one of them none is; the message names the collections that there are.
        """
        kept = tuple(one for one in self.questions if one.corpus in ("", *corpora))
        for corpus in corpora:
            # Alone, a collection may be asked what is asked over any.
            if corpus not in self.corpora and (len(corpora) > 1 or not kept):
                there = ", ".join(self.corpora) or "any papers"
                message = f"no question is asked over {corpus!r}, only over {there}"
                raise SetError(f"{self.name}: {message}")
        return replace(self, name=f"{self.name}:{'+'.join(corpora)}", questions=kept)

    def parts(self, *corpora: str) -> tuple[QuestionSet, ...]:
        """Return the questions of each of some collections, so that each is asked once.

        What is asked over any is of the first. Raises as :meth:`over`.
        """
        first, *others = corpora
        whole = self.over(*corpora)
        return tuple(
            replace(
                whole,
                questions=tuple(q for q in whole.questions if q.corpus in names),
            )
            for names in (("", first), *((other,) for other in others))
        )

    def within(self, collection: str, papers: Collection[str]) -> QuestionSet:
        """Return the questions asked of a collection of the catalogue alone.

        Those whose right pages stand in other papers than ``papers``, file names, are left out;
        what no paper answers is asked of it too.

        Raises:
            SetError: no question is left.
        """
        kept = tuple(
            replace(one, filters=replace(one.filters, collection=collection))
            for one in self.questions
            if all(gold.paper in papers for gold in one.gold)
        )
        if not any(one.gold for one in kept):
            raise SetError(f"{self.name}: no right page stands in the papers of {collection!r}")
        return replace(self, name=f"{self.name} within {collection}", questions=kept)

    def fingerprint(self) -> str:
        """Return 12 hex digits that change when any question, gold or fact does.

        What only sorts or explains a question is left out.
        """
        kept = [
            {name: value for name, value in asdict(one).items() if name not in _LABELS}
            for one in self.questions
        ]
        for one in kept:
            # Sets that were measured before there were collections are what they were.
            if one["filters"]["collection"] is None:
                del one["filters"]["collection"]
        return hashlib.sha256(json.dumps(kept, default=str).encode()).hexdigest()[:12]


_FILTER_FIELDS = {"committee", "from", "to", "paper", "collection"}
# Fields that only sort or explain a question.
_LABELS = ("chat", "about", "note")


def read_sets(paths: Sequence[Path]) -> QuestionSet:
    """Read one or more sets as one.

    Raises:
        SetError: a file cannot be read, a line breaks the form, an id comes twice, or
            there is no question at all.
    """
    questions: dict[str, Question] = {}
    unscored = 0
    for path in paths:
        for where, line in set_lines(path):
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


def set_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return each line of a set, after where it stands, in words.

    Raises:
        SetError: the file cannot be read, or a line is no JSON object.
    """
    # Not splitlines(): a quoted text may hold U+2028 and the like.
    for number, raw in enumerate(set_text(path).split("\n"), start=1):
        if not raw.strip():
            continue
        where = f"{path.name}, line {number}"
        yield where, json_line(raw, where)


def set_text(path: Path) -> str:
    """Return the whole text of a set.

    Raises:
        SetError: the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SetError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise SetError(f"{path}: is not UTF-8; save it as UTF-8") from error


def json_line(raw: str, where: str) -> dict[str, Any]:
    """Return what one line of a set holds.

    Raises:
        SetError: it is no JSON object; the message begins with ``where``.
    """
    try:
        line = json.loads(raw)
    except json.JSONDecodeError as error:
        raise SetError(f"{where}: is not JSON ({error.msg}, column {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise SetError(f"{where}: is not JSON that can be read ({error})") from error
    if not isinstance(line, dict):
        raise SetError(f"{where}: must be a JSON object, one a line")
    return line


def parse_question(line: Mapping[str, Any], where: str) -> Question | None:
    """Turn one line into a question; None for a review that nothing can be scored on.

    Raises:
        SetError: the line breaks the form; the message begins with ``where``.
    """
    kind = Kind(_one_of(Kind, line.get("kind"), "kind", where))
    usual = Expect.NONE if kind is Kind.UNANSWERABLE else Expect.ANSWER
    question = Question(
        id=_text(line, "id", where),
        question=_text(line, "question", where),
        kind=kind,
        gold=tuple(_gold(e, where, bare="added" in line) for e in _list(line, "gold", where)),
        facts=tuple(_fact(entry, where) for entry in _list(line, "facts", where)),
        history=tuple(_words(entry, "history", where) for entry in _list(line, "history", where)),
        filters=_filters(line.get("filters"), where),
        expect=Expect(_one_of(Expect, line.get("expect", usual.value), "expect", where)),
        corpus=_optional(line, "corpus", where) or "",
        **{name: _label(line, name, where) for name in _LABELS},
    )
    if "verdict" in line and question.answerable and not question.gold:
        return None
    _check_gold(question, where)
    return question


def parse_pages(line: Mapping[str, Any], name: str, where: str) -> tuple[Gold, ...]:
    """Return the pages, perhaps without their words, that a field of a line names.

    Raises:
        SetError: one breaks the form; the message begins with ``where``.
    """
    return tuple(_gold(entry, where, bare=True) for entry in _list(line, name, where))


def gold_line(gold: Gold) -> dict[str, Any]:
    """Return a gold page as it stands in a line."""
    return asdict(gold)


def filters_line(filters: Filters) -> dict[str, str]:
    """Return the filter bar as it stands in a line; what is not limited is left out."""
    named = {
        "committee": filters.committee,
        "from": filters.since and filters.since.isoformat(),
        "to": filters.until and filters.until.isoformat(),
        "paper": filters.paper,
        "collection": filters.collection,
    }
    return {name: value for name, value in named.items() if value}


def _check_gold(question: Question, where: str) -> None:
    if question.answerable and not question.gold:
        raise SetError(f"{where}: {question.id!r} has no gold page and is not 'unanswerable'")
    if question.gold and not question.answerable:
        raise SetError(f"{where}: {question.id!r} is not to be answered but has a gold page")
    # What a reply without search has to say are facts of Minutebook, not of a page.
    if question.facts and question.expect is Expect.NONE:
        raise SetError(f"{where}: {question.id!r} is not to be answered but has facts")


def _gold(entry: object, where: str, bare: bool) -> Gold:
    if not isinstance(entry, dict):
        raise SetError(f"{where}: every entry of 'gold' must be an object")
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
        # Someone who says in the app "the right page is …" need not copy its words.
        text=str(entry.get("text") or "") if bare else _text(entry, "text", where),
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
    # Unlike other fields, a filter that is passed over makes another question.
    if unknown := sorted(set(entry) - _FILTER_FIELDS):
        fields = sorted(_FILTER_FIELDS)
        raise SetError(f"{where}, filters: unknown field {unknown[0]!r}; fields are {fields}")
    return Filters(
        committee=_optional(entry, "committee", where),
        since=_date(entry, "from", where),
        until=_date(entry, "to", where),
        paper=_optional(entry, "paper", where),
        collection=_optional(entry, "collection", where),
    )


def _date(entry: Mapping[str, Any], name: str, where: str) -> date | None:
    value = _optional(entry, name, where)
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise SetError(f"{where}: {name!r} must be a date like 2017-12-31") from error


def _one_of(known: type[StrEnum], value: object, name: str, where: str) -> str:
    words = _words(value, name, where)
    if words not in {one.value for one in known}:
        raise SetError(f"{where}: {name} {words!r} is not one of {', '.join(known)}")
    return words


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


def _label(entry: Mapping[str, Any], name: str, where: str) -> str:
    """Return a field that nothing is asked with, so that it may be empty."""
    value = entry.get(name) or ""
    if not isinstance(value, str):
        raise SetError(f"{where}: {name!r} must be text")
    return value


def _optional(entry: Mapping[str, Any], name: str, where: str) -> str | None:
    value = entry.get(name)
    return None if value is None else _words(value, name, where)
