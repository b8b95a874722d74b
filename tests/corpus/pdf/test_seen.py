"""Only what a reader sees of a page is read; what is covered is counted, and nowhere told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import reportlab
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.page import PageLayout
from corpus.pdf import open_pdf
from tests.corpus.covered import (
    HIGH,
    KEPT,
    TOLD,
    WIDE,
    boxed_scan,
    dark_on_dark,
    drawn,
    labelled_box,
    name_box,
    pen_stroke,
    picture_over,
    scan,
)
from tests.corpus.packs import _picture


def layout(paper: bytes) -> PageLayout:
    with open_pdf(paper, "kiosk.pdf") as pdf:
        return pdf.layout(1)


def words(paper: bytes) -> str:
    return " ".join(layout(paper).text.split())


def test_words_under_a_box_are_counted_and_not_read() -> None:
    page = layout(drawn(name_box))
    assert "was let to […] for the season" in page.text
    assert "Thorne" not in page.text
    assert page.covered == 1
    assert page.box(page.text.index("[…]"), page.text.index("[…]") + 3) is not None


def light_under_box(canvas: Canvas) -> None:
    """Print white on a dark ground, and a box over some of it."""
    canvas.setFillColor("navy")
    canvas.rect(70, 595, 460, 16, stroke=0, fill=1)
    canvas.setFillColor("white")
    name_box(canvas)


@pytest.mark.parametrize(
    "cover", [picture_over, labelled_box, dark_on_dark, name_box, light_under_box]
)
def test_whatever_covers_words_hides_them(cover: Callable[[Canvas], object]) -> None:
    page = layout(drawn(cover))
    assert page.covered == 1
    assert KEPT in page.text
    assert "Jonas" not in page.text
    assert ("WITHHELD" in page.text) == (cover is labelled_box)


def test_a_pen_stroke_over_a_sum_covers_it() -> None:
    page = layout(drawn(pen_stroke))
    assert "43,9" not in page.text
    assert page.covered == 1


def highlighted(canvas: Canvas) -> None:
    name_box(canvas, "yellow", alpha=0.4)


def shaded_cell(canvas: Canvas) -> None:
    canvas.setFillColor("navy")
    canvas.rect(70, 595, 460, 16, stroke=0, fill=1)
    canvas.setFillColor("white")
    canvas.drawString(72, 600, TOLD)


def painted_again(canvas: Canvas) -> None:
    name_box(canvas, "white")
    canvas.drawString(72, 600, TOLD)


def boxed_below(canvas: Canvas) -> None:
    canvas.drawString(72, 600, TOLD)
    canvas.rect(70, 560, 460, 36, stroke=0, fill=1)


@pytest.mark.parametrize("seen", [highlighted, shaded_cell, painted_again, boxed_below])
def test_what_can_be_seen_is_read_and_called_by_nothing_else(
    seen: Callable[[Canvas], object],
) -> None:
    page = layout(drawn(seen))
    assert TOLD in page.text
    assert page.covered == 0


def white(canvas: Canvas) -> None:
    canvas.setFillColor("white")
    canvas.drawString(72, 600, TOLD)


def undrawn(canvas: Canvas) -> None:
    canvas.drawString(72, 600, TOLD, mode=3)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.8)
    canvas.drawString(72, 600, TOLD)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(72, 600, TOLD)


def beside(canvas: Canvas) -> None:
    canvas.drawString(72, HIGH + 30, TOLD)


@pytest.mark.parametrize("unseen", [white, undrawn, tiny, transparent, beside])
def test_what_nobody_can_see_is_not_read(unseen: Callable[[Canvas], object]) -> None:
    page = layout(drawn(unseen))
    assert page.text.strip() == KEPT
    assert page.covered == 0


def test_words_outside_the_crop_box_are_not_read() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(drawn(lambda c: c.drawString(72, 60, TOLD))))
    writer.pages[0].cropbox = RectangleObject((0, 100, WIDE, HIGH))
    out = io.BytesIO()
    writer.write(out)
    assert words(out.getvalue()) == KEPT


def test_covered_words_count_where_the_file_does_not_tell_their_letters() -> None:
    """A font without a map gives glyphs alone, which whoever lifts the box sees."""
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont("Untold", str(path)))

    def untold(canvas: Canvas, box: bool) -> None:
        canvas.setFont("Untold", 11)
        # The font has none of these.
        canvas.drawString(72, 600, "\ufb00\ufb03\ufb04\ufb05 \ufb00\ufb03\ufb04")
        if box:
            canvas.rect(70, 595, 200, 16, stroke=0, fill=1)

    page = layout(drawn(lambda canvas: untold(canvas, box=True)))
    assert (page.covered, page.text.split("\n")[0]) == (1, KEPT)
    # Seen, they are no words.
    page = layout(drawn(lambda canvas: untold(canvas, box=False)))
    assert (page.covered, page.text.strip()) == (0, KEPT)


def test_the_words_behind_a_scan_are_read() -> None:
    assert TOLD in layout(drawn(scan)).text


def test_the_words_below_a_scan_are_read() -> None:
    def below(canvas: Canvas) -> None:
        canvas.drawString(72, 600, TOLD)
        canvas.drawImage(ImageReader(_picture()), 0, 0, WIDE, HIGH)

    page = layout(drawn(below))
    assert TOLD in page.text
    assert page.covered == 0


def test_the_words_behind_a_box_on_a_scan_are_covered() -> None:
    page = layout(drawn(boxed_scan))
    assert "Jonas" not in page.text
    assert page.covered == 1


@pytest.mark.parametrize("shown", [True, False])
def test_a_layer_is_read_as_far_as_it_is_shown(shown: bool) -> None:
    def layer(canvas: Canvas) -> None:
        canvas._code.append("/OC /Layer BDC")
        canvas.drawString(72, 600, TOLD)
        canvas._code.append("EMC")

    writer = PdfWriter(clone_from=io.BytesIO(drawn(layer)))
    group = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Old")}
        )
    )
    off = ArrayObject([] if shown else [group])
    settings: dict[object, object] = {NameObject("/D"): DictionaryObject({NameObject("/OFF"): off})}
    settings[NameObject("/OCGs")] = ArrayObject([group])
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(settings)
    named = DictionaryObject({NameObject("/Layer"): group})
    writer.pages[0]["/Resources"][NameObject("/Properties")] = named  # type: ignore[index]
    out = io.BytesIO()
    writer.write(out)
    assert (TOLD in layout(out.getvalue()).text) == shown


def square(paper: bytes, subtype: str) -> bytes:
    """Return a paper with an annotation over the words of its second line."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper)))
    looks = DictionaryObject()
    if subtype == "/Square":
        from pypdf.generic import DecodedStreamObject

        form = DecodedStreamObject()
        form.set_data(b"0 g 0 0 460 16 re f")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = RectangleObject((0, 0, 460, 16))
        looks[NameObject("/N")] = writer._add_object(form)
    corners = [70, 611, 530, 611, 70, 595, 530, 595]
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/Rect"): RectangleObject((70, 595, 530, 611)),
            NameObject("/QuadPoints"): ArrayObject(map(FloatObject, corners)),
        }
    )
    if looks:
        annotation[NameObject("/AP")] = looks
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_annotation_drawn_over_words_covers_them() -> None:
    page = layout(square(drawn(lambda c: c.drawString(72, 600, TOLD)), "/Square"))
    assert "Jonas" not in page.text
    assert page.covered == 1


