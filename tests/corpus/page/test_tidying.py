"""A page's text as it stands: struck words, marks of notes and numbers of lines."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.pdf import open_pdf
from corpus.reading import read_paper
from tests.corpus.packs import PORTRAIT, WORDS, Sheet, pdf


def text_of(draw: Callable[[Canvas], object]) -> str:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PORTRAIT, pageCompression=0, invariant=1)
    canvas.setFont("Times-Roman", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return first_text(out.getvalue())


def first_text(paper: bytes) -> str:
    with open_pdf(paper, "pier.pdf") as pdf:
        return pdf.layout(1).text


def struck(canvas: Canvas, thin_box: bool) -> None:
    canvas.drawString(72, 700, "that the pier toll be 45p 60p a visit")
    left = 72 + canvas.stringWidth("that the pier toll be ", "Times-Roman", 12)
    wide = canvas.stringWidth("45p", "Times-Roman", 12)
    if thin_box:
        canvas.rect(left, 703.2, wide, 0.6, stroke=0, fill=1)
    else:
        canvas.line(left, 703.5, left + wide, 703.5)


@pytest.mark.parametrize("thin_box", [True, False])
def test_struck_words_are_left_out_and_marked(thin_box: bool) -> None:
    found = text_of(lambda canvas: struck(canvas, thin_box))
    assert found.strip() == "that the pier toll be […] 60p a visit"


@pytest.mark.parametrize("y", [698.0, 711.0])
def test_a_rule_below_or_above_words_strikes_nothing(y: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Minutes of the Pier Panel")
        canvas.line(72, y, 72 + canvas.stringWidth("Minutes of the Pier Panel"), y)

    assert text_of(draw).strip() == "Minutes of the Pier Panel"


def test_a_rule_of_a_table_that_goes_on_beyond_words_strikes_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Pier tolls")
        canvas.line(72, 703.5, 500, 703.5)

    assert text_of(draw).strip() == "Pier tolls"


def noted(canvas: Canvas) -> None:
    x = 72.0
    for words, size, rise in (
        ("RESOLVED: That £2,750", 12, 0),
        ("6", 7, 5),
        (" be spent on 48", 12, 0),
        ("12", 7, 5),
        (" benches.", 12, 0),
    ):
        canvas.setFont("Times-Roman", size)
        canvas.drawString(x, 700 + rise, words)
        x += canvas.stringWidth(words, "Times-Roman", size)


def test_raised_marks_of_notes_are_no_digits() -> None:
    assert text_of(noted).strip() == "RESOLVED: That £2,750 ⁶ be spent on 48 ¹² benches."


def test_a_fraction_and_lowered_figures_stay_as_they_are() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "2")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(78, 705, "1")
        canvas.drawString(81.5, 703, "/")
        canvas.drawString(84, 700, "2")
        canvas.drawString(72, 660, "8")
        canvas.drawString(76, 658, "2")

    found = text_of(draw)
    assert not set(found) & set("⁰¹²³⁴⁵⁶⁷⁸⁹")


PROSE = (
    "The Panel heard that the old pier would stay closed until the",
    "engineers had looked at its piles, which had been driven before",
    "anybody kept a record of such work, and that the cost could not",
    "be told. Members asked whether the toll house might be opened",
    "alone, and were told that it might.",
    "RESOLVED: That the toll house be opened on 1 May and that the",
    "pier be looked at again in the autumn.",
)


def test_numbers_of_lines_are_no_words() -> None:
    sheet = Sheet()
    for at, line in enumerate(PROSE):
        sheet.put(56, 150 + 20 * at, str(at + 8), size=7, right=True)
        sheet.put(80, 150 + 20 * at, line)
    assert first_text(pdf([sheet])).split("\n") == list(PROSE)


def test_numbers_of_a_list_stay() -> None:
    sheet = Sheet()
    for at in range(8):
        sheet.put(56, 150 + 20 * at, f"{at + 1}", right=True).put(80, 150 + 20 * at, WORDS[at % 4])
    assert [line.split()[0] for line in first_text(pdf([sheet])).split("\n")] == list("12345678")


def test_covered_words_are_a_problem_of_their_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PORTRAIT, pageCompression=0, invariant=1)
    for at in range(2):
        canvas.drawString(72, 700 - 40 * at, "Complaint of Mabel Quill about the toll")
        canvas.rect(140, 696 - 40 * at, 60, 14, stroke=0, fill=1)
        canvas.drawString(72, 680 - 40 * at, "The toll keeper was heard.")
    canvas.showPage()
    canvas.save()
    reading = read_paper(out.getvalue(), file_name="toll.pdf")
    (problem,) = reading.problems
    assert problem.page == 1
    assert problem.reason.startswith("2 covered passages left out; the file still holds the words")
    assert "Mabel" not in repr(reading)
