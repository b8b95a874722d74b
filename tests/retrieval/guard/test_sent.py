"""Which stored sentences a language model is sent, in which order, and under which source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, CorpusError, Page, PaperKind, Passage
from retrieval.answer.quoting import Quoter
from retrieval.explain.claim_figures import figures_of, is_money
from retrieval.explain.evidence import Evidence, Part, gather, source_of
from retrieval.explain.explaining import Explained, Explainer, supported
from retrieval.explain.language_model import LanguageModel
from retrieval.explain.statements import Draft
from retrieval.explain.words import Prompt
from retrieval.ranking.units import units_of
from tests.retrieval.guard.builders import found, hit
from tests.retrieval.guard.shelf import JULY, JUNE, Line, Shelf, form, row, written
from tests.retrieval.guard.test_explained import Script
from tests.retrieval.passages import evidence

FERRY = Line("The ferry sails on Sundays. It docks at the quay. It is old.", item="2")
PIER = Line("The pier is shut today. It will be mended.", page=2, item="2")
TIDE = Line("The tide was high again. It rained all day.", page=3)


class Guarded(Shelf):
    """Keeps page 3 of every paper to itself."""

    def page(self, paper_id: str, number: int, clearance: Access) -> Page:
        if number == 3:
            raise CorpusError("closed since")
        return super().page(paper_id, number, clearance)


def searched(
    *lines: Line,
    scores: Sequence[float] = (1.0, 0.9, 0.8),
    units: Sequence[Sequence[float]] = (),
    names: Sequence[str] = ("",),
    shelf: type[Shelf] = Shelf,
) -> tuple[list[Part], Catalogue]:
    """Return a search that found these lines of a paper, for each of the parts named."""
    items = [("2", "Harbour works", None, None)]
    read = written("june", PaperKind.REPORT, *lines, day=JUNE, title="Works", items=items)
    held: list[Passage] = read[1][1:]
    told = {
        one.id: evidence(one, *(units[at] if at < len(units) else [0.5] * len(units_of(one))))
        for at, one in enumerate(held)
    }
    hits = [hit(one, score) for one, score in zip(held, scores, strict=False)]
    opened = shelf([read])
    made = found("What of the ferry and the pier?", *hits, evidence=told, papers=opened.papers)
    return [Part(made, name) for name in names], cast(Catalogue, opened)


def sent(*lines: Line, room: int = 5000, shelf: type[Shelf] = Shelf, **how: Any) -> Evidence:
    """Return what is sent of these lines of a paper."""
    parts, catalogue = searched(*lines, shelf=shelf, **how)
    return gather(parts, [Quoter(catalogue, part.found) for part in parts], room)


def explained(
    *lines: Line, said: Sequence[str], names: Sequence[str] = ("",), window: int = 9000
) -> tuple[Explained, Prompt]:
    """Return what comes of a model that says these lines, and what it was sent."""
    parts, catalogue = searched(*lines, names=names)
    script = Script(*said)
    explainer = Explainer(cast(LanguageModel, script), catalogue, window)
    *_, last = explainer.explain("What of the ferry?", parts)
    return last, script.prompts[0]


def texts(told: Evidence) -> list[str]:
    return [one.quote.text for one in told.sentences]


def test_sentences_that_say_something_are_sent_in_the_order_of_their_places() -> None:
    told = sent(PIER, FERRY, scores=(1.0, 0.9))
    assert texts(told) == [
        "The pier is shut today.", "It will be mended.",
        "The ferry sails on Sundays.", "It docks at the quay.",
    ]  # fmt: skip
    assert [one.number for one in told.sentences] == [1, 2, 3, 4]
    assert told.left_out == 0


def test_within_a_page_they_stand_as_printed_whatever_their_worth() -> None:
    told = sent(FERRY, units=[(0.1, 0.9, 0.9)])
    assert texts(told) == ["The ferry sails on Sundays.", "It docks at the quay."]
    worth = [one.relevance for one in told.sentences]
    assert worth == pytest.approx([1.0 + 1.0 + 0.1, 1.0 + 1.0 + 0.9])


def test_what_an_answer_would_quote_counts_more() -> None:
    told = sent(FERRY, PIER, scores=(1.0, 0.5), units=[(0.5, 0.5, 0.5), (0.5, 0.5)])
    worth = {one.quote.text: one.relevance for one in told.sentences}
    assert worth["The ferry sails on Sundays."] == pytest.approx(2.5)
    assert worth["The pier is shut today."] == pytest.approx(1.0)


def test_hits_without_a_score_are_sent_all_the_same() -> None:
    assert len(texts(sent(FERRY, scores=(0.0,)))) == 2


def test_a_source_is_named_once_for_what_stands_there() -> None:
    told = sent(FERRY, PIER)
    lines = told.text.splitlines()[1:-1]
    sources = [line for line in lines if line.startswith("Source: ")]
    assert sources == [
        "Source: report, Harbour Board, 4 June 2024, item 2, Harbour works, page 1",
        "Source: report, Harbour Board, 4 June 2024, item 2, Harbour works, page 2",
    ]
    assert lines[1] == "[1] The ferry sails on Sundays."
    assert lines[4] == "[3] The pier is shut today."
    assert not any(line.startswith("Part: ") for line in lines)


def test_parts_are_named_and_say_nothing_twice() -> None:
    told = sent(FERRY, PIER, names=("June", "July"))
    assert [line for line in told.text.splitlines() if line.startswith("Part: ")] == ["Part: June"]
    assert len(texts(told)) == len(set(texts(told))) == 4
    assert {one.part for one in told.sentences} == {"June"}


def test_official_wording_and_rows_are_sent_whole() -> None:
    told = sent(form("That it sail. That it dock.", 1, "2"), row(Ref="1", What="Paint it"))
    assert texts(told) == ["That it sail. That it dock.", "Ref: 1 · What: Paint it"]
    assert [one.quote.official for one in told.sentences] == [True, False]


def test_what_was_closed_since_the_search_is_left_out() -> None:
    assert texts(sent(TIDE, FERRY, shelf=Guarded)) == texts(sent(FERRY))


def test_no_more_sentences_are_sent_than_asked_for() -> None:
    many = Line(" ".join(f"Boat {at} came in at dawn." for at in range(1, 50)))
    worth = [0.5 + at / 100 for at in range(49)]
    told = sent(many, units=[worth])
    assert texts(told)[0] == "Boat 18 came in at dawn."
    assert len(told.sentences) == 32
    assert len(sent(many, units=[worth], names=("a", "b")).sentences) == 32
    assert len(sent(many, units=[worth], names=tuple("abcdef")).sentences) == 36


def test_what_does_not_fit_is_counted() -> None:
    whole = sent(FERRY, PIER, units=[(0.9, 0.8, 0.1), (0.2, 0.1)])
    few = sent(FERRY, PIER, units=[(0.9, 0.8, 0.1), (0.2, 0.1)], room=150)
    assert 0 < len(few.sentences) < len(whole.sentences)
    assert few.left_out == len(whole.sentences) - len(few.sentences)
    named = sent(FERRY, PIER, room=150, names=("a very long name of a part " * 3,))
    assert len(named.sentences) < len(few.sentences)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((1,), 1), ((4,), 1), ((5,), None), ((0,), None), ((2, 1, 2), 2), ((), 0), ((1, 9), None)],
)
def test_sentences_are_cited_by_number(numbers: tuple[int, ...], told: int | None) -> None:
    cited = sent(FERRY, PIER).of(numbers)
    assert (None if cited is None else len(cited)) == told


def test_a_source_says_what_is_known_of_it() -> None:
    (first, *_) = sent(FERRY).sentences
    cited = first.quote.citations[0]
    bare = replace(cited, committee=None, date=None, item=None, item_title=None, printed=None)
    assert source_of(bare) == "report, page 1"
    assert source_of(replace(bare, printed="7", date=JULY)) == "report, 2 July 2024, page 7"
    assert source_of(replace(bare, item="3")) == "report, item 3, page 1"


@pytest.mark.parametrize(
    ("text", "money"),
    [("It costs £4.", True), ("It rose by 4%.", False), ("Four boats came.", False),
     ("Half of them came.", False)],
)  # fmt: skip
def test_which_figures_are_money(text: str, money: bool) -> None:
    assert any(map(is_money, figures_of(text))) is money


def test_an_answer_that_grows_lacks_nothing_yet() -> None:
    assert Explained() == Explained((), 0, "", "", lacking=False, complete=False)
    assert not Explained().lacking


def test_a_statement_cites_what_it_names_and_only_that() -> None:
    told = sent(FERRY, PIER)
    statement, cited = supported(Draft("The ferry sails on Sundays.", (1,)), told, ())
    assert statement is not None
    assert [one.number for one in cited] == [1]
    assert [c.quote for c in statement.citations] == ["The ferry sails on Sundays."]
    assert supported(Draft("The ferry sails on Sundays.", ()), told, ()) == (None, ())
    assert supported(Draft("The ferry sails on Sundays.", (9,)), told, ()) == (None, ())
    assert supported(Draft("The ferry sails on Mondays.", (1,)), told, ()) == (None, ())


VOTE = Line("The motion was carried after a long vote. Nobody else came by.")
FARE = Line("The ferry costs £4 a head. It is old and slow.")


@pytest.mark.parametrize(
    ("line", "said", "beside"),
    [
        (VOTE, "The motion was carried after a long vote",
         ["The motion was carried after a long vote."]),
        (VOTE, "Nobody else came by", []),
        (FARE, "The ferry costs £4", ["The ferry costs £4 a head."]),
        (FARE, "The ferry costs much", []),
        (form("That the ferry sail on.", 1, "2"), "The ferry is to sail on",
         ["That the ferry sail on."]),
    ],
)  # fmt: skip
def test_votes_sums_and_official_wording_are_quoted_beside(
    line: Line, said: str, beside: list[str]
) -> None:
    number = 2 if said.startswith("Nobody") else 1
    last, _ = explained(line, said=[f"{said} [{number}]"])
    assert [one.text for one in last.statements if one.explained] == [said]
    assert [one.text for one in last.statements if not one.explained] == beside


def test_what_did_not_fit_is_said_beside_what_was_written() -> None:
    many = Line(" ".join(f"Boat {at} came in at dawn." for at in range(1, 50)))
    last, prompt = explained(many, said=["Boats came in at dawn [1]"], window=2200)
    count = prompt.user.count("came in at dawn")
    assert 0 < count < 32
    assert f"the {count} most relevant sentences; {32 - count} more" in last.note
    silent, _ = explained(many, said=["NOT FOUND"], window=2200)
    assert "most relevant sentences" not in silent.note
    whole, _ = explained(many, said=["Boats came in at dawn [1]"])
    assert whole.note == ""


def test_a_question_in_parts_says_so() -> None:
    one, two = (explained(FERRY, said=["x"], names=names)[1] for names in (("",), ("a", "b")))
    assert "one short paragraph on each part" not in one.user
    assert "one short paragraph on each part" in two.user
    assert ("model_parts" in one.about, "model_parts" in two.about) == (False, True)


@pytest.mark.parametrize(
    ("other", "conflicts"),
    [("The ferry carried 380 cars.", True), ("The ferry carried 410 cars by day.", False)],
)
def test_a_contradiction_is_marked_where_two_figures_clash(other: str, conflicts: bool) -> None:
    said = "CONTRADICTION: the ferry carried so many cars [1][2]"
    last, _ = explained(Line("The ferry carried 410 cars."), Line(other, page=2), said=[said])
    assert [one.conflicts for one in last.statements if one.explained] == [conflicts]


def test_of_what_is_cited_only_the_vote_is_quoted_beside() -> None:
    said = "The motion was carried after a long vote"
    last, _ = explained(VOTE, said=[f"{said} [1][2]"])
    assert [one.text for one in last.statements] == [said, f"{said}."]
