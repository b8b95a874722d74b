"""How labels and entries are counted, and the table that is made of it."""

from __future__ import annotations

import math

import pytest

from corpus.model import DecisionKind, OutcomeClass, Resolution, Span
from evals.register.labelled import Label
from evals.register.scoring import Score, table

PUMP = "It was agreed to buy the blue pump from Hull"
WALL = "The wall by the weir is to be painted white"


def label(
    text: str, core: bool = True, kind: str = "decision", page: int = 1, **told: str
) -> Label:
    return Label(page, text, core, kind, "", told.get("mover"), told.get("vote"))


def entry(
    text: str, kind: DecisionKind = DecisionKind.DECISION, page: int = 1, **told: str
) -> Resolution:
    return Resolution(
        "p", None, None, None, text, "", OutcomeClass.AGREED, None, None, (Span(page, 0, 9),),
        mover=told.get("mover"), vote=told.get("vote"), kind=kind,
    )  # fmt: skip


def scored(labels: list[Label], entries: list[Resolution]) -> Score:
    score = Score()
    score.add(labels, entries)
    return score


def test_all_found_and_nothing_else() -> None:
    score = scored([label(PUMP), label(WALL)], [entry(WALL + "."), entry(f"{PUMP}.")])
    assert (score.recall(), score.precision()) == (1.0, 1.0)


def test_half_the_word_triples_find_a_label() -> None:
    words = PUMP.split()  # ten words, eight triples
    half, fewer = " ".join(words[:6]), " ".join(words[:5])
    assert scored([label(PUMP)], [entry(half)]).recall() == 1.0
    assert scored([label(PUMP)], [entry(fewer)]).recall() == 0.0


def test_an_entry_that_only_matches_second_best_is_wrong() -> None:
    score = scored([label(PUMP)], [entry(PUMP), entry(PUMP)])
    assert (score.recall(), score.precision()) == (1.0, 0.5)


def test_a_routine_label_makes_an_entry_right_and_is_not_missed() -> None:
    signed = label(WALL, core=False)
    assert scored([label(PUMP), signed], [entry(PUMP)]).recall() == 1.0
    assert scored([label(PUMP), signed], [entry(PUMP), entry(WALL)]).precision() == 1.0


def test_tasks_are_left_out_or_counted() -> None:
    task = label(WALL, kind="action")
    score = scored([label(PUMP), task], [entry(PUMP), entry("Ann to oil it", DecisionKind.ACTION)])
    assert (score.recall(), score.precision()) == (1.0, 1.0)
    assert (score.recall(tasks=True), score.precision(tasks=True)) == (0.5, 0.5)


def test_page_mover_and_vote_of_what_is_found() -> None:
    labels = [
        label(PUMP, page=1, mover="Councillor Ann Ash", vote="Carried 4-0"),
        label(WALL, page=2, mover="Mr Elm", vote="All in favour"),
        label("Nobody ever found this one at all", mover="Fir"),
    ]
    entries = [
        entry(PUMP, page=1, mover="Cllr Ash", vote="4-0"),
        entry(WALL, page=3, mover="Mr Oak"),
    ]
    score = scored(labels, entries)
    assert [score.share(what) for what in ("page", "mover", "vote")] == [0.5, 0.5, 0.5]


def test_nothing_counted_is_no_number_and_nothing_found_is_nought() -> None:
    empty = scored([], [])
    assert all(map(math.isnan, (empty.recall(), empty.precision(), empty.share("vote"))))
    missed = scored([label(PUMP)], [])
    assert missed.recall() == 0.0
    assert math.isnan(missed.precision())


@pytest.mark.parametrize("printed", ["Cllr", "", "…"])
def test_a_name_of_nothing_but_signs_is_no_trouble(printed: str) -> None:
    score = scored([label(PUMP, mover=printed)], [entry(PUMP, mover="…")])
    assert score.recall() == 1.0


def test_the_table_has_a_row_a_body_and_the_total() -> None:
    first = scored([label(PUMP)], [entry(PUMP)])
    second = scored([label(PUMP), label(WALL)], [entry("Rain fell on the roof all day")])
    both = first.plus(second)
    assert both.recall() == pytest.approx(1 / 3)
    assert both.precision() == 0.5
    head, one, two, total = table([("Upton", first), ("A" * 50, second)]).splitlines()
    assert head.split()[:3] == ["core", "recall", "precision"]
    assert one.split()[:4] == ["Upton", "1", "1.00", "1.00"]
    assert two.split()[:3] == ["A" * 40, "2", "0.00"]
    assert total.split()[:4] == ["all", "3", "0.33", "0.50"]
    assert table([]).splitlines()[-1].startswith("all")
