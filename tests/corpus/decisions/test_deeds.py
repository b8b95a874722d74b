"""Deciding words in a sentence: what is done, by whom, with which auxiliary, before what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.decisions.deeds import Deed, find_deeds, groups_of, outcome_word
from corpus.model import OutcomeClass, Resolution, Span

# A sentence, the word, then group, by, auxiliary and what comes after.
TOLD = (
    ("The Council then agreed to buy two benches.", "agreed", "agree", "body", "", "to"),
    ("Councillors unanimously approved the plan.", "approved", "approve", "body", "", "the"),
    ("It had been agreed that the gate be shut.", "agreed", "agree", "it", "had-been", "that"),
    ("We agreed to meet again.", "agreed", "agree", "we", "", "to"),
    ("They resolved, at last, to go.", "resolved", "agree", "we", "", ","),
    ("The County Council approved the scheme.", "approved", "approve", "other", "", "the"),
    ("Highways refused 4 signs.", "refused", "refuse", "other", "", "number"),
    ("Mr Reed seconded.", "seconded", "second", "person", "", "end"),
    ("Mrs Ash was elected.", "elected", "elect", "person", "was", "end"),
    ("The minutes were approved.", "approved", "approve", "thing", "were", "end"),
    ("The lease should be renewed by May.", "renewed", "grant", "thing", "should-be", "by"),
    ("The matter was not approved", "approved", "approve", "thing", "was-not", "end"),
    ("APPROVED", "approved", "approve", "nobody", "", "end"),
    ("Agreed: to hold a fair.", "agreed", "agree", "nobody", "", ":"),
    ("The Clerk to action", "action", "act", "person", "to", "end"),
    ("The plan as agreed (see below) stands.", "agreed", "agree", "thing", "as", "word"),
    ("Members noted the report.", "noted", "note", "body", "", "the"),
    ("The quarrel had, at last, been resolved", "resolved", "agree", "thing", "been", "end"),
    ("The motion lapsed for want of a seconder.", "lapsed", "lose", "thing", "", "for"),
    ("Gates deferred until spring", "deferred", "defer", "person", "", "word"),
    ("Officers were instructed to write.", "instructed", "instruct", "person", "were", "to"),
)


def deed_of(sentence: str, word: str) -> Deed:
    return next(deed for deed in find_deeds(sentence) if deed.word == word)


@pytest.mark.parametrize(("sentence", "word", "group", "by", "auxiliary", "then"), TOLD)
def test_what_a_sentence_does(
    sentence: str, word: str, group: str, by: str, auxiliary: str, then: str
) -> None:
    deed = deed_of(sentence, word)
    assert (deed.group, deed.by, deed.auxiliary, deed.then) == (group, by, auxiliary, then)
    assert sentence[deed.start : deed.end].lower() == word


@pytest.mark.parametrize(
    "sentence",
    [
        "The wall was painted on Monday.",
        "An agreement and a disapproval were in the post.",
        "Notable people came from secondary schools.",
        "",
    ],
)
def test_other_words_decide_nothing(sentence: str) -> None:
    assert [deed for deed in find_deeds(sentence) if deed.word != "post"] == []


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Agreed to go.", "0"),
        ("Members agreed to go.", "1"),
        ("It was agreed to go.", "2"),
        ("After a long talk members agreed to go.", "middle"),
        ("The new plan of the clerk was agreed.", "last"),
    ],
)
def test_the_place_of_a_word(sentence: str, place: str) -> None:
    assert deed_of(sentence, "agreed").place == place


def test_capitals_are_told_and_each_group_comes_once() -> None:
    found = find_deeds("It was AGREED and agreed that the fee be approved.")
    assert [deed.capital for deed in found] == [True, False, False]
    assert list(groups_of(found)) == ["agree", "approve"]


@pytest.mark.parametrize(
    ("words", "ended", "told"),
    [
        ("The application was REFUSED for want of parking.", OutcomeClass.RESOLVED, "REFUSED"),
        ("The licence was approved as set out.", OutcomeClass.AGREED, "approved"),
        ("The application had been withdrawn by the owner.", OutcomeClass.DEFERRED, "withdrawn"),
        ("It was not approved, but members agreed to wait.", OutcomeClass.AGREED, "agreed"),
        ("The clerk will order new slates.", OutcomeClass.AGREED, "agreed"),
        ("That the refuse lorry be sold.", OutcomeClass.RESOLVED, "resolved"),
    ],
)
def test_a_decision_without_an_outcome_apart_is_told_by_its_own_word(
    words: str, ended: OutcomeClass, told: str
) -> None:
    one = Resolution("p", None, "7", None, words, "", ended, None, None, (Span(1, 0, len(words)),))
    assert outcome_word(one) == told
    assert outcome_word(replace(one, outcome="RESOLVED")) == ended.value
