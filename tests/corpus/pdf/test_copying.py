"""A copy of open pages is drawn alike, and holds nothing of the pages that stay closed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpus.model import DamagedPaperError
from corpus.pdf.objects import dictionary, items, used_names
from corpus.pdf.pdfium import open_pdf
from corpus.sandbox.drawing_client import DrawingProcesses
from tests.corpus import hostile_papers, sharing_papers
from tests.corpus.sharing_papers import (
    CLOSED,
    CLOSED_FONT,
    FORM,
    OPEN,
    PIXELS,
    WAYS,
    WORD,
    everything_in,
)

PATTERNS = (("/Pattern", b"P1"), ("/Pattern", b"P2"))
PLANTED = (WORD.encode(), WORD.encode("utf-16-be"), FORM, PIXELS, CLOSED_FONT)


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: way.__name__)
def paper(request: pytest.FixtureRequest) -> bytes:
    way: Callable[[], bytes] = request.param
    return way()


def copied(paper: bytes, numbers: tuple[int, ...]) -> bytes:
    with open_pdf(paper) as pdf:
        return pdf.copy(numbers)


def test_what_is_planted_on_closed_pages_would_be_found(paper: bytes) -> None:
    for held in (everything_in(paper), everything_in(copied(paper, CLOSED))):
        assert any(PIXELS in part for part in held)
        assert any(WORD.encode() in part for part in held)


def test_a_copy_of_open_pages_holds_nothing_of_the_closed(paper: bytes) -> None:
    for numbers in (OPEN, OPEN[:1], OPEN[1:]):
        held = everything_in(copied(paper, numbers))
        for planted in PLANTED:
            assert [part[:300] for part in held if planted in part] == []


def test_open_pages_are_drawn_and_read_as_before(paper: bytes) -> None:
    with open_pdf(paper) as before, open_pdf(copied(paper, OPEN)) as after:
        assert after.page_count == len(OPEN)
        for at, number in enumerate(OPEN, 1):
            assert after.picture(at, 2.0) == before.picture(number, 2.0)
            assert after.layout(at).text == before.layout(number).text


def test_every_object_of_a_copy_belongs_to_its_pages(paper: bytes) -> None:
    reader = PdfReader(io.BytesIO(copied(paper, OPEN)))
    assert set(reader.trailer) <= {"/Size", "/Root"}
    assert set(dictionary(reader.trailer["/Root"])) <= {"/Type", "/Pages", "/OCProperties"}
    for page in reader.pages:
        assert not {"/StructParents", "/PieceInfo", "/Metadata", "/AA"} & set(page)
        for annotation in map(dictionary, items(page.get("/Annots"))):
            assert not {"/A", "/Dest", "/Parent", "/P", "/T", "/V"} & set(annotation)


def test_a_link_out_of_the_paper_stays() -> None:
    link = b"<</Type/Annot/Subtype/Link/Rect[9 9 90 90]/A<</S/URI/URI(https://council.example)>>>>"
    paper = hostile_papers.made(
        hostile_papers.CATALOG, hostile_papers.PAGES, hostile_papers.page(b"/Annots[%s]" % link),
        hostile_papers.stream(b""), b"null",
    )  # fmt: skip
    (annotation,) = items(PdfReader(io.BytesIO(copied(paper, (1,)))).pages[0]["/Annots"])
    assert str(dictionary(dictionary(annotation)["/A"])["/URI"]) == "https://council.example"


def test_a_hidden_layer_stays_hidden_without_its_name() -> None:
    reader = PdfReader(io.BytesIO(copied(sharing_papers.by_hand(), OPEN)))
    layers = dictionary(dictionary(reader.trailer["/Root"])["/OCProperties"])
    names = [str(dictionary(layer)["/Name"]) for layer in items(layers["/OCGs"])]
    assert names == ["Layer 1", "Layer 2"]
    assert len(items(dictionary(layers["/D"])["/OFF"])) == 1


@pytest.mark.parametrize(
    ("content", "used"),
    [
        (b"/Im1 Do", {("/XObject", b"Im1")}),
        (b"/F#31 9 Tf", {("/Font", b"F1")}),
        (b"/A#20B/Im1 Do/F1\n9 Tf", {("/XObject", b"Im1"), ("/Font", b"F1")}),
        (b"(/Im1 Do) Tj (a(/Im1 Do)) Tj (\\)/Im1 Do) Tj", set()),
        (b"<2f> Tj % /Im1 Do\r/Im2 Do", {("/XObject", b"Im2")}),
        (b"BI /CS/C1 ID /Im1 Do EI\xff EI /Im2 Do", {("/ColorSpace", b"C1"), ("/XObject", b"Im2")}),
        (b"/Span <</E (x)>> BDC /OC /L1 BDC", {("/Properties", b"L1")}),
        (b"/Im1 Done /Do gs", {("/ExtGState", b"Do")}),
        (b"/P1 scn 0 0.5 /P2 SCN /C1 CS", {*PATTERNS, ("/ColorSpace", b"C1")}),
    ],
)  # fmt: skip
def test_names_are_used_by_operators_alone(content: bytes, used: set[tuple[str, bytes]]) -> None:
    found = {(kind, name) for kind, name in used_names(content) if not name.startswith(b"Default")}
    assert found == used


@pytest.mark.parametrize(
    "way",
    [hostile_papers.form_within_itself, hostile_papers.laughing_forms],
    ids=lambda way: str(way.__name__),
)
def test_forms_that_lead_to_themselves_end(way: Callable[[], bytes], tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(way())
    drawing = DrawingProcesses()
    assert drawing.copy(tmp_path / "odd.pdf", "odd.pdf", [1]).startswith(b"%PDF")
    drawing.close()


def test_a_page_that_cannot_be_taken_apart_is_not_copied() -> None:
    paper = hostile_papers.made(
        hostile_papers.CATALOG, hostile_papers.PAGES, hostile_papers.page(),
        hostile_papers.stream(b"no such code", b"/Filter/Crypt9"), b"null",
    )  # fmt: skip
    with pytest.raises(DamagedPaperError, match=r"page 1: cannot be copied"):
        copied(paper, (1,))
