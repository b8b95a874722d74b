"""The makers of statements: what they make of a sentence, and the words that they exchange."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from evals.claims import falsehoods, truths
from evals.claims.falsehoods import FALSEHOODS
from evals.claims.stored import Stored
from evals.claims.truths import TRUTHS
from evals.claims.wordings import Wording, wordings

Maker = Callable[[Stored, Stored, random.Random], Iterator[str]]

FERRY = "minutes, Ferry Panel, 3 May 2024, page 1"
OTHER = Stored("b", "Councillor Reed opened the slipway on 7 June 2023 for £900.", FERRY)


def made(maker: Maker, text: str, after: str = "") -> list[str]:
    return list(maker(Stored("a", text, FERRY, after), OTHER, random.Random(1)))


@pytest.mark.parametrize("wording", wordings(), ids=lambda one: one.kind)
def test_words_are_exchanged_as_the_examples_say(wording: Wording) -> None:
    for before, after in wording.yes:
        assert after in wording.made_of(before)
    for text in wording.no:
        assert not list(wording.made_of(text))


@pytest.mark.parametrize(
    ("maker", "text", "statement"),
    [
        (falsehoods.share_made_number, "Fares rose by 5% in May.", "Fares rose by 5 in May."),
        (falsehoods.number_made_share, "The 14 boats left.", "The 14% of boats left."),
        (falsehoods.money_made_share, "Fares are £5 now.", "Fares are 5% now."),
        (falsehoods.subject_to_dropped, "It is let, subject to a survey.", "It is let."),
        (falsehoods.condition_dropped, "If it floods, the quay is shut.", "The quay is shut."),
        (falsehoods.exception_dropped, "All sail, except the tug.", "All sail."),
        (falsehoods.bound_dropped, "It costs up to £70.", "It costs £70."),
        (
            falsehoods.mover_and_seconder_exchanged,
            "Moved by Cllr Ash, seconded by Cllr Bay.",
            "Moved by Cllr Bay, seconded by Cllr Ash.",
        ),
        (falsehoods.figure_of_another, "The tug cost £80 then.", "The tug cost £900 then."),
        (
            falsehoods.date_of_another,
            "The tug sank on 2 May 2022 at noon.",
            "The tug sank on 7 June 2023 at noon.",
        ),
        (
            falsehoods.person_of_another,
            "Councillor Ash spoke.",
            "Councillor Reed spoke.",
        ),
        (
            falsehoods.predicate_of_another,
            "The Harbour Board was told.",
            "The Harbour Board asked for rope.",
        ),
        (truths.reordered, "The tug lay there on 2 May 2022.", "On 2 May 2022, the tug lay there."),
        (truths.sum_written_otherwise, "It cost £1,200,000.", "It cost £1.2 million."),
        (truths.number_in_words, "It took 12 boats.", "It took twelve boats."),
        (truths.shortened, "The tug (a wreck) sank.", "The tug sank."),
    ],
)
def test_what_is_made(maker: Maker, text: str, statement: str) -> None:
    other = Stored("b", "Mr Reed asked for rope.", FERRY)
    if maker is falsehoods.predicate_of_another:
        assert statement in maker(Stored("a", text, FERRY), other, random.Random(1))
    else:
        assert statement in made(maker, text)


def test_a_third_of_the_kinds_is_held_back() -> None:
    for kinds, true in ((FALSEHOODS, False), (TRUTHS, True)):
        held = [one.held for one in kinds] + [one.held for one in wordings() if one.true is true]
        assert 0.3 <= sum(held) / len(held) <= 0.45
