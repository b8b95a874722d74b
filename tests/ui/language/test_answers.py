"""What answers say of their own is said in the reader's language; what they quote is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import prompts
from retrieval.asking.next_questions import NextQuestion, next_questions
from retrieval.model import counted_papers, day_words, either, named_in, span_words
from tests import language
from ui.language import saying
from ui.language.saying import spoken


@pytest.fixture(autouse=True)
def welsh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "language", lambda: "cy")


# Not what models and programs read, or what is asked of the papers.
_READ = [
    one.stem for one in Path(prompts.__file__).parent.glob("*.txt") if language.is_read(one.stem)
]


@pytest.mark.parametrize("name", sorted(_READ))
def test_every_template_that_a_reader_meets_has_words_of_each_language(name: str) -> None:
    for code in language.languages():
        entry = language.read(code).get(prompts.text(name))
        assert entry is not None
        assert entry.string


def test_a_refusal_is_said_whole_with_what_was_put_in() -> None:
    days = [date(2023, 3, 1), date(2024, 5, 2)]
    searched = prompts.joined(", ", (counted_papers(2), span_words(days)))
    said = prompts.fill("refusal", searched=searched)
    assert said == (
        "I found no answer in the papers searched: 2 papers, 1 March 2023 to 2 May 2024."
    )
    assert spoken(said).startswith("Ni chefais ateb")
    assert "2 bapur, 1 Mawrth 2023" in spoken(said)


def test_what_is_quoted_stays_as_it_is_printed() -> None:
    # Both are messages of the app as well.
    said = prompts.joined(" · ", ("deferred", day_words(date(2024, 3, 1)), "March"))
    assert spoken(said) == "deferred · 1 Mawrth 2024 · March"
    assert spoken("March") == "March"
    assert spoken(either(["“a {b}”", "“c”"])) == "“a {b}” neu “c”"


def test_a_wording_that_was_kept_is_said_as_before() -> None:
    said = prompts.fill("not_named", unmet=either(["“x”", "“y”"]), searched=counted_papers(3))
    again = prompts.wording_of(prompts.said_of(said))
    assert (again, spoken(again)) == (said, spoken(said))
    assert "3 phapur" in spoken(again)


def test_as_many_are_named_as_there_is_room_for_and_each_stays_as_printed() -> None:
    held = prompts.joined(" · ", ("Quay Panel", day_words(date(2024, 3, 1))))
    said = named_in(held, ["1. Minutes", "2. Quay wall; second phase", "3. March"], 12)
    assert said == "Quay Panel · 1 March 2024 · 1. Minutes; 2. Quay wall"
    assert spoken(said) == "Quay Panel · 1 Mawrth 2024 · 1. Minutes; 2. Quay wall"
    assert named_in("Quay Panel", [], 1) == "Quay Panel"
    assert named_in("", ["a b c"], 1) == "a b c"


@pytest.mark.parametrize("row", next_questions(), ids=lambda row: row.name)
def test_what_is_offered_next_has_words_of_each_language(row: NextQuestion) -> None:
    for code in language.languages():
        for question in filter(None, (row.says, row.named)):
            entry = language.read(code).get(question)
            assert entry is not None
            assert entry.string
