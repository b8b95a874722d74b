"""Each body is scored by a tagger that has not seen it; the command prints the table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.decisions import Chain, Example, Lesson, train
from corpus.decisions.examples import examples
from corpus.decisions.tagger import chances_of, tagging_by
from evals.cli.commands import main
from evals.register import learning, read_labelled
from tests.corpus.ingest.taught import APRIL, MARCH, minutes, upshots
from tests.corpus.minutes_excerpts import draw_pdf
from tests.evals.register.drawn import draw_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return draw_folder(tmp_path / "labelled")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight of the drawn minutes, so that training takes no time."""
    some = [one for one in examples() if "parish" in one.name][:8]

    def drawn() -> Iterator[Example]:
        yield from some

    monkeypatch.setattr(learning, "examples", drawn)


def test_the_command_prints_a_row_a_body_and_the_total(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", str(folder)]) == 0
    head, club, parish, total = capsys.readouterr().out.splitlines()
    assert "recall" in head
    assert club.startswith("Ferrygate Rowing Club ")
    assert parish.startswith("Thornbeck Parish Council ")
    assert total.split()[:2] == ["all", "2"]
    assert max(map(len, (head, club, parish, total))) <= 110


def test_a_folder_without_gold_is_complained_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", str(tmp_path)]) == 1
    assert "gold.jsonl" in capsys.readouterr().err


def test_a_body_is_scored_without_its_own_labels(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: list[set[str]] = []

    def watched(drawn: list[Lesson], real: list[Lesson]) -> Chain:
        taught.append({lesson.example.body for lesson in [*drawn, *real]})
        return train(drawn, real)

    monkeypatch.setattr(learning, "train", watched)
    bodies = [body for body, _ in learning.scored_by_body(read_labelled(folder))]
    assert bodies == ["Ferrygate Rowing Club", "Thornbeck Parish Council"]
    assert [body in seen for body, seen in zip(bodies, taught, strict=True)] == [False, False]
    assert bodies[1] in taught[0]
    assert all(len(seen) == 9 for seen in taught)


def test_learning_writes_a_tagger_that_reads(folder: Path, tmp_path: Path) -> None:
    documents = read_labelled(folder)
    path = tmp_path / "learned.bin"
    assert learning.learn(documents, path) == path.stat().st_size > 1000
    with tagging_by(Chain.read(path)):
        (one,) = chances_of([{"always": 1.0}])
        assert "BD" in one
        assert documents[1].register()


def test_others_are_scored_before_and_after_one_document_of_their_body_teaches(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two documents of one style, of which the tagger of other bodies finds little."""
    gold = []
    for name, business in (("march", MARCH), ("april", APRIL)):
        draw = draw_pdf(minutes(business, "Monday 13 March 2023"))
        (folder / "papers" / f"{name}.pdf").write_bytes(draw)
        decided = [{"page": 1, "text": words, "core": True} for words in upshots(business)]
        gold.append({"file": f"{name}.pdf", "body": "Saltwick", "decisions": decided})
    lines = "".join(f"{json.dumps(one)}\n" for one in gold)
    with (folder / "gold.jsonl").open("a", encoding="utf-8") as file:
        file.write(lines)
    assert main(["register", str(folder), "--taught"]) == 0
    *head, saltwick, total = capsys.readouterr().out.splitlines()
    assert len(head) == 2
    assert max(map(len, head)) <= 110
    # The other bodies have a document each. Four and three decisions, found by the other's.
    name, corrections, core, *shares = saltwick.replace("|", "").split()
    assert (name, core, float(corrections) > 2) == ("Saltwick", "7", True)
    before, after = shares[::3], shares[2::3]
    assert after[1::2] == ["1.00"] * 2
    assert float(before[0]) < 0.5 < 0.8 < float(after[0])
    assert total.split()[1:] == saltwick.split()[1:]
