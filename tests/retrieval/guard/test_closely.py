"""Units found among a passage's tokens, pages folded, and what a language model is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access, Cell, Passage, PassageKind, Scope, Span
from corpus.model.vectors import TokenVectors
from retrieval.answer.choosing import quoted_hits
from retrieval.answer.quoting import Quoter
from retrieval.explain.evidence import Part, gather
from retrieval.model.constants import DEFAULT
from retrieval.ranking.evidence import Evidence, Placer
from retrieval.ranking.late import Floats, Weighted
from retrieval.ranking.units import units_of, within
from retrieval.ranking.word_weights import by_content
from retrieval.search.pages_found import fold_on_pages
from retrieval.search.searcher import match_expression
from tests.retrieval.guard.builders import PAPERS, asked, hit, weighted
from tests.retrieval.guard.papers import Desk
from tests.retrieval.passages import prose, row

WORDS = ["the", "ferry", "sails", "pier", "is", "shut", "often", "today"]


def tokenize(texts: Sequence[str]) -> list[list[int]]:
    return [[WORDS.index(word) for word in text.lower().replace(".", "").split()] for text in texts]


def read(passage: Passage, text: str, met: Sequence[float]) -> tuple[Evidence, ...]:
    """Return what the units say to one word that the tokens of ``text`` meet as said."""
    (ids,) = tokenize([text])
    assert len(ids) == len(met)
    tokens = TokenVectors(
        np.asarray(ids, np.int32), np.zeros((len(ids), 2), np.int8), np.ones(len(ids), np.float32)
    )
    similarity: Floats = np.asarray(met, np.float32)[:, None]
    return Placer(tokenize, DEFAULT.ranking).evidence(weighted([1]), passage, tokens, similarity)


TWO = prose("The ferry sails. The pier is shut.")


def test_each_unit_is_weighed_by_its_own_tokens() -> None:
    told = read(TWO, "the ferry sails the pier is shut", (0.1, 0.5, 0.2, 0.3, 0.8, 0.1, 0.1))
    assert [(one.position, round(one.score, 4)) for one in told] == [(0, 0.5), (1, 0.8)]
    assert [one.pages for one in told] == [((1, told[0].score),), ((1, told[1].score),)]


def test_a_context_before_the_words_is_no_part_of_them() -> None:
    about = replace(TWO, context="Often today")
    told = read(
        about, "often today the ferry sails the pier is shut", (1, 1, 0.1, 0.5, 0, 0, 0.8, 0, 0)
    )
    assert [round(one.score, 4) for one in told] == [0.5, 0.8]


def test_what_was_cut_off_meets_nothing() -> None:
    told = read(TWO, "the ferry sails", (0.1, 0.5, 0.2))
    assert [round(one.score, 4) for one in told] == [0.5, 0.0]


def test_a_unit_is_found_by_whole_tokens() -> None:
    """The bytes of 1 also stand across those of 256 and 0."""
    tokens = TokenVectors(
        np.asarray([256, 0, 1], np.int32), np.zeros((3, 2), np.int8), np.ones(3, np.float32)
    )
    similarity: Floats = np.asarray([[0.9], [0.9], [0.5]], np.float32)

    def one_each(texts: Sequence[str]) -> list[list[int]]:
        return [[1] if text else [] for text in texts]

    placer = Placer(one_each, DEFAULT.ranking)
    (told,) = placer.evidence(
        weighted([1]), replace(prose("Ferry."), context=""), tokens, similarity
    )
    assert round(told.score, 4) == 0.5


def test_a_unit_over_two_pages_opens_where_it_answers() -> None:
    words = "The ferry sails today\noften today the pier is shut."
    spans = (Span(1, 0, 21), Span(2, 0, 30))
    over = replace(TWO, text=words, spans=spans, pages=(1, 2))
    text = "the ferry sails today often today the pier is shut"
    for met, first in (([0.9] * 4 + [0.1] * 6, 1), ([0.1] * 4 + [0.9] * 6, 2)):
        (one,) = read(over, text, met)
        assert max(one.pages, key=lambda pair: pair[1])[0] == first
    (one,) = read(over, text, [0.8] * 4 + [0.85] * 6)
    assert max(one.pages, key=lambda pair: pair[1])[0] == 1
    about = replace(over, context="Often today")
    for met, first in (([0.9] * 4 + [0.1] * 6, 1), ([0.1] * 4 + [0.9] * 6, 2)):
        (one,) = read(about, f"often today {text}", [0.5, 0.5, *met])
        assert max(one.pages, key=lambda pair: pair[1])[0] == first
    official = replace(over, kind=PassageKind.RESOLUTION)
    (one,) = read(official, text, [0.1] * 4 + [0.9] * 6)
    assert [round(score, 4) for _, score in one.pages] == [0.9, 0.9]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The ferry sails. It is old.", ["The ferry sails.", "It is old."]),
        ("Cllr. Rowe spoke. He sat.", ["Cllr. Rowe spoke.", "He sat."]),
        ("It cost £1. £2 is owed.", ["It cost £1.", "£2 is owed."]),
        ("It rose by 1.5 m. so far.", ["It rose by 1.5 m. so far."]),
        ("Ferry\n\nPier", ["Ferry", "Pier"]),
        ("It asks:\n• one\n• two", ["It asks:", "• one", "• two"]),
        ("It asks:\n(a) one\n(b) two", ["It asks:", "(a) one", "(b) two"]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("", []),
    ],
)
def test_what_can_be_quoted(text: str, units: list[str]) -> None:
    assert [" ".join(one.text.split()) for one in units_of(prose(text))] == units


@pytest.mark.parametrize(
    "text",
    [
        "  The ferry sails. It is old.",
        "It asks:\n  • one\n  • two\n\n  It rained.",
        "He said “no.”  Then he left.\n",
        "Ferry\n \n Pier",
    ],
)
def test_a_unit_is_a_slice_of_its_page(text: str) -> None:
    for unit in units_of(prose(text, start=100)):
        (span,) = unit.spans
        assert text[span.start - 100 : span.end - 100] == unit.text == unit.text.strip()


def test_words_moved_apart_on_a_page_are_no_sentence() -> None:
    for gap, count in ((1, 1), (900, 2), (-90, 2)):
        spans = (Span(1, 100, 115), Span(1, 115 + gap, 135 + gap))
        passage = replace(prose("x"), text="The ferry sails\nThe pier is all shut", spans=spans)
        assert len(units_of(passage)) == count
    spans = (Span(1, 100, 115), Span(2, 900, 920))
    assert (
        len(
            units_of(replace(prose("x"), text="The ferry sails\nThe pier is all shut", spans=spans))
        )
        == 1
    )


def test_a_long_cell_is_cut_and_a_short_one_is_not() -> None:
    for count, units in ((10, 1), (30, 30)):
        text = "It sails. " * count
        made = row({"Ref": text.strip()})
        assert len(units_of(made)) == units
        assert {one.header for one in units_of(made)} == {"Ref"}
    blank = (Cell("Ref", " ", (Span(1, 0, 1),)), Cell("No", "12", ()))
    assert units_of(replace(made, cells=blank)) == ()


def test_characters_are_found_again_on_their_pages() -> None:
    spans = (Span(1, 10, 15), Span(2, 0, 5))
    assert list(within(spans, 0, 11)) == list(spans)
    assert list(within(spans, 2, 8)) == [Span(1, 12, 15), Span(2, 0, 2)]
    assert list(within(spans, 5, 6)) == []


def test_a_question_without_words_of_its_own_leans_less_on_words() -> None:
    columns = {"late": np.ones(1, np.float32)}
    plain = weighted((9, 9), ("item", "ferry"))
    told = by_content(columns, asked("What of the ferry under item 4?"), plain)
    rich = by_content(columns, asked("What of the item ferry?"), plain)
    none = by_content(columns, asked("What of item 4?"), weighted((9,), ("item",)))
    assert list(rich["late"]) == [1.0]
    assert list(rich["late"]) >= list(told["late"]) > list(none["late"])
    assert float(none["late"][0]) == pytest.approx(0.2)
    assert float(by_content(columns, asked("Ferry?"), weighted((3,), ("ferry",)))["late"][0]) == 0.5


@pytest.mark.parametrize(
    ("question", "match"),
    [
        ("ferry charges", '"ferry" OR "charges"'),
        ('the "ferry" AND NEAR(x)', '"ferry" OR "near" OR "x"'),
        ("How far is T12?", '"far" OR "t12" OR "T12"'),
        ("What of 14.6?", '"14" OR "6" OR "14 6"'),
        ("what is it?", ""),
    ],
)
def test_every_word_is_looked_for_as_typed(question: str, match: str) -> None:
    assert match_expression(asked(question)) == match


def test_words_left_out_are_not_looked_for() -> None:
    assert match_expression(asked("ferry charges at the pier"), {"pier"}) == '"ferry" OR "charges"'


class Labels:
    """The printed numbers of pages, as a catalogue gives them."""

    def labels_of(
        self, pages: Sequence[tuple[str, int]], _clearance: Access
    ) -> dict[tuple[str, int], str]:
        return {(paper_id, at): f"{paper_id} {at}" for paper_id, at in pages}


def pages(question: str, *passages: Passage) -> list[tuple[str, int, list[str]]]:
    hits = [hit(one, 9 - at) for at, one in enumerate(passages)]
    found = fold_on_pages(
        hits, lambda one, _: PAPERS[one.paper_id], {}, cast(Catalogue, Labels()), asked(question),
        Scope(), DEFAULT.likeness,
    )  # fmt: skip
    assert [one.printed for one in found] == [f"{one.paper_id} {one.page}" for one in found]
    return [(one.paper_id, one.page, [two.paper_id for two in one.also]) for one in found]


SAME = "Sixty street trees were planted in the wards of the town by spring"


def test_pages_are_listed_once_best_first() -> None:
    passages = [prose(text, "june", at) for text, at in (("Ferry", 3), ("Pier", 1), ("Quay", 3))]
    assert pages("ferry", *passages) == [("june", 3, []), ("june", 1, [])]
    over = replace(passages[0], pages=(3, 4))
    assert pages("ferry", over, passages[1]) == [("june", 3, []), ("june", 4, []), ("june", 1, [])]


def test_versions_are_one_page_and_the_newest_names_the_others() -> None:
    old, new, mid = (prose(SAME, name) for name in ("june", "autumn", "july"))
    other = prose("The ferry was late again today", "june", 2)
    assert pages("trees", old, other, new, mid) == [
        ("autumn", 1, ["july", "june"]), ("june", 2, []),
    ]  # fmt: skip
    assert pages("trees in June 2024", old, other, new, mid)[0] == ("june", 1, ["autumn", "july"])


def test_no_more_pages_are_listed_than_are_read() -> None:
    many = [prose(f"Ferry {at}", "june", at) for at in range(1, 90)]
    assert len(pages("ferry", *many)) == 40


def test_a_language_model_is_sent_the_likeliest_sentences_in_their_order(desk: Desk) -> None:
    found = desk.find("What did Cabinet resolve about library hours in November 2023?")
    quoter = Quoter(desk.catalogue, found)
    whole = gather([Part(found)], [quoter], 20_000)
    assert [one.number for one in whole.sentences] == list(range(1, len(whole.sentences) + 1))
    texts = [one.quote.text for one in whole.sentences]
    assert len({text.casefold() for text in texts}) == len(texts) <= 32
    few = gather([Part(found)], [quoter], 700)
    assert 0 < len(few.sentences) < len(whole.sentences)
    assert few.left_out == len(whole.sentences) - len(few.sentences)
    least = min(one.relevance for one in few.sentences)
    best = sorted((one.relevance for one in whole.sentences), reverse=True)
    assert least >= best[len(few.sentences) + 3]
    assert max(whole.sentences, key=lambda one: one.relevance).quote.official
    assert whole.of((1, 2, 1)) == whole.sentences[:2]
    assert whole.of((0,)) is None
    assert whole.of((len(texts) + 1,)) is None
    assert all(one.said in whole.text for one in whole.sentences)
    sources = [line for line in whole.text.splitlines() if line.startswith("Source: ")]
    assert len(sources) < len(texts)


def test_weights_of_words_never_turn_round() -> None:
    question = Weighted(
        np.zeros(2, np.int32), np.zeros((2, 2), np.float32), np.asarray([3, 1], np.float32)
    )
    assert question.share(np.asarray([1, 0], np.float32)) == 0.75
    assert weighted((0, 0)).share(np.ones(2, np.float32)) == 0.0


def test_what_would_be_quoted_is_sent_first_and_with_its_place(desk: Desk) -> None:
    found = desk.find("What did Cabinet resolve about library hours in November 2023?")
    quoter = Quoter(desk.catalogue, found)
    quoted = {one.passage.id for one in quoted_hits(found)}
    texts = {
        " ".join(c.quote for c in quoter.citations(h.passage, quoter.whole(h.passage)))
        for h in found.hits
        if h.passage.id in quoted
    }
    sent = gather([Part(found)], [quoter], 30_000).sentences
    first = sorted(sent, key=lambda one: -one.relevance)[: len(texts)]
    assert {one.quote.text for one in first} == texts
    assert all(f"page {one.quote.citations[0].page}" in one.source for one in first)
    assert all("minutes" in one.source for one in first)
    titled = [one for one in sent if one.quote.citations[0].item_title]
    assert all(str(one.quote.citations[0].item_title)[:20] in one.source for one in titled)
    part = gather([Part(found, "Hours of the libraries")], [quoter], 30_000)
    assert part.text.count("Part: Hours of the libraries") == 1
    assert {one.part for one in part.sentences} == {"Hours of the libraries"}
