"""Columns of running text and the sides of a recorded vote: read one by one, however drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from corpus.page.layout import PageLayout
from corpus.page.lines import body_lines
from tests.corpus.drawn import Sketch

PORTRAIT = (595.0, 842.0)
LEFT = (
    "31. Pump House",
    "The Engineer told members that the old pump house",
    "could not be kept dry, and that the roof would need",
    "new lead before another winter came in from the west.",
    "RESOLVED: That the lead of the roof be renewed at a",
    "cost of no more than £7,300.",
)
RIGHT = (
    "A member asked whether lead was likely to be stolen",
    "again, as it had been from the chapel next door.",
    "32. Towpath Lamps",
    "Four lamps had been broken since the summer, and the",
    "firm that made them had closed.",
    "RESOLVED: That four new lamps be bought.",
)


def sketch(left: Sequence[str], right: Sequence[str], *, across: bool, lower: float = 0) -> Sketch:
    """Draw two columns under a title, line by line across the page or one after the other."""
    page = Sketch(PORTRAIT).text(60, 60, "Weir Committee of Marlhaven", bold=True, size=12)
    places = [(60.0, 100 + 12 * at, words) for at, words in enumerate(left)]
    other = [(320.0, 100 + lower + 12 * at, words) for at, words in enumerate(right)]
    drawn = sorted([*places, *other], key=lambda one: one[1]) if across else [*places, *other]
    for x, y, words in drawn:
        page.text(x, y, words)
    return page


def read(page: Sketch) -> list[str]:
    (layout,) = page.layouts()
    return lines_of(layout)


def lines_of(layout: PageLayout) -> list[str]:
    return [layout.text[one.start : one.end].strip() for one in body_lines(layout, ())]


@pytest.mark.parametrize(("across", "lower"), [(True, 0), (True, 4.5), (False, 0)])
def test_the_left_column_is_read_before_the_right_one(across: bool, lower: float) -> None:
    said = read(sketch(LEFT, RIGHT, across=across, lower=lower))
    assert said == ["Weir Committee of Marlhaven", *LEFT, *RIGHT]


def test_what_stands_below_both_columns_is_read_after_them() -> None:
    foot = (
        "The members thanked the Engineer for his care, and for the long walk that he led along it."
    )
    page = sketch(LEFT, RIGHT, across=True).text(60, 220, foot)
    assert read(page) == ["Weir Committee of Marlhaven", *LEFT, *RIGHT, foot]


def test_a_column_drawn_across_stands_together_in_the_text_of_its_page() -> None:
    (layout,) = sketch(LEFT, RIGHT, across=True).layouts()
    assert "\n".join(RIGHT) in layout.text


def test_columns_are_laid_under_one_another() -> None:
    (layout,) = sketch(LEFT, RIGHT, across=True).layouts()
    boxes = [line.laid for line in body_lines(layout, ())]
    assert all(after.y0 > before.y0 for before, after in pairwise(boxes))
    assert {round(box.x0 / 4) for box in boxes} == {15}


def test_cells_whose_paragraphs_begin_beside_each_other_stay_rows() -> None:
    first = ("The roof of the pump house lets in", "so much rain that it cannot be used.")
    second = ("Lamps along the towpath were broken", "by storms and have not been lit since.")
    one, two = (
        ("Lead is to be laid before the end", "of October by the usual builder."),
        (
            "The clerk will ask what four lamps",
            "of the same make would cost now.",
        ),
    )
    page = Sketch(PORTRAIT)
    for y, cells in ((100.0, (first, one)), (140.0, (second, two)), (180.0, (first, one))):
        for at in range(2):
            for x, cell in zip((60.0, 320.0), cells, strict=True):
                page.text(x, y + 12 * at, cell[at])
    said = read(page)
    assert said[0].startswith(first[0])
    assert said.index(next(s for s in said if s.startswith(second[0]))) < 4


def test_names_of_a_vote_follow_the_side_that_they_stand_under() -> None:
    page = Sketch(PORTRAIT).text(60, 80, "A recorded vote was taken:")
    names = (("For (3)", "Against (2)", "Abstained (1)"), ("Alder", "Birch", "Cedar"),
             ("Elm-Grey (Mayor)", "Fir"), ("Hazel",))  # fmt: skip
    for row, cells in enumerate(names):
        for x, words in zip((60.0, 190.0, 300.0), cells, strict=False):
            page.text(x, 100 + 13 * row, words)
    page.text(60, 170, "33. Next meeting")
    assert read(page) == [
        "A recorded vote was taken:",
        *("For (3)", "Alder", "Elm-Grey (Mayor)", "Hazel"),
        *("Against (2)", "Birch", "Fir", "Abstained (1)", "Cedar"),
        "33. Next meeting",
    ]


def test_a_verdict_below_the_counts_of_a_vote_is_no_name_of_a_side() -> None:
    page = Sketch(PORTRAIT)
    for x, words in ((60.0, "For 7"), (190.0, "Against 4")):
        page.text(x, 100, words)
    page.text(60, 113, "CARRIED")
    assert read(page)[-1] == "CARRIED"


@pytest.mark.parametrize("verdict", ["CARRIED", "Motion Lost", "AGREED"])
def test_a_verdict_below_the_names_of_a_vote_is_no_name_of_a_side(verdict: str) -> None:
    page = Sketch(PORTRAIT)
    for x, words in ((60.0, "For\nAlder\nBirch"), (190.0, "Against\nCedar")):
        page.text(x, 100, words)
    page.text(60, 140, verdict)
    assert read(page) == ["For", "Alder", "Birch", "Against", "Cedar", verdict]
