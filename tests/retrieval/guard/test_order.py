"""From signals to an order: what is weighed, added up, and put first."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest

from corpus.model import Passage
from retrieval.model.constants import DEFAULT
from retrieval.ranking.scoring import added, divided, ranked, stretched
from retrieval.search.decisions_asked import lifted_forms, whole_field
from retrieval.search.numbered_places import LookedUp, Place, Sought, heads, keyed_by, placed
from tests.retrieval.guard.builders import JULY, JUNE, asked, form, hit
from tests.retrieval.passages import prose, row

WEIGHTS = asdict(DEFAULT.signals)

A, B, C = (replace(prose(text), id=text.lower()) for text in ("A", "B", "C"))
ONES = np.ones(2, np.float32)


def column(*values: float) -> np.ndarray:
    return np.asarray(values, np.float32)


def ids(hits: tuple[object, ...]) -> list[str]:
    return [one.passage.id for one in hits]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(WEIGHTS))
def test_each_signal_alone_decides(name: str) -> None:
    """The weights are all for an answer, so what a signal speaks for comes first."""
    for first, second in ((0.0, 1.0), (1.0, 0.0)):
        made = ranked([A, B], {name: column(first, second)}, WEIGHTS)
        assert ids(made) == (["a", "b"] if first else ["b", "a"])
        assert made[0].score == pytest.approx(WEIGHTS[name])
        assert dict(made[0].signals) == {name: pytest.approx(WEIGHTS[name])}
        assert made[1].signals == ()


def test_signals_are_weighed_and_added_up() -> None:
    columns = {"x": column(1, 0, 0.5), "y": column(0, 1, 0.5), "z": column(9, 9, 0)}
    made = ranked([A, B, C], columns, {"x": 2.0, "y": 3.0})
    assert ids(made) == ["b", "c", "a"]
    assert [one.score for one in made] == [3.0, 2.5, 2.0]
    assert made[1].signals == (("x", 1.0), ("y", 1.5))
    assert all(sum(value for _, value in one.signals) == one.score for one in made)


def test_equals_stand_in_the_order_of_their_ids() -> None:
    assert ids(ranked([B, A], {"x": ONES}, {"x": 1.0})) == ["a", "b"]
    assert ids(ranked([B, A], {}, {"x": 1.0})) == ["a", "b"]
    assert ids(added((hit(B), hit(A)), "x", [0, 0])) == ["a", "b"]
    assert ranked([], {}, {}) == ()


def test_one_more_signal_sorts_again_and_is_told() -> None:
    made = added((hit(A, 1.0), hit(B, 0.5)), "x", [0.0, 1.0])
    assert ids(made) == ["b", "a"]
    assert made[0].score == 1.5
    assert made[0].signals == (("x", 1.0),)
    assert made[1].signals == ()


def test_scores_are_divided_by_the_best() -> None:
    assert list(divided(column(4, 1, 0))) == [1, 0.25, 0]
    assert list(divided(column(0, 0))) == [0, 0]
    assert len(divided(column())) == 0


def test_far_better_is_one_and_far_worse_nought() -> None:
    assert list(stretched(column(0.9, 0.4))) == pytest.approx([1, 0])
    assert list(stretched(column(0.4, 0.9, 0.65))) == pytest.approx([0, 1, 0.5])


def test_what_stands_at_the_number_comes_before_all_else() -> None:
    hits = (hit(A, 5.0), hit(B, 2.0), hit(C, 1.0))
    places = (Place("a", JUNE, (C,)), Place("a", JULY, (B,)))
    made = placed(hits, LookedUp(Sought.MINUTE, "4", places), lambda _passage: JUNE)
    assert ids(made) == ["c", "b", "a"]
    assert made[0].score == 1.0
    assert made[0].score - made[1].score == pytest.approx(3.0)
    assert made[1].score - made[2].score == pytest.approx(3.0)
    assert dict(made[2].signals)["place"] < 0
    assert placed(hits, LookedUp(), lambda _passage: JUNE) == hits


def test_what_is_far_below_the_place_already_is_not_moved() -> None:
    hits = (hit(A, 9.0), hit(B, 1.0))
    made = placed(hits, LookedUp(Sought.MINUTE, "4", (Place("a", JUNE, (A,)),)), lambda _p: None)
    assert [one.score for one in made] == [9.0, 1.0]


def piece(number: int, item: str | None = "4", heading: str = "Recommendations") -> Passage:
    made = form(f"{number}. That it sail.", "", page=number, item=item)
    return replace(made, labelled=None, headings=(heading,), id=f"p{number}{item}{heading}")


def test_the_pieces_of_an_answer_of_a_form_are_one() -> None:
    pieces = [piece(number) for number in (2, 3, 4)]
    others = [piece(1, item="3"), piece(5, heading="Purpose"), piece(9)]
    paper = [others[0], *pieces, *others[1:]]
    spans = tuple(span for one in pieces for span in one.spans)
    assert [whole_field(one, paper) for one in pieces] == [spans] * 3
    assert [whole_field(one, paper) for one in others] == [one.spans for one in others]
    labelled = replace(pieces[0], labelled="Recommendations: that it sail")
    assert whole_field(labelled, [labelled, *pieces[1:]]) == labelled.spans
    assert whole_field(pieces[0], []) == pieces[0].spans
    apart = [piece(2), piece(4)]
    assert [whole_field(one, apart) for one in apart] == [one.spans for one in apart]
    between = [piece(2), prose("It rained.", page=3), piece(3)]
    assert whole_field(between[0], between) == (*between[0].spans, *between[2].spans)


@pytest.mark.parametrize(
    ("passage", "number", "keyed"),
    [
        (row({"Ref": "T12", "What": "Paint it"}), "T12", True),
        (row({"Ref": "T12.", "What": "Paint it"}), "T12", True),
        (row({"Theme": "Posts", "No": "T12"}), "T12", True),
        (row({"Theme": "Posts", "What": "T12"}), "T12", False),
        (row({"Theme": "Posts", "What": "Red", "No": "T12"}), "T12", False),
        (prose("4.2 Fares rose."), "4.2", True),
        (prose("It rose.\n  4.2) Fares rose."), "4.2", True),
        (prose("Fares rose by 4.2 Pounds."), "4.2", False),
        (prose("4.2 fares rose."), "4.2", False),
        (prose("4.20 Fares rose."), "4.2", False),
        (replace(prose("It rose."), headings=("Notes", "4.2 Fares")), "4.2", True),
        (replace(prose("It rose."), headings=("4.2 Fares", "Notes")), "4.2", False),
    ],
)
def test_what_bears_a_number_as_its_key(passage: Passage, number: str, keyed: bool) -> None:
    assert keyed_by(passage, number) is keyed


@pytest.mark.parametrize(
    ("headings", "number", "under"),
    [
        (("41. Fares",), "41", True),
        (("41 Fares",), "41", True),
        (("41/24. Fares",), "41/24", True),
        (("41 fares",), "41", False),
        (("141. Fares",), "41", False),
        (("41. Fares", "Notes"), "41", True),
        (("41. Fares", "2. Piers"), "41", False),
        (("41. Fares", "2. Piers"), "2", True),
        ((), "41", False),
    ],
)
def test_what_stands_under_a_minute(headings: tuple[str, ...], number: str, under: bool) -> None:
    assert heads(replace(prose("It rose."), headings=headings), number) is under


def test_what_is_to_be_decided_is_lifted_above_the_words_that_found_its_item() -> None:
    topic = replace(prose("The ferry needs paint.", page=1), item="4")
    answer = form("That it be painted.", "Recommendations: That it be painted.", "a", 2, "4")
    purpose = form("To keep it afloat.", "Purpose: To keep it afloat.", "a", 1, "4")
    other = form("That it be sold.", "Recommendations: That it be sold.", "a", 5, "5")
    hits = (hit(topic, 3), hit(purpose, 2), hit(other, 1), hit(answer, 0.5))
    made = lifted_forms(asked("What are we asked to decide about the ferry?"), hits)
    assert [one.passage for one in made] == [answer, topic, purpose, other]
    assert 3 < made[0].score < 3.2
    assert lifted_forms(asked("What was said about the ferry?"), hits) == hits
    key = form("No", "Key decision: No", "a", 1, "4")
    asks_if_key = asked("Are we asked to make a key decision on the ferry?")
    assert lifted_forms(asks_if_key, (*hits, hit(key, 0.1)))[0].passage is key


def test_another_report_between_parts_what_is_recommended_from_its_topic() -> None:
    question = asked("What are we asked to decide about the ferry?")
    topic = prose("The ferry needs paint.", page=1)
    answer = form("That it be painted.", "Recommendations: That it be painted.", "a", 4)
    title = form("Quay steps", "Title: Quay steps", "a", 3)
    assert lifted_forms(question, (hit(topic, 3), hit(answer, 1)))[0].passage is answer
    parted = lifted_forms(question, (hit(topic, 3), hit(title, 2), hit(answer, 1.5)))
    assert parted[0].passage is topic
    ahead = lifted_forms(
        question, (hit(topic, 3), hit(replace(title, pages=(5,)), 2), hit(answer, 1))
    )
    assert ahead[0].passage is answer
    own = replace(title, pages=(1,))
    assert (
        lifted_forms(question, tuple(map(hit, (topic, own, answer), (3, 2, 1))))[0].passage
        is answer
    )
    of_item = [replace(one, item="4") for one in (topic, title, answer)]
    whole = lifted_forms(question, tuple(map(hit, of_item, (3, 2, 1.5))))
    assert whole[0].passage.text == answer.text
