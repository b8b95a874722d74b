"""A PDF of our own: every word of the document, in its order, and where each paragraph stands."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.access import begins_sheet
from corpus.document import is_laid_out, laid_out, paragraphs_on, read_document
from corpus.document.blocks import Block, BlockKind, Cell, Document, Run, joined
from corpus.document.layout import _cut
from corpus.model import Page, Paragraph
from corpus.reading import read_paper
from tests.corpus.document.made import heading, levels, numbered, para, table, word

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + levels(("decimal", "%1."), ("lowerLetter", "(%2)"))
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def pages_of(document: Document) -> tuple[Page, ...]:
    return read_paper(laid_out(document, begins_sheet)).pages


def told(document: Document, pages: tuple[Page, ...]) -> dict[str, str]:
    """Return the place of every paragraph by its words."""
    found = {}
    for page in pages:
        for one in paragraphs_on(document, pages).get(page.number, ()):
            found[" ".join(page.text[one.start : one.end].split())] = one.told
    return found


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> Block:
    return Block(kind, (Run(text),), **more)  # type: ignore[arg-type]


def test_places_are_told_by_heading_and_paragraph() -> None:
    body = (
        para("Marlhaven Parish Council")
        + heading("Finance", 2)
        + para("The accounts were read. " * 4)
        + numbered("The precept was set.", 1)
        + numbered("for the hall;", 1, 1)
        + para("24/031 The roof is to be mended.")
        + table(("Payee", "Sum"), ("Dune", "£45.00"))
        + heading("Close", 2)
        + para("The meeting closed.")
    )
    document = read_document(word(body, numbering=NUMBERING), "a.docx")
    places = told(document, pages_of(document))
    assert places["Marlhaven Parish Council"] == "1st paragraph"
    assert places["Finance"] == "heading “Finance”"
    assert places["1. The precept was set"] == "paragraph 1, under “Finance”"
    assert places["(a) for the hall"[1:]] == "paragraph 1 (a), under “Finance”"
    assert places["24/031 The roof is to be mended"] == "paragraph 24/031, under “Finance”"
    assert places["Dune £45.00"] == "row 2 of the table, under “Finance”"
    assert places["The meeting closed"] == "1st paragraph, under “Close”"


def test_a_paragraph_that_a_page_ends_in_stands_on_both() -> None:
    long = " ".join(f"word{number}" for number in range(1200))
    document = Document((block("Rents", BlockKind.HEADING, level=1), block(long)))
    pages = pages_of(document)
    found = paragraphs_on(document, pages)
    assert len(pages) > 1
    assert [found[page.number][-1].told for page in pages] == [
        "1st paragraph, under “Rents”"
    ] * len(pages)


def test_a_heading_on_a_closed_page_is_not_named_on_an_open_one() -> None:
    document = Document(
        (
            block("Secret lease", BlockKind.HEADING, level=1),
            Block(BlockKind.SHEET),
            block("Open words follow here."),
        )
    )
    pages = pages_of(document)
    assert len(pages) == 2
    assert paragraphs_on(document, pages)[2][0].heading == "Secret lease"
    assert paragraphs_on(document, pages, frozenset({1}))[2][0].heading == ""


def test_what_closes_a_sheet_stands_at_its_head() -> None:
    document = Document(
        (
            block("Open business. " * 10),
            block("EXEMPT", BlockKind.HEADING, level=2),
            block("NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A"),
            block("The lease of the quay."),
        )
    )
    pages = pages_of(document)
    assert len(pages) == 2
    assert pages[1].text.startswith("EXEMPT")


def test_letters_that_no_font_has_are_kept_as_they_were_written() -> None:
    text = "Tŷ Gŵyn Ƞ ễ ჯ Հ £5 – “so” ½ • ✓"
    found = " ".join(pages_of(Document((block(text),)))[0].text.split())
    assert found == text


def test_the_same_document_gives_the_same_bytes() -> None:
    document = Document((block("Words"),), "A title")
    assert laid_out(document, begins_sheet) == laid_out(document, begins_sheet)
    assert is_laid_out(laid_out(document, begins_sheet))


def test_columns_of_fixed_lines_stay_apart() -> None:
    lines = "Payee               Sum\nDune & Co        £45.00\nHarbour Print   £310.50"
    page = pages_of(Document((Block(BlockKind.LINES, (Run(lines),)),)))[0]
    assert [" ".join(line.split()) for line in page.text.splitlines()] == [
        "Payee Sum", "Dune & Co £45.00", "Harbour Print £310.50",
    ]  # fmt: skip


def test_a_cell_longer_than_a_page_is_laid_out() -> None:
    cells = (Cell((Run("Note"),), down=2), Cell((Run("word " * 3000),)))
    table = Block(BlockKind.TABLE, rows=(cells, (Cell((Run("below"),)),)))
    pages = pages_of(Document((table,)))
    assert sum(page.text.split().count("word") for page in pages) == 3000
    assert "below" in pages[-1].text


# Words, as other letters would be no text; of lines of one letter pdfium makes one word.
SAID = re.findall(
    r"\w{2,}", "the pier toll will be raised before Easter; moorings cost forty pounds"
)
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=30)
BLOCKS = st.builds(
    lambda said, kind, label, level: Block(kind, (Run(" ".join(said)),), label, level),
    WORDS,
    st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.NOTE]),
    st.sampled_from(["", "1.", "(a)", "•", "23/104"]),
    st.integers(0, 12),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(BLOCKS, min_size=1, max_size=20))
def test_every_word_is_read_back_in_its_order(blocks: list[Block]) -> None:
    document = Document(tuple(blocks))
    said = re.findall(r"\w+", " ".join(f"{one.label} {one.text}" for one in blocks))
    read = re.findall(r"\w+", " ".join(page.text for page in pages_of(document)))
    assert read == said


def test_a_page_tells_the_place_of_a_span() -> None:
    document = Document((block("Rents", BlockKind.HEADING, level=1), block("The rent is £40.")))
    page = pages_of(document)[0]
    assert page.place() is None
    page = replace(page, paragraphs=(Paragraph(0, 5, "heading “Rents”"), Paragraph(6, 20, "x")))
    place = page.place()
    assert place is not None
    assert (place.words, place.paged) == ("heading “Rents”", True)


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.LINES])
def test_a_paragraph_as_long_as_a_book_is_laid_out_in_time(kind: BlockKind) -> None:
    said = "The clerk read the letter out. It was noted, and the next letter was read. "
    began = time.process_time()
    made = laid_out(Document((block(said * 6_000, kind),)), begins_sheet)
    assert time.process_time() - began < 10
    assert len(made) > 50_000


@pytest.mark.parametrize("word", ["a", "a ", "It sails. ", "a" * 80 + " ", "a" * 4_000 + " "])
def test_a_long_paragraph_is_cut_between_words_and_keeps_them(word: str) -> None:
    runs = (Run(word * 50, bold=True), Run(word * (9_000 // len(word))), Run("end"))
    parts = list(_cut(runs))
    assert joined([run for part in parts for run in part]) == joined(runs)
    longest = max(3_000, len(word))
    for part in parts:
        text = "".join(run.text for run in part)
        assert len(text) <= longest or not word.endswith(" ")
        assert part is parts[-1] or text.endswith(word)


def test_a_place_is_found_among_very_many_alike() -> None:
    rows = tuple((Cell((Run("Paid to Dune Ltd for sand"),)),) for _ in range(3))
    blocks = [block("Paid to Dune Ltd for sand") for _ in range(3)]
    document = Document((*blocks, Block(BlockKind.TABLE, rows=rows)))
    pages = pages_of(document)
    places = [one.words for one in paragraphs_on(document, pages)[1]]
    assert places == [
        *("1st paragraph", "2nd paragraph", "3rd paragraph"),
        *(f"row {at} of the table" for at in (1, 2, 3)),
    ]
