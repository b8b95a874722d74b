"""Of true and false statements over the sample papers the check shows the true ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.claims import claims_table, measure, stored_sentences, tallies, wrong_lines
from evals.claims.measuring import Made, Tally
from evals.cli.commands import main

SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "sample"
FALSE_DROPPED, TRUE_DROPPED = 0.95, 0.15


@pytest.fixture(scope="module")
def made() -> tuple[Made, ...]:
    return measure(stored_sentences([SAMPLE]))


@pytest.fixture(scope="module")
def sums(made: tuple[Made, ...]) -> dict[tuple[bool, bool | None], Tally]:
    return {(one.true, one.held): one for one in tallies(made) if one.kind == "all"}


@pytest.mark.slow
def test_two_hundred_of_each_are_made_of_many_papers(made: tuple[Made, ...]) -> None:
    for true in (True, False):
        own = [one for one in made if one.true is true]
        assert len(own) == 200
        assert len({one.paper for one in own}) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("held", [False, True, None])
def test_the_false_go_and_the_true_stay(
    held: bool | None, sums: dict[tuple[bool, bool | None], Tally]
) -> None:
    assert sums[False, held].share >= FALSE_DROPPED
    assert sums[True, held].share <= TRUE_DROPPED


@pytest.mark.slow
def test_what_was_judged_wrongly_is_told_but_not_of_kinds_held_back(
    made: tuple[Made, ...],
) -> None:
    told = wrong_lines(made)
    wrong = [one for one in made if one.true is bool(one.fault)]
    assert wrong
    for one in wrong:
        assert (f"  {one.text}\n" in told) is not one.held


def test_the_command_prints_a_line_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    paper = next(SAMPLE.glob("*parking-charges.pdf"))
    assert main(["claims", str(paper), "-v"]) == 0
    out = capsys.readouterr().out
    assert "sentences of 1 papers" in out
    assert "word for word" in out
    assert main(["claims", str(SAMPLE / "content")]) == 1


def test_a_table_has_a_row_a_kind() -> None:
    rows = (Tally("sunk", False, True, 4, 3), Tally("all", True, None, 0, 0))
    assert claims_table(rows).splitlines()[1:] == [
        f"{'sunk':32} false held    4       3  0.75",
        f"{'all':32} true  both    0       0  0.00",
    ]
