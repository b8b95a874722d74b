"""Reading whole papers: what a good one gives, and that no bad one ends the run."""

from __future__ import annotations

import hashlib
import io
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.cli.show import render_reading
from corpus.model import Reading
from corpus.model.errors import (
    DamagedPaperError,
    EmptyPaperError,
    EncryptedPaperError,
    NotAPdfError,
    UnreadablePaperError,
)
from corpus.pdf import layouts
from corpus.reading import reader
from corpus.reading.reader import read_paper, read_with_lines
from tests.corpus.packs import Sheet, pdf, stamped


def sixpages() -> bytes:
    marks = [("1 Minutes", 1), ("2 Ferry Fares", 3)]
    return pdf(stamped(6, lambda s, n: s.put(280, 820, f"Page {n}")), marks)


def test_a_paper_is_named_after_its_bytes_and_file(tmp_path: Path) -> None:
    path = tmp_path / "ferries.pdf"
    path.write_bytes(sixpages())
    reading = read_paper(path)
    assert reading.paper.id == hashlib.sha256(sixpages()).hexdigest()
    assert reading.paper.file_name == "ferries.pdf"
    assert read_paper(sixpages(), file_name="ferries.pdf") == reading


def test_lines_and_furniture_slice_the_pages() -> None:
    reading, lines = read_with_lines(sixpages())
    for page in reading.pages:
        assert [page.text[s.start : s.end] for s in page.furniture] == [f"Page {page.number}"]
        assert page.text[lines[page.number][0].start :].startswith("The Panel keeps")


def test_large_papers_are_read_again_rather_than_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = read_paper(sixpages())
    monkeypatch.setattr(layouts, "_MOST_CHARACTERS", 1000)
    assert read_paper(sixpages()) == kept


class TestFilesThatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"", EmptyPaperError),
            (b"Dear Member", NotAPdfError),
            (b"%PDF-1.4\n", DamagedPaperError),
        ],
    )
    def test_they_say_why(self, data: bytes, error: type[UnreadablePaperError]) -> None:
        with pytest.raises(error, match=r"odd\.pdf"):
            read_paper(data, file_name="odd.pdf")

    def test_encrypted(self) -> None:

        writer = PdfWriter(PdfReader(io.BytesIO(sixpages())))
        writer.encrypt("secret", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        with pytest.raises(EncryptedPaperError, match="password"):
            read_paper(out.getvalue())


def broken_page(data: bytes) -> bytes:
    """Make the object of page 3 something else."""
    kids = re.search(rb"/Kids \[ (.*?)\]", data)
    assert kids is not None
    third = kids[1].split(b" R ")[2].split()[0]
    return re.sub(
        rb"\n" + third + rb" 0 obj\n<<.*?endobj",
        b"\n" + third + b" 0 obj\n(x) endobj",
        data,
        flags=re.S,
    )


def test_one_bad_page_is_listed_and_the_others_go_in() -> None:
    reading = read_paper(broken_page(sixpages()))
    assert len(reading.pages) == 6
    assert [problem.page for problem in reading.problems] == [3]
    assert reading.pages[2].problem is not None
    assert reading.pages[2].label == "3", "the run of its neighbours still numbers it"
    assert reading.pages[3].text.startswith("The Panel")
    assert [(i.first_page, i.last_page) for i in reading.items] == [(1, 2), (3, 6)]


HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "broken cross-reference table": lambda d: re.sub(
        rb"xref\n0 \d+.*?trailer", b"xref\n0 2\ngarbage\ntrailer", d, flags=re.S
    ),
    "too many pages told": lambda d: d.replace(b"/Count 6", b"/Count 1000000"),
    "a negative page count": lambda d: d.replace(b"/Count 6", b"/Count -3"),
    "huge pages": lambda d: d.replace(b"[ 0 0 595 842 ]", b"[ 0 0 9999999 9999999 ]"),
    "pages of no size": lambda d: d.replace(b"[ 0 0 595 842 ]", b"[ 0 0 0 0 ]"),
    "pages of senseless size": lambda d: d.replace(b"[ 0 0 595 842 ]", b"[ (a) 0 null 2 ]"),
    "missing fonts": lambda d: re.sub(rb"/BaseFont /\w+", b"/BaseFont /Nope", d),
    "an outline that leads back": lambda d: re.sub(
        rb"/Next (\d+) 0 R", rb"/Next \1 0 R /First \1 0 R", d
    ),
    "senseless page labels": lambda d: d.replace(
        b"/Type /Catalog",
        b"/PageLabels << /Nums [ 0 << /S /D /St -5 >> 2 null 3 (x) (y) << >> ] >> /Type /Catalog",
    ),
    "page labels that lead back": lambda d: d.replace(
        b"/Type /Catalog", b"/PageLabels << /Kids [ 1 0 R 2 0 R ] >> /Type /Catalog"
    ),
}


