from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.question.everyday import official_words
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.question.rephrasing import rephrasings

LEXICON = Lexicon(acronyms=(("TSD", "Traffic Signals Depot"),))


def said(question: str) -> list[str]:
    return [way.text for way in rephrasings(understand(question, LEXICON))]


def test_everyday_words_have_official_ones() -> None:
    text = "How many kids use the playgrounds?"
    found = {text[one.start : one.end]: one.words for one in official_words(text)}
    assert found["kids"] == ("children", "young people")
    assert "play areas" in found["playgrounds"]


def test_official_words_stay_as_they_are() -> None:
    assert official_words("children and young people") == ()


def test_the_longest_phrase_counts() -> None:
    found = official_words("the bin collection")
    assert [(one.start, one.end) for one in found] == [(4, 18)]


def test_each_way_of_saying_it_keeps_the_rest_of_the_question() -> None:
    assert said("Are bin lorries out in May?")[0].startswith("Are ")
    assert all(way.endswith(" out in May?") for way in said("Are bin lorries out in May?"))


def test_an_acronym_is_spelt_out() -> None:
    assert "Where is the Traffic Signals Depot?" in said("Where is the TSD?")


def test_a_question_in_official_words_is_said_in_no_other_way() -> None:
    assert said("Which recommendations were noted?") == []


@given(st.text(max_size=80))
def test_swaps_stand_where_they_say(text: str) -> None:
    query = understand(f"kids {text} bins", LEXICON)
    for way in rephrasings(query):
        assert way.swaps
        for swap in way.swaps:
            typed = query.search_text[swap.start : swap.end]
            assert typed == typed.strip() != ""
            assert way.text[swap.first : swap.last] in {
                word for one in official_words(query.search_text) for word in one.words
            }
