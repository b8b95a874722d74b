"""The command that lists the register: of some kinds, and with who moved and how it was voted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.ingest.ingest import Ingest
from tests.corpus.cli.conftest import Run
from tests.corpus.dying import FileIndex
from tests.corpus.stand_ins import DecidingReader, HashEmbedder, paper


def test_resolutions_of_an_empty_catalogue(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Catalogue.open(tmp_path / "data").close()
    assert run("resolutions") == 0
    assert "No resolutions" in capsys.readouterr().out
    assert run("resolutions", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.fixture
def decided(tmp_path: Path) -> None:
    """A paper that decides once of each kind."""
    with Catalogue.open(tmp_path / "data") as catalogue:
        index = FileIndex(catalogue.data)
        Ingest(catalogue, HashEmbedder(), index, reader=DecidingReader).add(
            [paper(tmp_path, "a.pdf", "The pump is bought")], ocr=False
        )


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize(
    ("chosen", "kinds"),
    [
        ([], ["decision", "routine", "action"]),
        (["action"], ["action"]),
        (["routine", "decision"], ["decision", "routine"]),
    ],
)
def test_resolutions_of_some_kinds(
    run: Run, capsys: pytest.CaptureFixture[str], chosen: list[str], kinds: list[str]
) -> None:
    options = [part for kind in chosen for part in ("--kind", kind)]
    assert run("resolutions", "--json", *options) == 0
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)] == kinds
    assert run("resolutions", *options) == 0
    assert capsys.readouterr().out.count("The pump is bought") == len(kinds)


@pytest.mark.usefixtures("decided")
def test_resolutions_tell_who_moved_them_and_how_they_were_voted(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("resolutions", "--kind", "routine", "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    told = [one[name] for name in ("mover", "seconder", "vote", "kind")]
    assert told == ["Cllr Ash", "Mr Elm", "4-0", "routine"]
