"""The search of the register: numbers, people, sums, words in any form and order, slips."""

from __future__ import annotations

import random
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from corpus.model import DecisionKind, OutcomeClass, Resolution, Scope, Span
from corpus.register import Entry, Key, Register, RegisterSearch
from corpus.register.register import Within


def decided(
    number: str | None,
    title: str | None,
    text: str,
    *,
    mover: str | None = None,
    seconder: str | None = None,
    committee: str = "Cabinet",
    kind: DecisionKind = DecisionKind.DECISION,
    outcome_class: OutcomeClass = OutcomeClass.RESOLVED,
) -> Resolution:
    return Resolution(
        "a" * 64, None, number, title, text, "RESOLVED", outcome_class, committee,
        date(2023, 11, 14), (Span(1, 0, 9),), mover, seconder, kind=kind,
    )  # fmt: skip


OPENING = decided(
    "49", "Library opening hours", "That self-service opening be installed at a cost of £64,000.",
    mover="Councillor Fairweather", seconder="Cllr Ozturk",
)  # fmt: skip
ACCESS = decided(
    "50", "Accessibility", "That the co-operative’s Café be reached by a ramp; (i) by June 2024",
    mover="Cllr Ozturk", committee="Planning Committee",
)  # fmt: skip
PARKING = decided(
    "C66/23", "Parking charges", "That the charges rise by 4.5% or £1.2 million, see minute 49.",
    outcome_class=OutcomeClass.LOST,
)  # fmt: skip
MINUTES = decided("2023/51", "Minutes", "That they be signed", kind=DecisionKind.ROUTINE)
TASK = decided(None, None, "The Clerk to write to 64 residents", kind=DecisionKind.ACTION)
BENCH = decided("12", "Memorial bench", "That the bench be moved by the weir.")
ALL = (OPENING, ACCESS, PARKING, MINUTES, TASK)


def register(*held: Resolution) -> tuple[Register, Within]:
    entries = [Entry((1, at), one) for at, one in enumerate(held)]
    return Register(entries), in_order([entry.key for entry in entries])


def in_order(keys: Sequence[Key]) -> Within:
    """Return what tells that these decisions are in scope, in this order."""

    def within(of: Collection[Key] | None) -> list[Key]:
        wanted = frozenset(keys if of is None else of)
        return [key for key in keys if key in wanted]

    return within


def found(words: str, *held: Resolution) -> list[Resolution]:
    index, within = register(*(held or ALL))
    return list(index.search(RegisterSearch(words), within).resolutions)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", list(ALL)),
        ("49", [OPENING, PARKING]),
        ("minute 49", [OPENING]),
        ("Minute no. 49", [OPENING]),
        ("C66", [PARKING]),
        ("c 66", [PARKING]),
        ("C66/23", [PARKING]),
        ("51", [MINUTES]),
        ("2023/51", [MINUTES]),
        ("hours 49", [OPENING]),
        ("Fairweather", [OPENING]),
        ("cllr fairweather", [OPENING]),
        ("Councillor Ozturk", [OPENING, ACCESS]),
        ("ozturk cost", [OPENING]),
        ("moved by Fairweather", [OPENING]),
        ("Fairweather moved", [OPENING]),
        ("proposed by cllr ozturk", [ACCESS]),
        ("ozturk seconded", [OPENING]),
        ("library seconded by Councillor Ozturk", [OPENING]),
        ("seconded by Fairweather", []),
        ("moved by Ozturc", [ACCESS]),
        ("moved by nobody", []),
        ("moved by ozturk, seconded by ozturk", []),
        ("hours library", [OPENING]),
        ("libraries", [OPENING]),
        ("the opening of a library", [OPENING]),
        ("cooperative", [ACCESS]),
        ("co-operative", [ACCESS]),
        ("operative", [ACCESS]),
        ("cafe", [ACCESS]),
        ("CAFÉ", [ACCESS]),
        ("planning committee", [ACCESS]),
        ("64000", [OPENING]),
        ("64,000", [OPENING]),
        ("£64,000", [OPENING]),
        ("£64k", [OPENING]),
        ("64k library", [OPENING]),
        ("€64,000", []),
        ("£1.2m", [PARKING]),
        ("£1,200,000", [PARKING]),
        ("4.5%", [PARKING]),
        ("64", [TASK]),
        ("2024", [ACCESS]),
        ("parking 2023", [PARKING]),
        ("“opening be installed”", [OPENING]),
        ('"installed opening"', []),
        ('"ramp; (i) by june"', [ACCESS]),
        ("librar", [OPENING]),
        ("libary", [OPENING]),
        ("libaries", [OPENING]),
        ("ibrary", [OPENING]),
        ("acessibility", [ACCESS]),
        ("acessability", [ACCESS]),
        ("Fairwether", [OPENING]),
        ("library parking", []),
        ("zeppelin", []),
        ("the", [ACCESS, PARKING, TASK]),
        ("?!", list(ALL)),
    ],
)
def test_what_is_typed_finds_what_was_meant(words: str, wanted: list[Resolution]) -> None:
    assert found(words) == wanted


def test_what_was_moved_otherwise_is_found_by_its_words() -> None:
    assert found("bench moved by the weir", *ALL, BENCH) == [BENCH]
    assert found("moved by weir", *ALL, BENCH) == [BENCH]
    assert found("bench moved", *ALL, BENCH) == [BENCH]


