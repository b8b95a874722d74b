"""What speaks for an answer and what against, when it is refused, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, astuple, fields, replace
from datetime import date

import pytest

from corpus.model import Passage, Scope
from prompts import fill
from retrieval.asking.refusal import judge, refusal_message, was_searched
from retrieval.asking.sufficiency import AGAINST, DESCRIPTIONS, Support, confidence, support
from retrieval.model.constants import DEFAULT
from retrieval.model.types import PageRef
from retrieval.search.numbered_places import LookedUp, Place, Sought
from retrieval.search.searcher import Found
from tests.retrieval.guard.builders import (
    JUNE,
    PAPERS,
    form,
    found,
    hit,
    resolved,
    said,
    weighted,
)
from tests.retrieval.passages import prose, row

WEIGHTS = asdict(DEFAULT.signals)

CHARGE = prose("The ferry charge is £4. It sails each day.", "june")
RUST = prose("The ferry is old. Its charge buys paint.", "july")
WORDS = weighted((3, 1), ("ferry", "charge"))
TOLD = {
    CHARGE.id: said(CHARGE, (0.6, (0.5, 0.7)), (0.3, (0.8, 0.1))),
    RUST.id: said(RUST, (0.9, (0.9, 0.9)), (0.2, (0.1, 0.1))),
}
HOW_MUCH = "How much is the ferry charge?"


def both(question: str = HOW_MUCH, first: Passage = CHARGE, second: Passage = RUST) -> Found:
    return found(question, hit(first, 2.4), hit(second, 2.0), evidence=TOLD, weighed=WORDS)


def alone(question: str, passage: Passage) -> Support:
    """Return what a passage supports by itself, whose one unit answers by half."""
    told = {passage.id: said(passage, (0.5, (0.5, 0.5)))}
    return support(found(question, hit(passage), evidence=told, weighed=WORDS))


def test_evidence_is_measured_as_said() -> None:
    """The charge passage meets the words with .8 and .7, that on rust with .9 and .9."""
    measured = support(both())
    expected = Support(
        share=0.9, unit=0.9, weakest=0.7, weakest_rare=0.8, kind_share=(3 * 0.8 + 0.7) / 4,
        kind_gap=0.9 - 0.775, kind_unit=0.6, kind_unit_gap=0.9 - 0.6, kind_first=1.0, period=1.0,
        covered=1.0, agreeing=0.0, score=0.8, money=1.0,
    )  # fmt: skip
    for one in fields(Support):
        told, wanted = getattr(measured, one.name), getattr(expected, one.name)
        assert told == pytest.approx(wanted, abs=1e-6), one.name


def test_without_hits_or_what_they_say_nothing_speaks_for_an_answer() -> None:
    assert support(found(HOW_MUCH)) == Support()
    assert set(astuple(Support())) == {0.0}
    assert support(found(HOW_MUCH, hit(CHARGE), weighed=WORDS)) == Support()


def test_the_kind_asked_for_in_no_passage_counts_nothing() -> None:
    measured = support(found(HOW_MUCH, hit(RUST), evidence=TOLD, weighed=WORDS))
    assert (measured.kind_share, measured.kind_unit, measured.kind_first) == (0.0, 0.0, 0.0)
    assert measured.kind_gap == pytest.approx(0.9)
    assert measured.kind_unit_gap == pytest.approx(0.9)


def test_only_the_first_five_hits_speak() -> None:
    many = [prose("The ferry is old.", "july", at) for at in range(2, 7)]
    told = {one.id: said(one, (0.1, (0.1, 0.1))) for one in many} | TOLD
    for last, share in ((4, 0.775), (5, 0.1)):
        hits = (*map(hit, many[:last]), hit(CHARGE))
        measured = support(found(HOW_MUCH, *hits, evidence=told, weighed=WORDS))
        assert measured.share == pytest.approx(share)


@pytest.mark.parametrize(
    ("question", "feature"),
    [
        ("Who is the chair of the ferry board?", "person"),
        ("How much is the ferry charge?", "money"),
        ("How many ferries are there?", "number"),
        ("What percentage of ferries sail?", "percentage"),
        ("When does the ferry sail?", "day"),
        ("What was decided about the ferry?", "decided"),
        ("ferry quay", "keywords"),
    ],
)
def test_what_was_asked_for_is_told(question: str, feature: str) -> None:
    kinds = ("person", "money", "number", "percentage", "day", "decided", "keywords")
    measured = support(both(question))
    assert [name for name in kinds if getattr(measured, name)] == [feature]


@pytest.mark.parametrize(
    ("words", "weakest", "rare"),
    [
        ((("ferry", 0, 1), ("charge", 1, 2)), 0.7, 0.8),
        ((("ferry", 0, 1), ("charge", 1, 1)), 0.8, 0.8),
        ((("ferry", 0, 1), ("charge", 1, 3)), 0.8, 0.8),
        ((("ferry", 0, 1), ("the", 1, 2)), 0.8, 0.8),
        ((("the", 0, 1), ("of", 1, 2)), 0.7, 0.8),
        ((("ferrycharge", 0, 2),), 0.75, 0.75),
        ((), 0.0, 0.0),
    ],
)
def test_the_worst_met_word_is_one_that_tells_and_was_read(
    words: tuple[tuple[str, int, int], ...], weakest: float, rare: float
) -> None:
    weighed = replace(WORDS, words=words)
    measured = support(found(HOW_MUCH, hit(CHARGE), evidence=TOLD, weighed=weighed))
    assert measured.weakest == pytest.approx(weakest)
    assert measured.weakest_rare == pytest.approx(rare)


def test_many_words_are_no_keywords() -> None:
    assert support(both("ferry paint quay tide")).keywords == 1.0
    assert support(both("ferry paint quay tide mooring")).keywords == 0.0


SEARCHES = ("late", "lexical", "page", "dense", "unit", "exact")


@pytest.mark.parametrize("count", range(len(SEARCHES) + 1))
def test_searches_that_agree_on_the_first_hit_are_counted(count: int) -> None:
    given = {name: WEIGHTS[name] * (1.0 if at < count else 0.9) for at, name in enumerate(SEARCHES)}
    first = hit(CHARGE, 2.4, **given)
    measured = support(found(HOW_MUCH, first, evidence=TOLD, weighed=WORDS))
    assert measured.agreeing == pytest.approx(count / len(SEARCHES))


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("What was the charge?", "The charge is £4.", 1.0),
        ("What was the charge on 4 June 2024?", "The charge is £4.", 1.0),
        ("What was the charge in June 2024?", "The charge is £4.", 1.0),
        ("What was the charge on 9 May 2022?", "On 9 May 2022 it was £4.", 1.0),
        ("What was the charge on 9 May 2022?", "On 10 May 2022 it was £4.", 0.5),
        ("What was the charge on 9 May 2022?", "In the books of 2022/7 it was £4.", 0.5),
        ("What was the charge on 9 May 2022?", "The charge is £4.", 0.0),
        ("What was the charge since 2010?", "The charge is £4.", 1.0),
    ],
)
def test_the_time_asked_for_is_met_or_not(question: str, text: str, met: float) -> None:
    assert alone(question, prose(text, "june")).period == met


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("What was decided about ferry charges?", "that ferry charges be £4", 1.0),
        ("What was decided about ferry charges?", "that charges be £4", 0.5),
        ("What was decided about ferry charges?", "that huts be sold", 0.0),
        ("What was said about ferry charges?", "that ferry charges be £4", 0.0),
        ("What was decided?", "that huts be sold", 1.0),
    ],
)
def test_an_outcome_holds_the_words_of_the_topic_or_not(
    question: str, text: str, share: float
) -> None:
    assert alone(question, resolved(text)).decided_quoted == share


def test_prose_is_no_outcome() -> None:
    assert support(both("What was decided about ferry charges?")).decided_quoted == 0.0
    assert support(both("What was decided?")).decided_quoted == 0.0


def test_the_rows_of_a_table_say_what_kind_first() -> None:
    listed = row({"Pier": "North", "Fare": "£4"}, "june")
    told = {listed.id: said(listed, (0.9, (0.5, 0.5)), (0.1, (0.1, 0.1)))}
    first = found(HOW_MUCH, hit(listed), evidence=told, weighed=WORDS)
    assert support(first).kind_first == 1.0


BASE = Support(share=0.6, covered=0.6, period=1.0, score=0.6)
MEASURED = [one.name for one in fields(Support) if one.name not in DESCRIPTIONS]


@pytest.mark.parametrize("name", MEASURED)
def test_more_of_a_feature_never_does_what_it_should_not(name: str) -> None:
    low, high = (confidence(replace(BASE, **{name: value})) for value in (0.0, 1.0))
    assert high <= low if name in AGAINST else high >= low


def test_some_features_count_and_confidence_is_a_probability() -> None:
    every = {name: confidence(replace(BASE, **{name: 1.0})) for name in MEASURED}
    assert len(set(every.values())) > 4
    assert all(0 < one < 1 for one in every.values())
    assert confidence(replace(BASE, share=1e6)) > 0.999
    assert 0 < confidence(replace(BASE, kind_unit_gap=1e6)) < 0.001


SURE = Support(**{name: 1.0 for name in MEASURED if name not in AGAINST})
UNSURE = Support(period=1.0)


def test_what_is_well_supported_is_answered_and_nothing_else() -> None:
    assert confidence(SURE) > 0.9
    assert judge(both(), SURE, has_statements=True)
    assert not judge(both(), UNSURE, has_statements=True)
    assert not judge(both(), SURE, has_statements=False)
    assert not judge(found(HOW_MUCH), SURE, has_statements=True)


def test_without_words_or_papers_nothing_is_searched_and_it_is_said_why() -> None:
    bare = found(HOW_MUCH, papers={})
    assert [was_searched(one) for one in (None, bare, both())] == [False, False, True]
    assert refusal_message(None, Scope()).startswith("Please ask in words")
    assert refusal_message(bare, Scope()).startswith("There are no papers to search here")
    assert refusal_message(both(), Scope()).startswith(fill("refusal", searched="")[:20])


def test_what_is_of_elsewhere_is_refused_however_sure() -> None:
    assert not judge(both("How much is the ferry charge in Ashcombe?"), SURE, has_statements=True)
    assert not judge(both("How much is the ferry charge at T12?"), SURE, has_statements=True)


@pytest.mark.parametrize(
    ("quoted", "period", "answered"), [(1.0, 1.0, True), (0.9, 1.0, False), (1.0, 0.5, False)]
)
def test_an_outcome_with_all_words_of_the_topic_answers(
    quoted: float, period: float, answered: bool
) -> None:
    measured = Support(decided_quoted=quoted, period=period)
    assert judge(both(), measured, has_statements=True) is answered


ASKED_ITEM = "What are we asked to decide under item 4?"


@pytest.mark.parametrize(
    ("question", "first", "answered"),
    [
        (ASKED_ITEM, form("That it sail.", "Recommendations: x", item="4"), True),
        (ASKED_ITEM, form("That it sail.", "Recommendations: x", item="5"), False),
        (ASKED_ITEM, replace(CHARGE, item="4"), False),
        ("What does item 4 say?", form("That it sail.", "Recommendations: x", item="4"), False),
        ("What are we asked to decide?", form("x", "Recommendations: x", item="4"), False),
    ],
)
def test_the_form_of_the_item_asked_about_answers(
    question: str, first: Passage, answered: bool
) -> None:
    assert judge(found(question, hit(first)), UNSURE, has_statements=True) is answered


PLACE = Place("june", JUNE, (CHARGE,))


@pytest.mark.parametrize(
    ("looked_up", "answered"),
    [
        (LookedUp(Sought.MINUTE, "4", (PLACE,), bare=True), True),
        (LookedUp(Sought.REFERENCE, "T1", (PLACE,), rest=("ferry", "charge")), True),
        (LookedUp(Sought.REFERENCE, "T1", (PLACE,), rest=("ferry", "mast")), False),
        (LookedUp(Sought.ITEM, "4", (PLACE,), bare=True), True),
        (LookedUp(Sought.ITEM, "4", (PLACE,), rest=("ferry",)), False),
        (LookedUp(Sought.AGENDA, "", (PLACE,), rest=("ferry",)), False),
        (LookedUp(Sought.ACRONYM, "QSL", (PLACE,), bare=True), True),
        (LookedUp(Sought.DECISION, "24/0001", (PLACE,), bare=True), True),
        (LookedUp(Sought.DECISION, "24/0001", (PLACE,), rest=("ferry", "charge")), True),
        (LookedUp(Sought.DECISION, "24/0001", (PLACE,), rest=("mast",)), False),
        (LookedUp(Sought.MINUTE, "4", (), bare=True), False),
    ],
)
def test_what_stands_at_the_number_answers(looked_up: LookedUp, answered: bool) -> None:
    made = found("What does it say?", hit(CHARGE), looked_up=looked_up)
    assert judge(made, UNSURE, has_statements=True) is answered
    assert not judge(made, Support(), has_statements=True)


def page(number: int = 1) -> PageRef:
    return PageRef("june", "june.pdf", number, None, None, 1.0, "")


@pytest.mark.parametrize(
    ("days", "scope", "searched"),
    [
        ((date(2024, 7, 2), date(2024, 6, 4)), Scope(), "2 papers, 4 June 2024 to 2 July 2024"),
        ((date(2024, 6, 4),), Scope(), "1 paper, 4 June 2024"),
        ((None, date(2024, 6, 4)), Scope(), "2 papers, 4 June 2024"),
        ((None,), Scope(committee="Harbour Board"), "1 paper of Harbour Board"),
    ],
)
def test_a_refusal_says_what_was_searched(
    days: tuple[date | None, ...], scope: Scope, searched: str
) -> None:
    papers = {
        str(at): replace(PAPERS["june"], id=str(at), meeting_date=day)
        for at, day in enumerate(days)
    }
    plain = refusal_message(found("What?", papers=papers), scope)
    assert f" {searched}." in plain
    near = refusal_message(replace(found("What?", papers=papers), pages=(page(),)), scope)
    assert near.startswith(plain)
    assert len(near) > len(plain)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (((0.9, "The ferry is old."), (0.5, "It costs £4 each."), (0.1, "It rusts.")), (), 1.0),
        (((0.9, "The ferry is old."), (0.5, "It rusts each."), (0.1, "It costs £4.")), (), 0.0),
        (((0.1, "It costs £4."), (0.5, "It rusts each."), (0.9, "The ferry is old.")), (), 0.0),
        (((0.9, "The ferry is old."),), ((0.2, "It costs £4."),), 1.0),
        (((0.9, "The ferry is old."),), ((0.2, "It rusts."),), 0.0),
    ],
)
def test_the_best_sentences_of_the_first_hits_hold_the_kind(
    first: Sequence[tuple[float, str]], second: Sequence[tuple[float, str]], told: float
) -> None:
    third = ((0.8, "The pier costs £9."),)
    made = []
    evidence = {}
    for at, units in enumerate((first, second or ((0.1, "It is shut."),), third)):
        passage = prose(" ".join(text for _, text in units), "june", at + 1)
        evidence[passage.id] = said(passage, *((score, (0.5, 0.5)) for score, _ in units))
        made.append(hit(passage))
    measured = support(found(HOW_MUCH, *made, evidence=evidence, weighed=WORDS))
    assert measured.kind_first == told
