"""The minutes of the real papers: what they decide is found, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.minutes.roll import fold
from corpus.model import (
    Access,
    AgendaItem,
    ItemSource,
    LabelSource,
    Page,
    Paper,
    PaperKind,
    Resolution,
    TextSource,
)
from corpus.page.lines import body_lines
from corpus.pdf.pdfium import open_pdf
from tests.corpus.minutes_pages import by_rule
from tests.corpus.packs import find_furniture

PACK = "2017-10-09-pddg-jct-agenda-pack.pdf"
OTHERS = (
    "2012-07-18-osb-cpip-progress-report.pdf",
    "2016-09-20-improvement-action-tracker.pdf",
    "2017-04-03-pddg-jct-supplement.pdf",
    "2023-10-childrens-continuous-improvement-plan.pdf",
)
# Page, minute number, first and last words, class: all that pages 3 to 9 decide.
GOLD = (
    (
        4,
        "2",
        "That the Director of Adult Services",
        "Autism Self Assessment Framework.",
        "resolved",
    ),
    (
        5,
        "4",
        "(i) that the Accessibility Strategy",
        "schools, key partners and stakeholders.",
        "recommended",
    ),
    (5, "5", "(i) that the Executive Lead for Adults", "organisations in Devon).", "recommended"),
    (6, "6", "that the approach being adopted", "guidance from NHS England.", "recommended"),
    (
        6,
        "7",
        "(i) that the Executive Head of Business",
        "and resilient planning service.",
        "recommended",
    ),
    (7, "8", "that, subject to the level", "the submitted report.’", "recommended"),
    (
        8,
        "12",
        "That the proposed procurement plan",
        "submitted report, be approved.",
        "recommended",
    ),
)


def read_pdf(
    path: Path, items: tuple[AgendaItem, ...] = ()
) -> tuple[tuple[Page, ...], tuple[Resolution, ...], int]:
    with open_pdf(path) as file:
        layouts = [file.layout(number) for number in range(1, file.page_count + 1)]
    furniture = find_furniture(layouts)
    lines = {one.number: body_lines(one, furniture.get(one.number, ())) for one in layouts}
    pages = tuple(
        Page(
            "p",
            one.number,
            None,
            LabelSource.NONE,
            one.width,
            one.height,
            one.rotation,
            one.text,
            TextSource.TEXT_LAYER,
        )
        for one in layouts
    )
    paper = Paper(
        "p", path.name, path.name, PaperKind.OTHER, None, None, Access.PUBLIC, None, len(pages)
    )
    meetings, found = by_rule("p", pages, lines, items, paper)
    return pages, found, len(meetings)


def test_the_2017_pack_gives_its_seven_outcomes_and_no_other(shared: Path) -> None:
    minutes = AgendaItem("p", "3", "Minutes", 3, 9, ItemSource.FRONT_SHEET)
    report = AgendaItem("p", "4", "Annual Youth Justice Plan", 10, 44, ItemSource.FRONT_SHEET)
    pages, found, meetings = read_pdf(shared / "papers" / PACK, (minutes, report))
    assert meetings == 3
    assert [(r.spans[0].page, r.number, r.outcome_class.value) for r in found] == [
        (g[0], g[1], g[4]) for g in GOLD
    ]
    for said, (_, _, first, last, _) in zip(found, GOLD, strict=True):
        assert said.text.startswith(first)
        assert said.text.endswith(last)
        assert said.item == "3"
        assert said.text == fold(
            " ".join(pages[s.page - 1].text[s.start : s.end] for s in said.spans)
        )
    assert [s.page for s in found[2].spans] == [5, 6]
    assert [s.page for s in found[4].spans] == [6, 7]
    assert {r.date for r in found} == {date(2017, 6, 28), date(2017, 7, 24)}


@pytest.mark.parametrize("name", OTHERS)
def test_reports_trackers_and_letters_resolve_nothing(shared: Path, name: str) -> None:
    _, found, meetings = read_pdf(shared / "papers" / name)
    assert found == ()
    assert meetings == 0