def test_a_word_that_stands_nowhere_is_told_as_it_was_read() -> None:
    index, within = register(*ALL)
    taken = {
        words: index.search(RegisterSearch(words), within).taken
        for words in ("library", "Libary hours", "libr", "zeppelin")
    }
    assert taken == {
        "library": (),
        "Libary hours": (("Libary", "library"),),
        "libr": (("libr", "libr…"),),
        "zeppelin": (),
    }


def test_a_near_word_must_begin_alike_and_of_several_the_commoner_is_taken() -> None:
    marking, planting = decided("1", "Marking", "x"), decided("2", "Planting", "x")
    assert found("parking", marking) == []
    planning = decided("3", "Planning", "x")
    index, within = register(planting, planning, planning)
    assert index.search(RegisterSearch("planing"), within).taken == (("planing", "planning"),)
    assert index.search(RegisterSearch("planning"), within).taken == ()
    # Two slips away are both; most decisions are of one.
    assert index.search(RegisterSearch("plamming"), within).taken == (("plamming", "planning"),)


def test_a_word_that_is_mostly_endings_keeps_some() -> None:
    access, accessible = (decided("1", title, "x") for title in ("Access", "Accessible paths"))
    assert found("accessibility", access, accessible, ACCESS) == [accessible, ACCESS]
    assert found("acessibility", access, accessible, ACCESS) == [accessible, ACCESS]
    assert found("access", access, accessible, ACCESS) == [access, accessible, ACCESS]


def test_minutes_of_the_number_come_before_those_that_mention_it() -> None:
    index, within = register(PARKING, OPENING)
    result = index.search(RegisterSearch("49"), within)
    assert result.resolutions == (OPENING, PARKING)
    assert result.numbered == 1
    result = index.search(RegisterSearch("49 cabinet"), within)
    assert (result.resolutions, result.numbered) == ((PARKING, OPENING), 0)


def test_words_ask_the_scope_for_the_decisions_that_hold_them_and_for_no_others() -> None:
    index, within = register(*ALL)
    asked: list[object] = []

    def told(keys: Collection[Key] | None) -> Iterable[Key]:
        asked.append(keys)
        return within(keys)

    index.search(RegisterSearch("library"), told)
    assert asked == [[(1, ALL.index(OPENING))]]
    index.search(RegisterSearch("library zeppelin"), told)
    # Where nothing is found, all in scope are counted, unless nobody wants to know.
    assert asked[1:] == [[], None]
    lost = index.search(RegisterSearch("library zeppelin", counted=False), told)
    assert asked[3:] == [[]]
    assert (lost.counts, lost.unlimited) == ((), 0)


def test_kinds_and_outcomes_limit_and_the_order_is_that_of_the_scope() -> None:
    index, within = register(*ALL)
    kinds = (DecisionKind.ROUTINE, DecisionKind.ACTION)
    assert index.search(RegisterSearch(kinds=kinds), within).resolutions == (MINUTES, TASK)
    lost = index.search(RegisterSearch(outcomes=(OutcomeClass.LOST,)), within)
    assert lost.resolutions == (PARKING,)
    places = [(1, at) for at in range(len(ALL))]
    assert index.search(RegisterSearch(), in_order(places[::-1])).resolutions == ALL[::-1]
    assert index.search(RegisterSearch("library"), in_order(places[1:])).resolutions == ()


def test_where_nothing_is_found_each_part_is_counted() -> None:
    index, within = register(*ALL)
    result = index.search(RegisterSearch("library ozturk zeppelin"), within)
    assert result.counts == (("library", 1), ("ozturk", 2), ("zeppelin", 0))
    assert result.unlimited == 0
    limited = index.search(RegisterSearch("library", kinds=(DecisionKind.ACTION,)), within)
    assert (limited.counts, limited.unlimited) == ((("library", 0),), 1)
    assert index.search(RegisterSearch("library"), within).counts == ()


def test_words_broken_over_lines_are_whole() -> None:
    broken = decided("1", "Roads", "That the main-\ntenance of roads be re\ufffe\nviewed")
    assert found("maintenance", broken) == [broken]
    assert found('"maintenance of roads"', broken) == [broken]


@pytest.mark.parametrize("words", ["(" * 200, "1/" * 100, '"' * 200, "a " * 100, "\x00", "£" * 99])
def test_no_words_are_too_odd(words: str) -> None:
    assert isinstance(found(words), list)


def test_ten_thousand_are_searched_in_a_tenth_of_a_second() -> None:
    by_chance = random.Random(7)
    words = ["".join(by_chance.choices("abdeilmnorst", k=6)) for _ in range(3000)]
    held = [
        replace(
            decided(str(at % 300), " ".join(by_chance.choices(words, k=4)), ""),
            text=f"That {' '.join(by_chance.choices(words, k=25))} at £{at},000",
            date=date(2000, 1, 1) + timedelta(days=at),
        )
        for at in range(10_000)
    ]
    index, within = register(*held)
    asked = [words[0], f"{words[1]} {words[2]}", "49", "£640k", f"{words[3]}x", '"that a"', ""]
    for one in asked:
        index.search(RegisterSearch(one, Scope()), within)
    for one in asked:
        took = []
        for _ in range(3):
            began = time.thread_time()
            index.search(RegisterSearch(one), within)
            took.append(time.thread_time() - began)
        assert min(took) < 0.1, one
