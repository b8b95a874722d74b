"""One field of what a chat has just cited, asked for by its name: its target, its page, its lead.

The table ``fields.toml`` tells the ask by its wording and the field by the header of its
column or the label of its form. Beside it any label that the cited row or form bears can be
asked for in its own words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language import stem, values
from corpus.language import words as listed
from retrieval.question.asks import asking_words

_FILE = Path(__file__).with_name("fields.toml")
# What is read of a question, of a label and of a sentence.
_MOST = 300
# Words that a column is called by at most: longer headers are sentences.
_LABEL_WORDS = 6
_NEVER = r"(?!)"
_WORD = re.compile(r"[^\W_]+")
_MONTHS = values("months", "short_months")
_TIMES = frozenset(_MONTHS) | frozenset(("month", "year", "before", "after", "earlier", "previous"))


@dataclass(frozen=True, slots=True)
class Field:
    """One row of ``fields.toml``: see there."""

    name: str
    says: re.Pattern[str]
    labels: re.Pattern[str]
    holds: re.Pattern[str]
    called: str
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    labelled: tuple[str, ...]
    unlabelled: tuple[str, ...]
    broadly: re.Pattern[str]
    broad: tuple[str, ...]
    not_broad: tuple[str, ...]
    opens: re.Pattern[str]
    opened: tuple[str, ...]
    not_opened: tuple[str, ...]

    def asked_in(self, question: str) -> bool:
        """Whether the first 300 characters of a question ask for the field."""
        return self.says.search(question, 0, _MOST) is not None

    def asked_broadly(self, question: str, words: Sequence[str]) -> bool:
        """Whether a question with these content words names nothing and may mean the field."""
        own = self.words | listed("naming_no_matter")
        return self.broadly.search(question, 0, _MOST) is not None and own.issuperset(words)

    def named_by(self, label: str) -> bool:
        """Whether a column or a line of a form with this label holds the field."""
        short = len(label.split()) <= _LABEL_WORDS or self.labels.match(label, 0, _MOST)
        return bool(short) and self.labels.search(label, 0, _MOST) is not None

    def told_in(self, sentence: str) -> bool:
        """Whether the first 300 characters of a sentence may tell the field."""
        return self.holds.search(sentence, 0, _MOST) is not None


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """The field that a follow-up asks for.

    ``name`` is that of its row in the table; "" where ``label`` is one that the cited words
    bear, or where ``months`` (1 to 12) or the question's periods tell which column is meant.
    """

    name: str = ""
    label: str = ""
    months: frozenset[int] = frozenset()

    @property
    def field(self) -> Field | None:
        """The row of the table; None for a label or a time."""
        return fields_by_name().get(self.name)

    def named_by(self, label: str) -> bool:
        """Whether a column or line with this label is asked for."""
        field = self.field
        return field.named_by(label) if field else bool(self.label) and label == self.label


@cache
def fields() -> tuple[Field, ...]:
    """Return the rows of the table, in order."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Field(
            name,
            re.compile(row["says"], re.I),
            re.compile(row["labels"], re.I),
            re.compile(row["holds"]),
            row["called"],
            frozenset(row["words"].split()),
            tuple(row["yes"]),
            tuple(row["no"]),
            tuple(row["labelled"]),
            tuple(row["unlabelled"]),
            re.compile(row.get("broadly", _NEVER), re.I),
            tuple(row.get("broad", ())),
            tuple(row.get("not_broad", ())),
            re.compile(row.get("opens", _NEVER), re.I),
            tuple(row.get("opened", ())),
            tuple(row.get("not_opened", ())),
        )
        for name, row in rows.items()
    )


@cache
def fields_by_name() -> dict[str, Field]:
    """Return the rows of the table by their names."""
    return {one.name: one for one in fields()}


def field_asked(text: str, words: Sequence[str], labels: Sequence[str]) -> FieldAsked | None:
    """Return the field that a question asks for and nothing else; None where it asks otherwise.

    ``words`` are its content words in lower case, ``labels`` those of what was just cited.
    """
    row = next((one for one in fields() if one.asked_in(text)), None)
    if row is not None and all(word in row.words or word in asking_words() for word in words):
        return FieldAsked(row.name)
    label = _label_named(words, labels)
    if label:
        return FieldAsked(label=label)
    months = frozenset(_MONTHS[word] for word in words if word in _MONTHS)
    if words and all(word in _TIMES or word.isdigit() for word in words):
        return FieldAsked(months=frozenset() if any(map(str.isdigit, words)) else months)
    broad = (one for one in fields() if one.asked_broadly(text, words))
    return next((FieldAsked(one.name) for one in broad if any(map(one.named_by, labels))), None)


def opening_field(question: str) -> Field | None:
    """Return the field that a question asks for of a matter which it names itself; None of none."""
    return next((one for one in fields() if one.opens.search(question, 0, _MOST)), None)


def is_time(text: str) -> bool:
    """Whether words name a time and nothing else: "December", "in May", "on Monday"."""
    days = listed("weekdays", "short_weekdays", "seasons", "feasts")
    said = [word.lower() for word in _WORD.findall(text)]
    own = [word for word in said if word not in ("in", "on", "at", "of", "the", "for", "during")]
    return bool(own) and all(word in _MONTHS or word in days or word.isdigit() for word in own)


def _label_named(words: Sequence[str], labels: Sequence[str]) -> str:
    """Return the label that a question is made of, the shortest where several are; "" for none."""
    named = {stem(word) for word in words if word not in asking_words()}
    every = {stem(word) for word in words}
    fitting = [
        label
        for label in labels
        if (said := _stems(label)) and named <= said and (named or said <= every) and said & every
    ]
    return min(fitting, key=len, default="")


def _stems(label: str) -> frozenset[str]:
    """Return the stems of the words of a label, without numbers."""
    return frozenset(stem(w) for w in _WORD.findall(label.lower()) if w.isalpha() and len(w) > 1)