@pytest.mark.parametrize("harm", HARMLESS)
def test_the_good_pages_of_a_broken_file_go_in(harm: str) -> None:
    data = HARMLESS[harm](sixpages())
    assert data != sixpages()
    reading = read_paper(data)
    assert [page.text.count("Panel") for page in reading.pages] == [2] * 6
    assert [page.label for page in reading.pages] == list("123456")


def test_a_wrong_page_count_is_reported() -> None:
    reading = read_paper(sixpages().replace(b"/Count 6", b"/Count 1000000"))
    assert reading.paper.page_count == 6
    assert "1000000" in reading.problems[0].reason


def test_a_step_that_fails_is_reported_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("the Panel keeps a secret")

    monkeypatch.setattr(reader, "read_tables", fail)
    reading = read_paper(sixpages(), file_name="secret.pdf")
    assert len(reading.pages) == 6
    assert "tables" in reading.problems[0].reason
    assert "ZeroDivisionError at test_reader.py:" in caplog.text
    assert "secret" not in caplog.text, "a log holds no name and no word of a paper"


@pytest.mark.slow
def test_a_page_of_a_hundred_thousand_words_takes_less_than_twenty_seconds() -> None:
    sheet = Sheet(size=(1400, 1700))
    for row in range(800):
        words = " ".join(f"w{row * 130 + at}" for at in range(130))
        sheet.put(20, 10 + 2 * row, words, size=2)
    begun = time.process_time()
    reading = read_paper(pdf([sheet, Sheet().prose()]))
    assert time.process_time() - begun < 20
    assert len(reading.pages[0].text.split()) == 104_000


@pytest.mark.slow
def test_words_strewn_over_a_page() -> None:
    chance = random.Random(7)
    sheet = Sheet()
    for at in range(20_000):
        sheet.put(chance.random() * 580, chance.random() * 830, f"w{at}", size=3)
    begun = time.process_time()
    read_paper(pdf([sheet]))
    assert time.process_time() - begun < 20


# VmHWM is the peak of this program alone; what getrusage gives is inherited from its parent.
_READ_AND_WEIGH = """
import re, sys
from pathlib import Path
from corpus.reading.reader import read_paper
reading = read_paper(Path(sys.argv[1]))
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text()).group(1)
print(reading.pages[-1].label, peak)
"""


@pytest.mark.parametrize(
    "count",
    [pytest.param(1000, marks=pytest.mark.slow), pytest.param(5000, marks=pytest.mark.long)],
)
def test_thousands_of_pages_stay_small(count: int, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(stamped(count, lambda s, n: s.put(280, 820, f"Page {n}"))))
    # In a process of its own: this one may have held a model before.
    done = subprocess.run(
        [sys.executable, "-c", _READ_AND_WEIGH, str(path)],
        capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    label, peak = done.stdout.split()
    assert label == str(count)
    assert int(peak) < 1_500_000


def test_show_says_what_was_read() -> None:
    front = Sheet(picture=True)
    reading: Reading = read_paper(
        pdf(
            [front, *stamped(4, lambda s, n: s.put(280, 820, f"Page {n + 6}"))],
            [("3 Minutes", 2), ("4 Fares", 4)],
        ),
        file_name="pack.pdf",
    )
    shown = render_reading(reading)
    for said in (
        "agenda pack, public",
        "pages 2–5      7 – 10 (stamp)",
        "front matter: 1",
        "3    Minutes – pages 2–3, printed 7–8, from the outline",
        "Pages without text: 1",
    ):
        assert said in shown
    assert shown.endswith("\n")
