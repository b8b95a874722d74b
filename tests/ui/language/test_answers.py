"""What answers say of their own is said in the reader's language; what they quote is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import prompts
from corpus.model import AgendaItem, ItemSource, OutcomeClass, Resolution, Scope, Span
from retrieval.asking.next_questions import NextQuestion, next_questions
from retrieval.matters.mentions import decision_mention, item_mention
from retrieval.model import counted_papers, day_words, either, named_in, span_words
from retrieval.question.fields import Field, fields
from tests import language
from tests.retrieval.passages import paper
from tests.ui.scripted_catalogue import ScriptedCatalogue
from ui.chat.starters import starter_questions
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


@pytest.mark.parametrize("field", fields(), ids=lambda field: field.name)
def test_what_a_paper_does_not_give_has_a_name_in_each_language(field: Field) -> None:
    said = spoken(prompts.fill("field_missing", field=prompts.worded(field.called), of=""))
    assert "Nid yw" in said
    assert field.called == "ward" or field.called not in said.split(": ", 1)[1].split(".")[0]


def test_when_a_matter_came_up_is_told_in_the_readers_language() -> None:
    decided = Resolution(
        "a" * 64, None, "12", "Quay wall", "that the wall be mended", "RESOLVED",
        OutcomeClass.RESOLVED, "Quay Panel", date(2024, 5, 1), (Span(1, 0, 9),),
    )  # fmt: skip
    about = decision_mention(decided).about
    assert (about, spoken(about)) == ("Resolved, minute 12", "Penderfynwyd, cofnod 12")
    # What is printed stays: a word of the minutes, the part of an agenda.
    approved = replace(
        decided, outcome="", text="The wall was approved.", number=None,
        outcome_class=OutcomeClass.AGREED,
    )  # fmt: skip
    told = decision_mention(approved).about
    assert spoken(told) == told == "Approved"
    pack = paper("pack", date(2024, 5, 1))
    item = AgendaItem(pack.id, "4", "Quay wall", 3, 5, ItemSource.HEADING)
    about = item_mention(pack, item).about
    assert (about, spoken(about)) == (
        f"Item 4 of the {pack.kind.value}",
        f"Eitem 4 ({spoken(prompts.worded(pack.kind.value))})",
    )
    about = item_mention(pack, replace(item, number="Section B, item 2")).about
    assert spoken(about).startswith("Section B, item 2 (")


def test_what_is_offered_to_begin_with_is_read_in_welsh_and_asked_in_english(
    tmp_path: Path,
) -> None:
    first, second = starter_questions(ScriptedCatalogue(tmp_path), Scope())
    assert str(first) == "What are members asked to decide on “Lido repairs”?"
    assert spoken(first) == "Beth y gofynnir i’r aelodau ei benderfynu ar “Lido repairs”?"
    assert spoken(second) == "Beth mae’r adroddiad “Mooring fees”, 14 Mai 2024, yn ei ddweud?"


@pytest.mark.parametrize("row", next_questions(), ids=lambda row: row.name)
def test_what_is_offered_next_has_words_of_each_language(row: NextQuestion) -> None:
    for code in language.languages():
        for question in filter(None, (row.says, row.named)):
            entry = language.read(code).get(question)
            assert entry is not None
            assert entry.string
