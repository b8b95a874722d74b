"""What a file says about itself."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from corpus.pdf.outline import Bookmark, read_structure
from tests.corpus.packs import Sheet, pdf


def written() -> PdfWriter:
    return PdfWriter(PdfReader(io.BytesIO(pdf([Sheet().prose() for _ in range(6)]))))


def saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_bookmarks_with_depths_and_pages() -> None:
    writer = written()
    parent = writer.add_outline_item(title="3 Minutes", page_number=1)
    writer.add_outline_item(title="Appendix", page_number=2, parent=parent)
    writer.add_outline_item(title="4 Fares", page_number=4)
    assert read_structure(saved(writer), 6).bookmarks == (
        Bookmark("3 Minutes", 2, 0), Bookmark("Appendix", 3, 1), Bookmark("4 Fares", 5, 0),
    )  # fmt: skip


def test_page_labels_of_every_style() -> None:
    writer = written()
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN, start=4)
    writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, start=34)
    writer.set_page_label(4, 4, style=PageLabelStyle.UPPERCASE_LETTER)
    writer.set_page_label(5, 5, prefix="App-", style=PageLabelStyle.DECIMAL)
    labels = read_structure(saved(writer), 6).page_labels
    assert labels == ("iv", "v", "34", "35", "A", "App-1")


def test_title_and_nothing_else() -> None:
    writer = written()
    writer.add_metadata({"/Title": "Moorings\n Policy"})
    structure = read_structure(saved(writer), 6)
    assert structure.title == "Moorings Policy"
    assert (structure.bookmarks, structure.page_labels, structure.problems) == ((), (), ())


def test_what_pypdf_cannot_read_is_a_problem_of_the_file() -> None:
    structure = read_structure(b"%PDF-1.4 nothing more", 3)
    assert structure.bookmarks == ()
    assert [problem.page for problem in structure.problems] == [0]
