"""Papers that are no PDF go in, are cited by paragraph, and come back as they were given."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.corrections import complete
from corpus.document import cleaned
from corpus.ingest import back_up, restore
from corpus.ingest.ingest import Ingest
from corpus.labelled import export
from corpus.masks import Masks
from corpus.model import (
    Access,
    ClosedPagesError,
    LabelSource,
    Outcome,
    PaperKind,
    Particulars,
    Result,
    paper_id_of,
)
from corpus.sandbox import ReadingProcess
from tests.corpus.document.made import heading, levels, numbered, para, run, table, word
from tests.corpus.document.test_web import PAGE
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex

# Nor is LibreOffice there, so every page is of our own layout.
pytestmark = pytest.mark.usefixtures("no_tesseract")

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + levels(("decimal", "%1."), ("lowerLetter", "(%2)"))
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
HEAD = heading("Marlhaven Parish Council") + para(
    "Minutes of the meeting of the Finance Committee held on 14 March 2024"
)
BODY = (
    HEAD
    + para("Present: Councillors Ash (Chair), Birch and Cole")
    + heading("Budget", 2)
    + numbered("RESOLVED: that the precept for 2024/25 be set at £48,250.", 1)
    + numbered("RESOLVED: that two benches be bought for the green.", 1)
    + table(("Payee", "Sum"), ("Dune & amp; Co".replace("& amp;", "&amp;"), "£1,250.00"))
)
MINUTES = word(BODY, numbering=NUMBERING)


@pytest.fixture
def ingest(catalogue: Catalogue) -> Ingest:
    return Ingest(catalogue, HashEmbedder(), MemoryIndex(), reader=ReadingProcess)


def given(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def only(outcomes: tuple[Outcome, ...]) -> Outcome:
    (outcome,) = outcomes
    return outcome


def test_a_word_file_is_read_as_a_pdf_is(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert only(ingest.add([given(tmp_path, "minutes.docx", MINUTES)])).result is Result.ADDED
    paper = catalogue.paper("minutes.docx")
    assert paper.id == paper_id_of(MINUTES)
    assert (paper.kind, paper.committee) == (PaperKind.MINUTES, "Finance Committee")
    assert str(paper.meeting_date) == "2024-03-14"
    decided = catalogue.resolutions()
    assert [one.text for one in decided] == [
        "that the precept for 2024/25 be set at £48,250.",
        "that two benches be bought for the green.",
    ]
    page = catalogue.page(paper.id, 1)
    assert (page.label, page.label_source) == (None, LabelSource.LAID_OUT)
    place = page.place(decided[1].spans[0])
    assert place is not None
    assert (place.words, place.paged) == ("paragraph 2, under “Budget”", False)
    for one in decided:
        (span,) = one.spans
        assert " ".join(page.text[span.start : span.end].split()) == one.text
    original = tmp_path / "data/papers" / f"{paper.id}.docx"
    assert catalogue.original_path(paper.id, Access.EXEMPT) == original
    assert catalogue.original_path(paper.id) is None
    assert catalogue.pdf_path(paper.id).read_bytes().startswith(b"%PDF")
    assert ingest.check() == ()


def test_the_same_file_again_is_known_and_both_files_go_with_the_paper(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = given(tmp_path, "minutes.docx", MINUTES)
    ingest.add([path])
    assert only(ingest.add([path])).result is Result.UNCHANGED
    assert only(ingest.add([path], again=True)).result is not Result.SKIPPED
    kept = catalogue.data / "papers"
    assert sorted(one.suffix for one in kept.iterdir()) == [".docx", ".pdf"]
    ingest.remove(["minutes.docx"])
    assert list(kept.iterdir()) == []


def test_a_pdf_that_is_gone_is_made_again(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = given(tmp_path, "minutes.docx", MINUTES)
    ingest.add([path])
    pdf = catalogue.kept(catalogue.paper("minutes.docx").id)
    before = pdf.read_bytes()
    pdf.unlink()
    assert "its PDF is gone" in " ".join(ingest.check())
    ingest.add([path])
    assert pdf.read_bytes() == before
    assert ingest.check() == ()


def test_a_backup_holds_both_files(ingest: Ingest, catalogue: Catalogue, tmp_path: Path) -> None:
    ingest.add([given(tmp_path, "minutes.docx", MINUTES)])
    back_up(catalogue, tmp_path / "saved.tar")
    restore(tmp_path / "saved.tar", tmp_path / "other")
    with Catalogue.open(tmp_path / "other") as other:
        paper = other.paper("minutes.docx")
        original = other.original_path(paper.id, Access.EXEMPT)
        assert original is not None
        assert original.read_bytes() == MINUTES
        assert other.pdf_path(paper.id).read_bytes() == catalogue.pdf_path(paper.id).read_bytes()
        assert other.page(paper.id, 1) == catalogue.page(paper.id, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.docx", word(BODY, numbering=NUMBERING, header=para("EXEMPT"))),
        ("minutes.docx", word(para("CONFIDENTIAL") + BODY, numbering=NUMBERING)),
        ("exempt minutes.docx", MINUTES),
        ("minutes.html", f"<h1>EXEMPT</h1>{PAGE}".encode()),
        ("minutes.txt", b"NOT FOR PUBLICATION\n\nThe lease of the quay was agreed.\n"),
    ],
)
def test_what_says_that_it_is_exempt_is_closed(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path, name: str, content: bytes
) -> None:
    ingest.add([given(tmp_path, name, content)])
    assert catalogue.papers() == ()
    assert catalogue.paper(name, Access.EXEMPT).access is Access.EXEMPT


def test_an_exempt_part_closes_its_pages_alone(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    closed = heading("EXEMPT ITEM", 2) + para("RESOLVED: that the quay be let to Jonas Thorne.")
    ingest.add([given(tmp_path, "m.docx", word(BODY + closed, numbering=NUMBERING))])
    paper = catalogue.paper("m.docx")
    assert (paper.page_count, paper.exempt_pages) == (1, 0)
    assert catalogue.paper("m.docx", Access.EXEMPT).exempt_pages == 1
    assert "Thorne" not in repr(catalogue.reading("m.docx"))
    assert catalogue.original_path(paper.id) is None
    assert catalogue.original_path(paper.id, Access.EXEMPT) is not None
    with pytest.raises(ClosedPagesError):
        catalogue.pdf_path(paper.id)


def test_what_the_file_still_holds_is_told_and_not_handed_out(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    body = BODY + para("Seen", run(" and unseen", "<w:vanish/>"))
    ingest.add([given(tmp_path, "m.docx", word(body, numbering=NUMBERING))])
    paper = catalogue.paper("m.docx")
    assert "unseen" not in repr(catalogue.reading(paper.id, Access.EXEMPT))
    assert "1 piece left out" in catalogue.problems(paper.id)[0].reason
    assert catalogue.original_path(paper.id) is None
    assert catalogue.original_path(paper.id, Access.EXEMPT) is not None


def test_pages_and_texts_go_in(ingest: Ingest, catalogue: Catalogue, tmp_path: Path) -> None:
    fixed = "HALL COMMITTEE\n\nMinutes of 9 April 2024\n\nPayee          Sum\nDune        £45.00\n"
    folder = given(tmp_path / "in", "hall.html", PAGE.encode()).parent
    given(folder, "hall.txt", fixed.encode("cp1252"))
    given(folder, "hall.md", b"# Marlhaven Parish Council\n\n1) The roof is to be mended.\n")
    given(folder, "slides.pptx", b"x")
    given(folder, "old.doc", bytes.fromhex("d0cf11e0a1b11ae1"))
    outcomes = {one.name: one for one in ingest.add([folder])}
    assert {name for name, one in outcomes.items() if one.result is Result.ADDED} == {
        "hall.html", "hall.txt", "hall.md",
    }  # fmt: skip
    assert "save them as a PDF" in outcomes["slides.pptx"].reason
    assert "LibreOffice is installed" in outcomes["old.doc"].reason
    text = "".join(page.text for page in catalogue.reading("hall.html").pages)
    assert "from a script" not in text
    assert "News" not in text
    assert "The sum is £45" in text
    assert "1) The roof" in catalogue.page(catalogue.paper("hall.md").id, 1).text


def test_a_damaged_file_gets_a_sentence(ingest: Ingest, tmp_path: Path) -> None:
    skipped = only(ingest.add([given(tmp_path, "minutes.docx", MINUTES[:900])]))
    assert skipped.result is Result.SKIPPED
    assert skipped.reason.startswith("minutes.docx: damaged")
    assert list((tmp_path / "data/papers").iterdir()) == []


def test_what_is_said_of_a_paper_holds(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    told = {"minutes.docx": Particulars(title="Spring meeting")}
    ingest.add([given(tmp_path, "minutes.docx", MINUTES)], given=told)
    assert catalogue.paper("minutes.docx").title == "Spring meeting"


def test_a_heading_is_masked_where_it_is_named(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    body = HEAD + heading("Letter of Wilma Quackenthorpe", 2) + para("It was noted.")
    ingest.mask(Masks(names=("Wilma Quackenthorpe",)))
    ingest.add([given(tmp_path, "m.docx", word(body))])
    paper = catalogue.paper("m.docx")
    told, hidden = (
        repr(catalogue.page(paper.id, 1, who)) for who in (Access.EXEMPT, Access.PUBLIC)
    )
    assert told.count("Quackenthorpe") > 1
    assert "Quackenthorpe" not in hidden
    assert catalogue.original_path(paper.id) is None
    assert catalogue.original_path(paper.id, Access.EXEMPT) is not None


def test_labelled_papers_leave_as_pdfs(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    ingest.add([given(tmp_path, "m.docx", MINUTES)])
    paper = catalogue.paper("m.docx")
    declared = complete(catalogue.reading(paper.id), None, "clerk")
    ingest.corrections.declare(declared)
    ingest.take_corrections()
    assert export(catalogue, tmp_path / "out").papers == 1
    (line,) = (tmp_path / "out/gold.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    pdf = (tmp_path / "out/papers" / told["file"]).read_bytes()
    assert (told["file"], told["sha256"]) == ("m.docx.pdf", paper_id_of(pdf))


def test_pages_closed_by_hand_close_the_whole_paper_when_it_is_laid_out_anew(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = given(tmp_path, "m.docx", word(BODY + para("word " * 900), numbering=NUMBERING))
    ingest.add([path], given={"m.docx": Particulars(exempt_pages=((2, 2),))})
    assert catalogue.paper("m.docx", Access.EXEMPT).exempt_pages == 1
    ingest.add([path], again=True)
    assert catalogue.papers() == ()
    assert catalogue.paper("m.docx", Access.EXEMPT).access is Access.EXEMPT
    ingest.remove(["m.docx"])
    ingest.add([path])
    assert catalogue.papers() == ()


def test_a_watermark_closes_as_print_does(
    ingest: Ingest, catalogue: Catalogue, tmp_path: Path
) -> None:
    drawn = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="NOT FOR PUBLICATION"/>'
    header = f"<w:p><w:r><w:pict>{drawn}</w:pict></w:r></w:p>"
    ingest.add([given(tmp_path, "m.docx", word(BODY, numbering=NUMBERING, header=header))])
    assert catalogue.papers() == ()


def test_properties_do_not_go_into_the_pdf() -> None:
    out = io.BytesIO(MINUTES)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(
            "docProps/core.xml", "<properties><keywords>zyqquorb</keywords></properties>"
        )
    made = cleaned(out.getvalue(), "m.docx")
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert not any(name.startswith("docProps") for name in packed.namelist())
