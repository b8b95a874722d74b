"""The verbs with which an officer corrects the register by command."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus.cli.commands as cli
from corpus.catalogue.catalogue import Catalogue
from corpus.cli import changing
from corpus.ingest.ingest import Ingest
from corpus.model.events import Watcher
from tests.corpus.corrections.drawn import ACCEPTED, BAND, KEPT, NAME, WORDS, ReaderHere, write
from tests.corpus.dying import FileIndex
from tests.corpus.ingest.taught import OTHER, april
from tests.corpus.stand_ins import HashEmbedder

Run = Callable[..., int]
pytestmark = pytest.mark.usefixtures("no_ocr")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; the minutes are there already."""

    def ingest(catalogue: Catalogue, watcher: Watcher) -> Ingest:
        index = FileIndex(catalogue.data)
        return Ingest(catalogue, HashEmbedder(), index, watcher=watcher, reader=ReaderHere)

    monkeypatch.setattr(changing, "ingest_into", ingest)
    monkeypatch.setattr("getpass.getuser", lambda: "ann")
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "data"))

    def command(*arguments: object) -> int:
        return cli.main([str(argument) for argument in arguments])

    assert command("add", write(tmp_path)) == 0
    return command


def line_of(capsys: pytest.CaptureFixture[str], run: Run, page: int, words: str) -> int:
    """Return the number of the line that holds ``words``, as the command prints it."""
    capsys.readouterr()
    assert run("resolutions", "lines", NAME, page) == 0
    lines = capsys.readouterr().out.splitlines()
    return next(int(line.split()[0]) for line in lines if words in line)


def register(capsys: pytest.CaptureFixture[str], run: Run) -> list[dict[str, str]]:
    capsys.readouterr()
    assert run("resolutions", "--json") == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return found


