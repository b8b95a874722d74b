"""Agendas of many kinds, drawn as packs: parts, styles of numbers, ways of naming pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from tests.corpus.packs import Sheet, pdf

_TITLES = (
    "Apologies and substitutes",
    "Record of the spring meeting",
    "Dredging of the inner basin",
    "Ferry fares for the coming winter",
    "Repairs to the eastern breakwater",
    "Moorings at Ropewalk Steps",
    "A shelter for the lifeboat crew",
    "Lighting along the harbour wall",
)
# Headings of the parts, each with the name by which its items are called; "" for none.
PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "none": (("", ""),),
    "sections": (
        ("SECTION A - Business of the board", "Section A"),
        ("SECTION B - Applications for moorings", "Section B"),
    ),
    "parts": (("PART I", "Part I"), ("PART II: matters for report", "Part II")),
    "schedules": (("Schedule 1", "Schedule 1"), ("Schedule 2", "Schedule 2")),
    "capitals": (("HARBOUR BUSINESS", "Harbour business"), ("MOORINGS SOUGHT", "Moorings sought")),
}
_Style = Callable[[int, int], str]
# Number in the part, and the part from 0.
NUMBERS: Mapping[str, _Style] = {
    "stop": lambda at, _part: f"{at}.",
    "bare": lambda at, _part: f"{at}",
    "roman": lambda at, _part: f"({('i', 'ii', 'iii', 'iv')[at - 1]})",
    "lettered": lambda at, part: f"{'ABC'[part]}{at}",
    "decimal": lambda at, part: f"{part + 5}.{at}",
}
# The words at the end of a title, and those in a column of their own.
PAGES: Mapping[str, Callable[[int, int], tuple[str, str, bool]]] = {
    "worded": lambda first, last: (f" (Pages {first} - {last})", "", False),
    "bare": lambda first, last: ("", f"{first} - {last}", False),
    "below": lambda first, last: ("", f"{first} - {last}", True),
}


@dataclass(frozen=True)
class Drawn:
    """A pack with the number of the item that each of its pages belongs to."""

    name: str
    content: bytes
    items: Mapping[int, str]


def agendas() -> Iterator[Drawn]:
    """Yield every kind but those in which no number would be an item's own."""
    for parts, numbers, pages in product(PARTS, NUMBERS, PAGES):
        # Lettered and decimal numbers say the part themselves.
        if numbers in ("lettered", "decimal") and parts in ("none", "capitals"):
            continue
        if numbers == "decimal" and parts == "schedules":
            continue
        yield _drawn(parts, numbers, pages)


def _drawn(parts: str, numbers: str, pages: str) -> Drawn:
    front = Sheet()
    front.put(72, 60, "Saltmouth Harbour Board", bold=True, size=14)
    front.put(72, 80, "Tuesday 9 March 2032 at 6.30 pm")
    front.put(72, 110, "AGENDA", bold=True)
    y, page, at_title = 140.0, 2, 0
    papers: list[Sheet] = []
    owners: dict[int, str] = {}
    for part, (heading, name) in enumerate(PARTS[parts]):
        if heading:
            front.put(72, y, heading, bold=True)
            y += 24
        for at in range(1, 5 if parts == "none" else 4):
            number = NUMBERS[numbers](at, part)
            length = 1 + (at + part) % 2
            after, column, below = PAGES[pages](page, page + length - 1)
            front.put(72, y, number)
            front.put(110, y, _TITLES[at_title % len(_TITLES)] + after)
            if column:
                front.put(530, y + (14 if below else 0), column, right=True)
            y += 42 if below else 28
            own = number.rstrip(".")
            again = name and numbers not in ("lettered", "decimal")
            for _ in range(length):
                papers.append(Sheet().prose())
                owners[page] = f"{name}, item {own}" if again else own
                page += 1
            at_title += 1
    sheets = [front, *papers]
    for at, sheet in enumerate(sheets, 1):
        sheet.put(540, 810, str(at), right=True)
    return Drawn(f"{parts}, {numbers}, {pages}", pdf(sheets), owners)
