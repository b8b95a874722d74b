"""What a paper's file holds beside its printed pages: annotations, forms, attached files."""

from __future__ import annotations

from corpus.model import (
    Access,
    Box,
    LabelSource,
    Page,
    PageProblem,
    PassageKind,
    Reading,
    TextSource,
)
from corpus.page import PopUp
from corpus.passages import make_passages
from corpus.reading import read_paper, read_with_lines
from corpus.reading.pages import with_popups_read
from tests.corpus.laid_over import Over, laid_over, with_attached, with_xfa
from tests.corpus.packs import Sheet, pdf, stamped

PLAIN = pdf([Sheet().put(72, 80, "Harbour Panel").prose(4)])
WAIT = Sheet().put(72, 80, "Please wait...")
COVER = Sheet().put(72, 80, "For the best experience, open this PDF portfolio in a newer reader.")
CLOSED = (
    Sheet()
    .put(72, 60, "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A")
    .prose(4)
)


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(one.page, one.reason) for one in reading.problems]


def test_numbers_stamped_as_annotations_are_printed_pages() -> None:
    drawn = pdf(stamped(8, lambda *_: None))
    over = {
        page: [Over("FreeText", (270, 806, 330, 822), f"Page {40 + page}", looks=page != 3)]
        for page in range(1, 9)
    }
    reading = read_paper(laid_over(drawn, over))
    assert [page.label for page in reading.pages] == [str(n) for n in range(41, 49)]
    assert {page.label_source for page in reading.pages} == {LabelSource.STAMP}
    assert all(page.annotations == page.furniture for page in reading.pages)


def test_annotations_are_told_apart_from_what_is_printed() -> None:
    words = "Corrected by the clerk: £25."
    comment = Over("Text", (500, 90, 520, 110), "Ask again.", looks=False)
    over = [Over("FreeText", (72, 300, 300, 320), words), comment]
    reading = read_paper(laid_over(PLAIN, {1: over}))
    (page,) = reading.pages
    assert [page.text[one.start : one.end] for one in page.annotations] == [words, "Ask again."]
    assert told(reading) == [(1, PageProblem.popups(1, 1).reason)]


def test_a_note_in_a_pop_up_is_a_passage_and_no_part_of_a_decision() -> None:
    first = (
        Sheet()
        .put(72, 80, "Harbour Panel")
        .put(72, 110, "Minutes of the meeting of 4 June 2024")
        .put(72, 140, "Present: Councillors Ash (Chair), Birch and Cedar")
        .put(72, 170, "1. Moorings")
        .put(72, 200, "RESOLVED: That the fee for the inner moorings and for those at the")
    )
    second = Sheet().put(72, 80, "outer quay be raised to £31 a week.")
    note = Over("Text", (500, 190, 520, 210), "Boats of members\nare free.", looks=False)
    reading, lines = read_with_lines(laid_over(pdf([first, second]), {1: [note]}))
    (decided,) = reading.resolutions
    assert decided.text.endswith("at the outer quay be raised to £31 a week.")
    told_of = [one for one in make_passages(reading, lines) if "free" in one.text]
    assert [(one.text, one.kind) for one in told_of] == [
        ("Boats of members\nare free.", PassageKind.PROSE)
    ]
    assert set(told_of[0].spans) <= set(reading.pages[0].annotations)


def test_a_note_on_a_scan_is_highlighted_where_it_opens() -> None:
    page = Page("", 1, None, LabelSource.NONE, 595, 842, 0, "Read by OCR", TextSource.OCR)
    place = Box(500, 90, 520, 110)
    found = with_popups_read(page, [PopUp("Ask again.", place)])
    assert found.text == "Read by OCR\nAsk again."
    words = [(found.text[one.start : one.end], one.box) for one in found.words]
    assert words == [("Ask", place), ("again.", place)]


def test_a_form_that_is_drawn_elsewhere_is_not_read_by_its_stand_in() -> None:
    reading = read_paper(with_xfa(pdf([WAIT]), "Close the north slipway."))
    (page,) = reading.pages
    assert (page.text, page.source) == ("", TextSource.NONE)
    assert "print it to PDF" in (page.problem or "")
    assert told(reading) == [(1, PageProblem.form(1).reason)]
    # What it holds nobody can tell.
    assert Access.EXEMPT in (reading.paper.access, page.access)


def test_a_form_that_its_pages_hold_too_is_read() -> None:
    reading = read_paper(with_xfa(PLAIN, "Close the north slipway."))
    assert reading.pages[0].text.startswith("Harbour Panel")
    assert not reading.problems


def test_a_page_that_only_says_please_wait_is_a_page() -> None:
    assert read_paper(pdf([WAIT])).pages[0].text == "Please wait..."


def test_the_cover_of_a_collection_says_nothing_of_it() -> None:
    files = {"april.pdf": PLAIN, "fees.xlsx": b"PK"}
    reading = read_paper(with_attached(pdf([COVER]), files, cover=True))
    (page,) = reading.pages
    assert [(span.start, span.end) for span in page.furniture] == [(0, len(page.text))]
    assert reading.paper.access is Access.PUBLIC
    assert told(reading) == [
        (1, "the cover of a PDF collection; its files are attached"),
        (0, "attached file was not read, april.pdf: add the paper with --attachments"),
        (0, "attached file was not read, fees.xlsx: it is no PDF"),
    ]
    # The page may also be empty.
    empty = read_paper(with_attached(pdf([Sheet()]), files, cover=True))
    assert told(empty) == told(reading)
    # A page with words of its own is read.
    own = read_paper(with_attached(PLAIN, files, cover=True))
    assert not own.pages[0].furniture


def test_names_of_attached_files_are_plain_ones() -> None:
    files = {"../../etc/april.pdf": PLAIN, "C:\\papers\\may.pdf": PLAIN + b" ", "/": PLAIN + b"\n"}
    reading = read_paper(with_attached(PLAIN, files))
    names = [reason.split(", ")[1].split(":")[0] for _, reason in told(reading)]
    assert names == ["april.pdf", "may.pdf", "unnamed.pdf"]


def test_what_is_attached_to_a_closed_part_is_told_with_it() -> None:
    drawn = pdf([Sheet().put(72, 80, "Harbour Panel").prose(4), Sheet().prose(4), CLOSED])
    whole = read_paper(with_attached(drawn, {"valuation.pdf": PLAIN}))
    assert [page.number for page in whole.pages if page.access is Access.EXEMPT] == [3]
    assert [page for page, _ in told(whole)] == [3]
    pinned = read_paper(with_attached(drawn, {"plan.pdf": PLAIN}, page=2))
    assert [page for page, _ in told(pinned)] == [2]
