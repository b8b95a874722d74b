"""Where words stand, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Access, Paper, PaperKind, Place, TextSource
from retrieval.cli.sources import sources
from retrieval.model.source_lines import paper_words, papers_of, source_line
from retrieval.model.types import Citation, Statement

PACK = Citation(
    1, "a", "pack.pdf", "Agenda", PaperKind.AGENDA_PACK, "Cabinet", date(2023, 11, 14),
    "5", None, 12, "11", "said", (), TextSource.TEXT_LAYER,
)  # fmt: skip
NOTES = replace(
    PACK, paper="notes.pdf", title="Library notes", kind=PaperKind.REPORT, committee=None,
    date=None, item=None, source=TextSource.OCR,
)  # fmt: skip


def test_a_source_names_item_page_and_paper() -> None:
    line = "Item 5 · page 11 of the pack (PDF page 12) · Agenda pack, Cabinet, 14 November 2023"
    assert source_line(PACK) == line
    assert source_line(PACK, file=True) == f"{line} · pack.pdf"
    assert "page 11 of the supplement" in source_line(replace(PACK, kind=PaperKind.SUPPLEMENT))


def test_what_is_not_known_is_left_out_and_the_title_stands_in_for_the_body() -> None:
    assert source_line(NOTES) == "Page 11 (PDF page 12) · Report, Library notes"
    unprinted = source_line(replace(NOTES, printed=None), file=True)
    assert unprinted == "PDF page 12 · Report, Library notes · notes.pdf · read by OCR"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Mooring fees", "Mooring fees, Cabinet, 14 November 2023"),
        # Nothing is told twice.
        ("Budget of the cabinet", "Budget of the cabinet, 14 November 2023"),
        ("Cabinet papers, 14 November 2023", "Cabinet papers, 14 November 2023"),
    ],
)
def test_a_title_that_somebody_gave_names_the_paper(title: str, line: str) -> None:
    named = replace(PACK, title=title, titled=True)
    assert source_line(named).endswith(f"(PDF page 12) · {line}")
    paper = Paper(
        "a", "pack.pdf", title, PaperKind.AGENDA_PACK, "Cabinet", date(2023, 11, 14),
        Access.PUBLIC, None, 9, titled=True,
    )  # fmt: skip
    assert paper_words(paper) == line
    assert paper_words(replace(paper, titled=False)) == "Agenda pack, Cabinet, 14 November 2023"


def test_a_sample_paper_is_told_as_one_after_body_or_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.sample.listed._listed", lambda: frozenset({"a"}))
    assert source_line(PACK).endswith(" · Agenda pack, Cabinet (sample), 14 November 2023")
    assert source_line(NOTES).endswith(" · Report, Library notes (sample)")
    assert "sample" not in source_line(replace(PACK, paper_id="b"))


def test_words_of_an_annotation_are_told_as_such() -> None:
    written = replace(PACK, annotation=True)
    told = "Agenda pack, Cabinet, 14 November 2023"
    assert source_line(written).endswith(f"{told} (annotation)")
    assert papers_of(Statement("said", (PACK, written))) == f"{told}; {told} (annotation)"
    # Beside what is printed on the page it is a source of its own.
    assert [cited for _, cited in sources((PACK, written, PACK))] == [PACK, written]


def test_papers_are_named_once_each() -> None:
    told = papers_of(Statement("said", (PACK, replace(PACK, page=13), NOTES)))
    assert told == "Agenda pack, Cabinet, 14 November 2023; Report, Library notes"


def test_a_paper_that_is_no_pdf_is_cited_by_paragraph_and_by_its_own_pages_alone() -> None:
    told = "paragraph 4.1, under “Finance”"
    ours = replace(NOTES, printed=None, place=Place(told, paged=False))
    assert source_line(ours) == "Paragraph 4.1, under “Finance” · Report, Library notes"
    theirs = replace(ours, place=Place(told, paged=True))
    assert source_line(theirs) == f"PDF page 12, {told} · Report, Library notes"
    printed = replace(theirs, printed="3")
    assert source_line(printed).startswith(f"Page 3 (PDF page 12), {told} · ")


def test_a_reading_that_is_not_sure_is_always_told() -> None:
    unsure = replace(NOTES, source=TextSource.UNSURE_OCR)
    assert source_line(unsure).endswith(
        " · read by OCR, which is not sure of it: compare it with the page"
    )
    assert source_line(unsure, file=True).count("OCR") == 1
