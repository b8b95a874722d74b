"""What a question is understood to ask: slips mended, bodies and acronyms told, numbers found."""

from __future__ import annotations

import pytest

from retrieval.question.lexicon import Lexicon
from retrieval.question.periods import Recency
from retrieval.question.query import Query, understand

WORDS = {
    "harbour": 9, "lantern": 2, "lanterd": 7, "ferry": 5, "pier": 4, "mooring": 3,
    "access": 9, "accessibility": 4, "govern": 5, "dredging": 6, "lamp": 3, "quayside": 2,
}  # fmt: skip
LEXICON = Lexicon(
    committees=(
        "Harbour Board", "Harbour Board Appeals Panel", "Ferries and Tolls Committee (Joint)",
    ),
    acronyms=(("QSL", "Quay Steering League"), ("IT", "Information Technology")),
    vocabulary=WORDS,
    is_english=lambda word: word in ("garden", "harvest"),
)  # fmt: skip


def asked(question: str) -> Query:
    return understand(question, LEXICON)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("harbor", "harbour"),
        ("Harbuor", "harbour"),
        ("jarbour", None),
        ("lanterx", "lanterd"),
        ("quaysida", "quayside"),
        ("feryr", "ferry"),
        ("fery", "ferry"),
        ("perir", None),
        ("garden", None),
        ("harvest", None),
        ("harbour", None),
        ("moorings", None),
        ("accessability", "accessibility"),
        ("accessing", None),
        ("h4rbour", None),
        ("dregding", "dredging"),
        ("dxyzding", None),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(typed: str, read: str | None) -> None:
    made = asked(f"What of the {typed}?")
    assert made.corrections == (((typed.lower(), read),) if read else ())
    spelt = (read or typed).capitalize() if typed[0].isupper() else read or typed
    assert made.search_text == f"What of the {spelt}?"
    assert made.words == ((read or typed).lower(),)


def test_without_known_words_nothing_is_mended() -> None:
    assert understand("What of the harbor?", Lexicon()).corrections == ()


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("What did the Harbour Board say?", "Harbour Board"),
        ("what did the harbour board say?", "Harbour Board"),
        ("What did the Harbour Board Appeals Panel say?", "Harbour Board Appeals Panel"),
        ("What did the HBAP say?", "Harbour Board Appeals Panel"),
        ("What did the HB say?", None),
        ("What did the FTC say?", "Ferries and Tolls Committee (Joint)"),
        ("What did the ftc say?", None),
        ("What did the FTCS say?", None),
        ("What did the Ferries and Tolls Committee say?", "Ferries and Tolls Committee (Joint)"),
        ("What did the Harbour say?", None),
    ],
)
def test_a_committee_is_named_in_full_or_by_its_letters(question: str, body: str | None) -> None:
    assert asked(question).committee == body


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("What did the QSL say?", (("QSL", "Quay Steering League"),)),
        ("What did the QSLs say?", (("QSL", "Quay Steering League"),)),
        ("What did the QSLX say?", ()),
        ("what did the qsl say?", ()),
        ("What did the quay steering league say?", (("Quay Steering League", "QSL"),)),
        ("What did the quay steering leagues say?", (("Quay Steering League", "QSL"),)),
        ("What of quay steering leaguers?", ()),
        ("What is it?", ()),
    ],
)
def test_an_acronym_is_known_in_both_its_forms(
    question: str, other: tuple[tuple[str, str], ...]
) -> None:
    assert asked(question).expansions == other


@pytest.mark.parametrize(
    ("question", "item", "minute", "references"),
    [
        ("What does item 4 say?", "4", None, ()),
        ("What does agenda item no. 4B say?", "4b", None, ()),
        ("What does minute 41 say?", None, "41", ()),
        ("What does minute no 41/24 say?", None, "41/24", ()),
        ("How far is T12?", None, None, ("T12",)),
        ("How far are T12, 2.1 and T12?", None, None, ("T12", "2.1")),
        ("Was it £2.10 or 2.1%?", None, None, ()),
        ("How far is 2.1.3?", None, None, ("2.1.3",)),
    ],
)
def test_numbers_that_a_question_asks_for(
    question: str, item: str | None, minute: str | None, references: tuple[str, ...]
) -> None:
    made = asked(question)
    assert (made.item, made.minute, made.references) == (item, minute, references)


@pytest.mark.parametrize(
    ("question", "recency"),
    [
        ("What is the latest report?", Recency.LATEST),
        ("What was the first report?", Recency.FIRST),
        ("What was the first latest report?", Recency.LATEST),
        ("What is the report?", Recency.ANY),
        ("What is first aid?", Recency.ANY),
    ],
)
def test_which_of_several_meetings(question: str, recency: Recency) -> None:
    assert asked(question).recency is recency


def test_odd_characters_are_read_as_spaces_and_long_questions_cut() -> None:
    assert asked("What\u0007of\n\x1b[31mthe   pier?").text == "What of the pier?"
    assert len(asked("pier " * 900).text) == 2000
