"""What is printed is read, where the file says other words in its place (/ActualText)."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from corpus.model import PageProblem
from corpus.page import PageLayout
from corpus.pdf import open_pdf
from corpus.pdf.printed import same_words
from corpus.reading import read_paper
from tests.corpus.drawn import layouts_of
from tests.corpus.laid_over import Over, laid_over

AGREED = b"/Span <</ActualText (Agreed.)>> BDC"
AFTER = b" 0 -20 Td (The meeting ended.) Tj"


def named(**names: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(f"/{key}"): NameObject(value) for key, value in names.items()}
    )


def drawn(said: bytes, properties: dict[str, str] | None = None) -> bytes:
    """Draw operators within a text object; ``properties`` say an /ActualText each by name."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = named(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica", Encoding="/WinAnsiEncoding")
    resources = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    told = DictionaryObject()
    for name, words in (properties or {}).items():
        told[NameObject(f"/{name}")] = DictionaryObject(
            {NameObject("/ActualText"): TextStringObject(words)}
        )
    resources[NameObject("/Properties")] = told
    page[NameObject("/Resources")] = resources
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 20 750 Td " + said + b" ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def layout(said: bytes, properties: dict[str, str] | None = None) -> PageLayout:
    return layouts_of(drawn(said, properties))[0]


PRINTED = "Not agreed. The motion fell.\nThe meeting ended."


@pytest.mark.parametrize(
    "said",
    [
        AGREED + b" (Not agreed. The motion fell.) Tj EMC" + AFTER,
        # In several objects, and with a mark inside the mark.
        AGREED + b" (Not agreed. ) Tj (The motion fell.) Tj EMC" + AFTER,
        AGREED + b" /P <</MCID 1>> BDC (Not agreed. The motion fell.) Tj EMC EMC" + AFTER,
        AGREED + b" /Span <</ActualText (Not)>> BDC (Not) Tj EMC ( agreed. The motion fell.) Tj EMC"
        + AFTER,
        # Nothing that can be printed: pdfium tells no word of it.
        b"/Span <</ActualText (\\001)>> BDC (Not agreed. The motion fell.) Tj EMC" + AFTER,
        b"/Span <</ActualText ( )>> BDC (Not agreed. The motion fell.) Tj EMC" + AFTER,
    ],
)  # fmt: skip
def test_printed_words_are_read_and_the_page_is_told_of(said: bytes) -> None:
    page = layout(said)
    assert page.text == PRINTED
    assert page.unprinted == 1
    reading = read_paper(drawn(said))
    assert reading.pages[0].text == PRINTED
    assert PageProblem.unprinted(1, 1) in reading.problems


def test_each_letter_has_the_place_where_it_is_printed() -> None:
    page = layout(AGREED + b" (Not agreed. The motion fell.) Tj EMC" + AFTER)
    plain = layout(b"(Not agreed. The motion fell.) Tj" + AFTER)
    assert (page.char_boxes == plain.char_boxes).all()


def test_words_that_several_passages_share_are_told_of_each() -> None:
    """The list of a page's properties is its file's: nothing is taken from it."""
    said = b"/Span /Agreed BDC (Deferred.) Tj EMC 0 -20 Td /Span /Agreed BDC (Refused.) Tj EMC"
    data = drawn(said, {"Agreed": "Agreed."})
    with open_pdf(data) as pdf:
        for _ in range(2):
            page = pdf.layout(1)
            assert page.text == "Deferred.\nRefused."
            assert page.unprinted == 2
        copied = PdfReader(io.BytesIO(pdf.copy([1]))).pages[0]
    assert "Agreed." in str(copied["/Resources"])


def test_words_of_a_form_are_printed_ones_too() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(drawn(b"(Above.) Tj ET /X Do BT"))))
    page = writer.pages[0]
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    form = DecodedStreamObject()
    form.set_data(b"BT /F1 12 Tf 20 100 Td " + AGREED + b" (Not agreed.) Tj EMC ET")
    form.update(named(Type="/XObject", Subtype="/Form"))
    form[NameObject("/BBox")] = page["/MediaBox"]
    fonts = DictionaryObject({NameObject("/Font"): resources["/Font"]})
    form[NameObject("/Resources")] = fonts
    drawn_in = DictionaryObject({NameObject("/X"): writer._add_object(form)})
    resources[NameObject("/XObject")] = drawn_in
    out = io.BytesIO()
    writer.write(out)
    read = layouts_of(out.getvalue())[0]
    assert read.text == "Above.\nNot agreed."
    assert read.unprinted == 1


def test_printed_words_are_read_beside_what_is_laid_over_the_page() -> None:
    data = drawn(AGREED + b" (Decision: not agreed.) Tj EMC 0 -40 Td (Cost:) Tj")
    page = layouts_of(laid_over(data, {1: [Over("Widget", (60, 122, 200, 138), "1,200")]}))[0]
    assert page.text.split("\n") == ["Decision: not agreed.", "Cost: 1,200"]
    assert page.unprinted == 1


def test_a_word_broken_at_a_line_end_is_whole() -> None:
    page = layout(
        b"/Span <</ActualText (recommended)>> BDC (recom-) Tj 0 -14 Td (mended) Tj EMC"
        b" ( to the Cabinet) Tj"
    )
    assert page.text.split() == ["recommended", "to", "the", "Cabinet"]
    assert page.unprinted == 0


def test_a_repaired_word_stays_beside_other_words_that_do_not() -> None:
    page = layout(
        AGREED + b" (Refused.) Tj EMC 0 -14 Td"
        b" /Span <</ActualText (recommended)>> BDC (recom-) Tj 0 -14 Td (mended) Tj EMC"
    )
    assert page.text.split() == ["Refused.", "recommended"]
    assert page.unprinted == 1


def test_a_hyphen_at_a_line_end_is_repaired() -> None:
    """As programs for print mark it: only the hyphen has words in its place."""
    page = layout(
        b"(The Panel recom) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC"
        b" 0 -14 Td (mended it.) Tj"
    )
    assert page.text == "The Panel recom-mended it."
    assert page.unprinted == 0


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("office", "o\ufb03ce"),
        ("recommended", "recom-mended"),
        ("recom\u00admended", "recommended"),
        ("\u00ad", "-"),
        ("recom", "recom-"),
        ("\t", " "),
        ("café", "cafe\u0301"),
        ("café", "caf´e"),
        ("the  budget", "the budget "),
        ("effect", "e\ufffdect"),
        ("\u2022", "\ufffd"),
        ("", ""),
    ],
)
def test_repaired_words_are_the_same(said: str, printed: str) -> None:
    assert same_words(said, printed)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Agreed.", "Not agreed. The motion fell."),
        ("5", "-5"),
        ("201920", "2019-20"),
        ("£1,200", "£1.200"),
        ("metres", "m"),
        ("Agreed.", ""),
        ("", "Agreed."),
        ("AGREED", "agreed"),
        ("not agreed", "e\ufffdect"),
        ("overlong", "\ufffd"),
        ("agreed", "agreed\ufffdnot"),
    ],
)
def test_other_words_are_not(said: str, printed: str) -> None:
    assert not same_words(said, printed)
