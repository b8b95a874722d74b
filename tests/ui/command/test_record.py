"""The command `record`: what came of decisions as text and files, and what officers say of it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from tests.corpus.stand_ins import HashEmbedder, MemoryIndex
from ui.command.commands import main

SAMPLE = Path(__file__).parents[3] / "corpus" / "sample"
PAPERS = ("2023-06-13-cabinet-minutes.pdf", "2023-11-14-cabinet-minutes.pdf")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("record")
    with Catalogue.open(made) as catalogue:
        papers = [SAMPLE / name for name in PAPERS]
        Ingest(catalogue, HashEmbedder(), MemoryIndex()).add(papers, ocr=False)
    return made


def told(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--data", str(data), "record", *words]) == 0
    return capsys.readouterr().out


def test_each_decision_tells_who_acts_and_what_came_of_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(data, capsys, "Greenvale", "negotiate")
    assert "to act: officers, November 2023" in said
    assert "2023-11-14  changed or put off: Agreed, minute 53" in said
    assert "2023-11-14-cabinet-minutes.pdf, PDF page 3" in said
    assert "no later mention found" in told(data, capsys, "Harbour Lights")


def test_filters_leave_what_is_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owned = json.loads(told(data, capsys, "--owner", "head of finance", "--json"))
    assert owned
    assert all(one["paper"] in PAPERS and one["called"] == one["paper"] for one in owned)
    assert all("Head of Finance" in str(one["tasks"]) for one in owned)
    due = json.loads(told(data, capsys, "--due-by", "2023-09-30", "--json"))
    untils = [task["until"] for one in due for task in one["tasks"] if task["until"]]
    assert untils
    assert min(untils) <= "2023-09-30"
    unanswered = json.loads(told(data, capsys, "--no-answer", "--json"))
    assert unanswered
    assert all(one["since"] == [] for one in unanswered)


def test_files_hold_the_same(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(data, capsys, "--csv", str(tmp_path / "record.csv"))
    told(data, capsys, "--word", str(tmp_path / "record.docx"))
    written = (tmp_path / "record.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert {"no later mention found", "2023-11-14"} <= {row["Since"] for row in rows}
    assert (tmp_path / "record.docx").read_bytes().startswith(b"PK")


def test_an_officer_rejects_a_link_and_takes_it_back(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("Greenvale", "negotiate")
    (link,) = re.findall(r"^  ([0-9a-f]{8})  ", told(data, capsys, *words), re.MULTILINE)
    told(data, capsys, "--reject", link)
    assert "no later mention found" in told(data, capsys, *words)
    told(data, capsys, "--confirm", link)
    assert "[confirmed]" in told(data, capsys, *words)
    told(data, capsys, "--undo", link)
    assert "[confirmed]" not in told(data, capsys, *words)
    assert main(["--data", str(data), "record", "--reject", "ffffffff"]) == 1
    assert "no one link is called ffffffff" in capsys.readouterr().err
