"""The vocabulary of council papers: words, small patterns and signs, kept as data in groups.

Each file of ``words`` beside this module is a table of groups. A group has

- ``means``: what its words are, in a sentence;
- ``rows``: one word or small pattern each, with ``form``, perhaps ``plural`` and ``value`` (the
  number that a word stands for), and examples: ``yes`` are matched whole by form or plural,
  ``no`` are not. A space in a form is any white space, so that words may stand over a line end;
- ``words``: plain words that need no examples of their own, in one string;
- ``with``: other groups whose rows belong to it too;
- ``cased``: true where capitals count; else forms are small and match in any case;
- ``signs``: true where forms are signs, or ranges of them, as they stand between brackets.

Modules build their patterns from ``alternation`` and ``characters`` and their sets from ``words``
and ``values``. The files are read once, when the first of these is called.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.model import errors

FILES = Path(__file__).with_name("words")
_GROUP_KEYS = frozenset(("means", "rows", "words", "with", "cased", "signs"))
_ROW_KEYS = frozenset(("form", "plural", "value", "yes", "no"))
_PLAIN = re.compile(r"[\w &’'-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One word or small pattern of a group; ``where`` names its file, group and number from 1.

    Plain words have no number. ``value`` is the number that a word stands for, None where it
    stands for none. ``yes`` and ``no`` are texts that it must and must not match whole;
    ``cased`` keeps to its capitals, ``sign`` is one character or a range of them.
    """

    where: str
    form: str
    plural: str | None
    value: int | None
    yes: tuple[str, ...]
    no: tuple[str, ...]
    cased: bool
    sign: bool

    @property
    def pattern(self) -> str:
        """Form and plural as one pattern, without groups of its own."""
        if self.sign:
            return f"[{self.form}]"
        return _either((self.plural, self.form) if self.plural else (self.form,))


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one group, and the names of the groups whose rows belong to it too."""

    rows: tuple[Row, ...]
    others: tuple[str, ...]


def alternation(*groups: str, singulars: bool = True, plurals: bool = False) -> str:
    """Return a pattern, without groups of its own, that matches one form of ``groups``.

    Longer forms are tried first. With ``plurals`` those of the rows that have one match too, and
    without ``singulars`` nothing else does. Raises as :func:`rows_of`.
    """
    return _either(sorted(_forms(groups, singulars, plurals), key=len, reverse=True))


def characters(*groups: str) -> str:
    """Return single signs, and ranges of them, of ``groups`` to stand between brackets.

    Raises as :func:`rows_of`.
    """
    return "".join(_forms(groups))


@cache
def words(*groups: str, plurals: bool = False) -> frozenset[str]:
    """Return the plain single words of ``groups``; what is a pattern, or several words, is not.

    Raises as :func:`rows_of`.
    """
    return frozenset(
        form for form in _forms(groups, plurals=plurals) if re.fullmatch(r"[\w’'-]+", form)
    )


def values(*groups: str) -> Mapping[str, int]:
    """Return what number each word of ``groups`` stands for, where its row says one.

    Raises as :func:`rows_of`.
    """
    rows = (row for group in groups for row in rows_of(group))
    return {row.form: row.value for row in rows if row.value is not None}


def rows_of(group: str) -> Iterator[Row]:
    """Yield the rows of a group, then those of the groups that belong to it.

    Raises:
        VocabularyError: there is no such group, or a row of some file is broken.
    """
    known = _vocabulary()
    if group not in known:
        raise errors.VocabularyError(f"No file of {FILES} has a group {group!r}.")
    yield from known[group].rows
    for other in known[group].others:
        yield from rows_of(other)


def read(path: Path) -> dict[str, Group]:
    """Return the groups of one file by their names.

    Raises:
        VocabularyError: the file is no TOML, or a group or row of it is broken.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise errors.VocabularyError(f"{path.name} is no TOML: {error}.") from error
    return {name: _group(f"{path.name}, group {name}", table) for name, table in tables.items()}


@cache
def _vocabulary() -> Mapping[str, Group]:
    known: dict[str, Group] = {}
    for path in sorted(FILES.glob("*.toml")):
        found = read(path)
        if twice := known.keys() & found.keys():
            raise errors.VocabularyError(f"{path.name} has {min(twice)}, as another file does.")
        known |= found
    for name, group in known.items():
        if missing := set(group.others) - known.keys():
            raise errors.VocabularyError(f"Group {name} is with {min(missing)}, which is nowhere.")
    return known


def _group(where: str, table: Any) -> Group:
    if not isinstance(table, dict) or not table.get("means") or table.keys() - _GROUP_KEYS:
        raise errors.VocabularyError(
            f"{where} must say what it means, and may have {', '.join(sorted(_GROUP_KEYS))}."
        )
    cased, signs = bool(table.get("cased")), bool(table.get("signs"))
    given = enumerate(table.get("rows", ()), 1)
    rows = [_row(f"{where}, row {at}", row, cased, signs) for at, row in given]
    rows += (_plain(where, word, cased) for word in table.get("words", "").split())
    forms = [row.form for row in rows]
    if len(forms) > len(set(forms)):
        twice = next(form for form in forms if forms.count(form) > 1)
        raise errors.VocabularyError(f"{where} has {twice!r} twice.")
    return Group(tuple(rows), tuple(table.get("with", ())))


def _plain(where: str, word: str, cased: bool) -> Row:
    return Row(where, word, None, None, (word,), (word + word,), cased, sign=False)


def _row(where: str, row: dict[str, Any], cased: bool, sign: bool) -> Row:
    form, plural = row.get("form"), row.get("plural")
    if not form or row.keys() - _ROW_KEYS or not row.get("yes") or not row.get("no"):
        raise errors.VocabularyError(
            f"{where} ({form!r}) needs a form and examples, yes and no, and may have a plural and"
            " a value."
        )
    for source in filter(None, (form, plural)):
        _compile(where, f"[{source}]" if sign else source)
        if not cased and source != source.lower() and _PLAIN.fullmatch(source):
            raise errors.VocabularyError(f"{where} ({source!r}) has a capital, but is not cased.")
    examples = tuple(row["yes"]), tuple(row["no"])
    return Row(where, form, plural, row.get("value"), *examples, cased, sign)


def _compile(where: str, source: str) -> None:
    if _PLAIN.fullmatch(source):
        return
    try:
        groups = re.compile(source).groups
    except re.error as error:
        raise errors.VocabularyError(f"{where} ({source!r}) is no pattern: {error}.") from error
    if groups:
        raise errors.VocabularyError(f"{where} ({source!r}) has a group that is captured.")


def _forms(groups: tuple[str, ...], singulars: bool = True, plurals: bool = False) -> list[str]:
    rows = [row for group in groups for row in rows_of(group)]
    forms = [(row.form if singulars else None, row.plural if plurals else None) for row in rows]
    return list(dict.fromkeys(form for both in forms for form in both if form))


def _either(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(form.replace(" ", r"\s+") for form in forms) + ")"
