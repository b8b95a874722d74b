"""Front sheets: the cover and agenda of a pack, the covering note of a supplement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from corpus.sample.blocks import marked_up, with_gold
from corpus.sample.papers import Item, SamplePaper
from corpus.sample.styles import REPORT

NOTICE = (
    "Marlhaven is a fictional borough. This sample paper was written for Minutebook; "
    "its people, places and figures are invented."
)
Ranges = Mapping[str, tuple[int, int]]


def notice() -> Flowable:
    """Return the line that says the paper is fiction."""
    return Paragraph(f"<i>{NOTICE}</i>", REPORT.style(8.5))


def front_sheet(paper: SamplePaper, ranges: Ranges) -> list[Flowable]:
    """Return the front sheet; ``ranges`` are printed page numbers by item."""
    front = paper.front or {}
    if front.get("layout") == "supplement":
        return list(_supplement(paper, front, ranges))
    return [*_cover(paper, front), PageBreak(), *_agenda(paper, front, ranges)]


def _cover(paper: SamplePaper, front: Mapping[str, Any]) -> Iterator[Flowable]:
    big = REPORT.style(20, fontName=REPORT.bold, spaceAfter=14)
    yield notice()
    yield Spacer(1, 40)
    yield Paragraph("Marlhaven Borough Council", big)
    yield with_gold(Paragraph(paper.committee, big), f"front sheet: {paper.committee}")
    for label in ("Date", "Time", "Venue"):
        value = paper.date if label == "Date" else front[label.lower()]
        yield Paragraph(f"<b>{label}:</b> {marked_up(value)}", REPORT.style())
    yield Spacer(1, 20)
    yield Paragraph("Membership", REPORT.heading(2))
    for member in front["members"]:
        yield Paragraph(marked_up(member), REPORT.style(spaceAfter=2))
    yield Spacer(1, 20)
    for line in front.get("notes", ()):
        yield Paragraph(marked_up(line), REPORT.style())


def _agenda(paper: SamplePaper, front: Mapping[str, Any], ranges: Ranges) -> Iterator[Flowable]:
    listed = [item.number for item in paper.items]
    told = f"agenda: items {listed[0]} to {listed[-1]} with page ranges"
    heading = Paragraph(front.get("agenda", "AGENDA"), REPORT.heading(1))
    yield with_gold(heading, told)
    for item in paper.items:
        if item.heading:
            yield Paragraph(marked_up(item.heading), REPORT.heading(2))
        yield _item_row(item, ranges)


def _item_row(item: Item, ranges: Ranges) -> Flowable:
    title = [Paragraph(f"<b>{marked_up(item.title)}</b>", REPORT.style(11, spaceAfter=2))]
    if item.note:
        title.append(Paragraph(marked_up(item.note), REPORT.style(10.5, spaceAfter=8)))
    pages = _range(item, ranges)
    row = [
        Paragraph(f"{item.number}.", REPORT.style(11)),
        title,
        Paragraph(pages, REPORT.style(11)),
    ]
    return Table([row], [30, 330, 107], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _range(item: Item, ranges: Ranges) -> str:
    if item.to_follow:
        return "(To Follow)"
    if item.number not in ranges:
        return ""
    first, last = ranges[item.number]
    return f"(Pages {first} - {last})" if last > first else f"(Page {first})"


def _supplement(paper: SamplePaper, front: Mapping[str, Any], ranges: Ranges) -> Iterator[Flowable]:
    yield notice()
    yield Spacer(1, 20)
    yield Paragraph("Marlhaven Borough Council", REPORT.heading(1))
    telling = f"covering sheet: {paper.committee}, reports to follow with page ranges"
    yield with_gold(Paragraph(paper.committee, REPORT.heading(1)), telling)
    yield Paragraph(f"{paper.date}, {front['time']}", REPORT.style())
    for line in front["notes"]:
        yield Paragraph(marked_up(line), REPORT.style())
    yield Paragraph(front.get("agenda", "SUPPLEMENT"), REPORT.heading(2))
    for item in paper.items:
        yield _item_row(item, ranges)