def test_lines_are_numbered_and_tell_what_the_register_has(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run("resolutions", "lines", NAME, 2) == 0
    first, *lines, last = capsys.readouterr().out.splitlines()
    assert first == f"{NAME}, PDF page 2"
    assert [line.split()[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    assert [("│" in line) for line in lines] == [False, False, False, True]
    assert last == "4-4: 5 Lights [resolved, decision]"


def test_each_kind_of_correction_and_the_way_back(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = line_of(capsys, run, 1, "cupboard")
    assert run("resolutions", "correct", NAME, 1, kept, "--no-decision") == 0
    assert "no decision: that the minutes of a neighbour" in capsys.readouterr().out
    one = line_of(capsys, run, 1, "quotation of Hartley")
    told = ("--begins", "that the quotation", "--ends", "be accepted", "--class", "agreed")
    assert run("resolutions", "correct", NAME, 1, one, "--change", *told) == 0
    lights = line_of(capsys, run, 2, "Dock Lane")
    told = ("--ends", "one mind.", "--vote", "all members were of one mind", "--kind", "routine")
    given = (NAME, 2, f"{lights}-{lights + 1}", "--missing", "carried", *told)
    assert run("resolutions", "correct", *given) == 0
    changed, added, band = register(capsys, run)
    assert changed["text"] == "that the quotation of Hartley Play of £4,100 be accepted"
    assert (changed["class"], changed["mover"]) == ("agreed", "Councillor Marl")
    assert (added["class"], added["kind"], added["number"]) == ("carried", "routine", "5")
    assert added["vote"] == "all members were of one mind"
    assert added["corrected"]
    assert band["text"] == BAND
    assert not band["corrected"]
    run("resolutions", "--csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [bool(row["corrected"]) for row in rows] == [True, True, False]
    run("resolutions")
    assert f"(corrected by an officer, {added['corrected']})" in capsys.readouterr().out
    run("resolutions", "--compact")
    assert "carried (routine, corrected)" in capsys.readouterr().out
    run("show", NAME)
    assert f"(corrected by an officer, {added['corrected']})" in capsys.readouterr().out
    run("resolutions", "corrections", "--json")
    said = json.loads(capsys.readouterr().out)
    assert [(one["what"], one["by"], one["fits"], one["taken_in"]) for one in said] == [
        ("no decision", "ann", True, True),
        ("changed", "ann", True, True),
        ("added", "ann", True, True),
    ]
    assert said[1]["was"] == ACCEPTED
    run("resolutions", "corrections")
    assert "page 2, added: The lights in Dock Lane" in capsys.readouterr().out
    assert run("resolutions", "take-back", *(one["id"][:8] for one in said)) == 0
    assert [one["text"] for one in register(capsys, run)] == [ACCEPTED, KEPT, BAND]
    assert run("check") == 0
    run("resolutions", "corrections")
    assert capsys.readouterr().out.endswith("No corrections.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("1", "999", "--no-decision"), "page 1 has no line 999"),
        (("9", "1", "--no-decision"), "page 9 has no line 1"),
        (("1", "1", "--no-decision"), "no entry of the register stands in these lines"),
        (("1", "1", "--missing", "agreed", "--mover", "Nobody"), "“Nobody” is not printed on"),
        (("1", "1", "--missing", "agreed", "--begins", "Never"), "“Never” is not printed in line"),
    ],
)  # fmt: skip
def test_what_the_page_does_not_say_is_refused_with_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    before = register(capsys, run)
    assert run("resolutions", "correct", NAME, *arguments) == 1
    assert message in capsys.readouterr().err
    assert register(capsys, run) == before


def test_words_that_are_no_verbs_are_searched_for(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def found(*arguments: object) -> list[str]:
        capsys.readouterr()
        assert run("resolutions", *arguments, "--json") == 0
        return [one["text"] for one in json.loads(capsys.readouterr().out)]

    assert found("quotation", "--kind", "decision") == [ACCEPTED]
    assert found("--kind", "decision", "quotation") == [ACCEPTED]
    # A verb is one in the first place, in its own letters, and only where nothing names it a word.
    assert found("band", "lines") == []
    assert found("Lines") == []
    assert found("--contains", "lines") == []
    data = f"--data={tmp_path / 'data'}"
    for before in ((data,), ("--data", tmp_path / "data"), ()):
        assert run("resolutions", *before, "lines", NAME, 2) == 0
        assert f"{NAME}, PDF page 2" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        run("resolutions", "complete")
    assert "required: PAPER" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run("resolutions", "--help")
    told = capsys.readouterr().out
    assert "take-back     Take corrections back." in told
    assert "--oldest-first" in told


def test_mistyped_lines_are_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("resolutions", "correct", NAME, 1, "a-b", "--no-decision")
    assert ended.value.code == 2
    assert "'a-b' names no lines; write 12, 12-15 or 30-3:2" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run("resolutions", "correct", "--help")
    assert "resolutions take-back 3f2a91" in capsys.readouterr().out


def test_several_are_kept_and_taken_in_with_the_next(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = line_of(capsys, run, 1, "cupboard")
    assert run("resolutions", "correct", NAME, 1, kept, "--no-decision", "--later") == 0
    assert len(register(capsys, run)) == 3
    assert run("check") == 0
    assert "papers with corrections that the next add takes in: 1" in capsys.readouterr().out
    run("resolutions", "corrections")
    assert "not taken in yet" in capsys.readouterr().out
    band = line_of(capsys, run, 2, "the band")
    assert run("resolutions", "correct", NAME, 2, band, "--no-decision") == 0
    assert [one["text"] for one in register(capsys, run)] == [ACCEPTED]


def test_what_fits_no_more_is_told_by_list_and_check(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lights = line_of(capsys, run, 2, "Dock Lane")
    run("resolutions", "correct", NAME, 2, lights, "--missing", "agreed")
    assert run("add", write(tmp_path, words=WORDS.replace("Dock", "Duck"))) == 0
    capsys.readouterr()
    assert run("check") == 1
    assert "no longer fits: page 2 has not its words" in capsys.readouterr().err
    run("resolutions", "corrections")
    assert "NO LONGER FITS" in capsys.readouterr().out
    assert run("resolutions", "complete", NAME) == 1
    assert "a correction no longer fits" in capsys.readouterr().err


def test_a_complete_paper_teaches_and_it_is_said_how_others_are_read_by_it(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    note = write(tmp_path, "note.pdf", "**A note\nNothing else.\n")
    assert run("add", april(tmp_path), april(tmp_path, OTHER, "other.pdf"), note) == 0
    for command in (("resolutions", "complete", NAME), ("check",)):
        capsys.readouterr()
        assert run(*command) == 0
        out = capsys.readouterr().out
        assert "add --again` reads them anew" in out
        assert ": 1; " in out
    assert run("add", "--again") == 0
    capsys.readouterr()
    assert run("check") == 0
    assert "--again" not in capsys.readouterr().out
    assert run("resolutions", "complete", "april.pdf") == 0
    told = capsys.readouterr().out
    assert "what is added of its committee from now on is read by what it teaches" in told
    assert run("resolutions", "complete", "note.pdf") == 0
    assert "it teaches the reading of no other paper" in capsys.readouterr().out


def test_a_complete_paper_is_written_as_labelled_minutes(
    run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "labelled"
    assert run("resolutions", "complete", NAME) == 0
    assert f"{NAME}: its register counts as complete" in capsys.readouterr().out
    assert run("resolutions", "labelled", folder) == 0
    assert f"1 papers, 3 decisions in {folder}" in capsys.readouterr().out
    assert run("resolutions", "labelled", folder) == 1
    assert "is not empty" in capsys.readouterr().err
    run("resolutions", "corrections")
    assert "register complete (3 entries)" in capsys.readouterr().out
    for words in ("counts as complete no longer", "did not count as complete"):
        assert run("resolutions", "complete", NAME, "--withdraw") == 0
        assert words in capsys.readouterr().out
