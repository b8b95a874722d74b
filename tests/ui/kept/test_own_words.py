"""An answer's own words are kept beside it, for readers of another language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prompts import fill, said_of, worded
from retrieval.model import Answer, Status
from tests.retrieval.fingerprints import MADE_UP
from ui.kept.own_words import own_words, with_own_words

WHO = "Who moved it?"
ANSWER = Answer(WHO, WHO, Status.REPLIED, "At all.", (), (), MADE_UP, lead="No one.")


def test_words_are_put_back_where_they_stood() -> None:
    spoken = replace(ANSWER, lead=fill("reply_thanks"), note=fill("no_papers"))
    back = with_own_words(replace(ANSWER, note="None."), own_words(spoken))
    assert said_of(back.lead).message == fill("reply_thanks")
    assert said_of(back.note).message == fill("no_papers")
    assert back.message == "At all."


def test_what_is_offered_next_is_put_back_and_an_older_chat_keeps_its_own() -> None:
    offering = replace(ANSWER, next=(worded("What was decided?"), worded("Why?")))
    back = with_own_words(replace(ANSWER, next=("What was decided?", "Why?")), own_words(offering))
    assert back.next == offering.next
    assert [said_of(one).message for one in back.next] == ["What was decided?", "Why?"]
    older = own_words(replace(offering, next=()))
    assert with_own_words(offering, older).next is offering.next


def test_a_chat_kept_before_them_stays_as_it_was() -> None:
    assert with_own_words(ANSWER, ()) is ANSWER


def test_words_of_another_answer_are_refused() -> None:
    with pytest.raises(ValueError, match="not all there"):
        with_own_words(ANSWER, (*own_words(ANSWER), said_of("one more")))
