"""What people type on a phone is understood as if it had been written out."""

from __future__ import annotations

import pytest

from retrieval.model import Intent
from retrieval.question.lexicon import Lexicon
from retrieval.question.query import understand
from retrieval.question.short_forms import written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what wd a landlord pay", "what would a landlord pay"),
        ("y did they close it", "why did they close it"),
        ("wot r u doing abt the bins", "what are you doing about the bins"),
        ("is it on 2day or tmrw?", "is it on today or tomorrow?"),
        ("Y was it refused", "why was it refused"),
        ("R they ok", "are they ok"),
        ("but y?", "but why?"),
        ("w/o a permit", "without a permit"),
    ],
)
def test_short_forms_are_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Was there a U-turn on parking?",
        "was there a u turn on parking?",
        "what is in appendix u",
        "zone r permits",
        "a CD of the meeting",
        "plot 4 y",
        "r & d budget",
        "who is r smith",
        "use class b4",
        "what does the cd say",
        "block r and site y",
        "e u funding",
        "Option y or option z",
        "300 bc",
        "the u shaped bend",
        "r.e. the bins",
        "Would you do it?",
    ],
)
def test_what_is_no_short_form_stays(typed: str) -> None:
    assert written_out(typed) == typed


def test_what_is_asked_for_is_told_by_what_is_meant() -> None:
    asked = understand("whn will the pool be shut", Lexicon())
    assert asked.intent is Intent.WHEN
    assert "whn" not in asked.words
