"""Values of form fields and annotations are read where they stand, and drawn."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from corpus.model.papers import Box
from corpus.page.layout import PageLayout
from corpus.page.popups import with_popups
from corpus.pdf.pdfium import open_pdf
from tests.corpus import sharing_papers
from tests.corpus.drawn import Sketch
from tests.corpus.laid_over import HIDDEN, NO_VIEW, Over, Rect, laid_over

A4 = (595.0, 842.0)
VALUE: Rect = (220, 88, 520, 104)


def form() -> bytes:
    sketch = Sketch(A4).text(72, 60, "Marlhaven Borough Council", size=12)
    for at, label in enumerate(("Decision taken by:", "Cost:", "Key decision:")):
        sketch.text(72, 100 + 40 * at, label)
    return sketch.text(72, 300, "Signed on behalf of the Council.").pdf()


def filled(looks: bool = True) -> list[Over]:
    return [
        Over("Widget", VALUE, "Head of Harbours", looks),
        Over("Widget", (220, 128, 520, 144), "£18,750", looks),
        Over("Widget", (220, 168, 232, 180), chosen=True),
        Over("Widget", (320, 168, 332, 180), chosen=False),
    ]


def layout(pdf: bytes, number: int = 1) -> PageLayout:
    with open_pdf(pdf) as opened:
        return opened.layout(number)


def ink(pdf: bytes, rect: Rect, number: int = 1) -> float:
    """Return the share of a part of the page that is dark."""
    with open_pdf(pdf) as opened:
        picture = Image.open(io.BytesIO(opened.picture(number, 2.0))).convert("L")
    x0, y0, x1, y1 = (int(2 * edge) for edge in rect)
    return float((np.asarray(picture)[y0:y1, x0:x1] < 128).mean())


def noted(page: PageLayout) -> str:
    return "".join(char for char, note in zip(page.text, page.char_notes, strict=True) if note)


@pytest.mark.parametrize(
    ("looks", "anew"), [(True, False), (False, True), (False, False)],
    ids=["drawn by the file", "to be drawn", "drawn by nobody"],
)  # fmt: skip
def test_values_stand_beside_their_labels_and_are_drawn(looks: bool, anew: bool) -> None:
    pdf = laid_over(form(), {1: filled(looks)}, anew=anew)
    page = layout(pdf)
    assert page.text.split("\n") == [
        "Marlhaven Borough Council",
        "Decision taken by: Head of Harbours",
        "Cost: £18,750",
        "Key decision: ☒ ☐",
        "Signed on behalf of the Council.",
    ]
    at = page.text.index("Head of")
    box = page.box(at, at + 16)
    assert box is not None
    assert VALUE[0] <= box.x0 < box.x1 <= VALUE[2]
    assert VALUE[1] <= box.y0 < box.y1 <= VALUE[3]
    assert not page.char_notes.any()
    assert ink(pdf, VALUE) > 0.01 > ink(form(), VALUE)


@pytest.mark.parametrize("flag", [HIDDEN, NO_VIEW])
@pytest.mark.parametrize("kind", ["Widget", "FreeText", "Stamp"])
def test_what_a_viewer_does_not_show_is_neither_read_nor_drawn(kind: str, flag: int) -> None:
    unseen = Over(kind, VALUE, "Quillwort Holdings", flags=flag)
    pdf = laid_over(form(), {1: [unseen, *filled()[1:]]})
    page = layout(pdf)
    assert "Quillwort" not in page.text
    assert "Cost: £18,750" in page.text
    assert ink(pdf, VALUE) == 0
    with open_pdf(pdf) as opened:
        copy = opened.copy([1])
    assert b"Quillwort" not in copy
    assert not [
        stream
        for reference in PdfReader(io.BytesIO(copy)).pages[0].get("/Annots", ())
        if b"Quillwort" in (stream := reference.get_object().get("/AP", {}).__repr__().encode())
    ]


@pytest.mark.parametrize("looks", [True, False])
def test_annotations_are_read_and_told_apart(looks: bool) -> None:
    words = "Corrected by the clerk: the sum is £25."
    pdf = laid_over(form(), {1: [Over("FreeText", (72, 310, 400, 330), words, looks)]})
    page = layout(pdf)
    assert page.text.endswith(f"Signed on behalf of the Council.\n{words}")
    assert noted(page) == words
    assert ink(pdf, (76, 312, 300, 328)) > 0.01


def test_a_long_free_text_without_looks_is_written_in_lines() -> None:
    words = "The harbour office keeps the plan of the moorings and shows it to whoever asks. " * 2
    page = layout(laid_over(form(), {1: [Over("FreeText", (72, 310, 300, 400), words, False)]}))
    at = page.text.index("The harbour")
    assert page.text[at:].count("\n") >= 3
    assert " ".join(page.text[at:].split()) == words.strip()
    boxes = page.char_boxes[at:][page.char_boxes[at:].any(axis=1)]
    assert boxes[:, 2].max() <= 302


def test_a_value_of_several_lines_follows_its_whole_label() -> None:
    drawn = Sketch(A4).text(72, 100, "Alternatives\nconsidered:").text(72, 200, "Next").pdf()
    value = Over("Widget", (220, 90, 520, 130), "Night work, which\nwas too loud")
    page = layout(laid_over(drawn, {1: [value]}))
    assert page.text == "Alternatives\nconsidered:\nNight work, which\nwas too loud\nNext"


def test_a_value_on_a_dotted_line_stands_before_the_dots() -> None:
    drawn = Sketch(A4).text(72, 100, f"Name: {'.' * 60} Date:").pdf()
    page = layout(laid_over(drawn, {1: [Over("Widget", (110, 90, 200, 104), "R. Swann")]}))
    assert page.text == f"Name: R. Swann {'.' * 60} Date:"


def test_what_is_laid_over_a_value_covers_it() -> None:
    square = Over("Square", VALUE, fill=0.0)
    page = layout(laid_over(form(), {1: [*filled(), square]}))
    assert "Head of" not in page.text
    assert page.covered == 1
    assert "Cost: £18,750" in page.text


def test_a_free_text_covers_what_is_printed() -> None:
    over = Over("FreeText", (70, 88, 220, 104), "Taken on 3 May", fill=1.0)
    page = layout(laid_over(form(), {1: [over]}))
    assert "Decision taken by" not in page.text
    assert noted(page) == "Taken on 3 May"
    assert page.covered == 1


def test_what_opens_in_a_pop_up_stands_beside_the_page_and_what_is_struck_is_left_out() -> None:
    struck = Over("StrikeOut", (72, 290, 300, 304), "Delete this.", looks=False)
    sticky = Over("Text", (500, 290, 520, 310), "Ask the clerk.", looks=False)
    gone = Over("Text", (500, 330, 520, 350), "Nobody sees this.", looks=False, flags=HIDDEN)
    page = layout(laid_over(form(), {1: [struck, sticky, gone]}))
    assert page.text.endswith("Key decision:\n[…]")
    assert [one.words for one in page.popups] == ["Delete this.", "Ask the clerk."]
    assert "clerk" not in page.text
    opened = with_popups(page)
    assert opened.text == f"{page.text}\nDelete this.\nAsk the clerk."
    assert noted(opened) == "\nDelete this.\nAsk the clerk."
    assert opened.words[-1].box == Box(500, 290, 520, 310)


def test_a_pop_up_that_repeats_the_words_it_marks_is_no_comment() -> None:
    """Else words that are struck out would be read there."""
    area, said = (72, 290, 300, 304), "Signed on behalf of the  Council."
    over = [
        Over("StrikeOut", area, said, looks=False),
        Over("Highlight", VALUE, "Why?", looks=False),
    ]
    page = layout(laid_over(form(), {1: over}))
    assert [one.words for one in page.popups] == ["Why?"]


def test_links_alone_change_nothing() -> None:
    page = layout(laid_over(form(), {1: [Over("Link", VALUE, looks=False)]}))
    assert page.text == layout(form()).text
    assert not page.popups


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_keeps_its_size_and_places(turned: int) -> None:
    pdf = laid_over(form(), {1: filled()}, turned=turned)
    page, plain = layout(pdf), layout(laid_over(form(), {}, turned=turned))
    assert (page.width, page.height, page.rotation) == (plain.width, plain.height, turned)
    label, value = (page.text.index(words) for words in ("Decision taken", "Head of"))
    here, there = (page.char_boxes[at] for at in (label, value))
    away = np.hypot(*((there - here)[:2] + (there - here)[2:]) / 2)
    assert away == pytest.approx(148, abs=4)
    assert (here == plain.char_boxes[plain.text.index("Decision taken")]).all()


def test_a_page_that_inherits_its_resources_keeps_its_words() -> None:
    """pdfium forgets them where it draws into a page that has none of its own."""
    inheriting, own = sharing_papers.by_inheriting(), sharing_papers.by_hand()
    assert layout(inheriting).text == layout(own).text != ""
    with open_pdf(inheriting) as one, open_pdf(own) as two:
        assert one.picture(1) == two.picture(1)


@pytest.mark.parametrize("looks", [True, False])
def test_a_copy_shows_the_values(looks: bool) -> None:
    over = [*filled(looks), Over("FreeText", (72, 310, 400, 330), "Corrected: £25.", looks)]
    pdf = laid_over(form(), {1: over}, anew=not looks)
    with open_pdf(pdf) as opened:
        copy = opened.copy([1])
        assert ink(copy, VALUE) == pytest.approx(ink(pdf, VALUE), abs=0.005)
    again = layout(copy)
    for words in ("Head of Harbours", "£18,750", "Corrected: £25."):
        assert words in again.text


def test_values_on_one_line_come_in_their_places() -> None:
    gap = " " * 44
    drawn = Sketch(A4).text(72, 100, f"From:{gap}To:{gap}Inclusive.").pdf()
    places = ((222, "7 May"), (100, "3 May"))
    over = [Over("Widget", (x, 90, x + 80, 104), words) for x, words in places]
    page = layout(laid_over(drawn, {1: over}))
    assert page.text.split() == ["From:", "3", "May", "To:", "7", "May", "Inclusive."]
    assert "\n" not in page.text
