"""Words that stand turned on the page as displayed are told in the order in which they are read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.page import PageLayout
from corpus.pdf import open_pdf
from corpus.reading import read_paper
from tests.corpus.drawn import layouts_of

ROWS = ["Quay Budget Spent", "North 1,200 900", "South 300 250"]
TURNS = [0, 90, 180, 270]


def by_rows(canvas: Canvas) -> None:
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row.split()):
            canvas.drawString(20 + 100 * column, 250 - 16 * number, cell)


def by_columns(canvas: Canvas) -> None:
    for column in range(3):
        for number, row in enumerate(ROWS):
            canvas.drawString(20 + 100 * column, 250 - 16 * number, row.split()[column])


def by_lines(canvas: Canvas) -> None:
    for number, row in enumerate(ROWS):
        canvas.drawString(20, 250 - 16 * number, row)


def by_letters(canvas: Canvas) -> None:
    for number, row in enumerate(ROWS):
        along = 20.0
        for letter in row:
            canvas.drawString(along, 250 - 16 * number, letter)
            along += canvas.stringWidth(letter)


def drawn(draw: Callable[[Canvas], None], shown: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    draw(canvas)
    canvas.setPageRotation(shown)
    canvas.save()
    return out.getvalue()


def layout(draw: Callable[[Canvas], None], shown: int) -> PageLayout:
    return layouts_of(drawn(draw, shown))[0]


@pytest.mark.parametrize("draw", [by_rows, by_lines, by_letters])
@pytest.mark.parametrize("shown", TURNS)
def test_rows_read_as_printed(draw: Callable[[Canvas], None], shown: int) -> None:
    page = layout(draw, shown)
    assert page.text == "\n".join(ROWS)
    assert page.rotation == shown
    assert {line.direction for line in page.lines} == {shown}


@pytest.mark.parametrize("shown", TURNS)
def test_columns_read_as_those_of_an_upright_page(shown: int) -> None:
    assert layout(by_columns, shown).text == layout(by_columns, 0).text


@pytest.mark.parametrize("shown", TURNS)
def test_letters_keep_their_places(shown: int) -> None:
    page, one = layout(by_rows, shown), layout(by_lines, shown)
    for word in ("Quay", "North", "South"):
        here, there = page.text.index(word), one.text.index(word)
        assert (page.char_boxes[here] == one.char_boxes[there]).all()


@pytest.mark.parametrize("shown", TURNS)
def test_a_turned_page_is_left_as_it_was(shown: int) -> None:
    data = drawn(by_rows, shown)
    with open_pdf(data) as pdf, open_pdf(data) as fresh:
        told = pdf.layout(1).text
        assert pdf.picture(1) == fresh.picture(1)
        assert pdf.size(1) == fresh.size(1)
        assert pdf.layout(1).text == told


@pytest.mark.parametrize("way", [90, 180])
def test_turned_words_beside_upright_ones_keep_theirs(way: int) -> None:
    """``way`` is the number of degrees clockwise that the reader turns the head."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 270, "The Harbour Panel met.")
        canvas.saveState()
        canvas.translate(330, 200)
        canvas.rotate(-way)
        for number, row in enumerate(("Berths let", "and vacant")):
            canvas.drawString(0, -14 * number, row.split()[0])
            canvas.drawString(60, -14 * number, row.split()[1])
        canvas.restoreState()
        canvas.drawString(20, 40, "It closed at nine.")

    page = layout(draw, 0)
    lines = page.text.split("\n")
    assert [lines[0], lines[-1]] == ["The Harbour Panel met.", "It closed at nine."]
    turned = [page.text[line.start : line.end] for line in page.lines if line.direction == way]
    assert " ".join(turned).split() == ["Berths", "let", "and", "vacant"]


def test_a_paper_of_turned_pages_says_what_is_printed() -> None:
    assert read_paper(drawn(by_rows, 180)).pages[0].text == "\n".join(ROWS)
