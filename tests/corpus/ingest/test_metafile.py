"""Metadata files correct papers, and say where they cannot be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.ingest.metafile import read_metadata
from corpus.model import Access, PaperKind
from corpus.model.errors import MetadataError
from corpus.model.particulars import Particulars

MINUTES = Particulars(
    kind=PaperKind.MINUTES,
    committee="Cabinet",
    meeting_date=date(2017, 10, 9),
    access=Access.EXEMPT,
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.csv", "file,kind,committee,date,access\na.pdf,Minutes,Cabinet,09/10/2017,exempt\n"),
        ("m.csv", "\ufeffpaper,kind,committee,date,access,title\r\n"
                  "a.pdf,minutes,Cabinet,2017-10-09,EXEMPT,\r\n"),
        ("m.yaml", "a.pdf: {kind: minutes, committee: Cabinet, date: 2017-10-09, access: exempt}"),
        ("m.yml", "- {file: a.pdf, kind: minutes, committee: Cabinet,\n"
                  "   date: '2017-10-09', access: exempt}"),
    ],
)  # fmt: skip
def test_csv_and_yaml_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_metadata(tmp_path / name) == {"a.pdf": MINUTES}


def test_a_paper_may_be_for_several_items(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("file,items\na.pdf,5.; 7a; 5\n", encoding="utf-8")
    (said,) = read_metadata(tmp_path / "m.csv").values()
    assert said == Particulars(items=(("5", ""), ("7a", "")))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("m.csv", "file,colour\na.pdf,red\n", "line 2: no such field as 'colour'"),
        ("m.csv", "file,kind\na.pdf,novel\n", "'novel' is none of agenda pack"),
        ("m.csv", "file,date\na.pdf,soon\n", "'soon' is no date"),
        ("m.csv", "kind\nminutes\n", "says no file name"),
        ("m.csv", "file,kind\na.pdf,minutes,x\n", "more fields"),
        ("m.csv", "file\na.pdf\na.pdf\n", "twice"),
        ("m.yaml", "a: [", "neither CSV nor YAML"),
        ("m.yaml", "a.pdf: minutes", "expected fields"),
        ("m.yaml", "minutes", "expected a list"),
        ("m.yaml", "!!python/object/apply:os.system ['true']", "neither CSV nor YAML"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(MetadataError, match=said) as caught:
        read_metadata(tmp_path / name)
    assert name in str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="cannot be read"):
        read_metadata(tmp_path / "none.csv")


def test_none_says_that_a_paper_has_none(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("file,committee,date,title\na.pdf,none,None,None of the above\n")
    said = read_metadata(path)["a.pdf"]
    assert said.without == ("committee", "meeting_date")
    assert said.title == "None of the above"
    read = Particulars(committee="Cabinet", meeting_date=date(2017, 10, 9))
    assert read.corrected_by(said) == Particulars(title="None of the above", titled=True)
