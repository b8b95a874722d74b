"""Pages are drawn apart from those who ask: quickly, within limits, one bad page alone."""

from __future__ import annotations

import io
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from corpus.model.errors import DamagedPaperError, NotAPdfError, UnreadablePaperError
from corpus.pdf.pdfium import open_pdf
from corpus.sandbox.drawing_client import DrawingProcesses
from tests.corpus import hostile_papers
from tests.corpus.stand_ins import paper

SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "sample"
PACK = SAMPLE / "2023-11-14-cabinet-agenda-pack.pdf"


@pytest.fixture(scope="module")
def drawing() -> Iterator[DrawingProcesses]:
    opened = DrawingProcesses()
    yield opened
    opened.close()


def test_a_picture_is_the_page_as_it_would_be_drawn_here(drawing: DrawingProcesses) -> None:
    with open_pdf(PACK) as pdf:
        assert drawing.picture(PACK, PACK.name, 3, 1.6) == pdf.picture(3, 1.6)
        words = pdf.layout(3).words[4:9]
    boxes = drawing.boxes(PACK, PACK.name, 3, [(words[0].start, words[-1].end)])
    assert boxes == tuple(word.box for word in words)


def test_a_page_comes_alone(drawing: DrawingProcesses) -> None:
    single = PdfReader(io.BytesIO(drawing.copy(PACK, PACK.name, [2])))
    assert len(single.pages) == 1
    assert single.pages[0].extract_text() == PdfReader(PACK).pages[1].extract_text()


def test_a_cited_picture_takes_less_than_400_ms(drawing: DrawingProcesses) -> None:
    took = []
    for page in range(1, 10):
        begun = time.perf_counter()
        drawing.picture(PACK, PACK.name, page, 1.6)
        drawing.boxes(PACK, PACK.name, page, [(0, 400)])
        took.append(time.perf_counter() - begun)
    assert statistics.median(took) < 0.4


def test_what_cannot_be_drawn_says_why(drawing: DrawingProcesses, tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_bytes(b"plain words")
    with pytest.raises(NotAPdfError, match=r"text\.pdf: not a PDF"):
        drawing.picture(tmp_path / "text.pdf", "text.pdf", 1, 1.0)
    with pytest.raises(UnreadablePaperError, match=r"^gone\.pdf: cannot be read: No such file"):
        drawing.picture(tmp_path / "ab12.pdf", "gone.pdf", 1, 1.0)
    one = paper(tmp_path, "one.pdf", "words")
    with pytest.raises(DamagedPaperError, match=r"one\.pdf, page 9"):
        drawing.picture(one, "one.pdf", 9, 1.0)


def test_a_vast_page_is_drawn_smaller(drawing: DrawingProcesses, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(hostile_papers.plain().replace(b"[0 0 595 842]", b"[0 0 14400 7200]"))
    with Image.open(io.BytesIO(drawing.picture(plan, plan.name, 1, 3.6))) as picture:
        width, height = picture.size
    assert width == pytest.approx(2 * height, abs=2)
    assert width * height < 41_000_000


def test_a_page_that_takes_too_long_or_too_much_costs_its_picture_only(tmp_path: Path) -> None:
    bomb, good = tmp_path / "bomb.pdf", paper(tmp_path, "good.pdf", "words")
    bomb.write_bytes(hostile_papers.content_bomb())
    drawing = DrawingProcesses(seconds=20)
    meanwhile: list[bytes] = []
    beside = threading.Thread(
        target=lambda: meanwhile.extend(drawing.picture(good, good.name, 1, 1.0) for _ in "abc")
    )
    beside.start()
    with pytest.raises(DamagedPaperError, match=r"bomb\.pdf, page 1: drawing it"):
        drawing.picture(bomb, bomb.name, 1, 1.0)
    beside.join()
    assert len(meanwhile) == 3
    drawing._seconds = 0.001
    with pytest.raises(DamagedPaperError, match="took longer than"):
        drawing.picture(PACK, PACK.name, 2, 3.6)
    drawing._seconds = 20
    assert drawing.picture(good, good.name, 1, 1.0) == meanwhile[0]
    drawing.close()
