"""Every measure against cases worked out by hand, and the bounds of all of them."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measure.measures import (
    BY_NAME,
    PEOPLE_MEASURES,
    fold,
    missing_facts,
    ndcg,
    normalise,
    says_every,
    score,
)
from evals.model.results import Cited, Outcome, Page, Response, Stated
from evals.sets.questions import Expect, Gold, Kind, Question

A, B, C, X, Y = (("p.pdf", page) for page in (1, 2, 3, 8, 9))


def question(*pools: list[Page], facts: tuple[tuple[str, ...], ...] = ()) -> Question:
    gold = [
        Gold(paper, page, None, None, "words", pool)
        for pool, pages in enumerate(pools)
        for paper, page in pages
    ]
    kind = Kind.FACT if pools else Kind.UNANSWERABLE
    expect = Expect.ANSWER if pools else Expect.NONE
    return Question("q", "?", kind, tuple(gold), facts, expect=expect)


def response(
    pages: list[Page] | None = None,
    cited: list[Page] | None = None,
    text: str = "",
    outcome: Outcome = Outcome.ANSWERED,
    verbatim: tuple[bool, ...] = (),
) -> Response:
    flags = verbatim or (True,) * len(cited or [])
    citations = tuple(
        Cited(paper, page, None, None, "words", flag)
        for (paper, page), flag in zip(cited or [], flags, strict=True)
    )
    return Response(tuple(pages or []), outcome, text, citations, 1.0)


def scores(asked: Question, given_back: Response) -> dict[str, float]:
    return {found.measure: found.value for found in score(asked, given_back)}


def others(asked: Question, given_back: Response) -> dict[str, float]:
    """Return the scores but those that apply to every question."""
    people = {measure.name for measure in PEOPLE_MEASURES}
    found = scores(asked, given_back)
    assert people <= set(found)
    return {name: value for name, value in found.items() if name not in people}


FAILED = Response((), Outcome.FAILED, "", (), 1.0, "ValueError: no")


@pytest.mark.parametrize(
    ("rank", "hits", "mrr"),
    [
        (1, (1, 1, 1, 1), 1.0),
        (2, (0, 1, 1, 1), 1 / 2),
        (4, (0, 0, 1, 1), 1 / 4),
        (10, (0, 0, 0, 1), 1 / 10),
        (11, (0, 0, 0, 0), 0.0),
    ],
)
def test_hits_and_reciprocal_rank_follow_the_first_gold_page(
    rank: int, hits: tuple[int, ...], mrr: float
) -> None:
    others = [("other.pdf", page) for page in range(1, 40)]
    found = scores(question([A]), response([*others[: rank - 1], A, *others[rank - 1 :]]))
    assert tuple(found[f"hit@{k}"] for k in (1, 3, 5, 10)) == hits
    assert found["MRR@10"] == pytest.approx(mrr)
    assert found["nDCG@10"] == pytest.approx(1 / log2(rank + 1) if rank <= 10 else 0)


def test_a_page_counts_where_it_first_appears() -> None:
    found = scores(question([A]), response([X, X, X, A]))
    assert found["MRR@10"] == 1 / 2
    assert fold([X, X, Y, X], limit=2) == (X, Y)


def test_same_page_number_of_another_paper_is_not_gold() -> None:
    assert scores(question([A]), response([("other.pdf", 1)]))["hit@10"] == 0


def test_ndcg_counts_each_pool_once() -> None:
    first, second = frozenset([A, B]), frozenset([C])
    assert ndcg((first, second), [A, C]) == pytest.approx(1)
    # The alternative B is no new find: C gains at rank 3 only.
    worked = (1 + 1 / log2(4)) / (1 + 1 / log2(3))
    assert ndcg((first, second), [A, B, C]) == pytest.approx(worked)
    # One pool with two alternatives asks for one page.
    assert ndcg((first,), [B]) == pytest.approx(1)
    assert ndcg((first,), [X, B]) == pytest.approx(1 / log2(3))
    assert ndcg((first, second), []) == 0


def test_ndcg_of_a_page_that_stands_in_two_pools() -> None:
    pools = (frozenset([A, C]), frozenset([A, B]))
    assert ndcg(pools, [A]) == pytest.approx(1)
    assert ndcg(pools, [C, B]) == pytest.approx((1 + 1 / log2(3)) / 2)


def test_pools_need_a_page_each() -> None:
    asked = question([A, B], [C])
    assert scores(asked, response([A, B, X, Y]))["pools@5"] == 0
    assert scores(asked, response([B, X, C]))["pools@5"] == 1
    late = response([B, *(("other.pdf", page) for page in range(1, 6)), C])
    assert (scores(asked, late)["pools@5"], scores(asked, late)["pools@10"]) == (0, 1)


def test_citations_count_distinct_pages_and_pools() -> None:
    asked = question([A, B], [C])
    found = scores(asked, response(cited=[A, A, B, X]))
    assert found["citation precision"] == pytest.approx(2 / 3)
    assert found["citation recall"] == pytest.approx(1 / 2)
    assert scores(asked, response(cited=[B, C]))["citation recall"] == 1


def test_an_answer_without_citations_scores_nothing() -> None:
    found = scores(question([A]), response([A], text="words"))
    assert (found["citation precision"], found["citation recall"]) == (0, 0)
    assert found["quote fidelity"] == 0


FACTS = (("monthly", "every month"), ("£1,250",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Reviewed  Every\nmonth for 1250 a day", 1),
        ("monthly, at £1,250", 1),
        ("monthly", 0),
        ("monthly, at £11,250", 0),
        ("monthly, at £1,2500", 0),
        ("", 0),
    ],
)
def test_every_fact_must_be_said_in_any_spelling(text: str, said: int) -> None:
    assert scores(question([A], facts=FACTS), response([A], [A], text))["fact recall"] == said


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("£1,234,567.50", "1234567.50"),
        ("in 2016,17 and 18", "in 2016,17 and 18"),
        ("1,2345", "1,2345"),
        ("The  “Mayor’s”\n plan", 'the "mayor\'s" plan'),
    ],
)
def test_normalising(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    assert not says_every([["5"]], "15 and 50 of 2015")
    assert says_every([["5%"]], "it rose by 5%.")
    assert says_every([["record"]], "shall be recorded")
    assert missing_facts([["a", "one"], ["b", "two"]], "one") == ("b",)


def test_a_refusal_says_no_fact_though_it_repeats_the_question() -> None:
    refused = response([A], text="Nothing on monthly", outcome=Outcome.REFUSED)
    found = scores(question([A], facts=(("monthly",),)), refused)
    assert found["fact recall"] == 0
    assert found["wrongly refused"] == 1
    # Nearest pages shown with a refusal still count.
    assert found["hit@1"] == 1
    # A refusal quotes nothing, so there is nothing that could be unfaithful.
    assert "quote fidelity" not in found


def test_refusing() -> None:
    asked = question()
    assert others(asked, response(outcome=Outcome.REFUSED)) == {"refusal": 1}
    assert others(asked, response(outcome=Outcome.REPLIED)) == {"refusal": 1}
    assert others(asked, response(cited=[A])) == {"refusal": 0, "quote fidelity": 1}
    assert scores(question([A]), response(cited=[A]))["wrongly refused"] == 0


def test_fidelity_is_weighted_by_quotes() -> None:
    given_back = response(cited=[A, B, C, X], verbatim=(True, True, True, False))
    found = {one.measure: one for one in score(question([A]), given_back)}["quote fidelity"]
    assert (found.value, found.weight) == (0.75, 4)


def test_a_failure_takes_the_worst_of_every_measure() -> None:
    found = scores(question([A], facts=FACTS), replace(FAILED, modelled=True))
    # Of statements, only those written can be unsupported.
    assert set(found) == set(BY_NAME) - {"refusal", "unsupported share"}
    # What fails misleads nobody: it withholds.
    assert found.pop("misleading") == 0
    worst = {name: 0.0 if BY_NAME[name].higher_is_better else 1.0 for name in found}
    assert found == worst
    assert others(question(), FAILED) == {"refusal": 0, "quote fidelity": 0}


def test_statements_are_scored_each_by_itself() -> None:
    stated = (Stated("It costs £15.", (A, X)), Stated("It is due in May.", (B,)))
    given_back = replace(response([A]), stated=stated, dropped=1, modelled=True)
    found = scores(question([A], [C], facts=(("15",), ("May",))), given_back)
    # Half of the first statement's pages are gold, none of the second's.
    assert found["statement precision"] == 0.25
    assert found["statement recall"] == 0.5
    assert found["stated facts"] == 1.0
    assert found["unsupported share"] == 1 / 3
    weight = next(s.weight for s in score(question([A]), given_back) if "unsup" in s.measure)
    assert weight == 3


def test_without_a_model_statements_have_no_scores() -> None:
    assert not [name for name in scores(question([A]), response([A])) if "state" in name]
    unanswerable = replace(response(outcome=Outcome.REFUSED), modelled=True)
    assert set(others(question(), unanswerable)) == {"refusal"}


def test_quotes_shown_without_a_clear_answer_must_stand_and_a_reply_quotes_nothing() -> None:
    false = Cited(*A, None, None, "words", verbatim=False)
    closest = replace(response(cited=[A], outcome=Outcome.CLOSEST), closest=(false,))
    assert scores(question([A]), closest)["quote fidelity"] == 0.5
    assert scores(question([A]), closest)["wrongly refused"] == 1
    assert scores(question(), closest)["refusal"] == 1
    # What is listed with a refusal is no quote.
    refused = replace(closest, outcome=Outcome.REFUSED, citations=())
    assert "quote fidelity" not in scores(question([A]), refused)
    assert "quote fidelity" not in scores(question(), response(outcome=Outcome.REPLIED))


pages = st.tuples(st.sampled_from(["a.pdf", "b.pdf"]), st.integers(1, 6))
rankings = st.lists(pages, max_size=40)
pooled = st.lists(st.lists(pages, min_size=1, max_size=3), min_size=1, max_size=3)


@given(pooled, rankings, rankings, st.sampled_from(list(Outcome)))
def test_scores_stay_between_0_and_1(
    pools: list[list[Page]], ranked: list[Page], cited: list[Page], outcome: Outcome
) -> None:
    found = score(question(*pools), response(ranked, cited, "words", outcome))
    assert all(0 <= one.value <= 1 + 1e-9 for one in found)


@given(pooled, rankings)
def test_deeper_is_never_worse(pools: list[list[Page]], ranked: list[Page]) -> None:
    found = scores(question(*pools), response(ranked))
    hits = [found[f"hit@{k}"] for k in (1, 3, 5, 10)]
    assert hits == sorted(hits)
    assert found["pools@5"] <= found["pools@10"] <= found["hit@10"]
    assert found["hit@1"] <= found["MRR@10"] <= found["hit@10"]


@given(pooled, rankings, st.integers(0, 8))
def test_moving_a_gold_page_up_never_lowers_a_page_score(
    pools: list[list[Page]], ranked: list[Page], at: int
) -> None:
    asked = question(*pools)
    folded = list(fold(ranked))
    if at + 1 >= len(folded) or folded[at + 1] not in asked.gold_pages:
        return
    if folded[at] in asked.gold_pages:
        return
    better = folded.copy()
    better[at], better[at + 1] = better[at + 1], better[at]
    before, after = scores(asked, response(folded)), scores(asked, response(better))
    for name in ("hit@1", "hit@3", "hit@5", "hit@10", "MRR@10", "nDCG@10", "pools@5"):
        assert after[name] >= before[name] - 1e-9
