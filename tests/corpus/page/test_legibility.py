"""What is text and what has to be read from the page's picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
import reportlab
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.language import clean, words_unmapped
from corpus.model import PageProblem, TextSource
from corpus.page.legibility import legible
from corpus.reading.reader import read_paper
from tests.corpus.packs import WORDS, Sheet, pdf
from tests.corpus.scanned import SCANNED, picture_of, share_read

PROSE = "\n".join(("Moorings Policy", *WORDS))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def moved(by: int) -> str:
    table = str.maketrans(_LETTERS, _LETTERS[by:] + _LETTERS[:by])
    return PROSE.lower().translate(table)


def coded(code: Callable[[int], int]) -> str:
    return "".join(char if char.isspace() else chr(code(ord(char))) for char in PROSE)


def numbered() -> str:
    """Return the prose as a font tells it whose letters are numbered as they come."""
    places: dict[str, int] = {}
    return "".join(
        char if char.isspace() else chr(33 + places.setdefault(char, len(places))) for char in PROSE
    )


@pytest.mark.parametrize(
    "text",
    [
        coded(lambda code: code - 31),
        coded(lambda code: code + 0xF000),
        "".join(char if char.isspace() else "\ufffd" for char in PROSE),
        "".join(char if char.isspace() else "?" for char in PROSE),
        coded(lambda code: code - 29),
        coded(lambda code: code + 3),
        numbered(),
        *(moved(by) for by in range(1, 26)),
        " ".join(PROSE),
    ],
)
def test_what_no_one_reads_on_the_page_is_no_text(text: str) -> None:
    assert not legible(text)


def test_a_page_is_no_text_where_many_words_lack_letters() -> None:
    lacking = PROSE.replace("ti", "\ufffd").replace("th", "\ufffd")
    assert words_unmapped(lacking) >= 3
    assert not legible(lacking)
    assert legible(f"{PROSE} the e\ufffdect")


def test_a_letter_that_the_file_does_not_tell_leaves_its_sign_and_is_told() -> None:
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont("Lacking", str(path)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Lacking", 10)
    # The font has no ff, and tells of no letter where it is used.
    for at, line in enumerate((*PROSE.split("\n"), "They noted the e\ufb00ect \ufb00 of it.")):
        canvas.drawString(60, 720 - 20 * at, line)
    canvas.save()
    reading = read_paper(out.getvalue())
    assert reading.pages[0].text.endswith("They noted the e\ufffdect  of it.")
    assert list(reading.problems) == [PageProblem.unmapped(1, 1)]
    assert "effect" in clean(reading.pages[0].text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "\uf0b7 " + "\n\uf0b7 ".join(WORDS),
        "Contents\n" + "\n".join(f"{name} {'.' * 90} {at}" for at, name in enumerate("ABCDE", 3)),
        "Signed ______________________________ Dated ______________________________",
        "\n".join(f"2023 {at * 1171:,} {at * 7.3:.1f}% ({at})" for at in range(1, 30)),
        "Present: Akinwale, Bhattacharya, Czerniak, Dvořáková, Eszterházy, Fiorentino, Grzybowski,"
        " Hovhannisyan, Ilieva, Jovanović, Kowalczyk, Lindqvist, Mwangi, Nakagawa, Okonkwo",
        "Clywodd y Panel fod yr angorfeydd yn llawn ers mis Mehefin a bod angen carthu'r basn"
        " mewnol cyn y gaeaf. Cytunwyd i ofyn am adroddiad pellach yn y cyfarfod nesaf.",
        "Der Ausschuss nahm den Bericht über die Liegeplätze zur Kenntnis und bat die Verwaltung,"
        " vor dem Winter einen Plan für die Ausbaggerung des inneren Beckens vorzulegen.",
        "Ж" * 60,
        "A G E N D A\n" + PROSE,
        "J K L",
    ],
)
def test_what_a_person_reads_there_is_text(text: str) -> None:
    assert legible(text)


def test_a_poor_reading_over_a_scan_counts_as_none_where_the_same_words_alone_do_not() -> None:
    poor = PROSE.replace("e", "c").replace("rn", "m")
    assert legible(poor)
    assert not legible(poor, scanned=True)


def test_a_font_without_a_map_to_unicode_is_read_from_the_picture() -> None:
    given = _unmapped()
    (page,) = read_paper(given).pages
    assert (page.source, page.text) == (TextSource.NONE, "")
    reading = read_paper(given, ocr=True)
    assert reading.pages[0].source is TextSource.OCR
    assert share_read(reading.pages[0].text) == 1
    assert "garbled" in reading.problems[0].reason


def test_a_layer_of_single_letters_over_a_scan_is_read_anew_and_the_stamp_stays() -> None:
    given = _spaced("Page 12")
    (page,) = read_paper(given).pages
    assert (page.source, page.text, page.label) == (TextSource.NONE, "Page 12", "12")
    (page,) = read_paper(given, ocr=True).pages
    assert (page.source, page.label) == (TextSource.OCR, "12")
    assert share_read(page.text) == 1


def test_a_page_of_text_beside_a_garbled_one_is_as_it_was() -> None:
    writer = PdfWriter()
    for given in (pdf([Sheet().prose()]), _unmapped()):
        writer.append(io.BytesIO(given))
    out = io.BytesIO()
    writer.write(out)
    first, second = read_paper(out.getvalue()).pages
    assert (first.source, second.source) == (TextSource.TEXT_LAYER, TextSource.NONE)


def _unmapped() -> bytes:
    """Return a page of which the file tells glyphs, and not which letters they are."""
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont("Glyphs", str(path)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Glyphs", 10)
    # The library gives the font that was registered first of the same file, whatever it was told.
    with patch.object(pdfmetrics.getFont("Glyphs"), "_asciiReadable", False):
        for at, line in enumerate(PROSE.split("\n")):
            canvas.drawString(60, 720 - 20 * at, line)
        canvas.save()
    writer = PdfWriter(clone_from=PdfReader(out))
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object().pop("/ToUnicode", None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _spaced(stamp: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawImage(ImageReader(io.BytesIO(picture_of(SCANNED))), 0, 0, 595, 842)
    words = canvas.beginText(72, 722)
    words.setTextRenderMode(3)
    for line in PROSE.split("\n"):
        words.textLine(" ".join(line))
    canvas.drawText(words)
    canvas.drawString(280, 20, stamp)
    canvas.save()
    return out.getvalue()