def test_an_annotation_that_strikes_words_out_leaves_a_mark() -> None:
    page = layout(square(drawn(lambda c: c.drawString(72, 600, TOLD)), "/StrikeOut"))
    assert "Jonas" not in page.text
    assert page.text.strip().endswith("[…]")
    assert page.covered == 0


def slanting(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.8)
    canvas.translate(WIDE / 2, HIGH / 2)
    canvas.rotate(45)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.drawCentredString(0, 0, "SPECIMEN")
    canvas.restoreState()


def tiled(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.85)
    for x in range(20, 500, 120):
        for y in range(40, 800, 60):
            canvas.drawString(x, y, "SPECIMEN")
    canvas.restoreState()


def large(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(0.8)
    canvas.setFont("Helvetica-Bold", 80)
    canvas.drawString(72, 590, "SPECIMEN")
    canvas.restoreState()


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("mark", [slanting, tiled, large])
def test_a_watermark_is_no_line(mark: Callable[[Canvas], None], first: bool) -> None:
    def draw(canvas: Canvas) -> None:
        if first:
            mark(canvas)
        canvas.setFont("Helvetica", 11)
        for at in range(20):
            canvas.drawString(72, 660 - 20 * at, TOLD)
        canvas.drawString(290, 40, "7")
        if not first:
            mark(canvas)

    lines = layout(drawn(draw)).text.split("\n")
    assert [line.strip() for line in lines] == [KEPT, *[TOLD] * 20, "7"]


def test_pale_words_that_lie_across_nothing_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.7)
        for at in range(6):
            canvas.drawString(72, 600 - 20 * at, "not known")
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 400, "Our Harbour")

    assert words(drawn(draw)) == f"{KEPT} {'not known ' * 6}Our Harbour"
