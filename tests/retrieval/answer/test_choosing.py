"""Which passages stand beside the best one in an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from corpus.model import Passage, PassageKind, Scope, Span
from retrieval.answer.choosing import chosen_for, quoted_hits
from retrieval.model.types import Hit, Intent
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import Query, understand
from retrieval.ranking.late import Weighted
from retrieval.search.searcher import Found
from tests.retrieval.passages import evidence, hit, paper, prose

_LEAD = prose("The ferry carried 4,100 passengers in May. ", page=3)


_QUERY = Query("How busy is the ferry?", ("busy", "ferry"), Intent.ANY)


def found(*scored: tuple[Passage, float], query: Query = _QUERY) -> Found:
    """A finding of passages of one sentence each, the best first."""
    papers = {key: paper(key, date(2024, 5, 1)) for key in "abcdef"}
    told = {passage.id: evidence(passage, 0.8) for passage, _ in scored}
    hits = tuple(hit(passage, score) for passage, score in scored)
    return Found(query, Scope(), hits, (), papers, cast(Weighted, None), told)


def quoted(*scored: tuple[Passage, float]) -> list[Passage]:
    return [one.passage for one in quoted_hits(found((_LEAD, 1.0), *scored))]


def chosen_passages(scored: list[tuple[Passage, float]], query: Query) -> list[Passage]:
    chosen = chosen_for(found(*scored, query=query))
    return [version.face.passage for version in chosen.versions]


def test_more_of_the_cited_page_is_quoted_far_below_the_best() -> None:
    more = prose("Sunday crossings were added for visitors.", page=3, start=200)
    assert quoted((more, 0.7)) == [_LEAD, more]
    assert quoted((more, 0.5)) == [_LEAD]


def test_what_runs_on_overleaf_is_not_more_of_the_cited_page() -> None:
    words = "Sunday crossings were added\nfor visitors."
    spans = (Span(3, 900, 927), Span(4, 0, 13))
    over = Passage("over", "a", (3, 4), spans, None, (), words, "", _LEAD.kind)
    assert quoted((over, 0.7)) == [_LEAD]
    assert quoted((over, 0.96)) == [_LEAD, over]


def test_near_rivals_elsewhere_are_quoted_two_at_most() -> None:
    texts = ("Fares rose in June.", "Moorings cost more now.", "The slipway was dredged.")
    rivals = [prose(text, paper_id=key) for text, key in zip(texts, "bcd", strict=True)]
    assert quoted(*((rival, 0.97) for rival in rivals)) == [_LEAD, *rivals[:2]]
    assert quoted((rivals[0], 0.94)) == [_LEAD]


def test_a_near_rival_that_names_the_person_asked_for_leads() -> None:
    query = understand("Who is the chair of the harbour board?", Lexicon())
    role = prose("The chair of the harbour board is chosen each spring.", page=3)
    name = prose("Mrs Ines Penrose has chaired the harbour board since May.", paper_id="b", page=8)
    for score, lead in ((0.9, name), (0.85, role)):
        assert quoted_hits(found((role, 1.0), (name, score), query=query))[0].passage is lead


def test_a_rival_of_another_time_is_not_quoted() -> None:
    other = prose("Fares rose in June.", paper_id="b")
    for period, expected in ((0.0, [_LEAD]), (1.0, [_LEAD, other])):
        hits = (Hit(_LEAD, 1.0, (("period", 1.0),)), Hit(other, 0.99, (("period", period),)))
        asked = replace(found((_LEAD, 1.0), (other, 0.99)), hits=hits)
        assert [hit.passage for hit in quoted_hits(asked)] == expected


def test_all_who_were_appointed_are_told_as_printed_where_it_is_asked_which() -> None:
    names = ("Jan Ash", "Bo Elm", "Ida Fir")
    texts = [f"That {name} be appointed a harbour warden." for name in names]
    decided = [
        replace(prose(text, page=3, start=100 * at), kind=PassageKind.RESOLUTION)
        for at, text in enumerate(texts)
    ]
    scored = [(decided[2], 1.0), (decided[0], 0.7), (decided[1], 0.6)]
    several = understand("which wardens were appointed", Lexicon())
    assert chosen_passages(scored, several) == decided
    one = understand("was Ida Fir appointed a warden", Lexicon())
    assert chosen_passages(scored, one)[0] is decided[2]


def test_of_motions_asked_for_as_lost_none_that_was_carried_stands_in_the_list() -> None:
    lost = prose("That ferry motions be heard on Sundays.", page=3, start=100)
    sail = prose("That ferry motions be heard on Mondays.", page=3)
    carried = replace(sail, kind=PassageKind.RESOLUTION, headings=("5. Ferry", "RESOLVED"))
    lost = replace(lost, kind=PassageKind.RESOLUTION, headings=("5. Ferry", "the motion was LOST"))
    scored = [(lost, 1.0), (carried, 0.9)]
    asked = understand("which ferry motions were lost", Lexicon())
    assert chosen_passages(scored, asked)[0] is lost


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what happened about the ferry", False),
        ("when did the ferry meeting end", True),
    ],
)
def test_that_a_meeting_ended_is_told_only_where_it_is_asked(text: str, told: bool) -> None:
    end = prose("The meeting ended at 8.11 pm.", page=3, start=200)
    ferry = prose("The ferry is to be painted in June.", page=3)
    query = understand(text, Lexicon())
    hits = quoted_hits(found((ferry, 1.0), (end, 0.97), query=query))
    assert (end in [one.passage for one in hits]) is told


def test_what_stands_does_not_lead_before_the_lost_motion_on_the_sum_asked_for() -> None:
    query = understand("Did the board agree to add £64,000 for the pier?", Lexicon())
    words = {"That £64,000 be added.": "amendment was LOST", "that £9,000 be spent.": "RESOLVED"}
    lost, stands = (
        replace(
            prose(text, page=3, start=start),
            kind=PassageKind.RESOLUTION,
            headings=("5. Budget", outcome),
        )
        for start, (text, outcome) in enumerate(words.items())
    )
    for figure, lead in ((1.0, lost), (0.0, stands)):
        hits = (Hit(lost, 1.0, (("figure", figure),)), Hit(stands, 0.99, ()))
        asked = replace(found((lost, 1.0), (stands, 0.99), query=query), hits=hits)
        assert quoted_hits(asked)[0].passage is lead
