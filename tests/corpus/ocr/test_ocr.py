"""Pages that are pictures: recognised, counted, and read by both programs, whichever way round."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.model import Box, TextSource
from corpus.model.errors import OcrError
from corpus.model.programs import tesseract
from corpus.ocr import scans
from corpus.ocr.recognised import Printed, Recognised
from corpus.reading.reader import read_paper, read_with_lines
from corpus.sandbox.reading_client import ReadingProcess
from tests.corpus.packs import Sheet, pdf
from tests.corpus.scanned import SCANNED, dirtied, on_a_sheet, picture_of, scan, share_read

BUILT_IN, TESSERACT = "what comes along", "Tesseract"
without_tesseract = pytest.mark.usefixtures("no_tesseract")


@pytest.fixture(params=[BUILT_IN, TESSERACT])
def program(request: pytest.FixtureRequest) -> str:
    """The program that reads pictures in this test."""
    if request.param == BUILT_IN:
        request.getfixturevalue("no_tesseract")
    elif tesseract() is None:
        pytest.skip("tesseract is not installed: apt-get install tesseract-ocr")
    return str(request.param)


def test_a_scan_without_ocr_is_counted_and_not_read() -> None:
    (page,) = read_paper(scan()).pages
    assert (page.source, page.text) == (TextSource.NONE, "")


def test_a_scan_that_carries_only_the_packs_stamp_has_no_text() -> None:
    (page,) = read_paper(scan("Page 12")).pages
    assert (page.source, page.label) == (TextSource.NONE, "12")


def test_a_blank_page_with_a_stamp_is_no_scan() -> None:
    (page,) = read_paper(pdf([Sheet().put(280, 822, "Page 12")])).pages
    assert page.source is TextSource.TEXT_LAYER


@pytest.mark.usefixtures("program")
def test_a_scan_is_read_with_words_where_they_stand() -> None:
    reading, lines = read_with_lines(scan("Page 12"), ocr=True)
    (page,) = reading.pages
    assert page.source is TextSource.OCR
    assert page.label == "12"
    assert page.text.startswith("Page 12\nMoorings Policy")
    assert share_read(page.text) == 1
    for word in page.words:
        assert page.text[word.start : word.end].strip() == page.text[word.start : word.end]
        assert 0 <= word.box.x0 < word.box.x1 <= page.width
    first = page.words[0]
    assert page.text[first.start : first.end] == "Moorings"
    assert (first.box.x0, first.box.y1) == pytest.approx((72, 124), abs=4)
    said = [page.text[line.start : line.end] for line in lines[1]]
    assert said[0] == "Moorings Policy"
    assert "Page 12" not in said, "the stamp is on the picture too, and no line of the page"


@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.usefixtures("program")
def test_a_page_that_lies_on_its_side_or_head_is_turned(turned: int) -> None:
    upright, lines = read_with_lines(scan(), ocr=True)
    other, over = read_with_lines(scan(turned=turned), ocr=True)
    page = other.pages[0]
    assert share_read(page.text) == 1
    assert page.text == upright.pages[0].text
    for line, same in zip(over[1], lines[1], strict=True):
        assert (line.box.x0, line.box.y0) == pytest.approx((same.box.x0, same.box.y0), abs=3)
    # The words are marked where they stand on the page as it is displayed.
    before, after = upright.pages[0].words[0].box, page.words[0].box
    width, height = 595.0, 842.0
    corners = {
        90: (before.y0, width - before.x0),
        180: (width - before.x0, height - before.y0),
        270: (height - before.y0, before.x0),
    }
    x, y = corners[turned]
    assert after.x0 - 4 <= x <= after.x1 + 4
    assert after.y0 - 4 <= y <= after.y1 + 4


@pytest.mark.usefixtures("program")
def test_a_page_that_is_askew_and_dirty_is_read() -> None:
    read = scans.ocr_page(dirtied(picture_of(SCANNED), askew=1.4, noise=14))
    assert share_read(read.text) >= 0.95
    assert read.sure


@without_tesseract
def test_columns_of_prose_are_read_one_by_one_and_tables_by_row() -> None:
    sheet = Sheet().put(72, 90, "Ferry fares and the survey of the harbour", size=14)
    left = ["The first column speaks of moorings", "and goes on about their dredging,",
            "which the harbour master has seen", "to since the summer of last year.",
            "It ends here, at the foot of it all."]  # fmt: skip
    right = ["A second column tells of the ferry,", "which has carried more people than",
             "in any other year that the Panel", "has a record of, in spite of wind",
             "and of rain in both directions."]  # fmt: skip
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        sheet.put(72, 130 + 16 * at, one).put(320, 130 + 16 * at, other)
    fares = [("Adult", "£4.50"), ("Child", "£2.25"), ("Dog", "£1"), ("Bicycle", "£1,150.75"),
             ("Group of ten", "£38")]  # fmt: skip
    for at, (name, fare) in enumerate(fares):
        sheet.put(72, 300 + 20 * at, name).put(320, 300 + 20 * at, fare)
    read = scans.ocr_page(picture_of(sheet))
    lines = read.text.split("\n")
    assert lines[1:6] == left
    assert lines[6:11] == right
    assert lines[11:] == [f"{name} {fare}" for name, fare in fares]


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("askew", [0.0, 0.4])
def test_columns_of_minutes_are_read_one_by_one_as_those_of_drawn_pages_are(askew: float) -> None:
    left = ["31. Pump House", "The Engineer told members that the old pump house",
            "could not be kept dry, and that the roof would need",
            "new lead before another winter came in from the west.",
            "RESOLVED: That the lead of the roof be renewed at a", "cost of no more than £7,300.",
            "A member asked for the price of slates instead of",
            "lead, and was told that it would be twice as much."]  # fmt: skip
    right = ["A member asked whether lead was likely to be stolen",
             "again, as it had been from the chapel next door.", "32. Towpath Lamps",
             "Four lamps had been broken since the summer, and the",
             "firm that made them had closed.",
             "RESOLVED: That four new lamps be bought."]  # fmt: skip
    sheet = Sheet().put(60, 60, "Marlhaven Canal Trust: minutes of 4 June 2024", size=14)
    for x, column in ((60, left), (325, right)):
        for at, line in enumerate(column):
            sheet.put(x, 100 + 13 * at, line, size=9)
    sheet.put(60, 230, "The meeting closed at 9 pm, and the Chair thanked all who had come to it.")
    read = scans.ocr_page(dirtied(picture_of(sheet), askew=askew, noise=0))
    lines = read.text.split("\n")
    assert [line[:9] for line in lines[1:15]] == [line[:9] for line in (*left, *right)]
    assert [read.text[word.start : word.end] for word in read.words] == read.text.split()
    # The second column is laid under the first.
    assert len({round(line.laid.x0 / 20) for line in read.lines[1:15]}) == 1
    assert read.lines[9].laid.y0 > read.lines[8].laid.y0


@without_tesseract
def test_a_blurred_page_says_that_it_is_unsure() -> None:
    given = on_a_sheet(dirtied(picture_of(SCANNED), askew=1, noise=40, dots_an_inch=72))
    reading = read_paper(given, ocr=True)
    assert reading.pages[0].source is TextSource.UNSURE_OCR
    assert "not sure" in reading.problems[0].reason


@without_tesseract
def test_a_page_that_cannot_be_made_out_stays_unread_and_says_so() -> None:
    given = on_a_sheet(dirtied(picture_of(SCANNED), askew=1, noise=60, dots_an_inch=40))
    reading = read_paper(given, ocr=True)
    assert (reading.pages[0].source, reading.pages[0].text) == (TextSource.NONE, "")
    assert "cannot be made out" in reading.problems[0].reason


def test_where_tesseract_is_unsure_fails_or_sees_nothing_the_other_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scans, "tesseract", lambda: "/bin/tesseract")
    monkeypatch.setattr(scans, "recognised", lambda _: _seen("other", 0.99))
    cases: list[tuple[Recognised | OcrError, str]] = [
        (_seen("sure", 0.97), "sure"),
        (_seen("unsure", 0.93), "other"),
        (Recognised((), 0, 100, 100, 0.0), "other"),
        (OcrError("Tesseract failed"), "other"),
    ]
    for found, word in cases:

        def tells(*_: object, found: Recognised | OcrError = found) -> Recognised:
            if isinstance(found, OcrError):
                raise found
            return found

        monkeypatch.setattr(scans, "recognised_by_tesseract", tells)
        assert scans.ocr_page(b"").text == word


def _seen(word: str, sure: float) -> Recognised:
    return Recognised(((Printed(word, Box(0, 0, 9, 9)),),), 0, 100, 100, sure)


@pytest.mark.usefixtures("program")
def test_a_picture_that_is_none_says_so() -> None:
    with pytest.raises(OcrError, match="cannot be read"):
        scans.ocr_page(b"no picture")


@without_tesseract
def test_a_limited_process_reads_a_scan(tmp_path: Path) -> None:
    """It may write no file, and has little memory."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(turned=180))
    with ReadingProcess() as reader:
        record, failed = reader.scan(path, "scan.pdf", 1)
    assert not failed
    assert "Moorings" in record


