"""Reads the file given with ``--meta``, which corrects what papers say of themselves.

CSV with a header row, or YAML as a list of mappings or as a mapping from file
name to mapping. Fields: ``file`` (the paper's file name), ``kind``,
``committee``, ``date`` (2017-10-09 or 09/10/2017), ``title``, ``access``
(public or exempt), ``exempt_pages`` (physical pages that are closed inside an
open paper, "8-9, 12", or "none"), ``url``, ``items`` (numbers of the agenda items that the
whole paper is for, "5" or "5; 7a"). Empty fields correct nothing; "none"
as the committee, date or url says that the paper has none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from corpus.model import Access, MetadataError, PaperKind, Particulars

_FIELDS = {
    "file": "file",
    "paper": "file",
    "file_name": "file",
    "kind": "kind",
    "committee": "committee",
    "date": "meeting_date",
    "meeting_date": "meeting_date",
    "title": "title",
    "access": "access",
    "exempt_pages": "exempt_pages",
    "exempt pages": "exempt_pages",
    "item": "items",
    "items": "items",
    "url": "source_url",
    "source_url": "source_url",
}
_OTHER_NAMES = {"paper", "file_name", "meeting_date", "source_url", "exempt pages", "item"}
_CAN_LACK = {"committee", "meeting_date", "source_url"}
_PAGE_RUN = re.compile(r"(\d{1,6})(?:\s*(?:-|–|to)\s*(\d{1,6}))?")
Choice = TypeVar("Choice", bound=StrEnum)


def read_metadata(path: Path) -> dict[str, Particulars]:
    """Return the particulars in ``path`` by file name.

    Raises:
        MetadataError: the file is missing, is neither CSV nor YAML, or has an
            entry that cannot be used; the message names the entry.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MetadataError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    entries = _csv(text, path) if path.suffix.lower() == ".csv" else _yaml(text, path)
    found: dict[str, Particulars] = {}
    for place, entry in entries:
        name, particulars = _particulars(entry, f"{path}, {place}")
        if name in found:
            raise MetadataError(f"{path}, {place}: {name} stands there twice; keep one")
        found[name] = particulars
    return found


def _csv(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = csv.DictReader(text.splitlines(), strict=True)
    try:
        for row in rows:
            if None in row:
                raise MetadataError(f"{path}, line {rows.line_num}: more fields than the header")
            yield f"line {rows.line_num}", row
    except csv.Error as error:
        raise MetadataError(f"{path}, line {rows.line_num}: {error}") from error


def _yaml(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    import yaml

    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        where = " ".join(str(error).split())
        raise MetadataError(f"{path}: neither CSV nor YAML: {where}") from error
    if isinstance(loaded, dict):
        loaded = [
            {"file": name, **entry} if isinstance(entry, dict) else entry
            for name, entry in loaded.items()
        ]
    if not isinstance(loaded, list):
        raise MetadataError(f"{path}: expected a list of papers, or papers by file name")
    for number, entry in enumerate(loaded, start=1):
        if not isinstance(entry, dict):
            raise MetadataError(f"{path}, entry {number}: expected fields, such as `kind: minutes`")
        yield f"entry {number}", entry


def _particulars(entry: Mapping[str, Any], place: str) -> tuple[str, Particulars]:
    fields: dict[str, Any] = {}
    for key, value in entry.items():
        name = _FIELDS.get(str(key).strip().lower())
        if name is None:
            known = ", ".join(sorted(set(_FIELDS) - _OTHER_NAMES))
            raise MetadataError(f"{place}: no such field as {key!r}; there are {known}")
        if value not in (None, ""):
            fields[name] = value if isinstance(value, date) else str(value).strip()
    without = tuple(sorted(name for name in _CAN_LACK if _is_none(fields.get(name))))
    fields |= dict.fromkeys(without)
    if "file" not in fields:
        raise MetadataError(f"{place}: says no file name; add a `file` field")
    return str(fields["file"]), Particulars(
        kind=_choice(PaperKind, fields.get("kind"), place),
        committee=fields.get("committee"),
        meeting_date=_day(fields.get("meeting_date"), place),
        title=fields.get("title"),
        access=_choice(Access, fields.get("access"), place),
        source_url=fields.get("source_url"),
        exempt_pages=page_runs(fields.get("exempt_pages"), place),
        without=without,
        items=_items(fields.get("items")),
        titled=bool(fields.get("title")),
    )


def _is_none(value: object) -> bool:
    return isinstance(value, str) and value.casefold() == "none"


def _choice(choices: type[Choice], value: str | None, place: str) -> Choice | None:
    if value is None:
        return None
    try:
        return choices(value.lower().replace("_", " "))
    except ValueError as error:
        known = ", ".join(choice.value for choice in choices)
        raise MetadataError(f"{place}: {value!r} is none of {known}") from error


def page_runs(value: str | None, place: str) -> tuple[tuple[int, int], ...] | None:
    """Read "8-9, 12" or "none" as runs of physical pages, (first, last), both inclusive.

    () for "none", None for None.

    Raises:
        MetadataError: it is neither; the message begins with ``place``.
    """
    if value is None:
        return None
    if value.casefold() == "none":
        return ()
    runs = []
    for part in re.split(r"[,;]", value):
        match = _PAGE_RUN.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise MetadataError(f"{place}: {value!r} are no pages; write 8-9, 12 or none")
        runs.append((first, last))
    return tuple(runs)


def _items(value: str | None) -> tuple[tuple[str, str], ...] | None:
    if value is None:
        return None
    numbers = (" ".join(part.split()).rstrip(".") for part in re.split(r"[,;]", value))
    return tuple((number, "") for number in dict.fromkeys(numbers) if number)


def _day(value: str | date | None, place: str) -> date | None:
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date()
        except ValueError:
            continue
    raise MetadataError(f"{place}: {value!r} is no date; write it as 2017-10-09")
