"""What the command line says when it is given nothing to find."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import Catalogue
from retrieval.cli.commands import main
from retrieval.cli.verbs import readable
from retrieval.model import Answer, Choice, Matter, Status
from tests.open_files import still_open
from tests.retrieval.fingerprints import MADE_UP
from tests.retrieval.tellers import as_json


@pytest.mark.parametrize("count", ["0", "-3", "many"])
def test_no_pages_can_be_asked_for(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["search", "flood scheme", "-k", count])
    assert ended.value.code == 2
    assert "write 1 or more" in capsys.readouterr().err


def test_a_search_that_finds_nothing_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Catalogue.open(tmp_path).close()
    assert main(["search", "flood scheme", "--data", str(tmp_path)]) == 1
    assert "No pages found" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["ask", "?"], ["search", "flood scheme"]])
def test_nothing_is_held_open_afterwards(words: list[str], tmp_path: Path) -> None:
    Catalogue.open(tmp_path).close()
    assert main([*words, "--data", str(tmp_path)]) == 1
    assert still_open(tmp_path) == []


def answer(question: str, searched: str, asked: str = "") -> Answer:
    return Answer(
        question, searched, Status.REFUSED, "Nothing was found.", (), (), MADE_UP, asked=asked
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer("ferry chrages", "ferry charges"), "Searched: ferry charges"),
        (answer("and in May?", "ferry chrages: and in May?", "ferry: and in May?"), "Asked: ferry"),
        (answer("Ferry  charges", "ferry charges"), "Nothing was found."),
        (answer("?", ""), "Nothing was found."),
    ],
)
def test_what_was_searched_is_said_where_it_is_not_as_typed(given: Answer, said: str) -> None:
    assert readable(given).startswith(said)


def test_how_it_goes_on_is_said_last_each_question_whole(tmp_path: Path) -> None:
    given = replace(
        answer("ferries", "ferries"),
        next=("Who moved it?", "What became of “Winter ferries”?"),
        choices=(Choice("Quay Committee 2 July 2024", "ferries at Quay Committee on 2 July 2024"),),
        matter=Matter("Winter ferries", "a" * 64, None, (1,)),
    )
    assert readable(given).splitlines()[-5:] == [
        "Also: Quay Committee 2 July 2024",
        "",
        "Next:",
        "  Winter ferries: Who moved it?",
        "  What became of “Winter ferries”?",
    ]
    with Catalogue.open(tmp_path) as catalogue:
        told = json.loads(as_json(given, catalogue))
    assert told["next"] == list(given.next)
    assert told["choices"] == [
        {"label": given.choices[0].label, "question": given.choices[0].question}
    ]


def test_a_mistyped_data_folder_is_said_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = tmp_path / "typo"
    assert main(["ask", "flood scheme", "--data", str(typo)]) == 2
    assert "there is no such data folder" in capsys.readouterr().err
    assert not typo.exists()