def test_what_reads_pictures_is_loaded_for_a_picture_only(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_bytes(pdf([Sheet().prose()]))
    code = (
        "import sys, corpus.sandbox.reading_worker as worker\n"
        "from pathlib import Path\n"
        f"worker.read_here(Path({str(path)!r}), 'text.pdf', None, {{}})\n"
        "print(sorted({'rapidocr', 'onnxruntime', 'cv2', 'shapely'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"


def test_a_heading_over_a_picture_of_words_is_not_all_of_the_page() -> None:
    heading = scan(heading="Appendix C: what the harbour master wrote")
    (page,) = read_paper(heading).pages
    assert page.source is TextSource.NONE
    assert "Appendix C" in page.text


@without_tesseract
def test_the_words_of_a_picture_under_a_heading_are_read() -> None:
    reading, lines = read_with_lines(scan(heading="Appendix C: the harbour"), ocr=True)
    (page,) = reading.pages
    assert page.source is TextSource.OCR
    said = [page.text[line.start : line.end] for line in lines[1]]
    assert said.count("Appendix C: the harbour") == 1
    assert "Moorings Policy" in said


@without_tesseract
def test_a_heading_over_a_picture_without_words_is_all_of_the_page() -> None:
    empty = on_a_sheet(picture_of(Sheet()), heading="Appendix D: the chart of the harbour")
    (page,) = read_paper(empty, ocr=True).pages
    assert page.source is TextSource.TEXT_LAYER
    assert page.words == ()
