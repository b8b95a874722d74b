"""The sample papers as described by ``content/*/paper.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages in one layout, drawn from one content file.

    ``stamp`` says how the page number is printed: "foot", "first" (in the foot,
    but first in the text order), "of" ("Page 2 of 6"), "dash" ("- 2 -") or "none".
    """

    source: Path
    style: str
    item: str | None
    bookmark: str | None
    stamp: str
    head: str
    foot: str
    form: str
    pink: bool
    repeat_header: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An item of business as the front sheet prints it."""

    number: str
    title: str
    note: str
    heading: str
    to_follow: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """One PDF to draw; ``follows`` names the paper whose numbering it continues."""

    file: str
    title: str
    committee: str
    date: str
    front: Mapping[str, Any] | None
    follows: str | None
    items: tuple[Item, ...]
    parts: tuple[Part, ...]

    def all_parts(self) -> tuple[Part, ...]:
        """Return the parts in page order, the front sheet left out."""
        return self.parts + tuple(part for item in self.items for part in item.parts)


def load_papers(content: Path = CONTENT) -> tuple[SamplePaper, ...]:
    """Return every described paper, those that others follow first."""
    found = [_paper(path) for path in sorted(content.glob("*/paper.yaml"))]
    return tuple(sorted(found, key=lambda paper: (paper.follows is not None, paper.file)))


def _paper(path: Path) -> SamplePaper:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    base = {"stamp": told.get("stamp", "foot"), "form": told.get("form", "lines")}
    items = tuple(_item(entry, path.parent, base) for entry in told.get("items", ()))
    return SamplePaper(
        file=told["file"],
        title=told["title"],
        committee=told["committee"],
        date=told["date"],
        front=told.get("front"),
        follows=told.get("follows"),
        items=items,
        parts=tuple(_part(entry, path.parent, base, None) for entry in told.get("parts", ())),
    )


def _item(entry: Mapping[str, Any], folder: Path, base: Mapping[str, Any]) -> Item:
    number = str(entry["number"])
    return Item(
        number=number,
        title=entry["title"],
        note=entry.get("note", ""),
        heading=entry.get("heading", ""),
        to_follow=entry.get("to_follow", False),
        parts=tuple(_part(part, folder, base, number) for part in entry.get("parts", ())),
    )


def _part(
    entry: Mapping[str, Any], folder: Path, base: Mapping[str, Any], item: str | None
) -> Part:
    return Part(
        source=folder / entry["source"],
        style=entry.get("style", "report"),
        item=item,
        bookmark=entry.get("bookmark"),
        stamp=entry.get("stamp", base["stamp"]),
        head=entry.get("head", ""),
        foot=entry.get("foot", ""),
        form=entry.get("form", base["form"]),
        pink=entry.get("pink", False),
        repeat_header=entry.get("repeat_header", True),
    )
