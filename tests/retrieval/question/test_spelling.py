"""Slips are read as what was meant, right words stay, and the papers' own words decide."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from retrieval.model import DEFAULT
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.question.spelling import (
    VARIANTS,
    is_english,
    is_english_slip,
    pairs,
    slip_cost,
    spelt_otherwise,
)
from tests.retrieval.question.invented import lexicon, table

INVENTED = lexicon()
SLIPS = table("slips")["slips"]
RIGHT = table("slips")["right"]


@pytest.mark.parametrize("row", SLIPS, ids=lambda row: row["typed"])
def test_a_slip_is_read_as_what_was_meant(row: dict[str, Any]) -> None:
    query = understand(row["ask"], INVENTED)
    assert query.corrections == ((row["typed"], row["meant"]),)
    assert row["meant"] in query.words
    assert row["meant"] in query.search_text.lower()


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row["word"])
def test_a_right_word_stays_as_typed(row: dict[str, Any]) -> None:
    query = understand(row["ask"], INVENTED)
    assert query.corrections == ()
    assert query.search_text == row["ask"]
    assert row["word"] in query.words


def test_there_are_sixty_slips() -> None:
    assert len({row["typed"] for row in SLIPS}) >= 60


def test_letters_that_change_places_are_likelier_than_other_letters() -> None:
    papers = Lexicon(vocabulary={"charges": 1, "changes": 90})
    assert understand("parking chrages", papers).corrections == (("chrages", "charges"),)


def test_of_near_words_the_one_on_pages_with_the_others_is_meant() -> None:
    def papers(near: str) -> Lexicon:
        return Lexicon(
            vocabulary={"boundary": 9, "bounty": 9, "ferry": 5, "ducks": 4, "docks": 4},
            pages_with=lambda word, others: 7 if word == near and "ferry" in others else 0,
        )

    for near in ("ducks", "docks"):
        made = understand("the dycks by the ferry", papers(near))
        assert made.corrections == (("dycks", near),)


def test_a_name_is_a_candidate_and_keeps_its_capital() -> None:
    papers = Lexicon(vocabulary={"torvalley": 4, "reports": 9})
    query = understand("What happens in Torvaley?", papers)
    assert query.search_text == "What happens in Torvalley?"


def test_another_name_is_no_slip_for_a_word() -> None:
    papers = Lexicon(vocabulary={"marsden": 2, "warden": 4, "hardens": 3})
    assert understand("Who is Cllr Harsdens?", papers).corrections == ()


def test_words_in_capitals_are_acronyms() -> None:
    papers = Lexicon(vocabulary={"state": 9, "needs": 9})
    assert understand("What is the STAET now?", papers).corrections == ()
    assert understand("WHAT IS THE STAET NOW?", papers).corrections == (("staet", "state"),)


def test_an_everyday_word_is_meant_only_where_its_official_one_stands() -> None:
    said = "How many potohles are there?"
    near = Lexicon(vocabulary={"carriageway": 3, "defects": 3})
    assert understand(said, near).corrections == (("potohles", "potholes"),)
    assert understand(said, Lexicon(vocabulary={"libraries": 3})).corrections == ()


def test_what_stands_in_no_papers_and_near_nothing_stays() -> None:
    assert understand("zxqwvb plan", INVENTED).corrections == ()


@pytest.mark.parametrize(
    ("typed", "papers", "read"),
    [
        ("harbor", "harbour", "harbour"),
        ("harbours", "harbors", "harbors"),
        ("prioritize", "prioritise", "prioritise"),
        ("organisation", "organization", "organization"),
        ("center", "centre", "centre"),
        ("councilors", "councillors", "councillors"),
        ("center", "center", None),
        ("harbor", "quays", None),
    ],
)
def test_spellings_of_the_other_side_are_read_as_the_papers(
    typed: str, papers: str, read: str | None
) -> None:
    lexicon = Lexicon(vocabulary={papers: 2}, is_english=lambda _: True)
    made = understand(f"{typed} plan", lexicon).corrections
    assert made == (((typed, read),) if read else ())


def test_variants_go_both_ways_and_their_pattern_keeps_to_its_examples() -> None:
    verbs = tomllib.loads(VARIANTS.read_text(encoding="utf-8"))["verbs"]
    pattern = re.compile(verbs["pattern"])
    assert all(pattern.fullmatch(word) for word in verbs["yes"])
    assert not any(pattern.fullmatch(word) for word in verbs["no"])
    for one, other in pairs().items():
        assert other in spelt_otherwise(one)
        assert one in spelt_otherwise(other)


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("ferry", "ferry", 0.0),
        ("feryr", "ferry", DEFAULT.understanding.swapped),
        ("fery", "ferry", DEFAULT.understanding.doubled),
        ("ferrry", "ferry", DEFAULT.understanding.doubled),
        ("farry", "ferry", DEFAULT.understanding.vowel),
        ("fexry", "ferry", 1.0),
        ("fer", "ferry", 1.0 + DEFAULT.understanding.doubled),
    ],
)
def test_what_slips_cost(typed: str, meant: str, cost: float) -> None:
    assert slip_cost(typed, meant, DEFAULT.understanding) == pytest.approx(cost)


def test_the_word_list_has_words_and_no_notice() -> None:
    assert all(map(is_english, ("unicorns", "planing", "councillor", "pothole")))
    assert not any(map(is_english, ("copyright 2000", "# english", "chrages", "comittee", "")))


@pytest.mark.parametrize(
    ("word", "slip"),
    [("acording", True), ("everwhere", True), ("quay", False), ("severn", False), ("wich", False)],
)
def test_a_slip_for_an_english_word_names_no_thing(word: str, *, slip: bool) -> None:
    assert is_english_slip(word, DEFAULT.understanding) is slip
